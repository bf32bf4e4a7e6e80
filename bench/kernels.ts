/**
 * Measures generated kernels: every schedule of a dot, or of a softmax, against the naive one, interleaved.
 *
 * `node bench/kernels.mjs [--adapter=software|swiftshader|hardware] [--family=software|gpu] [--dot=M,N,K[,nk|km]]
 * [--softmax=ROWS,COLS] [--copy=N] [--only=PREFIX] [--rounds=5]`
 */
import { collectBindings, emitKernel, schedulesOf, type Target } from "../compiler/7-emit/index.ts";
import { openDevice, type OpenOptions } from "../runtime/device.ts";
import { targetOf } from "../test/emit/harness.ts";
import { adam, type Case, matmul, softmax, sums } from "../test/emit/kernels.ts";

const arg = (name: string, otherwise: string): string =>
  process.argv.find((a) => a.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const numbers = (text: string): number[] => text.split(",").map(Number).filter((n) => !Number.isNaN(n)); // prettier-ignore

const toggles = arg("toggles", "") === "" ? [] : arg("toggles", "").split(",");
const device = await openDevice("webgpu", {
  adapter: arg("adapter", "software") as NonNullable<OpenOptions["adapter"]>,
  toggles,
});
const { gpu } = device;
const target: Target = targetOf(
  device,
  arg("family", "software") as Target["family"],
  arg("subgroups", "yes") === "yes",
);
const rounds = Number(arg("rounds", "5"));
const only = arg("only", "");

const cases: [string, Case][] = [];
for (const text of process.argv.filter((a) => a.startsWith("--dot=")).map((a) => a.slice(6))) {
  const [m, n, k] = numbers(text) as [number, number, number];
  cases.push([
    `dot ${text}`,
    matmul(1, m, n, k, { a: text.includes("km") ? "km" : "mk", b: text.includes("nk") ? "nk" : "kn" }),
  ]);
}
for (const text of process.argv.filter((a) => a.startsWith("--softmax=")).map((a) => a.slice(10))) {
  const [r, c] = numbers(text) as [number, number];
  cases.push([`softmax ${text}`, softmax(r, c)]);
}
for (const text of process.argv.filter((a) => a.startsWith("--columns=")).map((a) => a.slice(10))) {
  const [c, r] = numbers(text) as [number, number];
  cases.push([`column sums ${text}`, sums([r], [c], "rows")]);
}
if (arg("adam", "") !== "") cases.push([`adam ${arg("adam", "")}`, adam(Number(arg("adam", "")))]);

interface Candidate {
  readonly name: string;
  readonly pipeline: GPUComputePipeline;
  readonly group: GPUBindGroup;
  readonly workgroups: [number, number, number];
  readonly flops: number;
  readonly bytes: number;
  repeat: number;
  first: number;
  readonly times: number[];
}

for (const [title, { kernel, values }] of cases) {
  const bindings = collectBindings(kernel);
  const buffers = bindings.map((b) => {
    const { data } = values.get(b.value)!;
    const buffer = gpu.createBuffer({ size: data.byteLength, usage: 0x8c });
    gpu.queue.writeBuffer(buffer, 0, data.buffer, data.byteOffset, data.byteLength);
    return buffer;
  });
  const uniform = gpu.createBuffer({ size: 16, usage: 0x48 });
  gpu.queue.writeBuffer(uniform, 0, Float32Array.of(1e-3, 1e-6, 0, 0));
  const candidates: Candidate[] = [];
  const all = schedulesOf(kernel, target);
  const chosen = all[0]!.name;
  for (const { name } of all) {
    if (
      only !== "" &&
      name !== "naive" &&
      name !== chosen &&
      !only.split(",").some((o) => name.startsWith(o))
    )
      continue;
    const e = emitKernel(kernel, target, bindings, 4, { schedule: name });
    if (arg("show", "") === name) console.log(e.shader.wgsl);
    const module = gpu.createShaderModule({ code: e.shader.wgsl });
    const pipeline = gpu.createComputePipeline({ layout: "auto", compute: { module, entryPoint: "main" } });
    const bound = [...buffers, ...(e.shader.bindings.at(-1) === "uniform" ? [uniform] : [])];
    const entries = bound.map((buffer, binding) => ({ binding, resource: { buffer } }));
    const group = gpu.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
    const c: Candidate = { name, pipeline, group, workgroups: e.workgroups, flops: e.flops, bytes: e.bytesRead + e.bytesWritten, repeat: 1, first: 0, times: [] }; // prettier-ignore
    c.first = await run(c);
    c.repeat = Math.max(1, Math.min(200, Math.round(30 / (await run(c)))));
    candidates.push(c);
  }
  for (let r = 0; r < rounds; r++) for (const c of candidates) c.times.push(await run(c));
  const median = (xs: readonly number[]): number => [...xs].sort((a, b) => a - b)[xs.length >> 1]!;
  const base = candidates.find((c) => c.name === "naive") ?? candidates.at(-1)!;
  console.log(`${title} on ${device.info.source}, ${target.family}; chosen: ${chosen}`);
  for (const c of candidates) {
    const ms = median(c.times);
    const ratio = median(c.times.map((t, i) => base.times[i]! / t));
    console.log(
      `  ${c.name.padEnd(22)} ${ms.toFixed(3).padStart(9)} ms ${(c.flops / ms / 1e6).toFixed(2).padStart(8)} GF/s ` +
        `${(c.bytes / ms / 1e6).toFixed(2).padStart(7)} GB/s  x ${base.name} ${ratio.toFixed(2).padStart(6)}  first ${c.first.toFixed(0)} ms`,
    );
  }
  for (const b of buffers) b.destroy();
}
device.destroy();

async function run(c: Candidate): Promise<number> {
  const encoder = gpu.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(c.pipeline);
  pass.setBindGroup(0, c.group);
  for (let i = 0; i < c.repeat; i++) pass.dispatchWorkgroups(...c.workgroups);
  pass.end();
  const start = performance.now();
  gpu.queue.submit([encoder.finish()]);
  await gpu.queue.onSubmittedWorkDone();
  return (performance.now() - start) / c.repeat;
}
