/**
 * Loops as planned: kernels run on the host, round by round, in the very places that the plan gives them.
 */
import { describe, expect, it } from "vitest";
import { accessOf } from "../../compiler/ir/access.ts";
import { replay } from "../../compiler/6-plan/verify.ts";
import { floorTarget } from "../../compiler/7-emit/target.ts";
import { eachDispatch, timesOf } from "../../compiler/ir/plan.ts";
import { compileComputation } from "../../compiler/pipeline.ts";
import { Memory } from "../fuse/memory.ts";
import { close, compileText, randomArray } from "../std/support.ts";
import { inputsOf, looped, randomRecurrence, type Recurrence, resultSize, special } from "./texts.ts";

function compare(r: Recurrence, seed: number, family: "gpu" | "software"): void {
  const inputs = inputsOf(r, seed);
  const { program, run } = compileText(looped(r), inputs, Object.keys(inputs));
  inputs["ct"] = randomArray([resultSize(r)], seed + 9);
  const want = run(inputs);
  const compiled = compileComputation(program.run, floorTarget(family));
  expect(compiled.plan.loops.length).toBeGreaterThan(1);
  const memory = new Memory(compiled);
  for (const [name, value] of Object.entries(inputs)) memory.write(name, value.data);
  memory.step({});
  for (const [name, { data }] of Object.entries(want))
    close(memory.read(name), data, 1e-9, `${name}: ${r.body}`);
}

describe("the replay of a plan", () => {
  it("sees a value of the second round that the first has overwritten", () => {
    const [, r] = special.find(([what]) => what === "products of the input")!;
    const { program } = compileText(looped(r), inputsOf(r, 3));
    const { kernels, places, fused } = compileComputation(program.run, floorTarget("gpu"));
    const starts = new Map(
      fused.loops.flatMap((l) => l.carries.map((c) => [c.place.id, c.init.id] as const)),
    );
    const none = { extra: new Map(), parts: new Map(), targetOf: new Map(), inPlace: new Map() };
    const check = (at: typeof places): void =>
      replay(kernels, { values: fused.values, places: at, starts, ...none });
    check(places);
    // What the loop reads in every round, laid where the round writes after it has read.
    const inside = kernels.filter((k) => k.loop === kernels.find((o) => o.loop)!.loop);
    const made = new Set(inside.flatMap((k) => [...accessOf(k).stores.keys()]));
    const stored = new Set(kernels.flatMap((k) => [...accessOf(k).stores.keys()]));
    const read = [...accessOf(inside[0]!).loads].find((v) => stored.has(v) && !made.has(v))!;
    const written = [...accessOf(inside.at(-1)!).stores.keys()].find(
      (v) => !accessOf(inside.at(-1)!).loads.has(v),
    )!;
    expect(read).toBeDefined();
    expect(() => check(new Map([...places, [read, places.get(written)!]]))).toThrow(/not .*any more|over/);
  });

  it("runs nested loops in order", () => {
    const loops = [
      { name: "a", first: 1, count: 3, length: 2 },
      { name: "b", first: 2, count: 1, length: 3 },
      { name: "c", first: 4, count: 1, length: 2 },
    ];
    const runs: string[] = [];
    eachDispatch({ dispatches: { length: 6 }, loops }, (i, rounds) => runs.push([i, ...rounds].join(".")));
    expect(runs.join(" ")).toBe("0 1.0 2.0.0 2.0.1 2.0.2 3.0 1.1 2.1.0 2.1.1 2.1.2 3.1 4.0 4.1 5");
    expect([0, 1, 2, 3, 4, 5].map((i) => timesOf({ loops }, i))).toEqual([1, 2, 6, 2, 2, 1]);
  });
});

describe("a loop's kernels give the graph's numbers", () => {
  for (let seed = 0; seed < 8; seed++)
    it(`for body ${seed}`, () =>
      compare(randomRecurrence(seed, 9 + (seed % 2)), seed, seed % 4 < 2 ? "gpu" : "software"));
  for (const [what, r] of special) it(`for ${what}`, () => compare(r, 3, "gpu"));
});
