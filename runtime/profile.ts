/**
 * Where the time of a plan's step goes: each dispatch timed in its place in real steps, beside whole steps as training runs
 * them, and what each shader took to compile.
 */
import type { Plan } from "../compiler/ir/plan.ts";
import type { StepInputs } from "./backend.ts";
import type { NnDevice } from "./device.ts";
import { type LoadedPlan, loadPlan, type Step } from "./executor.ts";
import type { Run } from "./rounds.ts";
import type { HostScalars } from "./scalars.ts";
import { alone, median, type Piece, type Stopwatch } from "./stopwatch.ts";
import type { GpuStore } from "./store.ts";

export interface ProfileOptions {
  /** The scalars of step i; its inputs. */
  readonly host: (step: number) => HostScalars;
  readonly fill: (inputs: StepInputs, step: number) => void;
  /** Steps that are timed; by default as many as fit into `TIME_MS`, from 3 to 50. */
  readonly steps?: number;
}

export interface Profile {
  /** Steps in which dispatches were timed. */
  readonly steps: number;
  /** Milliseconds of each dispatch in one step, all its rounds together; the median of the steps. */
  readonly dispatchMs: readonly number[];
  /** Milliseconds of a step as training runs it, submits and results included, and steps in a submit. */
  readonly stepMs: number;
  readonly stepsPerSubmit: number;
  /** Of each shader: making the pipeline, and what its first run took longer than later ones, when drivers compile. */
  readonly shaders: readonly { readonly createMs: number; readonly firstRunMs: number }[];
}

const TIME_MS = 1500;

/**
 * Runs steps of training on `store`, whose slabs hold the weights. Every step is a true one, so the values that kernels see
 * are those of training.
 */
export async function profile(
  device: NnDevice,
  plan: Plan,
  store: GpuStore,
  watch: Stopwatch,
  options: ProfileOptions,
): Promise<Profile> {
  const createMs: number[] = [];
  for (const shader of plan.shaders) {
    const began = performance.now();
    await store.pipeline(shader);
    createMs.push(performance.now() - began);
  }
  using loaded = await loadPlan(device, plan, store);
  let done = 0;
  const stage = () => {
    const step = done++;
    return loaded.stage(options.host(step), (inputs) => options.fill(inputs, step));
  };

  const firstRuns = await waitedFor(device, stage());
  const laterRuns = await waitedFor(device, stage());
  const isFirst = new Map<number, number>();
  const firstRunMs = plan.shaders.map(() => 0);
  firstRuns.forEach(({ dispatch, ms }, i) => {
    const { shader } = plan.dispatches[dispatch]!;
    if (isFirst.has(shader)) return;
    isFirst.set(shader, i);
    firstRunMs[shader] = Math.max(0, ms - laterRuns[i]!.ms);
  });

  const samples: number[][] = plan.dispatches.map(() => []);
  const began = performance.now();
  let steps = 0;
  const isEnough = () =>
    options.steps !== undefined
      ? steps >= options.steps
      : steps >= 50 || (steps >= 3 && performance.now() - began > TIME_MS);
  while (!isEnough()) {
    const runs = stage();
    const times = await watch.time(runs.map(pieceOf));
    const sums = plan.dispatches.map(() => 0);
    runs.forEach(({ dispatch }, i) => (sums[dispatch]! += times[i]!));
    sums.forEach((ms, i) => samples[i]!.push(ms));
    steps++;
  }
  return {
    steps,
    dispatchMs: samples.map(median),
    ...(await wholeSteps(loaded, options, done)),
    shaders: createMs.map((ms, i) => ({ createMs: ms, firstRunMs: firstRunMs[i]! })),
  };
}

export function pieceOf({ step, rounds }: Run<Step>): Piece {
  return (pass) => {
    pass.setPipeline(step.pipeline);
    if (rounds) pass.setBindGroup(0, step.groups[0]!, rounds);
    else pass.setBindGroup(0, step.groups[0]!);
    pass.dispatchWorkgroups(...step.workgroups);
  };
}

/** One step, each dispatch submitted by itself and waited for. */
async function waitedFor(device: NnDevice, runs: readonly Run<Step>[]) {
  const times: { readonly dispatch: number; readonly ms: number }[] = [];
  for (const run of runs) times.push({ dispatch: run.dispatch, ms: await alone(device, pieceOf(run)) });
  device.check();
  return times;
}

async function wholeSteps(
  loaded: LoadedPlan,
  { host, fill, steps: wanted }: ProfileOptions,
  first: number,
): Promise<Pick<Profile, "stepMs" | "stepsPerSubmit">> {
  const stepsPerSubmit = Math.min(loaded.capacity, wanted ?? loaded.capacity);
  let step = first;
  const group = async (): Promise<number> => {
    const began = performance.now();
    for (let i = 0; i < stepsPerSubmit; i++, step++) {
      const at = step;
      loaded.enqueue(host(at), (inputs) => fill(inputs, at));
    }
    await loaded.submit();
    return (performance.now() - began) / stepsPerSubmit;
  };
  // The first submit makes its staging buffer.
  await group();
  const times: number[] = [];
  const began = performance.now();
  do times.push(await group());
  while (times.length < 3 || (times.length < 20 && performance.now() - began < TIME_MS));
  return { stepMs: median(times), stepsPerSubmit };
}
