/**
 * `weights(net)`: all weights of an instance as one vector, for penalties such as `l2(net)`.
 */
import type { Builtin } from "./value.ts";

export const weightsBuiltin: Builtin = {
  name: "weights",
  params: ["instance"],
  doc: "`weights(net)`: all weights of an instance, flattened into one vector. The instance has been applied before.",
  apply(cx, { instance }) {
    const flat = cx.weights(instance!.value).map((w) => cx.b.reshape(w, [cx.b.count(w)]));
    return { kind: "tensor", node: cx.b.concat(flat, 0) };
  },
};
