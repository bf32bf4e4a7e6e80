/**
 * Runs plans on WebGPU.
 *
 * Loading makes everything a step needs: pipelines (together, asynchronously, shared by text), buffers, bind groups (one
 * set for each ring copy where a dispatch touches ringed buffers). Afterwards a step allocates no GPU object but its
 * command buffer. Steps are queued on the host and submitted in groups: one write for the scalars of the whole group and
 * one for each batch buffer (or one for the numbers of examples that lie on the device, `resident.ts`), one compute pass
 * unless slabs are copied between steps, one copy of the results into a staging buffer, one map.
 *
 * Queue order makes this safe: a write lands after every earlier submit and before the next, so ring copies only have to
 * tell apart the steps of one group, and several groups may be in flight.
 */
import type { BufferRange, Plan, PlanBuffer, PlanTensor, Shader } from "../compiler/ir/plan.ts";
import type { Backend, LoadOptions, Observed, Runner, SlabCopy, StepInputs, StepResults } from "./backend.ts";
import { Clock } from "./clock.ts";
import type { NnDevice } from "./device.ts";
import { DeviceError } from "./errors.ts";
import { checkLimits } from "./limits.ts";
import { PlanBuffers, type Ringed } from "./plan-buffers.ts";
import { planResident, ResidentExamples, type ResidentPlan } from "./resident.ts";
import { type Places, Results, view } from "./results.ts";
import { ringSize } from "./ring.ts";
import { type Run, runsOf } from "./rounds.ts";
import { type HostScalars, ScalarProgram } from "./scalars.ts";
import { GpuStore } from "./store.ts";
import { BufferUsage, MAP_READ } from "./webgpu-constants.ts";

/** WebGPU as a backend for plans; destroying it destroys the device. */
export function webgpu(device: NnDevice, options: LoadOptions = {}): Backend<Plan> {
  return {
    kind: "webgpu",
    description: `webgpu: ${device.info.source}`,
    newSlabs: () => new GpuStore(device),
    async load(plan, slabs, more) {
      if (!(slabs instanceof GpuStore))
        throw new DeviceError(plan.name, "its slabs belong to another backend");
      return loadPlan(device, plan, slabs, { ...options, ...more });
    },
    destroy: () => device.destroy(),
    [Symbol.dispose]: () => device.destroy(),
  };
}

/**
 * Puts a plan on the device. Throws a `DiagnosticError` where the plan exceeds the device's limits or needs a feature it
 * lacks, a `DeviceError` that names the kernel or buffer where the device refuses one.
 */
export async function loadPlan(
  device: NnDevice,
  plan: Plan,
  store: GpuStore,
  options: LoadOptions = {},
): Promise<LoadedPlan> {
  device.check();
  checkLimits(plan, device);
  const { gpu, limits } = device;
  const resident = options.resident && planResident(plan, options.resident, limits);
  const pipelineOf = new Map<Shader, GPUComputePipeline>();
  const load = async (shader: Shader) => pipelineOf.set(shader, await store.pipeline(shader));
  await Promise.all([...plan.shaders, ...(resident?.gathers ?? []).map((g) => g.shader)].map(load));
  gpu.pushErrorScope("out-of-memory");
  gpu.pushErrorScope("validation");
  let loaded: LoadedPlan | undefined;
  let thrown: unknown;
  try {
    loaded = new LoadedPlan(device, resident?.plan ?? plan, store, pipelineOf, resident, options);
  } catch (error) {
    thrown = error;
  }
  // Scopes are a stack of the device: both are popped before anything else can run.
  const [invalid, noMemory] = await Promise.all([gpu.popErrorScope(), gpu.popErrorScope()]);
  if (loaded && !invalid && !noMemory) return loaded;
  loaded?.destroy();
  if (thrown !== undefined) throw thrown;
  throw new DeviceError(
    `plan ${plan.name}`,
    noMemory ? `out of GPU memory: ${noMemory.message}` : invalid!.message,
  );
}

/** The result buffer for observed numbers; no plan's buffer has such a name. */
const OBSERVED = "(observed)";

/** A dispatch as it is encoded. */
export interface Step {
  readonly pipeline: GPUComputePipeline;
  /** One for each ring copy, or a single one. */
  readonly groups: readonly GPUBindGroup[];
  readonly workgroups: readonly [number, number, number];
  /** Of `Dispatch.bind`; the ranges of the first ring copy are those that it says. */
  readonly buffers: readonly GPUBuffer[];
}

/** Makes the step that is a dispatch of a shader with these ranges bound. */
export type MakeStep = (
  kernel: string,
  shader: Shader,
  bind: readonly BufferRange[],
  workgroups: Step["workgroups"],
) => Step;

/** Uniform i of ring copy r lies at word (r * stride / 4 + i). */
interface UniformWriter {
  readonly program: ScalarProgram;
  readonly isFloat: boolean;
}

export class LoadedPlan implements Runner {
  readonly name: string;
  readonly inputs: readonly PlanTensor[];
  readonly outputs: readonly PlanTensor[];
  readonly capacity: number;
  readonly reported: readonly string[];

  readonly #device: NnDevice;
  readonly #store: GpuStore;
  readonly #buffers: PlanBuffers;
  readonly #runs: readonly Run<Step>[];
  readonly #uniforms: readonly UniformWriter[];
  readonly #uniformRing: Ringed | undefined;
  readonly #uniformFloats: Float32Array;
  readonly #uniformInts: Int32Array;
  /** What the host writes before a step: scalars, and inputs that do not lie on the device. */
  readonly #written: readonly Ringed[];
  /** For each ring copy, the inputs by name as views of the host's images. */
  readonly #inputViews: readonly StepInputs[];
  readonly #examples: ResidentExamples | undefined;
  readonly #results: readonly (Ringed & { readonly at: number })[];
  readonly #resultBytes: number;
  readonly #places: Places;
  /** What is copied from slabs before each step: number i to word i of the ring copy. */
  readonly #observed: readonly { readonly from: GPUBuffer; readonly offset: number }[];
  readonly #observedRing: Ringed | undefined;
  readonly #reports: ReadonlyMap<string, ScalarProgram>;
  readonly #staging: GPUBuffer[] = [];
  #queued = 0;
  /** By the queued step before which it is made. */
  #copies = new Map<number, SlabCopy>();
  readonly #clock = new Clock();
  #validated = false;
  #destroyed = false;

  constructor(
    device: NnDevice,
    plan: Plan,
    store: GpuStore,
    pipelineOf: ReadonlyMap<Shader, GPUComputePipeline>,
    resident: ResidentPlan | undefined,
    { ring = ringSize(plan), observe = [] }: LoadOptions,
  ) {
    this.#device = device;
    this.#store = store;
    this.name = plan.name;
    const seen = (o: Observed, i: number): PlanTensor => {
      return { name: o.name, dtype: "f32", shape: [], at: { buffer: OBSERVED, offset: 4 * i, bytes: 4 } };
    };
    this.outputs = [...plan.outputs, ...observe.map(seen)];
    this.capacity = ring;
    this.reported = Object.keys(plan.reported);
    const scalar = (name: string) => `${plan.name}, scalar ${name}`;
    this.#reports = new Map(
      Object.entries(plan.reported).map(([name, slot]) => [name, new ScalarProgram(slot, scalar(name))]),
    );

    const buffers = (this.#buffers = new PlanBuffers(store, plan, ring));
    const ofKind = (kind: PlanBuffer["kind"]) => plan.buffers.filter((b) => b.kind === kind);
    const written = resident ? ofKind("uniform") : [...ofKind("uniform"), ...ofKind("batch")];
    this.#written = written.map((b) => buffers.ringed(b.name)!);
    this.inputs = resident?.inputs ?? plan.inputs;
    // The compiler puts inputs into batch buffers, and has a uniform buffer where there are uniforms.
    const viewOf = (t: PlanTensor, copy: number) => {
      const { host, stride } = buffers.ringed(t.at.buffer)!;
      return view(t, host, copy * stride + t.at.offset);
    };
    this.#inputViews = Array.from({ length: ring }, (_, copy) =>
      Object.fromEntries(plan.inputs.map((t) => [t.name, viewOf(t, copy)])),
    );

    this.#uniforms = plan.uniforms.map((slot, i) => {
      return {
        program: new ScalarProgram(slot, scalar(`${i}`)),
        isFloat: slot.dtype === "f32" || slot.dtype === "f16",
      };
    });
    const uniformBuffer = ofKind("uniform")[0];
    this.#uniformRing = uniformBuffer && buffers.ringed(uniformBuffer.name)!;
    const image = this.#uniformRing?.host ?? new ArrayBuffer(0);
    this.#uniformFloats = new Float32Array(image);
    this.#uniformInts = new Int32Array(image);

    this.#observed = observe.map((o) => ({ from: store.slab(o.slab), offset: 4 * o.offset }));
    const observedBuffer: PlanBuffer = {
      name: OBSERVED,
      kind: "result",
      bytes: Math.ceil(observe.length / 64) * 256,
    };
    this.#observedRing = observe.length > 0 ? buffers.addRing(observedBuffer) : undefined;

    let at = 0;
    const places = new Map<string, Ringed & { readonly at: number }>();
    for (const { name } of [...ofKind("result"), ...(this.#observedRing ? [observedBuffer] : [])]) {
      const result = { ...buffers.ringed(name)!, at };
      places.set(name, result);
      at += result.stride * ring;
    }
    this.#results = [...places.values()];
    this.#resultBytes = at;
    this.#places = { outputs: new Map(this.outputs.map((o) => [o.name, o])), buffers: places };

    const step: MakeStep = (kernel, shader, bind, workgroups) => ({
      pipeline: pipelineOf.get(shader)!,
      workgroups,
      buffers: bind.map((range) => buffers.buffer(range.buffer, kernel)),
      groups: buffers.groups(shader.bindings, bind, kernel),
    });
    const steps = plan.dispatches.map((d) => step(d.kernel, plan.shaders[d.shader]!, d.bind, d.workgroups));
    this.#runs = runsOf(plan, steps);
    this.#examples = resident && new ResidentExamples(resident, buffers, step);
  }

  get isResident(): boolean {
    return this.#examples !== undefined;
  }

  get queued(): number {
    return this.#queued;
  }

  enqueue(host: HostScalars, inputs?: ((inputs: StepInputs) => void) | Int32Array, keep?: SlabCopy): void {
    if (this.#queued === this.capacity)
      throw new DeviceError(this.name, `over ${this.capacity} steps in a submit`);
    const copy = this.#queued;
    const base = (copy * (this.#uniformRing?.stride ?? 0)) / 4;
    for (let i = 0; i < this.#uniforms.length; i++) {
      const { program, isFloat } = this.#uniforms[i]!;
      (isFloat ? this.#uniformFloats : this.#uniformInts)[base + i] = program.evaluate(host);
    }
    if (this.#examples) this.#examples.take(copy, inputs as Int32Array);
    else if (inputs) (inputs as (inputs: StepInputs) => void)(this.#inputViews[copy]!);
    if (keep) this.#copies.set(copy, keep);
    this.#queued++;
  }

  async submit(): Promise<StepResults> {
    const { gpu } = this.#device;
    const count = this.#queued;
    this.#queued = 0;
    this.#device.check();
    if (this.#destroyed) throw new DeviceError(this.name, "the plan was destroyed");
    if (count === 0) return new Results(this.#places, new ArrayBuffer(0), 0);

    // The first group runs under an error scope and with named dispatches: what the device objects to, it objects to here.
    const validating = !this.#validated;
    this.#validated = true;
    if (validating) gpu.pushErrorScope("validation");
    this.#upload(count);
    const encoder = gpu.createCommandEncoder(validating ? { label: this.name } : undefined);
    this.#encode(encoder, count);
    this.#copies.clear();
    let staging: GPUBuffer | undefined;
    if (this.#results.length > 0) {
      staging = this.#takeStaging();
      for (const { gpu: from, stride, at } of this.#results) {
        encoder.copyBufferToBuffer(from, 0, staging, at, stride * count);
      }
    }
    gpu.queue.submit([encoder.finish()]);
    // The first run of a kernel may compile it, which says nothing of later ones.
    const lap = validating ? undefined : this.#clock.submitted(count);
    try {
      const scope = validating ? gpu.popErrorScope() : undefined;
      if (lap) await this.#clock.rest(lap);
      // Nobody wants the results any more, and to map what is destroyed would be the device's error.
      if (this.#destroyed) throw new DeviceError(this.name, "the plan was destroyed");
      const waited = staging ? staging.mapAsync(MAP_READ) : gpu.queue.onSubmittedWorkDone();
      const [error, failure] = await Promise.all([
        scope,
        waited.then(
          () => undefined,
          (reason: unknown) => reason,
        ),
      ]);
      if (lap) this.#clock.done(lap);
      else this.#clock.restart();
      if (error) throw new DeviceError(`plan ${this.name}`, error.message);
      // What is behind a failed read is told a little later, as an uncaptured error or as the device's loss.
      if (failure !== undefined) await new Promise((resolve) => setTimeout(resolve, 10));
      this.#device.check();
      if (failure !== undefined)
        throw new DeviceError(`plan ${this.name}`, `results could not be read: ${String(failure)}`);
      const bytes = staging ? staging.getMappedRange().slice(0) : new ArrayBuffer(0);
      return new Results(this.#places, bytes, count);
    } finally {
      if (staging) this.#giveBackStaging(staging);
    }
  }

  /** Uploads what one step reads and gives its dispatches, for whoever encodes and submits them himself (`profile.ts`). */
  stage(host: HostScalars, fill?: (inputs: StepInputs) => void): readonly Run<Step>[] {
    this.enqueue(host, fill);
    this.#queued = 0;
    this.#upload(1);
    return this.#runs;
  }

  report(name: string, host: HostScalars): number {
    const program = this.#reports.get(name);
    if (!program) throw new DeviceError(this.name, `it does not report \`${name}\``);
    return program.evaluate(host);
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#buffers.destroy();
    this.#staging.forEach((buffer) => this.#store.release(buffer));
  }

  [Symbol.dispose](): void {
    this.destroy();
  }

  // ---------------------------------------------------------------- a submit

  #upload(count: number): void {
    const { queue } = this.#device.gpu;
    for (const { gpu, stride, host } of this.#written) queue.writeBuffer(gpu, 0, host, 0, stride * count);
    this.#examples?.upload(queue, count);
  }

  /** One pass for all steps, but where slabs are copied between them. */
  #encode(encoder: GPUCommandEncoder, count: number): void {
    const runs = this.#runs;
    let pass: GPUComputePassEncoder | undefined;
    let current: GPUComputePipeline | undefined;
    for (let copy = 0; copy < count; copy++) {
      if (this.#observed.length > 0 || this.#copies.has(copy)) {
        pass?.end();
        pass = current = undefined;
        this.#copySlabs(encoder, copy);
      }
      pass ??= encoder.beginComputePass();
      if (this.#examples?.differs(copy))
        for (const gather of this.#examples.gathers) current = encodeStep(pass, gather, copy, current);
      for (let i = 0; i < runs.length; i++) {
        const { step, rounds } = runs[i]!;
        current = encodeStep(pass, step, copy, current, rounds);
      }
    }
    pass?.end();
  }

  #copySlabs(encoder: GPUCommandEncoder, copy: number): void {
    for (let i = 0; i < this.#observed.length; i++) {
      const { from, offset } = this.#observed[i]!;
      const { gpu, stride } = this.#observedRing!;
      encoder.copyBufferToBuffer(from, offset, gpu, copy * stride + 4 * i, 4);
    }
    const keep = this.#copies.get(copy);
    if (!keep) return;
    const [from, to] = [this.#store.slab(keep.from), this.#store.slab(keep.to)];
    encoder.copyBufferToBuffer(from, 0, to, 0, 4 * keep.size);
  }

  /** As many staging buffers exist as submits were ever in flight together. */
  #takeStaging(): GPUBuffer {
    return (
      this.#staging.pop() ??
      this.#store.createBuffer(
        `${this.name}/staging`,
        this.#resultBytes,
        BufferUsage.mapRead | BufferUsage.copyDst,
      )
    );
  }

  #giveBackStaging(staging: GPUBuffer): void {
    if (this.#destroyed) return this.#store.release(staging);
    if (staging.mapState !== "unmapped") staging.unmap();
    this.#staging.push(staging);
  }
}

/** Sets what is not set and dispatches; gives the pipeline that is set now. */
function encodeStep(
  pass: GPUComputePassEncoder,
  { pipeline, groups, workgroups }: Step,
  copy: number,
  current: GPUComputePipeline | undefined,
  rounds?: readonly number[],
): GPUComputePipeline {
  if (pipeline !== current) pass.setPipeline(pipeline);
  const group = groups.length === 1 ? groups[0]! : groups[copy]!;
  if (rounds) pass.setBindGroup(0, group, rounds);
  else pass.setBindGroup(0, group);
  // In Node an argument costs a tenth of a microsecond.
  if (workgroups[1] === 1 && workgroups[2] === 1) pass.dispatchWorkgroups(workgroups[0]);
  else pass.dispatchWorkgroups(workgroups[0], workgroups[1], workgroups[2]);
  return pipeline;
}
