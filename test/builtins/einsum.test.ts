/** einsum against a naive reference that loops over all names. */
import { describe, expect, it } from "vitest";
import { reachable, type Node } from "../../compiler/ir/graph.ts";
import {
  apply,
  close,
  context,
  counting,
  evaluate,
  failure,
  literal,
  nodeOf,
  shapeText,
  symbolic,
} from "./support.ts";

/** A small deterministic generator. */
function generator(seed: number): () => number {
  let s = seed >>> 0;
  return () => (s = (Math.imul(s, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

interface Array_ {
  shape: number[];
  data: number[];
}

/** Sums the product over every assignment of the names that are not on the right. */
function naive(
  operands: readonly { names: string[]; x: Array_ }[],
  output: readonly string[],
  sizes: Map<string, number>,
): number[] {
  const all = [...new Set([...output, ...operands.flatMap((o) => o.names)])];
  const result = new Array<number>(output.reduce((n, name) => n * sizes.get(name)!, 1)).fill(0);
  const index = new Map<string, number>();
  const flat = (names: readonly string[]): number =>
    names.reduce((at, n) => at * sizes.get(n)! + index.get(n)!, 0);
  const loop = (k: number): void => {
    if (k === all.length) {
      result[flat(output)]! += operands.reduce((p, o) => p * o.x.data[flat(o.names)]!, 1);
      return;
    }
    for (let i = 0; i < sizes.get(all[k]!)!; i++) {
      index.set(all[k]!, i);
      loop(k + 1);
    }
  };
  loop(0);
  return result;
}

describe("against a naive reference", () => {
  const random = generator(11);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  for (let round = 0; round < 300; round++) {
    const names = ["a", "b", "c", "d", "e"].slice(0, 2 + Math.floor(random() * 4));
    const sizes = new Map(names.map((n) => [n, 1 + Math.floor(random() * 3)]));
    const count = 1 + Math.floor(random() * 3);
    const operands = Array.from({ length: count }, () => {
      const own = Array.from({ length: Math.floor(random() * 4) }, () => pick(names));
      const shape = own.map((n) => sizes.get(n)!);
      return {
        names: own,
        x: { shape, data: Array.from({ length: shape.reduce((p, d) => p * d, 1) }, () => random() * 2 - 1) },
      };
    });
    const present = [...new Set(operands.flatMap((o) => o.names))];
    const output = present.filter(() => random() < 0.6).sort(() => random() - 0.5);
    const pattern = `${operands.map((o) => o.names.join(" ")).join(", ")} -> ${output.join(" ")}`;
    it(pattern, () => {
      const cx = context();
      const values = operands.map((o) => literal(cx, o.x.shape, o.x.data));
      const result = evaluate(apply(cx, "einsum", ...values, pattern));
      expect(result.shape).toEqual(output.map((n) => sizes.get(n)!));
      close(result.data, naive(operands, output, sizes));
    });
  }
});

describe("as few nodes as possible", () => {
  const ops = (pattern: string, ...shapes: number[][]): string => {
    const cx = context();
    const y = nodeOf(
      apply(
        cx,
        "einsum",
        ...shapes.map((s, i) => ({
          kind: "tensor" as const,
          node: cx.b.input({ name: `x${i}`, role: "argument", dtype: "f32", shape: s }),
        })),
        pattern,
      ),
    );
    return reachable([y as Node])
      .filter((n) => n.op !== "input")
      .map((n) => n.op)
      .join(" ");
  };
  it("a product of matrices is one dot", () => expect(ops("i k, k j -> i j", [2, 3], [3, 4])).toBe("dot"));
  it("attention scores are one dot", () =>
    expect(ops("b h i d, b h j d -> b h i j", [2, 2, 3, 4], [2, 2, 5, 4])).toBe("dot"));
  it("the transposed product exchanges its operands", () =>
    expect(ops("i k, k j -> j i", [2, 3], [3, 4])).toBe("dot"));
  it("a lone name is summed before the dot", () =>
    expect(ops("i k x, k j -> i j", [2, 3, 5], [3, 4])).toBe("sum dot"));
  it("a chain is a chain of dots", () =>
    expect(ops("i j, j k, k l -> i l", [2, 3], [3, 4], [4, 5])).toBe("dot dot"));
  it("a transposition is a permute", () => expect(ops("i j -> j i", [2, 3])).toBe("permute"));
});

describe("ellipsis", () => {
  it("stands for leading axes that broadcast", () => {
    const cx = context();
    const a = counting(cx, [2, 1, 2, 3]);
    const b = counting(cx, [4, 3, 2]);
    const y = evaluate(apply(cx, "einsum", a, b, "... i k, ... k j -> ... i j"));
    expect(y.shape).toEqual([2, 4, 2, 2]);
    const [x, z] = [evaluate(a).data, evaluate(b).data];
    const wanted: number[] = [];
    for (let p = 0; p < 2; p++) for (let q = 0; q < 4; q++) for (let i = 0; i < 2; i++) for (let j = 0; j < 2; j++) {
      let s = 0;
      for (let k = 0; k < 3; k++) s += x[(p * 2 + i) * 3 + k]! * z[(q * 3 + k) * 2 + j]!;
      wanted.push(s);
    } // prettier-ignore
    close(y.data, wanted);
  });
  it("in the middle and alone", () => {
    const cx = context();
    expect(evaluate(apply(cx, "einsum", counting(cx, [2, 3, 4]), "a ... b -> ... b a")).shape).toEqual([
      3, 4, 2,
    ]);
    expect(evaluate(apply(cx, "einsum", counting(cx, [2]), "i ... -> ... i")).shape).toEqual([2]);
  });
});

it("takes whole numbers", () => {
  const cx = context();
  const y = evaluate(
    apply(cx, "einsum", counting(cx, [2, 2], "i32"), counting(cx, [2, 2], "i32"), "i k, k j -> i j"),
  );
  expect(y).toEqual({ dtype: "i32", shape: [2, 2], data: [2, 3, 6, 11] });
});

it("symbolic sizes", () => {
  const cx = context();
  const a = symbolic(cx, ["b", "h", "t", "d"]);
  const b = symbolic(cx, ["b", "h", "u", "d"]);
  expect(shapeText(apply(cx, "einsum", a, b, "b h i d, b h j d -> b h i j"))).toBe("[b, h, t, u]");
  expect(shapeText(apply(cx, "einsum", symbolic(cx, ["n", "n"]), "i i -> i"))).toBe("[n]");
  expect(
    failure(() => apply(cx, "einsum", a, symbolic(cx, ["b", "h", "u", "e"]), "b h i d, b h j d -> b h i j"))
      .title,
  ).toBe("axis `d` is d in operand 0 and e in operand 1");
});

describe("mistakes point into the pattern", () => {
  const at = (pattern: string, ...shapes: number[][]): [string, string] => {
    const cx = context();
    const d = failure(() => apply(cx, "einsum", ...shapes.map((s) => counting(cx, s)), pattern));
    const start = 100 * shapes.length + 1;
    return [d.title, pattern.slice(d.labels[0]!.span.start - start, d.labels[0]!.span.end - start)];
  };
  it("sizes", () =>
    expect(at("i k, k j -> i j", [2, 3], [4, 5])).toEqual([
      "axis `k` is 3 in operand 0 and 4 in operand 1",
      "k",
    ]));
  it("an axis that no operand has", () =>
    expect(at("i k -> i q", [2, 3])).toEqual(["`q` is not an axis of any operand", "q"]));
  it("twice on the right", () =>
    expect(at("i k -> i i", [2, 3])).toEqual(["`i` stands twice on the right", "i"]));
  it("the wrong number of axes", () =>
    expect(at("i j k, j -> i", [2, 3], [3])).toEqual([
      "operand 0 has 2 axes [2, 3], and its pattern names 3",
      "i j k",
    ]));
  it("the wrong number of operands", () =>
    expect(at("i, j -> i j", [2])).toEqual(["the pattern describes 2 operands, and 1 is given", "i, j"]));
  it("no arrow", () => expect(at("i j", [2, 3])[0]).toBe("the pattern of `einsum` has no `->`"));
  it("a number", () => expect(at("i 2 -> i", [2, 2])).toEqual(["`einsum` patterns hold names, not 2", "2"]));
  it("a group", () => expect(at("(i j) -> i j", [4])).toEqual(["`einsum` has no groups", "("]));
  it("an ellipsis that stands for nothing", () =>
    expect(at("i -> ... i", [2])).toEqual(["`...` on the right stands for nothing on the left", "..."]));
});
