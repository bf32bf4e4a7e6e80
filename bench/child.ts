/**
 * One system under measurement, in a process of its own: sets itself up, runs the first steps, then measures when told to.
 *
 * The protocol is that of `protocol.ts`, with the job as the argument. `peers/torch_peer.py` follows the same protocol.
 */
import { createInterface } from "node:readline";
import { globals } from "webgpu";
import { countsSince, instrument } from "./instrument.ts";
import { type Command, type Job, MARK, type Message } from "./protocol.ts";
import { projection } from "./statistics.ts";
import { createNn } from "./systems/nn.ts";
import { createPeer } from "./systems/peer.ts";
import { threadClock } from "./thread-clock.ts";
import { isStateless, makeWorkload, type System, type Workload } from "./workloads.ts";

/** Steps whose losses are compared; of a system that takes longer than `SLOW_MS` for one, fewer. */
const SANITY = 10;
const SLOW_MS = 3000;
const SANITY_SLOW = 3;

const job = JSON.parse(process.argv[2] ?? "{}") as Job;
// Standard output is the protocol's.
for (const level of ["log", "info", "warn", "error", "debug"] as const)
  console[level] = (...words: unknown[]) => void process.stderr.write(`${words.map(String).join(" ")}\n`);
const say = (message: Message): void => void process.stdout.write(`${MARK}${JSON.stringify(message)}\n`);
const giveUp = (error: unknown): void => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  const message: Message = {
    type: "failed",
    message: error instanceof Error ? error.message : String(error),
  };
  process.stdout.write(`${MARK}${JSON.stringify(message)}\n`, () => process.exit(1));
};
process.on("unhandledRejection", giveUp);

const gpu = instrument(globals as Parameters<typeof instrument>[0]);
const clock = threadClock();

function create(workload: Workload): Promise<System> {
  return job.system === "nn"
    ? createNn(workload, {
        programs: `${job.bench}/workloads`,
        ...(job.adapter ? { adapter: job.adapter } : {}),
      })
    : createPeer(job, workload);
}

async function start(): Promise<System> {
  const workload = makeWorkload(job.workload, job);
  let began = performance.now();
  const system = await create(workload);
  system.step();
  const losses = [await system.loss()];
  const firstMs = performance.now() - began;

  began = performance.now();
  system.step();
  losses.push(await system.loss());
  const slow = performance.now() - began > SLOW_MS;
  const before = { ...gpu.totals };
  const counted = (slow ? SANITY_SLOW : SANITY) - losses.length;
  began = performance.now();
  for (let i = 0; i < counted; i++) {
    system.step();
    losses.push(await system.loss());
  }
  const stepMs = (performance.now() - began) / counted;
  const counts = countsSince(before, gpu.totals, counted);
  const { peakBytes } = gpu;
  const results = isStateless(job.workload) ? await system.results() : {};
  say({
    type: "ready",
    firstMs,
    losses,
    checks: Object.fromEntries(Object.entries(results).map(([name, values]) => [name, projection(values)])),
    stepMs,
    counts,
    peakBytes,
    info: system.info,
    about: { adapter: gpu.adapter },
    hostClock: clock.kind,
  });
  return system;
}

/** One drain to warm up, then drains for about so many seconds, at least one. */
async function measure(system: System, depth: number, seconds: number): Promise<void> {
  const drain = async (): Promise<number> => {
    const began = clock.now();
    for (let i = 0; i < depth; i++) system.step();
    system.flush();
    const host = clock.now() - began;
    await system.loss();
    return host;
  };
  const warm = performance.now();
  await drain();
  const isLong = performance.now() - warm > 1000 * seconds;
  const before = { ...gpu.totals };
  let [steps, hostMs] = [0, 0];
  const began = performance.now();
  const drains = isLong ? 1 : Infinity;
  while (steps < drains * depth && (steps === 0 || performance.now() - began < 1000 * seconds)) {
    hostMs += await drain();
    steps += depth;
  }
  const ms = performance.now() - began;
  const counts = countsSince(before, gpu.totals, steps);
  say({ type: "measured", steps, stepMs: ms / steps, hostMs: hostMs / steps, counts, errors: gpu.errors });
}

try {
  const system = await start();
  for await (const line of createInterface({ input: process.stdin })) {
    const command = JSON.parse(line) as Command;
    if ("stop" in command) break;
    await measure(system, command.depth, command.seconds);
  }
  system.close();
  // At once: Dawn can hang when it is torn down.
  process.exit(0);
} catch (error) {
  giveUp(error);
}
