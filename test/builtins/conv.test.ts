/** conv against loops, in every setting; "same" sizes; symbolic sizes; mistakes. And `@`. */
import { describe, expect, it } from "vitest";
import { matmul } from "../../compiler/1-check/builtins/index.ts";
import { atom } from "../../compiler/ir/dims.ts";
import {
  apply,
  close,
  context,
  counting,
  evaluate,
  failure,
  literal,
  shapeText,
  symbolic,
  type Given,
  type Named,
} from "./support.ts";
import type { Value } from "../../compiler/1-check/value.ts";

function generator(seed: number): () => number {
  let s = seed >>> 0;
  return () => (s = (Math.imul(s, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

interface Setting {
  h: number; w: number; kh: number; kw: number; inC: number; outC: number;
  stride: [number, number]; dilation: [number, number]; groups: number;
  padding: "same" | "valid" | number | [[number, number], [number, number]];
} // prettier-ignore

/** [low, out] along one axis. */
function place(
  n: number,
  k: number,
  s: number,
  d: number,
  padding: Setting["padding"],
  axis: 0 | 1,
): [number, number] {
  const extent = (k - 1) * d + 1;
  if (padding === "same") {
    const out = Math.ceil(n / s);
    return [Math.floor(Math.max(0, (out - 1) * s + extent - n) / 2), out];
  }
  const [low, high] =
    padding === "valid" ? [0, 0] : typeof padding === "number" ? [padding, padding] : padding[axis];
  return [low, Math.floor((n + low + high - extent) / s) + 1];
}

function naive(c: Setting, x: number[], w: number[]): { shape: number[]; data: number[] } {
  const [py, oh] = place(c.h, c.kh, c.stride[0], c.dilation[0], c.padding, 0);
  const [px, ow] = place(c.w, c.kw, c.stride[1], c.dilation[1], c.padding, 1);
  const [ig, og] = [c.inC / c.groups, c.outC / c.groups];
  const data: number[] = [];
  for (let b = 0; b < 2; b++) for (let y = 0; y < oh; y++) for (let z = 0; z < ow; z++) for (let o = 0; o < c.outC; o++) {
    const g = Math.floor(o / og);
    let s = 0;
    for (let p = 0; p < c.kh; p++) for (let q = 0; q < c.kw; q++) {
      const yy = y * c.stride[0] + p * c.dilation[0] - py;
      const zz = z * c.stride[1] + q * c.dilation[1] - px;
      if (yy < 0 || zz < 0 || yy >= c.h || zz >= c.w) continue;
      for (let i = 0; i < ig; i++) s += x[((b * c.h + yy) * c.w + zz) * c.inC + g * ig + i]! * w[((p * c.kw + q) * ig + i) * c.outC + o]!;
    }
    data.push(s);
  } // prettier-ignore
  return { shape: [2, oh, ow, c.outC], data };
}

describe("against loops", () => {
  const random = generator(3);
  const int = (a: number, b: number): number => a + Math.floor(random() * (b - a + 1));
  for (let round = 0; round < 60; round++) {
    const groups = int(1, 3);
    const c: Setting = {
      h: int(5, 8), w: int(5, 8), kh: int(1, 3), kw: int(1, 3), inC: groups * int(1, 2), outC: groups * int(1, 2),
      stride: [int(1, 3), int(1, 3)], dilation: [int(1, 2), int(1, 2)], groups,
      padding: ([`same`, `valid`, 1, [[1, 0], [2, 1]]] as const)[round % 4] as Setting["padding"],
    }; // prettier-ignore
    it(JSON.stringify(c), () => {
      const cx = context();
      const x = Array.from({ length: 2 * c.h * c.w * c.inC }, () => random() - 0.5);
      const w = Array.from({ length: (c.kh * c.kw * c.inC * c.outC) / c.groups }, () => random() - 0.5);
      const y = evaluate(
        apply(cx, "conv", literal(cx, [2, c.h, c.w, c.inC], x), literal(cx, [c.kh, c.kw, c.inC / c.groups, c.outC], w), {
          stride: c.stride, dilation: c.dilation, groups: c.groups, padding: c.padding as Given,
        } as Named), // prettier-ignore
      );
      const wanted = naive(c, x, w);
      expect(y.shape).toEqual(wanted.shape);
      close(y.data, wanted.data, 1e-12);
    });
  }
});

describe("one spatial axis", () => {
  it("same, odd cell at the end", () => {
    const cx = context();
    const ones = (shape: number[]): Value =>
      literal(cx, shape, Array(shape.reduce((a, b) => a * b, 1)).fill(1));
    // A kernel of 2 pads one cell, at the end.
    expect(evaluate(apply(cx, "conv", counting(cx, [1, 3, 1]), ones([2, 1, 1]))).data).toEqual([1, 3, 2]);
    expect(evaluate(apply(cx, "conv", counting(cx, [1, 5, 1]), ones([3, 1, 1]), { stride: 2 })).data).toEqual(
      [1, 6, 7],
    );
    expect(
      evaluate(apply(cx, "conv", counting(cx, [1, 5, 1]), ones([2, 1, 1]), { padding: [[2, 0]] })).data,
    ).toEqual([0, 0, 1, 3, 5, 7]);
  });
});

describe("symbolic sizes", () => {
  it("keep their names", () => {
    const cx = context();
    const x = symbolic(cx, ["b", "h", "w", "c"]);
    const k = symbolic(cx, [3, 3, "c", 8]);
    const s: Given = { kind: "int", value: atom("s") };
    expect(shapeText(apply(cx, "conv", x, k))).toBe("[b, h, w, 8]");
    expect(shapeText(apply(cx, "conv", x, k, { stride: 2 }))).toBe("[b, ceil(h / 2), ceil(w / 2), 8]");
    expect(shapeText(apply(cx, "conv", x, k, { stride: s }))).toBe("[b, ceil(h / s), ceil(w / s), 8]");
    expect(shapeText(apply(cx, "conv", x, k, { padding: "valid" }))).toBe("[b, h - 2, w - 2, 8]");
    expect(shapeText(apply(cx, "conv", x, symbolic(cx, ["k", "k", "c", "o"])))).toBe("[b, h, w, o]");
  });
  it("groups", () => {
    const cx = context();
    const g: Given = { kind: "int", value: atom("g") };
    const x = symbolic(cx, ["b", "t", "c"]);
    const w = {
      kind: "tensor" as const,
      node: cx.b.input({
        name: "w",
        role: "argument",
        dtype: "f32",
        shape: [3, cx.b.mulSize(atom("c"), 1), atom("o")],
      }),
    };
    expect(shapeText(apply(cx, "conv", x, w))).toBe("[b, t, o]");
    expect(failure(() => apply(cx, "conv", x, w, { groups: g })).code).toBe("NN0229");
  });
});

describe("mistakes", () => {
  const conv = (x: number[], w: number[], named: Named = {}): unknown => {
    const cx = context();
    return evaluate(
      apply(cx, "conv", counting(cx, x), counting(cx, w), ...(Object.keys(named).length ? [named] : [])),
    );
  };
  it("channels", () =>
    expect(failure(() => conv([1, 5, 5, 3], [3, 3, 4, 8])).title).toBe(
      "`conv`: the input has 3 channels and the kernel takes 4",
    ));
  it("groups", () => {
    const d = failure(() => conv([1, 5, 5, 3], [3, 3, 3, 8], { groups: 2 }));
    expect([d.code, d.title]).toEqual(["NN0204", "`conv`: 3 channels are not divisible by groups = 2"]);
  });
  it("axes", () =>
    expect(failure(() => conv([5, 5], [3, 3])).title).toBe(
      "`conv` takes [batch, t, in] or [batch, h, w, in], not [5, 5]",
    ));
  it("kernel axes", () =>
    expect(failure(() => conv([1, 5, 5, 3], [3, 3, 8])).fixes[0]!.title).toBe(
      "its shape is `[kh, kw, in / groups, out]`",
    ));
  it("a kernel that does not fit", () =>
    expect(failure(() => conv([1, 2, 5, 1], [3, 3, 1, 1], { padding: "valid" })).title).toBe(
      "`conv`: a kernel of 3 does not fit an axis of size 2",
    ));
  it("padding", () => {
    expect(failure(() => conv([1, 5, 5, 1], [3, 3, 1, 1], { padding: "full" })).title).toBe(
      '`padding: "full"` is not known',
    );
    expect(failure(() => conv([1, 5, 5, 1], [3, 3, 1, 1], { padding: -1 })).title).toBe(
      "padding is not negative",
    );
    expect(failure(() => conv([1, 5, 5, 1], [3, 3, 1, 1], { stride: 0 })).title).toBe(
      "`stride` of `conv` is at least 1",
    );
    expect(failure(() => conv([1, 5, 5, 1], [3, 3, 1, 1], { stride: [1, 1, 1] })).title).toBe(
      "`stride` of `conv` has 3 entries for 2 axes",
    );
  });
});

describe("@", () => {
  const product = (a: number[], b: number[]): { shape: readonly number[]; data: readonly number[] } => {
    const cx = context();
    const arg = (shape: number[], at: number) => ({
      value: counting(cx, shape),
      span: { file: "t", start: at, end: at + 1 },
    });
    return evaluate({ kind: "tensor", node: matmul(cx, arg(a, 0), arg(b, 5)) });
  };
  it("is NumPy's matmul", () => {
    expect(product([2, 3], [3, 2]).data).toEqual([10, 13, 28, 40]);
    expect(product([3], [3]).data).toEqual([5]);
    expect(product([3], [3, 2]).data).toEqual([10, 13]);
    expect(product([2, 3], [3]).data).toEqual([5, 14]);
    expect(product([4, 1, 2, 3], [5, 3, 2]).shape).toEqual([4, 5, 2, 2]);
    expect(product([3], [5, 3, 2]).shape).toEqual([5, 2]);
    expect(product([7, 2, 3], [3, 4]).shape).toEqual([7, 2, 4]);
  });
  it("says which sizes disagree, and that a transpose may be missing", () => {
    const d = failure(() => product([32, 784], [10, 784]));
    expect(d.code).toBe("NN0221");
    expect(d.title).toBe("`@` of [32, 784] and [10, 784]: 784 is not 10");
    expect(d.labels.map((l) => l.text)).toEqual(["[10, 784]: 10 at axis -2", "[32, 784]: 784 at axis -1"]);
    expect(d.fixes[0]!.title).toBe("write `transpose(…)` around the right side");
    expect(failure(() => product([], [3])).title).toBe("`@` needs at least one axis on each side");
    expect(failure(() => product([2, 2, 3], [3, 3, 2])).code).toBe("NN0220");
  });
});
