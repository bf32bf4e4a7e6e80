/**
 * The GPU buffers of one loaded plan, those that it shares with others included, and bind groups over ranges of them.
 */
import type { BufferRange, Plan, PlanBuffer, Shader } from "../compiler/ir/plan.ts";
import { DeviceError } from "./errors.ts";
import { roundNumbers } from "./rounds.ts";
import type { GpuStore } from "./store.ts";
import { BufferUsage } from "./webgpu-constants.ts";

/** Ring copies in one GPU buffer, `stride` bytes apart, and the host's image of them. */
export interface Ringed {
  readonly gpu: GPUBuffer;
  readonly stride: number;
  readonly host: ArrayBuffer;
}

export class PlanBuffers {
  readonly #named: Map<string, GPUBuffer>;
  readonly #ringed = new Map<string, Ringed>();
  readonly #owned: GPUBuffer[] = [];
  readonly #groups = new Map<string, GPUBindGroup>();

  constructor(
    readonly store: GpuStore,
    readonly plan: Plan,
    readonly ring: number,
  ) {
    this.#named = store.sharedBuffers(plan.name, plan.buffers);
    for (const buffer of plan.buffers) {
      if (buffer.kind === "slab" || buffer.kind === "slot") continue;
      if (buffer.kind === "constant" || buffer.kind === "step") this.#constant(buffer);
      else this.addRing(buffer);
    }
  }

  /** A buffer that exists once for each step of a submit. */
  addRing({ name, kind, bytes }: Pick<PlanBuffer, "name" | "kind" | "bytes">): Ringed {
    const usage = {
      batch: BufferUsage.storage | BufferUsage.copyDst,
      uniform: BufferUsage.uniform | BufferUsage.storage | BufferUsage.copyDst,
      result: BufferUsage.storage | BufferUsage.copySrc | BufferUsage.copyDst,
    }[kind as "batch" | "uniform" | "result"];
    const gpu = this.#create(name, bytes * this.ring, usage);
    const ringed = { gpu, stride: bytes, host: new ArrayBuffer(kind === "result" ? 0 : bytes * this.ring) };
    this.#ringed.set(name, ringed);
    return ringed;
  }

  ringed(name: string): Ringed | undefined {
    return this.#ringed.get(name);
  }

  buffer(name: string, kernel: string): GPUBuffer {
    const buffer = this.#named.get(name);
    if (!buffer) throw new DeviceError(`kernel ${kernel}`, `the plan has no buffer ${name}`);
    return buffer;
  }

  /** Bind groups for a kernel: one for each ring copy where it touches a ring, else a single one. Equal ones are shared. */
  groups(bindings: Shader["bindings"], bind: readonly BufferRange[], kernel: string): GPUBindGroup[] {
    const copies = bind.some((range) => this.#ringed.has(range.buffer)) ? this.ring : 1;
    return Array.from({ length: copies }, (_, copy) => {
      const offset = (range: BufferRange) =>
        range.offset + copy * (this.#ringed.get(range.buffer)?.stride ?? 0);
      const ranges = bind.map((range) => `${range.buffer}@${offset(range)}+${range.bytes}`);
      const key = `${bindings.join()} ${ranges.join(" ")}`;
      let group = this.#groups.get(key);
      if (!group) {
        group = this.store.device.gpu.createBindGroup({
          label: `${this.plan.name}/${kernel}`,
          layout: this.store.layout(bindings),
          entries: bind.map((range, binding) => {
            const buffer = this.buffer(range.buffer, kernel);
            return { binding, resource: { buffer, offset: offset(range), size: range.bytes } };
          }),
        });
        this.#groups.set(key, group);
      }
      return group;
    });
  }

  destroy(): void {
    this.#owned.forEach((buffer) => this.store.release(buffer));
  }

  #create(name: string, bytes: number, usage: number): GPUBuffer {
    const buffer = this.store.createBuffer(`${this.plan.name}/${name}`, bytes, usage);
    this.#owned.push(buffer);
    this.#named.set(name, buffer);
    return buffer;
  }

  #constant({ name, kind, bytes, words = [] }: PlanBuffer): void {
    const steps = kind === "step";
    const usage = steps ? BufferUsage.uniform : BufferUsage.storage;
    const buffer = this.#create(name, bytes, usage | BufferUsage.copyDst);
    const data = steps ? roundNumbers(bytes) : Uint32Array.from(words);
    if (data.length > 0) this.store.device.gpu.queue.writeBuffer(buffer, 0, data);
  }
}
