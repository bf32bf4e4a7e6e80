/**
 * `x[0]`, `x[:, 1:3]`, `x[..., -1]`, `x[::2]`, `x[i]` with an i32 tensor.
 *
 * Each item takes one axis, `...` those not named. Numbers drop their axis, slices keep it, an index tensor puts its shape
 * in the axis's place. An index that is out of range and known is an error here, with the size; the ends of a slice are
 * clipped to the axis, as in NumPy and PyTorch, and a slice that leaves nothing is an error.
 */
import type { Index, IndexItem, Span } from "../../grammar/ast.ts";
import { addDims, atom, ceilDivDims, type Dim, isKnown, showDim, showShape, subDims } from "../ir/dims.ts";
import type { Env } from "./build.ts";
import { isTensorLike, toTensor } from "./coerce.ts";
import { contextAt } from "./context.ts";
import { evaluate } from "./expr.ts";
import { fail, op } from "./fail.ts";
import { describe, type TensorNode, type Value } from "./value.ts";

export function evaluateIndex(env: Env, e: Index): Value {
  const x = evaluate(env, e.x);
  if (x.kind === "list" && (e.items.length === 1 || !isTensorLike(x))) return indexList(env, e, x.items);
  if (!isTensorLike(x))
    return fail(env, "NN0310", `${describe(x)} cannot be indexed`, e.x.span, {
      label: "only tensors and lists can",
    });
  const node = op(env, e.x.span, () => toTensor(contextAt(env, e.x.span), x));
  return { kind: "tensor", node: indexTensor(env, e, node) };
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
  | { readonly kind: "gather"; readonly index: TensorNode; readonly span: Span };

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

function apply(env: Env, x: TensorNode, steps: readonly Step[]): TensorNode {
  const { b } = env.build;
  const { shape } = x.type;
  const start = steps.map((s): Dim => (s.kind === "at" || s.kind === "slice" ? s.start : 0));
  const stop = steps.map((s, i): Dim =>
    s.kind === "at" ? addDims(s.start, 1) : s.kind === "slice" ? s.stop : shape[i]!,
  );
  let y = b.slice(
    x,
    start,
    stop,
    steps.map((s) => (s.kind === "slice" ? s.step : 1)),
  );
  y = b.flip(
    y,
    steps.flatMap((s, i) => (s.kind === "slice" && s.flip ? [i] : [])),
  );
  // From the last axis on, so that the axes before it keep their numbers.
  for (let i = steps.length - 1; i >= 0; i--) {
    const s = steps[i]!;
    if (s.kind === "gather") y = b.make("gather", [y, s.index], { axis: i });
  }
  let axis = 0;
  const kept: Dim[] = [];
  for (const s of steps) {
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
      const index = op(env, item.span, () => toTensor(contextAt(env, item.span), v, "i32"));
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
    fail(
      env,
      "NN0232",
      `index ${showDim(d)} is out of range for axis ${axis}, which has size ${showDim(size)}`,
      span,
      {
        label: size === 1 ? "the only index is 0" : `use 0 to ${size - 1}, or -${size} to -1 from the end`,
      },
    );
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
