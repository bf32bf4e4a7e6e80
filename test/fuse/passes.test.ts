/**
 * Sorting, running sums and sums of rows at equal places, as passes, against the ops that they compute: on the host in the places
 * that the plan gives them, on the device that is present, twice to the bit, and their gradients.
 */
import { afterAll, describe, expect, it } from "vitest";
import { segmentSums } from "../../compiler/5-fuse/sorting.ts";
import { differentiate } from "../../compiler/3-differentiate/reverse.ts";
import { floorTarget, type Target, targetOf } from "../../compiler/7-emit/target.ts";
import { interpret } from "../../compiler/interpret/graph.ts";
import { type DType, Graph, isOp, type Node, sizeOf } from "../../compiler/ir/graph.ts";
import { Exprs } from "../../compiler/ir/expr.ts";
import type { WalkBody, WalkLoop } from "../../compiler/ir/kernel.ts";
import { verifyWalk } from "../../compiler/ir/verify-kernel.ts";
import { showKernel } from "../../compiler/ir/show-kernel.ts";
import { Builder } from "../../compiler/ops/builder.ts";
import type { Tensor } from "../../compiler/ops/def.ts";
import { compileComputation } from "../../compiler/pipeline.ts";
import { webgpu } from "../../runtime/executor.ts";
import { kernelOf, openTestDevice, Random } from "../emit/harness.ts";
import { Memory } from "./memory.ts";

type Data = Float32Array | Int32Array;
interface Case {
  readonly name: string;
  readonly inputs: ReadonlyMap<string, Data>;
  /** `passes`: as it is compiled; otherwise only with ops that the interpreter knows. */
  make(b: Builder, input: (name: string) => Node, passes: boolean): Node;
  readonly shapes: Readonly<Record<string, readonly number[]>>;
}
/** Above this many elements the interpreter of kernels takes seconds. */
const LARGE = 1050;

function computation(c: Case, passes: boolean) {
  const b = new Builder(new Graph());
  const input = (name: string): Node => {
    const dtype: DType = c.inputs.get(name) instanceof Int32Array ? "i32" : "f32";
    return b.input({ name, role: "batch", dtype, shape: c.shapes[name]! });
  };
  const node = c.make(b, input, passes);
  const inputs = b.graph.nodes.filter((n): n is Node<"input"> => isOp(n, "input"));
  const outputs = [{ name: "y", node }];
  return { graph: b.graph, name: c.name, inputs, outputs, updates: [], reported: [], gradients: [], labels: new Map() }; // prettier-ignore
}

function expected(c: Case): Tensor {
  const { outputs } = computation(c, false);
  const read = (n: Node<"input">): Tensor => {
    const data = c.inputs.get(n.attrs.name)!;
    return { type: n.type, data: data instanceof Int32Array ? data : Float64Array.from(data) };
  };
  return interpret([outputs[0]!.node], read, "f64")[0]!;
}

/** Values with ties, NaN, infinities and both zeros. */
function awkward(r: Random, n: number): Float32Array {
  const special = [NaN, Infinity, -Infinity, 0, -0];
  return Float32Array.from({ length: n }, () => {
    const u = r.next();
    return u < 0.1 ? r.pick(special) : u < 0.5 ? r.int(-3, 3) : r.next() * 8 - 4;
  });
}

const cases: Case[] = [];

function sorting(shape: readonly number[], axis: number, descending: boolean, ints = false): void {
  const r = new Random(sizeOf(shape) + axis);
  const x = ints ? r.ints(sizeOf(shape), -5, 5) : awkward(r, sizeOf(shape));
  cases.push({
    name: `argsort of ${ints ? "i32" : "f32"} [${shape.join(", ")}] along ${axis}${descending ? ", descending" : ""}`,
    inputs: new Map([["x", x]]),
    shapes: { x: shape },
    make: (b, input) => b.make("argsort", [input("x")], { axis, descending }),
  });
}
sorting([1], 0, false);
sorting([65], 0, true);
sorting([3, 33, 5], 1, false);
sorting([2, 257], 1, true);
sorting([263, 3], 0, false, true);
sorting([1031], 0, false);
sorting([2100], 0, true);

function running(shape: readonly number[], axis: number, reverse: boolean, exclusive: boolean): void {
  cases.push({
    name: `cumsum of [${shape.join(", ")}] along ${axis}${reverse ? ", reverse" : ""}${exclusive ? ", exclusive" : ""}`,
    inputs: new Map([["x", new Random(sizeOf(shape)).floats(sizeOf(shape))]]),
    shapes: { x: shape },
    make: (b, input) => b.make("cumsum", [input("x")], { axis, reverse, exclusive }),
  });
}
running([7], 0, false, true);
running([3, 50, 4], 1, true, false);
running([1000], 0, false, false);
running([70_001], 0, true, false);
running([2, 331], 1, true, true);
running([347, 3], 0, true, false);
running([9001], 0, false, true);

/** @param low, high the range of the indices, which may lie outside of 0 to `size` - 1 */
function scattering(
  rows: readonly number[],
  axis: number,
  size: number,
  low: number,
  high: number,
  along: boolean,
): void {
  const r = new Random(sizeOf(rows) + size);
  const shape = along ? rows : [rows[axis]!];
  const index = r.ints(sizeOf(shape), low, high);
  cases.push({
    name: `${along ? "putAlong" : "scatterAdd"} of [${rows.join(", ")}] along ${axis} into ${size} at ${low} to ${high}`,
    inputs: new Map<string, Data>([
      ["i", index],
      ["rows", r.floats(sizeOf(rows))],
    ]),
    shapes: { i: shape, rows },
    make(b, input, passes) {
      const [i, x] = [input("i"), input("rows")];
      if (!passes) return b.make(along ? "putAlong" : "scatterAdd", [i, x], { axis, size });
      const one = rows.map((d, a) => (a === axis ? d : 1));
      return segmentSums(b, along ? i : b.reshape(i, one), x, axis, size);
    },
  });
}
scattering([1, 1], 0, 1, 0, 0, false);
scattering([37, 5], 0, 11, -3, 14, false);
scattering([3, 70, 8], 1, 1, -1, 1, false);
scattering([129, 8], 0, 400, 0, 399, false);
scattering([2049, 2], 0, 3, -1, 2, false);
scattering([2500, 4], 0, 3, 1, 1, false);
scattering([3, 41, 2], 1, 9, -2, 10, true);
scattering([2050, 2], 0, 7, 0, 6, true);

/** sum(w · f(x)) and its derivative: in the middle of a graph, with a cotangent that is not one. */
function gradient(
  name: string,
  shape: readonly number[],
  f: (b: Builder, x: Node, input: (name: string) => Node) => Node,
  more: Readonly<Record<string, { readonly shape: readonly number[]; readonly data: Data }>> = {},
): void {
  const r = new Random(77 + sizeOf(shape));
  const inputs = new Map<string, Data>([["x", r.floats(sizeOf(shape))]]);
  const shapes: Record<string, readonly number[]> = { x: shape };
  for (const [k, v] of Object.entries(more)) {
    inputs.set(k, v.data);
    shapes[k] = v.shape;
  }
  cases.push({
    name: `the gradient of ${name} of [${shape.join(", ")}]`,
    inputs,
    shapes,
    make(b, input) {
      const x = input("x");
      const y = f(b, b.scalar("mul", x, 1.5), input);
      const w = b.unary("sin", b.cast(b.iota([sizeOf(y.type.shape)], 0), "f32"));
      const loss = b.sum(b.mul(b.mul(y, y), b.reshape(w, y.type.shape)), y.type.shape.map((_, i) => i)); // prettier-ignore
      return differentiate(b, loss, [x])[0]!;
    },
  });
}
const sorted = (b: Builder, x: Node, axis: number, k?: number): Node => {
  const order = b.make("argsort", [x], { axis, descending: k !== undefined });
  return b.make("takeAlong", [x, k === undefined ? order : b.sliceAxis(order, axis, 0, k)], { axis });
};
gradient("a sort", [3, 101], (b, x) => sorted(b, x, 1));
gradient("a sort", [70, 3], (b, x) => sorted(b, x, 0));
gradient("top_k", [5, 67], (b, x) => sorted(b, x, 1, 9));
gradient("a running sum", [2, 301], (b, x) => b.make("cumsum", [x], { axis: 1, reverse: false, exclusive: false })); // prettier-ignore
gradient("two lookups of one table", [301, 7], (b, x, input) => {
  const take = (i: string): Node => b.make("gather", [x, input(i)], { axis: 0 });
  return b.add(take("i"), b.unary("tanh", take("j")));
}, {
  i: { shape: [90, 99], data: new Random(3).ints(8910, -2, 301) },
  j: { shape: [90, 99], data: new Random(4).ints(8910, 0, 30) },
}); // prettier-ignore
gradient("a lookup along an axis", [4, 300], (b, x, input) => b.make("takeAlong", [x, input("i")], { axis: 1 }), {
  i: { shape: [4, 55], data: new Random(5).ints(220, -1, 300) },
}); // prettier-ignore

function compare(got: ArrayLike<number>, want: ArrayLike<number>, tolerance: number): void {
  expect(got.length).toBe(want.length);
  let scale = 1;
  for (let i = 0; i < want.length; i++) if (Number.isFinite(want[i])) scale = Math.max(scale, Math.abs(want[i]!)); // prettier-ignore
  for (let i = 0; i < want.length; i++)
    if (!(Math.abs(got[i]! - want[i]!) <= tolerance * scale) && !Object.is(got[i], want[i]))
      expect.fail(`element ${i} is ${got[i]} instead of ${want[i]}`);
}

const small = cases.filter((c) => [...c.inputs.values()].every((d) => d.length <= LARGE));

describe("passes in the places of the plan", () => {
  const hardest = cases.find((c) => c.name.startsWith("scatterAdd of [2049, 2]"))!;
  for (const c of [...small, hardest])
    for (const family of ["software", "gpu"] as const)
      it(`${c.name} (${family})`, () => {
        const compiled = compileComputation(computation(c, true), floorTarget(family));
        const memory = new Memory(compiled);
        for (const [name, data] of c.inputs) memory.write(name, data);
        memory.step({});
        compare(memory.read("y"), expected(c).data, 1e-12);
      });
});

const device = await openTestDevice();
describe.skipIf(!device)("passes on the device", () => {
  const backend = device && webgpu(device);
  afterAll(() => device!.destroy());
  const targets: [string, () => Target, readonly Case[]][] = [
    ["its own target", () => targetOf(device!), cases],
    ["the floor of GPUs", () => floorTarget("gpu"), small],
  ];
  for (const [where, target, of] of targets)
    it(`agree with the interpreter, and twice to the bit (${where})`, { timeout: 300_000 }, async () => {
      for (const c of of) {
        const { plan } = compileComputation(computation(c, true), target());
        using slabs = backend!.newSlabs();
        using runner = await backend!.load(plan, slabs);
        const run = async (): Promise<Data> => {
          runner.enqueue({}, (inputs) => {
            for (const t of runner.inputs) inputs[t.name]!.set(c.inputs.get(t.name)!);
          });
          return (await runner.submit()).tensor(0, "y").slice() as Data;
        };
        const [first, second] = [await run(), await run()];
        try {
          compare(first, expected(c).data, c.name.startsWith("argsort") ? 0 : 2e-5);
        } catch (error) {
          throw new Error(`${c.name}: ${(error as Error).message}`, { cause: error });
        }
        expect(new Uint8Array(first.buffer), c.name).toEqual(new Uint8Array(second.buffer));
      }
    });
});

describe("the choice", () => {
  const kernels = (size: number, count: number, width: number) => {
    const b = new Builder(new Graph());
    const i = b.input({ name: "i", role: "batch", dtype: "i32", shape: [count] });
    const rows = b.input({ name: "rows", role: "batch", dtype: "f32", shape: [count, width] });
    const node = b.make("scatterAdd", [i, rows], { axis: 0, size });
    const c = { graph: b.graph, name: "choice", inputs: [], outputs: [{ name: "y", node }], updates: [], reported: [], gradients: [], labels: new Map() }; // prettier-ignore
    return compileComputation(c, floorTarget("software")).kernels;
  };

  it("is a one-hot product where the table is small, and says so", () => {
    const [only, ...rest] = kernels(96, 1024, 128);
    expect(rest).toEqual([]);
    expect(only!.body.kind).toBe("dot");
    expect(only!.choices![0]).toContain("a one-hot product: 96 × 1024 × 128 multiplications");
  });

  it("is sorting where it is large, in a number of passes that hardly grows", () => {
    const all = kernels(100_000, 10_000, 8);
    const names = all.map((k) => k.name.replace(/_.*/, ""));
    expect(names.filter((n) => n === "merge").length).toBe(3);
    expect(names.filter((n) => n !== "merge" && n !== "takeAlong")).toEqual(["order", "starts", "totals", "segments"]); // prettier-ignore
    expect(all.at(-1)!.choices![0]).toContain("a one-hot product would take");
    expect(showKernel(all.at(-1)!)).toContain("walk segments_y");
  });
});

describe("a walk", () => {
  const x = new Exprs();
  const [i, at] = [x.freshVar("i", 4), x.freshVar("at", 8)];
  const sum = x.acc(0, "f32");
  const value = x.load(0, "f32", at);
  const body: WalkBody = {
    kind: "walk",
    domain: [i],
    states: [{ dtype: "f32", init: x.const(0, "f32") }],
    loops: [
      { at, from: i, to: x.int(8), rounds: 6, next: [x.apply("add", "f32", [sum, value])], stores: [] },
    ],
    stores: [{ target: 1, dtype: "f32", index: i, value: sum }],
  };

  it("is printed as loops", () => {
    expect(showKernel(kernelOf(body, "tails"))).toBe(
      [
        "walk tails  for i0 < 4",
        "  acc0 = 0.0",
        "  for at1 from i0 below 8",
        "    acc0 <- (acc0 + %0[at1])",
        "  %1[i0] = acc0",
      ].join("\n"),
    );
  });

  it("is verified", () => {
    expect(() => verifyWalk("tails", body)).not.toThrow();
    const [l] = body.loops as [WalkLoop];
    const says = (changed: Partial<WalkBody>, what: string): void =>
      expect(() => verifyWalk("tails", { ...body, ...changed })).toThrow(what);
    says({ states: [{ dtype: "i32", init: x.const(0, "f32") }] }, "acc0 starts as f32");
    says({ states: [{ dtype: "f32", init: sum }] }, "acc0 is not known there");
    says({ loops: [{ ...l, to: at }] }, "is used outside of its loop");
    says({ loops: [{ ...l, next: [] }] }, "0 states follow 1");
    says({ loops: [{ ...l, next: [at] }] }, "acc0 becomes i32");
    says({ stores: [{ ...body.stores[0]!, index: at }] }, "is used outside of its loop");
  });
});
