/**
 * Layers: building an instance from settings, applying it to tensors, naming its weights.
 *
 * One constructor call is one set of weights. Its path is the `let` name where there is one, else the layer's name and its
 * index among that layer's unnamed instances in that frame. Inner instances are made anew at each application but get the
 * same paths, and weights belong to paths, so applying an instance twice shares them.
 */
import type { From, Ident, Layer, Span } from "../../grammar/ast.ts";
import { InvariantError } from "../diagnostics.ts";
import type { Dim } from "../ir/dims.ts";
import type { LayerCall } from "../ir/graph.ts";
import { type ArgValue, matchArgs } from "./args.ts";
import { runBody } from "./block.ts";
import { at, type Env, type Frame, instanceFrame, joinPath, within } from "./build.ts";
import { bindParams } from "./call.ts";
import { isTensorLike } from "./coerce.ts";
import { evaluate } from "./expr.ts";
import { fail } from "./fail.ts";
import { Instance } from "./instance.ts";
import { declareWeight } from "./params.ts";
import { checkRanges } from "./ranges.ts";
import { checkResult } from "./result.ts";
import { Poisoned, Scope } from "./scope.ts";
import { showValueType } from "./types.ts";
import { describe, type TensorNode, type Value } from "./value.ts";
import { type Edit, nearest } from "../diagnostics.ts";

type LayerValue = Extract<Value, { kind: "layer" }>;
type InstanceValue = Extract<Value, { kind: "instance" }>;

export function construct(
  env: Env,
  layer: LayerValue,
  args: readonly ArgValue[],
  span: Span,
  name?: string,
): InstanceValue {
  const { decl } = layer;
  const what = decl.name.name;
  requireSettings(env, decl, args, span);
  const scope = new Scope(layer.scope as Scope);
  const settings = decl.settings ?? [];
  const params = settings.map((p) => ({ name: p.name.name, optional: p.default !== undefined }));
  const { byName } = matchArgs(env, what, params, args, span, decl.name.span);
  checkRanges(env, what, decl.span, byName);
  bindParams(env, { build: env.build, scope, frame: env.frame }, what, settings, byName, undefined, true);
  const path = instancePath(env, decl, span, name);
  const instance = new Instance(decl, scope, path, span, env.frame.ownsWeights);
  if (env.frame.ownsWeights) env.build.constructed.set(path, instance);
  return { kind: "instance", instance };
}

/** Tensors where settings belong: the commonest slip, so it gets the right form in full. */
function requireSettings(env: Env, decl: Layer, args: readonly ArgValue[], span: Span): void {
  const what = decl.name.name;
  // What has no settings takes nothing that a tensor could be: numbers and lists are meant as tensors, too.
  const isMeant = (v: Value): boolean => v.kind === "tensor" || (!decl.settings && isTensorLike(v));
  const tensor = args.find((a) => a.name === undefined && isMeant(a.value));
  if (!tensor) return;
  const text = env.build.session.textOf(tensor.span);
  const given = text !== undefined && text.length < 30 && !text.includes("\n") ? text : "…";
  if (!decl.settings)
    fail(env, "NN0306", `\`${what}\` is applied without being built`, span, {
      labels: [
        {
          span: tensor.span,
          text: tensor.value.kind === "tensor" ? `a tensor, ${describe(tensor.value)}` : "taken as a setting",
        },
        { span: decl.name.span, text: `this ${decl.model ? "model" : "layer"} has no settings` },
      ],
      notes: ["one constructor call is one set of weights"],
      fixes: [
        {
          title: `write \`${what}()(${given})\`, or \`let net = ${what}()\` and then \`net(${given})\``,
          edits: calleeOf(env, span) === what ? [insertion(span, what.length, "()")] : [],
          choice: true,
        },
      ],
    });
  const typed = decl.settings[args.indexOf(tensor)]?.type;
  if (typed?.kind === "tensorType" && typed.shape) return;
  fail(env, "NN0305", `\`${what}\` wants its settings before it is applied`, span, {
    labels: [
      { span: tensor.span, text: `a tensor, ${describe(tensor.value)}` },
      { span: decl.name.span, text: "settings are declared here" },
    ],
    help: `write \`${given} |> ${settingsForm(decl)}\` or \`${settingsForm(decl)}(${given})\``,
  });
}

/** The name that a call begins with. */
const calleeOf = (env: Env, call: Span): string | undefined =>
  /^\w+(?=\s*\()/.exec(env.build.session.textOf(call) ?? "")?.[0];

const insertion = ({ file, start }: Span, behind: number, text: string): Edit => ({
  span: { file, start: start + behind, end: start + behind },
  text,
});

/** `dense(8)`, as an example of how settings are given. */
export function settingsForm(decl: Layer): string {
  const needed = (decl.settings ?? []).filter((p) => p.default === undefined);
  const examples = needed.map((p) => {
    const type = p.type?.kind === "tensorType" ? p.type.name?.name : undefined;
    if (type === "int") return "8";
    if (type === "float") return "0.1";
    if (type === "layer") return "relu";
    return p.name.name;
  });
  return `${decl.name.name}(${examples.join(", ")})`;
}

/** Whether an instance without a name of its own has taken this one, such as `dense_0`. */
function isNumbered(frame: Frame, name: string): boolean {
  const [, layer, index] = /^(.+)_(\d+)$/.exec(name) ?? [];
  return layer !== undefined && (frame.counters.get(layer) ?? 0) > Number(index);
}

function instancePath(env: Env, decl: Layer, span: Span, name: string | undefined): string {
  const { frame } = env;
  const what = decl.name.name;
  let own = name;
  if (own === undefined) {
    const index = frame.counters.get(what) ?? 0;
    frame.counters.set(what, index + 1);
    own = `${what}_${index}`;
  }
  const before = frame.names.get(own);
  // Both branches of an `if` may build what a `let` names, and while only types matter both are elaborated.
  const isEither = env.build.symbolic && name !== undefined && !isNumbered(frame, own);
  if (before && !isEither && frame.ownsWeights)
    fail(env, "NN0303", `two instances would be named \`${own}\``, span, {
      labels: [
        { span, text: "this one" },
        { span: before, text: "and this one" },
      ],
      help: "give one of them another name with `let`",
    });
  frame.names.set(own, span);
  return joinPath(frame.path, own);
}

const depthLimit = 80;

export function applyInstance(env: Env, instance: Instance, args: readonly ArgValue[], span: Span): Value {
  const { decl } = instance;
  const { build } = env;
  const what = decl.name.name;
  if (env.frame.depth >= depthLimit)
    fail(env, "NN0313", `\`${what}\` is applied inside itself too often`, span, {
      label: `${depthLimit} layers deep`,
      help: "recursion must end by an `if` on compile-time values",
    });
  const application = build.applications.get(instance.path) ?? 0;
  build.applications.set(instance.path, application + 1);
  const scope = new Scope(instance.scope);
  const frame = instanceFrame(env.frame, what, instance.path, instance.ownsWeights, application);
  const callee: Env = { build, scope, frame };
  const params = decl.inputs.map((p) => ({ name: p.name.name, optional: p.default !== undefined }));
  const { byName } = matchArgs(env, what, params, args, span, decl.name.span);
  for (const { value, span: at } of byName.values())
    if (value.kind === "data" && value.column !== undefined && build.options.phase !== "init")
      fail(env, "NN0320", `\`${what}\` takes tensors of the run, not a whole column`, at, {
        label: `all training examples of \`${value.name}.${value.column}\``,
        fixes: [{ title: `write \`${value.column}\``, edits: [{ span: at, text: value.column }] }],
      });
  bindParams(env, callee, what, decl.inputs, byName);
  const { graph } = build.b;
  const call: LayerCall<Dim> = {
    path: instance.path,
    layer: what,
    parent: graph.currentCall,
    inputs: tensorsOf(byName),
    outputs: [],
  };
  const value = graph.withinCall(call, () =>
    within(env, { ...span, instance: instance.path }, () =>
      build.calling(decl, () => runBody(callee, decl.body, instance)),
    ),
  );
  const result = checkResult(callee, what, decl.result, value, decl.body);
  call.outputs.push(...tensorsIn(result, ""));
  record(env, instance, byName, result);
  return result;
}

function tensorsOf(args: ReadonlyMap<string, ArgValue>): { name: string; node: TensorNode }[] {
  return [...args].flatMap(([name, { value }]) =>
    value.kind === "tensor" ? [{ name, node: value.node }] : [],
  );
}

/** The tensors of a result, by the names of its fields; `output` for a single one. */
function tensorsIn(value: Value, name: string): { name: string; node: TensorNode }[] {
  if (value.kind === "tensor") return [{ name: name === "" ? "output" : name, node: value.node }];
  if (value.kind !== "record") return [];
  return [...value.fields].flatMap(([k, v]) => tensorsIn(v, name === "" ? k : `${name}.${k}`));
}

function record(env: Env, instance: Instance, args: ReadonlyMap<string, ArgValue>, result: Value): void {
  const { build } = env;
  if (build.symbolic || !instance.ownsWeights || build.instances.has(instance.path)) return;
  build.instances.set(instance.path, {
    path: instance.path,
    layer: instance.title,
    inputs: [...args.values()].map((a) => showValueType(a.value)),
    output: isTensorLike(result) || result.kind === "record" ? showValueType(result) : describe(result),
    params: 0,
    span: instance.span,
  });
}

/** `net.w`, `net.encoder`. */
export function memberWeight(env: Env, instance: Instance, name: Ident, span: Span): Value {
  const { build } = env;
  const weights = build.options.weights;
  if (!weights) throw new InvariantError("elaborator", "an instance without a table of weights");
  const info = weights.byPath.get(instance.inside(name.name));
  if (info) return { kind: "tensor", node: at(env, name.span, () => weights.node(build, info)) };
  const inner = build.constructed.get(instance.inside(name.name));
  if (inner) return { kind: "instance", instance: inner };
  const { body } = instance.decl;
  const stmts = body.kind === "block" ? body.stmts : [];
  const param = stmts.find((s) => (s.kind === "param" || s.kind === "state") && s.name.name === name.name);
  if (param && (param.kind === "param" || param.kind === "state") && param.type) {
    // Sizes that follow from the settings alone are known before the first application.
    const frame = instanceFrame(env.frame, instance.title, instance.path, instance.ownsWeights, 0);
    return declareWeight({ build, scope: new Scope(instance.scope), frame }, param, {
      notYet: (size, where) =>
        fail(
          env,
          "NN0308",
          `\`${instance.title}\` has not been applied yet, so its \`${name.name}\` is not known`,
          name.span,
          {
            labels: [
              { span: name.span, text: "asked for before the first application" },
              { span: where, text: `\`${size}\` follows from what it is applied to` },
            ],
            help: "apply the instance first",
          },
        ),
    });
  }
  const names = [
    ...stmts.flatMap((s) => (s.kind === "param" || s.kind === "state" ? [s.name.name] : [])),
    ...innerNames(env, instance),
  ];
  const applied = (build.applications.get(instance.path) ?? 0) > 0;
  if (build.symbolic && (!applied || build.skipped.has(instance.inside(name.name.replace(/_\d+$/, "")))))
    throw new Poisoned();
  const [best] = nearest(name.name, names);
  return fail(
    env,
    "NN0310",
    `\`${instance.title}\` has no weight or inner instance \`${name.name}\``,
    name.span,
    {
      labels: [
        {
          span: name.span,
          text: best
            ? `did you mean \`${best}\`?`
            : `it has ${names.map((n) => `\`${n}\``).join(", ") || "none"}`,
        },
        { span, text: `an instance of \`${instance.title}\`` },
      ],
      ...(best ? { fixes: [{ title: `write \`${best}\``, edits: [{ span: name.span, text: best }] }] } : {}),
      ...(best || instanceHelp(env, name.name, span) === undefined
        ? {}
        : { help: instanceHelp(env, name.name, span)! }),
      ...(applied ? {} : { notes: ["inner instances are known once it has been applied"] }),
    },
  );
}

/** What the methods of other libraries' networks are here. */
function instanceHelp(env: Env, name: string, span: Span): string | undefined {
  const net = env.build.session.textOf(span) ?? "net";
  if (["forward", "call", "predict", "__call__"].includes(name)) return `apply it: \`${net}(x)\``;
  if (["eval", "train"].includes(name))
    return "leave it out: metrics and predictions are computed in evaluation mode, `minimize` in training mode";
  if (["to", "cuda", "cpu"].includes(name))
    return "leave it out: the device is chosen on the command line, `--device webgpu`";
  if (["parameters", "trainable_variables", "trainable_weights"].includes(name))
    return "leave it out: `minimize` trains all weights that the loss reaches, or those of `over`";
  if (["load_state_dict", "load_weights", "load"].includes(name))
    return `build it with its weights: \`let ${net} = model() from "weights.safetensors"\``;
  if (["save", "state_dict", "save_weights"].includes(name))
    return "leave it out: every run saves its weights in its folder";
  return ["summary", "backward", "fit", "compile"].includes(name)
    ? "leave it out: `nn summary FILE` and `nn train FILE` do this"
    : undefined;
}

/** The instances made directly inside one, by their names in it. */
function innerNames(env: Env, instance: Instance): string[] {
  const prefix = instance.inside("");
  return [...env.build.constructed.keys()].flatMap((path) => {
    const rest = path.startsWith(prefix) ? path.slice(prefix.length) : "";
    return rest === "" || rest.includes(".") ? [] : [rest];
  });
}

/** `mlp() from "best.safetensors"`: an instance whose weights start from a file. */
export function loadFrom(env: Env, e: From, name?: string): Value {
  const value = evaluate(env, e.x, name);
  if (value.kind === "layer")
    return fail(env, "NN0306", `\`${value.decl.name.name}\` is used without being built`, e.x.span, {
      help: `write \`${settingsForm(value.decl)} from ${JSON.stringify(e.path.value)}\``,
    });
  if (value.kind !== "instance" || !(value.instance instanceof Instance))
    return fail(env, "NN0308", `\`from\` fills the weights of a layer, not ${describe(value)}`, e.x.span);
  const { path } = value.instance;
  env.build.options.weights?.from.set(path, { path: e.path.value, instance: path, span: e.path.span });
  return value;
}
