/**
 * Finding a trained model by what someone typed: the weights, and the program that they belong to.
 *
 * A run is enough by itself: its folder has the program as it was and the settings that it was trained with, its weight
 * files have what is known of the data. A FILE stands for its newest run; with `--weights`, for the program as it is now.
 */
import { existsSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve } from "node:path";
import { compile, type DataInfo, type SettingOverrides } from "../../compiler/compile.ts";
import type { DataDecl, TrainProgram } from "../../compiler/program.ts";
import type { File } from "../../grammar/ast.ts";
import { parse } from "../../grammar/index.ts";
import type { StartEvent } from "../../runtime/events.ts";
import type { Moment } from "../../runtime/moment.ts";
import { takeWeights, type Weights } from "../../runtime/weights.ts";
import { DataSets } from "./data.ts";
import { type WeightMetadata, weightMetadata } from "./data-info.ts";
import { openBackend, type OpenedBackend } from "./device.ts";
import { ProgramError, UsageError } from "./exit.ts";
import { learned, type Learned } from "./learned.ts";
import { checkDataNames, chooseTrain, pairs } from "./load.ts";
import { lockPath } from "./lock.ts";
import { findRun, newestRun, readJson, RUNS, runNames, sourcesIn, summaryOf } from "./past-runs.ts";
import { readWeightFile } from "./run.ts";
import type { RunConfig } from "./run-config.ts";
import { readText, splitSpec } from "./spec.ts";
import { paint, shellWord } from "./terminal.ts";

export interface TrainedFlags {
  readonly set?: readonly string[];
  readonly data?: readonly string[];
  readonly device?: "webgpu" | "cpu";
  /** A .safetensors file or a run. */
  readonly weights?: string;
  /** The weights after the last step instead of the best. */
  readonly last?: boolean;
}

/** What a command line means by its first argument and `--weights`. */
export interface Found {
  /** The weight file, from where the command runs. */
  readonly weights: string;
  readonly metadata: WeightMetadata;
  /** The run that the weights are of, and how it was made. */
  readonly run?: { readonly folder: string; readonly config: RunConfig; readonly start?: StartEvent };
  /** The program's file, and the `train` block if it was named. */
  readonly file: string;
  readonly name?: string;
  /** The program as the run has it; undefined where the file as it is now is meant. */
  readonly sources?: ReadonlyMap<string, string>;
}

export interface Trained extends Found, Learned {
  readonly data: DataSets;
  readonly texts: ReadonlyMap<string, string>;
  readonly tensors: Weights;
  readonly moment: Moment;
}

// ---------------------------------------------------------------- which weights

/** Says on stderr what was not typed: which run was taken, and that its program is not the file's any more. */
export function findTrained(typed: string | undefined, flags: TrainedFlags): Found {
  if (typed === undefined) {
    const folder = newestRun(RUNS, hasWeights);
    say(`taking the newest run, ${folder}`);
    return findTrained(folder, flags);
  }
  if (isProgram(typed)) {
    if (flags.weights === undefined) return ofNewestRun(typed, flags);
    const { file, name } = splitSpec(typed);
    const { weights, run } = weightsOf(flags.weights, flags);
    const metadata = weightMetadata(weights);
    const given = name ?? undefined;
    return {
      weights,
      metadata,
      ...(run === undefined ? {} : { run }),
      file,
      ...(given === undefined ? {} : { name: given }),
    };
  }
  if (flags.weights !== undefined)
    throw new UsageError(
      `--weights goes with a .nn file, and ${typed} has weights of its own`,
      `leave out --weights, or write FILE.nn --weights ${flags.weights}`,
    );
  const { weights, run } = weightsOf(typed, flags);
  if (run === undefined)
    throw new UsageError(
      `${typed} lies in no run`,
      `say which program it is for: FILE.nn --weights ${typed}`,
    );
  return ofRun(weights, run);
}

export function isProgram(typed: string): boolean {
  return /\.nn(:[A-Za-z_]\w*)?$/.test(typed);
}

function ofNewestRun(typed: string, flags: TrainedFlags): Found {
  const { file, name } = splitSpec(typed);
  const own = runNames(RUNS).filter((each) => {
    const config = readJson<RunConfig>(join(RUNS, each), "config.json");
    if (config === undefined || (name !== undefined && config.train !== name)) return false;
    return resolve(programOf(join(RUNS, each), config)) === resolve(file);
  });
  const newest = own.findLast((each) => hasWeights(join(RUNS, each))) ?? own.at(-1);
  if (newest === undefined)
    throw new UsageError(
      `${RUNS}/ has no run of ${typed}`,
      `\`nn train ${shellWord(typed)}\` makes one; weights from elsewhere are named with --weights`,
    );
  const folder = join(RUNS, newest);
  say(`${typed}: taking its newest run, ${folder}`);
  const { weights, run } = weightsOf(folder, flags);
  return ofRun(weights, run!);
}

/** A run that was ended before it saved anything has none. */
const hasWeights = (folder: string): boolean => existsSync(join(folder, "best.safetensors"));

/** A run's weight file, or the file itself; with the run that it lies in. */
function weightsOf(typed: string, { last }: TrainedFlags): Pick<Found, "weights" | "run"> {
  const isFile = extname(typed) === ".safetensors";
  if (isFile && last)
    throw new UsageError("--last chooses among the weights of a run", `leave it out, or name the run`);
  if (isFile && !existsSync(typed))
    throw new UsageError(`no file ${typed}`, "weights lie in the folders of runs; `nn runs` lists them");
  if (/\.(csv|tsv|json|npz|parquet|png|jpe?g|txt)$/i.test(typed))
    throw new UsageError(
      `${typed} is no run`,
      "a run's folder, a .nn file or weights in a .safetensors file stand here; new data is named with --in (predict) or --data (eval)",
    );
  const folder = isFile ? dirname(typed) : findRun(typed);
  const weights = isFile ? typed : join(folder, `${last ? "last" : "best"}.safetensors`);
  const config = readJson<RunConfig>(folder, "config.json");
  if (config === undefined) {
    if (isFile) return { weights };
    throw new UsageError(`${folder} has no config.json`, "it was not made by `nn train`");
  }
  if (!existsSync(weights))
    throw new UsageError(
      `${folder} has no ${basename(weights)}`,
      "weights are written some seconds after a run began, and when it ends",
    );
  const start = existsSync(join(folder, "log.jsonl")) ? summaryOf(folder) : undefined;
  return {
    weights,
    run: { folder, config, ...(start === undefined || start instanceof Error ? {} : { start: start.start }) },
  };
}

function ofRun(weights: string, run: NonNullable<Found["run"]>): Found {
  const file = programOf(run.folder, run.config);
  const sources = sourcesIn(run.folder);
  const changed = [...sources].filter(([at, text]) => {
    const now = readText(join(dirname(file), at));
    return now !== undefined && now !== text;
  });
  if (changed.length > 0)
    say(
      `${changed.map(([at]) => at).join(" and ")} changed since ${run.folder} was trained: the program is taken as it was then`,
    );
  return { weights, metadata: weightMetadata(weights), run, file, name: run.config.train, sources };
}

/** Where the program's file was when the run began, from where the command runs now. */
function programOf(folder: string, config: RunConfig): string {
  return fromHere(folder, config, config.command.at(-1)!.replace(/:[A-Za-z_]\w*$/, ""));
}

/** A path of the run's command line, from where the command runs now. Old runs do not say where they were started. */
function fromHere(folder: string, { cwd }: RunConfig, path: string): string {
  return relative(".", resolve(cwd === undefined ? "." : join(folder, cwd), path));
}

export function say(text: string): void {
  process.stderr.write(`${paint(process.stderr).dim(text)}\n`);
}

// ---------------------------------------------------------------- the program

/** Compiles the program that the weights belong to and takes the weights. `needsData`: opens the data itself. */
export function openTrained(found: Found, flags: TrainedFlags, needsData: boolean): Trained {
  const { run, metadata, file, sources } = found;
  const set = { ...(run?.config.set ?? metadata.set), ...pairs(flags.set) };
  const read = (path: string): string | undefined =>
    sources?.get(relative(dirname(resolve(file)), resolve(path))) ?? readText(path);
  const trees = new Map<string, File | undefined>();
  const astOf = (path: string): File | undefined => {
    const text = read(path);
    if (!trees.has(path)) trees.set(path, text === undefined ? undefined : parse(text, path).ast);
    return trees.get(path);
  };
  const { vocabularies } = metadata;
  const data = new DataSets(file, dataPaths(found, flags), astOf, vocabularies);
  const compiled = compile(file, {
    read,
    config: set,
    settings: run === undefined ? {} : settingsOf(run.config),
    data: (decl) => knownOf(decl, metadata, needsData) ?? data.describe(decl),
  });
  const { program, diagnostics, sources: texts } = compiled;
  checkDataNames({ ...compiled, data }, flags);
  const errors = diagnostics.filter((d) => d.severity === "error");
  const failures = [...data.failures.values()];
  if (program === undefined) throw new ProgramError([...errors, ...failures], texts);
  const name = chosen(found, () => chooseTrain(program, file, found.name), Object.keys(program.train));
  const train = program.train[name];
  const dataProgram = train?.data === undefined ? undefined : program.data[train.data];
  if (train === undefined || (train.data !== undefined && dataProgram === undefined)) {
    if (failures.length > 0) throw new ProgramError(failures, texts);
    throw new UsageError(
      `\`${name}\` of ${file} cannot be used: ${program.missing[name] ?? "it has errors"}`,
    );
  }
  if (needsData && failures.length > 0) throw new ProgramError(failures, texts);
  return {
    ...found,
    ...learned(train, dataProgram, vocabularies, { ...metadata.infos, ...Object.fromEntries(data.infos) }),
    data,
    texts,
    tensors:
      train.weights.length === 0
        ? new Map()
        : takeWeights(train.weights, readWeightFile(found.weights), found.weights),
    moment: momentOf(found, train),
  };
}

/** The block whose weights they are, where the file has several and none is named. */
function chosen({ name, metadata }: Found, ask: () => string, names: readonly string[]): string {
  const own = metadata.name;
  return name === undefined && own !== undefined && names.includes(own) ? own : ask();
}

function knownOf(decl: DataDecl, { infos }: WeightMetadata, needsData: boolean): DataInfo | undefined {
  return needsData ? undefined : infos[decl.name];
}

/** Where the data lies: what this command line says, else what the training's said. */
function dataPaths({ run }: Found, flags: TrainedFlags): Record<string, string> {
  const then = Object.entries(run?.config.data ?? {}).map(([name, path]) => [
    name,
    fromHere(run!.folder, run!.config, path),
  ]);
  return { ...(Object.fromEntries(then) as Record<string, string>), ...pairs(flags.data) };
}

/** The settings of the command line are among those of the run. */
function settingsOf({ settings }: RunConfig): SettingOverrides {
  const { steps, epochs, batch, seed } = settings;
  const length = steps === undefined ? { epochs } : { steps };
  return Object.fromEntries(Object.entries({ ...length, batch, seed }).filter(([, v]) => v !== undefined));
}

/** What the training's evaluations saw when the weights were theirs. */
function momentOf({ run, metadata }: Found, { settings }: TrainProgram): Moment {
  const { step = 0 } = metadata;
  const { start } = run ?? {};
  if (start === undefined) return { step, seed: settings.seed };
  const perEpoch = start.examples && Math.floor(start.examples.train / start.batch!);
  return {
    step,
    totalSteps: start.steps,
    epoch: perEpoch === undefined ? 0 : Math.floor(step / perEpoch),
    seed: start.seed,
  };
}

/**
 * Where the model was trained, unless another device is asked for. Schedules decide the order of sums, so those of the run's own
 * `nn.lock.json` count where it has one: its scores come out again as it told them.
 */
export function openDeviceOf({ run, file }: Found, flags: TrainedFlags): Promise<OpenedBackend> {
  const { config, folder } = run ?? {};
  const device = flags.device ?? config?.device ?? "webgpu";
  const own = folder === undefined ? undefined : join(folder, basename(file));
  const lockBeside = own !== undefined && existsSync(lockPath(own)) ? own : file;
  return openBackend(device, device === "cpu" ? config?.precision : undefined, lockBeside);
}
