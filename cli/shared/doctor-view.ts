/**
 * What `nn doctor` shows: a line for each check as it comes, then every finding with its place in the source and its remedy.
 */
import { basename, dirname, resolve } from "node:path";
import type { DoctorFlags } from "../commands/doctor.ts";
import { positionAt, render } from "../../compiler/render.ts";
import { sizeOf } from "../../compiler/ir/graph.ts";
import type { Span } from "../../grammar/ast.ts";
import { parse } from "../../grammar/index.ts";
import { DeviceError } from "../../runtime/errors.ts";
import { openBackend, type OpenedBackend } from "./device.ts";
import { type DeviceToCheck, diagnose } from "./doctor/index.ts";
import type { Finding, Result } from "./doctor/finding.ts";
import { Probe } from "./doctor/probe.ts";
import { EXIT, Failed } from "./exit.ts";
import { type LoadedTrain, loadTrain } from "./load.ts";
import { readWeightFile } from "./run.ts";
import { duration, paint, plural } from "./terminal.ts";

/** What each check looks at, in as few words as a column has. */
const NAMES: Readonly<Record<string, string>> = {
  inputs: "inputs",
  labels: "labels",
  targets: "targets",
  overlap: "training and test",
  start: "loss at the start",
  logits: "logits",
  gradients: "gradients",
  device: "device",
  mixing: "batch",
  "dead-units": "dead units",
  saturation: "saturation",
  flow: "gradient by layer",
  arrival: "weights reached",
  overfit: "learns one batch",
  rate: "learning rate",
  updates: "updates",
};

export async function examine(spec: string, flags: DoctorFlags): Promise<void> {
  const began = performance.now();
  const { batch, seed } = flags;
  const settings = Object.fromEntries(Object.entries({ batch, seed }).filter(([, v]) => v !== undefined));
  const loaded = loadTrain(spec, flags, settings);
  const { train, dataProgram, file, sources } = loaded;
  const data = dataProgram === undefined ? undefined : loaded.data.load(dataProgram);
  const rateSpan = optimizerSpan(loaded);
  const probe = await Probe.open(train, {
    ...(data === undefined ? {} : { data }),
    ...(flags.init === undefined ? {} : { init: { file: flags.init, tensors: readWeightFile(flags.init) } }),
    readWeights: (path) => readWeightFile(resolve(dirname(file), path)),
    sources,
    ...(dataProgram === undefined ? {} : { dataSpan: firstLine(dataProgram.decl.span, sources) }),
    ...(rateSpan === undefined ? {} : { rateSpan }),
  });
  const view = flags.json ? undefined : new View(loaded, probe);
  const findings: Finding[] = [];
  const opened = await deviceFor(flags.device);
  try {
    view?.header(opened.device.backend?.description);
    for await (const finding of diagnose(probe, opened.device)) {
      findings.push(finding);
      view?.line(finding);
    }
  } finally {
    opened.opened?.[Symbol.dispose]();
  }
  const ms = performance.now() - began;
  if (flags.json) console.log(JSON.stringify(asJson(loaded, probe, findings, ms), undefined, 2));
  else view!.end(findings, ms);
  if (findings.some((f) => f.result === "failure")) throw new Failed(EXIT.wrong);
}

/** The device to compare with. None is no mistake here: everything else is found on the interpreter. */
async function deviceFor(
  kind: DoctorFlags["device"],
): Promise<{ readonly device: DeviceToCheck; readonly opened?: OpenedBackend }> {
  if (kind === "cpu") return { device: { why: "left out because of --device cpu" } };
  try {
    const opened = await openBackend("webgpu");
    return { device: { backend: opened.backend, why: "" }, opened };
  } catch (error) {
    const { DiagnosticError } = await import("../../compiler/diagnostics.ts");
    if (error instanceof DeviceError) return { device: { why: `no device: ${error.message}` } };
    if (error instanceof DiagnosticError) return { device: { why: `no device: ${error.diagnostic.title}` } };
    throw error;
  }
}

/** What follows `with` in the first `minimize`. */
function optimizerSpan({ train, file, sources }: LoadedTrain): Span | undefined {
  const { file: own } = train.span;
  for (const item of parse(sources.get(own) ?? "", own || file).ast?.items ?? []) {
    if (item.kind !== "train" || item.name.name !== train.name) continue;
    for (const i of item.items) if (i.kind === "minimize") return i.optimizer.span;
  }
  return undefined;
}

function firstLine(span: Span, sources: ReadonlyMap<string, string>): Span {
  const text = sources.get(span.file)?.slice(span.start, span.end) ?? "";
  const end = text.search(/\s*\{?\s*(\n|$)/);
  return end < 0 ? span : { ...span, end: span.start + end };
}

function asJson(
  { train, file, sources }: LoadedTrain,
  probe: Probe,
  findings: readonly Finding[],
  ms: number,
): Readonly<Record<string, unknown>> {
  const countOf = (result: Result) => findings.filter((f) => f.result === result).length;
  const finite = (_: string, v: unknown) => (typeof v === "number" && !Number.isFinite(v) ? String(v) : v);
  const places = (f: Finding) =>
    f.labels.map(({ span, text }) => ({
      file: span.file,
      ...positionAt(sources.get(span.file) ?? "", span.start),
      text,
    }));
  return JSON.parse(
    JSON.stringify(
      {
        file,
        train: train.name,
        batch: probe.rows,
        failures: countOf("failure"),
        warnings: countOf("warning"),
        seconds: Number((ms / 1000).toFixed(2)),
        checks: findings.map((f) => ({
          check: f.check,
          result: f.result,
          title: f.title,
          measured: f.measured,
          ...(f.remedy === undefined ? {} : { remedy: f.remedy }),
          ...(f.notes.length === 0 ? {} : { notes: f.notes }),
          at: places(f),
        })),
      },
      finite,
    ),
  ) as Record<string, unknown>;
}

class View {
  readonly #c = paint(process.stdout);

  constructor(
    readonly loaded: LoadedTrain,
    readonly probe: Probe,
  ) {}

  header(device: string | undefined): void {
    const { loaded, probe } = this;
    const { train, file } = loaded;
    const params = train.weights
      .filter((w) => w.kind === "param")
      .reduce((sum, w) => sum + sizeOf(w.shape), 0);
    const parts = [
      `${train.name} in ${basename(file)}`,
      plural(params, "parameter"),
      ...(probe.rows > 0 ? [`${plural(probe.rows, "example")} at a time`] : []),
      device === undefined ? "on the interpreter" : `on the interpreter and ${device}`,
    ];
    console.log(` ${this.#c.bold("doctor")}    ${parts.join(" · ")}\n`);
  }

  line(f: Finding): void {
    const c = this.#c;
    const mark = { ok: c.green("✓"), warning: c.yellow("!"), failure: c.red("✗"), skipped: c.dim("–") }[
      f.result
    ];
    const text = f.result === "skipped" ? c.dim(f.title) : f.title;
    console.log(` ${mark} ${(NAMES[f.check] ?? f.check).padEnd(18)} ${text}`);
  }

  end(findings: readonly Finding[], ms: number): void {
    const c = this.#c;
    const told = findings.filter((f) => f.result === "warning" || f.result === "failure");
    for (const f of told) {
      const shown = {
        code: f.check,
        severity: f.result === "failure" ? ("error" as const) : ("warning" as const),
        title: f.title,
        labels: f.labels,
        notes: f.notes,
        fixes: [{ title: f.remedy!, edits: [] }],
      };
      const { sources } = this.loaded;
      console.log(`\n${render(shown, sources, { color: c.enabled, width: process.stdout.columns || 110 })}`);
    }
    const failures = told.filter((f) => f.result === "failure").length;
    const warnings = told.length - failures;
    const done = findings.filter((f) => f.result !== "skipped").length;
    const sum =
      told.length === 0
        ? c.green("nothing found")
        : [
            ...(failures > 0 ? [c.red(plural(failures, "failure"))] : []),
            ...(warnings > 0 ? [c.yellow(plural(warnings, "warning"))] : []),
          ].join(" and ");
    console.log(`\n ${sum} in ${plural(done, "check")}, ${duration(ms)}`);
  }
}
