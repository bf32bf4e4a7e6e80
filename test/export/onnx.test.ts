/**
 * `nn export --onnx`: every instance of every example in ONNX gives what the interpreter gives, for another number of examples
 * than the program trains with, in onnxruntime's WebAssembly backend; and ONNX's own checker accepts the file.
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as ort from "onnxruntime-web/wasm";
import { expect, it } from "vitest";
import { onnxFiles } from "../../cli/shared/export/onnx.ts";
import { startingWeights } from "../../cli/shared/export/torch.ts";
import { type LoadedTrain, loadTrain } from "../../cli/shared/load.ts";
import { applications } from "../../compiler/export/onnx/model.ts";
import { interpret } from "../../compiler/interpret/graph.ts";
import { Graph, isOp, type LayerCall, type Node, sizeOf } from "../../compiler/ir/graph.ts";
import type { Tensor } from "../../compiler/ops/def.ts";
import { tensorOf } from "../../compiler/ops/tensor.ts";
import { readOnnxWeights } from "../../runtime/data/onnx.ts";
import { toNumbers } from "../../runtime/data/tensor.ts";
import type { Weights } from "../../runtime/weights.ts";
import { folder, SMALL } from "../examples/examples.ts";
import { difference, hasPython, temporary } from "./support.ts";

ort.env.wasm.numThreads = 1;

const EXAMPLES = [
  "autoencoder.nn", "california.nn", "cnn.nn", "digits.nn", "dream.nn", "exploding.nn", "finetune.nn:adapt", "gpt.nn", "gru.nn",
  "houses.nn", "lstm.nn", "preferences.nn:please", "regularize.nn", "spirals.nn", "vae.nn", "vanishing.nn", "wgan.nn",
]; // prettier-ignore

const out = temporary();

async function write(
  loaded: LoadedTrain,
  name: string,
  call: LayerCall,
): Promise<{ path: string; bytes: Uint8Array }> {
  const path = join(out, `${name.replace(/\W/g, "_")}.${call.path}.onnx`);
  const [file] = await onnxFiles(loaded, path, { layout: "nn", model: call.path });
  const bytes = file!.bytes as Uint8Array;
  writeFileSync(path, bytes);
  return { path, bytes };
}

/** What the instance's outputs are for these inputs. */
function wanted(call: LayerCall, inputs: ReadonlyMap<Node, Tensor>, weights: Weights): Tensor[] {
  const graph = new Graph();
  const given = new Map<Node, Tensor>();
  const copies = new Map<Node, Node>();
  const copy = (n: Node): Node => {
    const done = copies.get(n);
    if (done) return done;
    const value = inputs.get(n);
    const made = value
      ? graph.intern("input", [], { name: `given ${n.id}`, role: "argument", ...n.type }, n.type)
      : graph.intern(n.op, n.in.map(copy), n.attrs, n.type);
    copies.set(n, made);
    if (value) given.set(made, value);
    return made;
  };
  const outputs = call.outputs.map((o) => copy(o.node));
  const bind = (input: Node<"input">): Tensor =>
    given.get(input) ?? tensorOf(input.type, [...toNumbers(weights.get(input.attrs.name)!)], "f32");
  return interpret(outputs, bind, "f32");
}

it("every instance of the examples", { timeout: 300_000 }, async () => {
  const found: string[] = [];
  const paths: string[] = [];
  for (const name of EXAMPLES) {
    const loaded = loadTrain(join(folder, name), { set: SMALL[name]! });
    const { train, dataProgram } = loaded;
    const data = dataProgram && loaded.data.load(dataProgram);
    const weights = await startingWeights(loaded, data, { layout: "nn" });
    const count = train.data === undefined ? 1 : 3 * train.settings.batch;
    for (const call of applications(train.atBatch(count).evaluate.graph)) {
      const { path, bytes } = await write(loaded, name, call);
      paths.push(path);
      const inputs = new Map(
        call.inputs.map(({ node }, k) => {
          const number = (i: number): number =>
            node.type.dtype === "i32" ? (7 * i + k) % 4 : Math.sin(1.3 * i + k);
          const numbers = Array.from({ length: sizeOf(node.type.shape) }, (_, i) => number(i));
          return [node, tensorOf(node.type, numbers, "f32")] as const;
        }),
      );
      const session = await ort.InferenceSession.create(bytes, { executionProviders: ["wasm"] });
      const feeds = call.inputs.map(({ name: input, node }) => {
        const { type, data: numbers } = inputs.get(node)!;
        const dtype = type.dtype === "i32" ? "int32" : "float32";
        return [input, new ort.Tensor(dtype, numbers as Float32Array, type.shape)] as const;
      });
      const outputs = await session.run(Object.fromEntries(feeds));
      wanted(call, inputs, weights).forEach((tensor, i) => {
        const off = difference([...(outputs[call.outputs[i]!.name]!.data as Float32Array)], [...tensor.data]);
        if (off > 1e-5) found.push(`${name} ${call.path}: differs by ${off}`);
      });
      await session.release();
    }
  }
  expect(paths.length).toBeGreaterThan(EXAMPLES.length);
  expect(found).toEqual([]);
  if (!hasPython("onnx")) return;
  const check =
    "import onnx, sys\nfor f in sys.argv[1:]: onnx.checker.check_model(onnx.load(f), full_check=True)";
  const checked = spawnSync("/usr/bin/python3", ["-c", check, ...paths], { encoding: "utf8" });
  expect(checked.stderr).toBe("");
});

it("weights come back from an ONNX file by their names", async () => {
  const loaded = loadTrain(join(folder, "spirals.nn"), {});
  const data = loaded.data.load(loaded.dataProgram!);
  const weights = await startingWeights(loaded, data, { layout: "nn" });
  const [call] = applications(loaded.train.evaluate.graph);
  const { path, bytes } = await write(loaded, "again", call!);
  const read = readOnnxWeights(bytes, path);
  expect([...read.keys()].sort()).toEqual([...weights.keys()].sort());
  for (const [name, tensor] of weights) expect(read.get(name)).toEqual(tensor);
  expect(isOp(call!.outputs[0]!.node, "input")).toBe(false);
});

it("what is no ONNX file is told", () => {
  expect(() => readOnnxWeights(Uint8Array.of(1, 2, 3), "a.onnx")).toThrow(/a\.onnx is no ONNX file/);
  expect(() => readOnnxWeights(new Uint8Array(), "a.onnx")).toThrow(/it holds no graph/);
});
