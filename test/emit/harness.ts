/**
 * Runs hand-made kernels on the device that is present and compares them with the kernel interpreter.
 *
 * `NN_ADAPTER` chooses the adapter (`hardware`, `software`, `swiftshader`). By default it is the bundled SwiftShader,
 * which compiles a shader ten times as fast as lavapipe, or else any software adapter, so that results do not depend on a
 * machine's GPU. Where there is none, the device is undefined and suites are skipped.
 */
import { collectBindings, emitKernel, floorTarget, type Target } from "../../compiler/7-emit/index.ts";
import { type Elements, interpretKernel } from "../../compiler/interpret/kernel.ts";
import type { DType } from "../../compiler/ir/graph.ts";
import type { Binding, Kernel, KernelBody } from "../../compiler/ir/kernel.ts";
import { roundToHalf } from "../../compiler/ops/special.ts";
import { type NnDevice, openDevice, type OpenOptions } from "../../runtime/device.ts";

export async function openTestDevice(): Promise<NnDevice | undefined> {
  const wanted = process.env["NN_ADAPTER"] as OpenOptions["adapter"];
  const failures: string[] = [];
  for (const adapter of wanted ? [wanted] : (["swiftshader", "software"] as const)) {
    try {
      return await openDevice("webgpu", { adapter });
    } catch (error) {
      failures.push((error as Error).message);
    }
  }
  console.warn(`no device for test/emit, its device tests are skipped: ${failures.join("; ")}`);
  return undefined;
}

/** What the device can do, as a target of either family; `subgroups: false` leaves them out. */
export function targetOf(device: NnDevice, family: Target["family"], subgroups = true): Target {
  const floor = floorTarget(family);
  const { features } = device;
  return {
    ...floor,
    f16: features.f16,
    subgroups: subgroups && features.subgroups,
    ...(subgroups && features.subgroupSize !== undefined ? { subgroupSize: features.subgroupSize } : {}),
  };
}

export function kernelOf(body: KernelBody, name = "test"): Kernel {
  return { name, body, nodes: [], spans: [], boundaries: [] };
}

/** Uniform numbers from a fixed sequence: tests are the same in every run. */
export class Random {
  #state: number;
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }
  next(): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    let z = this.#state;
    z = Math.imul(z ^ (z >>> 16), 0x45d9f3b) >>> 0;
    return ((z ^ (z >>> 16)) >>> 0) / 2 ** 32;
  }
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }
  pick<T>(from: readonly T[]): T {
    return from[this.int(0, from.length - 1)]!;
  }
  floats(n: number, scale = 1): Float32Array {
    return Float32Array.from({ length: n }, () => (this.next() * 2 - 1) * scale);
  }
  ints(n: number, low: number, high: number): Int32Array {
    return Int32Array.from({ length: n }, () => this.int(low, high));
  }
}

/** The values a test works on: `dtype` decides how they lie in buffers. */
export interface TestValue {
  readonly dtype: DType;
  readonly data: Float32Array | Int32Array;
}

export interface RunOptions {
  readonly schedule?: string;
  /** Changes the text before it is compiled. */
  readonly edit?: (wgsl: string) => string;
  readonly uniforms?: readonly { dtype: "f32" | "i32"; value: number }[];
}

export interface RunResult {
  readonly outputs: ReadonlyMap<number, Float32Array | Int32Array>;
  readonly wgsl: string;
  readonly schedule: string;
}

export async function runOnDevice(
  device: NnDevice,
  kernel: Kernel,
  target: Target,
  values: ReadonlyMap<number, TestValue>,
  options: RunOptions = {},
): Promise<RunResult> {
  const { gpu } = device;
  const bindings = collectBindings(kernel);
  const uniforms = options.uniforms ?? [];
  const { shader, workgroups, schedule } = emitKernel(
    kernel,
    target,
    bindings,
    uniforms.length,
    options.schedule === undefined ? {} : { schedule: options.schedule },
  );
  const code = options.edit?.(shader.wgsl) ?? shader.wgsl;
  gpu.pushErrorScope("validation");
  const module = gpu.createShaderModule({ code });
  const pipeline = gpu.createComputePipeline({ layout: "auto", compute: { module, entryPoint: "main" } });
  const failure = await gpu.popErrorScope();
  if (failure) throw new Error(`${failure.message}\n${code}`);
  const buffers = bindings.map((b) => upload(gpu, b, values.get(b.value)!));
  const entries: GPUBindGroupEntry[] = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
  if (shader.bindings.at(-1) === "uniform") {
    const words = new Uint32Array(Math.ceil(uniforms.length / 4) * 4);
    const floats = new Float32Array(words.buffer);
    uniforms.forEach((u, i) => (u.dtype === "f32" ? (floats[i] = u.value) : (words[i] = u.value >>> 0)));
    const buffer = gpu.createBuffer({ size: words.byteLength, usage: 0x40 | 8 });
    gpu.queue.writeBuffer(buffer, 0, words);
    buffers.push(buffer);
    entries.push({ binding: entries.length, resource: { buffer } });
  }
  const encoder = gpu.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, gpu.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
  pass.dispatchWorkgroups(...workgroups);
  pass.end();
  gpu.queue.submit([encoder.finish()]);
  const outputs = new Map<number, Float32Array | Int32Array>();
  for (const [i, b] of bindings.entries())
    if (b.access === "write")
      outputs.set(b.value, await download(gpu, b, buffers[i]!, values.get(b.value)!.data.length));
  for (const b of buffers) b.destroy();
  device.check();
  return { outputs, wgsl: shader.wgsl, schedule };
}

function upload(gpu: GPUDevice, b: Binding, value: TestValue): GPUBuffer {
  const { data } = value;
  const bytes = b.dtype === "f16" ? Math.ceil(data.length / 2) * 4 : data.length * 4;
  const buffer = gpu.createBuffer({ size: bytes, usage: 0x80 | 8 | 4 });
  if (b.dtype === "f16") {
    const halves = new Uint16Array(bytes / 2);
    data.forEach((v, i) => (halves[i] = halfBits(v)));
    gpu.queue.writeBuffer(buffer, 0, halves);
  } else gpu.queue.writeBuffer(buffer, 0, data.buffer, data.byteOffset, data.byteLength);
  return buffer;
}

async function download(
  gpu: GPUDevice,
  b: Binding,
  buffer: GPUBuffer,
  n: number,
): Promise<Float32Array | Int32Array> {
  const copy = gpu.createBuffer({ size: buffer.size, usage: 1 | 8 });
  const encoder = gpu.createCommandEncoder();
  encoder.copyBufferToBuffer(buffer, 0, copy, 0, buffer.size);
  gpu.queue.submit([encoder.finish()]);
  await copy.mapAsync(1);
  const bytes = copy.getMappedRange().slice(0);
  copy.destroy();
  if (b.dtype === "f16") return Float32Array.from(new Uint16Array(bytes).subarray(0, n), halfValue);
  return b.dtype === "f32" ? new Float32Array(bytes, 0, n) : new Int32Array(bytes, 0, n);
}

function halfBits(x: number): number {
  const v = roundToHalf(x);
  const sign = v < 0 || Object.is(v, -0) ? 0x8000 : 0;
  const a = Math.abs(v);
  if (Number.isNaN(v)) return 0x7e00;
  if (a === Infinity) return sign | 0x7c00;
  if (a < 2 ** -14) return sign | (a / 2 ** -24);
  const e = Math.floor(Math.log2(a));
  return sign | ((e + 15) << 10) | ((a / 2 ** e - 1) * 1024);
}

function halfValue(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const [e, f] = [(bits >> 10) & 31, bits & 1023];
  if (e === 31) return f ? NaN : sign * Infinity;
  return sign * (e === 0 ? f * 2 ** -24 : (1 + f / 1024) * 2 ** (e - 15));
}

/** What the kernel interpreter makes of the same values, in double precision. */
export function expected(
  kernel: Kernel,
  values: ReadonlyMap<number, TestValue>,
  uniforms: RunOptions["uniforms"] = [],
): Map<number, Elements> {
  const copies = new Map<number, Elements>();
  for (const [id, v] of values)
    copies.set(id, v.data instanceof Int32Array ? v.data.slice() : Float64Array.from(v.data));
  interpretKernel(kernel, copies, uniforms.map((u) => u.value), "f64"); // prettier-ignore
  return copies;
}

/** The largest error relative to the magnitude of the result or to `floor`, and where it is. */
export function worst(
  got: ArrayLike<number>,
  want: ArrayLike<number>,
  floor = 1,
): { error: number; at: number } {
  let out = { error: 0, at: -1 };
  for (let i = 0; i < want.length; i++) {
    const [g, w] = [got[i]!, want[i]!];
    if (Object.is(g, w) || g === w || (Number.isNaN(g) && Number.isNaN(w))) continue;
    const e = Math.abs(g - w) / Math.max(floor, Math.abs(w));
    if (!(e <= out.error)) out = { error: Number.isNaN(e) ? Infinity : e, at: i };
  }
  return out;
}

/** Runs `kernel` in every schedule of `targets`, or the one named, and throws where it differs from the interpreter. */
export async function checkKernel(
  device: NnDevice,
  kernel: Kernel,
  target: Target,
  values: ReadonlyMap<number, TestValue>,
  options: RunOptions & { tolerance?: number; floor?: number } = {},
): Promise<RunResult> {
  const want = expected(kernel, values, options.uniforms);
  const result = await runOnDevice(device, kernel, target, values, options);
  for (const [id, got] of result.outputs) {
    const { error, at } = worst(got, want.get(id)!, options.floor);
    if (error > (options.tolerance ?? 2e-6))
      throw new Error(
        `${kernel.name} by ${result.schedule}: %${id}[${at}] is ${got[at]}, not ${want.get(id)![at]} (error ${error})\n${result.wgsl}`,
      );
  }
  return result;
}
