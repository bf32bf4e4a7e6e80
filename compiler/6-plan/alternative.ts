/**
 * A kernel of a plan computed in parts in its stead, on the plan's own buffers: what `nn tune` measures beside it.
 */
import { partsName } from "../7-emit/dot-split.ts";
import { emitKernel } from "../7-emit/index.ts";
import type { Target } from "../7-emit/target.ts";
import { accessOf } from "../ir/access.ts";
import type { BufferRange, Dispatch, PlanBuffer, Shader } from "../ir/plan.ts";
import type { Compiled } from "../pipeline.ts";
import { bindingsOf, rangesOf } from "./index.ts";
import { inParts } from "./parts.ts";
import { align, bytesOf } from "./scratch.ts";

/** Dispatches that give together what one of the plan gives. */
export interface PlanAlternative {
  readonly schedule: string;
  readonly dispatches: readonly (Pick<Dispatch, "bind" | "workgroups" | "steps"> & {
    readonly shader: Shader;
  })[];
  /** What they need besides the plan's buffers. */
  readonly buffers: readonly PlanBuffer[];
}

export function alternativeInParts(
  { kernels, fused, places }: Compiled,
  dispatch: number,
  count: number,
  target: Target,
): PlanAlternative {
  const { exprs, uniforms } = fused;
  const firstId = Math.max(-1, ...fused.values.keys(), ...places.keys()) + 1;
  const { products, sum, scratch } = inParts(
    exprs,
    kernels[dispatch]!,
    { count, why: "it is measured" },
    firstId,
  );
  const buffers = scratch.map((node, i): PlanBuffer => {
    return { name: `tune:${dispatch}:${count}:${i}`, kind: "slot", bytes: align(bytesOf(node)) };
  });
  const values = new Map([...fused.values, ...scratch.map((node) => [node.id, node] as const)]);
  const all = new Map<number, BufferRange>(places);
  scratch.forEach((node, i) =>
    all.set(node.id, { buffer: buffers[i]!.name, offset: 0, bytes: bytesOf(node) }),
  );
  const dispatches = [products, sum].map((kernel) => {
    const bindings = bindingsOf(kernel, values, all);
    const { usesUniforms, steps } = accessOf(kernel);
    const emitted = emitKernel(kernel, target, bindings, usesUniforms ? uniforms.length : 0);
    const bind = rangesOf(kernel, bindings, all, uniforms.length);
    return { shader: emitted.shader, workgroups: emitted.workgroups, bind, steps };
  });
  return { schedule: partsName(count), dispatches, buffers };
}
