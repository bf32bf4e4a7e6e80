/**
 * `kill -9` at random moments, from the first instant of a run to its report: whatever lies in the folder can be read, and
 * the resumed run ends with the weights of one that nobody killed, bit for bit.
 *
 * The suite kills a dozen times; `NN_KILLS=100 npx vitest run test/cli/kill.test.ts` kills a hundred times.
 */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { readSafetensors } from "../../runtime/data/safetensors.ts";
import { readLog } from "../../runtime/log/read.ts";
import { nn, root, sharedFolder } from "./nn.ts";
import { readEvents } from "./tfevents.ts";

const KILLS = Number(process.env["NN_KILLS"] ?? 12);

const TEXT = `
data ring = generate(400, split: [0.7, 0.2, 0.1]) {
  angle = 2 * pi * uniform([])
  x: [2] = [cos(angle), sin(angle)] + normal([2], std: 0.1)
  y: [1] = [sin(2 * angle)]
}
model fitted(x: [batch, 2]) -> [batch, 1] =
  x |> dense(16) |> batchnorm() |> tanh |> dropout(0.2) |> dense(1)
train fit on ring {
  epochs = 10
  batch = 8
  keep = close_by
  let net = fitted()
  let guess = net(x)
  minimize mse(guess, y) with adam(lr: cosine(3e-2), clip: 1.0)
  metric close_by = mean(abs(guess - y) < 0.3)
}
`;
const cwd = sharedFolder({ "ring.nn": TEXT });
const started = (out: string) => [
  "train",
  "ring.nn",
  "--device",
  "cpu",
  "--out",
  out,
  "--checkpoint-every",
  "0",
];

/** The command as it was built, without the launcher, which would build it anew where somebody edits the sources meanwhile. */
const COMMAND = ["--input-type=module", "-e", "const { main } = await import(process.argv[1]); await main(process.argv.slice(2));"]; // prettier-ignore
const BUILT = pathToFileURL(join(root, "dist/cli.cjs")).href;

/** Runs the command and kills it after so many milliseconds; false where it had ended by then. */
function killed(args: readonly string[], after: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...COMMAND, BUILT, ...args], { cwd, stdio: "ignore" });
    const timer = setTimeout(() => child.kill("SIGKILL"), after);
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      clearTimeout(timer);
      if (signal === "SIGKILL") resolve(true);
      else if (code === 0) resolve(false);
      else reject(new Error(`nn ${args.join(" ")} ended with ${code}`));
    });
  });
}

/** Uniform in [0, 1), the same in every run of the test (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Reads every file of a run's folder as its own kind of reader does. */
function checkFiles(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const bytes = () => readFileSync(path);
    // What was being written has another name until it is whole.
    if (/^\.[^/]+\.part$/.test(name)) continue;
    if (name === "source") {
      for (const file of readdirSync(path).filter((n) => !n.endsWith(".part")))
        expect(readFileSync(join(path, file), "utf8")).toBe(TEXT);
    } else if (name.endsWith(".safetensors")) expect(readSafetensors(bytes(), name).size).toBeGreaterThan(0);
    else if (name.endsWith(".json")) JSON.parse(bytes().toString());
    else if (name === "log.jsonl") {
      const log = readLog(bytes().toString());
      expect(log instanceof Error ? log.message : "").toBe("");
    } else if (name.startsWith("events.out.tfevents.")) readEvents(bytes());
    else if (name === "report.html") expect(bytes().toString()).toMatch(/<\/html>\s*$/);
    else throw new Error(`what is ${name}?`);
  }
}

const bits = (folder: string, name: string) => readFileSync(join(folder, `${name}.safetensors`));
/** Losses and scores by type and step, and the step of every event that TensorBoard shows. */
function told(folder: string): string[] {
  const lines = readFileSync(join(folder, "log.jsonl"), "utf8").trim().split("\n");
  return lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((e) => e["type"] === "step" || e["type"] === "eval")
    .map(({ type, step, loss, metrics, gradient }) =>
      JSON.stringify({ type, step, loss, metrics, gradient }),
    );
}
function shown(folder: string): string[] {
  const files = readdirSync(folder).filter((n) => n.startsWith("events.out.tfevents."));
  return files
    .sort()
    .flatMap((name) => readEvents(readFileSync(join(folder, name))))
    .flatMap((e) => [...e.scalars].map(([tag, value]) => `${e.step} ${tag} ${value}`));
}

test(
  `${KILLS} kills, one result`,
  async () => {
    const whole = join(cwd, "whole");
    await nn(["--version"], { cwd });
    const before = performance.now();
    expect(await killed(started("whole"), 600_000)).toBe(false);
    const length = performance.now() - before;
    const next = random(5);
    let [kills, runs, resumes] = [0, 0, 0];
    while (kills < KILLS) {
      const name = `run${runs++}`;
      const folder = join(cwd, name);
      for (let isGoing = true; isGoing;) {
        const canGoOn = existsSync(join(folder, "config.json"));
        const args = canGoOn
          ? ["train", "ring.nn", "--resume", name, "--checkpoint-every", "0"]
          : started(name);
        if (existsSync(join(folder, "checkpoint.safetensors"))) resumes++;
        isGoing = await killed(args, kills < KILLS ? Math.sqrt(next()) * length : 600_000);
        if (isGoing) kills++;
        checkFiles(folder);
      }
      for (const file of ["last", "best"])
        expect(bits(folder, file).equals(bits(whole, file)), file).toBe(true);
      expect(told(folder)).toEqual(told(whole));
      expect(shown(folder)).toEqual(shown(whole));
      expect(readdirSync(folder, { recursive: true }).filter((n) => String(n).endsWith(".part"))).toEqual([]);
    }
    // Without checkpoints the runs would only have begun again and again.
    expect(resumes).toBeGreaterThan(0);
    if (process.env["NN_KILLS"])
      console.log(`${kills} kills in ${runs} runs, ${resumes} times from a checkpoint`);
  },
  20_000 * KILLS,
);
