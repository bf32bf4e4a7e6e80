/**
 * What a run leaves in its folder, and the commands that read it: `nn runs`, `nn compare`, `nn report`.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readSafetensors } from "../../runtime/data/safetensors.ts";
import type { GradientReport } from "../../runtime/events.ts";
import { toNumbers } from "../../runtime/data/tensor.ts";
import { folder, jsonLines, nn, root, sharedFolder } from "./nn.ts";
import { readEvents } from "./tfevents.ts";

const example = (name: string) => join(root, "examples", name);

const HOUSES = ["train", example("houses.nn"), "--device", "cpu", "--epochs", "4"];
const SORT = `config hidden = 1_6

data d = generate(400, split: 0.75) {
  y: i32 = index % 3
  x: [2] = normal([2]) + [f32(y), 0.0 - f32(y)]
}

model m(x: [batch, 2]) -> [batch, 3] = x |> dense(hidden) |> relu |> dense(3)

// A source with <b>markup</b> & quotes: "it's".
train sort on d {
  epochs = 3
  batch = 32
  let net = m()
  let logits = net(x)
  minimize cross_entropy(logits, y) with adam(lr: 1e-2)
  metric accuracy = mean(argmax(logits) == y)
  predict kind = argmax(logits)
}
`;

/** Three runs that all tests look at: two of one program, one of another. */
const cwd = sharedFolder({ "sort.nn": SORT });

beforeAll(async () => {
  const runs = [
    ["train", "sort.nn", "--device", "cpu", "--out", "runs/one"],
    ["train", "sort.nn", "--device", "cpu", "--out", "runs/two", "--set", "hidden=24", "--seed", "5"],
    [...HOUSES, "--out", "runs/prices"],
  ];
  for (const args of runs) expect((await nn(args, { cwd })).code).toBe(0);
}, 60_000);

const read = (path: string) => readFileSync(join(cwd, "runs", path), "utf8");
const bytes = (path: string) => readFileSync(join(cwd, "runs", path));

describe("a run's folder", () => {
  test("says how to repeat it, with every config as it was used", () => {
    expect(JSON.parse(read("two/config.json"))).toMatchObject({
      command: ["nn", "train", "sort.nn"],
      train: "sort",
      config: { hidden: 24 },
      set: { hidden: "24" },
      settings: { epochs: 3, batch: 32, seed: 5 },
    });
    expect(JSON.parse(read("one/config.json"))).toMatchObject({ config: { hidden: 16 }, set: {} });
    expect(read("one/source/sort.nn")).toBe(SORT);
  });

  test("has TensorBoard events with the numbers of the log and the last weights", () => {
    const name = readdirSync(join(cwd, "runs/prices")).find((n) => n.startsWith("events.out.tfevents."))!;
    const events = readEvents(bytes(`prices/${name}`));
    expect(events[0]!.fileVersion).toBe("brain.Event:2");
    expect([events[1]!.session, events[1]!.step]).toEqual([1, 0]);
    const written = events.flatMap((e) =>
      [...e.scalars].map(([tag, value]) => [e.step, tag, value] as const),
    );
    const logged = jsonLines(read("prices/log.jsonl")).flatMap((e) => {
      const value = (key: string) => Math.fround(e[key] as number);
      if (e["type"] === "step") {
        const gradient = e["gradient"] as GradientReport | undefined;
        return [
          [e["step"], "train/loss", value("loss")],
          [e["step"], "train/lr", value("lr")],
          ...(gradient ? [[e["step"], "train/grad_norm", Math.fround(gradient.norm)]] : []),
          ...Object.entries(gradient?.weights ?? {}).flatMap(([path, w]) => [
            [e["step"], `gradient/${path}`, Math.fround(w.gradient)],
            [e["step"], `weight/${path}`, Math.fround(w.weight)],
            [e["step"], `update_ratio/${path}`, expect.closeTo(w.update / w.weight, 6)],
          ]),
        ];
      }
      if (e["type"] !== "eval") return [];
      const { mae } = e["metrics"] as { mae: number };
      return [[e["step"], "validation/loss", value("loss")], [e["step"], "validation/mae", Math.fround(mae)]]; // prettier-ignore
    });
    expect(logged.length).toBeGreaterThan(100);
    expect(written).toEqual(logged);
    const last = events.findLast((e) => e.histograms.size > 0)!;
    const weights = readSafetensors(bytes("prices/last.safetensors"), "last");
    expect([...last.histograms.keys()].sort()).toEqual([...weights.keys()].sort());
    for (const [path, tensor] of weights) {
      const values = [...toNumbers(tensor)];
      const h = last.histograms.get(path)!;
      expect([h.num, h.min, h.max]).toEqual([values.length, Math.min(...values), Math.max(...values)]);
    }
  });

  test("has a confusion matrix that agrees with the accuracy, or residuals that agree with the error", () => {
    const sort = JSON.parse(read("one/outcome.json")) as { counts: number[][]; prediction: string };
    const end = jsonLines(read("one/log.jsonl")).at(-1) as unknown as { metrics: { accuracy: number } };
    const all = sort.counts.flat().reduce((a, b) => a + b, 0);
    const right = sort.counts.reduce((sum, row, i) => sum + row[i]!, 0);
    expect([all, sort.prediction]).toEqual([100, "kind"]);
    expect(right / all).toBeCloseTo(end.metrics.accuracy, 6);

    const prices = JSON.parse(read("prices/outcome.json")) as { points: [number, number][]; of: number };
    const { metrics } = jsonLines(read("prices/log.jsonl")).at(-1) as unknown as { metrics: { mae: number } };
    const mae =
      prices.points.reduce((sum, [y, guess]) => sum + Math.abs(guess - y), 0) / prices.points.length;
    expect(prices.points).toHaveLength(prices.of);
    expect(mae / metrics.mae).toBeCloseTo(1, 3);
  });
});

test("a run on a GPU also has its kernels, and answers as its metrics do", async () => {
  const dir = folder({ "sort.nn": SORT });
  const { code } = await nn(["train", "sort.nn", "--epochs", "1", "--out", "r"], { cwd: dir });
  expect(code).toBe(0);
  const json = <T>(name: string) => JSON.parse(readFileSync(join(dir, "r", name), "utf8")) as T;
  const kernels = json<{ name: string; lines: string[]; flops: number }[]>("kernels.json");
  expect(kernels.length).toBeGreaterThan(3);
  expect(kernels[0]!.lines[0]).toMatch(/^sort\.nn:\d+$/);
  const { counts } = json<{ counts: number[][] }>("outcome.json");
  const end = jsonLines(readFileSync(join(dir, "r/log.jsonl"), "utf8")).at(-1) as unknown as {
    metrics: { accuracy: number };
  };
  const right = counts.reduce((sum, row, i) => sum + row[i]!, 0);
  expect(right / counts.flat().reduce((a, b) => a + b, 0)).toBeCloseTo(end.metrics.accuracy, 6);
  const page = readFileSync(join(dir, "r/report.html"), "utf8");
  for (const { name } of kernels) expect(page).toContain(`<code>${name}</code>`);
  expect(unbalanced(page)).toEqual([]);
});

describe("report.html", () => {
  test("is a page of its own: whole, without script or network", () => {
    for (const run of ["one", "prices"]) {
      const page = read(`${run}/report.html`);
      expect(page).not.toMatch(/<script|https?:|\bsrc=|@import|url\(/);
      expect(unbalanced(page)).toEqual([]);
      expect(page).toContain('<meta name="viewport"');
      expect(page).toContain("prefers-color-scheme: dark");
      expect(/<style>[\s\S]*<\/style>/.exec(page)![0]).not.toContain("&#");
    }
  });

  test("shows curves with a text for those who do not see them, and the scores", () => {
    const page = read("one/report.html");
    const charts = [...page.matchAll(/<svg class="chart"[^>]* role="img" aria-label="([^"]*)"/g)].map(
      (m) => m[1],
    );
    const curves = ["loss", "learning rate", "accuracy", "gradient norm", "Norm of the gradient", "Update as a part of its weight"]; // prettier-ignore
    expect(charts.map((text) => text!.split(" by step:")[0])).toEqual(expect.arrayContaining(curves));
    expect(charts[0]).toMatch(
      /^loss by step: training goes from .* at step 0 to .* at step \d+, .*; validation goes/,
    );
    expect(page).toContain("<h3>accuracy</h3>");
    expect(page).toContain("<h3>learning rate</h3>");
    expect(page.match(/<summary>Numbers<\/summary>/g)).toHaveLength(6);
    expect(page).toContain("1e-3, the rule of thumb");
    expect(page).toMatch(/<code>net\.dense_0\.w<\/code>/);
    expect(page).toContain("validation accuracy");
    expect(page).toContain("Which classes are confused");
    expect(read("prices/report.html")).toContain("Predicted y against y");
    expect(page).not.toMatch(/NaN|undefined|\[object/);
  });

  test("shows the source as text, not as markup", () => {
    const page = read("one/report.html");
    expect(page).not.toContain("<b>markup</b>");
    expect(page).toContain("&#60;b&#62;markup&#60;/b&#62; &#38; quotes: &#34;it&#39;s&#34;");
  });

  test("is made again by `nn report`, of the newest run unless one is named", async () => {
    const before = [read("one/report.html"), read("prices/report.html")];
    for (const run of ["one", "prices"]) rmSync(join(cwd, "runs", run, "report.html"));
    expect((await nn(["report", "one"], { cwd })).stdout).toBe("runs/one/report.html\n");
    expect((await nn(["report"], { cwd })).stdout).toBe("runs/prices/report.html\n");
    expect([read("one/report.html"), read("prices/report.html")]).toEqual(before);
  });

  test("of a run that failed shows how it went until then", async () => {
    const dir = folder({
      "up.nn": "train up {\n  steps = 500\n  param w = 1.0\n  minimize w^4 with sgd(lr: 10)\n}\n",
    });
    const { code } = await nn(["train", "up.nn", "--device", "cpu", "--out", "r"], { cwd: dir });
    expect(code).toBe(1);
    const page = readFileSync(join(dir, "r/report.html"), "utf8");
    expect(page).toContain("unfinished");
    expect(page).toMatch(/<dt>steps<\/dt>\s*<dd>\d of 500<\/dd>/);
    expect(unbalanced(page)).toEqual([]);
  });
});

describe("nn runs", () => {
  test("lists them, the newest last", async () => {
    const { stdout, code } = await nn(["runs"], { cwd });
    const lines = stdout.trimEnd().split("\n");
    expect(code).toBe(0);
    expect(lines.map((line) => line.trim().split(/\s+/)[0])).toEqual(["run", "one", "two", "prices"]);
    expect(lines[2]).toMatch(/ two +hidden=24 +27 .* validation loss \S+ · accuracy \S+ +cpu: .* done$/);
  });

  test("as JSON, one a line", async () => {
    const { stdout } = await nn(["runs", "runs", "--json"], { cwd });
    expect(jsonLines(stdout)).toMatchObject([
      { run: "runs/one", train: "sort", state: "done", set: {} },
      { run: "runs/two", state: "done", set: { hidden: "24" }, start: { seed: 5 }, last: { type: "end" } },
      { run: "runs/prices", train: "fit" },
    ]);
  });

  test("tells of a run that was killed as unfinished, though its last line is torn", async () => {
    const dir = folder();
    mkdirSync(join(dir, "runs/torn"), { recursive: true });
    const log = read("two/log.jsonl").split("\n");
    writeFileSync(join(dir, "runs/torn/log.jsonl"), `${log.slice(0, 6).join("\n")}\n${log[6]!.slice(0, 20)}`);
    const { stdout } = await nn(["runs"], { cwd: dir });
    expect(stdout).toMatch(/^ torn +5 +loss \S+ .*unfinished$/m);
    const { code } = await nn(["report", "torn"], { cwd: dir });
    expect(code).toBe(0);
  });

  test("reads the ends of a long log", async () => {
    const dir = folder();
    mkdirSync(join(dir, "runs/long"), { recursive: true });
    const [start, ...rest] = read("two/log.jsonl").trimEnd().split("\n");
    const many = Array<string>(3000).fill(rest.find((line) => line.includes('"step"'))!);
    writeFileSync(join(dir, "runs/long/log.jsonl"), `${[start, ...many, rest.at(-1)].join("\n")}\n`);
    expect(jsonLines((await nn(["runs", "--json"], { cwd: dir })).stdout)).toMatchObject([
      { start: { seed: 5 }, last: { type: "end", step: 27 } },
    ]);
  });

  test("says what to do where there are none", async () => {
    const { code, stderr } = await nn(["runs"], { cwd: folder() });
    expect([code, stderr]).toEqual([2, "error: no runs in runs/\n  `nn train FILE` makes one\n"]);
  });
});

describe("nn compare", () => {
  test("shows what differs, how it went, and the curves", async () => {
    const { code, stdout } = await nn(["compare", "one", "runs/two"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ A {2}runs\/one {2}done\n B {2}runs\/two {2}done$/m);
    const differ = stdout.slice(stdout.indexOf("What differs"), stdout.indexOf("How it went"));
    expect(differ.match(/^ \w.*$/gm)).toEqual([" hidden  16  24", " seed     0   5"]);
    expect(stdout).toMatch(/^ validation accuracy +\d\S* +\d\S*$/m);
    expect(stdout).toMatch(/^ parameters +99 +147$/m);
    for (const curve of ["train/loss", "validation/loss"]) expect(stdout).toContain(`\n ${curve}\n`);
    expect(stdout).toMatch(/┤.*A/);
    expect(stdout).toMatch(/┤.*B/);
  });

  test("marks programs that are not the same", async () => {
    const { stdout } = await nn(["compare", "one", "prices"], { cwd });
    expect(stdout).toMatch(/^ sort\.nn +#[0-9a-f]{8} +–$/m);
    expect(stdout).toMatch(/^ validation mae +– +\d/m);
  });

  test("as JSON, with every curve", async () => {
    const { stdout } = await nn(["compare", "one", "two", "--json"], { cwd });
    const { settings, curves } = JSON.parse(stdout) as {
      settings: Record<string, Record<string, string>>;
      curves: Record<string, Record<string, [number, number][]>>;
    };
    expect(settings).toEqual({
      hidden: { "runs/one": "16", "runs/two": "24" },
      seed: { "runs/one": "0", "runs/two": "5" },
    });
    const names = Object.keys(curves);
    expect(names.filter((name) => /^(train|validation)\//.test(name))).toEqual([
      "train/loss", "train/lr", "validation/loss", "validation/accuracy", "train/grad_norm",
    ]); // prettier-ignore
    for (const kind of ["gradient", "weight", "update_ratio"])
      expect(names).toContain(`${kind}/net.dense_1.w`);
    expect(curves["train/loss"]!["runs/one"]).toHaveLength(27);
  });

  test.each([
    [["one"], "one run cannot be compared"],
    [["one", "twoo"], "no run twoo\n  did you mean two?"],
    [["one", "o"], "2 runs have `o` in their names"],
    [["one", "runs"], "runs is no run: it has no log.jsonl"],
    [["one", "two", "--curve", "train/los"], "did you mean train/loss?"],
  ])("nn compare %j is a mistake of the command line", async (args, said) => {
    const { code, stderr, stdout } = await nn(["compare", ...args], { cwd });
    expect(stderr).toContain(said);
    expect([code, stdout]).toEqual([2, ""]);
  });
});

/** Tags that are not closed, or closed in another order, as HTML and SVG want it. */
function unbalanced(page: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [tag, closing, name, selfClosed] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*?(\/?)>/g)) {
    if (selfClosed !== "" || name === "meta") continue;
    if (closing === "") open.push(name!);
    else if (open.pop() !== name) wrong.push(tag);
  }
  return [...wrong, ...open];
}
