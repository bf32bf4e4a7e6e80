/**
 * Stands for `artifact` in a page whose program is being written: the models that are open take up each new version of it, with
 * the weights that still fit (same path, same shape) and initial values for the others. A training that is running when the
 * program changes goes on from there by the new one, with another `start` event.
 */
import type { Computation, TrainProgram } from "../../compiler/program.ts";
import { type Backend, compiled } from "../backend.ts";
import { openDevice } from "../device.ts";
import type { Scores, TrainEvent } from "../events.ts";
import { webgpu } from "../executor.ts";
import { runInit } from "../train-setup.ts";
import type { Weights } from "../weights.ts";
import { type ArrayData, arrayData, type FieldArrays } from "./data.ts";
import {
  type Artifact,
  functionsOf,
  type Model,
  Opened,
  type Prediction,
  type TrainOptions,
  type WeightSource,
} from "./model.ts";
import { type PackedProgram, planOf, unpack } from "./program.ts";
import { readWeights } from "./weights.ts";

/**
 * The functions of a module's `train` block, the same ones for every version of it: `versions` is where the page keeps them
 * from one version to the next.
 */
export function hot(
  versions: Record<string, unknown>,
  packed: PackedProgram,
  built?: URL | string,
  starts?: URL | string,
): Artifact {
  const before = versions[packed.name];
  if (before instanceof Versions) {
    before.take(packed, built, starts);
    return before.functions;
  }
  const first = new Versions(packed, built, starts);
  versions[packed.name] = first;
  return first.functions;
}

class Versions {
  number = 0;
  program: TrainProgram;
  readonly functions: Artifact;
  readonly #running = new Set<AbortController>();

  constructor(
    public packed: PackedProgram,
    public built: URL | string | undefined,
    public starts: URL | string | undefined,
  ) {
    this.program = unpack(packed);
    this.functions = functionsOf(async ({ weights = this.built } = {}) => {
      const model = new HotModel(this, compiled(webgpu(await openDevice()), planOf));
      try {
        if (weights) await model.load(weights);
      } catch (error) {
        model.destroy();
        throw error;
      }
      return model;
    });
  }

  /** A new version, unless it computes the same, as after a change of a comment. */
  take(packed: PackedProgram, built: URL | string | undefined, starts: URL | string | undefined): void {
    this.built = built;
    this.starts = starts;
    if (JSON.stringify(packed) === JSON.stringify(this.packed)) return;
    this.packed = packed;
    this.program = unpack(packed);
    this.number++;
    for (const training of this.#running) training.abort();
  }

  /** For one training: aborted by the next version. */
  watch(): AbortController {
    const next = new AbortController();
    this.#running.add(next);
    return next;
  }

  unwatch(training: AbortController): void {
    this.#running.delete(training);
  }
}

class HotModel implements Model {
  readonly #versions: Versions;
  readonly #backend: Backend<Computation>;
  #model: Opened;
  #version: number;
  /** Whether `#model` has weights. */
  #isFilled = false;
  #trainings = 0;
  /** Of the last training: initial values may depend on them. */
  #data: ArrayData | undefined;
  #seed: number | undefined;
  #renewal: Promise<void> | undefined;

  constructor(versions: Versions, backend: Backend<Computation>) {
    this.#versions = versions;
    this.#backend = backend;
    this.#version = versions.number;
    this.#model = new Opened(versions.packed, versions.program, backend, versions.starts);
  }

  async *train(data?: ArrayData, options: TrainOptions = {}): AsyncGenerator<TrainEvent, void, undefined> {
    this.#data = data;
    this.#seed = options.seed;
    this.#trainings++;
    let goesOn = false;
    try {
      for (;;) {
        const edit = this.#versions.watch();
        let isEdited = false;
        try {
          await this.#renew();
          // Where it has none that fit, it starts as it did.
          const init = goesOn && this.#isFilled ? this.#model.save() : options.init;
          const signal = AbortSignal.any([edit.signal, ...(options.signal ? [options.signal] : [])]);
          const run = this.#model.train(data, {
            ...options,
            signal,
            ...(init === undefined ? {} : { init }),
          });
          for await (const event of run) {
            if (event.type === "end") {
              this.#isFilled = true;
              isEdited =
                event.stopped === "aborted" && edit.signal.aborted && options.signal?.aborted !== true;
              if (isEdited) break;
            }
            yield event;
          }
        } finally {
          this.#versions.unwatch(edit);
        }
        if (!isEdited) return;
        goesOn = true;
      }
    } finally {
      this.#trainings--;
    }
  }

  async evaluate(data?: FieldArrays): Promise<Scores> {
    return (await this.#current()).evaluate(data);
  }

  async predict(inputs?: FieldArrays): Promise<Record<string, Prediction>> {
    return (await this.#current()).predict(inputs);
  }

  async load(weights: WeightSource): Promise<void> {
    await (await this.#current()).load(weights);
    this.#isFilled = true;
  }

  save(): ArrayBuffer {
    return this.#model.save();
  }

  destroy(): void {
    this.#model.destroy();
  }

  [Symbol.dispose](): void {
    this.destroy();
  }

  /** The newest version; the one that is being trained as long as it is. */
  async #current(): Promise<Opened> {
    if (this.#trainings === 0) await this.#renew();
    return this.#model;
  }

  #renew(): Promise<void> {
    this.#renewal ??= this.#takeUp().finally(() => (this.#renewal = undefined));
    return this.#renewal;
  }

  async #takeUp(): Promise<void> {
    const { number, packed, program, starts } = this.#versions;
    if (this.#version === number) return;
    const model = new Opened(packed, program, this.#backend, starts);
    const isFilled = this.#isFilled && (await this.#keep(model));
    [this.#model, this.#version, this.#isFilled] = [model, number, isFilled];
  }

  /** Gives a new version the weights that fit it; false where it has to be trained before it has any. */
  async #keep(model: Opened): Promise<boolean> {
    const { program, packed } = model;
    const old: Weights = readWeights(this.#model.save(), packed.name);
    const fit = program.weights.filter(({ path, shape }) => old.get(path)?.shape.join() === shape.join());
    console.info(
      `nn: \`${packed.name}\` has changed and keeps ${fit.length} of ${program.weights.length} weights`,
    );
    const kept = fit.map(({ path }) => [path, old.get(path)!] as const);
    let initial: Weights = new Map();
    if (fit.length < program.weights.length) {
      const needsData = planOf(program.init).inputs.length > 0;
      if (needsData && this.#data === undefined) return false;
      const seed = this.#seed ?? program.settings.seed;
      const data = needsData ? arrayData(packed, this.#data!) : undefined;
      initial = await runInit(program.init, seed, this.#backend, data);
    }
    await model.load(new Map([...initial, ...kept]));
    return true;
  }
}
