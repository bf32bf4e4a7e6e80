/**
 * What a model makes of its data, shown while it trains: maps, pictures, points, text.
 */
import { backendOn, type Device, openDevice } from "../api/device.ts";
import type { Trainable } from "../api/program.ts";
import { dataMetadata } from "../cli/shared/data-info.ts";
import { learned } from "../cli/shared/learned.ts";
import { type Model, shownOf, showing } from "../cli/shared/pictures.ts";
import { vocabularyMetadata } from "../cli/shared/vocabulary.ts";
import { compile } from "../compiler/compile.ts";
import { DiagnosticError, InvariantError } from "../compiler/diagnostics.ts";
import type { TrainSettings } from "../compiler/program.ts";
import { DeviceError } from "../runtime/errors.ts";
import type { Weights } from "../runtime/weights.ts";
import type { Job, TrainerOutput } from "./protocol.ts";
import { dataSetsOf } from "./workspace.ts";

/** Milliseconds of training between two showings at the least, and for each millisecond that a showing took. */
const PAUSE = 250;
const SHARE = 4;
/** Milliseconds that writing text may take, while training and after it. */
const LIVE_PATIENCE = 300;
const PATIENCE = 4000;

type Shape = Omit<Model, "weights" | "moment" | "backend">;

export class Showing {
  /** Whether the run ends with the weights of its best evaluation. */
  readonly keepsBest: boolean;
  /** What a weight file says of where it comes from, as `nn train` writes it: with it, `nn predict` understands the weights. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly #model: Shape | undefined;
  #isLost = false;
  /** When the next may be made. */
  #next = 0;

  constructor(
    readonly job: Job,
    readonly program: Trainable,
    readonly steps: number,
    readonly device: Device,
  ) {
    const { settings, model, metadata } = understood(job);
    this.metadata = metadata;
    this.keepsBest = settings?.keep !== undefined || settings?.patience !== undefined;
    this.#model = model;
  }

  /** The device that training began on is gone. */
  lost(): void {
    this.#isLost = true;
  }

  /** Where it is time for it: most of the time is for training. */
  async during(weights: Weights, step: number): Promise<void> {
    if (this.#isLost || performance.now() < this.#next) return;
    const began = performance.now();
    await this.#show(this.device, weights, step, LIVE_PATIENCE);
    const now = performance.now();
    this.#next = now + Math.max(PAUSE, SHARE * (now - began));
  }

  /** At the end of the run. */
  async after(weights: Weights, step: number): Promise<void> {
    if (!this.#isLost) return this.#show(this.device, weights, step, PATIENCE);
    using another = await openDevice(this.job.device);
    await this.#show(another, weights, step, PATIENCE);
  }

  async #show(device: Device, weights: Weights, step: number, patience: number): Promise<void> {
    const tell = (output: TrainerOutput) => self.postMessage(output);
    if (this.#model === undefined) return tell({ type: "shown", shown: [], step });
    // Not disposed of: that would destroy the device.
    const backend = backendOn(device, this.program.tools);
    const { seed } = this.job.settings;
    const moment = { step, totalSteps: this.steps, ...(seed === undefined ? {} : { seed }) };
    try {
      const shown = await shownOf({ ...this.#model, weights, moment, backend }, patience);
      tell({ type: "shown", shown, step });
    } catch (error) {
      // Training goes on: some programs cannot be run but on batches of their own size.
      tell({ type: "shown", shown: [{ kind: "none", why: reasonOf(error) }], step });
    }
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof DiagnosticError) return error.diagnostic.title;
  if (error instanceof DeviceError || error instanceof InvariantError) return error.message;
  throw error;
}

interface Understood {
  readonly settings?: TrainSettings;
  /** Absent where the program makes nothing that could be shown. */
  readonly model?: Shape;
  readonly metadata: Readonly<Record<string, string>>;
}

function understood({ workspace, train, config, settings }: Job): Understood {
  const sets = dataSetsOf(workspace);
  const { program } = compile(workspace.file, {
    read: (path) => workspace.texts[path],
    config,
    settings,
    data: (decl) => sets.describe(decl),
  });
  const block = program?.train[train];
  // What is wrong has been said by the training itself.
  if (program === undefined || block === undefined) return { metadata: {} };
  const data = block.data === undefined ? undefined : program.data[block.data];
  const trainData = data && sets.load(data);
  const model = learned(block, data, sets.vocabularies, Object.fromEntries(sets.infos));
  return {
    settings: block.settings,
    ...(showing(model) === "nothing" ? {} : { model: { ...model, ...(trainData ? { trainData } : {}) } }),
    metadata: {
      program: workspace.file,
      name: train,
      config: JSON.stringify(config),
      ...vocabularyMetadata(sets.vocabularies),
      ...dataMetadata(sets.infos),
    },
  };
}
