/**
 * Stands for `device.ts` in the small runtime: the browser's device, with the limits that every WebGPU device has.
 */
import type { NnDevice } from "../device.ts";
import { DeviceError, runtimeError } from "../errors.ts";

type Needed = Pick<NnDevice, "gpu" | "limits" | "failure" | "check" | "destroy"> & {
  readonly info: Pick<NnDevice["info"], "source">;
};

/** Throws a `DiagnosticError` (NN0601) where the browser has no WebGPU. */
export async function openDevice(): Promise<NnDevice> {
  const { gpu: api } = navigator as { readonly gpu?: GPU };
  const adapter =
    (await api?.requestAdapter({ powerPreference: "high-performance" })) ??
    (await api?.requestAdapter({ forceFallbackAdapter: true }));
  if (!adapter)
    throw runtimeError("noDevice", "this browser has no WebGPU device", {
      help: "use an up to date Chrome, Edge, Firefox or Safari, over https",
    });
  const gpu = await adapter.requestDevice();
  const { info } = adapter;
  let failure: DeviceError | undefined;
  let isDestroyed = false;
  gpu.onuncapturederror = (event) => {
    event.preventDefault();
    failure ??= new DeviceError("device", event.error.message);
  };
  void gpu.lost.then(({ message }) => {
    if (!isDestroyed) failure ??= new DeviceError("device", `the GPU was lost: ${message}`, true);
  });
  const device: Needed = {
    gpu,
    limits: gpu.limits,
    info: { source: info.description || info.device || info.architecture || info.vendor },
    get failure() {
      return failure;
    },
    check() {
      if (failure) throw failure;
      if (isDestroyed) throw new DeviceError("device", "it was destroyed");
    },
    destroy() {
      isDestroyed = true;
      gpu.destroy();
    },
  };
  // The executor asks for nothing else of a device.
  return device as NnDevice;
}
