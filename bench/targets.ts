/** What the project has set itself, beside what a run found. */
import { type CompileTime, freshMs } from "./compile-time.ts";
import { type Adapter, type SystemResult, type Target, type WorkloadResult } from "./results.ts";
import { geometricMean } from "./statistics.ts";
import { isStateless, SMALL } from "./workloads.ts";

/** Dispatches a step, and megabytes in GPU buffers. */
export const LIMITS: Readonly<Record<string, { readonly dispatches: number; readonly megabytes?: number }>> =
  {
    W1: { dispatches: 12, megabytes: 14 },
    W2: { dispatches: 6 },
    W3: { dispatches: 20, megabytes: 10 },
    W4: { dispatches: 60, megabytes: 45 },
    W6: { dispatches: 4, megabytes: 40 },
  };
const HOST_US_PER_DISPATCH = 4;
const FIRST_STEP_MS = 3000;
/** Parse to plan in a new process, in milliseconds. */
const COMPILE_MS: Readonly<Record<string, number>> = { W1: 100, W4L: 500 };

type Found = ReadonlyMap<string, ReadonlyMap<string, SystemResult>>;

export function targetsOf(
  workloads: readonly WorkloadResult[],
  compile: readonly CompileTime[],
  adapter: Adapter,
): Target[] {
  const found: Found = new Map(
    workloads.map((w) => [
      w.id,
      new Map(w.systems.filter((s) => s.failed === undefined).map((s) => [s.system, s])),
    ]),
  );
  const isOn = (name: RegExp): boolean => name.test(`${adapter.source} ${adapter.driver}`);
  return [
    ...counts(found),
    ...compileTimes(compile),
    ...(isOn(/llvmpipe|lavapipe/i) ? lavapipe(found) : []),
    ...(isOn(/swiftshader/i) ? swiftShader(found) : []),
    ...(adapter.kind === "hardware" ? hardware(found) : []),
  ];
}

function at(found: Found, id: string): SystemResult | undefined {
  return found.get(id)?.get("nn");
}

function atMost(what: string, value: number | undefined, limit: number, text: (v: number) => string): Target {
  const title = `${what} at most ${text(limit)}`;
  if (value === undefined || Number.isNaN(value)) return { what: title };
  return { what: title, found: text(value), reached: value <= limit };
}

function atLeast(
  what: string,
  value: number | undefined,
  limit: number,
  text: (v: number) => string,
): Target {
  const title = `${what} at least ${text(limit)}`;
  if (value === undefined || Number.isNaN(value)) return { what: title };
  return { what: title, found: text(value), reached: value >= limit };
}

const plain = (v: number): string => `${Number(v.toFixed(1))}`;
const times = (v: number): string => `${v.toFixed(2)} times`;

function counts(found: Found): Target[] {
  const targets: Target[] = [];
  for (const [id, { dispatches, megabytes }] of Object.entries(LIMITS)) {
    const result = at(found, id);
    targets.push(atMost(`${id}: dispatches a step`, result?.counts?.dispatches, dispatches, plain));
    if (megabytes !== undefined) {
      const used = result?.peakBytes === undefined ? undefined : result.peakBytes / 1e6;
      targets.push(atMost(`${id}: GPU memory`, used, megabytes, (v) => `${plain(v)} MB`));
    }
  }
  for (const id of found.keys()) {
    const result = at(found, id);
    if (!result?.counts) continue;
    const host = (1000 * result.hostMs) / result.counts.dispatches;
    const micro = (v: number): string => `${v.toFixed(1)} µs`;
    // A step that is a function's call has too few dispatches to share the cost of a submit.
    if (!isStateless(id))
      targets.push(atMost(`${id}: host time a dispatch`, host, HOST_US_PER_DISPATCH, micro));
    const made = result.counts.buffers + result.counts.bindGroups;
    targets.push(atMost(`${id}: buffers and bind groups made a step`, made, 0, plain));
  }
  return targets;
}

function compileTimes(compile: readonly CompileTime[]): Target[] {
  return Object.entries(COMPILE_MS).map(([id, limit]) => {
    const time = compile.find((c) => c.id === id);
    return atMost(`${id}: parse to plan`, time && freshMs(time), limit, (v) => `${v.toFixed(0)} ms`);
  });
}

/** How many times as long the best peer on the same WebGPU adapter takes; unknown where one of them was not measured. */
function overBestPeer(found: Found, id: string): number | undefined {
  const peers = ["jax-js", "tfjs"].map((name) => found.get(id)?.get(name)?.times);
  const known = peers.filter((times) => times !== undefined);
  return known.length === peers.length ? Math.min(...known) : undefined;
}

function lavapipe(found: Found): Target[] {
  const ratios = SMALL.map((id) => overBestPeer(found, id));
  const known = ratios.filter((r) => r !== undefined);
  const mean = known.length === SMALL.length ? geometricMean(known) : undefined;
  return [
    atLeast("best WebGPU peer, geometric mean over W1–W6:", mean, 5, times),
    ...SMALL.map((id, i) => atLeast(`${id}: best WebGPU peer`, ratios[i], 3, times)),
    atLeast("W5:", at(found, "W5")?.gflops, 18, (v) => `${v.toFixed(1)} GF/s`),
    atMost("W1: first step", at(found, "W1")?.firstMs, FIRST_STEP_MS, (v) => `${(v / 1000).toFixed(1)} s`),
  ];
}

function swiftShader(found: Found): Target[] {
  return SMALL.map((id) => atLeast(`${id}: best WebGPU peer`, overBestPeer(found, id), 1, times));
}

function hardware(found: Found): Target[] {
  const over = (id: string): number | undefined => found.get(id)?.get("torch-cuda")?.times;
  return [
    atLeast("W1: PyTorch eager", over("W1"), 2, times),
    atLeast("W2: PyTorch eager", over("W2"), 2, times),
    atLeast("W4L: PyTorch eager", over("W4L"), 1, times),
    atLeast("W5L: PyTorch eager", over("W5L"), 0.6, times),
  ];
}
