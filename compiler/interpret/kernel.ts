/**
 * Runs a kernel on the host: plain loops, straight from the representation, with no schedule.
 *
 * It is the oracle of generated code and of fusion: in double precision it shows what a kernel means, in single precision
 * (every operation rounded) how far a device may be from it. Loads see the values from before the kernel.
 */
import { invariant, InvariantError } from "../diagnostics.ts";
import type { Expr, Var } from "../ir/expr.ts";
import type { DType, ReduceName } from "../ir/graph.ts";
import {
  type AttendBody,
  type Kernel,
  loopBodies,
  type LoopBody,
  type RowStage,
  type Store,
  SUM_STAGE,
  type WalkBody,
} from "../ir/kernel.ts";
import type { Precision } from "../ops/def.ts";
import { scalarFn } from "../ops/scalar.ts";
import { roundToHalf } from "../ops/special.ts";

/** A stored value's elements; bool as 0 and 1. */
export type Elements = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;

/** Runs `kernel` on `values` (by value number), which it changes in place; `steps` are the rounds of the loops around it. */
export function interpretKernel(
  kernel: Kernel,
  values: ReadonlyMap<number, Elements>,
  uniforms: readonly number[],
  precision: Precision,
  steps: readonly number[] = [],
): void {
  const run = new Run(values, uniforms, precision, steps);
  for (const body of loopBodies(kernel.body)) interpretBody(run, body);
  run.commit();
}

function interpretBody(run: Run, body: LoopBody): void {
  switch (body.kind) {
    case "map":
      run.loop(body.domain, () => run.storeAll(body.stores));
      break;
    case "row":
      run.loop(body.rows, () => run.row(body.cols, body.stages));
      break;
    case "dot":
      run.loop([...body.batch, ...body.m, ...body.n], () => {
        let sum = 0;
        run.loop(body.k, () => {
          sum = run.round(sum + run.eval(body.a) * run.eval(body.b), "f32");
        });
        run.setAcc(0, sum);
        run.storeAll(body.stores);
      });
      for (const { of, store } of body.sums)
        run.loop([...body.batch, ...(of === "a" ? body.m : body.n)], () => {
          let sum = 0;
          run.loop(body.k, () => {
            sum = run.round(sum + run.eval(body[of]), "f32");
          });
          run.setAcc(SUM_STAGE[of], sum);
          run.storeAll([store]);
        });
      break;
    case "walk":
      run.loop(body.domain, () => run.walk(body));
      break;
    case "attend":
      run.loop([...body.batch, ...body.rows], () => run.attend(body));
      break;
    default:
      body satisfies never;
  }
}

type Compiled = () => number;

class Run {
  readonly #vars = new Map<Var, number>();
  readonly #accs = new Map<number, number>();
  readonly #compiled = new Map<Expr, Compiled>();
  readonly #writes: { target: Elements; index: number; value: number }[] = [];
  /** Counts evaluations of loop bodies, so that shared expressions are computed once in each. */
  #turn = 0;

  constructor(
    readonly values: ReadonlyMap<number, Elements>,
    readonly uniforms: readonly number[],
    readonly precision: Precision,
    readonly steps: readonly number[],
  ) {}

  loop(vars: readonly Var[], body: () => void): void {
    const inner = (i: number): void => {
      const v = vars[i];
      if (!v) {
        this.#turn++;
        body();
        this.#turn++;
        return;
      }
      for (let n = 0; n < v.extent; n++) {
        this.#vars.set(v, n);
        inner(i + 1);
      }
    };
    inner(0);
  }

  row(cols: readonly Var[], stages: readonly RowStage[]): void {
    stages.forEach((s, number) => {
      if (s.kind === "store") {
        if (s.over === "rows") this.storeAll([s.store]);
        else this.loop(cols, () => this.storeAll([s.store]));
        return;
      }
      let acc = identityOf(s.op);
      this.loop(cols, () => {
        acc = this.round(fold(s.op, acc, this.eval(s.value)), s.dtype === "f16" ? "f32" : s.dtype);
      });
      this.setAcc(number, this.round(acc, s.dtype));
    });
  }

  walk({ states, loops, stores }: WalkBody): void {
    states.forEach((s, i) => this.setAcc(i, this.round(this.eval(s.init), s.dtype)));
    for (const l of loops) {
      const [from, to] = [this.eval(l.from), this.eval(l.to)];
      for (let n = from; n < to; n++) {
        invariant(n >= 0 && n < l.at.extent, "interpret", () => `${l.at.name} is ${n} of ${l.at.extent}`);
        this.#vars.set(l.at, n);
        this.#turn++;
        this.storeAll(l.stores);
        const next = l.next.map((e, i) => this.round(this.eval(e), states[i]!.dtype));
        next.forEach((v, i) => this.setAcc(i, v));
      }
    }
    this.#turn++;
    this.storeAll(stores);
  }

  /** One row: all columns, whatever the band, with the largest score known before the first weight. */
  attend({ products, softmax, sums, cols }: AttendBody): void {
    const p = products.length;
    /** Runs `body` for every column, with the products of the row and it. */
    const columns = (body: () => void): void =>
      this.loop(cols, () => {
        products.forEach(({ depth, a, b }, i) => {
          let sum = 0;
          this.loop(depth, () => {
            sum = this.round(sum + this.eval(a) * this.eval(b), "f32");
          });
          this.setAcc(i, sum);
        });
        body();
      });
    if (softmax) {
      let [max, sum] = [-Infinity, 0];
      columns(() => void (max = Math.max(max, this.eval(softmax.score))));
      const share = (): number => this.round(Math.exp(this.eval(softmax.score) - max), "f32");
      columns(() => void (sum = this.round(sum + share(), "f32")));
      this.setAcc(p, max);
      this.setAcc(p + 1, sum);
      this.storeAll(softmax.stores);
    }
    const max = softmax ? this.#accs.get(p)! : 0;
    sums.forEach(({ weight, width, value, stores }, s) => {
      // The products do not depend on the width, so the columns' loop is the outer one.
      const totals = new Map<string, number>();
      const at = (): string => width.map((v) => this.#vars.get(v)).join();
      columns(() => {
        const share = softmax ? Math.exp(this.eval(softmax.score) - max) : 1;
        const w = this.round(share * this.eval(weight), "f32");
        this.loop(width, () => {
          totals.set(at(), this.round((totals.get(at()) ?? 0) + w * this.eval(value), "f32"));
        });
      });
      this.loop(width, () => {
        this.setAcc(p + 2 + s, totals.get(at())!);
        this.storeAll(stores);
      });
    });
  }

  setAcc(stage: number, value: number): void {
    this.#turn++;
    this.#accs.set(stage, value);
  }

  storeAll(stores: readonly Store[]): void {
    for (const s of stores) {
      const target = this.values.get(s.target);
      invariant(target, "interpret", () => `store to unknown value %${s.target}`);
      const index = this.eval(s.index);
      invariant(
        index >= 0 && index < target.length,
        "interpret",
        () => `store to %${s.target}[${index}] of ${target.length}`,
      );
      this.#writes.push({ target, index, value: this.round(this.eval(s.value), s.dtype) });
    }
  }

  commit(): void {
    for (const { target, index, value } of this.#writes) target[index] = value;
  }

  round(value: number, dtype: DType): number {
    if (dtype === "f32") return this.precision === "f32" ? Math.fround(value) : value;
    if (dtype === "f16") return this.precision === "f32" ? roundToHalf(value) : value;
    return dtype === "i32" ? value | 0 : value ? 1 : 0;
  }

  eval(e: Expr): number {
    return this.#compile(e)();
  }

  #compile(e: Expr): Compiled {
    let c = this.#compiled.get(e);
    if (!c) {
      const make = this.#make(e);
      let [at, value] = [-1, 0];
      c = () => {
        if (at !== this.#turn) [at, value] = [this.#turn, make()];
        return value;
      };
      this.#compiled.set(e, c);
    }
    return c;
  }

  #make(e: Expr): Compiled {
    switch (e.k) {
      case "const":
        return () => this.round(e.value, e.dtype);
      case "var":
        return () => this.#vars.get(e)!;
      case "uniform":
        return () => this.round(this.uniforms[e.slot]!, e.dtype);
      case "step":
        return () => this.steps[e.depth]!;
      case "acc":
        return () => this.#accs.get(e.stage)!;
      case "load": {
        const source = this.values.get(e.value);
        invariant(source, "interpret", () => `load of unknown value %${e.value}`);
        const index = this.#compile(e.index);
        const guard = e.guard && this.#compile(e.guard);
        return () => {
          if (guard && !guard()) return 0;
          const i = index();
          invariant(
            i >= 0 && i < source.length,
            "interpret",
            () => `load of %${e.value}[${i}] of ${source.length}`,
          );
          return source[i]!;
        };
      }
      case "apply": {
        const args = e.args.map((a) => this.#compile(a));
        const fn = scalarFn(e.op, e.dtype);
        const [a, b] = args;
        // In double precision a float stays the double that it is, as in the graph's interpreter.
        if (e.op === "toF16" || e.op === "toF32") return () => this.round(a!(), e.dtype);
        if (args.length === 1) return () => this.round(fn(a!()), e.dtype);
        if (args.length === 2) return () => this.round(fn(a!(), b!()), e.dtype);
        return () => this.round(fn(...args.map((f) => f())), e.dtype);
      }
      default:
        e satisfies never;
        throw new InvariantError("interpret", "unknown expression");
    }
  }
}

function identityOf(op: ReduceName): number {
  return { sum: 0, prod: 1, reduceMax: -Infinity, reduceMin: Infinity }[op];
}

function fold(op: ReduceName, a: number, b: number): number {
  if (op === "sum") return a + b;
  if (op === "prod") return a * b;
  return op === "reduceMax" ? Math.max(a, b) : Math.min(a, b);
}
