/**
 * What `nn build` makes, in a plain page of a static server: training equals `nn train`'s, predictions come for any number of
 * examples, weights from a file are used, mistakes are told; and how large the runtime is.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSafetensors } from "../../runtime/data/safetensors.ts";
import { jsonLines, nn, root, sharedFolder } from "../cli/nn.ts";
import { folder as examples, open } from "../examples/examples.ts";
import { chromium, EMPTY, type Opened, openPage, type Served } from "./chromium.ts";
import { firefox, openFirefox } from "./firefox.ts";

const SMALL = ["hidden=8", "batch=50"];
const ADAPT = ["batch=40"];
const upright = join(examples, "data/upright.safetensors");
const TEXT = ["batch=64", "context=3", "width=4"];
const STEPS = 25;

/** The fields of an example program's data, as files `/data/NAME/PART/FIELD` of the server. */
function fieldFiles(
  name: string,
  set: readonly string[],
  program = `${name}.nn`,
): Record<string, Uint8Array> {
  const { train, examples: data } = open(program, set);
  const files: Record<string, Uint8Array> = {};
  for (const part of ["train", "validation", "test"] as const) {
    const from = data![part];
    if (!from) continue;
    const all = Int32Array.from({ length: from.count }, (_, i) => i);
    for (const { name: field, type } of train.fields) {
      const size = type.shape.reduce((a, b) => a * b, 1);
      const values = new (type.dtype === "f32" ? Float32Array : Int32Array)(from.count * size);
      from.fill(field, all, values);
      files[`/data/${name}/${part}/${field}`] = new Uint8Array(values.buffer);
    }
  }
  return files;
}

const PAGE = `${EMPTY}
<script type="module">
  import * as digits from "./digits/index.js";
  import * as gru from "./gru/index.js";
  import * as descend from "./descend/index.js";
  import * as adapt from "./adapt/index.js";
  import * as mlp from "./mlp/index.js";
  import * as loss from "./loss/index.js";
  const modules = { digits, gru, descend, adapt, mlp, loss };
  const floats = { digits: ["x"], gru: [], adapt: ["x"] };
  async function part(name, part) {
    const read = async (field) => {
      const bytes = await (await fetch("/data/" + name + "/" + part + "/" + field)).arrayBuffer();
      return [field, floats[name].includes(field) ? new Float32Array(bytes) : new Int32Array(bytes)];
    };
    return Object.fromEntries(await Promise.all(["x", "y"].map(read)));
  }
  async function trained(name, parts, options) {
    const data = parts && Object.fromEntries(await Promise.all(parts.map(async (p) => [p, await part(name, p)])));
    const model = await modules[name].open();
    const events = [];
    try {
      for await (const event of model.train(data, options)) events.push(event);
    } finally {
      window.model?.destroy();
      window.model = model;
    }
    return events;
  }
  async function failure(run) {
    try { await run(); } catch (error) { return error.message; }
    return "nothing failed";
  }
  Object.assign(window, { modules, part, trained, failure });
</script>
<p>ready</p>`;

type Events = readonly Record<string, unknown>[];

interface End {
  readonly type: string;
  readonly split: string;
  readonly step: number;
  readonly loss: number;
  readonly metrics: { readonly accuracy: number };
}

const stepsOf = (events: Events) => events.filter((e) => e["type"] === "step").map((e) => Number(e["loss"]));
const set = (pairs: readonly string[]) => pairs.flatMap((pair) => ["--set", pair]);

let opened: Opened;
let built: string;
/** Evaluates in the page. */
const ask = <T>(code: string) => opened.page.evaluate<T>(code);

/** A command in the folder of the tests, which has to succeed. */
async function done(...args: string[]): Promise<string> {
  const { code, stderr, stdout } = await nn(args, { cwd: built });
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return stdout;
}

/** What `nn train` tells of the same training. */
async function trainedByCommand(name: string, ...args: string[]): Promise<Events> {
  const flags = ["--json", "--log-every", "1", "--device", "cpu"];
  return jsonLines(await done("train", join(examples, name), ...flags, ...args));
}

function expectSame(got: readonly number[], wanted: readonly number[], tolerance: number): void {
  expect(got.length).toBe(wanted.length);
  got.forEach((v, i) => {
    const bound = tolerance * Math.max(1, Math.abs(wanted[i]!));
    expect(Math.abs(v - wanted[i]!), `step ${i}`).toBeLessThanOrEqual(bound);
  });
}

describe.skipIf(chromium === undefined)("a built module in a page", () => {
  let wanted: Events;

  beforeAll(async () => {
    built = sharedFolder();
    const digits = join(examples, "digits.nn");
    wanted = await trainedByCommand(
      "digits.nn",
      ...set(SMALL),
      ...["--steps", String(STEPS), "--seed", "3", "--out", "run"],
    );
    await done("build", digits, ...set(SMALL), "--out", "digits", "--weights", "run");
    await done("build", join(examples, "gru.nn"), ...set(TEXT), "--out", "gru");
    await done("build", join(examples, "descend.nn"), "--out", "descend");
    await done("build", join(examples, "finetune.nn:adapt"), ...set(ADAPT), "--out", "adapt");
    await done("build", join(examples, "finetune.nn:mlp"), "--out", "mlp", "--weights", upright);
    await done("build", join(examples, "chain-rule.nn:loss"), "--out", "loss");
    const text = readFileSync(join(built, "digits/index.js"), "utf8");
    const huge = text.replaceAll(/"workgroups":\[\d+,/g, '"workgroups":[70000,');
    expect(huge).not.toBe(text);
    opened = await openPage({
      "/": PAGE,
      "/huge.js": huge,
      "/digits": { folder: join(built, "digits") },
      "/gru": { folder: join(built, "gru") },
      "/descend": { folder: join(built, "descend") },
      "/adapt": { folder: join(built, "adapt") },
      "/mlp": { folder: join(built, "mlp") },
      "/loss": { folder: join(built, "loss") },
      ...fieldFiles("digits", SMALL),
      ...fieldFiles("gru", TEXT),
      ...fieldFiles("adapt", ADAPT, "finetune.nn:adapt"),
    });
    await opened.page.waitForFunction("window.modules !== undefined");
  });
  afterAll(() => opened?.[Symbol.asyncDispose]());

  test("trains as `nn train` does, and can be asked", async () => {
    const events = await ask<Events>(
      `trained("digits", ["train", "validation", "test"], { steps: ${STEPS}, seed: 3 })`,
    );
    expectSame(stepsOf(events), stepsOf(wanted), 1e-4);
    const [end, wantedEnd] = [events.at(-1), wanted.at(-1)] as unknown as [End, End];
    expect(end).toMatchObject({ type: "end", split: "test", step: STEPS });
    expect(end.loss).toBeCloseTo(wantedEnd.loss, 3);
    // One example of 600 may lie on the edge.
    expect(Math.abs(end.metrics.accuracy - wantedEnd.metrics.accuracy)).toBeLessThan(1.1 / 600);

    const scores = await ask<End>('part("digits", "test").then((data) => model.evaluate(data))');
    expect(scores.loss).toBeCloseTo(end.loss, 5);
    expect(scores.metrics.accuracy).toBeCloseTo(end.metrics.accuracy, 5);
    // More rows than a batch, and a part of one; then a single one.
    const all = await ask<{ shape: number[]; right: number; first: number[]; digit: number }>(`(async () => {
      const { x, y } = await part("digits", "test");
      const { digit } = await model.predict({ x });
      const { digit: first } = await model.predict({ x: x.subarray(0, 784) });
      return { shape: digit.shape, right: digit.filter((d, i) => d === y[i]).length, first: [...first], digit: digit[0] };
    })()`);
    expect(all.shape).toEqual([600]);
    expect(all.right / 600).toBeCloseTo(end.metrics.accuracy, 5);
    expect(all.first).toEqual([all.digit]);
  });

  test("a program without data, repeated to the bit", async () => {
    const once = () => ask<Events>('trained("descend")');
    const [a, b] = [stepsOf(await once()), stepsOf(await once())];
    expect(a).toEqual(b);
    expect(a[1]).toBeCloseTo(2.56, 6);
  });

  test("a loop over time", async () => {
    const events = await ask<Events>('trained("gru", ["train", "validation"], { steps: 6, seed: 1 })');
    const flags = [...set(TEXT), "--steps", "6", "--seed", "1", "--out", "text"];
    expectSame(stepsOf(events), stepsOf(await trainedByCommand("gru.nn", ...flags)), 1e-4);
  });

  test("weights that the program takes `from` a file lie beside the module and are trained on", async () => {
    const flags = [...set(ADAPT), "--steps", "6", "--seed", "1", "--out", "adapted"];
    const wanted = await trainedByCommand("finetune.nn:adapt", ...flags);
    const events = await ask<Events>('trained("adapt", ["train"], { steps: 6, seed: 1 })');
    expectSame(stepsOf(events), stepsOf(wanted), 1e-4);
    // Frozen, so they are still those of the file.
    const saved = await ask<number[]>("[...new Uint8Array(model.save())]");
    const got = readSafetensors(Uint8Array.from(saved), "saved");
    const file = readSafetensors(readFileSync(upright), "upright");
    expect(got.size).toBe(file.size + 4);
    for (const [path, { data }] of file) expect(got.get(path)!.data).toEqual(data);
    // `init` is all weights, those too.
    const weights = `URL.createObjectURL(new Blob([Uint8Array.from(${JSON.stringify(saved)})]))`;
    const again = await ask<Events>(`trained("adapt", ["train"], { steps: 1, init: ${weights} })`);
    expect(stepsOf(again)[0]).not.toBeCloseTo(stepsOf(wanted)[0]!, 4);
  });

  test("a model alone predicts, with weights that were built in or are loaded, for any number of examples", async () => {
    const x = {
      dtype: "f32",
      shape: [20, 196],
      data: Array.from({ length: 20 * 196 }, (_, i) => (i % 7) / 7),
    };
    writeFileSync(join(built, "x.json"), JSON.stringify({ x }));
    const call = ["call", join(examples, "finetune.nn"), "mlp", "--in", "x.json", "--device", "cpu"];
    const { outputs } = JSON.parse(await done(...call, "--weights", upright)) as {
      readonly outputs: Record<string, { readonly data: number[] }>;
    };
    const wanted = outputs["output"]!.data;
    const ofModel = (model: string) =>
      ask<{ shape: number[]; values: number[] }>(`(async () => {
        const { output } = await (${model}).predict({ x: ${JSON.stringify(x.data)} });
        return { shape: output.shape, values: [...output] };
      })()`);
    for (const model of ["modules.mlp", "await modules.mlp.open({ weights: '/mlp/weights.safetensors' })"]) {
      const { shape, values } = await ofModel(model);
      expect(shape).toEqual([20, 10]);
      expectSame(values, wanted, 1e-5);
    }
    // (w · x + b − y)², of numbers.
    const { output } = await ask<{ output: Record<string, number> }>(
      "modules.loss.predict({ w: [5], b: [-2], x: [2], y: [3] })",
    );
    expect(output["0"]).toBe(25);
  });

  test("weights that were built in are those of the run, and go out again as they were", async () => {
    const saved = await ask<number[]>(`modules.digits.open().then((m) => {
      const bytes = [...new Uint8Array(m.save())];
      m.destroy();
      return bytes;
    })`);
    const inRun = readSafetensors(readFileSync(join(built, "run/best.safetensors")), "best");
    const got = readSafetensors(Uint8Array.from(saved), "saved");
    expect([...got.keys()].sort()).toEqual([...inRun.keys()].sort());
    for (const [path, { data }] of inRun) expect(got.get(path)!.data).toEqual(data);

    // Without opening anything first. The run's only evaluations came at its end, so its best weights are its last.
    const scores = await ask<End>(
      'part("digits", "validation").then((data) => modules.digits.evaluate(data))',
    );
    const best = (wanted.at(-1) as unknown as { readonly best: End }).best;
    expect(best.loss).toBeCloseTo(scores.loss, 4);
  });

  test.each([
    ["modules.digits.predict({ z: [1] })", "NN0605: `classify` has no field `z`"],
    ["modules.digits.predict({ x: [1, 2, 3] })", "NN0605: the field `x` has 3 values"],
    [
      "modules.digits.evaluate({ x: Array(784).fill(0), y: [0.5] })",
      "is of whole numbers (i32), and value 0 is 0.5",
    ],
    ["trained('digits', undefined)", "NN0605: `classify` needs data"],
    ["modules.gru.evaluate({ x: [1, 2, 3], y: [1, 2, 3] })", "has no weights yet"],
    [
      "modules.digits.open({ weights: '/missing.safetensors' })",
      "cannot fetch /missing.safetensors: it answered 404",
    ],
    ["modules.digits.open({ weights: new ArrayBuffer(4) })", "the weights cannot be read"],
    ["modules.mlp.open().then((m) => m.evaluate({ x: [1] }))", "`mlp` only predicts"],
    [
      "modules.loss.predict({ w: [1, 2], b: [1, 2], x: [1, 2], y: [1, 2] })",
      "`output` of `loss` is one for each 1 examples",
    ],
    [
      "modules.mlp.open({ weights: '/digits/weights.safetensors' })",
      "do not fit: `dense_0.w` is [196, 48] here, and [784, 8] there",
    ],
  ])("%s says what is wrong", async (call, message) => {
    expect(await ask<string>(`failure(() => ${call})`)).toContain(message);
  });

  test("a module that needs more than the device has says so", async () => {
    const message = await ask<string>(`failure(async () => {
      const { open } = await import("/huge.js");
      const model = await open({ weights: "/digits/weights.safetensors" });
      for await (const _ of model.train({ x: Array(784 * 50).fill(0), y: Array(50).fill(0) }));
    })`);
    expect(message).toMatch(/^NN0602: kernel `.+` needs 70,000 workgroups, and this device allows 65,535/);
  });

  test("and in Firefox", async ({ skip }) => {
    if (firefox === undefined) return skip("Firefox is not installed");
    const folders = ["descend", "mlp"].map((name) => [`/${name}`, { folder: join(built, name) }]);
    await using other = await openFirefox(Object.fromEntries(folders) as Served);
    const has = "navigator.gpu?.requestAdapter().then((adapter) => adapter !== null)";
    if (!(await other.page.evaluate<boolean>(has))) return skip("Firefox has no WebGPU here");
    const events = await other.page.evaluate<Events>(`import("/descend/index.js").then(async ({ train }) => {
      const events = [];
      for await (const event of train()) events.push(event);
      return events;
    })`);
    expectSame(stepsOf(events), stepsOf(await ask<Events>('trained("descend")')), 1e-6);
    const predicted = "predict({ x: new Float32Array(3 * 196).fill(0.5) }).then(({ output }) => [...output])";
    const got = await other.page.evaluate<number[]>(`import("/mlp/index.js").then((m) => m.${predicted})`);
    expectSame(got, await ask<number[]>(`modules.mlp.${predicted}`), 1e-5);
    expect(other.errors).toEqual([]);
  });

  test("the page had no other errors", () => {
    expect(opened.errors.filter((text) => !text.includes("404"))).toEqual([]);
  });
});

test("the runtime is at most 15 KB gzipped", async () => {
  // Any command builds what the sources have outgrown.
  expect((await nn(["--version"])).code).toBe(0);
  const runtime = readFileSync(join(root, "dist/artifact.js"));
  expect(gzipSync(runtime, { level: 9 }).length).toBeLessThanOrEqual(15_000);
});
