/**
 * `nn profile`: what it says has the right parts and agrees with itself and with `nn kernels`. How long anything takes is a
 * matter of the machine, so no time is compared with another machine's.
 */
import { expect, test } from "vitest";
import { folder, nn, sharedFolder } from "./nn.ts";

const cwd = sharedFolder({
  "loop.nn": `data d = generate(32) {
  x: [12, 3] = normal([12, 3])
  y: [4] = normal([4])
}
model last(x: [batch, t, c]) -> [batch, 4] {
  let from_h = dense(4)
  let drive = x |> dense(4)
  let run = scan (h = zeros([batch, 4])) over (u = drive) axis 1 {
    return { h: tanh(u + from_h(h)) }
  }
  return run.h
}
train t on d {
  steps = 10
  batch = 8
  let net = last()
  minimize mean((net(x) - y) ^ 2) with sgd(lr: 0.1)
}
`,
});

interface Kernel {
  readonly number: number;
  readonly name: string;
  readonly times: number;
  readonly ms: number;
  readonly share: number;
  readonly flops: number;
  readonly bytesRead: number;
  readonly bytesWritten: number;
  readonly flopsPerSecond: number;
  readonly ofFma: number;
  readonly bound: string;
  readonly ofBound: number;
  readonly compileMs: number;
  readonly lines: readonly string[];
}

interface Profile {
  readonly timing: string;
  readonly steps: number;
  readonly notes: readonly string[];
  readonly limits: Readonly<Record<string, number>>;
  readonly kernels: readonly Kernel[];
  readonly totals: Readonly<Record<string, number>>;
  readonly compile: Readonly<Record<string, number>>;
}

async function profiled(args: readonly string[], where = cwd): Promise<Profile> {
  const { code, stdout, stderr } = await nn(["profile", ...args, "--json"], { cwd: where });
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Profile;
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

function consistent({ kernels, limits, totals, compile }: Profile): void {
  for (const name of ["bytesPerSecond", "copyBytes", "flopsPerSecond"])
    expect(limits[name]).toBeGreaterThan(0);
  expect(limits["dispatchMs"]).toBeGreaterThanOrEqual(0);
  expect(sum(kernels.map((k) => k.ms))).toBeCloseTo(totals["kernelMs"]!, 9);
  expect(sum(kernels.map((k) => k.share))).toBeCloseTo(1, 6);
  expect(sum(kernels.map((k) => k.times))).toBe(totals["dispatches"]);
  expect(sum(kernels.map((k) => k.flops))).toBe(totals["flops"]);
  expect(totals["stepMs"]).toBeGreaterThan(0);
  expect(sum(kernels.map((k) => k.compileMs))).toBeCloseTo(compile["totalMs"]!, 6);
  expect(kernels.filter((k) => k.compileMs > 0)).toHaveLength(compile["shaders"]!);
  for (const k of kernels) {
    expect(["compute", "memory", "dispatch"]).toContain(k.bound);
    expect(k.flopsPerSecond * (k.ms / 1e3)).toBeCloseTo(k.ms > 0 ? k.flops : 0, 3);
    expect(k.ofFma).toBeCloseTo(k.flopsPerSecond / limits["flopsPerSecond"]!, 9);
  }
}

test("the kernels of a step with a loop, by timestamps where there are some, the longest first", async () => {
  const profile = await profiled(["loop.nn", "--steps", "3"]);
  const listed = await nn(["kernels", "loop.nn", "--target", "device", "--json"], { cwd });
  const { dispatches } = JSON.parse(listed.stdout) as {
    dispatches: { name: string; times: number; flops: number; bytesRead: number; lines: string[] }[];
  };
  expect(profile.steps).toBe(3);
  consistent(profile);
  expect(profile.kernels.map((k) => k.ms)).toEqual(
    [...profile.kernels.map((k) => k.ms)].sort((a, b) => b - a),
  );
  expect(profile.kernels.some((k) => k.times === 12)).toBe(true);
  expect([...profile.kernels].sort((a, b) => a.number - b.number)).toMatchObject(
    dispatches.map((d, number) => ({
      number,
      name: d.name,
      times: d.times,
      flops: d.times * d.flops,
      bytesRead: d.times * d.bytesRead,
      lines: d.lines,
    })),
  );
});

test("by submits, in the order of the step", async () => {
  const profile = await profiled(["loop.nn", "--steps", "2", "--timing", "submits", "--order", "dispatch"]);
  expect(profile.timing).toBe("submits");
  consistent(profile);
  expect(profile.kernels.map((k) => k.number)).toEqual(profile.kernels.map((_, i) => i));
});

test("without its data a program is profiled on zeros, and the profile says so", async () => {
  const where = folder({
    "absent.nn":
      'data d = csv("not-there.csv") {\n  x: [4] = [a, b, c, d]\n  y: [1] = [e]\n}\n' +
      "train t on d {\n  steps = 3\n  batch = 4\n  let net = dense(1)\n  minimize mean((net(x) - y) ^ 2) with sgd(lr: 0.1)\n}\n",
  });
  const { code, stdout, stderr } = await nn(["profile", "absent.nn", "--steps", "1"], { cwd: where });
  expect(stderr).toContain("NN0502");
  expect(code).toBe(0);
  expect(stdout).toContain("the data of `d` is not there: every batch is zeros");
  expect(stdout).toMatch(/^ limits .* GB\/s copying .* GFLOP\/s in f32 multiply-adds/m);
});

test("on the interpreter it is told op by op, a loop's ops as often as they run", async () => {
  const { code, stdout } = await nn(["profile", "loop.nn", "--device", "cpu", "--json", "--steps", "2"], {
    cwd,
  });
  expect(code).toBe(0);
  const { ops, totals, steps } = JSON.parse(stdout) as {
    ops: { op: string; type: string; times: number; ms: number; share: number; lines: string[] }[];
    totals: Record<string, number>;
    steps: number;
  };
  expect(steps).toBe(2);
  expect(sum(ops.map((o) => o.ms))).toBeCloseTo(totals["opMs"]!, 6);
  expect(totals["opMs"]).toBeLessThanOrEqual(totals["stepMs"]!);
  const tanh = ops.find((o) => o.op === "tanh")!;
  expect(tanh).toMatchObject({ type: "f32[8, 4]", times: 12, lines: ["loop.nn:9"] });
  const refused = await nn(["profile", "loop.nn", "--device", "cpu", "--order", "compile"], { cwd });
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("the interpreter compiles nothing");
});
