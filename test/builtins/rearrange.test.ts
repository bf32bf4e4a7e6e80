/** rearrange against a naive reference, and its messages. */
import { describe, expect, it } from "vitest";
import { apply, context, counting, evaluate, failure, type Named, shapeText, symbolic } from "./support.ts";

function generator(seed: number): () => number {
  let s = seed >>> 0;
  return () => (s = (Math.imul(s, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

/** Groups `names` at random; a group of one may stay without brackets. */
function grouped(names: readonly string[], random: () => number): string[][] {
  const groups: string[][] = [];
  for (const n of names)
    if (groups.length > 0 && random() < 0.35) groups.at(-1)!.push(n);
    else groups.push([n]);
  return groups;
}
const written = (groups: readonly string[][], ones: () => boolean): string =>
  groups.flatMap((g) => [...(ones() ? ["1"] : []), g.length === 1 ? g[0]! : `(${g.join(" ")})`]).join(" ");

describe("against a naive reference", () => {
  const random = generator(5);
  for (let round = 0; round < 200; round++) {
    const names = ["a", "b", "c", "d"].slice(0, 1 + Math.floor(random() * 4));
    const sizes = new Map(names.map((n) => [n, 1 + Math.floor(random() * 3)]));
    const left = grouped(names, random);
    const repeats = random() < 0.3 ? ["r"] : [];
    sizes.set("r", 2);
    const order = [...names, ...repeats].sort(() => random() - 0.5);
    const right = grouped(order, random);
    const pattern = `${written(left, () => false)} -> ${written(right, () => random() < 0.15)}`;
    // All sizes inside groups but the last of each, and repeats.
    const given: Record<string, number> = {};
    for (const g of left) for (const n of g.slice(0, -1)) given[n] = sizes.get(n)!;
    for (const r of repeats) given[r] = 2;
    it(`${pattern}  ${JSON.stringify(given)}`, () => {
      const cx = context();
      const shape = left.map((g) => g.reduce((p, n) => p * sizes.get(n)!, 1));
      const x = counting(cx, shape);
      const result = evaluate(
        apply(cx, "rearrange", x, pattern, ...(Object.keys(given).length > 0 ? [given as Named] : [])),
      );
      const wanted: number[] = [];
      const index = new Map<string, number>();
      const loop = (k: number): void => {
        if (k === order.length) {
          wanted.push(names.reduce((at, n) => at * sizes.get(n)! + index.get(n)!, 0));
          return;
        }
        for (let i = 0; i < sizes.get(order[k]!)!; i++) {
          index.set(order[k]!, i);
          loop(k + 1);
        }
      };
      loop(0);
      expect(result.data).toEqual(wanted);
      expect(result.shape.filter((d) => d !== 1)).toEqual(
        right.map((g) => g.reduce((p, n) => p * sizes.get(n)!, 1)).filter((d) => d !== 1),
      );
    });
  }
});

describe("other forms", () => {
  const shape = (dims: number[], pattern: string, given?: Named): readonly number[] => {
    const cx = context();
    return evaluate(apply(cx, "rearrange", counting(cx, dims), pattern, ...(given ? [given] : []))).shape;
  };
  it("ellipsis", () => {
    expect(shape([2, 3, 4], "... d -> d ...")).toEqual([4, 2, 3]);
    expect(shape([2, 3, 4], "b ... -> b (...)")).toEqual([2, 12]);
    expect(shape([5, 2, 3, 8], "... (h d) -> ... h d", { h: 2 })).toEqual([5, 2, 3, 2, 4]);
    expect(shape([8], "... (h d) -> ... h d", { h: 2 })).toEqual([2, 4]);
  });
  it("ones", () => {
    expect(shape([2, 3], "a b -> a 1 b 1")).toEqual([2, 1, 3, 1]);
    expect(shape([2, 1, 3], "a 1 b -> (a b)")).toEqual([6]);
    expect(shape([2], "a -> (a 1)")).toEqual([2]);
  });
  it("repeats", () => expect(shape([2, 3], "a b -> a r b", { r: 4 })).toEqual([2, 4, 3]));
  it("a scalar", () => expect(shape([], "-> 1 1")).toEqual([1, 1]));
  it("symbolic sizes", () => {
    const cx = context();
    const x = apply(cx, "rearrange", symbolic(cx, ["b", "t", "c"]), "b t (h d) -> b h t d", { h: 4 });
    expect(shapeText(x)).toBe("[b, 4, t, c / 4]");
  });
});

describe("mistakes point into the pattern", () => {
  const at = (dims: number[], pattern: string, given?: Named): [string, string, string] => {
    const cx = context();
    const d = failure(() => apply(cx, "rearrange", counting(cx, dims), pattern, ...(given ? [given] : [])));
    return [d.code, d.title, pattern.slice(d.labels[0]!.span.start - 101, d.labels[0]!.span.end - 101)];
  };
  it("an axis that is not divisible", () =>
    expect(at([2, 5, 390], "b t (n h d) -> n b h t d", { n: 3, h: 4 })).toEqual([
      "NN0204",
      "axis (n h d) has size 390, not divisible by n * h = 12",
      "(n h d)",
    ]));
  it("a group with all sizes wrong", () =>
    expect(at([12], "(a b) -> a b", { a: 2, b: 5 }).slice(1)).toEqual([
      "axis (a b) has size 12, which is not a * b = 10",
      "(a b)",
    ]));
  it("a plain axis", () => expect(at([12], "a -> a", { a: 5 })[1]).toBe("axis a has size 12, not 5"));
  it("two unknown sizes", () =>
    expect(at([12], "(a b) -> a b").slice(1)).toEqual(["the sizes of `a` and `b` are not given", "(a b)"]));
  it("a lost axis", () =>
    expect(at([2, 3], "a b -> a")).toEqual(["NN0227", "`b` is missing on the right", "a"]));
  it("a new axis", () =>
    expect(at([2], "a -> a b").slice(1)).toEqual(["`b` is not an axis on the left", "b"]));
  it("the wrong number of axes", () =>
    expect(at([2, 3], "a -> a").slice(1)).toEqual([
      "the tensor has 2 axes [2, 3], and the pattern's left side 1",
      "a",
    ]));
  it("an open group", () => expect(at([2], "(a -> a").slice(1)).toEqual(["this `(` is not closed", "("]));
  it("a one that is not one", () =>
    expect(at([2, 3], "1 b -> b").slice(1)).toEqual(["axis 0 has size 2, and the pattern says 1", "1"]));
  it("a number", () =>
    expect(at([4], "a -> a 2").slice(1)).toEqual(["the only number in a pattern is 1, not 2", "2"]));
  it("a size for no axis", () => {
    const cx = context();
    const d = failure(() => apply(cx, "rearrange", counting(cx, [4]), "(head d) -> head d", { haed: 2 }));
    expect([d.title, d.fixes[0]!.title]).toEqual(["the pattern has no axis `haed`", "did you mean `head`?"]);
  });
});
