/**
 * A step's kernels on WebGPU: time, rates, and which of the device's limits each is near.
 */
import { basename } from "node:path";
import type { ProfileFlags } from "../commands/profile.ts";
import { type Plan, timesOf } from "../../compiler/ir/plan.ts";
import { type DeviceSpeed, measureSpeed } from "../../runtime/device-speed.ts";
import type { NnDevice } from "../../runtime/device.ts";
import { type Profile, profile } from "../../runtime/profile.ts";
import { bestMethod, type Method, stopwatch } from "../../runtime/stopwatch.ts";
import { GpuStore } from "../../runtime/store.ts";
import { fillSlabs } from "../../runtime/weights.ts";
import { openChosenDevice, targetOfDevice } from "./device.ts";
import { UsageError } from "./exit.ts";
import { compileTuned, tunedFor, tunedNote } from "./lock.ts";
import { type TrainingSteps, trainingSteps } from "./measured.ts";
import { placer } from "./places.ts";
import { type KernelLines, linesOf } from "./plan.ts";
import { bytes, duration, flops, number, paint, plural, table } from "./terminal.ts";

/** A kernel with what was measured of it in one step. */
interface Row {
  readonly number: number;
  readonly name: string;
  readonly kind: string;
  readonly schedule: string;
  /** How often a step runs it; the figures below are of all these times together. */
  readonly times: number;
  readonly workgroups: readonly number[];
  readonly lines: KernelLines;
  readonly ms: number;
  /** Of the time of all kernels. */
  readonly share: number;
  readonly flops: number;
  readonly bytesRead: number;
  readonly bytesWritten: number;
  readonly flopsPerSecond: number;
  readonly bytesPerSecond: number;
  /** Of the device's measured limits. */
  readonly ofFma: number;
  readonly ofCopy: number;
  /** The limit that it is nearest to, and the part of its time that this limit explains. */
  readonly bound: "compute" | "memory" | "dispatch";
  readonly ofBound: number;
  readonly shader: string;
  /** Milliseconds; 0 where an earlier kernel has the same shader. */
  readonly compileMs: number;
}

export async function profileDevice(spec: string, flags: ProfileFlags): Promise<void> {
  const steps = await trainingSteps(spec, flags);
  // Stamps are rounded to 65 µs against attacks from pages, which a command has no use for.
  const { matmulPrecision = "highest" } = flags;
  using device = await openChosenDevice({ matmulPrecision, toggles: ["-timestamp_quantization"] });
  if (flags.timing === "timestamps" && bestMethod(device) !== "timestamps")
    throw new UsageError(
      `${device.info.source} has no timestamps`,
      "leave out --timing, or write --timing submits",
    );
  using watch = await stopwatch(device, flags.timing);
  const speed = await measureSpeed(device, watch);
  const { loaded, weights } = steps;
  const { train, file, sources } = loaded;
  const tuned = tunedFor(file, device.info);
  const compiled = compileTuned(train.step, targetOfDevice(device), tuned);
  const note = tunedNote(compiled, tuned);
  const lines = linesOf(compiled, placer(file, sources));
  using store = new GpuStore(device);
  fillSlabs(store, train.slabs, train.weights, weights);
  const { plan } = compiled;
  const measured = await profile(device, plan, store, watch, {
    ...steps,
    ...(flags.steps === undefined ? {} : { steps: flags.steps }),
  });
  const rows = inOrder(rowsOf(compiled.plan, lines, measured, speed), flags.order);
  const found: Found = {
    steps,
    device,
    ...(note === undefined ? {} : { tuned: note }),
    method: watch.method,
    speed,
    measured,
    rows,
    shaders: plan.shaders.length,
  };
  console.log(flags.json ? asJson(found) : shown(found));
}

interface Found {
  readonly steps: TrainingSteps;
  readonly device: NnDevice;
  /** What of `nn.lock.json` was used. */
  readonly tuned?: string;
  readonly method: Method;
  readonly speed: DeviceSpeed;
  readonly measured: Profile;
  readonly rows: readonly Row[];
  readonly shaders: number;
}

function rowsOf(plan: Plan, lines: readonly KernelLines[], measured: Profile, speed: DeviceSpeed): Row[] {
  const total = measured.dispatchMs.reduce((a, b) => a + b, 0);
  const seen = new Set<number>();
  return plan.dispatches.map(({ kernel, info, shader, workgroups }, i): Row => {
    const times = timesOf(plan, i);
    const ms = measured.dispatchMs[i]!;
    const work = times * info.flops;
    const traffic = times * (info.bytesRead + info.bytesWritten);
    const compile = measured.shaders[shader]!;
    const isFirst = !seen.has(shader);
    seen.add(shader);
    // What the step could not take less than, by each limit alone.
    const least = {
      compute: (1e3 * work) / speed.flopsPerSecond,
      memory: (1e3 * traffic) / speed.bytesPerSecond,
      dispatch: times * speed.dispatchMs,
    };
    const [bound, leastMs] = (Object.entries(least) as [Row["bound"], number][]).reduce((a, b) =>
      b[1] > a[1] ? b : a,
    );
    const rate = (amount: number) => (ms > 0 ? (1e3 * amount) / ms : 0);
    return {
      number: i,
      name: kernel,
      kind: info.kind,
      schedule: info.schedule,
      times,
      workgroups,
      lines: lines[i]!,
      ms,
      share: total > 0 ? ms / total : 0,
      flops: work,
      bytesRead: times * info.bytesRead,
      bytesWritten: times * info.bytesWritten,
      flopsPerSecond: rate(work),
      bytesPerSecond: rate(traffic),
      ofFma: rate(work) / speed.flopsPerSecond,
      ofCopy: rate(traffic) / speed.bytesPerSecond,
      bound,
      ofBound: ms > 0 ? leastMs / ms : 1,
      shader: plan.shaders[shader]!.name,
      compileMs: isFirst ? compile.createMs + compile.firstRunMs : 0,
    };
  });
}

function inOrder(rows: readonly Row[], order: ProfileFlags["order"]): Row[] {
  if (order === "dispatch") return [...rows];
  const key = order === "time" ? (r: Row) => r.ms : (r: Row) => r.compileMs;
  return [...rows].sort((a, b) => key(b) - key(a) || a.number - b.number);
}

function totalsOf({ rows, measured }: Found) {
  const sum = (f: (r: Row) => number) => rows.reduce((total, r) => total + f(r), 0);
  const of = (f: (s: Profile["shaders"][number]) => number) =>
    measured.shaders.reduce((total, s) => total + f(s), 0);
  return {
    kernelMs: sum((r) => r.ms),
    stepMs: measured.stepMs,
    dispatches: sum((r) => r.times),
    flops: sum((r) => r.flops),
    bytes: sum((r) => r.bytesRead + r.bytesWritten),
    createMs: of((s) => s.createMs),
    firstRunMs: of((s) => s.firstRunMs),
  };
}

function asJson(found: Found): string {
  const { steps, device, method, speed, measured, rows, shaders } = found;
  const { createMs, firstRunMs, ...totals } = totalsOf(found);
  const { source: name, vendor, architecture, driver, kind } = device.info;
  return JSON.stringify(
    {
      train: steps.loaded.train.name,
      device: { name, kind, vendor, architecture, driver },
      timing: method,
      steps: measured.steps,
      notes: steps.notes,
      tuned: found.tuned ?? null,
      limits: speed,
      kernels: rows.map(({ lines, ...row }) => ({ ...row, lines: lines.own, library: lines.library })),
      totals: { ...totals, stepsPerSubmit: measured.stepsPerSubmit },
      compile: { shaders, createMs, firstRunMs, totalMs: createMs + firstRunMs },
    },
    undefined,
    2,
  );
}

const percent = (part: number): string =>
  `${part < 0.0995 ? (100 * part).toFixed(1) : (100 * part).toFixed(0)}%`;

function shown(found: Found): string {
  const { steps, device, method, speed, measured, rows, shaders } = found;
  const c = paint(process.stdout);
  const totals = totalsOf(found);
  const right = "right" as const;
  const looped = rows.some((r) => r.times > 1);
  const lines = [
    ` ${c.bold(steps.loaded.train.name)} of ${basename(steps.loaded.file)} on ${device.info.source}`,
    ...steps.notes.map((note) => ` ${c.yellow("!")} ${note}`),
    ` limits   ${giga(speed.bytesPerSecond)} GB/s copying ${bytes(speed.copyBytes)} · ${giga(speed.flopsPerSecond)} GFLOP/s in f32 multiply-adds · ${duration(speed.dispatchMs)} a dispatch; measured just now, and data in caches is quicker`,
    ` timed    ${
      method === "timestamps"
        ? "by the device's timestamps"
        : "by submits that were waited for, less an empty one; good to some tens of µs"
    }, each kernel in its place in the step; medians of ${plural(measured.steps, "step")}`,
    ...(found.tuned === undefined ? [] : [` tuned    ${found.tuned}`]),
    "",
    table(
      [
        { title: "#", align: right },
        { title: "kernel" },
        { title: "kind" },
        ...(looped ? [{ title: "times", align: right }] : []),
        { title: "time", align: right },
        { title: "", align: right },
        { title: "GFLOP/s", align: right },
        { title: "of FMA", align: right },
        { title: "GB/s", align: right },
        { title: "of copy", align: right },
        { title: "nearest limit" },
        { title: "compile", align: right },
        { title: "from" },
      ],
      rows.map((r) => [
        String(r.number),
        r.name,
        `${r.kind} ${c.dim(r.schedule)}`,
        ...(looped ? [`${r.times} ×`] : []),
        duration(r.ms),
        percent(r.share),
        giga(r.flopsPerSecond),
        percent(r.ofFma),
        giga(r.bytesPerSecond),
        percent(r.ofCopy),
        near(r),
        r.compileMs === 0 ? "–" : duration(r.compileMs),
        c.dim(from(r.lines)),
      ]),
    ),
    "",
    ` ${c.bold(`${duration(totals.kernelMs)} in kernels`)} · ${duration(totals.stepMs)} a whole step as training runs it, ${plural(measured.stepsPerSubmit, "step")} a submit${totals.kernelMs > totals.stepMs ? c.dim(" (less: there, kernels follow each other without a pause for a stamp)") : ""}`,
    ` ${plural(totals.dispatches, "dispatch").replace(/hs$/, "hes")} · ${flops(totals.flops)} at ${giga(totals.kernelMs > 0 ? (1e3 * totals.flops) / totals.kernelMs : 0)} GFLOP/s · ${bytes(totals.bytes)} at ${giga(totals.kernelMs > 0 ? (1e3 * totals.bytes) / totals.kernelMs : 0)} GB/s`,
    ` compile  ${duration(totals.createMs + totals.firstRunMs)} for ${plural(shaders, "shader")}, one after the other: ${duration(totals.createMs)} to make pipelines, ${duration(totals.firstRunMs)} at first runs; a driver's cache makes both short`,
  ];
  return lines.join("\n");
}

/** In 10⁹ a second. */
function giga(perSecond: number): string {
  return perSecond === 0 ? "–" : number(perSecond / 1e9, 3);
}

/** More than all of the copying rate is possible: data that lies in caches, which a large copy cannot use. */
function near({ bound, ofBound }: Row): string {
  return `${bound} ${percent(Math.min(1, ofBound))}`;
}

function from({ own, library }: KernelLines): string {
  const [first = "", ...rest] = own.length > 0 ? own : library;
  return rest.length === 0 ? first : `${first} +${rest.length}`;
}
