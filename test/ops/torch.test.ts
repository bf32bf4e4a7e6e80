/**
 * Values and gradients against PyTorch, to 1e-9 in doubles, kinks and edges included. One Python process runs all cases;
 * without PyTorch on this machine the comparison is skipped.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { differentiate } from "../../compiler/3-differentiate/reverse.ts";
import { interpret } from "../../compiler/interpret/graph.ts";
import { type DType, type Node, sizeOf } from "../../compiler/ir/graph.ts";
import { Builder } from "../../compiler/ops/builder.ts";
import { randomUniform } from "../../compiler/threefry.ts";
import { torchCases, type TorchCase } from "./torch-cases.ts";

const PYTHON = "/usr/bin/python3";
const script = fileURLToPath(new URL("compare_torch.py", import.meta.url));

interface Expected {
  readonly shape: number[];
  readonly value: (number | string)[];
  readonly grads: (number | string)[][];
}

const encode = (v: number): number | string =>
  Object.is(v, -0)
    ? "-0"
    : Number.isFinite(v)
      ? v
      : String(v).replace("Infinity", "inf").replace("NaN", "nan");
const decode = (v: number | string): number =>
  typeof v === "number" ? v : Number(v.replace("inf", "Infinity"));

function ours(c: TorchCase): { values: number[]; shape: readonly number[]; grads: number[][]; cotangent: number[] } {
  const b = new Builder();
  const nodes = c.inputs.map((x, i) => {
    const dtype: DType = x.dtype ?? "f32";
    return b.input({ name: String(i), role: "argument", dtype, shape: x.shape });
  });
  const y = c.ours(b, nodes);
  const cotangent = Array.from({ length: sizeOf(y.type.shape) }, (_, i) => 0.5 + randomUniform(3, 1, 0, i, 0));
  const floats = nodes.filter((n) => n.type.dtype === "f32");
  const grads =
    (c.grad ?? true) && y.type.dtype === "f32" ? differentiate(b, y, floats, b.literal("f32", y.type.shape, cotangent)) : [];
  const zero = b.const(0);
  const bind = (n: Node<"input">) => {
    const data = c.inputs[Number(n.attrs.name)]!.data;
    return { type: n.type, data: n.type.dtype === "f32" ? Float64Array.from(data) : Int32Array.from(data) };
  };
  const [value, ...g] = interpret([y, ...grads.map((n) => n ?? zero)], bind, "f64");
  return {
    values: [...value!.data],
    shape: y.type.shape,
    grads: g.map((t, i) => (grads[i] ? [...t.data] : floats[i]!.type.shape.length >= 0 ? Array<number>(sizeOf(floats[i]!.type.shape)).fill(0) : [])),
    cotangent,
  };
} // prettier-ignore

const found = spawnSync(PYTHON, ["-c", "import torch; print(torch.__version__)"], { encoding: "utf8" });
const version = found.status === 0 ? found.stdout.trim() : undefined;

describe.skipIf(version === undefined)(`against PyTorch ${version ?? "(not installed: skipped)"}`, () => {
  const mine = torchCases.map(ours);
  let expected: Expected[] | undefined;
  const theirs = (): Expected[] => {
    if (expected) return expected;
    const input = torchCases.map((c, i) => ({
      expr: c.torch,
      grad: c.grad ?? true,
      inputs: c.inputs.map((x) => ({ dtype: x.dtype ?? "f32", shape: x.shape, data: x.data.map(encode) })),
      cotangent: mine[i]!.cotangent,
    }));
    const run = spawnSync(PYTHON, [script], {
      input: JSON.stringify(input),
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
    if (run.status !== 0) throw new Error(run.stderr);
    return (expected = JSON.parse(run.stdout) as Expected[]);
  };

  torchCases.forEach((c, i) =>
    test(c.name, () => {
      const want = theirs()[i]!;
      expect(mine[i]!.shape).toEqual(want.shape);
      close(mine[i]!.values, want.value.map(decode), "value");
      want.grads.forEach((g, k) => close(mine[i]!.grads[k]!, g.map(decode), `gradient ${k}`));
    }),
  );
});

function close(got: readonly number[], want: readonly number[], what: string): void {
  expect(got.length).toBe(want.length);
  got.forEach((v, i) => {
    const w = want[i]!;
    const same = Number.isFinite(w) ? Math.abs(v - w) <= 1e-9 * Math.max(1, Math.abs(w)) : Object.is(v, w);
    if (!same) expect.fail(`${what}[${i}] is ${v}, PyTorch's is ${w}`);
  });
}
