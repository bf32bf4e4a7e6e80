/**
 * On the devices, in single precision, where they differ most from each other and from doubles: NaN, infinities, ties, large
 * logits, dead branches, poolings.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { targetOf } from "../../compiler/7-emit/target.ts";
import { compilePlan } from "../../compiler/pipeline.ts";
import type { Computation } from "../../compiler/program.ts";
import { type Backend, compiled } from "../../runtime/backend.ts";
import { webgpu } from "../../runtime/executor.ts";
import { adapters } from "../runtime/devices.ts";
import { type Case, casesOf, mistakeOf } from "./support.ts";

/** Each is a program to compile, so only those that stand for many. */
const CHOSEN =
  /^(value (exp|log|sqrt|sign|tanh|erf|expm1|atan|isnan)|act (sigmoid|softplus|gelu)|bin (maximum|minimum|<=|atan2)|mod inf|pow$|pow grad$|red (max|argmin)|long max (-inf|nan|one nan) (3|65|300)|large|dead row|sort$|argsort|clamp nan|select dead (log|div|exp)|bce large|ce large|maxpool|prod zeros|cumprod zeros|norm zero|rank6 perm)/;

const cases = casesOf("edges.py")?.filter((c) => CHOSEN.test(c.name));

/** More tensors than a shader may bind buffers: the sum and the concat of 14. */
const many = ["sum", "concat"].map((what): Case => {
  const names = Array.from({ length: 14 }, (_, i) => `x${i}`);
  const shape = [3, 5];
  const inputs = names.map((_, i) => Array.from({ length: 15 }, (_, j) => i + j / 16));
  const sum = inputs.reduce((a, x) => a.map((v, j) => v + x[j]!));
  const header = names.map((n) => `${n}: [3, 5]`).join(", ");
  return {
    name: what,
    nn: `fn f(${header}) = ${what === "sum" ? names.join(" + ") : `concat([${names.join(", ")}])`}`,
    inputs: Object.fromEntries(names.map((n, i) => [n, { dtype: "f32", shape, data: inputs[i]! }])),
    weights: {},
    output: {
      dtype: "f32",
      shape: what === "sum" ? shape : [42, 5],
      data: what === "sum" ? sum : inputs.flat(),
    },
    grads: {},
  };
});

describe.each(adapters)("on $name", ({ open }) => {
  let backend: Backend<Computation>;
  beforeAll(async () => {
    const device = await open();
    backend = compiled(webgpu(device), (c: Computation) => compilePlan(c, targetOf(device)));
  });
  afterAll(() => backend.destroy());

  const mistakes = async (of: readonly Case[]): Promise<string[]> => {
    const found: string[] = [];
    for (const c of of) {
      const mistake = await mistakeOf(c, backend, 2e-5, "whole");
      if (mistake !== undefined) found.push(`${c.name}: ${mistake}\n${c.nn}`);
    }
    return found;
  };

  it.skipIf(!cases)(`${cases?.length} edges`, async () => expect(await mistakes(cases!)).toEqual([]));

  it("binds no more buffers than a shader may", async () => expect(await mistakes(many)).toEqual([]));
});
