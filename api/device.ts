/**
 * Devices as the API gives them: WebGPU, or the interpreter on the host.
 */
import type { Computation } from "../compiler/program.ts";
import { type Backend, compiled } from "../runtime/backend.ts";
import { type NnDevice, openDevice as openGpu, type OpenOptions } from "../runtime/device.ts";
import { webgpu } from "../runtime/executor.ts";
import type { Tools } from "./tools.ts";

/** The interpreter: slow, needs no GPU, and can compute in double precision. */
export interface CpuDevice {
  readonly kind: "cpu";
  readonly precision: "f32" | "f64";
  destroy(): void;
  [Symbol.dispose](): void;
}

export type Device = NnDevice | CpuDevice;

export interface CpuOptions {
  /** Of all arithmetic; `f32` by default. */
  readonly precision?: "f32" | "f64";
}

/**
 * Opens a device: `webgpu`, or `cpu` for the interpreter. Destroy it, or take it with `using`.
 *
 * Rejects with a `DiagnosticError` (NN0601) that lists what was tried where there is no WebGPU. In a page a device holds to
 * the limits that every WebGPU device has, unless `profile: "default"` asks for all that there are.
 */
export function openDevice(kind?: "webgpu", options?: OpenOptions): Promise<NnDevice>;
export function openDevice(kind: "cpu", options?: CpuOptions): Promise<CpuDevice>;
export function openDevice(kind: "webgpu" | "cpu", options?: OpenOptions & CpuOptions): Promise<Device>;
export function openDevice(
  kind: "webgpu" | "cpu" = "webgpu",
  options: OpenOptions & CpuOptions = {},
): Promise<Device> {
  if (kind === "webgpu") return openGpu("webgpu", options);
  const nothing = () => undefined;
  return Promise.resolve({
    kind,
    precision: options.precision ?? "f32",
    destroy: nothing,
    [Symbol.dispose]: nothing,
  });
}

/** Computations on a device; the device stays the caller's. */
export function backendOn(device: Device, tools: Tools): Backend<Computation> {
  if (device.kind === "cpu") return tools.interpreter(device.precision);
  return compiled(webgpu(device), (c: Computation) => tools.plan(c, device));
}
