/**
 * Matrix units on devices without any: a shader's text with functions in their place.
 */
import type { MatrixUnits } from "../../compiler/7-emit/target.ts";

/** Lanes of a subgroup, as far as the text is concerned; the device's own may be of any size. */
export const LANES = 32;

/**
 * The shader with plain functions in place of what only matrix units have. An operand is where it lies in workgroup memory, a
 * sum is a range of an array of the lane's own: each lane has every LANES-th element of it.
 */
export function emulated(wgsl: string, { m, n, k }: Pick<MatrixUnits, "m" | "n" | "k">): string {
  const arrays = [...wgsl.matchAll(/var<workgroup> ([ab][hl]_): array<f16, \d+>/g)].map((found) => found[1]!);
  const sums = [...wgsl.matchAll(/var (\w+): Sum_;/g)].map((found) => found[1]!);
  const own = (m * n) / LANES;
  const text = wgsl
    .replace(/^(enable|diagnostic|alias).*\n/gm, "")
    .replaceAll("array<f16,", "array<f32,")
    .replace(/vec4h\(/g, "half_(")
    .replace(/@builtin\(subgroup_id\).*lane_: u32/, "")
    .replace(/(fn main\(.*\) \{)/, `$1\n  let subgroup_ = local_ / ${LANES}u;\n  lane_ = local_ % ${LANES}u;`)
    .replace(/var (\w+): Sum_;/g, (_, name: string) => `let ${name} = ${sums.indexOf(name) * own}u;`)
    .replace(
      /subgroupMatrixLoad<\w+, row_major>\(&(\w+), /g,
      (_, name: string) => `vec3u(${arrays.indexOf(name)}u, `,
    )
    .replace(/subgroupMatrixStore<row_major>\(&stage_, /g, "put_(")
    .replace(/\w+ = subgroupMatrixMultiplyAccumulate\(/g, "multiply_(");
  const cases = arrays.map((name, i) => `case ${i}u: { return ${name}[at]; }`);
  // Software drivers unroll loops whose end they know, and then take minutes to compile them.
  const module = `var<private> lane_: u32;
var<private> sums_: array<f32, ${own * sums.length}>;
fn half1_(x: f32) -> f32 { return select(quantizeToF16(x), 0.0f, abs(x) < 0.00006103515625f); }
fn half_(v: vec4f) -> vec4f { return vec4f(half1_(v.x), half1_(v.y), half1_(v.z), half1_(v.w)); }
fn element_(array: u32, at: u32) -> f32 {
  switch array { ${cases.join(" ")} default: { return 0.0f; } }
}
fn multiply_(a: vec3u, b: vec3u, sum: u32) {
  for (var e = 0u; e < ${own}u; e++) {
    let i = e * ${LANES}u + lane_;
    var v = sums_[sum + e];
    for (var k = 0u; k < ${k}u; k++) {
      v += element_(a.x, a.y + i / ${n}u * a.z + k) * element_(b.x, b.y + k * b.z + i % ${n}u);
    }
    sums_[sum + e] = v;
  }
}
fn put_(at: u32, sum: u32, stride: u32) {
  for (var e = 0u; e < ${own}u; e++) {
    let i = e * ${LANES}u + lane_;
    stage_[at + i / ${n}u * stride + i % ${n}u] = sums_[sum + e];
  }
}
fn end_(n: u32) -> u32 { return min(n, n + arrayLength(&in0_)); }
${text}`;
  return module.replace(
    /for \(var (\w+) = (.*?); \1 < (\d+)(u?);/g,
    (_, v: string, from: string, n: string, u: string) => {
      const end = u === "u" ? `end_(${n}u)` : `i32(end_(${n}u))`;
      return `for (var ${v} = ${from}; ${v} < ${end};`;
    },
  );
}
