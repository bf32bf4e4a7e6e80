/**
 * What code generation knows about a device. A plan is compiled for one target; nothing else of the device reaches the
 * compiler, so equal targets give equal text.
 */

export interface Target {
  /** GPUs want workgroup memory and many threads; software rasterizers want neither (`design/kernels.md`, 4.2 and 4.3). */
  readonly family: "gpu" | "software";
  /** The size of every subgroup, where the device has only one size and the feature is on. */
  readonly subgroupSize?: number;
  readonly subgroups: boolean;
  readonly f16: boolean;
  readonly limits: TargetLimits;
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
