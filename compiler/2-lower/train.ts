/**
 * A `train` block made concrete: four computations over one set of slabs.
 *
 * First the body is elaborated to see which weights there are and which of them each `minimize` changes (`discover`). That
 * decides where weights lie. Then the computations are built: a step with its gradients and updates, evaluation and
 * prediction with `training` false, and the initial values.
 */
import type { Train } from "../../grammar/ast.ts";
import { Build, type Env, rootFrame } from "../1-check/build.ts";
import { type DataSet, dataSet, type DataSetField } from "../1-check/data.ts";
import { evaluate } from "../1-check/expr.ts";
import { attempt, fail } from "../1-check/fail.ts";
import type { Module, Session } from "../1-check/session.ts";
import { Poisoned } from "../1-check/scope.ts";
import { describe, type TensorNode } from "../1-check/value.ts";
import { Weights } from "../1-check/weights.ts";
import { differentiate } from "../3-differentiate/reverse.ts";
import { diagnostic, DiagnosticError, invariant } from "../diagnostics.ts";
import type { Dim } from "../ir/dims.ts";
import { atom, isKnown } from "../ir/dims.ts";
import type { Node } from "../ir/graph.ts";
import type { Builder } from "../ops/builder.ts";
import type { Computation, DataField, Slab, TrainProgram, TrainSettings } from "../program.ts";
import { computation, initComputation, instanceInfos, known, type Layout, layOut } from "./assemble.ts";
import { type Group, groupsOf } from "./groups.ts";
import { lossScale, MixedBuilder } from "./mixed.ts";
import { optimize, ordersByRank } from "./optimizer.ts";
import { formulasOf, partialOf, pooled } from "./pooled.ts";
import { type SettingOverrides, trainSettings } from "./settings.ts";
import { elaborateTrain, type TrainBody } from "./train-body.ts";
import { watchOf } from "./watch.ts";

export interface TrainResult {
  readonly program?: TrainProgram;
  /** The data is missing, and why. There is a program all the same where every size it needs is declared. */
  readonly missing?: string;
}

/** Undefined program where something is wrong, which has been reported. */
export function lowerTrain(
  session: Session,
  module: Module,
  decl: Train,
  overrides: SettingOverrides,
): TrainResult {
  const outer: Env = {
    build: new Build(session, { symbolic: false, training: undefined, phase: "run" }),
    scope: module.scope,
    frame: rootFrame(decl.name.name, "", false),
  };
  const settings = trainSettings(outer, decl, overrides);
  const data = decl.on ? attempt(outer, () => dataOf(outer, decl)) : undefined;
  if (!settings || (decl.on && !data)) return {};
  const unknownSizes = data !== undefined && data.info === undefined;
  const errors = (): number => session.diagnostics.filter((d) => d.severity === "error").length;
  const concrete = (): TrainProgram | undefined => {
    const before = errors();
    const lowering = new Lowering(session, module, decl, settings, data, false);
    const found = lowering.discover();
    const program = found && errors() === before && lowering.sized ? lowering.program(found) : undefined;
    return errors() === before ? program : undefined;
  };
  if (unknownSizes) {
    const missing = data.missing ?? "its data is missing";
    const tried = session.silently(concrete);
    if (tried.value) {
      for (const d of tried.diagnostics) session.report(d);
      return { program: tried.value, missing };
    }
    new Lowering(session, module, decl, settings, data, true).discover();
    return { missing };
  }
  const program = concrete();
  return program ? { program } : {};
}

function dataOf(env: Env, decl: Train): DataSet {
  const value = evaluate(env, decl.on!);
  if (value.kind !== "data" || value.column !== undefined)
    return fail(
      env,
      "NN0523",
      `\`on\` names a data set, not ${describe(value)}`,
      decl.on!.span,
      value.kind === "string"
        ? { help: `declare one, \`data examples = csv(${JSON.stringify(value.value)}) { … }\`, and write \`on examples\`` }
        : {},
    ); // prettier-ignore
  const set = dataSet(env.build.session, value.name);
  // Whatever is wrong with the data set has been reported there.
  if (!set && env.build.session.diagnostics.some((d) => d.severity === "error")) throw new Poisoned();
  if (!set) return fail(env, "NN0523", `the data set \`${value.name}\` has errors`, decl.on!.span);
  return set;
}

/** The body of the train block, elaborated at some batch size. */
interface Elaborated {
  readonly build: Build;
  readonly body: TrainBody;
  /** What each `minimize` changes, where that has been found out, with the gradients in this build. */
  readonly groups?: readonly Group[];
}

interface Discovered {
  /** Which weights each `minimize` changes. */
  readonly groups: readonly (readonly string[])[];
  /** The body in training and otherwise, where the computations can be built on what was elaborated. */
  readonly training: Elaborated | undefined;
  readonly scoring: Elaborated | undefined;
}

class Lowering {
  readonly init: Build;
  readonly weights: Weights;
  readonly fields: readonly DataSetField[];

  constructor(
    readonly session: Session,
    readonly module: Module,
    readonly decl: Train,
    readonly settings: TrainSettings,
    readonly data: DataSet | undefined,
    /** The data is missing, so sizes may be symbolic and only types are checked. */
    readonly symbolic: boolean,
  ) {
    this.init = new Build(session, { symbolic, training: false, phase: "init", scalars: { step: 0 } });
    this.weights = new Weights(this.init);
    // A field without a type is a local name of the data block.
    this.fields = (data?.fields ?? []).filter((f) => f.type !== undefined && isDeclared(data!, f.name));
  }

  #elaborated(training: boolean, batch: Dim, builder?: Builder<Dim>, accumulate = 1): Elaborated {
    const build = this.#build(training, builder);
    return { build, body: this.#body(build, batch, accumulate) };
  }

  #build(training: boolean, builder?: Builder<Dim>): Build {
    return new Build(this.session, {
      ...(builder ? { builder } : {}),
      symbolic: this.symbolic,
      training,
      phase: "run",
      weights: this.weights,
    });
  }

  #body(build: Build, batch: Dim, accumulate = 1): TrainBody {
    return elaborateTrain(build, this.decl, {
      batch,
      accumulate,
      fields: this.fields,
      home: this.module.scope,
    });
  }

  /** Whether all sizes are numbers: without its data a program may depend on a size that only the data tells. */
  get sized(): boolean {
    const shapes = [
      ...[...this.weights.byPath.values()].map((w) => w.shape),
      ...this.fields.map((f) => f.type!.shape),
    ];
    return shapes.every((shape) => shape.every(isKnown));
  }

  /** Undefined where something is wrong. */
  discover(): Discovered | undefined {
    const { session, decl } = this;
    const errors = (): number => session.diagnostics.filter((d) => d.severity === "error").length;
    const before = errors();
    const batch = this.symbolic ? atom("batch") : this.settings.batch;
    const training = this.#elaborated(true, batch);
    const { build, body } = training;
    // Without scores and predictions, and if nothing asked whether this is training, the other body is this one.
    const scores = decl.items.some((i) => i.kind === "metric" || i.kind === "predict");
    const scoring = scores || build.asksForTraining ? this.#elaborated(false, batch) : training;
    if (errors() > before || this.symbolic) return undefined;
    if (body.minimizes.length === 0) {
      session.report(
        diagnostic("NN0409", `\`${decl.name.name}\` minimizes nothing`, {
          labels: [{ span: decl.name.span, text: "no `minimize` here" }],
          help: "write `minimize LOSS with adam(lr: 1e-3)`",
        }),
      );
      return undefined;
    }
    const groups = groupsOf(build, this.weights, body.minimizes);
    if (errors() > before) return undefined;
    const ordered = groups.map(({ paths }, i) => {
      const { env, rule } = body.minimizes[i]!;
      return ordersByRank(env, rule) ? this.#byRank(paths) : paths;
    });
    const { accumulate, precision } = this.settings;
    const stands = !this.weights.provisional;
    return {
      groups: ordered,
      training: stands && accumulate === 1 && precision === "f32" ? { ...training, groups } : undefined,
      scoring: stands ? scoring : undefined,
    };
  }

  /** Largest ranks first, otherwise as they were. */
  #byRank(group: readonly string[]): readonly string[] {
    const rank = (path: string): number => this.weights.byPath.get(path)!.shape.length;
    return [...group].sort((a, b) => rank(b) - rank(a));
  }

  program({ groups, training, scoring }: Discovered): TrainProgram {
    const { decl, settings, weights } = this;
    const layout = layOut([...weights.byPath.values()], groups);
    const builds = [training, scoring].flatMap((made) => made?.build ?? []);
    weights.place(layout.ranges, builds);
    const step = this.#step(settings.batch, layout, groups, false, training);
    const evaluated = this.#evaluate(settings.batch, scoring);
    const sized = new Map<number, ReturnType<TrainProgram["atBatch"]>>();
    const data = this.data;
    const pooledScores = once(() => this.#pooled());
    const watch = once(() => watchOf(layout.groups.flat()));
    return {
      name: decl.name.name,
      span: decl.span,
      ...(data ? { data: data.name } : {}),
      fields: this.fields.map((f): DataField => ({
        name: f.name,
        type: { dtype: f.type!.dtype, shape: known(f.type!.shape) },
      })),
      settings,
      weights: layout.weights,
      slabs: [...layout.slabs, ...step.slabs],
      scalarParams: this.#ownScalars(),
      from: [...weights.from.values()],
      init: initComputation(this.init, weights.byPath, layout),
      step: step.computation,
      evaluate: evaluated.evaluate,
      get pooled() {
        return pooledScores();
      },
      predict: evaluated.predict,
      atBatch: (batch) => {
        const known = sized.get(batch) ?? this.#atBatch(batch, layout, groups);
        sized.set(batch, known);
        return known;
      },
      metrics: decl.items.flatMap((i) => (i.kind === "metric" ? [i.name.name] : [])),
      instances: instanceInfos(step.build, layout.weights),
      get watch() {
        return watch();
      },
    };
  }

  #ownScalars(): string[] {
    return [...this.weights.byPath.values()]
      .filter((w) => w.own && w.kind === "param" && w.shape.length === 0)
      .map((w) => w.path);
  }

  #step(
    batch: number,
    layout: Layout,
    groups: readonly (readonly string[])[],
    rated = false,
    made?: Elaborated,
  ): { computation: Computation; slabs: Slab[]; build: Build } {
    const mixed = this.settings.precision === "f16" ? new MixedBuilder() : undefined;
    const {
      build,
      body,
      groups: known,
    } = made ?? this.#elaborated(true, batch, mixed, this.settings.accumulate);
    const scaling = mixed && lossScale(body.minimizes[0]!.env, this.decl.name.span);
    const { b } = build;
    const node = (path: string): TensorNode => this.weights.node(build, this.weights.byPath.get(path)!);
    const gradients = new Map<string, TensorNode>();
    // All gradients are taken at the starting values, before any update.
    const grouped = body.minimizes.map((m, i) => {
      const paths = groups[i]!;
      const nodes = paths.map(node);
      const gradientsSoFar = known?.[i]?.gradients;
      const found: readonly (TensorNode | null | undefined)[] = gradientsSoFar
        ? paths.map((path) => gradientsSoFar.get(path))
        : differentiate(b as Builder, m.loss as Node, nodes as Node[], scaling?.scale as Node | undefined);
      return paths.map((path, k) => {
        const raw: TensorNode = found[k] ?? b.fullLike(nodes[k]!, 0);
        const gradient = scaling ? scaling.unscaled(raw) : raw;
        if (!gradients.has(path)) gradients.set(path, gradient);
        return { path, node: nodes[k]!, gradient, offset: layout.ranges.get(path)!.offset };
      });
    });
    const slabs: Slab[] = [];
    const updates: { target: TensorNode; value: TensorNode }[] = [];
    const reported: { name: string; node: TensorNode }[] = [];
    if (mixed) mixed.active = false;
    body.minimizes.forEach((m, index) => {
      const lrName = index === 0 ? "lr" : `lr_${index}`;
      const stretches = layout.groups[index]!;
      const group = { index, stretches, weights: grouped[index]!, every: m.every };
      const rate = rated ? { rate: build.scalar(lrName) } : {};
      const made = attempt(m.env, () => optimize(m.env, m.rule, { ...group, ...rate }));
      if (!made) return;
      slabs.push(...made.slabs);
      updates.push(...made.updates);
      if (made.lr) reported.push({ name: lrName, node: made.lr });
    });
    if (scaling) {
      const { finite, updates: own } = scaling.finish(grouped.flat().map((w) => w.gradient));
      updates.forEach(
        (u, i) => (updates[i] = { target: u.target, value: b.where(finite, u.value, u.target) }),
      );
      updates.push(...own);
      slabs.push(...scaling.slabs);
    }
    for (const path of build.setStates) updates.push({ target: node(path), value: build.states.get(path)! });
    const outputs = [
      ...body.minimizes.map((m, i) => ({ name: lossName(i), node: m.loss })),
      ...this.#ownScalars().map((path) => ({ name: path, node: node(path) })),
    ];
    return {
      computation: computation("step", build, {
        outputs,
        updates,
        reported,
        gradients: [...gradients].map(([path, gradient]) => ({ path, node: gradient })),
      }),
      slabs,
      build,
    };
  }

  /** Each computation is made when it is asked for: batch norm trains on no single example but evaluates one. */
  #atBatch(
    batch: number,
    layout: Layout,
    groups: readonly (readonly string[])[],
  ): ReturnType<TrainProgram["atBatch"]> {
    const step = once(() => this.#sized(batch, () => this.#step(batch, layout, groups).computation));
    const rated = once(() => this.#sized(batch, () => this.#step(batch, layout, groups, true).computation));
    const scores = once(() => this.#sized(batch, () => this.#evaluate(batch)));
    return {
      get step() {
        return step();
      },
      get rated() {
        return rated();
      },
      get evaluate() {
        return scores().evaluate;
      },
      get predict() {
        return scores().predict;
      },
    };
  }

  /** What is made for a batch of another size; a program that is wrong at that size (it takes half of the batch) is an error. */
  #sized<T>(batch: number, make: () => T): T {
    const { value, diagnostics } = this.session.silently(make);
    const wrong = diagnostics.find((d) => d.severity === "error");
    if (wrong)
      throw new DiagnosticError({
        ...wrong,
        notes: [
          ...wrong.notes,
          `examples that do not fill a batch of ${this.settings.batch} make one of ${batch}`,
        ],
      });
    invariant(value !== undefined, "2-lower", () => `nothing was made for ${batch} examples`);
    return value;
  }

  /** How scores over many batches are put together, where they are more than means of the batches'. */
  #pooled(): TrainProgram["pooled"] {
    if (!this.data) return undefined;
    const evaluateAt = (size: number): Computation | undefined => {
      const { value, diagnostics } = this.session.silently(() => this.#evaluate(size));
      return diagnostics.some((d) => d.severity === "error") ? undefined : value?.evaluate;
    };
    // Axes of size 1 would look like those that are broadcast. A program that is not right at every size (it takes half of
    // the batch, say) keeps to the means.
    const size = Math.max(2, this.settings.batch);
    const [scores, twins] = [evaluateAt(size)?.outputs, evaluateAt(size + 1)?.outputs];
    const found = scores && twins && pooled(scores, twins);
    if (!found) return undefined;
    const at = (batch: number): Computation => {
      const other = evaluateAt(batch);
      invariant(other, "2-lower", () => `evaluation at ${batch} examples is wrong`);
      return other;
    };
    return {
      at: (batch) => {
        const other = at(batch);
        return { ...other, outputs: partialOf(scores, found, other.outputs) };
      },
      finish: (count) => formulasOf(scores, found, at(count).outputs),
    };
  }

  #evaluate(batch: number, made?: Elaborated): { evaluate: Computation; predict: Computation } {
    const { build, body } = made ?? this.#elaborated(false, batch);
    const losses = body.minimizes.map((m, i) => ({ name: lossName(i), node: m.loss }));
    return {
      evaluate: computation("evaluate", build, { outputs: [...losses, ...body.metrics] }),
      predict: computation("predict", build, { outputs: body.predicts }),
    };
  }
}

/** The value of `make`, made at the first call. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function isDeclared(set: DataSet, name: string): boolean {
  return set.ast.fields.some((f) => f.name.name === name && f.type !== undefined);
}

function lossName(i: number): string {
  return i === 0 ? "loss" : `loss_${i}`;
}
