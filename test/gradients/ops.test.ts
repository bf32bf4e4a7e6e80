/** Every op's VJP against central differences, first and second order. */
import { describe, expect, test } from "vitest";
import { opDef, opNames } from "../../compiler/ops/index.ts";
import { cases } from "./cases.ts";
import { checkGradient } from "./check.ts";

test("every op has a gradient case or no derivative", () => {
  const missing = opNames.filter((op) => opDef(op).vjp !== null && !cases[op]);
  const needless = opNames.filter((op) => opDef(op).vjp === null && cases[op]);
  expect({ missing, needless }).toEqual({ missing: [], needless: [] });
});

for (const op of opNames)
  describe.skipIf(!cases[op])(op, () => {
    for (const { name, build, samples, ...options } of cases[op] ?? [])
      test(name, () => {
        const nodes = checkGradient(build, samples, options);
        expect(nodes.some((n) => n.op === op)).toBe(true);
      });
  });
