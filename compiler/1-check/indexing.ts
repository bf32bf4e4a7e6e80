/**
 * `x[0]`, `x[:, 1:3]`, `x[..., -1]`, `x[::2]`, `x[i]` with an i32 tensor.
 *
 * Each item takes one axis, `...` those not named. Numbers drop their axis, slices keep it, an index tensor puts its shape
 * in the axis's place. An index that is out of range and known is an error here, with the size; the ends of a slice are
 * clipped to the axis, as in NumPy and PyTorch, and a slice that leaves nothing is an error.
 */
import type { Index, IndexItem, Span } from "../../grammar/ast.ts";
import {
  addDims,
  atom,
  ceilDivDims,
  type Dim,
  isKnown,
  productOf,
  showDim,
  showShape,
  subDims,
} from "../ir/dims.ts";
import type { Env } from "./build.ts";
import { isTensorLike, toTensor } from "./coerce.ts";
import { contextAt } from "./context.ts";
import { evaluate } from "./expr.ts";
import type { Fix } from "../diagnostics.ts";
import { fail, op } from "./fail.ts";
import { knownPositions, outOfRange, requireInRange } from "./positions.ts";
import { describe, type TensorNode, type Value } from "./value.ts";

export function evaluateIndex(env: Env, e: Index): Value {
  const x = evaluate(env, e.x);
  if (x.kind === "list" && (e.items.length === 1 || !isTensorLike(x))) return indexList(env, e, x.items);
  if (!isTensorLike(x))
    return fail(env, "NN0310", `${describe(x)} cannot be indexed`, e.x.span, {
      label: "only tensors and lists can",
      ...notIndexed(env, e, x),
    });
  const node = op(env, e.x.span, () => toTensor(contextAt(env, e.x.span), x));
  return { kind: "tensor", node: indexTensor(env, e, node) };
}

/** `dense[16]`, `houses[["area"]]`. */
function notIndexed(env: Env, e: Index, x: Value): { fixes?: Fix[]; help?: string } {
  const [from, to] = [e.x.span.end, e.span.end];
  const items = env.build.session.textOf({ ...e.span, start: from + 1, end: to - 1 });
  if ((x.kind === "layer" || x.kind === "fn" || x.kind === "builtin") && items !== undefined)
    return {
      fixes: [
        {
          title: `write \`${env.build.session.textOf(e.x.span) ?? "f"}(${items})\``,
          edits: [{ span: { ...e.span, start: from, end: to }, text: `(${items})` }],
        },
      ],
    };
  return x.kind === "data" ? { help: "name its columns, in brackets: `[first, second]`" } : {};
}

/** One axis of the result so far: what happens to it. */
type Step =
  | { readonly kind: "keep" }
  | { readonly kind: "at"; readonly start: Dim }
  | {
      readonly kind: "slice";
      readonly start: Dim;
      readonly stop: Dim;
      readonly step: number;
      readonly flip: boolean;
    }
  | Gather;

interface Gather {
  readonly kind: "gather";
  readonly index: TensorNode;
  readonly span: Span;
}

function indexTensor(env: Env, e: Index, x: TensorNode): TensorNode {
  const { shape } = x.type;
  const ellipses = e.items.filter((i) => i.kind === "ellipsis");
  if (ellipses.length > 1) fail(env, "NN0232", "`...` stands at most once in an index", ellipses[1]!.span);
  const named = e.items.length - ellipses.length;
  if (named > shape.length)
    fail(
      env,
      "NN0232",
      `${named} indices for a tensor with ${shape.length} ${shape.length === 1 ? "axis" : "axes"}`,
      e.span,
      {
        labels: [
          {
            span: e.items.filter((i) => i.kind !== "ellipsis")[shape.length]?.span ?? e.span,
            text: "one too many",
          },
          { span: e.x.span, text: `has shape ${showShape(shape)}` },
        ],
      },
    );
  const steps: Step[] = [];
  for (const item of e.items) {
    if (item.kind === "ellipsis") for (let i = named; i < shape.length; i++) steps.push({ kind: "keep" });
    else steps.push(stepOf(env, item, shape[steps.length]!, steps.length));
  }
  while (steps.length < shape.length) steps.push({ kind: "keep" });
  return op(env, e.span, () => apply(env, x, steps));
}

/**
 * Several index tensors side by side choose together, as in NumPy: `x[arange(n), y]` is one element of each row. Their axes
 * of `x` become one.
 */
function joined(
  env: Env,
  x: TensorNode,
  steps: readonly Step[],
): { readonly x: TensorNode; readonly steps: readonly Step[] } {
  const first = steps.findIndex((s) => s.kind === "gather");
  const last = steps.findLastIndex((s) => s.kind === "gather");
  if (first === last) return { x, steps };
  const { b } = env.build;
  const { shape } = x.type;
  const indices = steps.slice(first, last + 1).flatMap((s, i) => {
    if (s.kind === "gather") return [{ ...s, size: shape[first + i]! }];
    // A number in their midst has left one element of its axis.
    if (s.kind === "at") return [];
    return fail(
      env,
      "NN0232",
      "index tensors choose together only side by side",
      (steps[last] as Gather).span,
      {
        labels: [
          { span: (steps[last] as Gather).span, text: "this one" },
          { span: (steps[first] as Gather).span, text: "and this one have a slice between them" },
        ],
        help: "index one after the other: `x[i][:, :, j]` has all combinations",
      },
    );
  });
  const common = b.commonShape(indices.map((s) => s.index));
  const expanded = indices.map((s) => ({ size: s.size, index: b.expand(s.index, common) }));
  const merged = b.reshape(x, [
    ...shape.slice(0, first),
    productOf(shape.slice(first, last + 1)),
    ...shape.slice(last + 1),
  ]);
  let index = expanded[0]!.index;
  let inside: TensorNode | undefined;
  for (const [i, { index: next, size }] of expanded.entries()) {
    // While sizes are symbolic only types matter.
    if (!isKnown(size)) continue;
    if (i > 0) index = b.add(b.scalar("mul", index, size), next);
    const fits = b.binary("and", b.not(b.lt(next, b.fullLike(next, 0))), b.lt(next, b.fullLike(next, size)));
    inside = inside ? b.binary("and", inside, fits) : fits;
  }
  // What is out of range in one axis must not reach into the next row.
  if (inside) index = b.where(inside, index, b.fullLike(index, -1));
  const gather: Step = { kind: "gather", index, span: (steps[first] as Gather).span };
  return { x: merged, steps: [...steps.slice(0, first), gather, ...steps.slice(last + 1)] };
}

function apply(env: Env, whole: TensorNode, steps: readonly Step[]): TensorNode {
  const { b } = env.build;
  const { shape } = whole.type;
  const start = steps.map((s): Dim => (s.kind === "at" || s.kind === "slice" ? s.start : 0));
  const stop = steps.map((s, i): Dim =>
    s.kind === "at" ? addDims(s.start, 1) : s.kind === "slice" ? s.stop : shape[i]!,
  );
  const cut = b.slice(
    whole,
    start,
    stop,
    steps.map((s) => (s.kind === "slice" ? s.step : 1)),
  );
  const flipped = b.flip(
    cut,
    steps.flatMap((s, i) => (s.kind === "slice" && s.flip ? [i] : [])),
  );
  const { x, steps: rest } = joined(env, flipped, steps);
  let y = x;
  // From the last axis on, so that the axes before it keep their numbers.
  for (let i = rest.length - 1; i >= 0; i--) {
    const s = rest[i]!;
    if (s.kind === "gather") y = b.make("gather", [y, s.index], { axis: i });
  }
  let axis = 0;
  const kept: Dim[] = [];
  for (const s of rest) {
    const width = s.kind === "gather" ? s.index.type.shape.length : 1;
    if (s.kind !== "at") kept.push(...y.type.shape.slice(axis, axis + width));
    axis += width;
  }
  return b.reshape(y, kept);
}

function stepOf(env: Env, item: Exclude<IndexItem, { kind: "ellipsis" }>, size: Dim, axis: number): Step {
  if (item.kind === "at") {
    const v = evaluate(env, item.value);
    if (v.kind === "int") return { kind: "at", start: position(env, v.value, size, item.span, axis) };
    if (v.kind === "tensor" || v.kind === "list") {
      const along = { number: axis, size };
      const wrong = (code: "NN0232", title: string, label: string): never =>
        fail(env, code, title, item.span, { label });
      const known = knownPositions(v, along, wrong);
      const index = op(env, item.span, () => toTensor(contextAt(env, item.span), known, "i32"));
      requireInRange(index, along, wrong);
      if (index.type.dtype !== "i32")
        fail(env, "NN0321", `an index is i32, not ${index.type.dtype}`, item.span, {
          label: `this is ${describe({ kind: "tensor", node: index })}`,
          help:
            index.type.dtype === "bool"
              ? "choose with `select(condition, a, b)`"
              : "convert it with `i32(…)`",
        });
      return { kind: "gather", index, span: item.span };
    }
    return fail(env, "NN0322", `an index is a whole number or an i32 tensor, not ${describe(v)}`, item.span);
  }
  const bound = (e: typeof item.start): Dim | undefined => {
    if (!e) return undefined;
    const v = evaluate(env, e);
    if (v.kind === "int") return v.value;
    return fail(
      env,
      "NN0322",
      `the ends of a slice are whole numbers known when the program is compiled, not ${describe(v)}`,
      e.span,
    );
  };
  const step = bound(item.step) ?? 1;
  if (!isKnown(step)) return { kind: "keep" };
  if (step === 0) fail(env, "NN0232", "the step of a slice cannot be 0", item.span);
  return step > 0
    ? forwards(env, bound(item.start), bound(item.stop), step, size, item.span, axis)
    : backwards(env, bound(item.start), bound(item.stop), -step, size, item.span, axis);
}

/** A negative position counts from the end. */
function fromEnd(d: Dim, size: Dim): Dim {
  return isKnown(d) && d < 0 ? addDims(d, size) : d;
}

function position(env: Env, d: Dim, size: Dim, span: Span, axis: number): Dim {
  const p = fromEnd(d, size);
  if (isKnown(d) && isKnown(size) && (!isKnown(p) || p < 0 || p >= size))
    outOfRange(d, { number: axis, size }, (code, title, label) => fail(env, code, title, span, { label }));
  return p;
}

function forwards(
  env: Env,
  a: Dim | undefined,
  z: Dim | undefined,
  step: number,
  size: Dim,
  span: Span,
  axis: number,
): Step {
  const start = fromEnd(a ?? 0, size);
  const stop = fromEnd(z ?? size, size);
  if (!isKnown(start) || !isKnown(stop) || !isKnown(size))
    return { kind: "slice", start, stop, step, flip: false };
  const [from, to] = [Math.max(start, 0), Math.min(stop, size)];
  if (from >= to) empty(env, start, stop, size, span, axis);
  return { kind: "slice", start: from, stop: to, step, flip: false };
}

/** `x[5:1:-2]` is elements 5, 3: the same ones forwards, then flipped. */
function backwards(
  env: Env,
  a: Dim | undefined,
  z: Dim | undefined,
  step: number,
  size: Dim,
  span: Span,
  axis: number,
): Step {
  let first = fromEnd(a ?? subDims(size, 1), size);
  let beyond = z === undefined ? -1 : fromEnd(z, size);
  if (!isKnown(first) || !isKnown(beyond)) {
    if (a === undefined && z === undefined && step === 1)
      return { kind: "slice", start: 0, stop: size, step: 1, flip: true };
    // The result's size is all that matters while sizes are symbolic.
    const n = ceilDivDims(subDims(first, beyond), step);
    return { kind: "slice", start: 0, stop: isKnown(n) ? n : atom(`(${showDim(n)})`), step: 1, flip: true };
  }
  if (isKnown(size)) first = Math.min(first, size - 1);
  beyond = Math.max(beyond, -1);
  if (first <= beyond) empty(env, first, beyond, size, span, axis);
  const count = Math.ceil((first - beyond) / step);
  const last = first - (count - 1) * step;
  return { kind: "slice", start: last, stop: first + 1, step, flip: true };
}

function empty(env: Env, start: Dim, stop: Dim, size: Dim, span: Span, axis: number): never {
  return fail(
    env,
    "NN0224",
    `the slice from ${showDim(start)} to ${showDim(stop)} of axis ${axis} is empty`,
    span,
    {
      label: `the axis has size ${showDim(size)}`,
    },
  );
}

/** Lists are compile-time: `shape(x)[0]`. */
function indexList(env: Env, e: Index, items: readonly Value[]): Value {
  const [item] = e.items;
  env.build.looksAtShapes = true;
  if (e.items.length !== 1 || !item) return fail(env, "NN0232", "a list has one axis", e.span);
  if (item.kind === "at") {
    const v = evaluate(env, item.value);
    if (v.kind === "int" && isKnown(v.value)) {
      const i = v.value < 0 ? v.value + items.length : v.value;
      const found = items[i];
      if (found) return found;
      return fail(env, "NN0232", `index ${v.value} is out of range for a list of ${items.length}`, item.span);
    }
    const node = op(env, e.x.span, () => toTensor(contextAt(env, e.x.span), { kind: "list", items }));
    return { kind: "tensor", node: indexTensor(env, e, node) };
  }
  if (item.kind === "ellipsis") return { kind: "list", items };
  const read = (x: typeof item.start, otherwise: number): number => {
    if (!x) return otherwise;
    const v = evaluate(env, x);
    if (v.kind !== "int" || !isKnown(v.value))
      return fail(env, "NN0322", "the ends of a slice are whole numbers", x.span);
    return v.value < 0 ? v.value + items.length : v.value;
  };
  const step = read(item.step, 1);
  if (step !== 1) return fail(env, "NN0232", "slices of lists have no step", item.span);
  return { kind: "list", items: items.slice(read(item.start, 0), read(item.stop, items.length)) };
}
