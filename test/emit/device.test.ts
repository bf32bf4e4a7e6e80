/**
 * Every schedule computes what the kernel interpreter computes, over shapes that fit its tiles and shapes that do not.
 */
import { afterAll, describe, expect, it } from "vitest";
import {
  collectBindings,
  emitKernel,
  floorTarget,
  schedulesOf,
  type Target,
} from "../../compiler/7-emit/index.ts";
import { Exprs, type ScalarOp } from "../../compiler/ir/expr.ts";
import { checkKernel, kernelOf, openTestDevice, Random, targetOf, type TestValue } from "./harness.ts";
import * as kernels from "./kernels.ts";
import type { Case } from "./kernels.ts";

const device = await openTestDevice();
afterAll(() => device?.destroy());

/** Both families; with subgroups where the device has them, and without. */
const targets: readonly Target[] = device
  ? [targetOf(device, "software"), targetOf(device, "gpu"), floorTarget("software"), floorTarget("gpu")]
  : [];

const uniforms = [
  { dtype: "f32", value: 0.01 },
  { dtype: "f32", value: 1e-6 },
] as const;

const cases: Record<string, Case> = {
  "bias, relu and mask 6 x 20": kernels.biasRelu([6, 20]),
  "bias, relu and mask 5 x 7 x 3": kernels.biasRelu([5, 7, 3]),
  "bias, relu and mask 4 x 15": kernels.biasRelu([4, 15]),
  "bias, relu and mask 300 x 200": kernels.biasRelu([300, 200]),
  "transpose 12 x 20": kernels.transpose(12, 20),
  "transpose 7 x 9": kernels.transpose(7, 9),
  "pad 3 x 8 to 16 at 4": kernels.padded(3, 8, 4, 16),
  "pad 3 x 7 to 12 at 3": kernels.padded(3, 7, 3, 12),
  "adam 1024": kernels.adam(1024),
  "adam 1021": kernels.adam(1021),
  "embedding 10 x 8": kernels.embedding(10, 17, 8),
  "embedding 9 x 5": kernels.embedding(9, 17, 5),
  "softmax 70 x 64": kernels.softmax(70, 64),
  "softmax 5 x 1000": kernels.softmax(5, 1000),
  "softmax 33 x 10 in place": kernels.softmax(33, 10, true),
  "softmax 1 x 4096 in place": kernels.softmax(1, 4096, true),
  "softmax 3 x 1": kernels.softmax(3, 1),
  "row sums 12 x 36": kernels.sums([3, 4], [6, 6], "cols"),
  "row sums 7 x 15": kernels.sums([7], [3, 5], "cols"),
  "column sums 40 x 64": kernels.sums([64], [40], "rows"),
  "column sums 900 x 12": kernels.sums([12], [900], "rows"),
  "column sums 33 x 7": kernels.sums([7], [33], "rows"),
  "total of 5000": kernels.sums([], [5000], "cols"),
  "column sums 300 x 12 beside softmax 33 x 10": kernels.sideBySide(
    kernels.sums([12], [300], "rows"),
    kernels.softmax(33, 10),
  ),
  "a total beside two others, one in place": kernels.sideBySide(
    kernels.sums([], [5000], "cols"),
    kernels.softmax(33, 64, true),
    kernels.sums([7], [33], "rows"),
  ),
};

describe.skipIf(!device)("maps and rows", () => {
  for (const [name, { kernel, values }] of Object.entries(cases))
    it(name, async () => {
      const seen = new Set<string>();
      for (const target of targets)
        for (const { name: schedule } of schedulesOf(kernel, target)) {
          const options = { schedule, uniforms: name.startsWith("adam") ? uniforms : [] };
          const { wgsl } = emitKernel(kernel, target, collectBindings(kernel), 2, options).shader;
          if (seen.has(wgsl)) continue;
          seen.add(wgsl);
          await checkKernel(device!, kernel, target, values, options);
        }
    });
});

const shapes: readonly (readonly [number, number, number, number])[] = [
  [1, 1, 1, 1],
  [1, 16, 32, 64],
  [2, 33, 17, 29],
  [1, 5, 1, 40],
  [1, 1, 9, 300],
  [3, 20, 12, 8],
  [1, 64, 10, 4],
  [1, 3, 70, 1],
  [1, 65, 66, 67],
  [1, 36, 44, 18],
];
const forms = [
  { a: "mk", b: "kn" },
  { a: "mk", b: "nk" },
  { a: "km", b: "kn" },
  { a: "km", b: "nk", fused: true },
] as const;

/**
 * A compilation costs far more than a run, so each case takes every `STRIDE`-th schedule, from another first one: together
 * they meet all schedules in all forms. NN_TEST_ALL=1 runs the whole product (half an hour on two cores).
 */
const STRIDE = process.env["NN_TEST_ALL"] ? 1 : 23;

describe.skipIf(!device)("dots", () => {
  const products: [string, Case][] = shapes.flatMap((shape) =>
    forms.map((form): [string, Case] => [
      `${shape.join(" x ")}, ${form.a} ${form.b}`,
      kernels.matmul(...shape, form),
    ]),
  );
  products.push(["convolution 2 x 5 x 5 x 3 to 8, padded", kernels.conv(2, 5, 3, 8, 3, 1)]);
  products.push(["convolution 1 x 6 x 6 x 4 to 5", kernels.conv(1, 6, 4, 5, 2, 0)]);
  products.forEach(([name, { kernel, values }], number) =>
    it(name, async () => {
      let turn = number;
      for (const target of targets.slice(0, 3))
        for (const { name: schedule } of schedulesOf(kernel, target))
          if (turn++ % STRIDE === 0)
            await checkKernel(device!, kernel, target, values, { schedule, tolerance: 1e-5 });
    }),
  );

  it.each([
    ["2 x 3 x 70 x 137, NN", kernels.matmul(2, 3, 70, 37), "skinny"],
    ["1 x 2 x 21 x 40, NT", kernels.matmul(1, 2, 21, 40, { b: "nk" }), "skinny"],
    ["1 x 33 x 4 x 36, TN with sums", kernels.matmul(1, 33, 4, 36, { a: "km", fused: true }), "skinny-swap"],
  ] as const)(
    "shares sums among lanes that stand beside others: %s",
    async (_, { kernel, values }, schedule) => {
      const narrow: Target = floorTarget("gpu");
      const limits = { ...narrow.limits, invocations: 64 };
      const target = { ...narrow, limits };
      await checkKernel(device!, kernel, target, values, { schedule, tolerance: 1e-5 });
    },
  );

  it("has larger tiles that work with edges, prologue and epilogue", async () => {
    const { kernel, values } = kernels.matmul(1, 130, 133, 21, { a: "km", b: "nk", fused: true });
    for (const schedule of ["shared-128x128x8", "shared-128x64", "shared-64x64-8x8-swap"])
      await checkKernel(device!, kernel, floorTarget("gpu"), values, { schedule, tolerance: 1e-5 });
  });
});

describe.skipIf(!device)("the rest", () => {
  it("folds a grid that is longer than the device allows into two dimensions", async () => {
    const narrow = (workgroupsPerDim: number): Target => {
      const floor = floorTarget("gpu");
      return { ...floor, limits: { ...floor.limits, workgroupsPerDim } };
    };
    const map = kernels.biasRelu([37, 41]);
    await checkKernel(device!, map.kernel, narrow(5), map.values);
    const row = kernels.softmax(21, 12);
    await checkKernel(device!, row.kernel, narrow(2), row.values, { schedule: "tile" });
    const rows = kernels.sideBySide(kernels.softmax(210, 12), kernels.sums([64], [90], "rows"));
    await checkKernel(device!, rows.kernel, narrow(3), rows.values);
    const dot = kernels.matmul(3, 70, 90, 8);
    for (const [schedule, limit] of [
      ["shared-16x64", 6],
      ["register-8x4", 4],
      ["split", 40],
    ] as const)
      // prettier-ignore
      await checkKernel(device!, dot.kernel, narrow(limit), dot.values, { schedule });
  });

  it("keeps long sums accurate", async () => {
    const { kernel, values } = kernels.sums([3], [60_000], "cols");
    for (const target of targets)
      for (const { name: schedule } of schedulesOf(kernel, target))
        await checkKernel(device!, kernel, target, values, { schedule, tolerance: 2e-5 });
  });

  it("reduces integers and bools", async () => {
    const x = new Exprs();
    const r = x.freshVar("r", 6);
    const c = x.freshVar("c", 20);
    const v = x.load(0, "i32", x.flatten([r, c], [6, 20]));
    const big = x.apply("lt", "bool", [x.int(90), v]);
    const ops = ["sum", "reduceMax", "reduceMin"] as const;
    const kernel = kernelOf({
      kind: "row",
      rows: [r],
      cols: [c],
      stages: [
        ...ops.map((op) => ({ kind: "reduce" as const, op, dtype: "i32" as const, value: v })),
        { kind: "reduce", op: "reduceMax", dtype: "bool", value: big },
        { kind: "reduce", op: "reduceMin", dtype: "bool", value: big },
        ...[0, 1, 2, 3, 4].map((stage) => {
          const dtype = stage < 3 ? ("i32" as const) : ("bool" as const);
          const store = { target: 1 + stage, dtype, index: r, value: x.acc(stage, dtype) };
          return { kind: "store" as const, over: "rows" as const, store };
        }),
      ],
    });
    const values = new Map<number, TestValue>([
      [0, { dtype: "i32", data: new Random(2).ints(120, -100, 100) }],
    ]);
    for (let i = 1; i <= 5; i++) values.set(i, { dtype: i <= 3 ? "i32" : "bool", data: new Int32Array(6) });
    for (const target of targets)
      for (const { name: schedule } of schedulesOf(kernel, target))
        await checkKernel(device!, kernel, target, values, { schedule, tolerance: 0 });
  });

  it("divides and takes remainders of negative integers", async () => {
    const x = new Exprs();
    const i = x.freshVar("i", 128);
    const v = x.load(0, "i32", i);
    const near = x.sub(i, x.int(50));
    const exprs = [8, 7].flatMap((n) => [v, near].flatMap((e) => [x.idiv(e, n), x.imod(e, n)]));
    exprs.push(x.apply("mod", "i32", [near, x.int(-7)]));
    const kernel = (some: typeof exprs) =>
      kernelOf({
        kind: "map",
        domain: [i],
        stores: some.map((value, k) => ({ target: 1 + k, dtype: "i32", index: i, value })),
      });
    const zero: TestValue = { dtype: "i32", data: new Int32Array(128) };
    const values = new Map<number, TestValue>([
      [0, { dtype: "i32", data: new Random(4).ints(128, -1e9, 1e9) }],
    ]);
    for (let k = 1; k <= exprs.length; k++) values.set(k, zero);
    for (const some of [exprs.slice(0, 4), exprs.slice(4)])
      for (const schedule of ["quad", "flat"])
        await checkKernel(device!, kernel(some), floorTarget("gpu"), values, { schedule, tolerance: 0 });
  });

  it.skipIf(!device?.features.f16)("computes in half precision", async () => {
    const x = new Exprs();
    const i = x.freshVar("i", 64);
    const v = x.load(0, "f16", i);
    const f16 = (op: ScalarOp, ...args: Parameters<typeof x.apply>[2]) => x.apply(op, "f16", args);
    const value = f16("add", f16("tanh", v), f16("mul", v, x.const(0.1, "f16")));
    const kernel = kernelOf({
      kind: "map",
      domain: [i],
      stores: [{ target: 1, dtype: "f16", index: i, value }],
    });
    const values = new Map<number, TestValue>([
      [0, { dtype: "f16", data: new Random(6).floats(64, 4).map((h) => Math.round(h * 256) / 256) }],
      [1, { dtype: "f16", data: new Float32Array(64) }],
    ]);
    for (const schedule of ["quad", "flat"])
      await checkKernel(device!, kernel, targets[1]!, values, { schedule, tolerance: 2e-3 });
  });

  it("gives equal kernels equal text, wherever their values are numbered", () => {
    const text = ({ kernel }: Case) =>
      emitKernel(kernel, floorTarget("gpu"), collectBindings(kernel), 0).shader.wgsl;
    expect(text(kernels.softmax(8, 16))).toBe(text(kernels.softmax(8, 16)));
  });
});
