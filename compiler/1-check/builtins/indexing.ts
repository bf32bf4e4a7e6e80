/**
 * Primitives that look up by position: takes, picks, sorts. Positions are i32; one out of range reads 0 and adds nothing.
 */
import { type Dim, isKnown, mayBeEqual, showDim, showShape } from "../../ir/dims.ts";
import type { Builtin, BuiltinContext, TensorNode, Value } from "../value.ts";
import { requireInRange } from "../positions.ts";
import { define, type Reader, requireSizes, tensor } from "./args.ts";

/** x[…, i, …]: along the last axis as a masked sum, which fuses into the row that made x. */
function pick(r: Reader, cx: BuiltinContext): Value {
  const { b } = cx;
  const x = r.tensor("x");
  const { shape } = x.type;
  if (shape.length === 0)
    cx.fail("NN0228", "`pick` takes along the last axis, and a scalar has none", { span: r.span("x") });
  const i = r.positions("i", { number: shape.length - 1, size: shape.at(-1)! });
  const rows = shape.slice(0, -1);
  if (i.type.shape.length !== rows.length || !rows.every((d, k) => mayBeEqual(d, i.type.shape[k]!)))
    cx.fail(
      "NN0231",
      `\`pick\` from ${showShape(shape)} takes positions ${showShape(rows)}, not ${showShape(i.type.shape)}`,
      {
        labels: [
          { span: r.span("i"), text: `has shape ${showShape(i.type.shape)}` },
          { span: r.span("x"), text: `has shape ${showShape(shape)}` },
        ],
        notes: ["one position for each row along the last axis"],
      },
    );
  const last = shape.length - 1;
  const here = b.eq(b.iota(shape, last), b.expand(b.reshape(i, [...i.type.shape, 1]), shape));
  const x32 = x.type.dtype === "bool" ? b.cast(x, "i32") : x;
  const picked = b.sum(b.where(here, x32, b.fullLike(x32, 0)), [last]);
  return tensor(b.cast(picked, x.type.dtype));
}

function oneHot(r: Reader, cx: BuiltinContext): Value {
  const { b } = cx;
  if (!r.has("n"))
    cx.fail("NN0320", "`one_hot` needs the number of classes", {
      help: "write `one_hot(i, 10)`; without it, only text columns of `data` know theirs",
    });
  const n = r.int("n");
  const i = r.positions("i", { number: r.indices("i").type.shape.length, size: n, only: "forward" });
  const shape = [...i.type.shape, n];
  requireSizes(cx, shape, r.span("n"), "`one_hot`");
  const here = b.eq(b.iota(shape, shape.length - 1), b.expand(b.reshape(i, [...i.type.shape, 1]), shape));
  return tensor(b.cast(here, "f32"));
}

function scatterAdd(r: Reader, cx: BuiltinContext): Value {
  const { b } = cx;
  const x = r.numbers("x");
  const rows = r.tensor("rows", x.type.dtype);
  const axis = r.axis("axis", x.type.shape, 0);
  const i = r.positions("i", { number: axis, size: x.type.shape[axis]! });
  const wanted = [...x.type.shape.slice(0, axis), ...i.type.shape, ...x.type.shape.slice(axis + 1)];
  const lead = wanted.length - rows.type.shape.length;
  const fits = lead >= 0 && rows.type.shape.every((d, k) => d === 1 || mayBeEqual(d, wanted[k + lead]!));
  if (!fits)
    cx.fail(
      "NN0231",
      `\`scatter_add\` into ${showShape(x.type.shape)} at ${showShape(i.type.shape)} takes rows ${showShape(wanted)}, not ${showShape(rows.type.shape)}`,
      {
        span: r.span("rows"),
        label: `has shape ${showShape(rows.type.shape)}`,
        notes: [`the shape of the positions stands in the place of axis ${axis}`],
      },
    );
  if (rows.type.dtype !== x.type.dtype)
    cx.fail("NN0321", `\`scatter_add\` of ${rows.type.dtype} rows into ${x.type.dtype}`, {
      span: r.span("rows"),
    });
  return tensor(
    b.add(x, b.make("scatterAdd", [i, b.expand(rows, wanted)], { axis, size: x.type.shape[axis]! })),
  );
}

/** The order along an axis, the elements in it, or the first k of them. */
function ordered(
  r: Reader,
  cx: BuiltinContext,
  descending: boolean,
  k?: Dim,
): { values: TensorNode; indices: TensorNode } {
  const { b } = cx;
  const x = r.numbers("x");
  const axis = r.axis("axis", x.type.shape);
  const order = b.make("argsort", [x], { axis, descending });
  const indices = k === undefined ? order : b.sliceAxis(order, axis, 0, k);
  return { values: b.make("takeAlong", [x, indices], { axis }), indices };
}

function topK(r: Reader, cx: BuiltinContext): Value {
  const x = r.numbers("x");
  const axis = r.axis("axis", x.type.shape);
  const n = x.type.shape[axis]!;
  const k = r.int("k");
  if (isKnown(k) && (k < 1 || (isKnown(n) && k > n)))
    r.bad(
      "k",
      `\`top_k\` of ${showDim(k)} along an axis of size ${showDim(n)}`,
      undefined,
      `k is from 1 to ${showDim(n)}`,
    );
  const { values, indices } = ordered(r, cx, true, k);
  return { kind: "record", fields: new Map([["values", tensor(values)], ["indices", tensor(indices)]]) }; // prettier-ignore
}

export const indexing: readonly Builtin[] = [
  define(
    "take",
    ["x", "i", "axis?"],
    "`take(x, i, axis: 0)`: the slices of x at positions i; i's shape stands in the axis's place. Known positions count " +
      "from the end where negative; one out of range reads 0 where only the run knows it. The gradient adds up where a " +
      "position repeats.",
    (r, cx) => {
      const x = r.tensor("x");
      const axis = r.axis("axis", x.type.shape, 0);
      const along = { number: axis, size: x.type.shape[axis]! };
      const i = r.positions("i", along);
      requireInRange(i, along, (code, title, label) => cx.fail(code, title, { span: r.span("i"), label }));
      return tensor(cx.b.make("gather", [x, i], { axis }));
    },
  ),
  define(
    "pick",
    ["x", "i"],
    "`pick(x, i)`: from each row along the last axis the element at its position in i.",
    pick,
  ),
  define(
    "scatter_add",
    ["x", "i", "rows", "axis?"],
    "`scatter_add(x, i, rows, axis: 0)`: x with `rows` added at positions i; repeated positions add up.",
    scatterAdd,
  ),
  define(
    "one_hot",
    ["i", "n?"],
    "`one_hot(i, n)`: f32, 1 at position i of a new last axis of size n, 0 elsewhere.",
    oneHot,
  ),
  define(
    "top_k",
    ["x", "k", "axis?"],
    "`top_k(x, k, axis: -1)`: `{ values, indices }` of the k largest, the largest first, ties to the lower index.",
    topK,
  ),
  define(
    "sort",
    ["x", "descending?", "axis?"],
    "`sort(x, descending: false, axis: -1)`: in order; the gradient follows the elements.",
    (r, cx) => tensor(ordered(r, cx, r.bool("descending", false)).values),
  ),
  define(
    "argsort",
    ["x", "descending?", "axis?"],
    "`argsort(x, descending: false, axis: -1)`: the positions (i32) that sort x, ties to the lower index.",
    (r, cx) => tensor(ordered(r, cx, r.bool("descending", false)).indices),
  ),
];
