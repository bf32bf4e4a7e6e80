/**
 * A program with its data and its initial weights, ready for the checks: batches, values of nodes, and training steps, all
 * on the interpreter.
 *
 * The checks want answers in seconds, so a step that takes the interpreter too long is looked at with fewer examples. Which
 * examples and how many is a function of the program alone, never of the time that something took.
 */
import { HostSlabs, interpreter } from "../../../compiler/interpret/backend.ts";
import { interpret, type InterpretOptions } from "../../../compiler/interpret/graph.ts";
import { DiagnosticError, type Label } from "../../../compiler/diagnostics.ts";
import { type Node, sizeOf } from "../../../compiler/ir/graph.ts";
import type { Precision, Tensor } from "../../../compiler/ops/def.ts";
import { tensorOf } from "../../../compiler/ops/tensor.ts";
import type { Computation, TrainProgram } from "../../../compiler/program.ts";
import type { TrainData } from "../../../runtime/examples.ts";
import { BatchOrder, type InitialOptions, initialWeights, schedule } from "../../../runtime/train-setup.ts";
import type { Span } from "../../../grammar/ast.ts";
import { fillSlabs, type Weights } from "../../../runtime/weights.ts";
import { peakRates, type Rates } from "../rates.ts";
import { Anatomy, workOf } from "./anatomy.ts";
import { withoutNoise } from "./rewrite.ts";

/** Operations of a step that take the interpreter a tenth of a second or so. */
const STEP_WORK = 1e8;
/** Operations of all steps of one training. */
const TRAINING_WORK = 3e9;
/** Operations of a step beyond which the interpreter is no use. */
const TOO_MUCH = 3e9;

/** The part of the first loss below which a batch is learned and steps say nothing any more. */
const LEARNED = 0.1;

/** The fields of a batch by name, one example after the other. */
export type Batch = ReadonlyMap<string, ArrayLike<number>>;

export interface Trained {
  /** The first loss, before each step and after the last one. */
  readonly losses: readonly number[];
  /** For each weight of two axes or more by path, the median of |change| / |weight| while the loss still has a way to go. */
  readonly ratios: ReadonlyMap<string, number>;
  readonly slabs: HostSlabs;
}

export interface ProbeOptions extends Pick<InitialOptions, "init" | "readWeights"> {
  readonly data?: TrainData;
  readonly sources: ReadonlyMap<string, string>;
  /** Where the data set is declared. */
  readonly dataSpan?: Span;
  /** Where the optimizer is given. */
  readonly rateSpan?: Span;
}

export class Probe {
  readonly anatomy: Anatomy;
  readonly step: Computation;
  readonly #rated: Computation;
  readonly seed: number;
  readonly totalSteps: number;
  /** What each optimizer's schedule rises to. */
  readonly rates: Rates;
  /** Operations of one step. */
  readonly work: number;

  private constructor(
    readonly train: TrainProgram,
    readonly data: TrainData | undefined,
    readonly initial: Weights,
    /** The micro-batch that the computations are made for. */
    readonly batch: number,
    /** Whether the weights have learned something already. */
    readonly isPretrained: boolean,
    sources: ReadonlyMap<string, string>,
    readonly dataSpan: Span | undefined,
    readonly rateSpan: Span | undefined,
  ) {
    const { settings } = train;
    const sized = train.atBatch(batch);
    this.seed = settings.seed;
    this.step = withoutNoise(sized.step);
    this.#rated = withoutNoise(sized.rated);
    this.anatomy = new Anatomy(train, this.step, sources);
    const rows = settings.batch * settings.accumulate;
    this.totalSteps = schedule(settings, rows, data?.train).steps;
    this.rates = peakRates(train.step, this.seed, this.totalSteps);
    this.work = workOf(rootsOf(this.step));
  }

  static async open(train: TrainProgram, options: ProbeOptions): Promise<Probe> {
    const { data, sources, dataSpan, rateSpan, ...rest } = options;
    const given = data ? { data } : {};
    const initial = await initialWeights(train, train.settings.seed, {
      interpreter: interpreter({ precision: "f64" }),
      ...given,
      ...rest,
    });
    const batch = data === undefined ? train.settings.batch : batchFor(train);
    const pretrained = options.init !== undefined || train.from.length > 0;
    return new Probe(train, data, initial, batch, pretrained, sources, dataSpan, rateSpan);
  }

  /** Examples of a step. */
  get rows(): number {
    return this.data === undefined ? 0 : this.batch * this.train.settings.accumulate;
  }

  get isTooLarge(): boolean {
    return this.work > TOO_MUCH;
  }

  /** Steps of a training that the checks can afford. */
  get steps(): number {
    return Math.max(12, Math.min(60, Math.floor(TRAINING_WORK / this.work)));
  }

  /** The loss of a single `minimize`. */
  get loss(): Node {
    return this.anatomy.losses[0]!.node;
  }

  /** The first batches of a run, as many as asked for or as there are. */
  batches(count: number, rows = this.rows): Batch[] {
    const { data, train } = this;
    if (data === undefined) return [new Map()];
    const order = new BatchOrder(data.train.count, rows, this.seed, train.settings.shuffle);
    const most = Math.max(1, Math.floor(data.train.count / rows));
    return Array.from({ length: Math.min(count, most) }, () => this.#fields(order.next()));
  }

  #fields(indices: Int32Array): Batch {
    return new Map(
      this.train.fields.map((f) => {
        const size = indices.length * sizeOf(f.type.shape);
        const values = f.type.dtype === "f32" ? new Float32Array(size) : new Int32Array(size);
        this.data!.train.fill(f.name, indices, values);
        return [f.name, values];
      }),
    );
  }

  slabs(precision: Precision): HostSlabs {
    const slabs = new HostSlabs(precision);
    fillSlabs(slabs, this.train.slabs, this.train.weights, this.initial);
    return slabs;
  }

  /** The values of nodes of any of the program's computations. */
  values(
    nodes: readonly Node[],
    slabs: HostSlabs,
    batch: Batch,
    options: InterpretOptions & { readonly host?: Readonly<Record<string, number>> } = {},
  ): Tensor[] {
    const { precision } = slabs;
    const host: Readonly<Record<string, number>> = {
      seed: this.seed,
      step: 0,
      total_steps: this.totalSteps,
      epoch: 0,
      ...options.host,
    };
    const bind = (input: Node<"input">): Tensor => {
      const { name, role, at } = input.attrs;
      if (at) {
        const from = slabs.data(at.slab).subarray(at.offset, at.offset + sizeOf(input.type.shape));
        return tensorOf(input.type, from, precision);
      }
      const values = role === "scalar" ? [host[name] ?? 0] : (batch.get(name) ?? []);
      return tensorOf(input.type, values, precision);
    };
    return interpret(nodes, bind, precision, options);
  }

  #atStart: Map<string, Tensor["data"]> | undefined;
  /** The gradients by path of the first batch at the initial weights, in double precision. */
  get startingGradients(): ReadonlyMap<string, Tensor["data"]> {
    return (this.#atStart ??= this.gradients(this.slabs("f64"), this.batches(1)[0]!));
  }

  /** The gradients of the weights by path. */
  gradients(slabs: HostSlabs, batch: Batch): Map<string, Tensor["data"]> {
    const { gradients } = this.step;
    const found = this.values(gradients.map((g) => g.node), slabs, batch); // prettier-ignore
    return new Map(gradients.map((g, i) => [g.path, found[i]!.data]));
  }

  /** Where the learning rate is written, as far as the graph knows. */
  rateLabel(rate: string): Label[] {
    const { reported, graph } = this.train.step;
    const spans = reported.flatMap((r) => graph.spans.get(r.node) ?? []);
    return this.anatomy.label(this.rateSpan ? [this.rateSpan] : spans, `the rate is ${rate}`);
  }

  /** Trains on one batch over and over at a constant rate, `factor` times the program's highest. */
  overfit(batch: Batch, steps: number, factor = 1): Trained {
    const slabs = this.slabs("f32");
    const { updates } = this.#rated;
    const loss = this.#rated.outputs.find((o) => o.name === "loss")!.node;
    const rates = Object.fromEntries(Object.entries(this.rates).map(([name, rate]) => [name, factor * rate]));
    const roots = [loss, ...updates.map((u) => u.value)];
    const losses: number[] = [];
    const changes = new Map<string, number[]>();
    const matrices = this.train.weights.filter((w) => w.kind === "param" && w.shape.length >= 2);
    const read = () => matrices.map((w) => slabs.data(w.slab).slice(w.offset, w.offset + sizeOf(w.shape)));
    for (let step = 0; step < steps; step++) {
      const [value, ...fresh] = this.values(roots, slabs, batch, { host: { step, ...rates } });
      losses.push(value!.data[0]!);
      const watched = step === 0 || losses.at(-1)! > LEARNED * losses[0]!;
      const before = watched ? read() : [];
      updates.forEach(({ target }, i) => {
        const { slab, offset } = target.attrs.at!;
        slabs.data(slab).set(fresh[i]!.data, offset);
      });
      if (!watched) continue;
      for (const [i, after] of read().entries()) {
        const ratio = distance(after, before[i]!) / norm(before[i]!);
        const list = changes.get(matrices[i]!.path) ?? [];
        changes.set(matrices[i]!.path, list);
        list.push(ratio);
      }
      if (!Number.isFinite(losses.at(-1)!)) break;
    }
    losses.push(this.values([loss], slabs, batch, { host: { step: steps, ...rates } })[0]!.data[0]!);
    return { losses, ratios: new Map([...changes].map(([path, list]) => [path, median(list)])), slabs };
  }
}

/** The file's own batch, or as much of it as takes no more than a tenth of a second. */
function batchFor(train: TrainProgram): number {
  const { batch } = train.settings;
  const each = workOf(rootsOf(train.step)) / batch;
  for (let wanted = Math.min(batch, Math.max(2, Math.floor(STEP_WORK / each))); wanted < batch; wanted *= 2) {
    try {
      const { step } = train.atBatch(wanted);
      return workOf(rootsOf(step)) > 0 ? wanted : batch;
    } catch (error) {
      // A program may be right at some sizes only; its own is one of them.
      if (!(error instanceof DiagnosticError)) throw error;
    }
  }
  return batch;
}

function rootsOf(c: Computation): Node[] {
  return [...c.outputs.map((o) => o.node), ...c.updates.map((u) => u.value)];
}

export function norm(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! ** 2;
  return Math.sqrt(sum);
}

export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(sum);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
