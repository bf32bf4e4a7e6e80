/**
 * What a device allows: the one place of the runtime that compares plans and buffers with limits. Each refusal says which
 * kernel or buffer, how large it is, and what to change.
 */
import type { Plan } from "../compiler/ir/plan.ts";
import type { NnDevice } from "./device.ts";
import { runtimeError } from "./errors.ts";

const SMALLER = "lower `batch` or a width, or use a device with a higher limit (`nn devices` lists them)";

export function checkLimits(plan: Plan, { limits, info }: NnDevice): void {
  const fail = (title: string, help: string) =>
    runtimeError("limitExceeded", title, { notes: [`the limit is that of ${info.source}`], help });
  for (const { kernel, bind, workgroups, shader: index } of plan.dispatches) {
    for (const { buffer, bytes } of bind) {
      if (bytes <= limits.maxStorageBufferBindingSize) continue;
      const [has, may] = [mebibytes(bytes), mebibytes(limits.maxStorageBufferBindingSize)];
      throw fail(
        `kernel \`${kernel}\` needs ${has} of \`${buffer}\` at once, and this device allows ${may}`,
        SMALLER,
      );
    }
    const most = Math.max(...workgroups);
    if (most > limits.maxComputeWorkgroupsPerDimension) {
      const may = limits.maxComputeWorkgroupsPerDimension.toLocaleString("en-US");
      throw fail(
        `kernel \`${kernel}\` needs ${most.toLocaleString("en-US")} workgroups, and this device allows ${may}`,
        SMALLER,
      );
    }
    const storage = plan.shaders[index]!.bindings.filter((b) => b === "read" || b === "read_write").length;
    if (storage > limits.maxStorageBuffersPerShaderStage) {
      const may = limits.maxStorageBuffersPerShaderStage;
      throw fail(
        `kernel \`${kernel}\` binds ${storage} buffers, and this device allows ${may}`,
        "compile for the profile `floor`",
      );
    }
  }
}

export function checkBufferSize(label: string, bytes: number, limits: GPUSupportedLimits): void {
  const limit = Math.min(limits.maxBufferSize, 2 ** 31);
  if (bytes <= limit) return;
  throw runtimeError(
    "limitExceeded",
    `buffer \`${label}\` needs ${mebibytes(bytes)}, and this device allows ${mebibytes(limit)}`,
    {
      help: SMALLER,
    },
  );
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toLocaleString("en-US", { maximumFractionDigits: 1 })} MiB`;
}
