/**
 * From a graph of one example to a graph of n: every node that depends on an example gets a leading axis of size n.
 *
 * One rule per op; most shift their axes by one. What depends on no example (constants, literals) stays single and is
 * repeated only where it meets an example.
 */
import { InvariantError } from "../diagnostics.ts";
import { type Graph, isOp, type Node, type OpName, reachable, ScanBody } from "../ir/graph.ts";
import { Builder } from "../ops/builder.ts";
import { opDef } from "../ops/index.ts";
import { makeScan, resultOf } from "../ops/scan-close.ts";

type Batched = { readonly node: Node; readonly many: boolean };

/**
 * `outputs` over n examples, in a new graph; each has the leading axis. `leaf` gives the input that stands for an input of
 * one example: with the leading axis, or `single` where all examples share it (`seed`).
 */
export function vectorize(
  source: Graph,
  outputs: readonly Node[],
  n: number,
  leaf: (b: Builder, input: Node<"input">) => { readonly node: Node; readonly many: boolean },
): { readonly graph: Graph; readonly outputs: readonly Node[] } {
  const b = new Builder();
  const made = new Map<Node, Batched>();
  const loops = new Map<Node, readonly Node[]>();
  for (const node of reachable(outputs)) {
    const spans = source.spans.get(node) ?? [];
    made.set(
      node,
      b.graph.withSpans(spans, () => {
        if (isOp(node, "input")) return leaf(b, node);
        if (isOp(node, "result")) return { node: loops.get(node.in[0]!)![node.attrs.index]!, many: true };
        const operands = node.in.map((x) => made.get(x)!);
        if (!isOp(node, "scan")) return lift(b, n, node, operands);
        const results = liftScan(b, n, node, operands);
        loops.set(node, results);
        // Nothing but its results reads it.
        return { node: results[0]!, many: true };
      }),
    );
  }
  return { graph: b.graph, outputs: outputs.map((o) => many(b, n, made.get(o)!)) };
}

/** With the leading axis, whatever it depends on. */
function many(b: Builder, n: number, x: Batched): Node {
  if (x.many) return x.node;
  const { shape } = x.node.type;
  return b.expand(b.reshape(x.node, [1, ...shape]), [n, ...shape]);
}

function lift(b: Builder, n: number, node: Node, xs: readonly Batched[]): Batched {
  const whole = (y: Node): Batched => ({ node: y, many: true });
  const all = (): Node[] => xs.map((x) => many(b, n, x));
  if (isOp(node, "random")) {
    if (xs.some((x) => x.many)) throw unsupported(node);
    const keys = xs.map((x) => x.node);
    return whole(b.make("random", keys, { ...node.attrs, shape: [n, ...node.attrs.shape] }));
  }
  if (!xs.some((x) => x.many))
    return {
      node: b.make(
        node.op,
        xs.map((x) => x.node),
        node.attrs as never,
      ),
      many: false,
    };
  if (
    opDef(node.op).scalar !== undefined ||
    isOp(node, "where") ||
    isOp(node, "cast") ||
    isOp(node, "stopGrad")
  )
    return whole(b.make(node.op, all(), node.attrs as never));

  const up = (axes: readonly number[]): number[] => axes.map((a) => a + 1);
  const [x] = all() as [Node];
  if (isOp(node, "sum") || isOp(node, "prod") || isOp(node, "reduceMax") || isOp(node, "reduceMin"))
    return whole(b.make(node.op, [x], { axes: up(node.attrs.axes) }));
  if (isOp(node, "argmax") || isOp(node, "argmin"))
    return whole(b.make(node.op, [x], { axis: node.attrs.axis + 1 }));
  if (isOp(node, "cumsum")) return whole(b.make("cumsum", [x], { ...node.attrs, axis: node.attrs.axis + 1 }));
  if (isOp(node, "argsort"))
    return whole(b.make("argsort", [x], { ...node.attrs, axis: node.attrs.axis + 1 }));
  if (isOp(node, "reshape")) return whole(b.reshape(x, [n, ...node.attrs.shape]));
  if (isOp(node, "permute")) return whole(b.permute(x, [0, ...up(node.attrs.perm)]));
  if (isOp(node, "broadcast")) return whole(b.expand(x, [n, ...node.attrs.shape]));
  if (isOp(node, "slice")) {
    const { start, stop, step } = node.attrs;
    return whole(b.slice(x, [0, ...start], [n, ...stop], [1, ...step]));
  }
  if (isOp(node, "flip")) return whole(b.flip(x, up(node.attrs.axes)));
  if (isOp(node, "pad")) {
    const { low, high, interior, value } = node.attrs;
    return whole(b.pad(x, [0, ...low], [0, ...high], [0, ...interior], value));
  }
  if (isOp(node, "concat")) return whole(b.concat(all(), node.attrs.axis + 1));
  if (isOp(node, "windows")) return whole(b.windows(x, { ...node.attrs, axes: up(node.attrs.axes) }));
  if (isOp(node, "overlapAdd")) {
    const { shape, axes } = node.attrs;
    return whole(b.make("overlapAdd", [x], { ...node.attrs, shape: [n, ...shape], axes: up(axes) }));
  }
  if (isOp(node, "dot")) return whole(liftDot(b, n, node, xs as readonly [Batched, Batched]));
  if (isOp(node, "gather")) return whole(liftGather(b, n, node, xs as readonly [Batched, Batched]));
  if (isOp(node, "takeAlong")) {
    const [y, index] = all() as [Node, Node];
    return whole(b.make("takeAlong", [y, index], { axis: node.attrs.axis + 1 }));
  }
  if (isOp(node, "putAlong")) {
    const [index, rows] = all() as [Node, Node];
    return whole(b.make("putAlong", [index, rows], { ...node.attrs, axis: node.attrs.axis + 1 }));
  }
  if (isOp(node, "conv") && !xs[1]!.many) return whole(liftConv(b, n, node, x, xs[1]!.node));
  throw unsupported(node);
}

/** One loop for all examples: its steps stay the first axis of slices and outputs, the examples are the second. */
function liftScan(b: Builder, n: number, scan: Node<"scan">, xs: readonly Batched[]): Node[] {
  const { body, carries, slices, length, reverse } = scan.attrs;
  const swapped = (x: Node): Node => b.permute(x, [1, 0, ...x.type.shape.map((_, i) => i).slice(2)]);
  const operands = xs.map((x, i) => {
    if (i < carries) return many(b, n, x);
    return i < carries + slices ? swapped(many(b, n, x)) : x.node;
  });
  const inner = vectorize(body.graph, body.outputs, n, (into, input) => {
    const i = body.leaves.indexOf(input);
    const { name, role } = input.attrs;
    const wide = i >= 0 && (i < carries + slices || xs[i]!.many);
    const shape = wide ? [n, ...input.type.shape] : input.type.shape;
    return { node: into.input({ name, role, dtype: input.type.dtype, shape }), many: wide };
  });
  const leafOf = (input: Node, type: Node["type"]): Node =>
    inner.graph.intern("input", [], { ...(input as Node<"input">).attrs, ...type }, type);
  const made = makeScan(
    b,
    new ScanBody(
      inner.graph,
      body.leaves.map((leaf, i) => {
        const { dtype, shape } = operands[i]!.type;
        return leafOf(leaf, { dtype, shape: i >= carries && i < carries + slices ? shape.slice(1) : shape });
      }),
      leafOf(body.step, body.step.type),
      inner.outputs,
    ),
    operands,
    { carries, slices, length, reverse },
  );
  return body.outputs.map((_, i) => {
    const y = resultOf(b, made, i);
    return i < carries ? y : swapped(y);
  });
}

/** An operand that all examples share keeps the examples a free axis of the other one, which is then moved to the front. */
function liftDot(b: Builder, n: number, node: Node<"dot">, [p, q]: readonly [Batched, Batched]): Node {
  const up = (axes: readonly number[]): number[] => axes.map((a) => a + 1);
  const { batch, contract } = node.attrs;
  if (p.many && q.many) {
    const lift2 = ([l, r]: readonly [readonly number[], readonly number[]]) => [up(l), up(r)] as const;
    const [l, r] = lift2(batch);
    return b.dot(p.node, q.node, {
      batch: [
        [0, ...l],
        [0, ...r],
      ],
      contract: lift2(contract),
    });
  }
  const left = p.many;
  const y = b.dot(p.node, q.node, {
    batch: [left ? up(batch[0]) : batch[0], left ? batch[1] : up(batch[1])],
    contract: [left ? up(contract[0]) : contract[0], left ? contract[1] : up(contract[1])],
  });
  // Output: batch axes, the left's free axes, the right's; the examples are the first of their operand's free axes.
  const freeLeft = node.in[0]!.type.shape.length - batch[0].length - contract[0].length;
  return toFront(b, y, left ? batch[0].length : batch[0].length + freeLeft, n);
}

function toFront(b: Builder, y: Node, axis: number, n: number): Node {
  if (y.type.shape[axis] !== n)
    throw new InvariantError("vectorize", `axis ${axis} does not have the ${n} examples`);
  return b.permute(y, [axis, ...y.type.shape.map((_, i) => i).filter((i) => i !== axis)]);
}

function liftGather(
  b: Builder,
  n: number,
  node: Node<"gather">,
  [x, index]: readonly [Batched, Batched],
): Node {
  const { axis } = node.attrs;
  if (!x.many) return toFront(b, b.make("gather", [x.node, index.node], { axis }), axis, n);
  if (!index.many) return b.make("gather", [x.node, index.node], { axis: axis + 1 });
  // Each example looks into its own rows: as rows of one table, an index past the end must still find nothing.
  const { shape } = x.node.type;
  const size = shape[axis + 1]!;
  const others = shape.filter((_, i) => i !== 0 && i !== axis + 1);
  const order = [0, axis + 1, ...shape.map((_, i) => i).filter((i) => i !== 0 && i !== axis + 1)];
  const table = b.reshape(b.permute(x.node, order), [n * size, ...others]);
  const at = index.node.type.shape;
  const first = b.scalar("mul", b.iota(at, 0), size);
  const inside = b.binary(
    "and",
    b.not(b.lt(index.node, b.const(0, "i32"))),
    b.lt(index.node, b.const(size, "i32")),
  );
  const row = b.where(inside, b.add(index.node, first), b.const(-1, "i32"));
  const found = b.make("gather", [table, row], { axis: 0 });
  // [n, …index, …before axis, …after axis] -> [n, …before, …index, …after]
  const width = at.length - 1;
  const perm = [0];
  for (let i = 0; i < axis; i++) perm.push(1 + width + i);
  for (let i = 0; i < width; i++) perm.push(1 + i);
  for (let i = axis; i < others.length; i++) perm.push(1 + width + i);
  return b.permute(found, perm);
}

/** The examples join the batch axis: x is [G, B, …]. */
function liftConv(b: Builder, n: number, node: Node<"conv">, x: Node, w: Node): Node {
  const [, groups, batch, ...rest] = x.type.shape as [number, number, number, ...number[]];
  const order = x.type.shape.map((_, i) => i);
  const joined = b.reshape(b.permute(x, [1, 0, 2, ...order.slice(3)]), [groups, n * batch, ...rest]);
  const y = b.make("conv", [joined, w], node.attrs);
  const [, , ...out] = y.type.shape as [number, number, ...number[]];
  const apart = b.reshape(y, [groups, n, batch, ...out]);
  return b.permute(apart, [1, 0, 2, ...out.map((_, i) => i + 3)]);
}

function unsupported(node: Node<OpName>): VectorizeError {
  return new VectorizeError(node);
}

/** An op that has no rule for many examples. */
export class VectorizeError extends Error {
  constructor(readonly node: Node<OpName>) {
    super(`${node.op} cannot be computed for each example of a data set`);
    this.name = "VectorizeError";
  }
}
