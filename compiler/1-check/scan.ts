/**
 * `scan (h = h0) over (xt = x) axis 1 { … return { h: …, out: … } }`.
 *
 * A long scan becomes a loop: the body is elaborated once, over placeholders, and closed into the op `scan`. A short one is
 * unrolled. While sizes are symbolic the body is checked once.
 */
import type { Expr, Scan, Span } from "../../grammar/ast.ts";
import { type Dim, dimsEqual, isKnown, mayBeEqual, showDim } from "../ir/dims.ts";
import type { DType, Node, TensorType } from "../ir/graph.ts";
import type { Builder } from "../ops/builder.ts";
import { closeScan } from "../ops/scan-close.ts";
import { placeholder } from "../ops/scan-open.ts";
import { runBody } from "./block.ts";
import { at, type Build, type Env } from "./build.ts";
import { toTensor } from "./coerce.ts";
import { contextAt } from "./context.ts";
import { evaluate } from "./expr.ts";
import { fail, guarded, op } from "./fail.ts";
import { Scope } from "./scope.ts";
import { dtypes } from "./types.ts";
import { describe, showTensorType, type TensorNode, type Value } from "./value.ts";

/**
 * Up to so many steps are unrolled: what is known of the first and the last folds away, and stacking their outputs binds no
 * more buffers than every device has (8). Beyond, a loop wins in all respects: an LSTM over 7 steps (batch 32, width 64,
 * SwiftShader) takes 57 ms a training step as a loop and 90 ms unrolled, and has 22 shaders instead of 51.
 */
const unrolledSteps = 4;
/** The runtime records every step's dispatches, and backward keeps every step's values. */
const lengthLimit = 4096;

interface Bound {
  readonly name: string;
  readonly span: Span;
  readonly node: TensorNode;
}

export function evaluateScan(env: Env, e: Scan): Value {
  const read = (binds: Scan["carries"]): Bound[] =>
    binds.map(({ name, value }) => ({
      name: name.name,
      span: value.span,
      node: op(env, value.span, () =>
        toTensor(contextAt(env, value.span), evaluate(env, value), written(value)),
      ),
    }));
  const carries = read(e.carries);
  const over = read(e.over);
  const axis = scanAxis(env, e, over);
  const length = commonLength(env, over, axis);
  if (isKnown(length) && length > lengthLimit)
    fail(env, "NN0233", `a \`scan\` over ${length} positions is too long`, e.span, {
      label: `at most ${lengthLimit}`,
      help: "cut the sequence into shorter ones",
    });
  if (env.build.symbolic || !isKnown(length)) return unroll(env, e, carries, over, axis, length, 1);
  return length <= unrolledSteps
    ? unroll(env, e, carries, over, axis, length, length)
    : loop(env, e, carries, over, axis, length);
}

/** `i32(0)` is a whole number, which is also known when the program is compiled; what is carried is a tensor of that dtype. */
function written(e: Expr): DType | undefined {
  if (e.kind !== "call" || e.callee.kind !== "name") return undefined;
  const { name } = e.callee;
  return dtypes.find((dtype) => dtype === name);
}

function scanAxis(env: Env, e: Scan, over: readonly Bound[]): number {
  const rank = Math.min(...over.map((x) => x.node.type.shape.length));
  const given = e.axis ? evaluate(env, e.axis) : ({ kind: "int", value: 0 } as const);
  if (given.kind !== "int")
    return fail(env, "NN0322", `an axis is a whole number, not ${describe(given)}`, e.axis!.span);
  const a = isKnown(given.value) ? given.value : 0;
  const axis = a < 0 ? a + rank : a;
  if (axis < 0 || axis >= rank)
    fail(
      env,
      "NN0223",
      `axis ${a} is out of range for what this \`scan\` goes over`,
      e.axis?.span ?? e.span,
      {
        labels: over.map((x) => ({
          span: x.span,
          text: `has type ${describe({ kind: "tensor", node: x.node })}`,
        })),
      },
    );
  return axis;
}

function commonLength(env: Env, over: readonly Bound[], axis: number): Dim {
  const [first, ...others] = over;
  const length = first!.node.type.shape[axis]!;
  for (const x of others) {
    const d = x.node.type.shape[axis]!;
    if (!mayBeEqual(d, length))
      fail(
        env,
        "NN0222",
        `\`scan\` goes over ${showDim(length)} and ${showDim(d)} positions at once`,
        x.span,
        {
          labels: [
            { span: x.span, text: `has ${showDim(d)} along axis ${axis}` },
            { span: first!.span, text: `has ${showDim(length)}` },
          ],
        },
      );
  }
  return length;
}

function unroll(
  env: Env,
  e: Scan,
  initial: readonly Bound[],
  over: readonly Bound[],
  axis: number,
  length: Dim,
  steps: number,
): Value {
  const { b } = env.build;
  let carries = initial;
  const stacked = new Map<string, TensorNode[]>();
  for (let t = 0; t < steps; t++) {
    const slices = over.map((x) => {
      const node = op(env, x.span, () => dropAxis(env, b.sliceAxis(x.node, axis, t, t + 1), axis));
      return { ...x, node };
    });
    const step = runStep(env, e, carries, slices);
    carries = step.carries;
    for (const [name, node] of step.outs) stacked.set(name, [...(stacked.get(name) ?? []), node]);
  }
  return record(
    carries,
    [...stacked].map(([name, nodes]) => [name, op(env, e.span, () => stack(env, nodes, axis, length))]),
  );
}

/** The body once, with placeholders for what changes; states that it sets are carried, too. */
function loop(
  env: Env,
  e: Scan,
  initial: readonly Bound[],
  over: readonly Bound[],
  axis: number,
  length: number,
): Value {
  const { build } = env;
  // All sizes are numbers: this is no symbolic build.
  const b = build.b as unknown as Builder;
  const standIn = (type: TensorType<Dim>, what: string) =>
    placeholder(b, type as TensorType, what) as TensorNode;
  const step = standIn({ dtype: "i32", shape: [] }, "step");
  const statesBefore = new Map(build.states);
  const carries = initial.map((c) => ({ ...c, node: standIn(c.node.type, c.name) }));
  const slices = over.map((x) => {
    const { dtype, shape } = x.node.type;
    return { ...x, node: standIn({ dtype, shape: shape.filter((_, i) => i !== axis) }, x.name) };
  });
  const { carries: next, outs } = inRound(build, step, length, () => runStep(env, e, carries, slices));
  const states = [...build.states].flatMap(([path, now]) => {
    const weight = build.options.weights?.byPath.get(path);
    const before = statesBefore.get(path) ?? (weight && build.options.weights?.node(build, weight));
    return before && before !== now ? [{ path, before, now }] : [];
  });
  const front = (x: TensorNode): TensorNode => {
    const order = x.type.shape.map((_, i) => i).filter((i) => i !== axis);
    return build.b.permute(x, [axis, ...order]);
  };
  const closed = guarded(env, e.span, () =>
    at(env, e.span, () =>
      closeScan(b, {
        length,
        reverse: false,
        step: step as Node,
        carries: [
          ...carries.map((c, i) => ({
            leaf: c.node as Node,
            init: initial[i]!.node as Node,
            next: next[i]!.node as Node,
          })),
          ...states.map((s) => ({ leaf: s.before as Node, init: s.before as Node, next: s.now as Node })),
        ],
        slices: slices.map((x, i) => ({ leaf: x.node as Node, over: front(over[i]!.node) as Node })),
        outs: [...outs.values()] as Node[],
      }),
    ),
  );
  states.forEach((s, i) => build.states.set(s.path, closed.finals[carries.length + i]!));
  const back = (y: TensorNode): TensorNode => {
    const order = y.type.shape.map((_, i) => i).slice(1);
    order.splice(Math.min(axis, order.length), 0, 0);
    return build.b.permute(y, order);
  };
  return record(
    carries.map((c, i) => ({ ...c, node: closed.finals[i]! })),
    [...outs.keys()].map((name, i) => [name, op(env, e.span, () => back(closed.outs[i]!))]),
  );
}

/** Every step draws numbers of its own; of loops in loops, every step of every round. */
function inRound<T>(build: Build, step: TensorNode, length: number, elaborate: () => T): T {
  const { b, round: outer } = build;
  build.round = outer ? b.add(b.scalar("mul", outer, length), step) : step;
  try {
    return elaborate();
  } finally {
    if (outer) build.round = outer;
    else delete build.round;
  }
}

/** The body's next carries and its other fields. */
function runStep(
  env: Env,
  e: Scan,
  carries: readonly Bound[],
  slices: readonly Bound[],
): { readonly carries: readonly Bound[]; readonly outs: ReadonlyMap<string, TensorNode> } {
  const scope = new Scope(env.scope);
  for (const x of [...carries, ...slices])
    scope.bind(x.name, { kind: "let", span: x.span, value: { kind: "tensor", node: x.node } });
  const result = runBody({ ...env, scope }, e.body);
  if (result.kind !== "record")
    return fail(
      env,
      "NN0317",
      `the body of a \`scan\` returns a record, not ${describe(result)}`,
      e.body.result?.span ?? e.body.span,
      {
        help: `return { ${carries.map((c) => `${c.name}: …`).join(", ")}, out: … }`,
      },
    );
  const next = carries.map((c) => nextCarry(env, e, c, result.fields));
  const span = e.body.result?.span ?? e.span;
  const outs = new Map<string, TensorNode>();
  for (const [name, value] of result.fields)
    if (!carries.some((c) => c.name === name))
      outs.set(
        name,
        op(env, span, () => toTensor(contextAt(env, span), value)),
      );
  return { carries: next, outs };
}

function record(carries: readonly Bound[], outs: readonly (readonly [string, TensorNode])[]): Value {
  const fields = [...carries.map((c) => [c.name, c.node] as const), ...outs];
  return { kind: "record", fields: new Map(fields.map(([name, node]) => [name, { kind: "tensor", node }])) };
}

function nextCarry(env: Env, e: Scan, carry: Bound, fields: ReadonlyMap<string, Value>): Bound {
  const span = e.body.result?.span ?? e.span;
  const value = fields.get(carry.name);
  if (!value)
    return fail(env, "NN0317", `the body of this \`scan\` does not return \`${carry.name}\``, span, {
      labels: [
        { span, text: `has ${[...fields.keys()].map((k) => `\`${k}\``).join(", ")}` },
        { span: carry.span, text: `\`${carry.name}\` is carried from step to step` },
      ],
    });
  const node = op(env, span, () => toTensor(contextAt(env, span), value, carry.node.type.dtype));
  const [before, after] = [carry.node.type, node.type];
  const same =
    before.dtype === after.dtype &&
    before.shape.length === after.shape.length &&
    before.shape.every((d, i) => mayBeEqual(d, after.shape[i]!));
  if (!same)
    fail(
      env,
      "NN0217",
      `\`${carry.name}\` is ${showTensorType(before.dtype, before.shape)} and would become ${showTensorType(after.dtype, after.shape)}`,
      span,
      {
        labels: [
          { span, text: "returned here" },
          { span: carry.span, text: "starts here" },
        ],
        notes: ["what a `scan` carries keeps its type"],
      },
    );
  return { ...carry, node };
}

function dropAxis(env: Env, x: TensorNode, axis: number): TensorNode {
  return env.build.b.reshape(
    x,
    x.type.shape.filter((_, i) => i !== axis),
  );
}

/** The outputs of all steps along a new axis at `axis`, or the last one where there are not so many. */
function stack(env: Env, nodes: readonly TensorNode[], axis: number, length: Dim): TensorNode {
  const { b } = env.build;
  const rows = nodes.map((n) => {
    const at = Math.min(axis, n.type.shape.length);
    return b.reshape(n, [...n.type.shape.slice(0, at), 1, ...n.type.shape.slice(at)]);
  });
  const at = Math.min(axis, nodes[0]!.type.shape.length);
  const y = b.concat(rows, at);
  const whole = y.type.shape.map((d, i) => (i === at ? length : d));
  return dimsEqual(y.type.shape[at]!, length) ? y : b.make("broadcast", [y], { shape: whole });
}
