/**
 * `compile`: from files to a program whose parts the runtime takes: `program.train.NAME`, `program.model.NAME`,
 * `program.fn.NAME`. Nothing is read but through `read`, so it runs in browsers and workers too.
 */
import {
  type Callable as Declared,
  compile as compileNow,
  type Compilation as Result,
  type DataProgram,
  type DataProvider,
  type Declaration,
  type SettingOverrides,
} from "../compiler/compile.ts";
import type { Diagnostic } from "../compiler/diagnostics.ts";
import type { TrainProgram } from "../compiler/program.ts";
import { CompileError } from "./compile-error.ts";
import { type Tools, tools } from "./tools.ts";

export interface CompileOptions {
  /**
   * The text of a file, or its bytes in UTF-8; undefined (or Node's ENOENT) where there is none. Imports are read through it
   * too. May take its time, such as a `fetch`.
   */
  read(
    path: string,
  ): string | Uint8Array | undefined | null | Promise<string | Uint8Array | undefined | null>;
  /** Values of `config`, as `--set` gives them; a string is read as an `.nn` expression. */
  readonly config?: Readonly<Record<string, number | boolean | string>>;
}

export interface Compilation {
  /** Where there are errors, using a part of it throws a `CompileError`. */
  readonly program: Program;
  /** Errors and warnings, in the order of the sources. */
  readonly diagnostics: readonly Diagnostic[];
  /** Texts by file name, for `render`. */
  readonly sources: ReadonlyMap<string, string>;
}

export interface Program {
  readonly file: string;
  /** The `train` blocks, for `train`. */
  readonly train: Readonly<Record<string, Trainable>>;
  /** Models and layers, for `load` and `call`. */
  readonly model: Readonly<Record<string, Callable>>;
  /** Functions, for `call`. */
  readonly fn: Readonly<Record<string, Callable>>;
  /** Everything that is declared, in the order of the file. */
  readonly declarations: readonly Declaration[];
}

/** A `train` block: what it trains on is known only when it is given to `train`. */
export interface Trainable {
  readonly kind: "train";
  readonly name: string;
  readonly file: string;
  /** The text of its `///` lines. */
  readonly doc?: string;
  /** The block with its data. Throws a `CompileError`. For the runtime. */
  compile(options?: TrainableOptions): TrainableProgram;
  /** The texts that were read. */
  readonly sources: ReadonlyMap<string, string>;
  readonly tools: Tools;
}

export interface TrainableOptions {
  readonly settings?: SettingOverrides;
  readonly data?: DataProvider;
}

export interface TrainableProgram {
  readonly train: TrainProgram;
  /** How its data set is made of what its source holds; absent where nothing describes the source. */
  readonly data?: DataProgram;
  readonly sources: ReadonlyMap<string, string>;
}

/** A `fn`, a `model` or a `layer`: a program for each combination of input shapes. */
export interface Callable extends Declared {
  readonly file: string;
  readonly tools: Tools;
}

/**
 * Compiles a file and what it imports. Does not throw for what is wrong with them: `diagnostics` tells. Data files are not
 * read here but by `train`.
 */
export async function compile(file: string, options: CompileOptions): Promise<Compilation> {
  const texts = new Map<string, string | undefined>();
  const config = Object.fromEntries(Object.entries(options.config ?? {}).map(([k, v]) => [k, String(v)]));
  const read = (path: string) => texts.get(path);
  for (;;) {
    const wanted = new Set<string>();
    const result = compileNow(file, {
      read(path) {
        if (!texts.has(path)) wanted.add(path);
        return texts.get(path);
      },
      config,
    });
    if (wanted.size === 0) return compilation(file, result, { read, config });
    for (const path of wanted) texts.set(path, await textAt(path, options));
  }
}

async function textAt(path: string, { read }: CompileOptions): Promise<string | undefined> {
  try {
    const found = await read(path);
    return typeof found === "string" ? found : found ? new TextDecoder().decode(found) : undefined;
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === "ENOENT") return undefined;
    throw error;
  }
}

interface Sources {
  read(path: string): string | undefined;
  readonly config: Readonly<Record<string, string>>;
}

/** Data sets whose files were not looked at yet are no news. */
const UNREAD = "NN0502";

function compilation(file: string, result: Result, from: Sources): Compilation {
  const diagnostics = result.diagnostics.filter((d) => d.code !== UNREAD);
  const { sources } = result;
  if (!result.program) return { program: failed(file, diagnostics, sources), diagnostics, sources };
  const { model, fn, declarations } = result.program;
  const callables = (list: Readonly<Record<string, Declared>>): Record<string, Callable> =>
    Object.fromEntries(Object.entries(list).map(([name, c]) => [name, { ...c, file, tools }]));
  const train = Object.fromEntries(
    declarations.filter((d) => d.kind === "train").map((d) => [d.name, trainable(file, d, sources, from)]),
  );
  return {
    program: { file, train, model: callables(model), fn: callables(fn), declarations },
    diagnostics,
    sources,
  };
}

function trainable(
  file: string,
  { name, doc }: Declaration,
  sources: ReadonlyMap<string, string>,
  from: Sources,
): Trainable {
  return {
    kind: "train",
    name,
    file,
    ...(doc === undefined ? {} : { doc }),
    sources,
    tools,
    compile({ settings, data } = {}) {
      const made = compileNow(file, {
        ...from,
        ...(settings ? { settings } : {}),
        ...(data ? { data } : {}),
      });
      const found = made.program?.train[name];
      if (!found) throw new CompileError(made.diagnostics, made.sources);
      const set = found.data === undefined ? undefined : made.program!.data[found.data];
      return { train: found, ...(set ? { data: set } : {}), sources: made.sources };
    },
  };
}

function failed(file: string, diagnostics: readonly Diagnostic[], sources: Compilation["sources"]): Program {
  const fail = (): never => {
    throw new CompileError(
      diagnostics.filter((d) => d.severity === "error"),
      sources,
    );
  };
  return {
    file,
    get train() {
      return fail();
    },
    get model() {
      return fail();
    },
    get fn() {
      return fail();
    },
    declarations: [],
  };
}
