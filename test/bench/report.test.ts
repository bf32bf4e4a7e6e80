/** What the benchmark says of its figures: agreement, targets, tables, and mistakes in its command line. */
import { describe, expect, it } from "vitest";
import type { CompileTime } from "../../bench/compile-time.ts";
import { differenceOf } from "../../bench/measure.ts";
import { parseOptions, UserError } from "../../bench/options.ts";
import type { Ready } from "../../bench/protocol.ts";
import { renderCompileTimes, renderTargets, renderWorkload } from "../../bench/report.ts";
import type { SystemResult, WorkloadResult } from "../../bench/results.ts";
import { geometricMean, median, projection } from "../../bench/statistics.ts";
import { targetsOf } from "../../bench/targets.ts";

const ready = (losses: number[], checks: Ready["checks"] = {}): Ready => ({
  type: "ready",
  firstMs: 1,
  losses,
  checks,
  stepMs: 1,
  info: {},
  about: {},
  hostClock: "processor",
});

const result = (system: string, more: Partial<SystemResult> = {}): SystemResult => ({
  system,
  stepMs: 2,
  leastMs: 1,
  mostMs: 3,
  rounds: [1, 2, 3],
  depth: 4,
  hostMs: 0.01,
  firstMs: 900,
  counts: { dispatches: 6, submits: 1, passes: 1, buffers: 0, bindGroups: 0, pipelines: 0, writtenBytes: 0 },
  peakBytes: 1e6,
  info: {},
  losses: [1],
  checks: {},
  remarks: [],
  ...more,
});

const lavapipe = { source: "llvmpipe", driver: "Mesa", kind: "software" } as const;
const workload = (systems: SystemResult[]): WorkloadResult => ({ id: "W2", what: "a net", systems });

describe("agreement", () => {
  it("is strict at first and allows drift later", () => {
    expect(differenceOf(ready([2, 1.9, 1.8]), ready([2.0001, 1.9001, 1.805]))).toBeUndefined();
    expect(differenceOf(ready([2, 1.9]), ready([2, 1.905]))).toBe("loss 2 is 1.905, not 1.9");
    expect(differenceOf(ready([2, 1.9, 1.8]), ready([2, 1.9, 1.83]))).toContain("loss 3");
    expect(differenceOf(ready([1]), ready([NaN]))).toContain("loss 1");
  });

  it("sees results that are missing, scaled or in another order", () => {
    const values = Float32Array.from({ length: 100 }, (_, i) => Math.cos(i * i));
    const right = ready([1], { output: projection(values) });
    const against = (other: Float32Array): string | undefined =>
      differenceOf(right, ready([1], { output: projection(other) }));
    expect(against(values)).toBeUndefined();
    expect(against(values.map((v) => 1.01 * v))).toContain("output");
    expect(against(Float32Array.from(values).reverse())).toContain("output");
    expect(differenceOf(right, ready([1]))).toBe("there is no output");
  });
});

describe("targets", () => {
  const found = (systems: SystemResult[], compile: CompileTime[] = []): string =>
    renderTargets(targetsOf([workload(systems)], compile, lavapipe), false);

  it("are reached or not, and those without a figure are not claimed", () => {
    const text = found([result("nn"), result("jax-js", { times: 2.5 }), result("tfjs", { times: 9 })]);
    expect(text).toContain("W2: dispatches a step at most 6: 6, reached");
    expect(text).toContain("W2: best WebGPU peer at least 3.00 times: 2.50 times, NOT reached");
    expect(text).not.toContain("W1:");
    expect(text).toMatch(/\d+ more are not measured by this run/);
  });

  it("count a system that failed as not measured", () => {
    expect(found([result("nn", { failed: "no" })])).not.toContain("W2");
  });

  it("take the median of the processes that compiled, not the first nor the warm one", () => {
    const time = { id: "W1", firstMs: 160, processesMs: [80, 95, 210], warmMs: 30 };
    expect(found([], [time])).toContain("W1: parse to plan at most 100 ms: 95 ms, reached");
    expect(renderCompileTimes([time], false)).toContain(
      "W1: 95 ms in a new process (80 ms to 210 ms), 160 ms in the very first one, 30 ms warm",
    );
    expect(found([], [{ ...time, id: "W4L", processesMs: [501] }])).toContain("501 ms, NOT reached");
  });
});

describe("tables", () => {
  it("say what differs, what failed and what was noisy", () => {
    const text = renderWorkload(
      workload([
        result("nn", { foreign: 0.5, remarks: ["noisy"] }),
        result("jax-js", { differs: "loss 2 is 3, not 1 (nn)", times: 2 }),
        result("tfjs", { failed: "no adapter" }),
      ]),
      false,
    );
    expect(text).toContain("2 ~");
    expect(text).toMatch(/jax-js .* differ$/m);
    expect(text).toContain("jax-js: differs: loss 2 is 3, not 1 (nn)");
    expect(text).toContain("tfjs: failed: no adapter");
  });

  it("rest on medians and geometric means", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(geometricMean([2, 8])).toBeCloseTo(4, 12);
  });
});

describe("the command line", () => {
  it("picks workloads and systems", () => {
    const options = parseOptions(["--workloads", "w1,W5", "--systems", "torch,nn", "--quick"])!;
    expect(options.workloads).toEqual(["W1", "W5"]);
    expect(options.systems).toEqual(["nn", "torch-cpu", "torch-cuda", "torch-compile"]);
    expect(options.rounds).toBe(3);
    expect(parseOptions(["--help"])).toBeUndefined();
  });

  it.each([
    [["--workloads", "W9"], "`W9` is none of W1, W2"],
    [["--rounds", "2.5"], "whole number"],
    [["--seconds", "-1"], "argument is ambiguous"],
    [["--image", "30"], "multiple of 8"],
    [["--adapter", "gpu"], "is none of hardware, software, swiftshader"],
    [["--fast"], "--help lists the options"],
    [["W1"], "--help lists the options"],
  ])("answers %j with a sentence", (args, sentence) => {
    expect(() => parseOptions(args)).toThrow(UserError);
    expect(() => parseOptions(args)).toThrow(new RegExp(sentence));
  });
});
