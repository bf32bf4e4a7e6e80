/**
 * Runs a plan's kernels on the host in the very places that the plan gives them: buffers are arrays of doubles, one number
 * per 4 bytes. A wrong slot, a missed hazard or a wrong fusion shows as a wrong number, without a GPU.
 */
import type { Compiled } from "../../compiler/pipeline.ts";
import { interpretKernel } from "../../compiler/interpret/kernel.ts";
import { type Node, sizeOf } from "../../compiler/ir/graph.ts";
import { eachDispatch, type Plan, type UniformSlot } from "../../compiler/ir/plan.ts";
import { scalarFn } from "../../compiler/ops/scalar.ts";
import type { DType } from "../../compiler/ir/graph.ts";

export class Memory {
  readonly buffers = new Map<string, Float64Array>();

  constructor(readonly compiled: Compiled) {
    for (const b of compiled.plan.buffers) this.buffers.set(b.name, new Float64Array(b.bytes / 4));

    for (const node of compiled.fused.values.values()) {
      const at = compiled.places.get(node.id);
      if (node.op === "literal" && at)
        this.view(at.buffer, at.offset, at.bytes).set((node as Node<"literal">).attrs.data);
    }
  }

  view(buffer: string, offset: number, bytes: number): Float64Array {
    return this.buffers.get(buffer)!.subarray(offset / 4, (offset + bytes) / 4);
  }

  write(name: string, data: ArrayLike<number>): void {
    const input = this.compiled.plan.inputs.find((i) => i.name === name);
    if (input) this.view(input.at.buffer, input.at.offset, input.at.bytes).set(Array.from(data));
  }

  read(name: string): number[] {
    const output = this.compiled.plan.outputs.find((o) => o.name === name)!;
    return [
      ...this.view(output.at.buffer, output.at.offset, output.at.bytes).subarray(0, sizeOf(output.shape)),
    ];
  }

  step(host: Readonly<Record<string, number>>): void {
    const uniforms = this.compiled.plan.uniforms.map((u) => hostValue(u, host));
    eachDispatch(this.compiled.plan, (i, rounds) => {
      const values = new Map<number, Float64Array>();
      for (const [value, at] of this.compiled.places) {
        const all = this.buffers.get(at.buffer);
        if (all) values.set(value, this.view(at.buffer, at.offset, at.bytes));
      }
      interpretKernel(this.compiled.kernels[i]!, values, uniforms, "f64", rounds);
    });
  }
}

export function hostValue(slot: UniformSlot, host: Readonly<Record<string, number>>): number {
  const stack: number[] = [];
  for (const s of slot.program) {
    if (s.op === "const") stack.push((s as { value: number }).value);
    else if (s.op === "host") stack.push(host[(s as { name: string }).name]!);
    else {
      const { op, arity, dtype } = s as { op: string; arity: number; dtype: DType };
      const args = stack.splice(stack.length - arity);
      stack.push(op === "cast" ? args[0]! : scalarFn(op as never, dtype)(...args));
    }
  }
  return stack[0]!;
}

export function totalBytes(plan: Plan): number {
  return plan.buffers.reduce((sum, b) => sum + b.bytes, 0);
}
