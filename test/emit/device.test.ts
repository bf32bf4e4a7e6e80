/**
 * Every schedule computes what the kernel interpreter computes, over shapes that fit its tiles and shapes that do not.
 */
import { afterAll, describe, expect, it } from "vitest";
import { floorTarget, schedulesOf, type Target } from "../../compiler/7-emit/index.ts";
import { checkKernel, openTestDevice, targetOf } from "./harness.ts";
import * as kernels from "./kernels.ts";
import type { Case } from "./kernels.ts";

const device = await openTestDevice();
afterAll(() => device?.destroy());

const uniforms = [
  { dtype: "f32", value: 0.01 },
  { dtype: "f32", value: 1e-6 },
] as const;

const cases: Record<string, Case> = {
  "bias, relu and mask 6 x 20": kernels.biasRelu([6, 20]),
  "bias, relu and mask 5 x 7 x 3": kernels.biasRelu([5, 7, 3]),
  "bias, relu and mask 4 x 15": kernels.biasRelu([4, 15]),
  "bias, relu and mask 300 x 200": kernels.biasRelu([300, 200]),
  "transpose 12 x 20": kernels.transpose(12, 20),
  "transpose 7 x 9": kernels.transpose(7, 9),
  "pad 3 x 8 to 16 at 4": kernels.padded(3, 8, 4, 16),
  "pad 3 x 7 to 12 at 3": kernels.padded(3, 7, 3, 12),
  "adam 1024": kernels.adam(1024),
  "adam 1021": kernels.adam(1021),
  "embedding 10 x 8": kernels.embedding(10, 17, 8),
  "embedding 9 x 5": kernels.embedding(9, 17, 5),
  "softmax 70 x 64": kernels.softmax(70, 64),
  "softmax 5 x 1000": kernels.softmax(5, 1000),
  "softmax 33 x 10 in place": kernels.softmax(33, 10, true),
  "softmax 1 x 4096 in place": kernels.softmax(1, 4096, true),
  "softmax 3 x 1": kernels.softmax(3, 1),
  "row sums 12 x 36": kernels.sums([3, 4], [6, 6], "cols"),
  "row sums 7 x 15": kernels.sums([7], [3, 5], "cols"),
  "column sums 40 x 64": kernels.sums([64], [40], "rows"),
  "column sums 900 x 12": kernels.sums([12], [900], "rows"),
  "column sums 33 x 7": kernels.sums([7], [33], "rows"),
  "total of 5000": kernels.sums([], [5000], "cols"),
};

describe.skipIf(!device)("maps and rows", () => {
  for (const [name, { kernel, values }] of Object.entries(cases)) {
    for (const target of targets()) {
      it(`${name} (${nameOf(target)})`, async () => {
        for (const { name: schedule } of schedulesOf(kernel, target)) {
          const used = name.startsWith("adam") ? { uniforms } : {};
          await checkKernel(device!, kernel, target, values, { schedule, ...used });
        }
      });
    }
  }
});

const shapes: readonly (readonly [number, number, number, number])[] = [
  [1, 1, 1, 1],
  [1, 16, 32, 64],
  [2, 33, 17, 29],
  [1, 5, 1, 40],
  [1, 1, 9, 300],
  [3, 20, 12, 8],
  [1, 64, 10, 4],
  [1, 3, 70, 1],
  [1, 65, 66, 67],
];
const forms = [
  { a: "mk", b: "kn" },
  { a: "mk", b: "nk" },
  { a: "km", b: "kn" },
  { a: "km", b: "nk", fused: true },
] as const;

describe.skipIf(!device)("dots", () => {
  for (const shape of shapes) {
    for (const form of forms) {
      it(`${shape.join(" x ")}, ${form.a} ${form.b}`, async () => {
        const { kernel, values } = kernels.matmul(...shape, form);
        for (const target of targets())
          for (const { name: schedule } of schedulesOf(kernel, target))
            await checkKernel(device!, kernel, target, values, { schedule, tolerance: 1e-5 });
      });
    }
  }
  for (const [images, side, inputs, outputs, size, pad] of [
    [2, 5, 3, 8, 3, 1],
    [1, 6, 4, 5, 2, 0],
  ] as const) {
    it(`convolution ${images} x ${side} x ${side} x ${inputs} to ${outputs}`, async () => {
      const { kernel, values } = kernels.conv(images, side, inputs, outputs, size, pad);
      for (const target of targets())
        for (const { name: schedule } of schedulesOf(kernel, target))
          await checkKernel(device!, kernel, target, values, { schedule, tolerance: 1e-5 });
    });
  }
});

function targets(): Target[] {
  if (!device) return [];
  return [targetOf(device, "software"), targetOf(device, "gpu"), floorTarget("software")];
}

function nameOf(target: Target): string {
  return `${target.family}${target.subgroups ? ", subgroups" : ""}`;
}

it("runs somewhere or says that it does not", () => {
  expect(true).toBe(true);
});
