/**
 * What a device can do at most, measured on it: bytes copied a second, fused multiply-adds a second, and the least time of
 * a dispatch. Profiles are read against these and not against a data sheet.
 */
import type { NnDevice } from "./device.ts";
import { median, type Piece, type Stopwatch } from "./stopwatch.ts";
import { BufferUsage, STAGE_COMPUTE } from "./webgpu-constants.ts";

export interface DeviceSpeed {
  /** Bytes read and written each second by a kernel that copies `copyBytes` bytes. */
  readonly bytesPerSecond: number;
  /** Bytes of the copied buffer. */
  readonly copyBytes: number;
  /** f32 operations a second, a fused multiply-add counting as two. */
  readonly flopsPerSecond: number;
  /** Milliseconds of a dispatch of one workgroup that does nothing. */
  readonly dispatchMs: number;
}

/** More than any cache of the device holds, and quick to copy. */
const COPY_BYTES = { hardware: 2 ** 28, software: 2 ** 25 };
/** Milliseconds that a measured dispatch should take, and dispatches that are measured. */
const WANTED = { hardware: 4, software: 15 };
const ROUNDS = 4;

interface Variant {
  readonly wgsl: string;
  readonly workgroups: (units: number) => number;
}

/** A lane copies one vector, or eight that lie a stride apart. */
const COPIES: readonly Variant[] = [64, 256].flatMap((size) =>
  [1, 8].map((each): Variant => {
    const from = `group.x * ${size * each}u + local`;
    const lines = Array.from(
      { length: each },
      (_, i) =>
        `  if (at + ${i * size}u < arrayLength(&to)) { to[at + ${i * size}u] = from_[at + ${i * size}u]; }`,
    );
    return {
      wgsl: `@group(0) @binding(0) var<storage, read> from_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> to: array<vec4f>;
@compute @workgroup_size(${size})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let at = ${from};
${lines.join("\n")}
}`,
      workgroups: (vectors) => Math.ceil(vectors / size / each),
    };
  }),
);

const FMA_ROUNDS = 256;
const FMA_LANES = 64;
/** Independent sums, so that no multiply-add waits for the one before; as vectors and as scalars. */
const FMAS: readonly { readonly wgsl: string; readonly flops: number }[] = [
  ["vec4f", 8, 4],
  ["f32", 16, 1],
].map(([type, sums, width]) => {
  const each = (line: (i: number) => string) =>
    Array.from({ length: sums as number }, (_, i) => line(i)).join("");
  return {
    wgsl: `@group(0) @binding(0) var<storage, read> from_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> to: array<vec4f>;
@compute @workgroup_size(${FMA_LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let a = ${type}(from_[local].x);
  let b = ${type}(from_[local].y);
${each((i) => `  var s${i} = a + ${type}(${i});\n`)}  for (var i = 0; i < ${FMA_ROUNDS}; i++) {
${each((i) => `    s${i} = fma(s${i}, a, b);\n`)}  }
  to[local] = vec4f(${Array.from({ length: sums as number }, (_, i) => `s${i}`).join(" + ")});
}`,
    flops: 2 * FMA_LANES * FMA_ROUNDS * (sums as number) * (width as number),
  };
});

const EMPTY = `@group(0) @binding(0) var<storage, read> from_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> to: array<vec4f>;
@compute @workgroup_size(1) fn main() { to[0] = from_[0]; }`;

/** Takes some tenths of a second and twice the copied bytes, which are freed again. */
export async function measureSpeed(device: NnDevice, watch: Stopwatch): Promise<DeviceSpeed> {
  const { gpu, limits, info } = device;
  const most = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
  const size = Math.min(COPY_BYTES[info.kind], 2 ** Math.floor(Math.log2(most)));
  const buffer = (label: string) =>
    gpu.createBuffer({ label, size, usage: BufferUsage.storage | BufferUsage.copyDst });
  const [from, to] = [buffer("copied from"), buffer("copied to")];
  const layout = gpu.createBindGroupLayout({
    entries: (["read-only-storage", "storage"] as const).map((type, binding) => ({
      binding,
      visibility: STAGE_COMPUTE,
      buffer: { type },
    })),
  });
  const group = gpu.createBindGroup({
    layout,
    entries: [from, to].map((b, binding) => ({ binding, resource: { buffer: b } })),
  });
  const pipelineLayout = gpu.createPipelineLayout({ bindGroupLayouts: [layout] });
  const prepare = async (wgsl: string): Promise<(workgroups: number) => Piece> => {
    const module = gpu.createShaderModule({ code: wgsl });
    const pipeline = await gpu.createComputePipelineAsync({ layout: pipelineLayout, compute: { module } });
    return (workgroups) => (pass) => {
      const rows = Math.ceil(workgroups / limits.maxComputeWorkgroupsPerDimension);
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(Math.ceil(workgroups / rows), rows);
    };
  };
  const wanted = WANTED[info.kind];
  const best = async (piece: Piece): Promise<number> =>
    Math.min(...(await watch.time(Array<Piece>(ROUNDS).fill(piece))));
  try {
    let [copyMs, flops] = [Infinity, 0];
    for (const { wgsl, workgroups } of COPIES) {
      const groups = workgroups(size / 16);
      // A folded grid would copy less than it counts.
      if (groups > limits.maxComputeWorkgroupsPerDimension) continue;
      copyMs = Math.min(copyMs, await best((await prepare(wgsl))(groups)));
    }
    for (const { wgsl, flops: perGroup } of FMAS) {
      const piece = await prepare(wgsl);
      // Enough workgroups that the device is full and the time is well above that of a dispatch.
      let groups = 64;
      let ms = await best(piece(groups));
      while (ms < wanted && groups < 2 ** 22) {
        groups = Math.ceil(groups * Math.min(64, Math.max(2, (1.2 * wanted) / Math.max(ms, 1e-3))));
        ms = await best(piece(groups));
      }
      flops = Math.max(flops, (groups * perGroup) / (ms / 1e3));
    }
    const empty = (await prepare(EMPTY))(1);
    const [, ...dispatches] = await watch.time(Array<Piece>(20).fill(empty));
    device.check();
    return {
      bytesPerSecond: (2 * size) / (copyMs / 1e3),
      copyBytes: size,
      flopsPerSecond: flops,
      dispatchMs: median(dispatches),
    };
  } finally {
    from.destroy();
    to.destroy();
  }
}
