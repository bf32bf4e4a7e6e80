/**
 * `nn-lang/compiler`: pure, also in browsers and workers.
 */
export {
  compile,
  compileCall,
  compileTests,
  type CallArg,
  type Callable,
  type CallCompilation,
  type CallOptions,
  type Compilation,
  type CompileOptions,
  type DataColumn,
  type DataInfo,
  type DataProgram,
  type DataProgramField,
  type DataProvider,
  type Declaration,
  type Program,
  type SettingOverrides,
  type TestCompilation,
  type TestProgram,
} from "./compile.ts";
export type { Diagnostic, Fix, Label } from "./diagnostics.ts";
export type * from "./program.ts";
export { render, renderAll, toJson } from "./render.ts";
export { parse } from "../grammar/index.ts";
