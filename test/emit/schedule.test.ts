/**
 * Which schedule a kernel gets, by family, shape and operands.
 */
import { describe, expect, it } from "vitest";
import {
  collectBindings,
  emitKernel,
  floorTarget,
  schedulesOf,
  type Target,
} from "../../compiler/7-emit/index.ts";
import { type Case, conv, embedding, matmul, softmax, sums, transpose } from "./kernels.ts";

const lavapipe: Target = { ...floorTarget("software"), subgroups: true, subgroupSize: 8 };
const nvidia: Target = { ...floorTarget("gpu"), subgroups: true, subgroupSize: 32 };
const anyGpu = floorTarget("gpu");
const noSubgroups = floorTarget("software");

function chosen({ kernel }: Case, target: Target): string {
  return schedulesOf(kernel, target)[0]!.name;
}

describe("the schedule of", () => {
  it("products on software adapters is the subgroup broadcast", () => {
    expect(chosen(matmul(1, 512, 512, 512), lavapipe)).toBe("broadcast-16x4");
    expect(chosen(matmul(1, 32, 32, 128), lavapipe)).toMatch(/^broadcast-8x/);
    expect(chosen(matmul(1, 128, 10, 64, { a: "km" }), lavapipe)).toMatch(/^broadcast-8x.*-swap$/);
    expect(chosen(conv(4, 16, 4, 32, 3, 1), lavapipe)).toMatch(/^broadcast/);
    expect(chosen(matmul(1, 4, 4, 4), lavapipe)).toBe("naive");
    expect(chosen(matmul(1, 256, 256, 256), noSubgroups)).toMatch(/^register-8x4/);
  });

  it("products in loops weighs compiling against all rounds", () => {
    const { kernel } = matmul(1, 32, 64, 48);
    const loop = { name: "loop0", length: 1000 };
    expect(schedulesOf(kernel, noSubgroups)[0]!.name).toBe("naive");
    expect(schedulesOf({ ...kernel, loop }, noSubgroups)[0]!.name).toMatch(/^register-8x4/);
  });

  it("products on GPUs goes by shape", () => {
    expect(chosen(matmul(1, 2048, 2048, 1), nvidia)).toMatch(/^register/);
    expect(chosen(matmul(1, 1024, 512, 64), nvidia)).toBe("shared-64x64");
    expect(chosen(matmul(1, 128, 128, 64), nvidia)).toBe("shared-32x32");
    expect(chosen(matmul(1, 32, 16, 4096), nvidia)).toMatch(/^split/);
    expect(chosen(matmul(1, 16, 512, 256), nvidia)).toBe("shared-16x64");
    expect(chosen(matmul(1, 65, 65, 64), nvidia)).toBe("shared-32x32");
  });

  it("products with a few rows or columns on GPUs shares the sum among lanes", () => {
    for (const target of [nvidia, anyGpu]) {
      expect(chosen(matmul(1, 1, 1000, 512), target)).toBe("skinny");
      expect(chosen(matmul(1, 4, 1000, 512, { a: "km" }), target)).toBe("skinny");
      expect(chosen(matmul(1, 1, 1000, 512, { b: "nk" }), target)).toBe("split");
      expect(chosen(matmul(1, 1000, 3, 512), target)).toBe("split-swap");
      expect(chosen(matmul(1, 1000, 3, 512, { a: "km" }), target)).toBe("skinny-swap");
      expect(chosen(matmul(1, 2, 8000, 32), target)).toBe("register-8x1");
    }
  });

  it("batches of small products on GPUs goes by how full its tiles are", () => {
    expect(chosen(matmul(96, 64, 64, 32), nvidia)).toBe("shared-64x64");
    expect(chosen(matmul(300, 32, 32, 32), nvidia)).toBe("shared-32x32");
    expect(chosen(matmul(200, 8, 8, 64), nvidia)).toBe("register-8x4");
    expect(chosen(matmul(200, 16, 64, 64), nvidia)).toBe("shared-16x64");
  });

  it("rows is a lane per row on software adapters, a subgroup where rows are few and long", () => {
    expect(chosen(softmax(512, 64), lavapipe)).toBe("thread");
    expect(chosen(softmax(8, 1024), lavapipe)).toBe("subgroup");
    expect(chosen(softmax(512, 63), lavapipe)).toBe("thread");
    expect(chosen(softmax(4096, 512), lavapipe)).toBe("thread-vec4");
    expect(chosen(sums([512], [64], "rows"), lavapipe)).toBe("thread-vec4");
    expect(chosen(sums([128], [1024], "rows"), lavapipe)).toBe("thread-vec4");
    expect(chosen(sums([16], [1024], "rows"), lavapipe)).toBe("tile-vec4");
  });

  it("rows is several lanes per row on GPUs", () => {
    expect(chosen(softmax(64, 512), nvidia)).toBe("workgroup-vec4");
    expect(chosen(softmax(1024, 256), nvidia)).toBe("subgroup-vec4");
    expect(chosen(softmax(1024, 256), anyGpu)).toBe("workgroup-vec4");
    expect(chosen(sums([64], [512], "rows"), anyGpu)).toBe("tile-vec4");
  });

  it("maps is vectors of four wherever something lies together", () => {
    expect(chosen(transpose(8, 12), anyGpu)).toBe("quad");
    expect(chosen(transpose(7, 9), anyGpu)).toBe("flat");
    expect(chosen(embedding(9, 17, 8), anyGpu)).toBe("quad");
  });
});

describe("costs", () => {
  const cost = ({ kernel }: Case) => {
    const { flops, bytesRead, bytesWritten } = emitKernel(kernel, anyGpu, collectBindings(kernel), 0);
    return { flops, bytesRead, bytesWritten };
  };
  it("counts a product's operations and each operand once", () => {
    expect(cost(matmul(2, 10, 20, 30))).toEqual({
      flops: 2 * 2 * 10 * 20 * 30,
      bytesRead: 4 * 2 * (10 * 30 + 30 * 20),
      bytesWritten: 4 * 2 * 10 * 20,
    });
  });
  it("counts what a softmax reads once, however often it is read", () => {
    const { bytesRead, bytesWritten } = cost(softmax(10, 20));
    expect([bytesRead, bytesWritten]).toEqual([4 * 200, 4 * 210]);
  });
});
