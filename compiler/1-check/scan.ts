/**
 * `scan (h = h0) over (xt = x) axis 1 { … return { h: …, out: … } }`.
 *
 * The loop is unrolled: one copy of the body for each position. `unroll` is the only place that knows; a loop op would
 * replace it and keep everything else. While the length is symbolic the body is checked once.
 */
import type { Scan, Span } from "../../grammar/ast.ts";
import { type Dim, dimsEqual, isKnown, mayBeEqual, showDim } from "../ir/dims.ts";
import { runBody } from "./block.ts";
import type { Env } from "./build.ts";
import { toTensor } from "./coerce.ts";
import { contextAt } from "./context.ts";
import { evaluate } from "./expr.ts";
import { fail, op } from "./fail.ts";
import { Scope } from "./scope.ts";
import { describe, showTensorType, type TensorNode, type Value } from "./value.ts";

/** An unrolled loop beyond this would make graphs that take minutes to compile. */
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
      node: op(env, value.span, () => toTensor(contextAt(env, value.span), evaluate(env, value))),
    }));
  const carries = read(e.carries);
  const over = read(e.over);
  const axis = scanAxis(env, e, over);
  const length = commonLength(env, over, axis);
  return unroll(env, e, carries, over, axis, length);
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
): Value {
  const { b } = env.build;
  if (isKnown(length) && length > lengthLimit)
    fail(env, "NN0233", `a \`scan\` over ${length} positions is too long`, e.span, {
      label: `at most ${lengthLimit}`,
      help: "cut the sequence into shorter ones",
    });
  const steps = isKnown(length) ? length : 1;
  let carries = initial;
  const stacked = new Map<string, TensorNode[]>();
  for (let t = 0; t < steps; t++) {
    const scope = new Scope(env.scope);
    for (const c of carries)
      scope.bind(c.name, { kind: "let", span: c.span, value: { kind: "tensor", node: c.node } });
    for (const x of over) {
      const node = op(env, x.span, () => dropAxis(env, b.sliceAxis(x.node, axis, t, t + 1), axis));
      scope.bind(x.name, { kind: "let", span: x.span, value: { kind: "tensor", node } });
    }
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
    carries = carries.map((c) => nextCarry(env, e, c, result.fields));
    for (const [name, value] of result.fields) {
      if (carries.some((c) => c.name === name)) continue;
      const span = e.body.result?.span ?? e.span;
      const node = op(env, span, () => toTensor(contextAt(env, span), value));
      stacked.set(name, [...(stacked.get(name) ?? []), node]);
    }
  }
  const fields = new Map<string, Value>(carries.map((c) => [c.name, { kind: "tensor", node: c.node }]));
  for (const [name, nodes] of stacked)
    fields.set(name, { kind: "tensor", node: op(env, e.span, () => stack(env, nodes, axis, length)) });
  return { kind: "record", fields };
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
