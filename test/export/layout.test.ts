/**
 * Weights with PyTorch's names and shapes: real modules take them and compute what the program computes, and they come back.
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startingWeights } from "../../cli/shared/export/torch.ts";
import { weightFiles } from "../../cli/shared/export/weights.ts";
import { loadTrain } from "../../cli/shared/load.ts";
import { interpreter } from "../../compiler/interpret/backend.ts";
import { readSafetensors } from "../../runtime/data/safetensors.ts";
import { fromTorchLayout } from "../../runtime/torch-layout.ts";
import { fillSlabs, takeWeights } from "../../runtime/weights.ts";
import { difference, hasPython, temporary } from "./support.ts";

const PROGRAM = `data d = generate(8) {
  x: [6, 6, 3] = normal([6, 6, 3])
  tokens: i32[5] = i32(floor(uniform([5], high: 7)))
}
model net(x: [batch, 6, 6, 3], tokens: i32[batch, 5]) -> { picture: [batch, 2], text: [batch, 5, 4] } {
  let h = x |> conv2d(4, padding: 1) |> batchnorm() |> relu |> flatten
  let t = tokens |> embedding(7, 3) |> lstm(4) |> gru(4) |> layernorm()
  return { picture: h |> dense(2), text: t }
}
train fit on d {
  steps = 2
  batch = 4
  let f = net()
  let { picture, text } = f(x, tokens)
  minimize mean(picture^2) + mean(text^2) with sgd(lr: 0.1)
  predict picture = picture
  predict text = text
}
`;

const MODULE = `
import json, sys
import numpy as np
import torch
from torch import nn

def read(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = file.read()
    header.pop("__metadata__", None)
    part = lambda t: data[t["data_offsets"][0] : t["data_offsets"][1]]
    return {n: torch.from_numpy(np.frombuffer(part(t), np.float32).reshape(t["shape"]).copy()) for n, t in header.items()}

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv2d_0 = nn.Conv2d(3, 4, 3, padding=1)
        self.batchnorm_0 = nn.BatchNorm2d(4)
        self.dense_0 = nn.Linear(144, 2)
        self.embedding_0 = nn.Embedding(7, 3)
        self.lstm_0 = nn.LSTM(3, 4, batch_first=True)
        self.gru_0 = nn.GRU(4, 4, batch_first=True)
        self.layernorm_0 = nn.LayerNorm(4)

    def forward(self, x, tokens):
        h = torch.relu(self.batchnorm_0(self.conv2d_0(x.permute(0, 3, 1, 2))))
        t, _ = self.lstm_0(self.embedding_0(tokens))
        t, _ = self.gru_0(t)
        return self.dense_0(h.permute(0, 2, 3, 1).flatten(1)), self.layernorm_0(t)

state = {name[2:]: value for name, value in read(sys.argv[1]).items()}
net = Net().eval()
missing, extra = net.load_state_dict(state, strict=False)
given = json.load(open(sys.argv[2]))
x = torch.tensor(given["x"]).reshape(4, 6, 6, 3)
tokens = torch.tensor(given["tokens"]).reshape(4, 5)
with torch.no_grad():
    picture, text = net(x, tokens)
print(json.dumps({"missing": list(missing), "extra": list(extra), "picture": picture.flatten().tolist(), "text": text.flatten().tolist()}))
`;

describe("weights in PyTorch's layout", () => {
  const out = temporary();
  const open = async () => {
    const program = join(out, "layout.nn");
    writeFileSync(program, PROGRAM);
    const loaded = loadTrain(program, {});
    const data = loaded.data.load(loaded.dataProgram!);
    const path = join(out, "layout.safetensors");
    const [file] = await weightFiles(loaded, path, { layout: "torch" });
    writeFileSync(path, file!.bytes);
    const weights = await startingWeights(loaded, data, { layout: "nn" });
    return { loaded, data, path, weights, tensors: readSafetensors(file!.bytes as Uint8Array, path) };
  };

  it("come back as they were, with the instance's name and without", async () => {
    const { loaded, weights, tensors, path } = await open();
    const { train } = loaded;
    expect([...tensors.keys()]).toContain("f.lstm_0.weight_ih_l0");
    expect(takeWeights(train.weights, tensors, path)).toEqual(weights);
    const bare = new Map([...tensors].map(([name, t]) => [name.slice("f.".length), t]));
    expect(takeWeights(train.weights, bare, path)).toEqual(weights);
    // Names of one's own stay.
    expect(fromTorchLayout(train.weights, weights)).toBe(weights);
  });

  it.skipIf(!hasPython("torch"))("make PyTorch's modules compute what the program computes", async () => {
    const { loaded, data, path, weights } = await open();
    const { train } = loaded;
    using slabs = interpreter().newSlabs();
    fillSlabs(slabs, train.slabs, train.weights, weights);
    using runner = await interpreter().load(train.predict, slabs);
    const given: Record<string, number[]> = {};
    runner.enqueue({ seed: 0, step: 0, epoch: 0, total_steps: 2 }, (inputs) => {
      for (const { name } of runner.inputs) {
        data.train.fill(name, Int32Array.of(0, 1, 2, 3), inputs[name]!);
        given[name] = [...inputs[name]!];
      }
    });
    const results = await runner.submit();
    const inputs = join(out, "inputs.json");
    writeFileSync(inputs, JSON.stringify(given));
    const ran = spawnSync("/usr/bin/python3", ["-B", "-c", MODULE, path, inputs], { encoding: "utf8" });
    expect(ran.stderr).toBe("");
    const said = JSON.parse(ran.stdout) as Record<"missing" | "extra", string[]> & Record<string, number[]>;
    expect(said.missing.filter((name) => !name.endsWith("num_batches_tracked"))).toEqual([]);
    expect(said.extra).toEqual([]);
    for (const name of ["picture", "text"])
      expect(difference(said[name]!, [...results.tensor(0, name)])).toBeLessThan(1e-5);
  });
});
