/**
 * Measures ways of running the kernels of a plan against each other, in a real step: each kernel where its turn comes, on
 * the values that it finds there.
 *
 * An alternative must give what the plan's own shader gives, from the same memory. Times are taken in turns, so that what
 * else the machine does falls on all alike, and memory is put back before each, so that the step goes on as it would have.
 */
import type { DType } from "../compiler/ir/graph.ts";
import type { BufferRange, Plan, PlanBuffer, Shader } from "../compiler/ir/plan.ts";
import type { StepInputs } from "./backend.ts";
import { f32FromF16 } from "./data/half.ts";
import type { NnDevice } from "./device.ts";
import { DeviceError } from "./errors.ts";
import { loadPlan, type Step } from "./executor.ts";
import { pieceOf } from "./profile.ts";
import type { Run } from "./rounds.ts";
import type { HostScalars } from "./scalars.ts";
import { alone, median, type Piece, type Stopwatch } from "./stopwatch.ts";
import type { GpuStore } from "./store.ts";
import { BufferUsage, MAP_READ } from "./webgpu-constants.ts";

/** One dispatch that binds what the plan's own binds, or several, with what they bind, that come to the same. */
export interface Alternative {
  readonly schedule: string;
  readonly dispatches: readonly {
    readonly shader: Shader;
    readonly workgroups: readonly [number, number, number];
    readonly bind?: readonly BufferRange[];
    readonly steps?: readonly number[];
  }[];
  /** Scratch memory besides the plan's, of names of its own. */
  readonly buffers?: readonly PlanBuffer[];
}

/** A dispatch of the plan, what it writes, and what may stand in its place. */
export interface Question {
  readonly dispatch: number;
  readonly written: readonly { readonly binding: number; readonly dtype: DType }[];
  readonly alternatives: readonly Alternative[];
}

export interface Measured {
  readonly schedule: string;
  /** Milliseconds of a dispatch, the least of the rounds; undefined where it did not come to that. */
  readonly ms?: number;
  /** How many times as long the plan's own shader takes. */
  readonly speedup?: number;
  /** Why it is out of the question: its results differ, it is far slower, or the device refuses it. */
  readonly out?: "differs" | "slow" | "refused";
}

export interface Answer {
  readonly dispatch: number;
  /** The plan's own schedule first. */
  readonly measured: readonly Measured[];
  /** The schedule to use: the plan's own, unless another one is clearly quicker. */
  readonly best: string;
}

export interface TuneOptions {
  readonly host: HostScalars;
  readonly fill: (inputs: StepInputs) => void;
  /** Called when a kernel is done. */
  readonly onAnswer?: (answer: Answer) => void;
  readonly signal?: AbortSignal;
}

/** Times of one schedule; one before them decides whether they are taken. */
const ROUNDS = 6;
/** Slower than this after the first round, and it is given up. */
const HOPELESS = 2;
/** What another schedule must gain in its best round, and in the median of all: less may be chance. */
const GAIN = 1.05;
/** Milliseconds that a time is taken over, and at most so many dispatches. */
const LONG_ENOUGH = 4;
const MOST_REPEATS = 32;
/** Of the largest result: rounding differs with the order of a sum. */
const TOLERANCE: Readonly<Record<DType, number>> = { f32: 2e-4, f16: 2e-2, i32: 0, bool: 0 };
/** And of the largest result of all that the kernel writes: what is zero but for rounding has no digits to compare. */
const NOISE = 1e-6;

/** One way of running a dispatch. */
interface Way {
  readonly schedule: string;
  readonly piece: Piece;
  readonly times: number[];
  out?: Measured["out"];
}

/** Runs one step of `plan` on `store`. Answers are in the order in which their kernels run. */
export async function tune(
  device: NnDevice,
  plan: Plan,
  store: GpuStore,
  watch: Stopwatch,
  questions: readonly Question[],
  options: TuneOptions,
): Promise<Answer[]> {
  const { extended, extra } = await withAlternatives(plan, store, questions);
  using loaded = await loadPlan(device, extended, store, { ring: 1 });
  const runs = loaded.stage(options.host, options.fill);
  const steps = new Map<number, Run<Step>>();
  for (const run of runs) if (!steps.has(run.dispatch)) steps.set(run.dispatch, run);
  const open = new Map(questions.map((q) => [q.dispatch, q]));
  const answers: Answer[] = [];
  for (const run of runs) {
    if (run.dispatch >= plan.dispatches.length) break;
    options.signal?.throwIfAborted();
    const question = open.get(run.dispatch);
    open.delete(run.dispatch);
    if (question === undefined) {
      await alone(device, pieceOf(run));
      continue;
    }
    const own: Way = {
      schedule: plan.dispatches[run.dispatch]!.info.schedule,
      piece: pieceOf(run),
      times: [],
    };
    const others = question.alternatives.map((a): Way => {
      const at = extra.get(a);
      if (at === undefined)
        return { schedule: a.schedule, piece: () => undefined, times: [], out: "refused" };
      // In a loop it stands in the round of the kernel that it replaces.
      const { rounds } = run;
      const pieces = at.map((i) => pieceOf({ ...steps.get(i)!, ...(rounds ? { rounds } : {}) }));
      return { schedule: a.schedule, piece: (pass) => pieces.forEach((piece) => piece(pass)), times: [] };
    });
    const memory = new Memory(device, run.step, plan.dispatches[run.dispatch]!.bind, question.written);
    try {
      await compare(device, memory, own, others);
      await race(device, watch, memory, [own, ...others]);
      memory.restore();
    } finally {
      memory.destroy();
    }
    await alone(device, own.piece);
    const answer = answerOf(run.dispatch, own, others);
    answers.push(answer);
    options.onAnswer?.(answer);
  }
  device.check();
  return answers;
}

/** The plan with every alternative that the device takes as further dispatches, which no step runs. */
async function withAlternatives(plan: Plan, store: GpuStore, questions: readonly Question[]) {
  const shaders = [...plan.shaders];
  const dispatches = [...plan.dispatches];
  const buffers = [...plan.buffers];
  const extra = new Map<Alternative, readonly number[]>();
  const all = questions.flatMap(({ dispatch, alternatives }) => alternatives.map((a) => ({ dispatch, a })));
  const made = await Promise.allSettled(
    all.map(({ a }) => Promise.all(a.dispatches.map((d) => store.pipeline(d.shader)))),
  );
  all.forEach(({ dispatch, a }, i) => {
    const outcome = made[i]!;
    if (outcome.status === "rejected") {
      if (outcome.reason instanceof DeviceError) return;
      throw outcome.reason;
    }
    const own = plan.dispatches[dispatch]!;
    const numbers = a.dispatches.map(({ shader, workgroups, bind = own.bind, steps = own.steps }) => {
      const number = shaders.push(shader) - 1;
      return dispatches.push({ ...own, shader: number, workgroups, bind, steps }) - 1;
    });
    extra.set(a, numbers);
    buffers.push(...(a.buffers ?? []));
  });
  return { extended: { ...plan, shaders, dispatches, buffers }, extra };
}

/** Runs each alternative once from the same memory; those whose results differ are out. */
async function compare(device: NnDevice, memory: Memory, own: Way, others: readonly Way[]): Promise<void> {
  await alone(device, own.piece);
  const expected = await memory.read();
  const largest = Math.max(0, ...expected.map((values) => largestOf(values.data)));
  for (const way of others) {
    if (way.out !== undefined) continue;
    memory.restore();
    await alone(device, way.piece);
    const found = await memory.read();
    const agrees = expected.every(({ data, dtype }, i) => {
      const allowed = TOLERANCE[dtype] * Math.max(largestOf(data), NOISE * largest);
      return data.every((v, k) => sameNumber(v, found[i]!.data[k]!, allowed));
    });
    if (!agrees) way.out = "differs";
  }
}

function sameNumber(a: number, b: number, allowed: number): boolean {
  return a === b || Math.abs(a - b) <= allowed || (Number.isNaN(a) && Number.isNaN(b));
}

function largestOf(values: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]!);
    if (size > largest && size < Infinity) largest = size;
  }
  return largest;
}

async function race(device: NnDevice, watch: Stopwatch, memory: Memory, ways: readonly Way[]): Promise<void> {
  const running = () => ways.filter((w) => w.out === undefined);
  if (running().length < 2) return;
  const time = async ({ piece }: Way, repeats: number): Promise<number> => {
    memory.restore();
    const many: Piece = (pass) => {
      for (let i = 0; i < repeats; i++) piece(pass);
    };
    const [ms] = await watch.time([many]);
    return ms! / repeats;
  };
  let repeats = 1;
  const first = new Map<Way, number>();
  // Twice, since the machine may do something else meanwhile.
  for (const way of running()) first.set(way, Math.min(await time(way, repeats), await time(way, repeats)));
  const quickest = Math.min(...first.values());
  for (const [way, ms] of first) if (way !== ways[0] && ms > HOPELESS * quickest) way.out = "slow";
  repeats = Math.max(1, Math.min(MOST_REPEATS, Math.round(LONG_ENOUGH / Math.max(quickest, 1e-3))));
  if (running().length < 2) return;
  for (let round = 0; round < ROUNDS; round++) {
    // To and fro, so that nobody always comes first.
    const turn = round % 2 === 0 ? running() : running().reverse();
    for (const way of turn) way.times.push(await time(way, repeats));
    // A first time may be taken at a quiet moment.
    const usual = running().map((way) => way.times.at(-1)!);
    repeats = Math.max(1, Math.min(repeats, Math.round((2 * LONG_ENOUGH) / Math.max(...usual))));
  }
  device.check();
}

function answerOf(dispatch: number, own: Way, others: readonly Way[]): Answer {
  const least = (way: Way) => Math.min(...way.times);
  const gain = (way: Way) => least(own) / least(way);
  const usual = (way: Way) => median(way.times.map((ms, i) => own.times[i]! / ms));
  const measured = [own, ...others].map((way): Measured =>
    way.times.length > 0
      ? { schedule: way.schedule, ms: least(way), speedup: gain(way) }
      : { schedule: way.schedule, ...(way.out === undefined ? {} : { out: way.out }) },
  );
  const better = others
    .filter((way) => way.times.length > 0 && gain(way) >= GAIN && usual(way) >= GAIN)
    .sort((a, b) => least(a) - least(b));
  return { dispatch, measured, best: better[0]?.schedule ?? own.schedule };
}

interface Written {
  readonly dtype: DType;
  readonly data: ArrayLike<number> & { every(test: (value: number, at: number) => boolean): boolean };
}

interface WrittenRange {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly bytes: number;
  /** Where it lies in the saved copy. */
  readonly at: number;
  readonly dtype: DType;
}

/** What a dispatch writes: as it was, to be put back, and as it is, to be read. */
class Memory {
  readonly #ranges: readonly WrittenRange[];
  readonly #saved: GPUBuffer;
  readonly #staging: GPUBuffer;

  constructor(
    readonly device: NnDevice,
    step: Step,
    bind: readonly { readonly offset: number; readonly bytes: number }[],
    written: Question["written"],
  ) {
    let size = 0;
    this.#ranges = written.map(({ binding, dtype }) => {
      const { offset, bytes: exact } = bind[binding]!;
      // Copies are of whole words.
      const bytes = Math.ceil(exact / 4) * 4;
      const at = size;
      size += Math.ceil(bytes / 8) * 8;
      return { buffer: step.buffers[binding]!, offset, bytes, at, dtype };
    });
    const { gpu } = device;
    const both = BufferUsage.copySrc | BufferUsage.copyDst;
    this.#saved = gpu.createBuffer({ label: "tune", size, usage: both });
    this.#staging = gpu.createBuffer({
      label: "tune",
      size,
      usage: BufferUsage.mapRead | BufferUsage.copyDst,
    });
    this.#copy((r) => [r.buffer, r.offset, this.#saved, r.at]);
  }

  restore(): void {
    this.#copy((r) => [this.#saved, r.at, r.buffer, r.offset]);
  }

  async read(): Promise<Written[]> {
    this.#copy((r) => [r.buffer, r.offset, this.#staging, r.at]);
    await this.#staging.mapAsync(MAP_READ);
    const bytes = this.#staging.getMappedRange().slice(0);
    this.#staging.unmap();
    return this.#ranges.map(({ at, bytes: length, dtype }) => {
      if (dtype === "f32") return { dtype, data: new Float32Array(bytes, at, length / 4) };
      if (dtype === "f16")
        return { dtype, data: Float32Array.from(new Uint16Array(bytes, at, length / 2), f32FromF16) };
      return { dtype, data: new Int32Array(bytes, at, length / 4) };
    });
  }

  #copy(ends: (range: WrittenRange) => [GPUBuffer, number, GPUBuffer, number]): void {
    const encoder = this.device.gpu.createCommandEncoder({ label: "tune" });
    for (const range of this.#ranges) {
      const [from, fromAt, to, toAt] = ends(range);
      encoder.copyBufferToBuffer(from, fromAt, to, toAt, range.bytes);
    }
    this.device.gpu.queue.submit([encoder.finish()]);
  }

  destroy(): void {
    this.#saved.destroy();
    this.#staging.destroy();
  }
}
