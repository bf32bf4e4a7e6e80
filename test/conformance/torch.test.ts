/**
 * PyTorch's own operator samples, and edges that they do not reach: values, and gradients by every input and weight, to 1e-9
 * in double precision. Samples with a size of 0 have to be refused.
 */
import { describe, expect, it } from "vitest";
import { byOperator, type Case, casesOf, inDoubles, mistakeOf } from "./support.ts";

const cpu = inDoubles();

async function mistakes(cases: readonly Case[]): Promise<string[]> {
  const found: string[] = [];
  for (const c of cases) {
    const mistake = await mistakeOf(c, cpu, 1e-9, "each");
    if (mistake !== undefined) found.push(`${c.name}: ${mistake}\n${c.nn}`);
  }
  return found;
}

for (const [what, script] of [
  ["samples", "samples.py"],
  ["edges", "edges.py"],
] as const) {
  const cases = casesOf(script);
  describe.skipIf(!cases)(`PyTorch's values and gradients: ${what}`, () => {
    for (const [operator, own] of byOperator(cases ?? []))
      it(`${operator}, ${own.length}`, async () => expect(await mistakes(own)).toEqual([]));
  });
}
