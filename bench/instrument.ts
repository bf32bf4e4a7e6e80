/**
 * Counts what a process asks of WebGPU, by wrapping the methods of its classes: the same for every system.
 */
import type { Counts } from "./protocol.ts";

type Method = (this: object, ...args: unknown[]) => unknown;
type Classes = Readonly<Record<string, { readonly prototype: Record<string, Method> } | undefined>>;

export interface Instruments {
  readonly totals: Counts;
  /** Most bytes in buffers at a time. A buffer that was collected without `destroy` is gone, too. */
  readonly peakBytes: number;
  /** What the device objected to without anyone waiting for it: a system whose kernels are refused would seem fast. */
  readonly errors: readonly string[];
  /** The description of the adapter that made the last device. */
  readonly adapter: string;
}

interface Allocation {
  readonly bytes: number;
  gone: boolean;
}

/** `classes` is what holds `GPUDevice` and the others: the `globals` of the `webgpu` package. */
export function instrument(classes: Classes): Instruments {
  const totals = {
    dispatches: 0,
    submits: 0,
    passes: 0,
    buffers: 0,
    bindGroups: 0,
    pipelines: 0,
    writtenBytes: 0,
  };
  const state = { totals, peakBytes: 0, errors: [] as string[], adapter: "" };
  const wrap = (name: string, method: string, around: (original: Method) => Method): void => {
    const prototype = classes[name]?.prototype;
    const original = prototype?.[method];
    if (!prototype || !original) throw new Error(`WebGPU has no ${name}.${method} to count`);
    prototype[method] = around(original);
  };
  const count = (name: string, method: string, what: keyof Counts): void =>
    wrap(
      name,
      method,
      (original) =>
        function (...args) {
          totals[what]++;
          return original.apply(this, args);
        },
    );
  // The one that is called for every dispatch: arguments in an array, or one too many, would cost it a tenth of its time.
  wrap(
    "GPUComputePassEncoder",
    "dispatchWorkgroups",
    (original) =>
      function (x, y, z) {
        totals.dispatches++;
        if (z !== undefined) return original.call(this, x, y, z);
        return y === undefined ? original.call(this, x) : original.call(this, x, y);
      },
  );
  count("GPUComputePassEncoder", "dispatchWorkgroupsIndirect", "dispatches");
  count("GPUCommandEncoder", "beginComputePass", "passes");
  count("GPUQueue", "submit", "submits");
  count("GPUDevice", "createBindGroup", "bindGroups");
  count("GPUDevice", "createComputePipeline", "pipelines");
  count("GPUDevice", "createComputePipelineAsync", "pipelines");
  wrap(
    "GPUQueue",
    "writeBuffer",
    (original) =>
      function (...args) {
        const [, , data, , size] = args as Parameters<GPUQueue["writeBuffer"]>;
        const unit = ArrayBuffer.isView(data)
          ? ((data as { BYTES_PER_ELEMENT?: number }).BYTES_PER_ELEMENT ?? 1)
          : 1;
        totals.writtenBytes += size === undefined ? data.byteLength : size * unit;
        return original.apply(this, args);
      },
  );

  let live = 0;
  const allocations = new WeakMap<object, Allocation>();
  const release = (allocation: Allocation): void => {
    if (allocation.gone) return;
    allocation.gone = true;
    live -= allocation.bytes;
  };
  const collected = new FinalizationRegistry<Allocation>(release);
  wrap(
    "GPUDevice",
    "createBuffer",
    (original) =>
      function (...args) {
        const buffer = original.apply(this, args) as GPUBuffer;
        const allocation = { bytes: buffer.size, gone: false };
        totals.buffers++;
        live += allocation.bytes;
        state.peakBytes = Math.max(state.peakBytes, live);
        allocations.set(buffer, allocation);
        collected.register(buffer, allocation);
        return buffer;
      },
  );
  wrap(
    "GPUBuffer",
    "destroy",
    (original) =>
      function (...args) {
        const allocation = allocations.get(this);
        if (allocation) release(allocation);
        return original.apply(this, args);
      },
  );
  wrap(
    "GPUAdapter",
    "requestDevice",
    (original) =>
      async function (...args) {
        const adapter = this as GPUAdapter;
        const device = (await original.apply(this, args)) as GPUDevice;
        const { description, device: model, vendor } = adapter.info;
        state.adapter = description || model || vendor;
        device.addEventListener("uncapturederror", (event) => state.errors.push(event.error.message));
        return device;
      },
  );
  return state;
}

/** What was counted since `before`, a step. */
export function countsSince(before: Counts, now: Counts, steps: number): Counts {
  return {
    dispatches: (now.dispatches - before.dispatches) / steps,
    submits: (now.submits - before.submits) / steps,
    passes: (now.passes - before.passes) / steps,
    buffers: (now.buffers - before.buffers) / steps,
    bindGroups: (now.bindGroups - before.bindGroups) / steps,
    pipelines: (now.pipelines - before.pipelines) / steps,
    writtenBytes: (now.writtenBytes - before.writtenBytes) / steps,
  };
}
