/**
 * `nn train` from outside: what it prints, what it writes, how it ends.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readSafetensors } from "../../runtime/data/safetensors.ts";
import { folder, jsonLines, nn, root } from "./nn.ts";

const example = (name: string) => join(root, "examples", name);

/** w ← 0.4 · w from 4, and its square. */
const W = [4, 1.6, 0.64, 0.256, 0.1024];

test("computes in double precision where it is asked to", async () => {
  const { code, stdout } = await nn(
    ["train", example("descend.nn"), "--precision", "f64", "--json", "--log-every", "1"],
    { cwd: folder() },
  );
  expect(code).toBe(0);
  const losses = jsonLines(stdout).flatMap((e) => (e["type"] === "step" ? [e["loss"] as number] : []));
  losses.forEach((loss, i) => expect(Math.abs(loss / (4 * 0.4 ** i) ** 2 - 1)).toBeLessThan(1e-13));
});

describe.each(["cpu", "webgpu"])("descend on %s", (device) => {
  test("gives the numbers of the book, one object a line", async () => {
    const cwd = folder();
    const { code, stdout } = await nn(
      ["train", example("descend.nn"), "--device", device, "--json", "--log-every", "1", "--out", "r"],
      { cwd },
    );
    const events = jsonLines(stdout);
    expect(code).toBe(0);
    expect(events.map((e) => e["type"])).toEqual(["start", ...Array<string>(10).fill("step"), "end"]);
    const steps = events.filter((e) => e["type"] === "step") as unknown as {
      step: number;
      loss: number;
      lr: number;
      params: { w: number };
    }[];
    expect(steps.map((s) => s.step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    W.forEach((w, i) => {
      expect(steps[i]!.params.w).toBeCloseTo(w, 6);
      expect(steps[i]!.loss).toBeCloseTo(w * w, 5);
      expect(steps[i]!.lr).toBeCloseTo(0.3, 7);
    });
    expect(events.at(-1)).toMatchObject({ type: "end", step: 10, split: "train", metrics: {}, run: "r" });
    expect(typeof events.at(-1)!["seconds"]).toBe("number");
    expect(readdirSync(join(cwd, "r")).sort()).toEqual([
      "best.safetensors",
      "config.json",
      expect.stringMatching(/^events\.out\.tfevents\.\d{10}\.nn$/),
      ...(device === "webgpu" ? ["kernels.json"] : []),
      "last.safetensors",
      "log.jsonl",
      "report.html",
      "source",
    ]);
    expect(jsonLines(readFileSync(join(cwd, "r/log.jsonl"), "utf8"))).toHaveLength(events.length);
    const weights = readSafetensors(readFileSync(join(cwd, "r/last.safetensors")), "last");
    expect([...weights.keys()]).toEqual(["w"]);
    expect(weights.get("w")!.data[0]).toBeCloseTo(4 * 0.4 ** 10, 7);
  });

  test("shows them to people", async () => {
    const { code, stdout } = await nn(["train", example("descend.nn"), "--device", device], {
      cwd: folder(),
    });
    expect(code).toBe(0);
    const shown = [...stdout.matchAll(/^ step +(\d+) +w (\S+) · loss (\S+) · lr 0\.3$/gm)].map((m) => m[2]);
    expect(shown.slice(0, 5)).toEqual(["4", "1.6", "0.64", "0.256", "0.1024"]);
    expect(stdout).toContain(device === "cpu" ? "on cpu: the interpreter" : "on webgpu: ");
  });
});

test("--log-every is 10 unless it is given", async () => {
  const { stdout } = await nn(
    ["train", example("descend.nn"), "--device", "cpu", "--json", "--steps", "25"],
    { cwd: folder() },
  );
  const steps = jsonLines(stdout).filter((e) => e["type"] === "step");
  expect(steps.map((s) => s["step"])).toEqual([0, 10, 20]);
});

test("a list of values is a sweep, with a table at the end", async () => {
  const cwd = folder();
  const { code, stdout } = await nn(
    ["train", example("learning-rate.nn"), "--device", "cpu", "--set", "lr=0.05,0.3,0.9,1.1"],
    { cwd },
  );
  expect(code).toBe(0);
  const rows = [...stdout.matchAll(/^ +(0\.05|0\.3|0\.9|1\.1) +([\d.]+) /gm)].map((m) => [m[1], m[2]]);
  expect(rows).toEqual([["0.05", "2.6244"], ["0.3", "0.1024"], ["0.9", "1.6384"], ["1.1", "8.2944"]]); // prettier-ignore
  expect(stdout).toContain("the loss rose from 16 to 68.7971: the learning rate is too high");
  expect(readdirSync(join(cwd, "runs"))).toHaveLength(4);
});

test("houses: validation after every epoch, the best weights kept", async () => {
  const cwd = folder();
  const args = [
    "train",
    example("houses.nn"),
    "--device",
    "cpu",
    "--epochs",
    "3",
    "--json",
    "--out",
    "r",
    "--seed",
    "7",
  ];
  const { code, stdout } = await nn(args, { cwd });
  expect(code).toBe(0);
  const events = jsonLines(stdout);
  expect(events[0]).toMatchObject({
    type: "start",
    seed: 7,
    steps: 45,
    batch: 32,
    examples: { train: 480, validation: 120 },
  });
  const evals = events.filter((e) => e["type"] === "eval");
  expect(evals.map((e) => [e["step"], e["split"]])).toEqual([[15, "validation"], [30, "validation"], [45, "validation"]]); // prettier-ignore
  expect(Object.keys(evals[0]!["metrics"] as object)).toEqual(["mae"]);
  const weights = readSafetensors(readFileSync(join(cwd, "r/best.safetensors")), "best");
  expect([...weights.keys()].sort()).toEqual([
    "net.dense_0.b", "net.dense_0.w", "net.dense_1.b", "net.dense_1.w", "net.standardize_0.center", "net.standardize_0.scale",
  ].sort()); // prettier-ignore
  expect(existsSync(join(cwd, "r/source/houses.nn"))).toBe(true);
  expect(JSON.parse(readFileSync(join(cwd, "r/config.json"), "utf8"))).toMatchObject({
    train: "fit",
    settings: { batch: 32, seed: 7 },
  });
  // The same again is the same to the last bit, and other weights go on from these.
  const again = await nn(args, { cwd });
  const numbers = (text: string) => text.replace(/"seconds":[\d.]+/, "");
  expect(numbers(again.stdout)).toBe(numbers(stdout));
  const on = await nn(
    [
      "train",
      example("houses.nn"),
      "--device",
      "cpu",
      "--epochs",
      "1",
      "--json",
      "--seed",
      "7",
      "--init",
      "r/last.safetensors",
    ],
    { cwd },
  );
  const first = jsonLines(on.stdout).find((e) => e["type"] === "step")!["loss"] as number;
  const start = events.find((e) => e["type"] === "step")!["loss"] as number;
  expect(first).toBeLessThan(start);
});

test("Ctrl-C finishes the step, saves, and says how to go on, to the same weights", async () => {
  const cwd = folder();
  let sent = false;
  const command = ["train", example("houses.nn"), "--device", "cpu"];
  const { code, stdout } = await nn([...command, "--epochs", "30", "--out", "r"], {
    cwd,
    watch(text, signal) {
      if (!sent && text.includes("epoch 2/")) signal("SIGINT");
      sent ||= text.includes("epoch 2/");
    },
  });
  expect(code).toBe(130);
  expect(stdout).toContain("--resume r");
  expect(existsSync(join(cwd, "r/last.safetensors"))).toBe(true);
  expect((await nn([...command, "--resume", "r", "--seed", "3"], { cwd })).stderr).toContain(
    "--seed would change it",
  );
  expect((await nn(["train", example("curve.nn"), "--resume", "r"], { cwd })).stderr).toContain(
    "curve.nn is not what",
  );
  expect((await nn([...command, "--resume", "r"], { cwd })).code).toBe(0);
  expect((await nn([...command, "--epochs", "30", "--out", "whole"], { cwd })).code).toBe(0);
  const weights = (run: string) => readFileSync(join(cwd, run, "last.safetensors"));
  expect(weights("r").equals(weights("whole"))).toBe(true);
});

test("a loss that is no number ends the run with 1, the reason and no stack trace", async () => {
  const cwd = folder({
    "up.nn": "train up {\n  steps = 500\n  param w = 1.0\n  minimize w^4 with sgd(lr: 10)\n}\n",
  });
  const { code, stderr } = await nn(["train", "up.nn", "--device", "cpu"], { cwd });
  expect(code).toBe(1);
  expect(stderr).toMatch(/error\[NN0604\]: `loss` became (infinite|NaN) at step \d/);
  expect(stderr).not.toMatch(/\n\s+at /);
  const json = await nn(["train", "up.nn", "--device", "cpu", "--json"], { cwd });
  expect(jsonLines(json.stdout).at(-1)).toMatchObject({
    type: "error",
    diagnostic: { code: "NN0604", severity: "error" },
  });
});

test("the page of NN0604 shows what is printed", async () => {
  const page = readFileSync(join(root, "docs/errors/NN0604.md"), "utf8");
  const [, program, shown] = /```nn\n([\s\S]*?)```[\s\S]*?```text\n\$ nn train model\.nn --device cpu\n([\s\S]*?)```/.exec(page)!; // prettier-ignore
  const { stderr } = await nn(["train", "model.nn", "--device", "cpu"], {
    cwd: folder({ "model.nn": program! }),
  });
  expect(stderr).toBe(shown);
});

test.each(["cpu", "webgpu"])(
  "exploding on %s: the first matrix product that overflows is named with its line",
  async (device) => {
    const cwd = folder();
    const run = ["train", example("exploding.nn"), "--device", device, "--out", "r"];
    const { code, stderr } = await nn(run, { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(/error\[NN0604\]: `loss` became (infinite|NaN) at step \d+/);
    expect(stderr).toMatch(/exploding\.nn:18:10\n/);
    expect(stderr).toMatch(
      /18 \|   return x @ w \+ b\n +\| +\^{5} .*this matrix product of values up to \S+ and \S+ is -?∞/,
    );
    const kept = readSafetensors(readFileSync(join(cwd, "r/last.safetensors")), "last");
    for (const [path, { data }] of kept)
      expect([...(data as Float32Array)].every(Number.isFinite), path).toBe(true);
  },
);

test("SIGTERM ends a run as Ctrl-C does", async () => {
  const cwd = folder();
  let sent = false;
  const { code, stdout } = await nn(
    ["train", example("houses.nn"), "--device", "cpu", "--epochs", "100", "--out", "r"],
    {
      cwd,
      watch(text, signal) {
        if (!sent && text.includes("epoch 1/")) signal("SIGTERM");
        sent ||= text.includes("epoch 1/");
      },
    },
  );
  expect(code).toBe(130);
  expect(stdout).toContain("interrupted; go on with\n   nn train ");
  expect(stdout).toContain("--resume r");
  expect(existsSync(join(cwd, "r/checkpoint.safetensors"))).toBe(true);
});

test("a gradient far above what was usual gets a line", async () => {
  const cwd = folder({
    "jump.nn":
      "train jump {\n  steps = 200\n  param w: [4] = 1\n  param v = 1.0\n" +
      "  let scale = select(step < 150.0, 1.0, 1000.0)\n" +
      "  minimize scale * mean(w^2) + v^2 with sgd(lr: 1e-6)\n}\n",
  });
  const { code, stdout } = await nn(["train", "jump.nn", "--device", "cpu", "--out", "r"], { cwd });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ ! step 150: \|g\| 999\.9 \(\+\d+\.\dσ\), largest in w$/m);
  const steps = jsonLines(readFileSync(join(cwd, "r/log.jsonl"), "utf8")).filter(
    (e) => e["gradient"] !== undefined,
  );
  expect(steps.map((e) => e["step"])).toEqual(Array.from({ length: 19 }, (_, i) => 10 * (i + 1)));
});

test("a label beyond the classes is found before any training", async () => {
  const cwd = folder({
    "three.csv": "a,kind\n1,0\n2,1\n3,2\n4,0\n",
    "three.nn":
      'data d = csv("three.csv") {\n  x: [1] = [a]\n  y: i32 = i32(kind)\n}\n' +
      "model m(x: [batch, 1]) -> [batch, 2] = x |> dense(2)\n" +
      "train t on d {\n  epochs = 1\n  batch = 2\n  let net = m()\n  minimize cross_entropy(net(x), y) with adam()\n}\n",
  });
  const { code, stderr } = await nn(["train", "three.nn", "--device", "cpu"], { cwd });
  expect(stderr).toContain("`y` is 2, outside of 0 to 1 (training data, ");
  expect(stderr).toContain("three.nn:10:12");
  expect([code, readdirSync(cwd).includes("runs")]).toEqual([1, false]);
});

test("weights of another model are refused by name", async () => {
  const cwd = folder();
  await nn(["train", example("descend.nn"), "--device", "cpu", "--out", "r"], { cwd });
  const { code, stderr } = await nn(
    ["train", example("houses.nn"), "--device", "cpu", "--init", "r/last.safetensors"],
    { cwd },
  );
  expect(code).toBe(1);
  expect(stderr).toContain("r/last.safetensors");
});
