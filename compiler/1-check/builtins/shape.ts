/**
 * Primitives that only give a tensor another shape or join tensors: nothing is computed.
 */
import {
  type Dim,
  dimsEqual,
  divDims,
  isKnown,
  mayBeEqual,
  productOf,
  showDim,
  showShape,
} from "../../ir/dims.ts";
import type { Builtin, BuiltinContext, BoundArg, TensorNode, Value } from "../value.ts";
import { isTensorLike, toTensors } from "../coerce.ts";
import { count, define, int, type Reader, requireSizes, tensor } from "./args.ts";

/** `_` in a shape: the size that is left over. The elaborator makes it an int whose only atom is `_`. */
function isHole(d: Dim): boolean {
  return !isKnown(d) && showDim(d) === "_";
}

/** How a shape keeps the examples apart, and what could be left to `_`. */
const keptHelp = (from: readonly Dim[], wanted: readonly Dim[]): string =>
  !isKnown(from[0]!) && (wanted.length === 0 || !dimsEqual(wanted[0]!, from[0]!))
    ? `keep the examples apart: begin with \`${showDim(from[0]!)}\`, as in \`[${showDim(from[0]!)}, _]\``
    : "both have to hold the same number of elements; `_` stands for the size that is left over";

function reshape(r: Reader, cx: BuiltinContext): Value {
  const x = r.tensor("x");
  const wanted = r.shape("shape");
  const holes = wanted.filter(isHole);
  if (holes.length > 1) r.bad("shape", "one size of `reshape` may be `_`, not two");
  if (wanted.some((d) => d === -1))
    r.bad("shape", "a size of -1 makes no sense", undefined, "write `_` for the size that is left over");
  requireSizes(cx, wanted, r.span("shape"), "`reshape`");
  const total = productOf(x.type.shape);
  const named = productOf(wanted.filter((d) => !isHole(d)));
  const rest = holes.length > 0 ? divDims(total, named) : mayBeEqual(total, named) ? 1 : undefined;
  if (rest === undefined || (isKnown(rest) && rest < 1))
    return cx.fail(
      "NN0225",
      holes.length > 0
        ? `${showShape(x.type.shape)} has ${showDim(total)} elements, not divisible by ${showDim(named)}`
        : `${showShape(x.type.shape)} has ${showDim(total)} elements and ${showShape(wanted)} has ${showDim(named)}`,
      {
        labels: [
          {
            span: r.span("shape"),
            text: `wants ${holes.length > 0 ? "a multiple of " : ""}${showDim(named)}`,
          },
          { span: r.span("x"), text: `has shape ${showShape(x.type.shape)}` },
        ],
        ...(holes.length === 0 && x.type.shape.length > 0 ? { help: keptHelp(x.type.shape, wanted) } : {}),
      },
    );
  return tensor(
    cx.b.reshape(
      x,
      wanted.map((d) => (isHole(d) ? rest : d)),
    ),
  );
}

function permute(r: Reader, cx: BuiltinContext): Value {
  const x = r.tensor("x");
  const rank = x.type.shape.length;
  const perm = r.shape("order").map((d) => r.resolveAxis(isKnown(d) ? d : -1, x.type.shape, "order"));
  if (perm.length !== rank || new Set(perm).size !== rank)
    r.bad(
      "order",
      `\`permute\` of ${showShape(x.type.shape)} names each of its ${count(rank, "axis", "axes")} once`,
      `names ${perm.join(", ")}`,
    );
  return tensor(cx.b.permute(x, perm));
}

/** Tensors from a list argument, of one dtype. */
function list(r: Reader): { nodes: TensorNode[]; arg: BoundArg } {
  const arg = r.args["xs"]!;
  if (arg.value.kind !== "list" || !isTensorLike(arg.value))
    return r.wants("xs", "a list of tensors", `write \`${r.name}([a, b], axis: 0)\``);
  if (arg.value.items.length === 0) return r.bad("xs", `\`${r.name}\` of an empty list has no result`);
  return {
    nodes: toTensors(
      r.cx,
      arg.value.items.map((value) => ({ value, span: arg.span })),
    ),
    arg,
  };
}

function concat(r: Reader, cx: BuiltinContext): Value {
  const { nodes } = list(r);
  const first = nodes[0]!;
  const rank = first.type.shape.length;
  if (rank === 0) r.bad("xs", "`concat` of scalars", undefined, "use `stack`, or a list: `[a, b]`");
  const axis = r.axis("axis", first.type.shape, 0);
  nodes.forEach((x, i) => {
    const { shape } = x.type;
    const odd =
      shape.length !== rank
        ? -1
        : shape.findIndex((d, k) => k !== axis && !mayBeEqual(d, first.type.shape[k]!));
    if (shape.length === rank && odd < 0) return;
    cx.fail(
      "NN0222",
      `\`concat\` along axis ${axis} of ${showShape(first.type.shape)} and ${showShape(shape)}`,
      {
        span: r.span("xs"),
        label:
          odd < 0
            ? `tensor 0 has ${count(rank, "axis", "axes")}, tensor ${i} has ${shape.length}`
            : `axis ${odd} is ${showDim(first.type.shape[odd]!)} in tensor 0 and ${showDim(shape[odd]!)} in tensor ${i}`,
        notes: ["all sizes but the one along `axis` must agree"],
      },
    );
  });
  return tensor(cx.b.concat(nodes, axis));
}

function stack(r: Reader, cx: BuiltinContext): Value {
  const { nodes } = list(r);
  const { shape } = nodes[0]!.type;
  const odd = nodes.findIndex(
    (x) => x.type.shape.length !== shape.length || !x.type.shape.every((d, i) => mayBeEqual(d, shape[i]!)),
  );
  if (odd >= 0)
    cx.fail("NN0222", `\`stack\` of ${showShape(shape)} and ${showShape(nodes[odd]!.type.shape)}`, {
      span: r.span("xs"),
      label: `tensor 0 is ${showShape(shape)}, tensor ${odd} is ${showShape(nodes[odd]!.type.shape)}`,
      notes: ["`stack` takes tensors of one shape; `concat` joins along an axis that they have"],
    });
  const axis = r.axis("axis", [...shape, 1], 0);
  const grown = [...shape.slice(0, axis), 1, ...shape.slice(axis)];
  return tensor(
    cx.b.concat(
      nodes.map((x) => cx.b.reshape(x, grown)),
      axis,
    ),
  );
}

function broadcast(r: Reader, cx: BuiltinContext): Value {
  const x = r.tensor("x");
  const shape = r.shape("shape");
  requireSizes(cx, shape, r.span("shape"), "`broadcast`");
  const from = x.type.shape;
  const lead = shape.length - from.length;
  const odd = from.findIndex((d, i) => lead < 0 || (!dimsEqual(d, 1) && !mayBeEqual(d, shape[i + lead]!)));
  if (odd >= 0)
    cx.fail("NN0220", `${showShape(from)} does not broadcast to ${showShape(shape)}`, {
      labels: [
        {
          span: r.span("shape"),
          text:
            lead < 0
              ? `has ${count(shape.length, "axis", "axes")}`
              : `${showDim(shape[odd + lead]!)} at axis ${odd - from.length}`,
        },
        {
          span: r.span("x"),
          text:
            lead < 0
              ? `has ${count(from.length, "axis", "axes")}`
              : `${showDim(from[odd]!)} at axis ${odd - from.length}`,
        },
      ],
      notes: ["axes are matched from the right; a size of the tensor must be equal to the new one, or 1"],
    });
  return tensor(cx.b.expand(x, shape));
}

/** The tensor, or a list of sizes as a shape of its own: `rank([2, 3])` is a tensor's rank, 1. */
function shapeOf(r: Reader): readonly Dim[] {
  return r.tensor("x").type.shape;
}

export const shape: readonly Builtin[] = [
  define(
    "reshape",
    ["x", "shape"],
    "`reshape(x, [2, _])`: the same elements, row-major, in another shape; one size may be `_`.",
    reshape,
  ),
  define(
    "permute",
    ["x", "order"],
    "`permute(x, [2, 0, 1])`: axis i of the result is axis `order[i]` of x.",
    permute,
  ),
  define("transpose", ["x"], "`transpose(x)`: the last two axes exchanged.", (r, cx) => {
    const x = r.tensor("x");
    if (x.type.shape.length < 2)
      cx.fail(
        "NN0228",
        `\`transpose\` exchanges two axes, and ${showShape(x.type.shape)} has ${x.type.shape.length}`,
        {
          span: r.span("x"),
        },
      );
    return tensor(cx.b.transpose(x));
  }),
  define("flatten", ["x"], "`flatten(x)`: all axes but the first made one.", (r, cx) => {
    const x = r.tensor("x");
    const [first, ...rest] = x.type.shape;
    if (first === undefined)
      return cx.fail("NN0228", "`flatten` keeps the first axis, and a scalar has none", {
        span: r.span("x"),
      });
    return tensor(cx.b.reshape(x, [first, productOf(rest)]));
  }),
  define(
    "broadcast",
    ["x", "shape"],
    "`broadcast(x, [2, 3])`: x repeated to a larger shape, right-aligned.",
    broadcast,
  ),
  define(
    "concat",
    ["xs", "axis?"],
    "`concat([a, b], axis: 0)`: tensors joined along an axis that they have.",
    concat,
  ),
  define("stack", ["xs", "axis?"], "`stack([a, b], axis: 0)`: tensors of one shape along a new axis.", stack),
  define("shape", ["x"], "`shape(x)`: its sizes, a compile-time list usable wherever a shape is.", (r) => {
    return { kind: "list", items: shapeOf(r).map(int) };
  }),
  define("rank", ["x"], "`rank(x)`: its number of axes, a compile-time integer.", (r, cx) => {
    const x = r.value("x");
    return int(x.kind === "tensor" ? cx.rankOf(x.node) : shapeOf(r).length);
  }),
  define(
    "size",
    ["x", "axis?"],
    "`size(x)`: its number of elements, or with `axis: n` its size there; a compile-time integer.",
    (r, cx) => {
      cx.looksAtShapes();
      const sizes = shapeOf(r);
      return int(r.has("axis") ? sizes[r.axis("axis", sizes)]! : productOf(sizes));
    },
  ),
];
