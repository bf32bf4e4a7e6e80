/** How tightly operators bind, for those who build trees and those who print them. */
import type { BinaryOp } from "./ast.ts";

/** Of comparisons, which do not chain. */
export const comparison = 3;
/** Of the operators before an operand. */
export const prefix = 6;
/** Of `^`, which groups to the right. */
export const power = 7;

/** From loosest to tightest; an operand weaker than its place asks for stands in parentheses. */
export const precedence: Readonly<Record<BinaryOp, number>> = {
  "||": 1,
  "&&": 2,
  "==": comparison,
  "!=": comparison,
  "<": comparison,
  "<=": comparison,
  ">": comparison,
  ">=": comparison,
  "+": 4,
  "-": 4,
  "*": 5,
  "/": 5,
  "%": 5,
  "@": 5,
  "^": power,
};
