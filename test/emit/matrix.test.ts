/**
 * Products on matrix units. No machine of ours has any, so three things stand in for one: Dawn's null backend validates
 * every shader and pipeline; the text itself runs on a software driver, with functions in place of the matrix built-ins that
 * round as half precision does; and the arithmetic is worked out on the host, far beyond half precision's range.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { create } from "webgpu";
import { inHalves } from "../../compiler/6-plan/halves.ts";
import {
  collectBindings,
  emitKernel,
  floorTarget,
  schedulesOf,
  type Target,
} from "../../compiler/7-emit/index.ts";
import type { MatrixUnits } from "../../compiler/7-emit/target.ts";
import { type Elements, interpretKernel } from "../../compiler/interpret/kernel.ts";
import { sizeOf } from "../../compiler/ir/graph.ts";
import type { DotBody, Kernel } from "../../compiler/ir/kernel.ts";
import { roundToHalf } from "../../compiler/ops/special.ts";
import { compileComputation } from "../../compiler/pipeline.ts";
import { mlp } from "../fuse/nets.ts";
import { emulated, LANES } from "./emulated.ts";
import { expected, openTestDevice, Random, runOnDevice, type TestValue, worst } from "./harness.ts";
import { type Case, conv, f32, matmul, zeros } from "./kernels.ts";

const device = await openTestDevice();
afterAll(() => device?.destroy());

type Precision = MatrixUnits["precision"];
type Size = Pick<MatrixUnits, "m" | "n" | "k">;

const SQUARE = { m: 16, n: 16, k: 16 };

/** A GPU with units of a size; `lanes` are those of its subgroups. */
function gpu(precision: Precision, lanes = 32, pinned = true, size: Size = SQUARE): Target {
  const target = floorTarget("gpu");
  const limits = { ...target.limits, workgroupStorage: 32_768 };
  const matrices = { precision, ...size, lanes, pinned };
  return { ...target, limits, f16: true, subgroups: true, subgroupSize: lanes, matrices };
}

function prepared({ kernel, values, x }: Case, precision: Precision) {
  const units = gpu(precision).matrices!;
  const made = inHalves(x!, kernel, kernel.body as DotBody, units, 100);
  const all = new Map(values);
  for (const node of made.scratch) all.set(node.id, zeros(sizeOf(node.type.shape)));
  return { ...made, values: all };
}

/** The case with operands of half precision, as `precision = f16` makes them. */
function halved({ kernel, values, x }: Case): Case {
  const body = kernel.body as DotBody;
  const [a, b] = [body.a, body.b].map((e) => x!.apply("toF16", "f16", [e]));
  return { kernel: { ...kernel, body: { ...body, a: a!, b: b! } }, values, x: x! };
}

const forms = [{ b: "nk" }, {}, { a: "km" }, { a: "km", fused: true }, { b: "nk", fused: true }] as const;

describe("Dawn's null backend", () => {
  let dawn: GPU | undefined;
  let nothing: GPUDevice | undefined;
  beforeAll(async () => {
    dawn = create(["backend=null", "enable-dawn-features=allow_unsafe_apis"]);
    const adapter = (await dawn.requestAdapter())!;
    const names = [
      "shader-f16",
      "subgroups",
      "subgroup-size-control",
      "chromium-experimental-subgroup-matrix",
    ];
    nothing = await adapter.requestDevice({ requiredFeatures: names as GPUFeatureName[] });
  });
  afterAll(() => {
    nothing?.destroy();
    nothing = dawn = undefined;
  });

  async function validated(kernel: Kernel, target: Target, schedule: string): Promise<string> {
    const { shader } = emitKernel(kernel, target, collectBindings(kernel), 0, { schedule });
    nothing!.pushErrorScope("validation");
    const module = nothing!.createShaderModule({ code: shader.wgsl });
    nothing!.createComputePipeline({ layout: "auto", compute: { module, entryPoint: "main" } });
    const error = await nothing!.popErrorScope();
    if (error) throw new Error(`${error.message}\n${shader.wgsl}`);
    return shader.wgsl;
  }

  it("takes every schedule in every form", async () => {
    for (const precision of ["high", "medium"] as const)
      for (const form of forms) {
        const made = matmul(2, 77, 70, 51, form);
        // This backend binds eight buffers at most: too few for an epilogue of that size and scales.
        const { product } = prepared("fused" in form ? halved(made) : made, precision);
        const target = gpu(precision);
        const limits = { ...target.limits, workgroupStorage: 16_384 };
        const names = schedulesOf(product, { ...target, limits }).map((s) => s.name);
        const matrices = names.filter((n) => n.startsWith("matrix"));
        expect(matrices.length).toBeGreaterThan(0);
        expect(names[0]).toBe(matrices[0]);
        for (const schedule of matrices) {
          const wgsl = await validated(product, target, schedule);
          expect(wgsl).toContain("subgroupMatrixMultiplyAccumulate");
        }
      }
  });

  it("takes a convolution, operands of half precision, and subgroups that are not pinned", async () => {
    await validated(prepared(conv(2, 9, 4, 40, 3, 1), "high").product, gpu("high"), "matrix-32x32");
    await validated(prepared(halved(matmul(1, 64, 64, 64)), "high").product, gpu("high"), "matrix-64x32");
    // This backend's largest subgroups have 128 lanes.
    await validated(
      prepared(matmul(1, 64, 32, 32), "medium").product,
      gpu("medium", 128, false),
      "matrix-64x32",
    );
    await validated(prepared(matmul(1, 64, 32, 32), "high").product, gpu("high", 128, false), "matrix-32x32");
  });
});

/** Units of two shapes, so that a subgroup has several matrices along m or n, and several steps along k. */
const [wide, tall] = [
  { m: 16, n: 32, k: 8 },
  { m: 32, n: 16, k: 16 },
];
const runs: Record<string, readonly [Case, Precision, string, Size]> = {
  "NN 33 x 37 x 21, three terms": [matmul(1, 33, 37, 21), "high", "matrix-32x32", wide],
  "NT 2 x 66 x 35 x 19, one term": [matmul(2, 66, 35, 19, { b: "nk" }), "medium", "matrix-64x32", tall],
  "TN 20 x 33 x 40, prologue, epilogue and sums, three terms": [
    matmul(1, 20, 33, 40, { a: "km", fused: true }),
    "high",
    "matrix-64x32",
    tall,
  ],
};

describe.skipIf(!device)("the shaders, with the matrix built-ins emulated", () => {
  it.each(Object.entries(runs))(
    "compute %s",
    { timeout: 300_000 },
    async (_, [made, precision, schedule, size]) => {
      const { before, product, values } = prepared(made, precision);
      const want = expected(made.kernel, made.values);
      const target = gpu(precision, LANES, false, size);
      const held = new Map<number, TestValue>(values);
      for (const kernel of [...before, product]) {
        const options = kernel === product ? { schedule, edit: (wgsl: string) => emulated(wgsl, size) } : {};
        const { outputs } = await runOnDevice(device!, kernel, target, held, options);
        for (const [id, data] of outputs) held.set(id, { dtype: "f32", data });
      }
      const tolerance = precision === "high" ? 2e-6 : 4e-3;
      for (const id of made.values.keys())
        expect(worst(held.get(id)!.data, want.get(id)!).error).toBeLessThan(tolerance);
      // Rounding to halves is felt where there is one term, and the emulation is no exact product.
      if (precision === "medium") expect(worst(held.get(2)!.data, want.get(2)!).error).toBeGreaterThan(1e-5);
    },
  );
});

/** Rounds to half precision; `flushed` as devices may, that know no subnormal numbers. */
function half(v: number, flushed: boolean): number {
  const h = roundToHalf(v);
  return flushed && Math.abs(h) < 2 ** -14 ? 0 : h;
}

/**
 * What the matrix units make of a prepared product: its operands, evaluated by the kernel interpreter in f32, as halves, summed
 * in f32; then the product's own stores.
 */
function onUnits(
  { kernel, values: given, x }: Case,
  precision: Precision,
  flushed: boolean,
): Map<number, Elements> {
  const { before, product, values } = prepared({ kernel, values: given, x: x! }, precision);
  const held = new Map<number, Elements>([...values].map(([id, v]) => [id, v.data.slice()]));
  for (const k of before) interpretKernel(k, held, [], "f32");
  const body = product.body as DotBody;
  const [batch, m, n, k] = [body.batch, body.m, body.n, body.k].map((vars) =>
    sizeOf(vars.map((v) => v.extent)),
  );
  const operand = (of: "a" | "b"): Float32Array => {
    const own = of === "a" ? body.m : body.n;
    const domain = [...body.batch, ...own, ...body.k];
    const out = new Float32Array(sizeOf(domain.map((v) => v.extent)));
    const index = x!.flatten(domain, domain.map((v) => v.extent)); // prettier-ignore
    const store = { target: 999, dtype: "f32", index, value: x!.apply("toF32", "f32", [body[of]]) } as const;
    interpretKernel(
      { ...kernel, body: { kind: "map", domain, stores: [store] } },
      new Map([...held, [999, out]]),
      [],
      "f32",
    );
    return out;
  };
  const [a, b] = [operand("a"), operand("b")];
  const f = Math.fround;
  const split = (v: number) => {
    const h = half(v, flushed);
    return [h, half(f(f(v - roundToHalf(v)) * 2048), flushed)] as const;
  };
  const sums = new Float32Array(batch! * m! * n!);
  for (let z = 0; z < batch!; z++)
    for (let i = 0; i < m!; i++)
      for (let j = 0; j < n!; j++) {
        let [sum, rest] = [0, 0];
        for (let l = 0; l < k!; l++) {
          const [ah, al] = split(a[(z * m! + i) * k! + l]!);
          const [bh, bl] = split(b[(z * n! + j) * k! + l]!);
          sum = f(sum + ah * bh);
          if (body.halves === 3) rest = f(rest + f(ah * bl + al * bh));
        }
        sums[(z * m! + i) * n! + j] = f(sum + f(rest / 2048));
      }
  // The stores as a kernel of their own, reading the sums.
  const domain = [...body.batch, ...body.m, ...body.n];
  const at = x!.flatten(domain, domain.map((v) => v.extent)); // prettier-ignore
  const acc = x!.acc(0, "f32");
  const stores = body.stores.map((s) => ({
    ...s,
    value: x!.substitute(s.value, (l) => (l === acc ? x!.load(998, "f32", at) : undefined)),
  }));
  interpretKernel({ ...kernel, body: { kind: "map", domain, stores } }, held.set(998, sums), [], "f32");
  return held;
}

/** A plain product of matrices with the given elements. */
function product(
  m: number,
  n: number,
  k: number,
  a: (i: number, l: number) => number,
  b: (j: number, l: number) => number,
): Case {
  const made = matmul(1, m, n, k, { b: "nk" });
  const fill = (rows: number, of: (i: number, l: number) => number) =>
    f32(Float32Array.from({ length: rows * k }, (_, at) => of(Math.floor(at / k), at % k)));
  return { ...made, values: new Map([...made.values, [0, fill(m, a)], [1, fill(n, b)]]) };
}

/** The largest error in units of the bound that `6-plan/halves.ts` states, for products of plain matrices. */
function errorInBounds(
  { kernel, values }: Case,
  got: ArrayLike<number>,
  m: number,
  n: number,
  k: number,
  e: number,
): number {
  const want = expected(kernel, values).get(2)!;
  const [a, b] = [values.get(0)!.data, values.get(1)!.data];
  let most = 0;
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) {
      let [both, sumA, sumB, u, v] = [0, 0, 0, 0, 0];
      for (let l = 0; l < k; l++) {
        const [p, q] = [Math.abs(a[i * k + l]!), Math.abs(b[j * k + l]!)];
        both += p * q;
        sumA += p;
        sumB += q;
        u = Math.max(u, p);
        v = Math.max(v, q);
      }
      const bound = e * both + 2 ** -27 * (u * sumB + v * sumA) + k * 2 ** -24 * both + 2 ** -149;
      most = Math.max(most, Math.abs(got[i * n + j]! - want[i * n + j]!) / bound);
    }
  return most;
}

describe("the arithmetic", () => {
  const r = new Random(77);
  const uniform = () => r.next() * 2 - 1;
  const [m, n, k] = [7, 9, 45];
  const cases: Record<string, () => Case> = {
    "ordinary numbers": () => product(m, n, k, uniform, uniform),
    "numbers beyond half precision's largest": () =>
      product(
        m,
        n,
        k,
        () => uniform() * 1e9,
        () => uniform() * 3e7,
      ),
    "numbers below its smallest": () =>
      product(
        m,
        n,
        k,
        () => uniform() * 1e-12,
        () => uniform() * 1e-9,
      ),
    "rows of every size f32 has": () =>
      product(
        m,
        n,
        k,
        (i) => uniform() * 2 ** (36 * i - 110),
        (j) => uniform() * 2 ** (4 * j - 16),
      ),
    "both ends of f32's range at once": () =>
      product(
        m,
        n,
        k,
        () => uniform() * 2 ** 120,
        () => uniform() * 2 ** -110,
      ),
    "elements of every size in a row": () =>
      product(
        m,
        n,
        k,
        () => uniform() * 2 ** r.int(-60, 60),
        () => uniform() * 2 ** r.int(-30, 30),
      ),
    "rows of zeros": () =>
      product(
        m,
        n,
        k,
        (i) => (i % 2 ? 0 : uniform()),
        (j) => (j % 2 ? uniform() : 0),
      ),
  };
  for (const [name, make] of Object.entries(cases))
    it(`keeps its bounds with ${name}`, () => {
      const made = make();
      const exact = expected(made.kernel, made.values).get(2)!;
      expect([...exact].every((v) => Math.abs(v) < 3.4e38)).toBe(true);
      for (const [precision, e] of [
        ["high", 2 ** -20],
        ["medium", 2 ** -9],
      ] as const)
        for (const flushed of [false, true]) {
          const got = onUnits(made, precision, flushed).get(2)!;
          expect([...got].every(Number.isFinite)).toBe(true);
          expect(errorInBounds(made, got, m, n, k, e)).toBeLessThan(1);
        }
    });

  it("is as exact as f32 with three terms, and not with one", () => {
    const made = product(m, n, 300, uniform, uniform);
    const error = (precision: Precision) =>
      worst(onUnits(made, precision, true).get(2)!, expected(made.kernel, made.values).get(2)!).error;
    expect(error("high")).toBeLessThan(4e-6);
    expect(error("medium")).toBeGreaterThan(1e-4);
  });

  it("never makes something finite of what is not", () => {
    const infinite = product(m, n, k, (i, l) => (i === 2 && l === 3 ? Infinity : uniform()), uniform);
    const unknown = product(m, n, k, uniform, (j, l) => (j === 1 && l === 0 ? NaN : uniform()));
    for (const precision of ["high", "medium"] as const) {
      const [a, b] = [infinite, unknown].map((made) => onUnits(made, precision, false).get(2)!);
      for (let i = 0; i < m; i++)
        for (let j = 0; j < n; j++) {
          expect(Number.isFinite(a![i * n + j])).toBe(i !== 2);
          expect(Number.isFinite(b![i * n + j])).toBe(j !== 1);
        }
    }
  });

  it("scales with prologue, epilogue, batch and sums, and means the same", () => {
    for (const made of [matmul(2, 9, 12, 33), matmul(1, 13, 10, 37, { a: "km", fused: true })]) {
      const want = expected(made.kernel, made.values);
      const got = onUnits(made, "high", true);
      for (const id of made.values.keys())
        expect(worst(got.get(id)!, want.get(id)!).error).toBeLessThan(1e-5);
      // The kernels themselves, with exact products, differ by nothing but rounding in double precision.
      const { before, product: scaled, values } = prepared(made, "high");
      const held = new Map<number, Elements>([...values].map(([id, v]) => [id, Float64Array.from(v.data)]));
      for (const kernel of [...before, scaled]) interpretKernel(kernel, held, [], "f64");
      for (const id of made.values.keys())
        expect(worst(held.get(id)!, want.get(id)!).error).toBeLessThan(1e-12);
    }
  });

  it("leaves operands of half precision as they are", () => {
    const { before, product: whole, scratch } = prepared(halved(matmul(1, 9, 8, 7)), "high");
    expect([before.length, scratch.length, (whole.body as DotBody).halves]).toEqual([0, 0, 1]);
  });
});

describe("a training step", () => {
  const step = mlp([65, 256, 256], 260);
  const c = { ...step, name: "step", gradients: [] };
  const schedulesOn = (target: Target) =>
    compileComputation(c, target).plan.dispatches.map((d) => d.info.schedule);

  it("uses matrix units for its large products where they were asked for, and nowhere else", () => {
    const { matrices: _, ...without } = gpu("high");
    expect(schedulesOn(without).some((s) => s.startsWith("matrix"))).toBe(false);
    const compiled = compileComputation(c, gpu("high"));
    const on = compiled.kernels.filter((_, i) =>
      compiled.plan.dispatches[i]!.info.schedule.startsWith("matrix"),
    );
    expect(on.length).toBeGreaterThanOrEqual(3);
    for (const kernel of on) {
      expect(kernel.boundaries.at(-1)).toContain("as --matmul-precision high asks");
      expect(compiled.kernels.some((k) => k.name === `${kernel.name}_scales`)).toBe(true);
    }
    const shader = compiled.plan.shaders.find((s) => s.name.startsWith("dot-matrix"))!;
    expect(shader.features).toContain("chromium-experimental-subgroup-matrix");
  });
});
