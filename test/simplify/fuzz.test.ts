/** Rewriting changes no value that its safety level promises to keep, on thousands of random graphs. */
import { expect, test } from "vitest";
import { interpret } from "../../compiler/interpret/graph.ts";
import type { Node } from "../../compiler/ir/graph.ts";
import { showGraph } from "../../compiler/ir/show.ts";
import { verifyGraph } from "../../compiler/ir/verify.ts";
import type { Tensor } from "../../compiler/ops/def.ts";
import type { Safety } from "../../compiler/4-simplify/pattern.ts";
import { simplify } from "../../compiler/4-simplify/rewrite.ts";
import { allRules } from "../../compiler/4-simplify/rules.ts";
import { randomGraph, randomValues } from "./generate.ts";

const GRAPHS = 4000;
const fired = new Map<string, number>();

function run(outputs: readonly Node[], seed: number, specials: boolean): Tensor[] {
  const bind = (n: Node<"input">): Tensor => ({ type: n.type, data: randomValues(n, seed, specials) });
  return interpret(outputs, bind, "f64");
}

/** Whether `after` may stand for `before`. */
const agrees: Record<Exclude<Safety, "reassoc">, (before: number, after: number) => boolean> = {
  exact: Object.is,
  // A value that was not finite, or came from one, may be anything.
  finite: (p, q) => !Number.isFinite(p) || p === q,
};

for (const safety of ["exact", "finite"] as const)
  test(`${GRAPHS} random graphs, ${safety}`, () => {
    let compared = 0;
    for (let seed = 0; seed < GRAPHS; seed++) {
      const { b, outputs } = randomGraph(seed);
      const simple = simplify(b.graph, outputs, { safety });
      verifyGraph(simple.outputs, "4-simplify", simple.graph);
      for (const [name, n] of simple.fired) fired.set(name, (fired.get(name) ?? 0) + n);
      const again = simplify(simple.graph, simple.outputs, { safety });
      expect([...again.fired], `seed ${seed} is not at a fixpoint`).toEqual([]);
      const specials = safety === "exact";
      const before = run(outputs, seed, specials);
      // A lost NaN or infinity may become a finite difference: only graphs without any prove something at this level.
      if (safety === "finite" && !allFinite(outputs, seed)) continue;
      compared++;
      const after = run(simple.outputs, seed, specials);
      before.forEach((t, k) =>
        t.data.forEach((v, i) => {
          if (agrees[safety](v, after[k]!.data[i]!)) return;
          expect.fail(
            `seed ${seed}, output ${k}[${i}]: ${v} became ${after[k]!.data[i]}; rules ${[...simple.fired.keys()]}\n` +
              `${showGraph(b.graph, outputs)}\n${showGraph(simple.graph, simple.outputs)}`,
          );
        }),
      );
    }
    expect(compared).toBeGreaterThan(GRAPHS / 4);
  });

function allFinite(outputs: readonly Node[], seed: number): boolean {
  let finite = true;
  const bind = (n: Node<"input">): Tensor => ({ type: n.type, data: randomValues(n, seed, false) });
  interpret(outputs, bind, "f64", {
    onValue: (_, t) =>
      (finite &&= (t.data as Float64Array).every((v) => Number.isFinite(v) && !Object.is(v, -0))),
  });
  return finite;
}

// Folding computes constants in doubles, which is more than f32 does; all other exact rules keep f32's bits, too.
test("exact rules without folding, rounded to f32", () => {
  const rules = allRules.filter((r) => !r.name.startsWith("fold-"));
  for (let seed = GRAPHS; seed < 1.5 * GRAPHS; seed++) {
    const { b, outputs } = randomGraph(seed);
    const simple = simplify(b.graph, outputs, { safety: "exact", rules });
    const bind = (n: Node<"input">): Tensor => ({
      type: n.type,
      data: Float32Array.from(randomValues(n, seed, true)),
    });
    const [before, after] = [interpret(outputs, bind, "f32"), interpret(simple.outputs, bind, "f32")];
    before.forEach((t, k) => expect(after[k]!.data, `seed ${seed}`).toEqual(t.data));
  }
});

// Runs last: the tests above have filled `fired`.
test("every rule that is on by default fired somewhere", () => {
  expect(allRules.filter((r) => r.safety !== "reassoc" && !fired.has(r.name)).map((r) => r.name)).toEqual([]);
});
