/**
 * The settings of a `train` block: as written, then overridden.
 */
import type { Expr, Field, Train } from "../../grammar/ast.ts";
import { type Env } from "../1-check/build.ts";
import { dataSet } from "../1-check/data.ts";
import { evaluate } from "../1-check/expr.ts";
import { attempt, fail } from "../1-check/fail.ts";
import { foreignSetting } from "../1-check/foreign.ts";
import type { Session } from "../1-check/session.ts";
import { describe, type Value } from "../1-check/value.ts";
import { diagnostic, nearest } from "../diagnostics.ts";
import { isKnown } from "../ir/dims.ts";
import type { TrainSettings } from "../program.ts";

/** Overrides from the command line's own flags. */
export interface SettingOverrides {
  readonly steps?: number;
  readonly epochs?: number;
  readonly batch?: number;
  readonly seed?: number;
  readonly precision?: "f32" | "f16";
}

type Kind = "count" | "whole" | "bool" | "precision" | "metric";

const kinds: Readonly<Record<string, Kind>> = {
  epochs: "count",
  steps: "count",
  batch: "count",
  accumulate: "count",
  precision: "precision",
  seed: "whole",
  shuffle: "bool",
  validate_every: "count",
  patience: "count",
  keep: "metric",
};

export const settingNames: readonly string[] = Object.keys(kinds);

type Raw = number | boolean | string;

/** Undefined where a setting is wrong; that has been reported. */
export function trainSettings(env: Env, decl: Train, overrides: SettingOverrides): TrainSettings | undefined {
  const { session } = env.build;
  const raw = new Map<string, Raw>();
  let ok = true;
  const seen = new Map<string, Field>();
  for (const item of decl.items) {
    if (item.kind !== "field") continue;
    const name = item.name.name;
    const value = attempt(env, () => {
      const before = seen.get(name);
      if (before)
        fail(env, "NN0303", `the setting \`${name}\` is given twice`, item.name.span, {
          labels: [
            { span: item.name.span, text: "again" },
            { span: before.name.span, text: "first" },
          ],
        });
      seen.set(name, item);
      return written(env, name, item.value, item.name.span, decl);
    });
    if (value === undefined) ok = false;
    else raw.set(name, value);
  }
  for (const [name, value] of overridden(env, session, decl, overrides)) {
    if (value === undefined) ok = false;
    else {
      if (name === "steps") raw.delete("epochs");
      if (name === "epochs") raw.delete("steps");
      raw.set(name, value);
    }
  }
  if (raw.has("steps") && raw.has("epochs")) {
    session.report(
      diagnostic("NN0404", "both `steps` and `epochs` say how long to train", {
        labels: [
          { span: seen.get("steps")?.span ?? decl.name.span, text: "" },
          { span: seen.get("epochs")?.span ?? decl.name.span, text: "" },
        ],
        help: "leave one of them out",
      }),
    );
    ok = false;
  }
  if (ok && !raw.has("steps") && !raw.has("epochs")) {
    session.report(
      diagnostic("NN0404", `\`${decl.name.name}\` does not say how long to train`, {
        labels: [{ span: decl.name.span, text: "neither `epochs` nor `steps` here" }],
        help: decl.on ? "write `epochs = 10` or `steps = 1_000`" : "write `steps = 100`",
      }),
    );
    ok = false;
  }
  if (raw.has("epochs") && !decl.on && !raw.has("steps")) {
    session.report(
      diagnostic("NN0404", "`epochs` are passes over data, and this `train` has none", {
        labels: [{ span: seen.get("epochs")?.span ?? decl.name.span, text: "no data to pass over" }],
        help: "write `steps = …`",
      }),
    );
    ok = false;
  }
  return ok ? assemble(session, raw, decl) : undefined;
}

/** Where no `batch` is written: 32, or all training examples where there are fewer. */
function usualBatch(session: Session, { on }: Train, accumulate: number): number {
  if (!on) return 1;
  const count = on.kind === "name" ? dataSet(session, on.name)?.info?.count : undefined;
  return Math.max(1, Math.min(32, Math.floor((count ?? Infinity) / accumulate)));
}

function assemble(session: Session, raw: ReadonlyMap<string, Raw>, decl: Train): TrainSettings {
  const number = (name: string): number | undefined => {
    const v = raw.get(name);
    return typeof v === "number" ? v : undefined;
  };
  const optional = <K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> =>
    value === undefined ? {} : ({ [key]: value } as Record<K, V>);
  const keep = raw.get("keep");
  const accumulate = number("accumulate") ?? 1;
  return {
    ...optional("epochs", number("epochs")),
    ...optional("steps", number("steps")),
    batch: number("batch") ?? usualBatch(session, decl, accumulate),
    accumulate,
    precision: raw.get("precision") === "f16" ? "f16" : "f32",
    seed: number("seed") ?? 0,
    shuffle: raw.get("shuffle") !== false,
    ...optional("validateEvery", number("validate_every")),
    ...optional("patience", number("patience")),
    ...optional("keep", typeof keep === "string" ? keep : undefined),
  };
}

function written(env: Env, name: string, e: Expr, span: Field["span"], decl: Train): Raw {
  const kind = kinds[name];
  if (!kind) {
    const bound = decl.items.find((i) => i.kind === "let" && "name" in i.pattern && i.pattern.name === name);
    if (bound?.kind === "let" && "name" in bound.pattern)
      return fail(env, "NN0303", `\`${name}\` is bound already`, span, {
        labels: [
          { span, text: "bound again" },
          { span: bound.pattern.span, text: "the first" },
        ],
        help: `names are bound once: bind another, such as \`let ${name}_2 = …\``,
      });
    const here = foreignSetting(name);
    const best = here === undefined ? nearest(name, settingNames)[0] : here.write;
    return fail(env, "NN0404", `\`train\` has no setting \`${name}\``, span, {
      label:
        here?.write !== undefined
          ? `called \`${here.write}\` here`
          : here !== undefined
            ? "no setting"
            : best
              ? `did you mean \`${best}\`?`
              : `settings are ${settingNames.join(", ")}`,
      ...(best
        ? { fixes: [{ title: `write \`${best}\``, edits: [{ span, text: best }] }] }
        : { help: here?.help ?? `to name a value write \`let ${name} = …\`` }),
    });
  }
  if (kind === "precision" && e.kind === "name") return precision(env, e.name, e.span);
  if (kind === "metric") {
    const wanted = e.kind === "name" ? e.name : e.kind === "str" ? e.value : "";
    return metricToKeep(env, decl, wanted, e.span);
  }
  return checked(env, name, kind, evaluate(env, e), e.span);
}

function precision(env: Env, name: string, span: Field["span"]): Raw {
  if (name === "f16" || name === "f32") return name;
  return fail(env, "NN0404", `\`precision\` is \`f32\` or \`f16\`, not \`${name}\``, span);
}

function metricToKeep(env: Env, decl: Train, wanted: string, span: Field["span"]): Raw {
  const metrics = decl.items.flatMap((i) => (i.kind === "metric" ? [i.name.name] : []));
  if (metrics.includes(wanted) || wanted === "loss") return wanted;
  const [best] = nearest(wanted, metrics);
  return fail(env, "NN0404", "`keep` names the metric that says which checkpoint is the best", span, {
    label: best ? `did you mean \`${best}\`?` : `metrics are ${metrics.join(", ") || "none"}`,
  });
}

function checked(env: Env, name: string, kind: Kind, v: Value, span: Field["span"]): Raw {
  if (kind === "bool") {
    if (v.kind === "bool" && v.value !== undefined) return v.value;
    return fail(env, "NN0404", `\`${name}\` is \`true\` or \`false\`, not ${describe(v)}`, span);
  }
  if (kind === "precision")
    return fail(env, "NN0404", `\`precision\` is \`f32\` or \`f16\`, not ${describe(v)}`, span);
  if (v.kind === "int" && isKnown(v.value) && v.value >= (kind === "count" ? 1 : 0)) return v.value;
  return fail(
    env,
    "NN0404",
    `\`${name}\` is a whole number${kind === "count" ? " from 1 on" : ""}, not ${describe(v)}`,
    span,
    { help: `write \`${name} = ${examples(name, v)}\`` },
  );
}

/** A number that would do, the nearest to what was written. */
function examples(name: string, v: Value): number {
  const written = v.kind === "string" ? Number(v.value) : v.kind === "float" ? (v.value ?? NaN) : NaN;
  if (written >= 1) return Math.round(written);
  return name === "batch" ? 32 : name === "seed" ? 0 : name === "steps" ? 1000 : 10;
}

function* overridden(
  env: Env,
  session: Session,
  decl: Train,
  flags: SettingOverrides,
): Generator<[string, Raw | undefined]> {
  for (const [name, text] of [...session.unusedOverrides]) {
    const kind = kinds[name];
    if (!kind) continue;
    session.takenOverrides.add(name);
    const span = session.overrideSpan(name);
    const bare = text.replace(/^"|"$/g, "");
    if (kind === "precision") yield [name, attempt(env, () => precision(env, bare, span))];
    else if (kind === "metric") yield [name, attempt(env, () => metricToKeep(env, decl, bare, span))];
    else {
      const value = session.parseOverride(name, text, env.scope);
      const raw = value && attempt(env, () => checked(env, name, kind, value, span));
      yield [name, raw];
    }
  }
  for (const [name, value] of Object.entries(flags)) if (value !== undefined) yield [name, value as Raw];
}
