/**
 * What code generation knows about a device. A plan is compiled for one target; nothing else of the device reaches the
 * compiler, so equal targets give equal text.
 */
import type { Schedules } from "./candidates.ts";

export interface Target {
  /** GPUs want workgroup memory and many threads; software rasterizers want neither. */
  readonly family: "gpu" | "software";
  /** The size of every subgroup, where the device has only one size and the feature is on. */
  readonly subgroupSize?: number;
  readonly subgroups: boolean;
  readonly f16: boolean;
  readonly limits: TargetLimits;
  /** The device's matrix units (tensor cores), where their use was asked for. */
  readonly matrices?: MatrixUnits;
  /** What was measured on this very device; where it is silent, the rules choose. */
  readonly schedules?: Schedules;
}

/**
 * How products of f32 may be computed, in PyTorch's words: `highest` in f32; `high` nearly as exactly, each product as three
 * of half precision; `medium` with operands rounded to half precision's 11 bits. Sums are f32 in all of them.
 */
export const MATMUL_PRECISIONS = ["highest", "high", "medium"] as const;
export type MatmulPrecision = (typeof MATMUL_PRECISIONS)[number];

export interface MatrixUnits {
  readonly precision: Exclude<MatmulPrecision, "highest">;
  /** The matrices that a subgroup multiplies: m x k by k x n, of f16, with a sum of f32. */
  readonly m: number;
  readonly n: number;
  readonly k: number;
  /** Lanes of a subgroup, and whether shaders have to ask for so many. */
  readonly lanes: number;
  readonly pinned: boolean;
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

/** Any GPU with matrix units of the commonest size, for looking at what a precision makes of a program. */
export function withMatrices(target: Target, precision: MatrixUnits["precision"]): Target {
  const matrices = { precision, m: 16, n: 16, k: 16, lanes: 32, pinned: false };
  return { ...target, subgroups: true, subgroupSize: 32, f16: true, matrices };
}

/** What a device says of itself, as far as a target is concerned; the runtime's devices have this form. */
export interface DeviceLike {
  readonly info: { readonly kind: "hardware" | "software" };
  readonly features: {
    readonly subgroups: boolean;
    readonly f16: boolean;
    readonly subgroupSize?: number;
    readonly matrices?: MatrixUnits;
  };
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
    ...(features.matrices === undefined ? {} : { matrices: features.matrices }),
    limits: {
      workgroupStorage: limits.maxComputeWorkgroupStorageSize,
      invocations: limits.maxComputeInvocationsPerWorkgroup,
      storageBuffers: limits.maxStorageBuffersPerShaderStage,
      workgroupsPerDim: limits.maxComputeWorkgroupsPerDimension,
    },
  };
}
