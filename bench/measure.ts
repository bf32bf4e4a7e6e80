/**
 * Measures one workload: starts the systems one after the other, then in every round each in turn while the others wait for
 * their line of input.
 */
import { type CpuProbe, cpuProbe } from "./cpu.ts";
import type { SystemProcess } from "./process.ts";
import type { Measured, Ready } from "./protocol.ts";
import { EARLY, NOISY, type SystemResult, TOLERANCE, type WorkloadResult } from "./results.ts";
import { agrees, median } from "./statistics.ts";
import { isStateless, WORKLOADS } from "./workloads.ts";

export interface Plan {
  readonly id: string;
  readonly flops: number | undefined;
  readonly systems: readonly string[];
  readonly rounds: number;
  readonly seconds: number;
  start(system: string): SystemProcess;
  progress(text: string): void;
}

/** How many steps may be enqueued before the loss is waited for; each system gets the depth at which it is fastest. */
const DEPTHS = [1, 4, 16, 64];
/** Results of steps that leave nothing behind are kept until the drain, so their queue is short. */
const DEEPEST_STATELESS = 4;
/** A drain at a depth under trial takes no longer than this: 64 steps of W1 and 16 of W4 on a software device. */
const TRIAL_MS = 6000;
const TRIAL_S = 0.15;
/** A system with steps longer than this is measured in fewer rounds. */
const SLOW_MS = 3000;
const ROUNDS_SLOW = 3;
/** A system that runs fewer of its dispatches in a deep queue than in a shallow one skips work. */
const ELIDED = 0.9;

interface Contender {
  readonly system: string;
  readonly process: SystemProcess;
  readonly ready: Ready;
  depth: number;
  /** The least of the trials of depths. */
  hostMs: number;
  readonly rounds: { readonly measured: Measured; readonly foreign: number | undefined }[];
  failed?: string;
}

export async function measureWorkload(plan: Plan): Promise<WorkloadResult> {
  const contenders: Contender[] = [];
  const failures: SystemResult[] = [];
  const running: SystemProcess[] = [];
  try {
    for (const system of plan.systems) {
      plan.progress(`${plan.id}: ${system} starts`);
      const process = plan.start(system);
      running.push(process);
      try {
        const ready = await process.ready();
        contenders.push({ system, process, ready, depth: 1, hostMs: Infinity, rounds: [] });
      } catch (error) {
        failures.push(failure(system, error));
        process.kill();
      }
    }
    for (const c of contenders) {
      plan.progress(`${plan.id}: ${c.system}, queue depth`);
      await attempt(c, () => chooseDepth(c, isStateless(plan.id)));
    }
    await runRounds(plan, contenders);
  } finally {
    plan.progress("");
    await Promise.all(running.map((process) => process.stop()));
  }
  return { id: plan.id, what: WORKLOADS[plan.id]!, ...summary(plan, contenders, failures) };
}

async function attempt(c: Contender, work: () => Promise<void>): Promise<void> {
  if (c.failed !== undefined) return;
  try {
    await work();
  } catch (error) {
    c.failed = (error as Error).message;
    c.process.kill();
  }
}

/** The best of two trials of each depth, since one alone may meet a disturbance. */
async function chooseDepth(c: Contender, isShort: boolean): Promise<void> {
  const depths = DEPTHS.filter(
    (depth) =>
      depth === 1 || (depth * c.ready.stepMs <= TRIAL_MS && (!isShort || depth <= DEEPEST_STATELESS)),
  );
  if (depths.length === 1) return;
  let best = Infinity;
  for (const depth of [...depths, ...depths]) {
    const { stepMs, hostMs } = await c.process.measure({ depth, seconds: TRIAL_S });
    c.hostMs = Math.min(c.hostMs, hostMs);
    if (stepMs >= best) continue;
    best = stepMs;
    c.depth = depth;
  }
}

/** The order turns from round to round, so that nobody always follows the same one. */
async function runRounds(plan: Plan, contenders: readonly Contender[]): Promise<void> {
  for (let round = 0; round < plan.rounds; round++) {
    for (let i = 0; i < contenders.length; i++) {
      const c = contenders[(i + round) % contenders.length]!;
      if (round >= ROUNDS_SLOW && c.ready.stepMs > SLOW_MS) continue;
      plan.progress(`${plan.id}: round ${round + 1} of ${plan.rounds}, ${c.system}`);
      await attempt(c, async () => {
        const probe: CpuProbe | undefined = cpuProbe();
        const measured = await c.process.measure({ depth: c.depth, seconds: plan.seconds });
        c.rounds.push({ measured, foreign: probe?.foreign() });
      });
    }
  }
}

// ---------------------------------------------------------------- figures

function summary(
  plan: Plan,
  contenders: readonly Contender[],
  failures: readonly SystemResult[],
): Pick<WorkloadResult, "flops" | "systems"> {
  const measured = contenders.filter((c) => c.failed === undefined);
  const first = measured[0];
  const ours = measured.find((c) => c.system === "nn");
  const results = measured.map((c): SystemResult => {
    const rounds = c.rounds.map((r) => r.measured.stepMs);
    const stepMs = median(rounds);
    const foreign = c.rounds.flatMap((r) => (r.foreign === undefined ? [] : [r.foreign]));
    const { firstMs, losses, checks, counts, peakBytes, info } = c.ready;
    const differs = first && c !== first ? differenceOf(first.ready, c.ready) : undefined;
    return {
      system: c.system,
      stepMs,
      leastMs: Math.min(...rounds),
      mostMs: Math.max(...rounds),
      rounds,
      depth: c.depth,
      hostMs: Math.min(c.hostMs, ...c.rounds.map((r) => r.measured.hostMs)),
      firstMs,
      ...(plan.flops === undefined ? {} : { gflops: plan.flops / stepMs / 1e6 }),
      ...(counts && counts.dispatches > 0 ? { counts } : {}),
      ...(peakBytes ? { peakBytes } : {}),
      info,
      losses,
      checks,
      ...(ours && c !== ours ? { times: ratio(ours, c) } : {}),
      ...(differs === undefined ? {} : { differs: `${differs} (${first!.system})` }),
      remarks: remarksOn(c, first?.ready.about["adapter"]),
      ...(foreign.length > 0 ? { foreign: Math.max(...foreign) } : {}),
    };
  });
  const broken = contenders
    .filter((c) => c.failed !== undefined)
    .map((c) => failure(c.system, new Error(c.failed)));
  const order = (r: SystemResult): number => plan.systems.indexOf(r.system);
  return {
    ...(plan.flops === undefined ? {} : { flops: plan.flops }),
    systems: [...results, ...broken, ...failures].sort((a, b) => order(a) - order(b)),
  };
}

/** Round by round, so that what slows the machine for a while slows both. */
function ratio(ours: Contender, other: Contender): number {
  const pairs = other.rounds.slice(0, ours.rounds.length);
  return median(pairs.map((r, i) => r.measured.stepMs / ours.rounds[i]!.measured.stepMs));
}

/** The first loss or result that is not the same in both. */
export function differenceOf(a: Ready, b: Ready): string | undefined {
  for (let i = 0; i < Math.min(a.losses.length, b.losses.length); i++) {
    const [x, y] = [a.losses[i]!, b.losses[i]!];
    if (!agrees(x, y, i < EARLY ? TOLERANCE.early : TOLERANCE.late)) return `loss ${i + 1} is ${y}, not ${x}`;
  }
  for (const [name, [norm, projection]] of Object.entries(a.checks)) {
    const other = b.checks[name];
    if (other === undefined) return `there is no ${name}`;
    const isEqual =
      agrees(norm, other[0], TOLERANCE.results, 0) &&
      agrees(projection, other[1], TOLERANCE.results, Math.max(norm, other[0]));
    if (!isEqual) return `${name} is another: norm ${other[0]}, not ${norm}`;
  }
  return undefined;
}

function remarksOn({ ready, rounds }: Contender, expected: string | undefined): string[] {
  const remarks: string[] = [];
  const adapter = ready.about["adapter"];
  if (adapter && expected && adapter !== expected) remarks.push(`it ran on another adapter: ${adapter}`);
  if (ready.hostClock === "wall") remarks.push("host ms is wall time: no processor time is told of a thread");
  const last = rounds.at(-1)?.measured;
  if (last && last.errors.length > 0) remarks.push(`the device refused work: ${last.errors[0]}`);
  const [shallow, deep] = [ready.counts?.dispatches ?? 0, last?.counts?.dispatches ?? 0];
  // One dispatch of the shallow count may be the reading of the result.
  if (deep < ELIDED * (shallow - 1))
    remarks.push(
      `it skips work: ${deep.toFixed(1)} dispatches a step in the rounds, ${shallow} with each loss read`,
    );
  const foreign = rounds.map((r) => r.foreign ?? 0);
  if (Math.max(0, ...foreign) > NOISY)
    remarks.push(`noisy: others used up to ${(100 * Math.max(...foreign)).toFixed(0)} % of the processors`);
  return remarks;
}

function failure(system: string, error: unknown): SystemResult {
  const none = { stepMs: NaN, leastMs: NaN, mostMs: NaN, hostMs: NaN, firstMs: NaN };
  return {
    system,
    failed: (error as Error).message,
    ...none,
    rounds: [],
    depth: 0,
    info: {},
    losses: [],
    checks: {},
    remarks: [],
  };
}
