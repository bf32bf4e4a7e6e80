/**
 * The commands that look inside: their output has what it promises, in a form that programs can read.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folder, jsonLines, nn } from "./nn.ts";

async function out(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await nn(args);
  if (code !== 0) throw new Error(stderr);
  return stdout;
}

describe("kernels", () => {
  test("--json has every dispatch of a step, totals and memory", async () => {
    const answer = JSON.parse(await out(["kernels", "examples/digits.nn", "--json"])) as {
      dispatches: Record<string, unknown>[];
      totals: Record<string, number>;
      memory: Record<string, number>;
    };
    for (const d of answer.dispatches) {
      expect(d).toMatchObject({
        name: expect.any(String),
        kind: expect.stringMatching(/^(map|row|dot)$/),
        workgroups: expect.any(Array),
      });
      for (const key of ["flops", "bytesRead", "bytesWritten"]) expect(d[key]).toEqual(expect.any(Number));
      expect([...(d["lines"] as string[]), ...(d["library"] as string[])].length).toBeGreaterThan(0);
    }
    const sum = (key: string) => answer.dispatches.reduce((total, d) => total + (d[key] as number), 0);
    expect(answer.totals).toMatchObject({
      dispatches: answer.dispatches.length,
      flops: sum("flops"),
      bytesRead: sum("bytesRead"),
    });
    const { slabs, slots, batch, other, total } = answer.memory;
    expect(total).toBe(slabs! + slots! + batch! + other!);
  });

  test("784–512–512–10 with ReLU, cross entropy and Adam is at most 12 dispatches", async () => {
    const cwd = folder({
      "mlp.nn":
        "data d = generate(1_000) {\n  x: [784] = normal([784])\n  y: i32 = index % 10\n}\n" +
        "model mlp(x: [batch, 784]) -> [batch, 10] = x |> dense(512) |> relu |> dense(512) |> relu |> dense(10)\n" +
        "train t on d {\n  epochs = 1\n  batch = 128\n  let net = mlp()\n  minimize cross_entropy(net(x), y) with adam()\n}\n",
    });
    for (const target of ["gpu", "software"]) {
      const { stdout } = await nn(["kernels", "mlp.nn", "--json", "--target", target], { cwd });
      expect(
        (JSON.parse(stdout) as { totals: { dispatches: number } }).totals.dispatches,
      ).toBeLessThanOrEqual(12);
    }
  });

  test("a program of half precision is shown for a device that has it, attention in three kernels", async () => {
    const cwd = folder({
      "half.nn":
        "data d = generate(8) {\n  x: [16, 12] = normal([16, 12])\n}\n" +
        "train t on d {\n  steps = 1\n  batch = 2\n  precision = f16\n" +
        "  let net = attention(heads: 2)\n  minimize mse(net(x), x) with sgd(lr: 1)\n}\n",
    });
    const kernels = async (...args: string[]): Promise<string[]> => {
      const { stdout } = await nn(["kernels", "half.nn", "--json", ...args], { cwd });
      const { dispatches } = JSON.parse(stdout) as { dispatches: { name: string; kind: string }[] };
      return dispatches.filter((d) => d.kind === "attend").map((d) => d.name);
    };
    const attention = ["attention", "attention_d_queries", "attention_d_keys"];
    expect(await kernels()).toEqual(attention);
    expect(await kernels("--set", "precision=f32")).toEqual(attention);
    // As many places are as fast with what is stored of them.
    expect(await kernels("--target", "software")).toEqual([]);
  });

  test("the two-layer gpt is at most 90", async () => {
    const answer = JSON.parse(await out(["kernels", "examples/gpt.nn", "--set", "depth=2", "--json"])) as {
      totals: { dispatches: number };
    };
    expect(answer.totals.dispatches).toBeLessThanOrEqual(90);
  });
});

test("wgsl prints every shader under the lines it comes from, or one", async () => {
  const all = await out(["wgsl", "examples/digits.nn"]);
  expect(all.match(/^@compute/gm)!.length).toBeGreaterThan(5);
  expect(all).toMatch(/^\/\/ kernel \w+ \(dot, [\w-]+\) from digits\.nn:\d+/m);
  const one = await out(["wgsl", "examples/digits.nn", "0"]);
  expect(one.match(/^@compute/gm)).toHaveLength(1);
});

describe("graph", () => {
  test("has a forward, a backward and an update part", async () => {
    const view = JSON.parse(await out(["graph", "examples/chain-rule.nn", "--json"])) as {
      boxes: { id: string; phase: string; detail: string }[];
      arrows: { from: string; to: string }[];
    };
    expect(new Set(view.boxes.map((b) => b.phase))).toEqual(new Set(["forward", "backward", "update"]));
    expect(view.boxes.map((b) => b.detail)).toEqual(
      expect.arrayContaining([expect.stringContaining("d w"), expect.stringContaining("loss")]),
    );
    const ids = new Set(view.boxes.map((b) => b.id));
    for (const { from, to } of view.arrows) expect([ids.has(from), ids.has(to)]).toEqual([true, true]);
  });

  test("is drawn as SVG and DOT", async () => {
    const svg = await out(["graph", "examples/chain-rule.nn"]);
    expect(svg).toMatch(/^<svg xmlns[\s\S]*<\/svg>\n$/);
    expect(svg).not.toMatch(/NaN|undefined/);
    expect(await out(["graph", "examples/chain-rule.nn", "--dot"])).toMatch(
      /^digraph "chain-rule\.nn[\s\S]*->[\s\S]*\}\n$/,
    );
  });

  test("a large one is drawn by line", async () => {
    const ops = JSON.parse(await out(["graph", "examples/gpt.nn", "--json", "--detail", "ops"])) as {
      boxes: unknown[];
    };
    const lines = JSON.parse(await out(["graph", "examples/gpt.nn", "--json"])) as { boxes: unknown[] };
    expect(ops.boxes.length).toBeGreaterThan(500);
    expect(lines.boxes.length).toBeLessThan(80);
  });
});

test("summary counts the parameters", async () => {
  const answer = JSON.parse(await out(["summary", "examples/digits.nn", "--json"])) as {
    params: number;
    layers: { path: string; output: string }[];
  };
  expect(answer.params).toBe(784 * 64 + 64 + 64 * 10 + 10);
  expect(answer.layers.map((l) => l.path)).toEqual(["net.dense_0", "net.dense_1", "net"]);
  expect(await out(["summary", "examples/digits.nn"])).toMatch(
    /net +mlp +\[60, 784\] +\[60, 10\] +50,890\n +dense_0 /,
  );
});

test("memory adds up", async () => {
  const answer = JSON.parse(await out(["memory", "examples/digits.nn", "--json"])) as {
    buffers: { bytes: number }[];
    total: number;
  };
  expect(answer.total).toBe(answer.buffers.reduce((sum, b) => sum + b.bytes, 0));
});

describe("step", () => {
  test("tells a scalar problem in full", async () => {
    expect(await out(["step", "examples/chain-rule.nn"])).toMatchSnapshot();
  });

  test("tells houses: predictions, the loss before and after, every weight", async () => {
    const text = await out(["step", "examples/houses.nn"]);
    for (const part of [
      "predicted price",
      "Forward",
      "Backward",
      "Update",
      "net.dense_0.w",
      "Most to blame",
      "lower",
    ])
      expect(text).toContain(part);
  });

  test("--json has every number", async () => {
    const near = (value: number) => expect.closeTo(value, 5) as number;
    expect(JSON.parse(await out(["step", "examples/descend.nn", "--json"]))).toEqual({
      train: "descend",
      batch: 0,
      lr: 0.3,
      fields: {},
      predictions: {},
      losses: { loss: { before: 16, after: near(2.56) } },
      weights: [{ path: "w", shape: [], value: [4], gradient: [8], nudge: [near(-2.4)], new: [near(1.6)] }],
    });
  });
});

describe("explain", () => {
  test.each(["ast", "graph", "grad", "simplified", "kernels", "plan"])("--stage %s", async (stage) => {
    expect((await out(["explain", "examples/chain-rule.nn", "--stage", stage])).length).toBeGreaterThan(100);
  });

  test("a kernel: what it computes, from which lines, and why it ends there", async () => {
    const text = await out(["explain", "examples/digits.nn", "0"]);
    expect(text).toContain("dispatch 0 of");
    expect(text).toMatch(/digits\.nn:\d+ {2}\S/);
    expect(text).toMatch(/Why it ends there:\n {2}- |It was merged with all its neighbours\./);
  });

  test("a diagnostic's page", async () => {
    expect(await out(["explain", "nn0503"])).toContain('missing: "drop"');
  });
});

describe("test", () => {
  test("passes and fails, with the line that does not hold", async () => {
    const cwd = folder({
      "t.nn": 'test "sums" {\n  expect 1 + 1 == 2\n}\ntest "lies" {\n  expect sum([1, 2]) == 4\n}\n',
    });
    for (const device of ["cpu", "webgpu"]) {
      const { code, stdout } = await nn(["test", "t.nn", "--device", device], { cwd });
      expect(stdout).toContain("✓ sums");
      expect(stdout).toContain("✗ lies");
      expect(stdout).toContain("t.nn:5:3");
      expect(code).toBe(1);
    }
    const { stdout } = await nn(["test", "t.nn", "--json"], { cwd });
    expect(jsonLines(stdout)).toEqual([{ file: "t.nn", test: "sums", passed: true }, { file: "t.nn", test: "lies", passed: false }]); // prettier-ignore
  });
});

describe("fmt", () => {
  test("writes the canonical form, and --check only says", async () => {
    const cwd = folder({ "a.nn": "config   a=1\n" });
    expect((await nn(["fmt", "--check", "a.nn"], { cwd })).code).toBe(1);
    expect(readFileSync(join(cwd, "a.nn"), "utf8")).toBe("config   a=1\n");
    expect((await nn(["fmt", "a.nn"], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, "a.nn"), "utf8")).toBe("config a = 1\n");
    expect((await nn(["fmt", "--check", "a.nn"], { cwd })).code).toBe(0);
  });

  test("leaves a file with mistakes alone", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "a.nn"), "config a = = 1\n");
    const { code, stderr } = await nn(["fmt", "a.nn"], { cwd });
    expect([code, stderr.startsWith("error[NN01")]).toEqual([1, true]);
  });
});

test("devices says what would be used, and exits cleanly", async () => {
  const answer = JSON.parse(await out(["devices", "--json"])) as {
    devices: { adapter: string; used: boolean }[];
  };
  expect(answer.devices.at(-1)!.adapter).toBe("cpu");
  expect(answer.devices.filter((d) => d.used)).toHaveLength(1);
});
