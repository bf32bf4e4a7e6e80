/**
 * The primitives of the language (section 8): everything else is the standard library, written in `.nn`.
 *
 * A primitive works on symbolic sizes too, so that declarations are checked without a caller, and reports mistakes with
 * both shapes and the axis. `grad`, `scan`, the operators and indexing are syntax and belong to the elaborator.
 */
import type { Builtin } from "../value.ts";
import { contract } from "./contract.ts";
import { einsumBuiltin } from "./einsum.ts";
import { elementwise } from "./elementwise.ts";
import { indexing } from "./indexing.ts";
import { layout } from "./layout.ts";
import { make } from "./make.ts";
import { random } from "./random.ts";
import { rearrangeBuiltin } from "./rearrange.ts";
import { reduce } from "./reduce.ts";
import { shape } from "./shape.ts";

export { matmul } from "./contract.ts";
export { constants } from "./make.ts";
export { broadcastShape } from "./operands.ts";

export const builtins: ReadonlyMap<string, Builtin> = new Map(
  [
    ...elementwise,
    ...reduce,
    ...contract,
    einsumBuiltin,
    ...shape,
    rearrangeBuiltin,
    ...layout,
    ...indexing,
    ...make,
    ...random,
  ].map((b) => [b.name, b]),
);
