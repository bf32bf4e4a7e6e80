/**
 * Runs library functions in double precision, and the same in PyTorch where `/usr/bin/python3` has it.
 */
import { spawnSync } from "node:child_process";
import { expect } from "vitest";
import { type CallArg, compileCall } from "../../compiler/compile.ts";
import { interpret } from "../../compiler/interpret/graph.ts";
import { type DType, type Node, sizeOf } from "../../compiler/ir/graph.ts";
import type { Precision, Tensor } from "../../compiler/ops/def.ts";
import type { CallProgram } from "../../compiler/program.ts";

export interface Array_ {
  readonly shape: readonly number[];
  readonly data: readonly number[];
  readonly dtype?: DType;
}

/** A small deterministic generator of numbers in [0, 1). */
export function generator(seed: number): () => number {
  let s = seed >>> 0;
  return () => (s = (Math.imul(s, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

/** Numbers between -scale and scale. */
export function randomArray(shape: readonly number[], seed: number, scale = 2): Array_ {
  const random = generator(seed);
  for (let i = 0; i < 8; i++) random();
  return { shape, data: Array.from({ length: sizeOf(shape) }, () => (2 * random() - 1) * scale) };
}

export function host(a: Array_): Tensor {
  const dtype = a.dtype ?? "f32";
  const data =
    dtype === "i32"
      ? Int32Array.from(a.data)
      : dtype === "bool"
        ? Uint8Array.from(a.data)
        : Float64Array.from(a.data);
  return { type: { dtype, shape: a.shape }, data };
}

export interface Compiled {
  readonly program: CallProgram;
  run(
    inputs: Readonly<Record<string, Array_>>,
    weights?: Readonly<Record<string, Array_>>,
    seed?: number,
  ): Record<string, Array_>;
  /** The initial weights. */
  init(seed?: number, precision?: Precision): Record<string, Array_>;
}

/** Compiles `name` of a text for the given arguments. */
export function compileText(
  text: string,
  inputs: Readonly<Record<string, Array_ | number | boolean>>,
  grad: readonly string[] = [],
  name = "f",
): Compiled {
  const args: Record<string, CallArg> = {};
  for (const [key, v] of Object.entries(inputs))
    args[key] =
      typeof v === "number"
        ? { type: { dtype: Number.isInteger(v) ? "i32" : "f32", shape: [] }, value: v }
        : typeof v === "boolean"
          ? { type: { dtype: "bool", shape: [] }, value: v }
          : { type: { dtype: v.dtype ?? "f32", shape: v.shape } };
  const { program, diagnostics } = compileCall("test.nn", name, args, {
    read: () => text,
    grad,
    withCt: grad.length > 0,
  });
  const errors = diagnostics.filter((d) => d.severity === "error");
  expect(errors.map((d) => `${d.code} ${d.title} ${JSON.stringify(d.labels)}`)).toEqual([]);
  const evaluate = (
    outputs: readonly { name: string; node: Node }[],
    given: Readonly<Record<string, Array_>>,
    seed: number,
    precision: Precision = "f64",
  ) => {
    const values = interpret(
      outputs.map((o) => o.node),
      (input) => {
        const found = given[input.attrs.name];
        if (found) return host(found);
        if (input.attrs.name === "seed") return host({ shape: [], data: [seed], dtype: "i32" });
        throw new Error(`no value for ${input.attrs.name}`);
      },
      precision,
    );
    return Object.fromEntries(
      outputs.map((o, i) => [
        o.name,
        { shape: values[i]!.type.shape, data: [...values[i]!.data], dtype: values[i]!.type.dtype },
      ]),
    );
  };
  return {
    program: program!,
    run: (given, weights = {}, seed = 0) => evaluate(program!.run.outputs, { ...given, ...weights }, seed),
    init: (seed = 0, precision = "f64") => evaluate(program!.init.outputs, {}, seed, precision),
  };
}

export function close(
  actual: readonly number[],
  wanted: readonly number[],
  tolerance: number,
  what = "",
): void {
  expect(actual.length, what).toBe(wanted.length);
  for (let i = 0; i < wanted.length; i++) {
    const [a, w] = [actual[i]!, wanted[i]!];
    if (!Number.isFinite(w)) expect(a, `${what} element ${i}`).toBe(w);
    else
      expect(Math.abs(a - w), `${what} element ${i}: ${a} for ${w}`).toBeLessThanOrEqual(
        tolerance * Math.max(1, Math.abs(w)),
      );
  }
}

/** What PyTorch is asked: `expr` sees the inputs by name, weights in `W`, and F, torch, math. */
export interface TorchCase {
  readonly expr: string;
  readonly inputs: Readonly<Record<string, Array_>>;
  readonly weights?: Readonly<Record<string, Array_>>;
  readonly grad: readonly string[];
}

export interface TorchResult {
  readonly output: Array_;
  readonly ct: Array_;
  readonly grads: Readonly<Record<string, Array_>>;
}

const script = `
import json, sys, math
import torch, torch.nn.functional as F
torch.set_default_dtype(torch.float64)
def load(a):
    data = [float(v) if isinstance(v, str) else v for v in a["data"]]
    return torch.tensor(data, dtype=torch.int64 if a.get("dtype") == "i32" else torch.float64).reshape(a["shape"])
def dump(t):
    return {"shape": list(t.shape), "data": t.detach().reshape(-1).tolist()}
answers = []
for case in json.load(sys.stdin):
    inputs = {k: load(v) for k, v in case["inputs"].items()}
    W = {k: load(v) for k, v in case.get("weights", {}).items()}
    for k in case["grad"]:
        (inputs if k in inputs else W)[k].requires_grad_(True)
    scope = {"torch": torch, "F": F, "math": math, "W": W, **inputs}
    exec(case["setup"] if "setup" in case else "", scope)
    y = eval("(" + case["expr"] + ")", scope)
    g = torch.Generator().manual_seed(3)
    ct = torch.rand(y.shape, generator=g)
    grads = {}
    if case["grad"]:
        names = case["grad"]
        leaves = [(inputs if k in inputs else W)[k] for k in names]
        found = torch.autograd.grad((y * ct).sum(), leaves, allow_unused=True)
        grads = {k: dump(v if v is not None else torch.zeros_like(l)) for k, v, l in zip(names, found, leaves)}
    answers.append({"output": dump(y), "ct": dump(ct), "grads": grads})
print(json.dumps(answers))
`;

/** Runs Python; undefined (with the reason on the console) where there is no PyTorch. */
export function python(code: string, input: unknown): unknown {
  const run = spawnSync("/usr/bin/python3", ["-c", code], {
    input: JSON.stringify(input),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (run.status === 0) return JSON.parse(run.stdout);
  if (run.error || /No module named/.test(run.stderr)) {
    console.warn(`skipped: ${run.error?.message ?? run.stderr.trim().split("\n").at(-1)}`);
    return undefined;
  }
  throw new Error(run.stderr);
}

export function torch(cases: readonly TorchCase[]): TorchResult[] | undefined {
  return python(script, cases) as TorchResult[] | undefined;
}
