/**
 * One training run: compiles, opens data and device, iterates the events, shows and saves them, and ends cleanly whatever
 * happens. Ctrl-C finishes the steps in flight, saves, and says how to go on; a second one ends at once.
 */
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { TrainFlags } from "../commands/train.ts";
import { interpreter } from "../../compiler/interpret/backend.ts";
import { locateNotFinite } from "../../compiler/interpret/not-finite.ts";
import { DiagnosticError } from "../../compiler/diagnostics.ts";
import { sizeOf } from "../../compiler/ir/graph.ts";
import type { SettingOverrides } from "../../compiler/compile.ts";
import type { TrainProgram } from "../../compiler/program.ts";
import { writeFileAtomic } from "../../runtime/data/files.ts";
import { readOnnxWeights } from "../../runtime/data/onnx.ts";
import { readSafetensors } from "../../runtime/data/safetensors.ts";
import type { HostTensor } from "../../runtime/data/tensor.ts";
import { CHECKPOINT } from "../../runtime/checkpoint.ts";
import type { EndEvent, StartEvent, TrainEvent } from "../../runtime/events.ts";
import { runFolder } from "../../runtime/node/run-folder.ts";
import { train as startTraining } from "../../runtime/train.ts";
import { dataMetadata } from "./data-info.ts";
import { checkLabels } from "./data-ranges.ts";
import { openBackend } from "./device.ts";
import { EXIT, Failed, isFileError, ProgramError, UsageError, whenUnread } from "./exit.ts";
import { type LoadedTrain, loadTrain, pairs } from "./load.ts";
import { LOCK, tunedNote } from "./lock.ts";
import { textOf } from "./places.ts";
import { changedSources, checkpointOf, endOf, resumed } from "./resume.ts";
import { learned } from "./learned.ts";
import { saveOutcome } from "./outcome.ts";
import { saveSamples } from "./pictures.ts";
import { REPORT, writeReport } from "./report/index.ts";
import { saveConfig } from "./run-config.ts";
import { saveKernels } from "./run-kernels.ts";
import { newRunFolder } from "./run-name.ts";
import { setAside } from "./set-aside.ts";
import { exact, plural, shellWord, shortestF32 } from "./terminal.ts";
import { TrainDisplay } from "./train-display.ts";
import { vocabulariesIn, vocabularyMetadata } from "./vocabulary.ts";

export interface RunResult {
  readonly loss: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly params: Readonly<Record<string, number>>;
  readonly folder: string;
}

/** The settings of `train` that have flags of their own. */
export const settingsOf = ({ steps, epochs, batch, seed }: TrainFlags): SettingOverrides =>
  Object.fromEntries(Object.entries({ steps, epochs, batch, seed }).filter(([, v]) => v !== undefined));

export async function trainOnce(spec: string, given: TrainFlags): Promise<RunResult> {
  const began = performance.now();
  const again = given.resume === undefined ? undefined : resumed(given.resume, given);
  const flags = again?.flags ?? given;
  const { steps, epochs } = flags;
  if (steps !== undefined && epochs !== undefined)
    throw new UsageError("--steps and --epochs both say how long to train", "leave out one of them");
  const settings = again?.settings ?? settingsOf(flags);
  const known = flags.init === undefined ? {} : vocabulariesIn(flags.init);
  const loaded = loadTrain(spec, flags, settings, true, known);
  const { train, sources } = loaded;
  try {
    return await runLoaded(spec, flags, loaded, began);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const { diagnostic } = error;
    const span = train.span;
    // What goes wrong in a run is about this `train`, if it is about nothing narrower.
    const labels =
      diagnostic.labels.length > 0
        ? diagnostic.labels
        : [{ span: { ...span, end: firstLineEnd(span, sources) }, text: "" }];
    throw new ProgramError([{ ...diagnostic, labels }], sources);
  }
}

function firstLineEnd(span: TrainProgram["span"], sources: ReadonlyMap<string, string>): number {
  const text = sources.get(span.file) ?? "";
  const end = text.slice(span.start, span.end).search(/\s*\{?\s*(\n|$)/);
  return end < 0 ? span.end : span.start + end;
}

async function runLoaded(
  spec: string,
  flags: TrainFlags,
  loaded: LoadedTrain,
  began: number,
): Promise<RunResult> {
  const { train, dataProgram } = loaded;
  const data = dataProgram === undefined ? undefined : loaded.data.load(dataProgram);
  if (data !== undefined) checkLabels(train, data, loaded.file, textOf(loaded.sources));
  const folder = flags.out ?? newRunFolder("runs", train.name);
  if (flags.resume !== undefined) {
    const changed = changedSources(folder, loaded);
    if (changed.length > 0)
      throw new UsageError(
        `${changed.join(" and ")} is not what ${folder} was started with`,
        `its source is in ${join(folder, "source")}; to train the changed program on, use --init`,
      );
    const done = endOf(folder, train);
    if (done !== undefined) return alreadyDone(done, spec, folder, flags, train);
  }
  const { precision = "f32", matmulPrecision } = flags;
  // A run goes on with the schedules it began with, which decide the order of its sums.
  const lockBeside = flags.resume === undefined ? loaded.file : join(flags.out!, basename(loaded.file));
  const device = precision === "f64" ? "cpu" : flags.device;
  using opened = await openBackend(device, precision, lockBeside, matmulPrecision);
  const init =
    flags.init === undefined ? undefined : { file: flags.init, tensors: readWeightFile(flags.init) };
  const read = train.from.map(({ path }) => resolve(dirname(loaded.file), path.replace(/#.*$/s, "")));
  const needed = [loaded.file, ...(flags.init === undefined ? [] : [flags.init]), ...read];
  const before = flags.resume === undefined ? setAside(folder, needed) : undefined;
  const resume = flags.resume === undefined ? undefined : checkpointOf(folder, train);
  const store = runFolder(folder, resume?.step);
  if (flags.resume === undefined) {
    saveConfig(folder, spec, flags, loaded);
    if (opened.tuned !== undefined) writeFileAtomic(join(folder, LOCK), opened.tuned.lock.text);
  }

  const output: RunOutput = flags.json
    ? new JsonOutput(flags.logEvery ?? 10)
    : new Shown(loaded, flags, opened, began);
  if (before !== undefined) output.setAside(folder, before);
  const abort = new AbortController();
  const interrupt = () => {
    if (abort.signal.aborted) process.exit(EXIT.interrupted);
    abort.abort();
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  let isUnread = false;
  whenUnread(() => {
    isUnread = true;
    abort.abort();
  });
  let end: EndEvent | undefined;
  let started = false;
  try {
    const run = startTraining(train, {
      backend: opened.backend,
      interpreter: interpreter({ precision }),
      locate: (step) => locateNotFinite(step, { precision }),
      onSearch: (step) => output.searching(step),
      ...(data === undefined ? {} : { data }),
      ...(init === undefined ? {} : { init }),
      readWeights: (path) => readWeightFile(resolve(dirname(loaded.file), path)),
      signal: abort.signal,
      ...(resume === undefined ? {} : { resume }),
      out: store,
      logEvery: output.logEvery,
      ...(flags.watchEvery === undefined ? {} : { watchEvery: flags.watchEvery }),
      ...(flags.checkpointEvery === undefined ? {} : { checkpointEvery: flags.checkpointEvery }),
      metadata: {
        program: basename(loaded.file),
        config: JSON.stringify(pairs(flags.set)),
        ...vocabularyMetadata(loaded.data.vocabularies),
        ...dataMetadata(loaded.data.infos),
      },
    });
    for await (const event of run) {
      output.event(event);
      if (event.type === "end") end = event;
      if (event.type !== "start") continue;
      started = true;
      const compiled = opened.programs.get("step");
      if (compiled !== undefined) saveKernels(folder, compiled, loaded);
    }
    // Ctrl-C wants an end, not what the model makes of the data.
    if (end!.stopped !== "aborted") {
      const { keep, patience } = train.settings;
      const weights = await (keep === undefined && patience === undefined ? run.last() : run.best());
      const { backend } = opened;
      if (data !== undefined) await saveOutcome(folder, loaded, data[end!.split]!, end!, weights, backend);
      const infos = Object.fromEntries(loaded.data.infos);
      const model = learned(train, dataProgram, loaded.data.vocabularies, infos);
      await saveSamples(folder, {
        ...model,
        weights,
        backend,
        moment: { step: end!.step },
        ...(data && { trainData: data }),
      });
    }
    writeReport(folder);
    const params = Object.fromEntries(
      [...(await run.last())]
        .filter(([path]) => train.scalarParams.includes(path))
        .map(([path, t]) => [path, t.data[0]!]),
    );
    output.end(end!, params, folder);
    if (end!.stopped === "aborted") {
      const goOn = `nn train ${shellWord(spec)} --resume ${shellWord(folder)}`;
      // Checkpoints do not keep double precision.
      output.interrupted(goOn, train.weights.length > 0 && precision !== "f64");
      if (isUnread)
        process.stderr.write(
          `nobody reads the output any more: stopped${precision === "f64" ? "" : `; go on with\n   ${goOn}`}\n`,
        );
      throw new Failed(EXIT.interrupted);
    }
    return { loss: end!.loss, metrics: end!.metrics, params, folder };
  } catch (error) {
    // How it went until it failed is what one wants to see; where that cannot be written, why it failed is told all the same.
    try {
      if (started && end === undefined) writeReport(folder);
    } catch {}
    if (isFileError(error) && existsSync(join(folder, CHECKPOINT)))
      process.stderr.write(
        `${folder} is kept up to its last checkpoint; go on with\n   nn train ${shellWord(spec)} --resume ${shellWord(folder)}\n`,
      );
    throw error;
  } finally {
    output.finish();
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
    whenUnread(undefined);
  }
}

/** A run that is resumed, and has nothing left to do. */
function alreadyDone(
  end: EndEvent,
  spec: string,
  folder: string,
  flags: TrainFlags,
  { weights }: TrainProgram,
): RunResult {
  if (flags.json) new JsonOutput(1).event(end);
  else {
    const why = end.stopped === "patience" ? ", stopped early" : "";
    const last = shellWord(join(folder, "last.safetensors"));
    const on =
      weights.length > 0
        ? `; to train on from its weights:\n   nn train ${shellWord(spec)} --init ${last}`
        : "";
    console.log(` ! ${folder} is done, after ${plural(end.step, "step")}${why}${on}`);
  }
  return { loss: end.loss, metrics: end.metrics, params: {}, folder };
}

export function readWeightFile(path: string): ReadonlyMap<string, HostTensor> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new UsageError(
      `no file ${path}`,
      existsSync(join(path, "best.safetensors"))
        ? `it is a run: did you mean ${join(path, "best.safetensors")}?`
        : "weights are .safetensors files, such as best.safetensors of a run",
    );
  }
  return path.endsWith(".onnx") ? readOnnxWeights(bytes, path) : readSafetensors(bytes, path);
}

// ---------------------------------------------------------------- what is told

interface RunOutput {
  readonly logEvery: number;
  event(event: TrainEvent): void;
  end(end: EndEvent, params: Readonly<Record<string, number>>, folder: string): void;
  interrupted(goOn: string, canGoOn: boolean): void;
  /** The folder held a run, which has another name now. */
  setAside(folder: string, before: string): void;
  /** The run failed, and its cause is looked for. */
  searching(step: number): void;
  finish(): void;
}

/** One JSON object a line. Numbers are the shortest that are the same f32; those that JSON lacks are strings. */
class JsonOutput implements RunOutput {
  constructor(readonly logEvery: number) {}

  event(event: TrainEvent): void {
    process.stdout.write(
      `${JSON.stringify(event, (_, v: unknown) => (typeof v !== "number" ? v : Number.isFinite(v) ? shortestF32(v) : String(v)))}\n`,
    );
  }
  end(): void {}
  interrupted(): void {}
  setAside(): void {}
  searching(): void {}
  finish(): void {}
}

class Shown implements RunOutput {
  readonly #display = new TrainDisplay();

  constructor(
    readonly loaded: LoadedTrain,
    readonly flags: TrainFlags,
    readonly opened: Awaited<ReturnType<typeof openBackend>>,
    readonly began: number,
  ) {}

  /** The display draws at its own pace; steps that come quicker cost little. */
  get logEvery(): number {
    return this.flags.logEvery ?? 1;
  }

  event(event: TrainEvent): void {
    if (event.type === "start") this.#header(event);
    else if (event.type === "step") this.#display.step(event);
    else if (event.type === "eval") this.#display.eval(event);
  }

  #header(start: StartEvent): void {
    const { loaded, flags, opened } = this;
    const { train, data } = loaded;
    for (const note of data.notes) this.#display.note(note);
    if (start.examples?.validation === 0) this.#unvalidated(train);
    const compiled = opened.programs.get("step");
    const plan = compiled?.plan;
    const tuned = compiled && tunedNote(compiled, opened.tuned);
    const { examples } = start;
    this.#display.header({
      name: start.name,
      params: train.scalarParams.length > 0 ? 0 : start.parameters,
      device: start.device,
      overrides: flags.set ?? [],
      seed: start.seed,
      ...(examples === undefined || train.data === undefined
        ? {}
        : { data: { name: train.data, ...examples } }),
      steps: start.steps,
      ...(start.epochs === undefined || train.settings.steps !== undefined ? {} : { epochs: start.epochs }),
      batch: start.batch ?? 1,
      ...(plan === undefined ? {} : { kernels: plan.dispatches.length, gpuBytes: start.bytes }),
      ...(tuned === undefined ? {} : { tuned }),
      readyMs: performance.now() - this.began,
    });
  }

  /** Settings that look at validation data, where there is none. */
  #unvalidated({ settings, data }: TrainProgram): void {
    const { patience, keep, validateEvery } = settings;
    const given = Object.entries({ patience, keep, validate_every: validateEvery }).filter(([, v]) => v !== undefined);
    for (const [name] of given)
      this.#display.note(`\`${name}\` looks at validation data, and ${data ?? "this"} has none: write \`split: 0.8\` in its source`);
  } // prettier-ignore

  end(end: EndEvent, params: Readonly<Record<string, number>>, folder: string): void {
    this.#display.end({ ...end, params });
    const { best } = end;
    const { patience } = this.loaded.train.settings;
    if (end.stopped === "patience")
      this.#display.note(
        `stopped early: ${plural(patience ?? 0, "evaluation")} without a lower validation loss`,
      );
    const weights = this.loaded.train.weights.reduce((sum, w) => sum + sizeOf(w.shape), 0);
    if (weights > 0)
      this.#display.saved(
        folder,
        [REPORT, ...(best === undefined ? [] : [`best validation loss at step ${best.step}`])].join(", "),
      );
    const [first, stepped] = this.#display.losses ?? [0, 0];
    // The loss of other data may rise where that of the training data falls: that is no matter of the learning rate.
    const last = end.split === "train" ? end.loss : stepped;
    // Batches differ; without data every step is of one problem.
    const noise = this.loaded.train.data === undefined ? 1 : 2;
    if (first > 0 && last > noise * first) {
      this.#display.note(
        `the loss rose from ${exact(first)} to ${exact(last)}: the learning rate is too high${noise === 1 ? "" : "; `nn lr-find FILE` suggests one"}`,
      );
    }
  }

  interrupted(goOn: string, canGoOn: boolean): void {
    this.#display.note(canGoOn ? `interrupted; go on with\n   ${goOn}` : "interrupted");
  }

  setAside(folder: string, before: string): void {
    this.#display.note(`${folder} held a run, which is ${before} now`);
  }

  searching(step: number): void {
    this.#display.note(`step ${step} went wrong; looking for where it began`);
  }

  finish(): void {
    this.#display.finish();
  }
}
