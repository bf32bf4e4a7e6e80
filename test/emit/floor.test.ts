/**
 * What every WebGPU device understands: shaders for the floor target use the WGSL standard without extensions (`enable`,
 * `requires`), and of its functions and built-in values only those that a shader may use without either.
 *
 * The examples' training steps are read from their golden files, which are for the floor target; their other computations,
 * which are in what `nn build` makes, are compiled here. https://www.w3.org/TR/WGSL/
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { floorTarget } from "../../compiler/7-emit/target.ts";
import { compilePlan } from "../../compiler/pipeline.ts";
import { open, trains } from "../examples/examples.ts";

/** Section 17, built-in functions, as far as they are of any use here; conversions of section 17.1. */
const FUNCTIONS = new Set(
  (
    "abs acos acosh all any asin asinh atan atan2 atanh bitcast ceil clamp cos cosh countLeadingZeros countOneBits " +
    "countTrailingZeros cross dot exp exp2 extractBits firstLeadingBit firstTrailingBit floor fma fract frexp insertBits " +
    "inverseSqrt ldexp length log log2 max min mix modf normalize pow pack2x16float reverseBits round saturate select sign " +
    "sin sinh smoothstep sqrt step storageBarrier tan tanh transpose trunc unpack2x16float workgroupBarrier " +
    "workgroupUniformLoad arrayLength array vec2 vec3 vec4 bool f32 i32 u32 vec2f vec3f vec4f vec2i vec3i vec4i vec2u vec3u vec4u " +
    "atomicAdd atomicLoad atomicMax atomicMin atomicStore"
  ).split(" "),
);
const KEYWORDS = new Set(["if", "for", "while", "switch", "return", "loop"]);
const VALUES = new Set([
  "workgroup_id",
  "local_invocation_index",
  "local_invocation_id",
  "global_invocation_id",
  "num_workgroups",
]);
const ATTRIBUTES = new Set(["group", "binding", "compute", "workgroup_size", "builtin"]);

/** What a module has that not every device understands. */
function beyond(wgsl: string): string[] {
  const text = wgsl.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, "");
  const own = new Set([...text.matchAll(/\b(?:fn|struct|alias) (\w+)/g)].map((m) => m[1]!));
  const all = (pattern: RegExp) => [...text.matchAll(pattern)].map((m) => m[1]!);
  return [
    ...all(/\b(enable|requires|diagnostic)\b/g),
    ...all(/\b(\w*f16|vec\dh|mat\w*h)\b/g).filter((name) => name !== "pack2x16float"),
    ...all(/@(\w+)/g).filter((name) => !ATTRIBUTES.has(name)),
    ...all(/@builtin\((\w+)\)/g).filter((name) => !VALUES.has(name)),
    ...all(/\b([A-Za-z_]\w*)(?:<[^<>()]*(?:<[^<>()]*>)?[^<>()]*>)?\(/g).filter(
      (name) => !own.has(name) && !KEYWORDS.has(name) && !FUNCTIONS.has(name) && !ATTRIBUTES.has(name),
    ),
  ];
}

test("what is beyond the standard is seen", () => {
  const body =
    "@compute @workgroup_size(64) fn main(@builtin(subgroup_size) n_: u32) { let a_ = subgroupAdd(1.0h); }";
  expect(beyond(`enable subgroups;\n${body} // quadSwapX(1)`)).toEqual([
    "enable",
    "subgroup_size",
    "subgroupAdd",
  ]);
  expect(beyond("var<workgroup> a_: array<f16, 4>; fn f(x: f32) -> f32 { return dot4I8Packed(x); }")).toEqual(
    ["f16", "dot4I8Packed"],
  );
});

const goldens = new URL("../examples/__golden__/", import.meta.url);

test.each(["gpu", "software"])("every training step of the examples, for %s", (family) => {
  const names = readdirSync(goldens).filter((name) => name.endsWith(`.${family}.wgsl`));
  expect(names).toHaveLength(trains.length);
  for (const name of names) {
    const wgsl = readFileSync(new URL(name, goldens), "utf8");
    expect(wgsl).toContain("@compute");
    expect(beyond(wgsl), name).toEqual([]);
  }
});

describe("what else is computed", () => {
  test.each(trains)("%s", (name) => {
    const { train } = open(name);
    for (const computation of [train.init, train.evaluate, train.predict]) {
      if (computation.outputs.length === 0) continue;
      const { shaders } = compilePlan(computation, floorTarget("gpu"));
      for (const { wgsl, features } of shaders) {
        expect(features).toEqual([]);
        expect(beyond(wgsl), computation.name).toEqual([]);
      }
    }
  });
});
