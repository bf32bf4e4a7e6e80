/**
 * The words for habits from other languages: Python, PyTorch, Keras, JavaScript, TypeScript, JSON.
 *
 * Each rule looks at the tokens around a mistake that the parser has recorded and answers only where it is sure what was
 * meant, with an edit where one repairs the statement. What no rule knows is explained by `explain.ts` and `misplaced.ts`.
 */
import type { Diagnostic } from "../compiler/diagnostics.ts";
import { UNEXPECTED } from "./foreign-expressions.ts";
import { MISPLACED } from "./foreign-statements.ts";
import type { Problem } from "./recovery.ts";
import type { View } from "./view.ts";

export function explainForeign(problem: Problem, view: View): Diagnostic | undefined {
  if (problem.kind === "tooDeep" || problem.kind === "unclosedBlock") return undefined;
  for (const rule of problem.kind === "unexpected" ? UNEXPECTED : MISPLACED) {
    const found = rule(problem.at, view, problem);
    if (found !== undefined) return found;
  }
  return undefined;
}
