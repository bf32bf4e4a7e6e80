/**
 * `nn` as one of the systems of the benchmark: compiles a workload's program, puts the given weights and data on the
 * device and runs whole steps as the training loop does.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { compile, type Program } from "../../compiler/compile.ts";
import { invariant } from "../../compiler/diagnostics.ts";
import { Graph, isOp, type Node, reachable, sizeOf } from "../../compiler/ir/graph.ts";
import { type Plan, timesOf } from "../../compiler/ir/plan.ts";
import { compilePlan } from "../../compiler/pipeline.ts";
import type { CallProgram, Computation } from "../../compiler/program.ts";
import { targetOfDevice } from "../../cli/shared/device.ts";
import type { Column, ResidentOptions, StepInputs, StepResults, TensorData } from "../../runtime/backend.ts";
import { type NnDevice, openDevice, type OpenOptions } from "../../runtime/device.ts";
import { loadPlan } from "../../runtime/executor.ts";
import { planResident } from "../../runtime/resident.ts";
import { GpuStore } from "../../runtime/store.ts";
import { BufferUsage, MAP_READ } from "../../runtime/webgpu-constants.ts";
import type { System, Tensor, Workload } from "../workloads.ts";

export interface NnOptions {
  readonly adapter?: OpenOptions["adapter"];
  /** Where the programs lie. */
  readonly programs: string;
}

/** What a workload is to the runtime: a computation, its slabs, and what is in them. */
export interface Job {
  readonly step: Computation;
  readonly slabs: readonly { readonly name: string; readonly size: number; readonly fill: number }[];
  readonly contents: readonly {
    readonly slab: string;
    readonly offset: number;
    readonly data: Float32Array;
  }[];
  /** The output that stands for the loss; undefined where no output is a scalar. */
  readonly loss: string | undefined;
  /** In a step; 0 where the step takes none. */
  readonly examples: number;
}

export async function createNn(workload: Workload, options: NnOptions): Promise<System> {
  const device = await openDevice(
    "webgpu",
    options.adapter === undefined ? {} : { adapter: options.adapter },
  );
  const system = await startNn(device, workload, options.programs);
  return {
    ...system,
    close() {
      system.close();
      device.destroy();
    },
  };
}

/** On a device that is open, and stays so. */
export async function startNn(device: NnDevice, workload: Workload, programs: string): Promise<System> {
  const began = performance.now();
  const job = jobOf(workload, programs);
  const lowered = performance.now();
  const plan = compilePlan(job.step, targetOfDevice(device));
  const planned = performance.now();
  const store = new GpuStore(device);
  for (const { name, size, fill } of job.slabs) store.allocate(name, size, fill);
  for (const { slab, offset, data } of job.contents) store.write(slab, data, offset);
  const examples = residentOf(workload, job);
  const runner = await loadPlan(device, plan, store, examples ? { resident: examples } : {});
  const loaded = performance.now();

  const resident = examples && planResident(plan, examples, device.limits);
  const batch = runner.isResident
    ? Int32Array.from({ length: job.examples }, (_, i) => i)
    : writerOf(workload);
  const host = { seed: 0, step: 0, total_steps: 100, epoch: 0 };
  const kept = job.step.updates.map((u) => u.target);
  const first = job.loss === undefined ? new FirstElement(device, store, kept[0]!) : undefined;
  let last: Promise<StepResults> | undefined;
  const flush = (): void => {
    if (runner.queued === 0) return;
    last = runner.submit();
    last.catch(() => undefined);
  };
  return {
    info: {
      lowerMs: lowered - began,
      planMs: planned - lowered,
      loadMs: loaded - planned,
      dispatches: plan.dispatches.reduce((sum, _, i) => sum + timesOf(plan, i), 0),
      kernels: plan.shaders.length,
      capacity: runner.capacity,
      bytes: deviceBytes(resident?.plan ?? plan, job.slabs, runner.capacity),
    },
    step() {
      runner.enqueue(host, batch);
      host.step++;
      if (runner.queued === runner.capacity) flush();
    },
    flush,
    async loss() {
      flush();
      invariant(last, "bench", "no step was enqueued");
      const results = await last;
      return first ? first.read() : results.scalar(results.count - 1, job.loss!);
    },
    async results() {
      const read = async (target: Node<"input">): Promise<[string, Float32Array]> => {
        const { name, at } = target.attrs;
        invariant(at, "bench", () => `${name} is not kept`);
        return [name, (await store.read(at.slab)).slice(at.offset, at.offset + sizeOf(target.type.shape))];
      };
      return Object.fromEntries(await Promise.all(kept.map(read)));
    },
    close() {
      first?.destroy();
      runner.destroy();
      store.destroy();
    },
  };
}

/** Reads the first element of a result that stays on the device, where there is no loss. */
class FirstElement {
  readonly #staging: GPUBuffer;

  constructor(
    readonly device: NnDevice,
    readonly store: GpuStore,
    readonly target: Node<"input">,
  ) {
    const usage = BufferUsage.mapRead | BufferUsage.copyDst;
    this.#staging = device.gpu.createBuffer({ label: "first element", size: 4, usage });
  }

  async read(): Promise<number> {
    const { gpu } = this.device;
    const { slab, offset } = this.target.attrs.at!;
    const encoder = gpu.createCommandEncoder();
    encoder.copyBufferToBuffer(this.store.slab(slab), 4 * offset, this.#staging, 0, 4);
    gpu.queue.submit([encoder.finish()]);
    await this.#staging.mapAsync(MAP_READ);
    const value = new Float32Array(this.#staging.getMappedRange())[0]!;
    this.#staging.unmap();
    return value;
  }

  destroy(): void {
    this.#staging.destroy();
  }
}

/**
 * The bytes that the plan and the slabs of its program take on a device, as the runtime lays them out: buffers of a ring so
 * many times, and what results are read through while one submit is under way.
 */
export function deviceBytes(plan: Plan, slabs: Job["slabs"], ring: number): number {
  const named = new Map(slabs.map(({ name, size }) => [name, 4 * size]));
  for (const { name, kind, bytes } of plan.buffers) {
    const isRinged = kind === "batch" || kind === "uniform" || kind === "result";
    const staged = kind === "result" ? bytes * ring : 0;
    named.set(name, Math.max(named.get(name) ?? 0, isRinged ? bytes * ring + staged : bytes));
  }
  return [...named.values()].reduce((sum, bytes) => sum + bytes, 0);
}

/** The workload's batch as a data set of one batch: peers, too, have it on the device. */
export function residentOf(workload: Workload, { examples }: Job): ResidentOptions | undefined {
  if (examples === 0) return undefined;
  const column = (name: string): Column => {
    const { data } = dataOf(workload, name);
    const copy = (from: number, out: TensorData): void => out.set(data.subarray(from, from + out.length));
    return { length: data.length, stride: data.length / examples, copy };
  };
  return { count: examples, isFixed: true, column };
}

/** Writes the batch of a step. */
export function writerOf(workload: Workload): (inputs: StepInputs) => void {
  return (inputs) => {
    for (const [name, view] of Object.entries(inputs)) view.set(dataOf(workload, name).data);
  };
}

function dataOf(workload: Workload, name: string): Tensor {
  const tensor = workload.data[name];
  invariant(tensor, "bench", () => `${workload.id} has no ${name}`);
  return tensor;
}

/** Compiles the program of a workload, without its data: all sizes are declared. */
export function jobOf(workload: Workload, folder: string): Job {
  const file = `${folder}/${workload.program}.nn`;
  const { program, diagnostics } = compile(file, {
    read: (path) => (basename(path) === basename(file) ? readFileSync(file, "utf8") : undefined),
    ...(workload.config ? { config: workload.config } : {}),
  });
  const errors = diagnostics.filter((d) => d.severity === "error");
  if (!program) throw new Error(`${file}: ${errors.map((d) => d.title).join("; ")}`);
  return workload.call ? callJob(workload, program) : trainJob(workload, program);
}

function trainJob(workload: Workload, program: Program): Job {
  const train = Object.values(program.train)[0];
  if (!train) throw new Error(`${workload.id}: ${Object.values(program.missing)[0] ?? "no train block"}`);
  const { step, slabs, settings } = train;
  const given = Object.values(workload.params);
  const contents = train.weights
    .filter((w) => w.kind === "param")
    .map(({ path, shape, slab, offset }, i) => {
      const from = given[i];
      invariant(from && from.shape.join() === shape.join(), "bench", () => `${workload.id}: ${path} differs`);
      return { slab, offset, data: from.data as Float32Array };
    });
  return { step, slabs, contents, loss: "loss", examples: settings.batch * settings.accumulate };
}

/** The arguments lie on the device, and so do the results that are not scalars: only the kernels are timed. */
function callJob(workload: Workload, program: Program): Job {
  const { fn, grad } = workload.call!;
  const types = Object.fromEntries(
    program.fn[fn]!.params.map(({ name }) => {
      const tensor = workload.params[name] ?? dataOf(workload, name);
      return [name, { type: { dtype: "f32" as const, shape: tensor.shape } }];
    }),
  );
  const compiled = program.fn[fn]!.compile(types, { grad });
  if (!compiled.program) throw new Error(`${workload.id}: ${compiled.diagnostics[0]?.title ?? ""}`);
  return resident(workload, compiled.program);
}

function resident(workload: Workload, { run }: CallProgram): Job {
  const graph = new Graph();
  const slabs: { name: string; size: number; fill: number }[] = [];
  const contents: { slab: string; offset: number; data: Float32Array }[] = [];
  const place = (name: string, shape: readonly number[]): Node<"input"> => {
    slabs.push({ name, size: Math.ceil(sizeOf(shape) / 64) * 64, fill: 0 });
    const at = { slab: name, offset: 0 };
    const type = { dtype: "f32" as const, shape };
    return graph.intern("input", [], { name, role: "weight", ...type, at }, type) as Node<"input">;
  };
  const copies = new Map<Node, Node>();
  for (const node of reachable(run.outputs.map((o) => o.node))) {
    if (isOp(node, "input")) {
      copies.set(node, place(node.attrs.name, node.type.shape));
      const tensor = workload.params[node.attrs.name] ?? dataOf(workload, node.attrs.name);
      contents.push({ slab: node.attrs.name, offset: 0, data: tensor.data as Float32Array });
    } else {
      const inputs = node.in.map((i) => copies.get(i)!);
      copies.set(node, graph.intern(node.op, inputs, node.attrs, node.type));
    }
  }
  const outputs = run.outputs.map((o) => ({ name: o.name, node: copies.get(o.node)! }));
  const scalars = outputs.filter((o) => o.node.type.shape.length === 0);
  const updates = outputs
    .filter((o) => o.node.type.shape.length > 0)
    .map((o) => ({ target: place(o.name, o.node.type.shape), value: o.node }));
  const step = { ...run, graph, outputs: scalars, updates, gradients: [] };
  return { step, slabs, contents, loss: scalars[0]?.name, examples: 0 };
}
