/**
 * `nn-lang/compiler`: from `.nn` files to programs, formatted text and diagnostics. Pure: also in browsers and workers.
 */
export {
  compile,
  type Callable,
  type Compilation,
  type CompileOptions,
  type Program,
  type Trainable,
} from "./program.ts";
export { CompileError } from "./compile-error.ts";
export { format } from "../grammar/print.ts";
export { parse, type Comment, type Parsed } from "../grammar/index.ts";
export type { File } from "../grammar/ast.ts";
export { render, renderAll, toJson } from "../compiler/render.ts";
export type { Declaration } from "../compiler/compile.ts";
export type { Diagnostic, Edit, Fix, Label, Span } from "../compiler/diagnostics.ts";
export { DiagnosticError } from "../compiler/diagnostics.ts";
