/**
 * The programs of the benchmark: they compile for every device, keep the numbers of dispatches and bytes that the project
 * has set itself, and compute what the interpreter computes. Nothing here is timed.
 */
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { deviceBytes, type Job, jobOf } from "../../bench/systems/nn.ts";
import { LIMITS } from "../../bench/targets.ts";
import { makeWorkload, WORKLOADS } from "../../bench/workloads.ts";
import { floorTarget } from "../../compiler/7-emit/index.ts";
import { type Plan, timesOf } from "../../compiler/ir/plan.ts";
import { compilePlan } from "../../compiler/pipeline.ts";
import { ringSize } from "../../runtime/ring.ts";

const folder = fileURLToPath(new URL("../../bench/workloads", import.meta.url));

/** The present number where it is above the target; it only goes down. */
const DISPATCHES: Readonly<Record<string, number>> = { W4: 65 };

/** Devices may bind more than the floor's 8 storage buffers, which lets kernels grow. */
function compiled(id: string, storageBuffers = 8): { job: Job; plan: Plan } {
  const floor = floorTarget("software");
  const target = { ...floor, limits: { ...floor.limits, storageBuffers } };
  const job = jobOf(makeWorkload(id, { blank: true }), folder);
  return { job, plan: compilePlan(job.step, target) };
}

describe("the workloads compile for the floor target", () => {
  it.each(Object.keys(WORKLOADS))("%s", (id) => {
    const { job, plan } = compiled(id);
    expect(plan.dispatches.length).toBeGreaterThan(0);
    const limit = LIMITS[id];
    if (limit === undefined) return;
    const dispatches = plan.dispatches.reduce((sum, _, i) => sum + timesOf(plan, i), 0);
    expect(dispatches, "dispatches a step").toBeLessThanOrEqual(DISPATCHES[id] ?? limit.dispatches);
    const megabytes = deviceBytes(plan, job.slabs, ringSize(plan)) / 1e6;
    expect(megabytes, "megabytes on the device").toBeLessThanOrEqual(limit.megabytes ?? Infinity);
  });
});

it("a transformer's step has at most 60 dispatches where a kernel may bind 16 buffers", () => {
  expect(compiled("W4", 16).plan.dispatches.length).toBeLessThanOrEqual(LIMITS["W4"]!.dispatches);
});

it("a device that binds more buffers needs fewer dispatches", () => {
  const few = compiled("R18").plan.dispatches.length;
  expect(compiled("R18", 16).plan.dispatches.length).toBeLessThan(few);
  expect(compiled("W6", 16).plan.dispatches.length).toBeLessThanOrEqual(LIMITS["W6"]!.dispatches);
});
