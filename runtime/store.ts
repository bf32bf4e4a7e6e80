/**
 * What the plans of one program share on a device: slabs by name, scratch, pipelines by text, bind group layouts.
 *
 * Slabs keep their contents and size for good. Scratch buffers are lent to every plan alike, which is safe because the
 * queue runs plans one after the other and a plan never reads scratch that it has not written.
 */
import type { PlanBuffer, Shader } from "../compiler/ir/plan.ts";
import type { NnDevice } from "./device.ts";
import type { SlabStore } from "./backend.ts";
import { DeviceError, runtimeError } from "./errors.ts";
import { checkBufferSize } from "./limits.ts";
import { BufferUsage, MAP_READ, STAGE_COMPUTE } from "./webgpu-constants.ts";

const STORAGE = BufferUsage.storage | BufferUsage.copySrc | BufferUsage.copyDst;

export class GpuStore implements SlabStore {
  readonly #slabs = new Map<string, GPUBuffer>();
  /** Largest first. */
  #scratch: GPUBuffer[] = [];
  readonly #layouts = new Map<string, GPUBindGroupLayout>();
  readonly #pipelines = new Map<string, Promise<GPUComputePipeline>>();
  readonly #others = new Set<GPUBuffer>();
  #bytes = 0;

  constructor(readonly device: NnDevice) {}

  get bytes(): number {
    return this.#bytes;
  }
  get names(): readonly string[] {
    return [...this.#slabs.keys()];
  }

  // ---------------------------------------------------------------- slabs

  allocate(name: string, size: number, fill = 0): void {
    if (this.#slabs.has(name)) throw new DeviceError(name, "this slab exists already");
    const buffer = this.createBuffer(name, size * 4, STORAGE);
    this.#slabs.set(name, buffer);
    if (fill !== 0) this.device.gpu.queue.writeBuffer(buffer, 0, new Float32Array(size).fill(fill));
  }

  size(name: string): number {
    return this.slab(name).size / 4;
  }

  write(name: string, values: Float32Array | Float64Array, offset = 0): void {
    const buffer = this.slab(name);
    if ((offset + values.length) * 4 > buffer.size)
      throw new DeviceError(name, "a write beyond the end of the slab");
    const single = values instanceof Float32Array ? values : Float32Array.from(values);
    this.device.gpu.queue.writeBuffer(buffer, offset * 4, single as Float32Array<ArrayBuffer>);
  }

  async read(name: string): Promise<Float32Array> {
    const slab = this.slab(name);
    const { gpu } = this.device;
    const staging = gpu.createBuffer({
      label: `read ${name}`,
      size: slab.size,
      usage: BufferUsage.mapRead | BufferUsage.copyDst,
    });
    try {
      const encoder = gpu.createCommandEncoder();
      encoder.copyBufferToBuffer(slab, 0, staging, 0, slab.size);
      gpu.queue.submit([encoder.finish()]);
      await staging.mapAsync(MAP_READ).catch((error: unknown) => {
        throw this.device.failure ?? new DeviceError(name, `it could not be read: ${String(error)}`);
      });
      return new Float32Array(staging.getMappedRange().slice(0));
    } finally {
      staging.destroy();
    }
  }

  /** The buffer of a slab, for whoever encodes commands with it. */
  slab(name: string): GPUBuffer {
    const buffer = this.#slabs.get(name);
    if (!buffer) throw new DeviceError(name, "no such slab");
    return buffer;
  }

  // ---------------------------------------------------------------- buffers of plans

  /** The buffers for a plan's slabs and slots, by name. Slabs that are new are made, filled with 0. */
  sharedBuffers(plan: string, buffers: readonly PlanBuffer[]): Map<string, GPUBuffer> {
    const found = new Map<string, GPUBuffer>();
    for (const { name, bytes } of buffers.filter((b) => b.kind === "slab")) {
      if (!this.#slabs.has(name)) this.allocate(name, bytes / 4);
      const slab = this.slab(name);
      if (slab.size < bytes)
        throw new DeviceError(name, `${plan} needs ${bytes} bytes, the slab has ${slab.size}`);
      found.set(name, slab);
    }
    const slots = buffers.filter((b) => b.kind === "slot").sort((a, b) => b.bytes - a.bytes);
    // The largest slot takes the smallest free buffer that holds it, and so on down, so that small plans reuse small ones.
    const free = [...this.#scratch].sort((a, b) => a.size - b.size);
    for (const { name, bytes } of slots) {
      const fit = free.findIndex((b) => b.size >= bytes);
      const buffer =
        fit >= 0 ? free.splice(fit, 1)[0]! : this.createBuffer(`${plan}/${name}`, bytes, STORAGE);
      if (fit < 0) this.#scratch.push(buffer);
      found.set(name, buffer);
    }
    return found;
  }

  /** A buffer that lives until `release`; checked against the device's limits first. */
  createBuffer(label: string, bytes: number, usage: number): GPUBuffer {
    const { gpu, limits } = this.device;
    checkBufferSize(label, bytes, limits);
    const buffer = gpu.createBuffer({ label, size: bytes, usage });
    this.#bytes += bytes;
    this.#others.add(buffer);
    return buffer;
  }

  release(buffer: GPUBuffer): void {
    if (!this.#others.delete(buffer)) return;
    this.#bytes -= buffer.size;
    buffer.destroy();
  }

  // ---------------------------------------------------------------- pipelines

  layout(bindings: Shader["bindings"]): GPUBindGroupLayout {
    const key = bindings.join();
    let layout = this.#layouts.get(key);
    if (!layout) {
      const type = {
        read: "read-only-storage",
        read_write: "storage",
        uniform: "uniform",
        step: "uniform",
      } as const;
      layout = this.device.gpu.createBindGroupLayout({
        label: key,
        entries: bindings.map((b, binding) => ({
          binding,
          visibility: STAGE_COMPUTE,
          buffer: { type: type[b], hasDynamicOffset: b === "step" },
        })),
      });
      this.#layouts.set(key, layout);
    }
    return layout;
  }

  /** The pipeline of a shader, made once for each text; rejects with a `DeviceError` that names the kernel. */
  pipeline(shader: Shader): Promise<GPUComputePipeline> {
    const key = `${shader.bindings.join()}\n${shader.wgsl}`;
    let pipeline = this.#pipelines.get(key);
    if (!pipeline) this.#pipelines.set(key, (pipeline = this.#makePipeline(shader)));
    return pipeline;
  }

  async #makePipeline(shader: Shader): Promise<GPUComputePipeline> {
    const { gpu } = this.device;
    for (const feature of shader.features) {
      if (gpu.features.has(feature)) continue;
      throw runtimeError(
        "missingFeature",
        `kernel \`${shader.name}\` needs the WebGPU feature \`${feature}\``,
        {
          notes: [`${this.device.info.source} does not have it, or it was not requested`],
          help: "compile for this device, or for the profile `floor`",
        },
      );
    }
    gpu.pushErrorScope("validation");
    const module = gpu.createShaderModule({ label: shader.name, code: shader.wgsl });
    const scope = gpu.popErrorScope();
    const layout = gpu.createPipelineLayout({
      label: shader.name,
      bindGroupLayouts: [this.layout(shader.bindings)],
    });
    const made = gpu.createComputePipelineAsync({ label: shader.name, layout, compute: { module } });
    // Whichever reports first, the text's own error is the one that explains.
    const [error, pipeline] = await Promise.all([scope, made.catch((reason: unknown) => toError(reason))]);
    if (error) throw new DeviceError(`kernel ${shader.name}`, error.message);
    if (pipeline instanceof Error)
      throw this.device.failure ?? new DeviceError(`kernel ${shader.name}`, pipeline.message);
    return pipeline;
  }

  destroy(): void {
    for (const buffer of this.#others) buffer.destroy();
    this.#others.clear();
    this.#slabs.clear();
    this.#scratch = [];
    this.#pipelines.clear();
    this.#layouts.clear();
    this.#bytes = 0;
  }

  [Symbol.dispose](): void {
    this.destroy();
  }
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
