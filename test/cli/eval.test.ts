/**
 * `nn eval`: the scores of trained weights are those that the training printed, to the bit.
 */
import { appendFileSync, copyFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { folder, jsonLines, nn, root, sharedFolder } from "./nn.ts";

// `noise` depends on the seed and the step, `spread` is no mean of its batches' values.
const PROGRAM = `
data houses = csv("houses.csv", split: [0.6, 0.2, 0.2], limit: 120) {
  x: [4] = [area, rooms, age, distance]
  y: [1] = [price / 1000]
}
model price(x: [batch, 4]) -> [batch, 1] = x |> standardize(houses.x) |> dense(8) |> relu |> dense(1)
train fit on houses {
  epochs = 4
  batch = 16
  let net = price()
  let guess = net(x)
  minimize mse(guess, y) with adam(lr: 1e-2)
  metric mae = mean(abs(guess - y))
  metric root = sqrt(mean((guess - y)^2))
  metric noise = mean(normal([batch]))
}
`;

const cwd = sharedFolder({ "houses.nn": PROGRAM });
let trained: Record<string, unknown>[];

beforeAll(async () => {
  copyFileSync(join(root, "examples/data/houses.csv"), join(cwd, "houses.csv"));
  const { code, stdout, stderr } = await nn(
    ["train", "houses.nn", "--device", "cpu", "--seed", "5", "--out", "runs/first", "--json"],
    { cwd },
  );
  expect([code, stderr]).toEqual([0, ""]);
  trained = jsonLines(stdout);
});

async function score(args: readonly string[], on = cwd): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await nn(["eval", ...args, "--json"], { cwd: on });
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Record<string, unknown>;
}

const scoresOf = ({ loss, metrics }: Record<string, unknown>) => ({ loss, metrics });

describe("the scores are the training's", () => {
  test("of the last weights on the test data, as at the end", async () => {
    const end = trained.at(-1)!;
    expect(end["split"]).toBe("test");
    const found = await score(["first", "--last"]);
    expect(found).toMatchObject({ type: "eval", step: end["step"], split: "test", examples: 24 });
    expect(scoresOf(found)).toEqual(scoresOf(end));
  });

  test("of the best weights on the validation data", async () => {
    const evals = trained.filter((e) => e["type"] === "eval");
    const best = evals.reduce((a, b) => ((b["loss"] as number) < (a["loss"] as number) ? b : a));
    const found = await score(["runs/first", "--on", "validation"]);
    expect(found["step"]).toBe(best["step"]);
    expect(scoresOf(found)).toEqual(scoresOf(best));
  });

  test("also on a GPU", async () => {
    const flags = ["--steps", "3", "--out", join(folder(), "gpu"), "--json"];
    const { stdout } = await nn(["train", "houses.nn", ...flags], { cwd });
    expect(scoresOf(await score([flags[3]!, "--last"]))).toEqual(scoresOf(jsonLines(stdout).at(-1)!));
  });
});

test("a file stands for its newest run, taken as it was", async () => {
  appendFileSync(join(cwd, "houses.nn"), "// a remark\n");
  const { code, stdout, stderr } = await nn(["eval", "houses.nn"], { cwd });
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^ runs\/first\/best\.safetensors · step \d+ · test data of houses, 24 examples\n loss /,
  );
  expect(stdout).toMatch(/ · mae .* · root .* · noise /);
  expect(stderr).toBe(
    "houses.nn: taking its newest run, runs/first\n" +
      "houses.nn changed since runs/first was trained: the program is taken as it was then\n",
  );
});

test("without a name the newest run is taken", async () => {
  const { stdout, stderr } = await nn(["eval", "--last", "--json"], { cwd });
  expect(stderr).toContain("taking the newest run, runs/first\n");
  expect(scoresOf(JSON.parse(stdout) as Record<string, unknown>)).toEqual(scoresOf(trained.at(-1)!));
});

test("other data is taken as a whole", async () => {
  const lines = ["area,rooms,age,distance,price", "100,3,20,5,250000", "80,2,10,3,200000", "60,2,50,9,90000"];
  const other = folder({ "new.csv": `${lines.join("\n")}\n` });
  const found = await score(["first", "--data", `houses=${join(other, "new.csv")}`]);
  expect(found).toMatchObject({ split: "all", examples: 3 });
  // Each metric is of the three rows together.
  const { root: off, mae } = found["metrics"] as Record<string, number>;
  expect(off).toBeCloseTo(Math.sqrt(found["loss"] as number), 3);
  expect(mae).toBeLessThanOrEqual(off!);
});

test("a run is found from another folder, with its data", async () => {
  const found = await score([join(cwd, "runs/first"), "--last"], folder());
  expect(scoresOf(found)).toEqual(scoresOf(trained.at(-1)!));
});

test.each([
  [["runs/none"], 2, "no run runs/none"],
  [["fist"], 2, "did you mean first?"],
  [["first", "--on", "tset"], 2, "Allowed choices are test, validation, train, all."],
  [["first", "--data", "house=a.csv"], 2, "did you mean houses?"],
  [["first", "--weights", "w.safetensors"], 2, "--weights goes with a .nn file"],
  [["first", "--data", "houses=none.csv"], 1, "no file none.csv"],
])("nn eval %j ends with %i", async (args, exit, said) => {
  const { code, stdout, stderr } = await nn(["eval", ...args], { cwd });
  expect(stderr).toContain(said);
  expect([code, stdout]).toEqual([exit, ""]);
});
