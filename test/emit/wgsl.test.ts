/**
 * The text of a few kernels, in full: what a reader of `nn show --wgsl` meets. `npm run golden` rewrites the files.
 */
import { describe, expect, it } from "vitest";
import { collectBindings, emitKernel, floorTarget, type Target } from "../../compiler/7-emit/index.ts";
import {
  adam,
  biasRelu,
  type Case,
  conv,
  embedding,
  matmul,
  padded,
  softmax,
  sums,
  transpose,
} from "./kernels.ts";

const software: Target = { ...floorTarget("software"), subgroups: true, subgroupSize: 8 };
const gpu: Target = { ...floorTarget("gpu"), subgroups: true, subgroupSize: 32 };

function text({ kernel }: Case, target: Target, schedule?: string): string {
  const options = schedule === undefined ? {} : { schedule };
  return emitKernel(kernel, target, collectBindings(kernel), 2, options).shader.wgsl;
}

describe("golden WGSL", () => {
  const golden: Record<string, string> = {
    "map-bias-relu": text(biasRelu([300, 200]), software),
    "map-bias-relu-odd": text(biasRelu([5, 7, 3]), gpu),
    "map-adam": text(adam(1 << 16), gpu),
    "map-pad": text(padded(3, 8, 4, 16), gpu),
    "map-embedding": text(embedding(10, 17, 8), gpu),
    "map-transpose": text(transpose(12, 20), gpu),
    "row-softmax-thread": text(softmax(512, 64), software),
    "row-softmax-subgroup": text(softmax(1024, 128), gpu),
    "row-softmax-workgroup": text(softmax(8, 4096), gpu),
    "row-column-sums": text(sums([64], [512], "rows"), gpu),
    "dot-broadcast": text(matmul(1, 33, 40, 20, { fused: true }), software, "broadcast-8x4"),
    "dot-shared": text(matmul(2, 256, 256, 64), gpu, "shared-32x32"),
    "dot-conv": text(conv(2, 5, 3, 8, 3, 1), gpu, "register-8x4"),
    "dot-split": text(matmul(1, 8, 8, 4096, { a: "km" }), software, "split"),
    "dot-naive": text(matmul(1, 3, 5, 7), software, "naive"),
  };
  for (const [name, wgsl] of Object.entries(golden))
    it(name, async () => {
      await expect(wgsl).toMatchFileSnapshot(`golden/${name}.wgsl`);
    });
});
