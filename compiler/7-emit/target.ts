/**
 * What code generation knows about a device. A plan is compiled for one target; nothing else of the device reaches the
 * compiler, so equal targets give equal text.
 */
import type { Schedules } from "./candidates.ts";

export interface Target {
  /** GPUs want workgroup memory and many threads; software rasterizers want neither (`design/kernels.md`, 4.2 and 4.3). */
  readonly family: "gpu" | "software";
  /** The size of every subgroup, where the device has only one size and the feature is on. */
  readonly subgroupSize?: number;
  readonly subgroups: boolean;
  readonly f16: boolean;
  readonly limits: TargetLimits;
  /** What was measured on this very device; where it is silent, the rules choose. */
  readonly schedules?: Schedules;
}

export interface TargetLimits {
  /** Bytes of workgroup memory. */
  readonly workgroupStorage: number;
  /** Invocations of a workgroup. */
  readonly invocations: number;
  /** Storage buffers of a shader. */
  readonly storageBuffers: number;
  /** Workgroups of a dispatch along each dimension. */
  readonly workgroupsPerDim: number;
}

/** What every WebGPU device has: no optional feature, the smallest limits. */
export function floorTarget(family: Target["family"]): Target {
  return {
    family,
    subgroups: false,
    f16: false,
    limits: { workgroupStorage: 16_384, invocations: 256, storageBuffers: 8, workgroupsPerDim: 65_535 },
  };
}

/** What a device says of itself, as far as a target is concerned; the runtime's devices have this form. */
export interface DeviceLike {
  readonly info: { readonly kind: "hardware" | "software" };
  readonly features: { readonly subgroups: boolean; readonly f16: boolean; readonly subgroupSize?: number };
  readonly limits: {
    readonly maxComputeWorkgroupStorageSize: number;
    readonly maxComputeInvocationsPerWorkgroup: number;
    readonly maxStorageBuffersPerShaderStage: number;
    readonly maxComputeWorkgroupsPerDimension: number;
  };
}

/** The target to compile for on an opened device: its limits are those that were requested. */
export function targetOf(device: DeviceLike): Target {
  const { info, features, limits } = device;
  return {
    family: info.kind === "hardware" ? "gpu" : "software",
    subgroups: features.subgroups,
    ...(features.subgroupSize === undefined ? {} : { subgroupSize: features.subgroupSize }),
    f16: features.f16,
    limits: {
      workgroupStorage: limits.maxComputeWorkgroupStorageSize,
      invocations: limits.maxComputeInvocationsPerWorkgroup,
      storageBuffers: limits.maxStorageBuffersPerShaderStage,
      workgroupsPerDim: limits.maxComputeWorkgroupsPerDimension,
    },
  };
}
