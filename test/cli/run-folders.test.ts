/** Runs on disk: nothing is written over, nothing is mixed, and what cannot go on says what to do. */
import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { madeWhole } from "../../cli/shared/project.ts";
import { setAside } from "../../cli/shared/set-aside.ts";
import { CHECKPOINT } from "../../runtime/checkpoint.ts";
import { makeFolder } from "../../runtime/data/files.ts";
import { runFolder } from "../../runtime/node/run-folder.ts";
import { folder, jsonLines, nn, root } from "./nn.ts";

const program = (steps: number) => `data points = generate(8) {
  x: [1] = [uniform([])]
}

model line(x: [batch, 1]) -> [batch, 1] = x |> dense(1)

train fit on points {
  steps = ${steps}
  batch = 4
  let net = line()
  minimize mse(net(x), x) with sgd(lr: 0.1)
}
`;
const LONG = 10_000_000;
const TRAIN = ["train", "line.nn", "--device", "cpu"];

test("a run is not written over: the one before gets another name", async () => {
  const cwd = folder({ "line.nn": program(2) });
  expect((await nn([...TRAIN, "--out", "r"], { cwd })).stdout).not.toContain("held a run");
  const first = readFileSync(join(cwd, "r/last.safetensors"));
  const second = await nn([...TRAIN, "--out", "r/", "--seed", "1"], { cwd });
  expect([second.code, second.stdout.split("\n")[0]]).toEqual([0, " ! r/ held a run, which is r-old now"]);
  const third = await nn([...TRAIN, "--out", "r", "--json"], { cwd });
  expect(jsonLines(third.stdout)[0]).toMatchObject({ type: "start" });
  expect(readdirSync(cwd).sort()).toEqual(["line.nn", "r", "r-old", "r-old-2"]);
  expect(readFileSync(join(cwd, "r-old/last.safetensors"))).toEqual(first);
});

test("a folder that cannot be moved away is not touched", async () => {
  const cwd = folder({ "line.nn": program(2) });
  expect((await nn([...TRAIN, "--out", "r"], { cwd })).code).toBe(0);
  const own = await nn([...TRAIN, "--out", "r", "--init", "r/last.safetensors"], { cwd });
  expect([own.code, own.stderr]).toEqual([
    2,
    "error: r holds a run, and the new one reads r/last.safetensors in it\n  name another folder with --out\n",
  ]);
  const here = await nn(["train", "../line.nn", "--device", "cpu", "--out", "."], { cwd: join(cwd, "r") });
  expect([here.code, here.stderr.split("\n")[0]]).toEqual([
    2,
    "error: . holds a run, and this is the folder",
  ]);
  const empty = await nn([...TRAIN, "--out", ""], { cwd });
  expect([empty.code, empty.stderr.split("\n")[0]]).toEqual([2, "error: --out is empty"]);
  // What a run leaves that was killed at its start is worth nothing.
  mkdirSync(join(cwd, "killed/source"), { recursive: true });
  writeFileSync(join(cwd, "killed/log.jsonl"), "");
  expect(setAside(join(cwd, "killed"), [])).toBeUndefined();
});

test("a new run in a folder does not go on from the checkpoint of another", () => {
  const at = folder({
    [CHECKPOINT]: "of another",
    "log.jsonl": "",
    ".log.jsonl.7-1.part": "",
    ".part": "mine",
  });
  runFolder(at);
  expect(readdirSync(at)).toEqual([".part"]);
});

test("a run that is done has nothing to be resumed", async () => {
  const cwd = folder({ "line.nn": program(2) });
  await nn([...TRAIN, "--out", "r"], { cwd });
  const log = readFileSync(join(cwd, "r/log.jsonl"), "utf8");
  const told = await nn([...TRAIN, "--resume", "r"], { cwd });
  expect(told).toEqual({
    code: 0,
    stdout:
      " ! r is done, after 2 steps; to train on from its weights:\n   nn train line.nn --init r/last.safetensors\n",
    stderr: "",
  });
  const json = await nn([...TRAIN, "--resume", "r", "--json"], { cwd });
  expect(json.stdout.trimEnd()).toBe(log.trimEnd().split("\n").at(-1));
  expect(readFileSync(join(cwd, "r/log.jsonl"), "utf8")).toBe(log);
  const after = await nn(["train", "line.nn", "--device", "cpu", "--init", "r/last.safetensors"], { cwd });
  expect(after.code).toBe(0);
});

test("what is no run, or a damaged one, says so", async () => {
  const cwd = folder({ "line.nn": program(LONG) });
  mkdirSync(join(cwd, "page"));
  writeFileSync(join(cwd, "page/config.json"), "{}");
  const page = await nn([...TRAIN, "--resume", "page"], { cwd });
  expect([page.code, page.stderr]).toEqual([
    2,
    "error: page/config.json is not of a run\n  it was not made by `nn train`\n",
  ]);
  let isStopped = false;
  await nn([...TRAIN, "--out", "r", "--json"], {
    cwd,
    // A second one would end it unsaved.
    watch: (_, signal) => void (isStopped || ((isStopped = true), signal("SIGINT"))),
  });
  truncateSync(join(cwd, "r", CHECKPOINT), 100);
  const { code, stderr } = await nn([...TRAIN, "--resume", "r"], { cwd });
  expect(code).toBe(1);
  expect(stderr).toContain("help: without it the run starts again, to the same result: delete r/checkpoint.safetensors");
}); // prettier-ignore

test("a reader that leaves stops the training, which saves and says how to go on", async () => {
  const cwd = folder({ "line.nn": program(LONG) });
  const child = spawn(process.execPath, [join(root, "cli/nn.mjs"), ...TRAIN, "--out", "r", "--json"], {
    cwd,
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.stdout.once("data", () => child.stdout.destroy());
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect([code, stderr]).toEqual([
    130,
    "nobody reads the output any more: stopped; go on with\n   nn train line.nn --resume r\n",
  ]);
  for (const name of [CHECKPOINT, "last.safetensors", "report.html"])
    expect(existsSync(join(cwd, "r", name)), name).toBe(true);
});

test("a log that cannot be written ends the run, which is kept up to its checkpoint", async () => {
  const cwd = folder({ "line.nn": program(LONG) });
  const log = join(cwd, "r/log.jsonl");
  let isBroken = false;
  const { code, stderr } = await nn([...TRAIN, "--out", "r", "--json", "--checkpoint-every", "1"], {
    cwd,
    watch: () => {
      if (isBroken || !existsSync(join(cwd, "r", CHECKPOINT))) return;
      isBroken = true;
      rmSync(log);
      mkdirSync(log);
    },
  });
  expect(code).toBe(1);
  expect(stderr).toContain("r is kept up to its last checkpoint; go on with\n   nn train line.nn --resume r\n");
  expect(stderr).toContain("error: illegal operation on a directory, open 'r/log.jsonl'");
}); // prettier-ignore

test("a folder that cannot be made is an error, and half a project is none", async () => {
  const cwd = folder({ "line.nn": program(2), file: "" });
  expect(() => makeFolder(join(cwd, "file/a/b"))).toThrow(/ENOTDIR/);
  makeFolder(join(cwd, "a/b/c"));
  expect(existsSync(join(cwd, "a/b/c"))).toBe(true);
  expect(() =>
    madeWhole(join(cwd, "half"), () => {
      writeFileSync(join(cwd, "half/line.nn"), "");
      throw new Error("full");
    }),
  ).toThrow("full");
  expect(existsSync(join(cwd, "half"))).toBe(false);
});

test.skipIf(process.platform !== "linux")("/proc takes no folder, and is not asked for ever", async () => {
  const cwd = folder({ "line.nn": program(2) });
  for (const args of [[...TRAIN, "--out", "/proc/x"], ["new", "/proc/x"]]) {
    const { code, stderr } = await nn(args, { cwd });
    expect([code, stderr]).toEqual([
      1,
      "error: no such file or directory, mkdir '/proc/x'\n  the folder has to be there\n",
    ]);
  }
}); // prettier-ignore
