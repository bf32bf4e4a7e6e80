/**
 * A loop means what its unrolled copy means: values and gradients in double precision.
 */
import { describe, expect, it } from "vitest";
import { simplify } from "../../compiler/4-simplify/rewrite.ts";
import { interpret } from "../../compiler/interpret/graph.ts";
import { reachable } from "../../compiler/ir/graph.ts";
import { verifyGraph } from "../../compiler/ir/verify.ts";
import { type Array_, close, compileText, host, randomArray } from "../std/support.ts";
import {
  inputsOf,
  looped,
  randomRecurrence,
  type Recurrence,
  resultSize,
  special,
  unrolled,
} from "./texts.ts";

function compare(r: Recurrence, seed: number): void {
  const inputs = inputsOf(r, seed);
  const names = Object.keys(inputs);
  const compiled = [looped(r), unrolled(r)].map((text) => compileText(text, inputs, names));
  const loops = compiled.map(
    (c) => reachable(c.program.run.outputs.map((o) => o.node)).filter((n) => n.op === "scan").length,
  );
  expect(loops[0]).toBeGreaterThan(1);
  if (!r.nested) expect(loops[1]).toBe(0);
  const ct = randomArray([resultSize(r)], seed + 9);
  const [a, b] = [compiled[0]!.run({ ...inputs, ct }), compiled[1]!.run({ ...inputs, ct })];
  expect(Object.keys(a)).toEqual(Object.keys(b));
  expect(Object.keys(a).length).toBe(1 + names.length);
  for (const name of Object.keys(b)) close(a[name]!.data, b[name]!.data, 1e-10, `${name}\n${r.body}`);
  // Simplified, it is the same loop.
  const { outputs, graph } = compiled[0]!.program.run;
  const simple = simplify(
    graph,
    outputs.map((o) => o.node),
  );
  verifyGraph(simple.outputs, "4-simplify", simple.graph);
  const given: Record<string, Array_> = { ...inputs, ct };
  const values = interpret(simple.outputs, (input) => host(given[input.attrs.name]!), "f64");
  outputs.forEach((o, i) => close([...values[i]!.data], b[o.name]!.data, 1e-10, `${o.name} simplified`));
}

describe("a long scan and its unrolled copy", () => {
  for (let seed = 0; seed < 10; seed++)
    it(`agree on body ${seed}`, () => compare(randomRecurrence(seed, 11), seed));
  for (const [what, r] of special) it(`agree on ${what}`, () => compare(r, 3));
});
