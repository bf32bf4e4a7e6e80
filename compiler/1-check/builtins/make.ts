/**
 * Primitives that make tensors from nothing but numbers, and the constants.
 */
import { isKnown, showDim, subDims } from "../../ir/dims.ts";
import type { Builtin, BuiltinContext, Value } from "../value.ts";
import { isTensorLike, toTensor } from "../coerce.ts";
import { define, float, type Reader, requireSizes, tensor } from "./args.ts";

function filled(name: "zeros" | "ones", value: number): Builtin {
  const doc = `\`${name}(shape)\`: f32, all ${value}. As an initializer, \`${name}()\` takes the shape of its parameter.`;
  return define(name, ["shape"], doc, (r, cx) => {
    const shape = r.shape("shape");
    requireSizes(cx, shape, r.span("shape"), `\`${name}\``);
    return tensor(cx.b.full(shape, value));
  });
}

function full(r: Reader, cx: BuiltinContext): Value {
  const shape = r.shape("shape");
  requireSizes(cx, shape, r.span("shape"), "`full`");
  const value = r.value("value");
  if (!isTensorLike(value)) r.wants("value", "a number");
  const node = toTensor(cx, value, undefined, r.span("value"));
  if (node.type.shape.length > 0)
    r.wants("value", "one number", "use `broadcast(x, shape)` to repeat a tensor");
  return tensor(cx.b.expand(node, shape));
}

/** start, start + step, … below stop, as i32. */
function arange(r: Reader, cx: BuiltinContext): Value {
  const { b } = cx;
  const [start, stop] = r.has("stop") ? [r.int("start"), r.int("stop")] : [0, r.int("start")];
  const step = r.has("step") ? (r.known("step") ?? 1) : 1;
  if (step === 0) r.bad("step", "a step of 0 never arrives");
  const range = subDims(stop, start);
  const n = isKnown(range) ? Math.ceil(range / step) : range;
  if (isKnown(n) && n <= 0)
    cx.fail("NN0224", `\`arange\` from ${showDim(start)} to ${showDim(stop)} is empty`, {
      span: r.span(r.has("stop") ? "stop" : "start"),
    });
  const index = b.iota([n], 0);
  const scaled = step === 1 ? index : b.scalar("mul", index, step);
  // A symbolic start has no value yet; only the size matters then.
  return tensor(start === 0 ? scaled : b.scalar("add", scaled, isKnown(start) ? start : 1));
}

function eye(r: Reader, cx: BuiltinContext): Value {
  const n = r.int("n");
  const shape = [n, r.has("m") ? r.int("m") : n];
  requireSizes(cx, shape, r.span("n"), "`eye`");
  return tensor(cx.b.cast(cx.b.eq(cx.b.iota(shape, 0), cx.b.iota(shape, 1)), "f32"));
}

export const make: readonly Builtin[] = [
  filled("zeros", 0),
  filled("ones", 1),
  define("full", ["shape", "value"], "`full(shape, value)`: every element `value`, f32 for a number.", full),
  define("eye", ["n", "m?"], "`eye(n)`: the identity matrix, f32; `eye(n, m)` with m columns.", eye),
  define(
    "arange",
    ["start", "stop?", "step?"],
    "`arange(n)` or `arange(start, stop)`: i32, up to but not including the end.",
    arange,
  ),
  define(
    "weights",
    ["net"],
    "`weights(net)`: all weights (`param`) of an instance that has been applied, as one flat vector: `sum(weights(net)^2)`.",
    weights,
  ),
];

/** All weights of an instance as one flat vector, for penalties. */
function weights(r: Reader, cx: BuiltinContext): Value {
  const found = cx.weights(r.value("net"));
  return tensor(
    cx.b.concat(
      found.map((w) => cx.b.reshape(w, [cx.b.count(w)])),
      0,
    ),
  );
}

/** Values that are named, not called. */
export const constants: ReadonlyMap<string, Value> = new Map([
  ["pi", float(Math.PI)],
  ["inf", float(Infinity)],
]);
