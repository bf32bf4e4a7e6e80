/**
 * Examples that stay on the device.
 *
 * The columns of the training part are uploaded once. A step is then queued with the numbers of its examples, and a dispatch
 * before it copies these examples into the buffers that the step reads as its batch. They exist once: the queue runs steps in
 * order, and what a step reads is overwritten after it. Where a step takes the examples of the step before, as when a
 * batch is the whole data set in its order, nothing is copied.
 *
 * It pays from some size of a batch on, unless all steps take the same one: below, copying and writing the batch costs the
 * host less than the dispatch does.
 */
import type { Plan, PlanBuffer, PlanTensor, Shader } from "../compiler/ir/plan.ts";
import type { Column, ResidentOptions, TensorData } from "./backend.ts";
import { gatherRows } from "./data/dataset.ts";
import { DeviceError } from "./errors.ts";
import type { FieldColumn, TrainData } from "./examples.ts";
import type { MakeStep, Step } from "./executor.ts";
import type { PlanBuffers, Ringed } from "./plan-buffers.ts";

/** What the columns of a program may take together: MNIST as f32 is 188 MB. */
export const RESIDENT_BYTES = 2 ** 28;
/** Smaller batches that are not always the same are written by the host. */
const LEAST_BATCH_BYTES = 2 ** 16;
/** The numbers of the examples; no plan's buffer has such a name. */
const ORDER = "(order)";
/** Columns are uploaded in pieces of about so many bytes. */
const PIECE_BYTES = 2 ** 22;
const LANES = 64;
/** Workgroups of a field, at most; beyond, a lane copies several words. */
const MOST_GROUPS = 4096;

/** A field whose values stay on the device. Sizes are in words of 4 bytes. */
export interface ResidentField {
  readonly input: PlanTensor;
  readonly column: Column;
  /** Of the whole column. */
  readonly words: number;
  /** Of an example. */
  readonly size: number;
  /** From the start of an example to that of the next. */
  readonly stride: number;
}

/** A dispatch that copies the examples of a step; it binds their numbers, then each field's column and batch. */
export interface Gather {
  readonly shader: Shader;
  readonly fields: readonly ResidentField[];
  readonly workgroups: number;
}

export interface ResidentPlan {
  /**
   * The plan with the columns (constants) and the numbers of the examples (all that the host writes) among its buffers, and
   * its batch buffers as constants, which exist once.
   */
  readonly plan: Plan;
  /** The inputs that it had. */
  readonly inputs: readonly PlanTensor[];
  /** In a step. */
  readonly examples: number;
  readonly fields: readonly ResidentField[];
  readonly gathers: readonly Gather[];
}

type Limits = Pick<GPUSupportedLimits, "maxStorageBufferBindingSize" | "maxStorageBuffersPerShaderStage">;

/** What a training on data lets a backend keep. */
export function residentOptions(
  data: TrainData | undefined,
  batch: number,
  shuffle: boolean,
): ResidentOptions | undefined {
  if (!data) return undefined;
  const { train } = data;
  const isFixed = !shuffle && train.count === batch;
  return { count: batch, isFixed, column: (field) => train.column?.(field) };
}

/** How a plan's examples lie on the device; undefined where the host writes every batch. */
export function planResident(
  plan: Plan,
  { count: examples, isFixed, column }: ResidentOptions,
  limits: Limits,
): ResidentPlan | undefined {
  const batch = plan.inputs.reduce((sum, input) => sum + input.at.bytes, 0);
  if (batch < LEAST_BATCH_BYTES && !isFixed) return undefined;
  const fields: ResidentField[] = [];
  for (const input of plan.inputs) {
    const found = column(input.name);
    const field = found && fieldOf(input, found, examples);
    if (!field || 4 * field.words > limits.maxStorageBufferBindingSize) return undefined;
    fields.push(field);
  }
  const bytes = fields.reduce((sum, f) => sum + columnBytes(f), 0);
  if (bytes > RESIDENT_BYTES) return undefined;
  const together = Math.floor((limits.maxStorageBuffersPerShaderStage - 1) / 2);
  const gathers: Gather[] = [];
  for (let i = 0; i < fields.length; i += together)
    gathers.push(gatherOf(fields.slice(i, i + together), examples));
  const constant = (b: PlanBuffer): PlanBuffer => (b.kind === "batch" ? { ...b, kind: "constant" } : b);
  const buffers: PlanBuffer[] = [
    ...plan.buffers.map(constant),
    { name: ORDER, kind: "batch", bytes: Math.ceil(examples / 64) * 256 },
    ...fields.map((f) => ({ name: columnName(f), kind: "constant" as const, bytes: columnBytes(f) })),
  ];
  const resident = { ...plan, buffers, inputs: [] };
  return { plan: resident, inputs: plan.inputs, examples, fields, gathers };
}

function columnName({ input }: ResidentField): string {
  return `(column ${input.name})`;
}

/** As a buffer: whole vectors. */
function columnBytes({ words }: ResidentField): number {
  return Math.ceil(words / 4) * 16;
}

/** Halves that are not whole words stay with the host. */
function fieldOf(input: PlanTensor, column: Column, examples: number): ResidentField | undefined {
  const per = input.dtype === "f16" ? 2 : 1;
  const size = input.shape.reduce((a, b) => a * b, 1) / examples / per;
  const [words, stride] = [column.length / per, column.stride / per];
  if (![words, size, stride].every(Number.isInteger)) return undefined;
  return { input, column, words, size, stride };
}

function gatherOf(fields: readonly ResidentField[], examples: number): Gather {
  const bindings: Shader["bindings"][number][] = ["read"];
  const declared = ["@group(0) @binding(0) var<storage, read> order: array<u32>;"];
  const parts: string[] = [];
  let first = 0;
  fields.forEach(({ size, stride }, i) => {
    const isWide = size % 4 === 0 && stride % 4 === 0;
    const [type, each] = isWide ? ["vec4u", 4] : ["u32", 1];
    const [row, step] = [size / each, stride / each];
    const count = examples * row;
    const groups = Math.min(MOST_GROUPS, Math.ceil(count / LANES));
    bindings.push("read", "read_write");
    declared.push(
      `@group(0) @binding(${2 * i + 1}) var<storage, read> column${i}: array<${type}>;`,
      `@group(0) @binding(${2 * i + 2}) var<storage, read_write> batch${i}: array<${type}>;`,
    );
    const from = row === 1 ? `order[i] * ${step}u` : `order[i / ${row}u] * ${step}u + i % ${row}u`;
    parts.push(`if (group.x < ${first + groups}u) {
    for (var i = (group.x - ${first}u) * ${LANES}u + local; i < ${count}u; i += ${groups * LANES}u) {
      batch${i}[i] = column${i}[${from}];
    }
  }`);
    first += groups;
  });
  const wgsl = `${declared.join("\n")}

@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  ${parts.join(" else ")}
}
`;
  const shader: Shader = {
    name: "gather_examples",
    wgsl,
    bindings,
    workgroupSize: [LANES, 1, 1],
    features: [],
  };
  return { shader, fields, workgroups: first };
}

/** The columns on the device, and which examples the queued steps take. */
export class ResidentExamples {
  /** What copies the examples of a step. */
  readonly gathers: readonly Step[];
  readonly #order: Ringed;
  readonly #words: Int32Array;
  readonly #last: Int32Array;
  #isFirst = true;
  readonly #differs: Uint8Array;

  /** Uploads the columns into the plan's buffers; `step` makes the dispatches. */
  constructor(resident: ResidentPlan, buffers: PlanBuffers, step: MakeStep) {
    this.#order = buffers.ringed(ORDER)!;
    this.#words = new Int32Array(this.#order.host);
    this.#last = new Int32Array(resident.examples);
    this.#differs = new Uint8Array(buffers.ring);
    for (const field of resident.fields) upload(field, buffers);
    const whole = (buffer: string, bytes: number) => ({ buffer, offset: 0, bytes });
    this.gathers = resident.gathers.map(({ shader, fields, workgroups }) => {
      const bind = fields.flatMap((f) => [whole(columnName(f), columnBytes(f)), f.input.at]);
      return step(shader.name, shader, [whole(ORDER, this.#order.stride), ...bind], [workgroups, 1, 1]);
    });
  }

  /** The numbers of the examples of the step that is queued as number `copy` of a submit. */
  take(copy: number, numbers: Int32Array | undefined): void {
    const last = this.#last;
    if (!(numbers instanceof Int32Array) || numbers.length !== last.length)
      throw new DeviceError("resident examples", `a step is given the numbers of ${last.length} examples`);
    let same = !this.#isFirst;
    for (let i = 0; same && i < last.length; i++) same = numbers[i] === last[i];
    this.#differs[copy] = same ? 0 : 1;
    if (same) return;
    this.#isFirst = false;
    last.set(numbers);
    this.#words.set(numbers, (copy * this.#order.stride) / 4);
  }

  /** Whether the step of a submit takes other examples than the step before it. */
  differs(copy: number): boolean {
    return this.#differs[copy] === 1;
  }

  /** Writes the numbers that the first `count` steps of a submit have taken, as far as any of these copies examples. */
  upload(queue: GPUQueue, count: number): void {
    let used = count;
    while (used > 0 && !this.differs(used - 1)) used--;
    const { gpu, stride, host } = this.#order;
    if (used > 0) queue.writeBuffer(gpu, 0, host, 0, stride * used);
  }
}

function upload(field: ResidentField, buffers: PlanBuffers): void {
  const { input, column } = field;
  const gpu = buffers.buffer(columnName(field), "gather_examples");
  const make = input.dtype === "f32" ? Float32Array : input.dtype === "f16" ? Uint16Array : Int32Array;
  const width = make.BYTES_PER_ELEMENT;
  // Pieces of whole examples, and of whole words.
  const most = 2 * column.stride * Math.ceil(PIECE_BYTES / width / column.stride / 2);
  for (let at = 0; at < column.length; at += most) {
    const piece = new make(Math.min(most, column.length - at));
    column.copy(at, piece);
    buffers.store.device.gpu.queue.writeBuffer(gpu, at * width, piece);
  }
}

/** A field of all examples as one array. */
export function columnOf(column: FieldColumn | undefined, rows: Int32Array): Column | undefined {
  if (!column || rows.length === 0) return undefined;
  const { size } = column;
  if (column.kind === "rows") {
    const copy = (from: number, out: TensorData) =>
      gatherRows(column.data, size, rows.subarray(from / size, (from + out.length) / size), out);
    return { length: rows.length * size, stride: size, copy };
  }
  // Windows that start at consecutive tokens overlap: each token is there once.
  const [first, { shift }] = [rows[0]!, column];
  if (rows.some((start, i) => start !== first + i)) return undefined;
  const tokens = column.tokens.subarray(first + shift, first + rows.length - 1 + shift + size);
  const copy = (from: number, out: TensorData) => out.set(tokens.subarray(from, from + out.length));
  return { length: tokens.length, stride: 1, copy };
}
