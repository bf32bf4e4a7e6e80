/**
 * `nn tune` and `nn.lock.json`: what is measured is kept in a form that every command takes up, choices are used and change
 * no result, and a lock that is wrong is told as such.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { folder, jsonLines, nn, sharedFolder } from "./nn.ts";

const PROGRAM = `data d = generate(64) {
  x: [24] = normal([24])
  y: i32 = index % 3
}
model net(x: [batch, 24]) -> [batch, 3] = x |> dense(20) |> relu |> dense(3)
train t on d {
  steps = 4
  batch = 16
  let classes = net()
  let logits = classes(x)
  minimize cross_entropy(logits, y) with adam()
  predict raw = logits
}
`;
const DRAW = `train draw {
  steps = 1
  param ink: [3] = 0
  minimize sum(ink^2) with sgd(lr: 0.1)
  predict drawn = ink + normal([4, 3])
}
`;
/** The bundled software adapter, which is the same on every machine that has it. */
const env = { NN_ADAPTER: "swiftshader" };

interface Device {
  adapter: Record<string, string>;
  compiler: string;
  kernels: Record<
    string,
    { kernel: string; schedule: string; instead: string; shape: string; speedup: number }
  >;
}

async function run(cwd: string, ...args: string[]) {
  return nn(args, { cwd, env });
}

const lockIn = (cwd: string) => join(cwd, "nn.lock.json");
const readLock = (cwd: string) =>
  JSON.parse(readFileSync(lockIn(cwd), "utf8")) as { version: number; devices: Device[] };
const writeLock = (cwd: string, lock: object) =>
  writeFileSync(lockIn(cwd), JSON.stringify(lock, undefined, 2));

/** Losses by step. */
async function losses(cwd: string): Promise<number[]> {
  const { code, stdout, stderr } = await run(cwd, "train", "t.nn", "--json", "--log-every", "1");
  if (code !== 0) throw new Error(stderr);
  return jsonLines(stdout)
    .filter((e) => e["type"] === "step")
    .map((e) => e["loss"] as number);
}

async function schedules(cwd: string): Promise<{ tuned: string | null; names: Map<string, string> }> {
  const { code, stdout, stderr } = await run(cwd, "kernels", "t.nn", "--target", "device", "--json");
  if (code !== 0) throw new Error(stderr);
  const { tuned, dispatches } = JSON.parse(stdout) as {
    tuned: string | null;
    dispatches: { name: string; schedule: string }[];
  };
  return { tuned, names: new Map(dispatches.map((d) => [d.name, d.schedule])) };
}

/** Tuned once, for all tests. */
const tunedIn = sharedFolder({ "t.nn": PROGRAM });
let untuned: Awaited<ReturnType<typeof schedules>>;
let before: number[];
let report: Report;

interface Report {
  kernels: { id: string; kernel: string; best: string; measured: { schedule: string; out?: string }[] }[];
}

beforeAll(async () => {
  untuned = await schedules(tunedIn);
  before = await losses(tunedIn);
  const { code, stdout, stderr } = await run(tunedIn, "tune", "t.nn", "--json");
  if (code !== 0) throw new Error(stderr);
  report = JSON.parse(stdout) as Report;
}, 120_000);

/** A folder with the program and the lock, changed by `change`. */
function withLock(change: (lock: { version: number; devices: Device[] }) => void): string {
  const lock = readLock(tunedIn);
  change(lock);
  const cwd = folder({ "t.nn": PROGRAM });
  writeLock(cwd, lock);
  return cwd;
}

const productsOf = ({ devices }: { devices: Device[] }) =>
  Object.values(devices[0]!.kernels).filter((k) => k.shape.startsWith("dot"));

test("tuning ends with a lock that has every kernel and is used", async () => {
  expect(untuned.tuned).toBeNull();
  const { version, devices } = readLock(tunedIn);
  expect(version).toBe(1);
  expect(devices).toHaveLength(1);
  const [device] = devices;
  expect(device!.adapter).toMatchObject({ vendor: "google", architecture: "swiftshader" });
  expect(Object.keys(device!.kernels).sort()).toEqual(report.kernels.map((k) => k.id).sort());
  for (const { id, best, measured, kernel } of report.kernels) {
    expect(measured.map((m) => m.schedule)).toContain(best);
    // What the rule chooses is what the plan had.
    expect(measured[0]!.schedule).toBe(untuned.names.get(kernel));
    expect(measured.length).toBeGreaterThan(1);
    expect(measured.filter((m) => m.out === "differs" || m.out === "refused")).toEqual([]);
    expect(device!.kernels[id]).toMatchObject({ kernel, schedule: best, instead: measured[0]!.schedule });
  }
  const check = await run(tunedIn, "tune", "t.nn", "--check");
  expect(check.stdout).toContain("are measured");
  expect(check.code).toBe(0);
  const unmeasured = await run(folder({ "t.nn": PROGRAM }), "tune", "t.nn", "--check");
  expect(unmeasured.stdout).toContain("there is no nn.lock.json");
  expect(unmeasured.code).toBe(1);
});

test("another schedule than the compiler's is used where the lock names one, and gives the same numbers", async () => {
  const cwd = withLock((lock) => {
    for (const product of productsOf(lock)) product.schedule = "register-8x1";
  });
  const products = productsOf(readLock(cwd));
  expect(products.length).toBeGreaterThan(2);
  const now = await schedules(cwd);
  expect(now.tuned).toMatch(/^\d+ of \d+ kernels as tuned in nn\.lock\.json$/);
  for (const { kernel } of products) {
    expect(untuned.names.get(kernel)).not.toBe("register-8x1");
    expect(now.names.get(kernel)).toBe("register-8x1");
  }
  const { code, stdout } = await run(cwd, "train", "t.nn", "--out", "run");
  expect(stdout).toMatch(/compiled .* kernels as tuned in nn\.lock\.json/);
  expect(code).toBe(0);
  const profile = await run(cwd, "profile", "t.nn", "--steps", "1");
  expect(profile.stdout).toMatch(/^ tuned +\d+ of \d+ kernels as tuned in nn\.lock\.json$/m);
  // A run that is resumed goes on with what it began with.
  expect(readFileSync(join(cwd, "run/nn.lock.json"), "utf8")).toBe(readFileSync(lockIn(cwd), "utf8"));
  const after = await losses(cwd);
  expect(after).toHaveLength(before.length);
  after.forEach((loss, i) => expect(loss).toBeCloseTo(before[i]!, 5));
});

test("what was tuned for a step is used by all who compute a part of it, a run's own lock first", async () => {
  const x = { dtype: "f32", shape: [16, 24], data: Array.from({ length: 16 * 24 }, (_, i) => Math.sin(i)) };
  const cwd = folder({ "t.nn": PROGRAM, "x.json": JSON.stringify({ x }) });
  expect((await run(cwd, "train", "t.nn", "--out", "run")).code).toBe(0);
  const lock = readLock(tunedIn);
  const name = (schedule: string) => {
    for (const product of productsOf(lock)) product.schedule = schedule;
    return JSON.stringify(lock);
  };
  const lossOf = async () => {
    const { stdout } = await run(cwd, "eval", "run", "--json");
    return jsonLines(stdout)[0]!["loss"] as number;
  };
  const untunedLoss = await lossOf();
  writeFileSync(lockIn(cwd), name("register-8x1"));
  expect(await lossOf()).toBeCloseTo(untunedLoss, 5);
  // A schedule that there is not shows that it is asked for.
  const refused = async (args: readonly string[]) => {
    const { code, stderr } = await run(cwd, ...args);
    expect(stderr).toContain("has no schedule `none-such`");
    expect(code).toBe(1);
  };
  writeFileSync(lockIn(cwd), name("none-such"));
  for (const args of [
    ["eval", "run"],
    ["predict", "run", "--in", "x.json"],
    ["call", "t.nn", "net", "--in", "x.json"],
  ])
    await refused(args);
  writeFileSync(lockIn(cwd), name("register-8x1"));
  writeFileSync(join(cwd, "run/nn.lock.json"), name("none-such"));
  await refused(["eval", "run"]);
});

describe("a lock that is wrong", () => {
  const adapter = {
    vendor: "google",
    architecture: "swiftshader",
    device: "x",
    description: "x",
    driver: "x",
  };

  test("is told by every command that compiles for the device", async () => {
    const x = { dtype: "f32", shape: [1, 24], data: new Array<number>(24).fill(0) };
    const cwd = folder({ "t.nn": PROGRAM, "draw.nn": DRAW, "x.json": JSON.stringify({ x }) });
    for (const [file, to] of [
      ["t.nn", "w"],
      ["draw.nn", "ink"],
    ])
      expect((await run(cwd, "export", file!, "--safetensors", "--out", `${to}.safetensors`)).code).toBe(0);
    writeFileSync(lockIn(cwd), '{\n  "version": 1,\n  "devices": [}\n}\n');
    for (const args of [
      ["train", "t.nn"],
      ["kernels", "t.nn", "--target", "device"],
      ["tune", "t.nn"],
      ["lr-find", "t.nn", "--steps", "10"],
      ["eval", "t.nn", "--weights", "w.safetensors"],
      ["predict", "t.nn", "--weights", "w.safetensors", "--in", "x.json"],
      ["sample", "draw.nn", "--weights", "ink.safetensors", "--count", "1"],
      ["call", "t.nn", "net", "--in", "x.json"],
    ]) {
      const { code, stderr } = await run(cwd, ...args);
      expect(stderr).toContain("error[NN0710]: `nn.lock.json` is no JSON\n --> nn.lock.json:");
      expect(code).toBe(1);
    }
    // What does not compile for the device does not read it.
    expect((await run(cwd, "kernels", "t.nn")).code).toBe(0);
  });

  test.each([
    ["no version", { devices: [] }, "is not of version 1"],
    ["no devices", { version: 1 }, "has no list of devices"],
    [
      "an adapter without a driver",
      { version: 1, devices: [{ adapter: { vendor: "a" }, compiler: "1", kernels: {} }] },
      "does not say vendor",
    ],
    [
      "a kernel without a schedule",
      { version: 1, devices: [{ adapter, compiler: "1", kernels: { ab: {} } }] },
      "names no schedule for ab",
    ],
  ])("%s", async (_, lock, title) => {
    const cwd = folder({ "nn.lock.json": JSON.stringify(lock) });
    const { readLock: read } = await import("../../cli/shared/lock.ts");
    expect(() => read(join(cwd, "t.nn"))).toThrow(`NN0710: \`nn.lock.json\` ${title}`);
  });

  test("naming a schedule that there is not points at it", async () => {
    const cwd = withLock((lock) => void (productsOf(lock)[0]!.schedule = "shared-48x48"));
    const { code, stderr } = await run(cwd, "train", "t.nn");
    const { kernel } = productsOf(readLock(cwd))[0]!;
    expect(stderr).toContain(`error[NN0711]: kernel \`${kernel}\` has no schedule \`shared-48x48\``);
    expect(stderr).toMatch(/--> nn\.lock\.json:\d+:\d+/);
    expect(stderr).toContain("^^^^^^^^^^^^^^ asked for here");
    expect(code).toBe(1);
  });

  test("of another device, another compiler or another program is left alone with a note", async () => {
    vi.stubGlobal("NN_VERSION", "2.0.0");
    const { tunedFor, tunedNote } = await import("../../cli/shared/lock.ts");
    const file = join(folder({ "t.nn": PROGRAM }), "t.nn");
    const info = { ...adapter, kind: "software", source: "a device" } as const;
    const kernels = { ab: { schedule: "split" } };
    const noteOf = (device: object, ids: readonly string[]) => {
      writeFileSync(join(file, "../nn.lock.json"), JSON.stringify({ version: 1, devices: [device] }));
      const tuned = tunedFor(file, info);
      return { used: tuned!.schedules.size, note: tunedNote({ ids, split: [] }, tuned) };
    };
    const own = { adapter, compiler: "2.0.0", kernels };
    expect(noteOf({ ...own, adapter: { ...adapter, driver: "y" } }, ["ab"])).toMatchObject({
      used: 0,
      note: expect.stringContaining("knows nothing of this device") as string,
    });
    expect(noteOf({ ...own, compiler: "0.0.1" }, ["ab"])).toMatchObject({
      used: 0,
      note: expect.stringContaining("is of nn 0.0.1, this is 2.0.0") as string,
    });
    expect(noteOf(own, ["cd"]).note).toContain("has none of these kernels");
    expect(noteOf(own, ["ab", "cd"])).toEqual({ used: 1, note: "1 of 2 kernels as tuned in nn.lock.json" });
    expect(tunedNote({ ids: ["ab"], split: [] }, undefined)).toBeUndefined();
  });
});

test("what is written keeps other devices, and other kernels of the same", async () => {
  // The build puts it in.
  vi.stubGlobal("NN_VERSION", "2.0.0");
  const { readLock: read, writeLock: write } = await import("../../cli/shared/lock.ts");
  const file = join(folder({ "t.nn": PROGRAM }), "t.nn");
  const adapter = { vendor: "v", architecture: "a", device: "d", description: "e", driver: "1" };
  const kernel = {
    kernel: "matmul",
    shape: "dot 1 × 2 × 3",
    schedule: "split",
    instead: "naive",
    speedup: 2,
  };
  write(file, { adapter, compiler: "1.0.0", kernels: { old: kernel } }, undefined);
  write(
    file,
    { adapter: { ...adapter, driver: "2" }, compiler: "2.0.0", kernels: { a: kernel } },
    read(file),
  );
  write(file, { adapter, compiler: "2.0.0", kernels: { b: kernel } }, read(file));
  write(file, { adapter, compiler: "2.0.0", kernels: { a: kernel } }, read(file));
  expect(read(file)!.devices).toEqual([
    { adapter, compiler: "2.0.0", kernels: { a: kernel, b: kernel } },
    { adapter: { ...adapter, driver: "2" }, compiler: "2.0.0", kernels: { a: kernel } },
  ]);
});
