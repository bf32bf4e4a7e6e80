/**
 * `close(a, b, tolerance: 1e-5)`, for tests: whether two tensors agree in every element.
 */
import { toTensors } from "./coerce.ts";
import type { Builtin } from "./value.ts";

export const closeBuiltin: Builtin = {
  name: "close",
  params: ["a", "b", "tolerance?"],
  doc: "`close(a, b, tolerance: 1e-5)`: true if |a - b| is at most `tolerance * (1 + |b|)` everywhere. For `test`.",
  apply(cx, { a, b, tolerance }) {
    const nodes = toTensors(cx, [a!, b!], "f32").map((n) => cx.b.cast(n, "f32"));
    const [x, y] = [nodes[0]!, nodes[1]!];
    const t = tolerance?.value;
    const limit =
      t?.kind === "float"
        ? (t.value ?? 1e-5)
        : t?.kind === "int" && typeof t.value === "number"
          ? t.value
          : 1e-5;
    const g = cx.b;
    const distance = g.unary("abs", g.sub(x, y));
    const allowed = g.scalar("mul", g.scalar("add", g.unary("abs", y), 1), limit);
    // Counted as what is not within, so that a NaN counts as not close.
    const within = g.binary("le", distance, allowed);
    const wrong = g.cast(g.not(within), "f32");
    return { kind: "tensor", node: g.eq(g.sum(wrong), g.const(0)) };
  },
};
