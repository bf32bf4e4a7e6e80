/**
 * ONNX's node tests. Their outputs are in single precision, so they are compared to 1e-5.
 */
import { describe, expect, it } from "vitest";
import { byOperator, casesOf, inDoubles, mistakeOf } from "./support.ts";

const cases = casesOf("onnx_nodes.py");
const cpu = inDoubles();

describe.skipIf(!cases)("ONNX's node tests", () => {
  for (const [operator, own] of byOperator(cases ?? []))
    it(`${operator}, ${own.length}`, async () => {
      const found: string[] = [];
      for (const c of own) {
        const mistake = await mistakeOf(c, cpu, 1e-5, "each");
        if (mistake !== undefined) found.push(`${c.name}: ${mistake}\n${c.nn}`);
      }
      expect(found).toEqual([]);
    });
});
