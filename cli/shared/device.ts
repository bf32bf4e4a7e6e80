/**
 * Opening the device that a command line asks for, as a backend for computations.
 */
import { interpreter } from "../../compiler/interpret/backend.ts";
import { compilePlan } from "../../compiler/pipeline.ts";
import type { Target } from "../../compiler/7-emit/target.ts";
import type { Plan } from "../../compiler/ir/plan.ts";
import type { Computation } from "../../compiler/program.ts";
import { type Backend, compiled } from "../../runtime/backend.ts";
import { type NnDevice, openDevice, type OpenOptions } from "../../runtime/device.ts";
import { webgpu } from "../../runtime/executor.ts";
import { UsageError } from "./exit.ts";

const ADAPTERS = ["hardware", "software", "swiftshader"] as const;

/** NN_ADAPTER holds a test or a comparison to one kind of adapter; nobody else needs it. */
export function chosenAdapter(): OpenOptions["adapter"] {
  const wanted = process.env["NN_ADAPTER"];
  if (wanted === undefined || wanted === "") return undefined;
  const known = ADAPTERS.find((name) => name === wanted);
  if (known === undefined)
    throw new UsageError(`NN_ADAPTER is ${wanted}`, `it is one of ${ADAPTERS.join(", ")}`);
  return known;
}

export async function openChosenDevice(): Promise<NnDevice> {
  const adapter = chosenAdapter();
  return openDevice("webgpu", adapter === undefined ? {} : { adapter });
}

/** What the compiler knows of a device that is open. */
export function targetOfDevice({ info, features, limits }: NnDevice): Target {
  return {
    family: info.kind === "software" ? "software" : "gpu",
    ...(features.subgroups && features.subgroupSize !== undefined
      ? { subgroupSize: features.subgroupSize }
      : {}),
    subgroups: features.subgroups,
    f16: features.f16,
    limits: {
      workgroupStorage: limits.maxComputeWorkgroupStorageSize,
      invocations: limits.maxComputeInvocationsPerWorkgroup,
      storageBuffers: limits.maxStorageBuffersPerShaderStage,
      workgroupsPerDim: limits.maxComputeWorkgroupsPerDimension,
    },
  };
}

export interface OpenedBackend extends Disposable {
  readonly backend: Backend<Computation>;
  /** The plans made so far, by the name of their computation. */
  readonly plans: ReadonlyMap<string, Plan>;
}

/** WebGPU with programs compiled for the device that was opened, or the interpreter. */
export async function openBackend(
  kind: "webgpu" | "cpu",
  precision: "f32" | "f64" = "f32",
): Promise<OpenedBackend> {
  const plans = new Map<string, Plan>();
  if (kind === "cpu") {
    const backend = interpreter({ precision });
    return { backend, plans, [Symbol.dispose]: () => backend.destroy() };
  }
  const device = await openChosenDevice();
  const target = targetOfDevice(device);
  const backend = compiled<Computation, Plan>(webgpu(device), (computation) => {
    const plan = compilePlan(computation, target);
    plans.set(computation.name, plan);
    return plan;
  });
  return { backend, plans, [Symbol.dispose]: () => backend.destroy() };
}
