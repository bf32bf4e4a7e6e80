/**
 * Ending an elaboration with a diagnostic, and going on after one.
 *
 * A message raised inside layers says where that was ("while building gpt > block"), and which `--set` gave a number in it.
 * `attempt` is where statements catch: it records the message once and poisons what the statement would have made.
 */
import type { Expr, Span } from "../../grammar/ast.ts";
import { type Diagnostic, diagnostic, DiagnosticError, type Fix, type Label } from "../diagnostics.ts";
import { ShapeError } from "../ops/def.ts";
import { at, type Env, type Frame } from "./build.ts";
import { Poisoned } from "./scope.ts";
import type { TensorNode } from "./value.ts";

export interface FailParts {
  span?: Span;
  label?: string;
  labels?: readonly Label[];
  notes?: readonly string[];
  help?: string;
  fixes?: readonly Fix[];
}

function build(
  env: Env,
  severity: "error" | "warning",
  code: string,
  title: string,
  span: Span,
  parts: FailParts,
) {
  const causes = parts.labels ?? [{ span: parts.span ?? span, text: parts.label ?? "" }];
  const labels = inUserCode(env, causes);
  const context = contextOf(env, `${title} ${labels.map((l) => l.text).join(" ")}`, labels);
  if (labels !== causes) context.notes.unshift(...numbersInLibrary(env, causes));
  const help = parts.help ?? context.help;
  return diagnostic(code, title, {
    severity,
    labels,
    notes: [...(parts.notes ?? []), ...context.notes],
    ...(parts.fixes ? { fixes: parts.fixes } : {}),
    ...(help === undefined ? {} : { help }),
  });
}

/** What goes wrong inside the library is shown first where the user called it. */
function inUserCode(env: Env, labels: readonly Label[]): readonly Label[] {
  const { session, callers } = env.build;
  const [first] = labels;
  if (!first || labels.some((l) => !session.isLibrary(l.span.file))) return labels;
  const call = callers.find((span) => !session.isLibrary(span.file));
  return call ? [{ span: call, text: "in this call" }, ...labels] : labels;
}

export function fail(env: Env, code: string, title: string, span: Span, parts: FailParts = {}): never {
  throw new DiagnosticError(build(env, "error", code, title, span, parts));
}

export function warn(env: Env, code: string, title: string, span: Span, parts: FailParts = {}): void {
  // A reader cannot act on a warning about the library.
  if (env.build.session.isLibrary((parts.labels?.[0]?.span ?? parts.span ?? span).file)) return;
  env.build.session.report(build(env, "warning", code, title, span, parts));
}

/** Runs one statement; undefined where it failed, which has been reported then. */
export function attempt<T>(env: Pick<Env, "build">, run: () => T): T | undefined {
  return attemptIn(env.build.session, run);
}

export function attemptIn<T>(session: { report(d: Diagnostic): void }, run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof DiagnosticError) session.report(error.diagnostic);
    else if (!(error instanceof Poisoned)) throw error;
    return undefined;
  }
}

/** Makes nodes for `span`; operands that do not fit become a diagnostic there. */
export function op(
  env: Env,
  span: Span,
  make: () => TensorNode,
  labels?: () => readonly Label[],
): TensorNode {
  return guarded(env, span, () => at(env, span, make), labels);
}

export function guarded<T>(env: Env, span: Span, make: () => T, labels?: () => readonly Label[]): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    return fail(env, "NN0203", error.message, span, labels ? { labels: labels() } : {});
  }
}

interface Context {
  readonly notes: string[];
  readonly help?: string;
}

/** Where the numbers of a message come from, which `--set` is behind them, and inside of what it happened. */
function contextOf(env: Env, text: string, labels: readonly Label[]): Context {
  const notes: string[] = [];
  const { session } = env.build;
  const numbers = [...new Set(text.match(/\d[\d_]*(\.\d+)?/g) ?? [])].map(Number);
  const explained: Explained[] = [];
  for (const n of numbers) {
    const because = explain(env, n, labels[0]?.span);
    if (because && !explained.some((e) => e.text === because.text)) explained.push(because);
  }
  notes.push(...explained.map((e) => `${e.value} = ${e.text}`));
  let help: string | undefined;
  for (const { name, text: given } of session.usedOverrides()) {
    const local = overriddenName(env, name);
    if (!local || (!numbers.includes(local.value) && !explained.some((e) => mentions(e.text, local.name))))
      continue;
    notes.push(`${local.name} = ${local.value} because of \`--set ${name}=${given}\``);
    help ??= divisibleHelp(text, name, local, explained);
  }
  help ??= headsHelp(env, text);
  const trail = path(env.frame);
  // One name says nothing that the label does not, unless the place is in the library.
  if (trail.length > 1 || (trail.length === 1 && labels[0] && session.isLibrary(labels[0].span.file)))
    notes.push(`while building ${trail.join(" > ")}`);
  return { notes, ...(help === undefined ? {} : { help }) };
}

/** "rate = 20": what the names in the library's own line stood for, since the user wrote no such line. */
function numbersInLibrary(env: Env, labels: readonly Label[]): string[] {
  const { session } = env.build;
  const notes = new Set<string>();
  for (const { span } of labels) {
    for (const name of session.textOf(span)?.match(/\b[a-z_]\w*\b(?! *[(:])/g) ?? []) {
      const binding = env.scope.find(name);
      const value = binding?.value;
      if (binding?.kind !== "input" || (value?.kind !== "int" && value?.kind !== "float")) continue;
      if (typeof value.value === "number") notes.add(`${name} = ${value.value}`);
    }
  }
  return [...notes];
}

/** The width of an attention layer, which its heads share. */
function headsHelp({ scope }: Env, text: string): string | undefined {
  const [heads, width] = ["heads", "c"].map((name) => scope.find(name)?.value);
  if (!text.includes("not divisible") || heads?.kind !== "int" || width?.kind !== "int") return undefined;
  const { value } = width;
  if (typeof value !== "number" || typeof heads.value !== "number" || value % heads.value === 0)
    return undefined;
  const fits = Array.from({ length: value }, (_, i) => i + 1).filter((n) => value % n === 0 && n <= 64);
  return `the width ${value} is shared by the heads: choose ${fits.length === 1 ? "1 of them" : `${fits.slice(0, -1).join(", ")} or ${fits.at(-1)!} of them`}, or another width`;
}

const mentions = (text: string, name: string): boolean => new RegExp(`\\b${name}\\b`).test(text);

interface Explained {
  readonly value: number;
  readonly text: string;
  readonly expr: Expr;
}

/** `390 = 3 * c`, where an expression of the same declaration gave the number. */
function explain(env: Env, n: number, near: Span | undefined): Explained | undefined {
  if (n < 10 || !near) return undefined;
  const { session } = env.build;
  const home = session.itemAt(near);
  for (const [expr, value] of env.build.values) {
    if (
      value.kind !== "int" ||
      value.value !== n ||
      expr.kind !== "binary" ||
      session.itemAt(expr.span) !== home
    )
      continue;
    const text = session.textOf(expr.span);
    if (text !== undefined && text.length < 40 && !text.includes("\n")) return { value: n, text, expr };
  }
  return undefined;
}

/** "choose a width divisible by 4, such as 128 or 132", where a size that follows from an override does not divide. */
function divisibleHelp(
  text: string,
  config: string,
  local: { name: string; value: number },
  explained: readonly Explained[],
): string | undefined {
  const divisor = /not divisible by (?:[^=]*= )?(\d+)/.exec(text)?.[1];
  const size = explained.find((e) => mentions(e.text, local.name));
  if (divisor === undefined) return undefined;
  const fits = (v: number): boolean => {
    const total = size ? evaluateWith(size.expr, local.name, v) : v;
    return total !== undefined && total % Number(divisor) === 0;
  };
  let [below, above] = [local.value - 1, local.value + 1];
  while (below > 0 && !fits(below)) below--;
  while (above < 2 * local.value + Number(divisor) && !fits(above)) above++;
  if (below <= 0 || !fits(above)) return undefined;
  const step = above - below;
  return `choose a ${config}${below % step === 0 ? ` divisible by ${step}, such as` : " such as"} ${below} or ${above}`;
}

/** A small expression over one name; undefined where it has others. */
function evaluateWith(e: Expr, name: string, value: number): number | undefined {
  if (e.kind === "num") return e.value;
  if (e.kind === "name") return e.name === name ? value : undefined;
  if (e.kind !== "binary") return undefined;
  const [a, b] = [evaluateWith(e.left, name, value), evaluateWith(e.right, name, value)];
  if (a === undefined || b === undefined) return undefined;
  return e.op === "*"
    ? a * b
    : e.op === "+"
      ? a + b
      : e.op === "-"
        ? a - b
        : e.op === "/"
          ? a / b
          : undefined;
}

/** The innermost name that has the overridden config's value: the config itself or a dim that took its value. */
function overriddenName(env: Env, config: string): { name: string; value: number } | undefined {
  const value = env.build.session.configValue(config);
  if (value?.kind !== "int" && value?.kind !== "float") return undefined;
  if (typeof value.value !== "number") return undefined;
  for (let scope = env.scope as typeof env.scope | undefined; scope; scope = scope.parent)
    for (const [name, binding] of scope.entries())
      if (binding.kind === "dim" && binding.value?.kind === "int" && binding.value.value === value.value)
        return { name, value: value.value };
  return { name: config, value: value.value };
}

/** The titles of the frames from the outside in; what calls itself is named once. */
function path(frame: Frame | undefined): string[] {
  const trail: string[] = [];
  for (let f = frame; f; f = f.parent) if (f.title !== "" && trail[0] !== f.title) trail.unshift(f.title);
  return trail;
}
