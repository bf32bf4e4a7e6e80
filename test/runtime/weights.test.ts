import { describe, expect, it } from "vitest";
import { interpreter } from "../../compiler/interpret/backend.ts";
import type { HostTensor } from "../../runtime/data/tensor.ts";
import {
  fillSlabs,
  restore,
  snapshot,
  takeWeights,
  type WeightPlace,
  weightsOf,
} from "../../runtime/weights.ts";

const place = (path: string, shape: number[], offset = 0): WeightPlace => ({
  path,
  shape,
  slab: "params",
  offset,
});
const tensor = (shape: number[], value = 1): HostTensor => {
  const size = shape.reduce((a, b) => a * b, 1);
  return { dtype: "f32", shape, data: new Float32Array(size).fill(value) };
};
const file = (entries: Record<string, number[]>) =>
  new Map(Object.entries(entries).map(([n, s]) => [n, tensor(s)]));
const notes = (f: () => unknown): string[] => {
  try {
    f();
  } catch (error) {
    const { diagnostic } = error as { diagnostic: { code: string; title: string; notes: string[] } };
    return [diagnostic.code, diagnostic.title, ...diagnostic.notes];
  }
  throw new Error("nothing was thrown");
};

const net = [place("net.dense_0.w", [2, 3]), place("net.dense_0.b", [3], 64)];

describe("taking weights from a file", () => {
  it("takes the names as they are", () => {
    const found = takeWeights(net, file({ "net.dense_0.w": [2, 3], "net.dense_0.b": [3] }), "w.safetensors");
    expect([...found.keys()]).toEqual(["net.dense_0.w", "net.dense_0.b"]);
  });

  it("takes those of an instance and leaves the others of the file alone", () => {
    const tensors = file({ "net.dense_0.w": [2, 3], "net.dense_0.b": [3], "critic.w": [9] });
    expect(takeWeights(net, tensors, "w", { prefix: "net" }).size).toBe(2);
  });

  it("takes those of the only instance in the file, whatever its name", () => {
    const tensors = file({ "classifier.dense_0.w": [2, 3], "classifier.dense_0.b": [3] });
    expect([...takeWeights(net, tensors, "w", { prefix: "net" }).keys()]).toEqual([
      "net.dense_0.w",
      "net.dense_0.b",
    ]);
  });

  it("takes the instance that is named after `#`", () => {
    const tensors = file({
      "a.dense_0.w": [2, 3],
      "a.dense_0.b": [3],
      "b.dense_0.w": [2, 3],
      "b.dense_0.b": [3],
    });
    expect(takeWeights(net, tensors, "w", { prefix: "net", from: "b" }).size).toBe(2);
    expect(notes(() => takeWeights(net, tensors, "w", { prefix: "net" }))).toEqual([
      "NN0607",
      "w has several instances and none is named `net`",
      "it has `a`, `b`",
    ]);
    expect(notes(() => takeWeights(net, tensors, "w", { prefix: "net", from: "c" }))).toEqual([
      "NN0607",
      "w has no weights of `c`",
      "it has `a`, `b`",
    ]);
  });

  it("gives a model that has no instance name those of the file's only instance", () => {
    const model = [place("dense_0.w", [2, 3]), place("dense_1.w", [3, 1], 64)];
    const trained = file({ "net.dense_0.w": [2, 3], "net.dense_1.w": [3, 1] });
    expect(takeWeights(model, trained, "w").size).toBe(2);
    expect(takeWeights(model, file({ "dense_0.w": [2, 3], "dense_1.w": [3, 1] }), "w").size).toBe(2);
  });

  it("lists missing, unknown and misshapen names together", () => {
    const tensors = file({ "net.dense_0.w": [3, 2], "net.dense_1.w": [4] });
    expect(notes(() => takeWeights(net, tensors, "w.safetensors"))).toEqual([
      "NN0607",
      "the weights in w.safetensors do not fit: 3 names differ",
      "missing there: `net.dense_0.b`",
      "unknown here: `net.dense_1.w`",
      "`net.dense_0.w` is [3, 2] there and [2, 3] here",
    ]);
  });
});

describe("weights in slabs", () => {
  it("lie in their places, with the fill between them, and come back", async () => {
    using slabs = interpreter().newSlabs();
    const sizes = [
      { name: "params", size: 128, fill: 0 },
      { name: "adam.v", size: 128, fill: 0.5 },
    ];
    const weights = new Map([
      ["net.dense_0.w", tensor([2, 3], 7)],
      ["net.dense_0.b", tensor([3], 9)],
    ]);
    fillSlabs(slabs, sizes, net, weights);
    const params = await slabs.read("params");
    expect([params[5], params[6], params[64], params[66], params[67]]).toEqual([7, 0, 9, 9, 0]);
    expect((await slabs.read("adam.v"))[100]).toBe(0.5);

    const before = await snapshot(slabs, ["params"]);
    slabs.write("params", new Float32Array(128));
    restore(slabs, before);
    const back = weightsOf(net, await snapshot(slabs, ["params"]));
    expect([...back.get("net.dense_0.b")!.data]).toEqual([9, 9, 9]);
  });
});
