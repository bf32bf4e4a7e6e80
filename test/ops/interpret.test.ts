/** The graph interpreter, the text of graphs, and what `verifyGraph` refuses. */
import { describe, expect, test } from "vitest";
import { evalNode, interpret } from "../../compiler/interpret/graph.ts";
import { Graph, type Node, type OpName, reachable } from "../../compiler/ir/graph.ts";
import { showGraph } from "../../compiler/ir/show.ts";
import { verifyGraph } from "../../compiler/ir/verify.ts";
import { Builder } from "../../compiler/ops/builder.ts";
import type { Precision, Tensor } from "../../compiler/ops/def.ts";
import { opDef } from "../../compiler/ops/index.ts";
import { tensorOf } from "../../compiler/ops/tensor.ts";

function input(
  b: Builder,
  name: string,
  shape: number[],
  dtype: "f32" | "f16" | "i32" | "bool" = "f32",
): Node {
  return b.input({ name, role: "argument", dtype, shape });
}

describe("interpret", () => {
  test("gives the outputs in order and evaluates each node once", () => {
    const b = new Builder();
    const x = input(b, "x", [2]);
    const y = b.mul(x, x);
    const z = b.add(y, y);
    const seen: Node[] = [];
    const bind = (n: Node<"input">): Tensor => tensorOf(n.type, [1, 2], "f64");
    const out = interpret([z, y, z, x], bind, "f64", { onValue: (n) => seen.push(n) });
    expect(out.map((t) => [...t.data])).toEqual([[2, 8], [1, 4], [2, 8], [1, 2]]); // prettier-ignore
    expect(seen).toEqual([x, y, z]);
  });

  test("what the host of a GPU computes is a double until a tensor meets it", () => {
    const b = new Builder();
    const step = b.input({ name: "step", role: "scalar", dtype: "f32", shape: [] });
    // The bias correction of Adam; in single it is 0.00099998713.
    const correction = b.sub(b.const(1), b.binary("pow", b.const(0.999), step));
    const x = input(b, "x", [2]);
    const y = b.div(x, b.expand(correction, [2]));
    const bind = (n: Node<"input">): Tensor => tensorOf(n.type, n === step ? [1] : [1, 2], "f32");
    const [c, z] = interpret([correction, y], bind, "f32");
    expect([...c!.data]).toEqual([Math.fround(1 - 0.999)]);
    expect([...z!.data]).toEqual([1, 2].map((v) => Math.fround(v / Math.fround(1 - 0.999))));
  });

  test("the hook finds the first NaN", () => {
    const b = new Builder();
    const y = b.unary("exp", b.unary("log", input(b, "x", [1])));
    const bind = (n: Node<"input">): Tensor => tensorOf(n.type, [-1], "f32");
    let first: Node | undefined;
    interpret([y], bind, "f32", {
      onValue: (n, t) => (first ??= t.data.some((v) => v !== v) ? n : undefined),
    });
    expect(first?.op).toBe("log");
  });

  test("refuses an input of another type", () => {
    const b = new Builder();
    const x = input(b, "x", [2]);
    const wrong = (): Tensor => tensorOf({ dtype: "f32", shape: [3] }, [1, 2, 3], "f32");
    expect(() => interpret([x], wrong, "f32")).toThrow("input x is f32[2] and was given f32[3]");
  });

  test("the fast loops agree with the ops, bit for bit", () => {
    const special = [0, -0, 1, -1, NaN, Infinity, -Infinity, 2.5, 1e-40, 65519, 1 / 3, -7, 700, 1e30, 3, 0.1, 5, 6];
    const b = new Builder();
    const ops: readonly OpName[] = ["add", "sub", "mul", "div", "neg", "exp", "log", "sqrt", "tanh", "lt", "le", "eq", "where"];
    for (const dtype of ["f32", "f16", "i32"] as const)
      for (const op of ops) {
        const [p, q] = [input(b, "p", [18, 18], dtype), input(b, "q", [18, 18], dtype)];
        const c = input(b, "c", [18, 18], "bool");
        const operands = op === "where" ? [c, p, q] : ["neg", "exp", "log", "sqrt", "tanh"].includes(op) ? [p] : [p, q];
        if (dtype === "i32" && ["div", "exp", "log", "sqrt", "tanh"].includes(op)) continue;
        const node = b.make(op, operands, {} as never);
        for (const precision of ["f32", "f64"] satisfies Precision[]) {
          const values = operands.map((n) => {
            const at = (i: number): number => (n === q ? special[i % 18]! : n === c ? i % 2 : special[Math.floor(i / 18)]!);
            return tensorOf(n.type, Array.from({ length: 324 }, (_, i) => at(i)), precision);
          });
          const direct = opDef(op).eval(values, {} as never, node.type, precision);
          expect(evalNode(node, values, precision).data, `${op} ${dtype} ${precision}`).toEqual(direct.data);
        }
      }
  }); // prettier-ignore
});

describe("graphs", () => {
  test("equal computations are one node, whatever the order of attributes", () => {
    const b = new Builder();
    const x = input(b, "x", [5]);
    const p = b.windows(x, { axes: [0], size: [2], stride: [1], dilation: [1] });
    const q = b.windows(x, { dilation: [1], stride: [1], size: [2], axes: [0] });
    expect(p).toBe(q);
    expect(b.const(0)).not.toBe(b.const(-0));
    expect(b.const(NaN)).toBe(b.const(NaN));
    expect(b.const(Infinity)).not.toBe(b.const(-Infinity));
  });

  test("reachable is in id order", () => {
    const b = new Builder();
    const x = input(b, "x", [5]);
    const y = b.sum(b.mul(b.unary("exp", x), x));
    expect(reachable([y]).map((n) => n.op)).toEqual(["input", "exp", "mul", "sum"]);
  });

  test("as text", () => {
    const b = new Builder();
    const x = input(b, "x", [2, 3]);
    const y = b.graph.withSpans([{ file: "m.nn", start: 4, end: 9 }], () =>
      b.sum(b.scalar("mul", x, -0), [1]),
    );
    const place = ({ start }: { start: number }): string => `m.nn:${start}`;
    expect(showGraph(b.graph, [{ name: "loss", node: y }], { place })).toBe(
      [
        "%0 = input name=x role=argument : f32[2, 3]",
        "%1 = const value=-0 : f32[]   // m.nn:4",
        "%2 = reshape %1 : f32[1, 1]   // m.nn:4",
        "%3 = broadcast %2 : f32[2, 3]   // m.nn:4",
        "%4 = mul %0 %3 : f32[2, 3]   // m.nn:4",
        "%5 = sum axes=[1] %4 : f32[2]   // m.nn:4",
        "return loss = %5",
        "",
      ].join("\n"),
    );
  });
});

describe("verifyGraph", () => {
  const fake = (n: Node, changes: Partial<Node>): Node => ({ ...n, ...changes });
  const b = new Builder();
  const y = b.sum(b.neg(input(b, "x", [2, 3])), [1]);

  test("accepts what the builder makes", () => expect(() => verifyGraph([y], "test", b.graph)).not.toThrow());
  test("a wrong type", () => {
    const bad = fake(y, { type: { dtype: "f32", shape: [3] } });
    expect(() => verifyGraph([bad], "some-pass")).toThrow(
      "internal error in some-pass: the type should be f32[2]: %2 = sum axes=[1] %1 : f32[3]",
    );
  });
  test("operands that do not fit", () => {
    const bad = fake(y, { attrs: { axes: [5] } });
    expect(() => verifyGraph([bad], "p")).toThrow("`sum`: there is no axis 5 in [2, 3]: %2 = sum axes=[5]");
  });
  test("an id out of order", () => {
    expect(() => verifyGraph([fake(y, { id: 0 })], "p")).toThrow("internal error in p: ");
  });
  test("a node of another graph", () => {
    expect(() => verifyGraph([y], "p", new Graph())).toThrow("the node belongs to another graph");
  });
  test("a size of 0", () => {
    const bad = fake(y, { type: { dtype: "f32", shape: [0] } });
    expect(() => verifyGraph([bad], "p")).toThrow("a size is no positive whole number");
  });
});
