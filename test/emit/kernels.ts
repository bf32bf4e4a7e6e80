/**
 * Kernels made by hand, as fusion would make them, over any sizes.
 */
import { Lowering } from "../../compiler/7-emit/lower.ts";
import { type Expr, Exprs, type ScalarOp, type Var } from "../../compiler/ir/expr.ts";
import type { DType } from "../../compiler/ir/graph.ts";
import {
  type DotBody,
  type Kernel,
  loopBodies,
  mapKernel,
  type RowBody,
  type RowStage,
  type Store,
} from "../../compiler/ir/kernel.ts";
import { kernelOf, Random, type TestValue } from "./harness.ts";

export interface Case {
  readonly kernel: Kernel;
  readonly values: Map<number, TestValue>;
  /** What made the kernel's expressions, where a test makes more of them. */
  readonly x?: Exprs;
}

export function f32(data: Float32Array): TestValue {
  return { dtype: "f32", data };
}
export function zeros(n: number): TestValue {
  return f32(new Float32Array(n));
}

/** Shorthands over one `Exprs`. */
export class Make {
  readonly x = new Exprs();

  vars(name: string, sizes: readonly number[]): Var[] {
    return sizes.map((s) => this.x.freshVar(name, s));
  }
  f(op: ScalarOp, ...args: Expr[]): Expr {
    return this.x.apply(op, "f32", args);
  }
  is(op: ScalarOp, ...args: Expr[]): Expr {
    return this.x.apply(op, "bool", args);
  }
  num(value: number): Expr {
    return this.x.const(value, "f32");
  }
  at(index: readonly Expr[], shape: readonly number[]): Expr {
    return this.x.flatten(index, shape);
  }
  load(value: number, index: readonly Expr[], shape: readonly number[], dtype: DType = "f32"): Expr {
    return this.x.load(value, dtype, this.at(index, shape));
  }
  store(target: number, index: readonly Expr[], shape: readonly number[], value: Expr): Store {
    return { target, dtype: value.dtype, index: this.at(index, shape), value };
  }
}

function size(shape: readonly number[]): number {
  return shape.reduce((a, b) => a * b, 1);
}

/** y = x + bias over the last axis, relu, and its mask, for `shape`. */
export function biasRelu(shape: readonly number[], seed = 1): Case {
  const m = new Make();
  const r = new Random(seed);
  const v = m.vars("i", shape);
  const last = shape.length - 1;
  const sum = m.f("add", m.load(0, v, shape), m.load(1, [v[last]!], [shape[last]!]));
  const positive = m.is("lt", m.num(0), sum);
  return {
    kernel: kernelOf({
      kind: "map",
      domain: v,
      stores: [
        m.store(2, v, shape, m.f("where", positive, sum, m.num(0))),
        { target: 3, dtype: "bool", index: m.at(v, shape), value: positive },
      ],
    }),
    values: new Map([
      [0, f32(r.floats(size(shape)))],
      [1, f32(r.floats(shape[last]!))],
      [2, zeros(size(shape))],
      [3, { dtype: "bool", data: new Int32Array(size(shape)) }],
    ]),
  };
}

/** y[j, i] = x[i, j] */
export function transpose(a: number, b: number): Case {
  const m = new Make();
  const v = m.vars("i", [b, a]);
  return {
    kernel: kernelOf({
      kind: "map",
      domain: v,
      stores: [m.store(1, v, [b, a], m.load(0, [v[1]!, v[0]!], [a, b]))],
    }),
    values: new Map([
      [0, f32(new Random(3).floats(a * b))],
      [1, zeros(a * b)],
    ]),
  };
}

/** x padded by `low` in front along the last axis to `to`, with 0. */
export function padded(rows: number, from: number, low: number, to: number): Case {
  const m = new Make();
  const { x } = m;
  const v = m.vars("i", [rows, to]);
  const at = x.sub(v[1]!, x.int(low));
  const guard = m.is("and", m.is("le", x.int(0), at), m.is("lt", at, x.int(from)));
  const value = x.load(0, "f32", m.at([v[0]!, at], [rows, from]), guard);
  return {
    kernel: kernelOf({ kind: "map", domain: v, stores: [m.store(1, v, [rows, to], value)] }),
    values: new Map([
      [0, f32(new Random(5).floats(rows * from))],
      [1, zeros(rows * to)],
    ]),
  };
}

/** One step of Adam in place: parameter, gradient, two moments; the rates are uniforms. */
export function adam(n: number): Case {
  const m = new Make();
  const { x } = m;
  const r = new Random(7);
  const [i] = m.vars("i", [n]) as [Var];
  const [p, g, m1, v1] = [0, 1, 2, 3].map((id) => x.load(id, "f32", i)) as [Expr, Expr, Expr, Expr];
  const mean = m.f("add", m.f("mul", m1, m.num(0.9)), m.f("mul", g, m.num(0.1)));
  const square = m.f("add", m.f("mul", v1, m.num(0.99)), m.f("mul", m.f("mul", g, g), m.num(0.01)));
  const step = m.f(
    "div",
    m.f("mul", mean, x.uniform(0, "f32")),
    m.f("add", m.f("sqrt", square), x.uniform(1, "f32")),
  );
  const store = (target: number, value: Expr): Store => ({ target, dtype: "f32", index: i, value });
  return {
    kernel: kernelOf({
      kind: "map",
      domain: [i],
      stores: [store(0, m.f("sub", p, step)), store(2, mean), store(3, square)],
    }),
    values: new Map([
      [0, f32(r.floats(n))],
      [1, f32(r.floats(n))],
      [2, f32(r.floats(n))],
      [3, f32(r.floats(n).map(Math.abs))],
    ]),
  };
}

/** Rows of an embedding, by index; indices out of range give 0. */
export function embedding(tokens: number, vocabulary: number, width: number): Case {
  const m = new Make();
  const { x } = m;
  const r = new Random(9);
  const v = m.vars("i", [tokens, width]);
  const id = x.load(1, "i32", v[0]!);
  const guard = m.is("and", m.is("le", x.int(0), id), m.is("lt", id, x.int(vocabulary)));
  const value = x.load(0, "f32", m.at([id, v[1]!], [vocabulary, width]), guard);
  return {
    kernel: kernelOf({ kind: "map", domain: v, stores: [m.store(2, v, [tokens, width], value)] }),
    values: new Map<number, TestValue>([
      [0, f32(r.floats(vocabulary * width))],
      [1, { dtype: "i32", data: r.ints(tokens, -1, vocabulary) }],
      [2, zeros(tokens * width)],
    ]),
  };
}

/** Softmax over the columns, with the log of the sum of exponentials of each row. */
export function softmax(rows: number, cols: number, inPlace = false): Case {
  const m = new Make();
  const { x } = m;
  const [r, c] = [...m.vars("r", [rows]), ...m.vars("c", [cols])] as [Var, Var];
  const v = m.load(0, [r, c], [rows, cols]);
  const e = m.f("exp", m.f("sub", v, x.acc(0, "f32")));
  const out = inPlace ? 0 : 1;
  const stages: RowStage[] = [
    { kind: "reduce", op: "reduceMax", dtype: "f32", value: v },
    { kind: "reduce", op: "sum", dtype: "f32", value: e },
    {
      kind: "store",
      over: "cols",
      store: m.store(out, [r, c], [rows, cols], m.f("div", e, x.acc(1, "f32"))),
    },
    {
      kind: "store",
      over: "rows",
      store: m.store(2, [r], [rows], m.f("add", x.acc(0, "f32"), m.f("log", x.acc(1, "f32")))),
    },
  ];
  return {
    kernel: kernelOf({ kind: "row", rows: [r], cols: [c], stages }),
    values: new Map([
      [0, f32(new Random(11).floats(rows * cols, 4))],
      ...(inPlace ? [] : [[1, zeros(rows * cols)] as [number, TestValue]]),
      [2, zeros(rows)],
    ]),
  };
}

/** Sum, extremes and product over `axes` ("rows" contiguous or "cols"), of x * w with w over the columns. */
export function sums(
  rows: readonly number[],
  cols: readonly number[],
  contiguous: "rows" | "cols",
  seed = 13,
): Case {
  const m = new Make();
  const { x } = m;
  const rnd = new Random(seed);
  const r = m.vars("r", rows);
  const c = m.vars("c", cols);
  const shape = contiguous === "cols" ? [...rows, ...cols] : [...cols, ...rows];
  const v = m.load(0, contiguous === "cols" ? [...r, ...c] : [...c, ...r], shape);
  const n = size(rows);
  const stages: RowStage[] = [
    { kind: "reduce", op: "sum", dtype: "f32", value: m.f("mul", v, m.load(1, c, cols)) },
    { kind: "reduce", op: "reduceMax", dtype: "f32", value: v },
    { kind: "store", over: "rows", store: m.store(2, r, rows, x.acc(0, "f32")) },
    { kind: "reduce", op: "reduceMin", dtype: "f32", value: m.f("sub", v, x.acc(1, "f32")) },
    { kind: "store", over: "rows", store: m.store(3, r, rows, m.f("add", x.acc(3, "f32"), x.acc(1, "f32"))) },
  ];
  return {
    kernel: kernelOf({ kind: "row", rows: r, cols: c, stages }),
    values: new Map([
      [0, f32(rnd.floats(n * size(cols)))],
      [1, f32(rnd.floats(size(cols)))],
      [2, zeros(n)],
      [3, zeros(n)],
    ]),
  };
}

export interface DotOptions {
  /** Storage order of the operands: `mk` or `km`; `kn` or `nk`. */
  readonly a?: "mk" | "km";
  readonly b?: "kn" | "nk";
  /** relu of `a`, a bias over n, a residual, and the pre-activation as a second output. */
  readonly fused?: boolean;
}

export function matmul(batch: number, mm: number, nn: number, kk: number, options: DotOptions = {}): Case {
  const { a = "mk", b = "kn", fused = false } = options;
  const m = new Make();
  const { x } = m;
  const rnd = new Random(17 + mm + nn * 3 + kk * 7);
  const [zv, i, j, k] = ["b", "m", "n", "k"].map((n, d) => x.freshVar(n, [batch, mm, nn, kk][d]!)) as [
    Var,
    Var,
    Var,
    Var,
  ];
  const z: Expr = batch === 1 ? x.int(0) : zv;
  let av = a === "mk" ? m.load(0, [z, i, k], [batch, mm, kk]) : m.load(0, [z, k, i], [batch, kk, mm]);
  const bv = b === "kn" ? m.load(1, [z, k, j], [batch, kk, nn]) : m.load(1, [z, j, k], [batch, nn, kk]);
  const acc = x.acc(0, "f32");
  const out = [batch, mm, nn];
  let stores = [m.store(2, [z, i, j], out, acc)];
  if (fused) {
    av = m.f("max", av, m.num(0));
    const biased = m.f("add", acc, m.load(3, [j], [nn]));
    const y = m.f("add", m.f("max", biased, m.num(0)), m.load(4, [z, i, j], out));
    stores = [m.store(2, [z, i, j], out, y), m.store(5, [z, i, j], out, biased)];
  }
  const values = new Map<number, TestValue>([
    [0, f32(rnd.floats(batch * mm * kk))],
    [1, f32(rnd.floats(batch * kk * nn))],
    [2, zeros(batch * mm * nn)],
  ]);
  if (fused) {
    values.set(3, f32(rnd.floats(nn)));
    values.set(4, f32(rnd.floats(batch * mm * nn)));
    values.set(5, zeros(batch * mm * nn));
  }
  // Without a batch, the operands' own sums over k come with the product.
  const sums: DotBody["sums"][number][] = [];
  if (fused && batch === 1) {
    sums.push({ of: "a", store: { target: 6, dtype: "f32", index: i, value: x.acc(1, "f32") } });
    sums.push({ of: "b", store: { target: 7, dtype: "f32", index: j, value: x.acc(2, "f32") } });
    values.set(6, zeros(mm));
    values.set(7, zeros(nn));
  }
  const body: DotBody = {
    kind: "dot",
    batch: batch === 1 ? [] : [zv],
    m: [i],
    n: [j],
    k: [k],
    a: av,
    b: bv,
    stores,
    sums,
  };
  return { kernel: kernelOf(body), values, x };
}

/** A 2-D convolution as windows into a dot: images [B, H, W, I] padded by `pad`, weights [K, K, I, O]. */
export function conv(
  images: number,
  side: number,
  inputs: number,
  outputs: number,
  kernel: number,
  pad: number,
): Case {
  const m = new Make();
  const { x } = m;
  const rnd = new Random(23);
  const out = side + 2 * pad - kernel + 1;
  const [b, p, q, o] = ["b", "p", "q", "o"].map((n, d) => x.freshVar(n, [images, out, out, outputs][d]!)) as [
    Var,
    Var,
    Var,
    Var,
  ];
  const [u, v, c] = ["u", "v", "c"].map((n, d) => x.freshVar(n, [kernel, kernel, inputs][d]!)) as [
    Var,
    Var,
    Var,
  ];
  const row = x.sub(x.add(p, u), x.int(pad));
  const col = x.sub(x.add(q, v), x.int(pad));
  const within = (e: Expr) => m.is("and", m.is("le", x.int(0), e), m.is("lt", e, x.int(side)));
  const guard = m.is("and", within(row), within(col));
  const a = x.load(0, "f32", m.at([b, row, col, c], [images, side, side, inputs]), guard);
  const w = m.load(1, [u, v, c, o], [kernel, kernel, inputs, outputs]);
  const shape = [images, out, out, outputs];
  return {
    kernel: kernelOf({
      kind: "dot",
      batch: [],
      m: [b, p, q],
      n: [o],
      k: [u, v, c],
      a,
      b: w,
      sums: [],
      stores: [m.store(2, [b, p, q, o], shape, x.acc(0, "f32"))],
    }),
    values: new Map([
      [0, f32(rnd.floats(images * side * side * inputs))],
      [1, f32(rnd.floats(kernel * kernel * inputs * outputs))],
      [2, zeros(size(shape))],
    ]),
    x,
  };
}

/** Row kernels that need nothing of each other, side by side; their values are numbered one after the other. */
export function sideBySide(...cases: readonly Case[]): Case {
  const x = new Exprs();
  const values = new Map<number, TestValue>();
  const parts = cases.flatMap(({ kernel, values: own }) => {
    const number = new Map([...own.keys()].map((v, i) => [v, values.size + i]));
    for (const [v, value] of own) values.set(number.get(v)!, value);
    return loopBodies(kernel.body).flatMap((body): RowBody[] => {
      if (body.kind !== "row") return [];
      const fresh = (v: Var): Var => x.freshVar(v.name, v.extent);
      const [rows, cols] = [body.rows.map(fresh), body.cols.map(fresh)];
      const binder = new Map([...body.rows, ...body.cols].map((v, i) => [v, [...rows, ...cols][i]!]));
      const lowering = new Lowering(x, binder);
      const rename = (e: Expr): Expr =>
        x.substitute(e, (l) =>
          l.k === "load"
            ? x.load(number.get(l.value)!, l.dtype, rename(l.index), l.guard && rename(l.guard))
            : undefined,
        );
      const moved = mapKernel(
        kernelOf(body),
        (e) => rename(lowering.expr(e)),
        (s) => ({ ...s, target: number.get(s.target)! }),
      ).body as RowBody;
      return [{ ...moved, rows, cols }];
    });
  });
  return { kernel: kernelOf({ kind: "rows", parts }), values };
}
