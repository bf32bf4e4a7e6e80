/**
 * What `nn tune` does: which schedules are measured, what is told of it, and what is kept.
 */
import { basename } from "node:path";
import type { TuneFlags } from "../commands/tune.ts";
import { alternativeInParts } from "../../compiler/6-plan/alternative.ts";
import { accessOf } from "../../compiler/ir/access.ts";
import { wholeId } from "../../compiler/6-plan/parts.ts";
import { candidates, shapeOf } from "../../compiler/7-emit/candidates.ts";
import { countInName, partsName, partsOf, partsToTry } from "../../compiler/7-emit/dot-split.ts";
import type { Target } from "../../compiler/7-emit/target.ts";
import { type Compiled, compileComputation } from "../../compiler/pipeline.ts";
import type { Computation } from "../../compiler/program.ts";
import { bestMethod, stopwatch } from "../../runtime/stopwatch.ts";
import { GpuStore } from "../../runtime/store.ts";
import { type Answer, type Measured, type Question, tune } from "../../runtime/tune.ts";
import { fillSlabs } from "../../runtime/weights.ts";
import { openChosenDevice, targetOfDevice } from "./device.ts";
import { EXIT, Failed } from "./exit.ts";
import { loadTrain } from "./load.ts";
import { adapterOf, LOCK, type LockedKernel, readLock, tunedFor, writeLock } from "./lock.ts";
import { trainingSteps } from "./measured.ts";
import { duration, paint, plural, table } from "./terminal.ts";

export async function tuneFile(spec: string, flags: TuneFlags): Promise<void> {
  const steps = await trainingSteps(spec, flags);
  const { train, file } = steps.loaded;
  // A lock that cannot be read is told before anything is measured.
  const before = readLock(file);
  const { matmulPrecision = "highest" } = flags;
  using device = await openChosenDevice({ matmulPrecision, toggles: ["-timestamp_quantization"] });
  const target = targetOfDevice(device);
  const compiled = compileComputation(train.step, target, { whole: true });
  const questions = questionsOf(train.step, compiled, target);
  const c = paint(process.stdout);
  const say = (line: string) => void (flags.json || console.log(line));
  const count = questions.reduce((sum, q) => sum + q.alternatives.length, 0);
  say(
    ` ${c.bold(train.name)} of ${basename(file)} on ${device.info.source}: ${plural(count, "other schedule")} for ${plural(questions.length, "kernel")}, timed ${bestMethod(device) === "timestamps" ? "by the device's timestamps" : "by submits"}`,
  );
  for (const note of steps.notes) say(` ${c.yellow("!")} ${note}`);
  using watch = await stopwatch(device);
  using store = new GpuStore(device);
  fillSlabs(store, train.slabs, train.weights, steps.weights);
  const abort = new AbortController();
  const interrupt = () => abort.abort(new Failed(EXIT.interrupted));
  process.on("SIGINT", interrupt);
  let answers: Answer[];
  try {
    answers = await tune(device, compiled.plan, store, watch, questions, {
      host: steps.host(0),
      fill: (inputs) => steps.fill(inputs, 0),
      signal: abort.signal,
    });
  } finally {
    process.off("SIGINT", interrupt);
  }
  const kernels = locked(compiled, answers, target);
  const { compiler, adapter } = { compiler: NN_VERSION, adapter: adapterOf(device.info) };
  const path = writeLock(file, { adapter, compiler, kernels }, before);
  if (flags.json) {
    const { source: name, kind } = device.info;
    const measured = answers.map(({ dispatch, ...answer }) => ({
      id: compiled.ids[dispatch],
      kernel: compiled.kernels[dispatch]!.name,
      shape: shapeOf(compiled.kernels[dispatch]!),
      ...answer,
    }));
    const report = {
      train: train.name,
      device: { name, kind },
      notes: steps.notes,
      kernels: measured,
      lock: path,
    };
    console.log(JSON.stringify(report, undefined, 2));
    return;
  }
  console.log(shown(compiled, answers, path));
}

/** Each kernel of the step once, with the schedules that it might have instead. */
function questionsOf(step: Computation, compiled: Compiled, target: Target): Question[] {
  const first = compiled.ids.flatMap((id, i) => (compiled.ids.indexOf(id) === i ? [i] : []));
  const names = new Map(first.map((i) => [i, candidates(compiled.kernels[i]!, target).slice(1)]));
  const questions = first.map((i): Question & { alternatives: Question["alternatives"][number][] } => {
    const { bind, shader } = compiled.plan.dispatches[i]!;
    const stores = [...accessOf(compiled.kernels[i]!).stores.values()];
    // What is written is bound last of the storage buffers.
    const storage = compiled.plan.shaders[shader]!.bindings.filter((b) => b.startsWith("read")).length;
    const from = Math.min(storage, bind.length) - stores.length;
    return {
      dispatch: i,
      written: stores.map(({ dtype }, k) => ({ binding: from + k, dtype })),
      alternatives: [],
    };
  });
  // One compilation gives each kernel its n-th alternative.
  const most = Math.max(0, ...[...names.values()].map((list) => list.length));
  for (let n = 0; n < most; n++) {
    const wanted = first.filter((i) => names.get(i)![n] !== undefined);
    const schedules = new Map(wanted.map((i) => [compiled.ids[i]!, { schedule: names.get(i)![n]! }]));
    const { plan } = compileComputation(step, { ...target, schedules }, { whole: true });
    for (const question of questions) {
      const schedule = names.get(question.dispatch)![n];
      if (schedule === undefined) continue;
      const { shader, workgroups } = plan.dispatches[question.dispatch]!;
      const dispatches = [{ shader: plan.shaders[shader]!, workgroups }];
      question.alternatives.push({ schedule, dispatches });
    }
  }
  // And what is not one kernel any more: a product in parts of its sum.
  for (const { dispatch, alternatives } of questions)
    for (const count of partsToTry(compiled.kernels[dispatch]!, target))
      alternatives.push(alternativeInParts(compiled, dispatch, count, target));
  return questions.filter((q) => q.alternatives.length > 0);
}

function locked(
  compiled: Compiled,
  answers: readonly Answer[],
  target: Target,
): Record<string, LockedKernel> {
  const entries = new Map<string, LockedKernel>();
  for (const { dispatch, best, measured } of answers) {
    const kernel = compiled.kernels[dispatch]!;
    const speedOf = (schedule: string) => measured.find((m) => m.schedule === schedule)?.speedup ?? 1;
    const parts = partsOf(kernel, target)?.count;
    const instead = parts === undefined ? measured[0]!.schedule : partsName(parts);
    const speedup = Number((speedOf(best) / speedOf(instead)).toPrecision(3));
    const entry: LockedKernel = {
      kernel: kernel.name,
      shape: shapeOf(kernel),
      schedule: best,
      instead,
      speedup,
    };
    entries.set(compiled.ids[dispatch]!, entry);
    if (parts === undefined && countInName(best) === undefined) continue;
    // Whether a product is computed in parts is asked before its values have places, by the id that it has then.
    const whole = compiled.fused.kernels.find((k) => k.name === kernel.name);
    if (whole) entries.set(wholeId(whole), entry);
  }
  return Object.fromEntries(entries);
}

function shown(compiled: Compiled, answers: readonly Answer[], path: string): string {
  const c = paint(process.stdout);
  const timesOf = (dispatch: number) => compiled.ids.filter((id) => id === compiled.ids[dispatch]).length;
  const rows = answers.map(({ dispatch, best, measured }) => {
    const of = (schedule: string) => measured.find((m) => m.schedule === schedule)!;
    const rest = measured.filter((m) => m.schedule !== best);
    const gain = of(best).speedup ?? 1;
    const isChanged = best !== measured[0]!.schedule;
    return [
      compiled.kernels[dispatch]!.name +
        (timesOf(dispatch) > 1 ? ` and ${timesOf(dispatch) - 1} like it` : ""),
      shapeOf(compiled.kernels[dispatch]!),
      isChanged ? c.green(best) : best,
      timeOf(of(best)),
      isChanged ? `${gain.toFixed(2)}×` : "",
      c.dim(rest.map((m) => `${m.schedule} ${timeOf(m)}`).join(", ")),
    ];
  });
  const changed = answers.filter((a) => a.best !== a.measured[0]!.schedule);
  const differing = answers.flatMap((a) => a.measured.filter((m) => m.out === "differs"));
  const right = "right" as const;
  return [
    "",
    table(
      [
        { title: "kernel" },
        { title: "shape" },
        { title: "best" },
        { title: "time", align: right },
        { title: "gain", align: right },
        { title: "tried" },
      ],
      rows,
    ),
    "",
    ...(differing.length > 0
      ? [
          ` ${c.yellow("!")} ${plural(differing.length, "schedule")} gave other results here and will not be used`,
        ]
      : []),
    ` ${c.bold(plural(changed.length, "kernel"))} of ${answers.length} run quicker than the compiler would have chosen; written to ${path}`,
  ].join("\n");
}

function timeOf({ ms, out }: Measured): string {
  return ms === undefined ? (out ?? "–") : duration(ms);
}

/** Measures nothing; fails where something is left to measure. */
export async function checkTuned(spec: string, flags: TuneFlags): Promise<void> {
  const { batch, matmulPrecision = "highest" } = flags;
  const { train, file } = loadTrain(spec, flags, batch === undefined ? {} : { batch }, false);
  using device = await openChosenDevice({ matmulPrecision });
  const target = targetOfDevice(device);
  const tuned = tunedFor(file, device.info);
  const compiled = compileComputation(train.step, target, { whole: true });
  const wanted = questionsOf(train.step, compiled, target).map((q) => compiled.ids[q.dispatch]!);
  const missing = wanted.filter((id) => !tuned?.schedules.has(id));
  const note = tuned === undefined ? `there is no ${LOCK}` : tuned.note;
  if (flags.json) {
    const lock = tuned?.lock.path ?? null;
    console.log(JSON.stringify({ train: train.name, kernels: wanted.length, missing: missing.length, note: note ?? null, lock }, undefined, 2)); // prettier-ignore
  } else if (missing.length === 0)
    console.log(` all ${plural(wanted.length, "kernel")} are measured on ${device.info.source}`);
  else
    console.log(
      ` ${missing.length} of ${plural(wanted.length, "kernel")} not measured on ${device.info.source}${note === undefined ? "" : `: ${note}`}`,
    );
  if (missing.length > 0) throw new Failed(EXIT.wrong);
}
