/**
 * Vectorized graphs against the graph of one example, evaluated example by example.
 */
import { describe, expect, it } from "vitest";
import { compile, type DataProvider } from "../../compiler/compile.ts";
import { evaluate, reader, show, tensor } from "./run.ts";

const n = 5;
const provider: DataProvider = () => ({
  columns: [
    { name: "a", dtype: "f32", shape: [3, 4], kind: "number" },
    { name: "v", dtype: "f32", shape: [6], kind: "number" },
    { name: "k", dtype: "i32", shape: [2], kind: "number" },
    { name: "color", dtype: "i32", shape: [], kind: "text", categories: ["blue", "green", "red"] },
  ],
  members: {},
  count: n,
});

/** Values that differ between examples and elements. */
const column = (shape: readonly number[], scale = 1) =>
  Array.from(
    { length: shape.reduce((x, y) => x * y, 1) },
    (_, i) => Math.round(Math.sin(i * 1.7 + scale) * 1000) / 250,
  );

const fields = [
  "a + 2 * a^2 - exp(a / 4)",
  "select(a > 0, a, v[0])",
  "sum(a, axis: 0)",
  "mean(a)",
  "max(a, axis: 1)",
  "argmax(a, axis: 1)",
  "cumsum(v)",
  "sort(v)",
  "reshape(a, [2, 6])",
  "transpose(a)",
  "broadcast(v[:1], [4])",
  "a[1:, ::2]",
  "flip(v, axis: 0)",
  "pad(a, [[1, 0], [0, 2]])",
  "concat([v, sum(a, axis: 0)])",
  "windows(v, 3)",
  "a @ transpose(a)",
  "a @ ones([4, 2])",
  "ones([2, 3]) @ a",
  'einsum(a, a, "i j, i k -> j k")',
  "take(v, k)",
  "take([10.0, 20.0, 30.0, 40.0, 50.0, 60.0], k)",
  "a[:, [0, 2]]",
  "take(a, k, axis: 1)",
  "pick(a[:2], k)",
  "one_hot(k, 6)",
  "[1, 2, 3]",
  "category(color)",
  "one_hot(color)",
  "conv(reshape(a, [1, 3, 4, 1]), ones([2, 2, 1, 2]))",
  "stop_grad(clamp(v, -1, 1))",
  "top_k(v, 2).values",
  "norm(v)",
  "(scan (s = 0.0) over (e = v) { return { s: 0.5 * s + e, out: s * a + f32(k[0]) } }).out",
  "prod(v[:2])",
];

describe("fields of many examples", () => {
  const raw = {
    a: column([n, 3, 4]),
    v: column([n, 6], 2),
    k: Array.from({ length: n * 2 }, (_, i) => (i * 3) % 4),
    "category:color": [0, 2, 1, 1, 0],
  };
  const shapes: Record<string, number[]> = { a: [3, 4], v: [6], k: [2], "category:color": [] };
  const dtype = (name: string) => (name === "a" || name === "v" ? "f32" : "i32");
  for (const field of fields)
    it(field, () => {
      // The declared type is found by asking for a wrong one first.
      const typed = (type: string) => `data d = csv("d.csv") { local = ${field}  out: ${type} = local }`;
      const probe = compile("main.nn", { read: reader(typed("i32[9, 9, 9, 9, 9]")), data: provider });
      const text = show(probe.diagnostics, probe.sources);
      const dt = /is i32 and gets f32/.test(text) ? "" : "i32";
      const second = compile("main.nn", { read: reader(typed(`${dt}[9, 9, 9, 9, 9]`)), data: provider });
      const shape = /its value is (\[[^\]]*\])/.exec(show(second.diagnostics, second.sources))?.[1];
      const { program, diagnostics, sources } = compile("main.nn", {
        read: reader(typed(`${dt}${shape}`)),
        data: provider,
      });
      expect(show(diagnostics, sources)).toBe("");
      const data = program!.data["d"]!;
      const size = (s: readonly number[]) => s.reduce((x, y) => x * y, 1);
      const inputs = (from: number, count: number) =>
        Object.fromEntries(
          data.columns.map((c) => {
            const each = size(shapes[c.name]!);
            const values = raw[c.name as keyof typeof raw].slice(from * each, (from + count) * each);
            return [c.name, tensor([count, ...shapes[c.name]!], values, dtype(c.name))];
          }),
        );
      const whole = Array.from(evaluate(data.at(n), inputs(0, n))["out"]!.data);
      const single = Array.from({ length: n }, (_, i) =>
        Array.from(evaluate(data.at(1), inputs(i, 1))["out"]!.data),
      ).flat();
      expect(whole).toHaveLength(n * size(data.fields[0]!.type.shape));
      whole.forEach((x, i) => expect(x).toBeCloseTo(single[i]!, 9));
    });

  it("generates with the example's number", () => {
    const source = "data d = generate(4) { x: [] = f32(index) * 2  y: [2] = normal([2]) }";
    const { program } = compile("main.nn", { read: reader(source) });
    const out = evaluate(program!.data["d"]!.at(4), { seed: tensor([], [1], "i32") });
    expect(Array.from(out["x"]!.data)).toEqual([0, 2, 4, 6]);
    expect(new Set(out["y"]!.data).size).toBe(8);
  });
});
