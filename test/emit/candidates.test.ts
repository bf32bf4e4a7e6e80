/**
 * Schedules that are worth measuring, and choices that come from outside.
 */
import { describe, expect, test } from "vitest";
import { candidates, chosenSchedule, kernelId, shapeOf } from "../../compiler/7-emit/candidates.ts";
import { floorTarget, schedulesOf, type Target } from "../../compiler/7-emit/index.ts";
import { compileComputation } from "../../compiler/pipeline.ts";
import { open } from "../examples/examples.ts";

const targets: Readonly<Record<string, Target>> = {
  gpu: { ...floorTarget("gpu"), subgroups: true, subgroupSize: 32 },
  software: { ...floorTarget("software"), subgroups: true, subgroupSize: 8 },
};
const step = open("gpt.nn", ["depth=2", "width=32", "batch=4", "context=16"]).train.step;

describe.each(Object.entries(targets))("on a %s target", (_, target) => {
  const compiled = compileComputation(step, target);

  test("a kernel has at most five candidates, all of them its own, the rule's choice first", () => {
    for (const [i, kernel] of compiled.kernels.entries()) {
      const names = candidates(kernel, target);
      const all = schedulesOf(kernel, target).map((s) => s.name);
      expect(names[0]).toBe(compiled.plan.dispatches[i]!.info.schedule);
      expect(new Set(names).size).toBe(names.length);
      expect(names.length).toBeLessThanOrEqual(5);
      expect(all).toEqual(expect.arrayContaining(names));
      if (kernel.body.kind === "dot") expect(names.length).toBeGreaterThan(2);
    }
  });

  test("layers that repeat have equal ids, kernels of other shapes have others", () => {
    const shapes = new Map<string, string>();
    for (const [i, kernel] of compiled.kernels.entries()) {
      const id = compiled.ids[i]!;
      expect(id).toMatch(/^[0-9a-f]{16}$/);
      expect(shapeOf(kernel)).toBe(shapes.get(id) ?? shapeOf(kernel));
      shapes.set(id, shapeOf(kernel));
    }
    expect(shapes.size).toBeLessThan(compiled.ids.length);
    expect(shapes.size).toBeGreaterThan(10);
  });

  test("a choice from outside replaces the rule's, for that kernel alone", () => {
    const i = compiled.kernels.findIndex((k) => k.body.kind === "dot");
    const id = compiled.ids[i]!;
    const schedule = candidates(compiled.kernels[i]!, target)[1]!;
    const chosen = compileComputation(step, { ...target, schedules: new Map([[id, { schedule }]]) });
    expect(chosen.ids).toEqual(compiled.ids);
    for (const [k, { info }] of chosen.plan.dispatches.entries())
      expect(info.schedule).toBe(
        chosen.ids[k] === id ? schedule : compiled.plan.dispatches[k]!.info.schedule,
      );
  });

  test("one that the kernel does not have is a mistake of who wrote it down", () => {
    const [kernel] = compiled.kernels;
    const span = { file: "nn.lock.json", start: 3, end: 9 };
    const schedules = new Map([["0", { schedule: "shared-48x48", span }]]);
    expect(() => chosenSchedule(kernel!, "0", { ...target, schedules })).toThrow(
      /^NN0711: .* no schedule `shared-48x48`/,
    );
    expect(chosenSchedule(kernel!, "1", { ...target, schedules })).toEqual({});
  });
});

test("an id depends on the bindings and on what is computed", () => {
  const { kernels } = compileComputation(step, targets["gpu"]!);
  const binding = { value: 0, dtype: "f32", access: "read" } as const;
  const map = kernels.find((k) => k.body.kind === "map")!;
  expect(kernelId(map, [])).not.toBe(kernelId(map, [binding]));
  expect(kernelId(map, [binding])).not.toBe(kernelId(map, [{ ...binding, access: "write" }]));
});
