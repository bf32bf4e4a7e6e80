/**
 * Programs with what another system computes for them, run in double precision on the interpreter or in single on a device.
 *
 * The cases come from Python scripts beside this file, one process for all of a script's cases; where Python or its package
 * is missing there are none, and the tests are skipped.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { compileCall, type CallArg } from "../../compiler/compile.ts";
import { interpreter } from "../../compiler/interpret/backend.ts";
import type { DType } from "../../compiler/ir/graph.ts";
import type { CallProgram, Computation } from "../../compiler/program.ts";
import type { Backend } from "../../runtime/backend.ts";
import { prepareCall } from "../../runtime/call.ts";
import { fromNumbers, type HostTensor } from "../../runtime/data/tensor.ts";

interface Numbers {
  readonly dtype: DType;
  readonly shape: readonly number[];
  /** Infinities and NaN are strings. */
  readonly data: readonly (number | string)[];
}

export interface Case {
  readonly name: string;
  /** The program: one function or layer `f`. */
  readonly nn: string;
  readonly inputs: Readonly<Record<string, Numbers>>;
  readonly weights: Readonly<Record<string, Numbers>>;
  readonly output: Numbers;
  /** The cotangent of the output; absent where no gradients are compared. */
  readonly ct?: Numbers;
  readonly grads: Readonly<Record<string, Numbers>>;
}

/** What a script prints; undefined where Python or the package it needs is not installed. */
export function casesOf(script: string): readonly Case[] | undefined {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const run = spawnSync("/usr/bin/python3", ["-B", "-W", "ignore", path], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (run.status === 0) return JSON.parse(run.stdout) as Case[];
  if (run.error || /ModuleNotFoundError: No module named '(torch|onnx)'/.test(run.stderr)) {
    console.warn(`skipped: ${run.error?.message ?? run.stderr.trim().split("\n").at(-1)}`);
    return undefined;
  }
  throw new Error(run.stderr);
}

/** Cases by the first word of their names: the operator. */
export function byOperator(cases: readonly Case[]): ReadonlyMap<string, readonly Case[]> {
  const groups = new Map<string, Case[]>();
  for (const c of cases) {
    const operator = c.name.split(" ")[0]!;
    groups.set(operator, [...(groups.get(operator) ?? []), c]);
  }
  return groups;
}

const isEmpty = (a: Numbers): boolean => a.shape.includes(0);
const numberOf = (v: number | string): number =>
  typeof v === "number" ? v : Number(v.replace("inf", "Infinity").replace("nan", "NaN"));

/** A call on the interpreter in double precision. */
export function inDoubles(): Backend<Computation> {
  return interpreter({ precision: "f64" });
}

/**
 * What is wrong with a case; undefined where nothing is. Results differ where |got - wanted| exceeds `tolerance` times the
 * largest wanted number, 1 at least: `each` element's own or, for rounding errors of sums, that of the `whole` tensor.
 * A case with an empty tensor has to be refused with NN0224.
 */
export async function mistakeOf(
  c: Case,
  backend: Backend<Computation>,
  tolerance: number,
  scale: "each" | "whole",
): Promise<string | undefined> {
  const args = Object.fromEntries(
    Object.entries(c.inputs).map(([k, { dtype, shape }]): [string, CallArg] => [
      k,
      { type: { dtype, shape } },
    ]),
  );
  const grad = Object.keys(c.grads);
  const { program, diagnostics } = compileCall("case.nn", "f", args, {
    read: () => c.nn,
    grad,
    withCt: grad.length > 0,
  });
  const error = diagnostics.find((d) => d.severity === "error");
  if ([c.output, ...Object.values(c.inputs)].some(isEmpty))
    return error && error.code === "NN0224" ? undefined : `empty, and not refused (${error?.title})`;
  if (!program) return `${error?.code} ${error?.title}`;
  const { outputs, grads } = await evaluate(program, c, backend);
  const compared = [
    ["the output", outputs["output"]!, c.output] as const,
    ...grad.map((k) => [`the gradient of ${k}`, grads[k]!, c.grads[k]!] as const),
  ];
  for (const [what, got, wanted] of compared) {
    const at = difference(got, wanted, tolerance, scale);
    if (at !== undefined) return `${what}${at}`;
  }
  return undefined;
}

async function evaluate(program: CallProgram, c: Case, backend: Backend<Computation>) {
  const double = backend.kind === "cpu";
  const host = ({ dtype, shape, data }: Numbers): HostTensor =>
    fromNumbers(double && dtype === "f32" ? "f64" : dtype, shape, data.map(numberOf));
  const weights = new Map(Object.entries(c.weights).map(([path, t]) => [path, host(t)]));
  const ready = await prepareCall(program, weights, backend);
  try {
    const given = program.inputs.map(({ name }): [string, HostTensor] => [
      name,
      host(name === "ct" ? c.ct! : c.inputs[name]!),
    ]);
    return await ready.run(Object.fromEntries(given));
  } finally {
    ready.destroy();
  }
}

function difference(
  got: HostTensor,
  wanted: Numbers,
  tolerance: number,
  scale: "each" | "whole",
): string | undefined {
  if (got.shape.join() !== wanted.shape.join()) return ` has shape [${got.shape}], not [${wanted.shape}]`;
  const numbers = wanted.data.map(numberOf);
  const size = (v: number): number => (Number.isFinite(v) ? Math.max(1, Math.abs(v)) : 1);
  const largest = numbers.reduce((a, v) => Math.max(a, size(v)), 1);
  for (const [i, w] of numbers.entries()) {
    const g = Number(got.data[i]);
    const bound = tolerance * (scale === "each" ? size(w) : largest);
    const same = Number.isFinite(w) ? Math.abs(g - w) <= bound : Object.is(g, w);
    if (!same) return `[${i}] is ${g}, not ${w}`;
  }
  return undefined;
}
