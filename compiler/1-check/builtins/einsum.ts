/**
 * `einsum`, lowered to diagonals, sums, permutations and, wherever two operands contract, a dot.
 *
 * Operands are contracted from left to right. A name that nothing later needs is summed as soon as possible: alone in one
 * operand by a sum, shared by two in their dot.
 */
import { type Dim, dimsEqual, isKnown, mayBeEqual, mulDims, showDim, showShape } from "../../ir/dims.ts";
import type { BoundArg, Builtin, BuiltinContext, TensorNode, Value } from "../value.ts";
import { toTensors } from "../coerce.ts";
import { count, define, isFloat, type Reader, tensor } from "./args.ts";
import { Pattern, type Term } from "./pattern.ts";

/** A tensor whose axes have names, each once. */
interface Named {
  readonly node: TensorNode;
  readonly names: readonly string[];
}

/** Where a name's size was first seen. */
interface Seen {
  readonly size: Dim;
  readonly operand: number;
  readonly part: { readonly at: number; readonly end: number };
}

function einsum(r: Reader, cx: BuiltinContext): Value {
  const items = r.rest("operands");
  const last = items.at(-1);
  if (!last || last.value.kind !== "string")
    return cx.fail("NN0226", "`einsum` takes its tensors and then a pattern", {
      span: last?.span ?? cx.span,
      help: 'write `einsum(a, b, "b i d, b j d -> b i j")`',
    });
  const pattern = new Pattern(cx, "einsum", last.value.value, last.span, "NN0226");
  const args: readonly BoundArg[] = items.slice(0, -1);
  const nodes = toTensors(cx, args);
  nodes.forEach((n, i) => {
    if (n.type.dtype === "bool")
      cx.fail("NN0321", "`einsum` is for numbers, and this is bool", {
        span: args[i]!.span,
        help: "convert it with `f32(x)`",
      });
  });
  const { left, right } = pattern.parse(false);
  if (left.length !== nodes.length)
    pattern.fail(
      `the pattern describes ${count(left.length, "operand", "operands")}, and ${count(nodes.length, "is", "are")} given`,
      { at: left[0]!.at, end: left.at(-1)!.end },
      undefined,
      "separate the operands' names with commas",
    );

  const ellipsis = ellipsisNames(pattern, left, nodes);
  const output = outputNames(pattern, right, left, ellipsis);
  const sizes = new Map<string, Seen>();
  const operands = nodes.map((node, i) =>
    nameAxes(cx, pattern, node, left[i]!, i, ellipsis.sizes, sizes, args[i]!),
  );
  right.axes.forEach((axis) => {
    if (axis.kind === "name" && !sizes.has(axis.text))
      pattern.fail(`\`${axis.text}\` is not an axis of any operand`, axis, "only on the right");
  });
  return tensor(contractAll(cx, operands, output));
}

/** The names that `...` stands for, numbered from the right, and their broadcast sizes. */
function ellipsisNames(pattern: Pattern, left: readonly Term[], nodes: readonly TensorNode[]) {
  const sizes: Dim[] = [];
  left.forEach((term, i) => {
    const dots = term.axes.filter((a) => a.kind === "ellipsis");
    const named = term.axes.length - dots.length;
    const { shape } = nodes[i]!.type;
    if (dots.length > 1) pattern.fail("`...` may stand once in each operand", dots[1]!);
    if (dots.length === 0 ? named !== shape.length : named > shape.length)
      pattern.fail(
        `operand ${i} has ${count(shape.length, "axis", "axes")} ${showShape(shape)}, and its pattern names ${named}`,
        term,
        `names ${named}`,
      );
    if (dots.length === 0) return;
    const start = term.axes.indexOf(dots[0]!);
    const covered = shape.slice(start, start + shape.length - named);
    covered.forEach((_, k) => {
      const d = covered[covered.length - 1 - k]!;
      const old = sizes[k];
      if (old === undefined || dimsEqual(old, 1)) sizes[k] = d;
      else if (!dimsEqual(d, 1) && !mayBeEqual(d, old))
        pattern.fail(
          `the axes of \`...\` do not broadcast: ${showDim(old)} and ${showDim(d)}`,
          dots[0]!,
          `covers ${showShape(covered)}`,
        );
    });
  });
  return { sizes, names: sizes.map((_, k) => `...${sizes.length - 1 - k}`) };
}

const dotsName = (fromRight: number): string => `...${fromRight}`;

function outputNames(
  pattern: Pattern,
  right: Term,
  left: readonly Term[],
  ellipsis: { sizes: readonly Dim[] },
): string[] {
  const names: string[] = [];
  for (const axis of right.axes) {
    if (axis.kind === "ellipsis")
      names.push(...ellipsis.sizes.map((_, k) => dotsName(ellipsis.sizes.length - 1 - k)));
    else if (names.includes(axis.text)) pattern.fail(`\`${axis.text}\` stands twice on the right`, axis);
    else names.push(axis.text);
  }
  if (!left.some((t) => t.axes.some((a) => a.kind === "ellipsis"))) {
    const dots = right.axes.find((a) => a.kind === "ellipsis");
    if (dots) pattern.fail("`...` on the right stands for nothing on the left", dots);
  }
  return names;
}

/** Gives every axis its name, checks sizes, takes diagonals, and drops size-1 axes that `...` broadcasts. */
function nameAxes(
  cx: BuiltinContext,
  pattern: Pattern,
  node: TensorNode,
  term: Term,
  operand: number,
  ellipsis: readonly Dim[],
  sizes: Map<string, Seen>,
  arg: BoundArg,
): Named {
  const { shape } = node.type;
  const covered = shape.length - term.axes.filter((a) => a.kind === "name").length;
  const names: string[] = [];
  for (const axis of term.axes) {
    if (axis.kind === "ellipsis") {
      for (let k = covered - 1; k >= 0; k--) names.push(dotsName(k));
      continue;
    }
    const size = shape[names.length]!;
    const seen = sizes.get(axis.text);
    if (!seen) sizes.set(axis.text, { size, operand, part: axis });
    else if (!mayBeEqual(seen.size, size))
      cx.fail(
        "NN0226",
        `axis \`${axis.text}\` is ${showDim(seen.size)} in operand ${seen.operand} and ${showDim(size)} in operand ${operand}`,
        {
          labels: [
            { span: pattern.at(axis), text: showDim(size) },
            { span: pattern.at(seen.part), text: showDim(seen.size) },
            { span: arg.span, text: `has shape ${showShape(shape)}` },
          ],
        },
      );
    names.push(axis.text);
  }
  let named: Named = { node, names };
  for (const name of new Set(names))
    while (named.names.indexOf(name) !== named.names.lastIndexOf(name)) named = diagonal(cx, named, name);
  // An axis of size 1 that another operand stretches is the same for all its places: leave it out.
  const stretched = named.names.filter((n, i) => {
    if (!n.startsWith("...")) return false;
    const full = ellipsis[Number(n.slice(3))]!;
    return dimsEqual(named.node.type.shape[i]!, 1) && !dimsEqual(full, 1);
  });
  if (stretched.length === 0) return named;
  const kept = named.names.map((n) => !stretched.includes(n));
  const slim = named.node.type.shape.filter((_, i) => kept[i]);
  return { node: cx.b.reshape(named.node, slim), names: named.names.filter((_, i) => kept[i]) };
}

/** Merges the first two axes called `name`: elements with equal indices lie n + 1 apart in the flattened square. */
function diagonal(cx: BuiltinContext, x: Named, name: string): Named {
  const { b } = cx;
  const i = x.names.indexOf(name);
  const j = x.names.indexOf(name, i + 1);
  const n = x.node.type.shape[i]!;
  const names = x.names.filter((_, k) => k !== j);
  // The sum has the diagonal's type.
  if (!isKnown(n)) return { node: b.sum(x.node, [j]), names };
  const rest = x.names.map((_, k) => k).filter((k) => k !== i && k !== j);
  const square = b.permute(x.node, [...rest, i, j]);
  const lead = rest.map((k) => x.node.type.shape[k]!);
  const flat = b.reshape(square, [...lead, mulDims(n, n)]);
  const line = b.slice(flat, [...lead.map(() => 0), 0], [...lead, n * n], [...lead.map(() => 1), n + 1]);
  return { node: line, names: [...rest.map((k) => x.names[k]!), name] };
}

/** The axes of `x` in the order of `names`, which are the same names. */
function order(cx: BuiltinContext, x: Named, names: readonly string[]): Named {
  return {
    node: cx.b.permute(
      x.node,
      names.map((n) => x.names.indexOf(n)),
    ),
    names,
  };
}

function contractAll(cx: BuiltinContext, operands: readonly Named[], output: readonly string[]): TensorNode {
  const needed = (name: string, others: readonly Named[]): boolean =>
    output.includes(name) || others.some((o) => o.names.includes(name));
  // Names of one operand only.
  const queue = operands.map((x, i) =>
    sumOut(cx, x, (n) =>
      needed(
        n,
        operands.filter((_, k) => k !== i),
      ),
    ),
  );
  let acc = queue[0]!;
  for (let i = 1; i < queue.length; i++) {
    const later = queue.slice(i + 1);
    acc = pair(cx, acc, queue[i]!, (n) => needed(n, later), output);
  }
  return order(cx, acc, output).node;
}

function sumOut(cx: BuiltinContext, x: Named, isNeeded: (name: string) => boolean): Named {
  const axes = x.names.flatMap((n, i) => (isNeeded(n) ? [] : [i]));
  if (axes.length === 0) return x;
  return { node: cx.b.sum(x.node, axes), names: x.names.filter(isNeeded) };
}

/** Two operands: a dot if they share a name that is not needed any more, a broadcast product otherwise. */
function pair(
  cx: BuiltinContext,
  x: Named,
  y: Named,
  isNeeded: (name: string) => boolean,
  output: readonly string[],
): Named {
  const { b } = cx;
  const shared = x.names.filter((n) => y.names.includes(n));
  const contract = shared.filter((n) => !isNeeded(n));
  if (contract.length > 0 && isFloat(x.node.type.dtype)) {
    const batch = shared.filter(isNeeded).sort((p, q) => output.indexOf(p) - output.indexOf(q));
    const free = (z: Named): string[] => z.names.filter((n) => !shared.includes(n));
    const names = [...batch, ...free(x), ...free(y)];
    const swapped = [...batch, ...free(y), ...free(x)];
    // Exchanging the operands may save the permutation at the end.
    const [p, q, result] = !same(names, output) && same(swapped, output) ? [y, x, swapped] : [x, y, names];
    const axes = (list: readonly string[]): [number[], number[]] => [
      list.map((n) => p.names.indexOf(n)),
      list.map((n) => q.names.indexOf(n)),
    ];
    return { node: b.dot(p.node, q.node, { batch: axes(batch), contract: axes(contract) }), names: result };
  }
  const names = [...x.names, ...y.names.filter((n) => !x.names.includes(n))];
  const spread = (z: Named): TensorNode => {
    const own = names.filter((n) => z.names.includes(n));
    const aligned = order(cx, z, own).node;
    return b.reshape(
      aligned,
      names.map((n) => (z.names.includes(n) ? z.node.type.shape[z.names.indexOf(n)]! : 1)),
    );
  };
  const [p, q] = [spread(x), spread(y)];
  const shape = names.map((_, i) => (dimsEqual(p.type.shape[i]!, 1) ? q.type.shape[i]! : p.type.shape[i]!));
  return sumOut(cx, { node: b.mul(b.expand(p, shape), b.expand(q, shape)), names }, isNeeded);
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((n, i) => n === b[i]);
}

export const einsumBuiltin: Builtin = define(
  "einsum",
  ["...operands"],
  '`einsum(a, b, …, "b i d, b j d -> b i j")`: sums of products. Names are separated by spaces, operands by commas. A name ' +
    "absent on the right is summed, a name repeated in one operand takes the diagonal, `...` stands for axes that broadcast (and " +
    "are summed too where the right side has no `...`).",
  einsum,
);
