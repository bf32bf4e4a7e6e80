/**
 * The front end: from files to checked programs. Pure: text comes in through `read`, facts about data through `data`.
 *
 * `compile` reports what is wrong with a file and everything it imports, and gives its train blocks and data sets as
 * programs. `compileCall` makes one function or model concrete, `compileTests` the `test` blocks.
 */
import { type Diagnostic, diagnostic, DiagnosticError, nearest } from "./diagnostics.ts";
import type { TensorType } from "./ir/graph.ts";
import type { CallProgram, TrainProgram } from "./program.ts";
import type { Config, Item, Span } from "../grammar/ast.ts";
import { dataSet } from "./1-check/data.ts";
import { checkDeclarations } from "./1-check/declare.ts";
import { type GivenInput, inputTypes, typesForExamples } from "./1-check/declared.ts";
import { checkNames } from "./1-check/names.ts";
import { Poisoned } from "./1-check/scope.ts";
import { type DataProvider, type Module, type Observer, Session } from "./1-check/session.ts";
import { type CallArg, type CallOptions, lowerCall } from "./2-lower/call.ts";
import { type DataProgram, lowerData } from "./2-lower/data.ts";
import { settingNames, type SettingOverrides } from "./2-lower/settings.ts";
import { lowerTest, type TestProgram } from "./2-lower/tests.ts";
import { lowerTrain } from "./2-lower/train.ts";

export type { GivenInput } from "./1-check/declared.ts";
export type { DataColumn, DataInfo, DataProvider } from "./1-check/session.ts";
export type { CallArg, CallOptions } from "./2-lower/call.ts";
export type { DataProgram, DataProgramField } from "./2-lower/data.ts";
export type { SettingOverrides } from "./2-lower/settings.ts";
export type { TestProgram } from "./2-lower/tests.ts";

export interface CompileOptions {
  /** The text of a file; undefined where there is none. Imports are read through it too. */
  read(path: string): string | undefined;
  /** `--set name=value`: texts, read as `.nn` expressions. */
  readonly config?: Readonly<Record<string, string>>;
  /** `--steps`, `--batch` and so on: stronger than what the file says. */
  readonly settings?: SettingOverrides;
  /** What is in the data files. Without it all data is missing: types are checked, nothing can be trained. */
  readonly data?: DataProvider;
  /** For editors: told what each expression means. */
  readonly observe?: Observer;
}

export interface Declaration {
  readonly kind: Item["kind"] | "model";
  readonly name: string;
  readonly span: Span;
  readonly doc?: string;
}

/** A function, layer or model, to be made concrete for its arguments' types. */
export interface Callable extends Declaration {
  /** Settings first, then inputs; types as they are written. */
  readonly params: readonly {
    readonly name: string;
    readonly type?: string;
    readonly setting: boolean;
    readonly optional: boolean;
  }[];
  readonly result?: string;
  /** The types of inputs of which only elements are given, as far as the declaration tells. Throws NN0605 where it does not. */
  types(given: Readonly<Record<string, GivenInput>>): Record<string, TensorType>;
  /** The types of all tensors that it takes, for so many examples; undefined for one that this and the settings leave open. */
  typesFor(
    examples: number,
    settings: Readonly<Record<string, GivenInput>>,
  ): Record<string, TensorType | undefined>;
  compile(args: Readonly<Record<string, CallArg>>, options?: CallOptions): CallCompilation;
}

export interface Program {
  readonly file: string;
  readonly fn: Readonly<Record<string, Callable>>;
  /** Models, and layers too. */
  readonly model: Readonly<Record<string, Callable>>;
  /** Train blocks by name, in the order of the file. */
  readonly train: Readonly<Record<string, TrainProgram>>;
  /** Train blocks that are right but cannot be made since their data is missing, with the reason. */
  readonly missing: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, DataProgram>>;
  readonly declarations: readonly Declaration[];
}

export interface Compilation {
  /** Absent where there are errors. */
  readonly program?: Program;
  readonly diagnostics: readonly Diagnostic[];
  /** Texts by file name, for rendering. */
  readonly sources: ReadonlyMap<string, string>;
}

export function compile(file: string, options: CompileOptions): Compilation {
  const session = new Session(options);
  const module = checkFile(session, file);
  const program =
    module && !session.failed ? collect(session, () => lowerProgram(session, module, options)) : undefined;
  if (module) checkOverrides(session, module);
  return { ...(program && !session.failed ? { program } : {}), ...result(session) };
}

/** Everything that is checked without data and without a caller; undefined where the file cannot be read. */
function checkFile(session: Session, file: string): Module | undefined {
  const module = session.load(file);
  // A tree with holes would give errors about what could not be read.
  if (!module || session.failed) return undefined;
  for (const m of session.modules.values()) checkNames(session, m);
  for (const m of session.modules.values()) collect(session, () => checkDeclarations(session, m));
  return module;
}

function lowerProgram(session: Session, module: Module, options: CompileOptions): Program {
  const train: Record<string, TrainProgram> = {};
  const missing: Record<string, string> = {};
  const data: Record<string, DataProgram> = {};
  for (const item of module.ast.items) {
    if (item.kind === "data") {
      const set = dataSet(session, item.name.name);
      const program = set && lowerData(session, set);
      if (program) data[item.name.name] = program;
    }
    if (item.kind === "train") {
      const made = collect(session, () => lowerTrain(session, module, item, options.settings ?? {}));
      if (made?.program) train[item.name.name] = made.program;
      if (made?.missing !== undefined) missing[item.name.name] = made.missing;
    }
    if (item.kind === "test") collect(session, () => lowerTest(session, module.scope, item));
  }
  const callables = callablesOf(session, module, options);
  const named = (kinds: readonly string[]): Record<string, Callable> =>
    Object.fromEntries(callables.filter((c) => kinds.includes(c.kind)).map((c) => [c.name, c]));
  return {
    file: module.file,
    fn: named(["fn"]),
    model: named(["model", "layer"]),
    train,
    missing,
    data,
    declarations: declarations(module),
  };
}

function callablesOf(session: Session, module: Module, options: CompileOptions): Callable[] {
  const text = (span: Span): string => session.textOf(span) ?? "";
  return module.ast.items.flatMap((item): Callable[] => {
    if (item.kind !== "fn" && item.kind !== "layer") return [];
    const [settings, inputs] = item.kind === "fn" ? [[], item.params] : [item.settings ?? [], item.inputs];
    const name = item.name.name;
    return [
      {
        ...declarationOf(item),
        params: [...settings, ...inputs].map((p, i) => ({
          name: p.name.name,
          ...(p.type ? { type: text(p.type.span) } : {}),
          setting: i < settings.length,
          optional: p.default !== undefined,
        })),
        ...(item.result ? { result: text(item.result.span) } : {}),
        types: (given) => inputTypes(session, module.scope, item, given),
        typesFor: (examples, given) => typesForExamples(session, module.scope, item, given, examples),
        compile: (args, call = {}) => compileCall(module.file, name, args, { ...options, ...call }),
      },
    ];
  });
}

function declarations(module: Module): Declaration[] {
  return module.ast.items.flatMap((item) => (item.kind === "import" ? [] : [declarationOf(item)]));
}

function declarationOf(item: Exclude<Item, { kind: "import" }>): Declaration {
  const name = item.kind === "test" ? item.title.value : item.name.name;
  const kind = item.kind === "layer" && item.model ? "model" : item.kind;
  return { kind, name, span: item.span, ...(item.doc === undefined ? {} : { doc: item.doc }) };
}

/** `--set` must name something. */
function checkOverrides(session: Session, module: Module): void {
  const configs: Config[] = [];
  for (const m of session.modules.values())
    for (const i of m.ast.items) {
      if (i.kind !== "config") continue;
      configs.push(i);
      m.scope.value(i.name.name);
    }
  for (const [name, text] of session.unusedOverrides) {
    if (session.takenOverrides.has(name)) continue;
    const hasTrain = module.ast.items.some((i) => i.kind === "train");
    if (hasTrain && settingNames.includes(name)) continue;
    const candidates = [...configs.map((c) => c.name.name), ...(hasTrain ? settingNames : [])];
    const [best] = nearest(name, candidates);
    session.report(
      diagnostic("NN0304", `\`--set ${name}=${text}\`: there is no \`config ${name}\``, {
        notes:
          configs.length > 0
            ? [`configs are ${configs.map((c) => `\`${c.name.name}\``).join(", ")}`]
            : ["the file has no `config`"],
        ...(best ? { help: `did you mean \`${best}\`?` } : { help: `declare it: \`config ${name} = …\`` }),
      }),
    );
  }
}

export interface CallCompilation {
  readonly program?: CallProgram;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
}

/** A `fn` or `model` of a file made concrete for its arguments' types. */
export function compileCall(
  file: string,
  name: string,
  args: Readonly<Record<string, CallArg>>,
  options: CompileOptions & CallOptions,
): CallCompilation {
  const session = new Session(options);
  const module = checkFile(session, file);
  const program =
    module && !session.failed
      ? collect(session, () => lowerCall(session, module, name, args, options))
      : undefined;
  return { ...(program && !session.failed ? { program } : {}), ...result(session) };
}

export interface TestCompilation {
  readonly tests: readonly TestProgram[];
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
}

/** The `test` blocks of a file; those with errors are left out. */
export function compileTests(file: string, options: CompileOptions): TestCompilation {
  const session = new Session(options);
  const module = checkFile(session, file);
  const items = module && !session.failed ? module.ast.items : [];
  const tests = items.flatMap((i) =>
    i.kind === "test" ? (collect(session, () => lowerTest(session, module!.scope, i)) ?? []) : [],
  );
  return { tests, ...result(session) };
}

function result(session: Session): {
  diagnostics: readonly Diagnostic[];
  sources: ReadonlyMap<string, string>;
} {
  return { diagnostics: session.diagnostics, sources: session.sources };
}

function collect<T>(session: Session, run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof DiagnosticError) session.report(error.diagnostic);
    else if (!(error instanceof Poisoned)) throw error;
    return undefined;
  }
}
