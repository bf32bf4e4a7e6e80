/**
 * Which matrix units are used, and what is said where there are none.
 */
import { describe, expect, it } from "vitest";
import { DiagnosticError } from "../../compiler/diagnostics.ts";
import { matricesOf } from "../../runtime/device.ts";

const half = { componentType: "f16", resultComponentType: "f32" };
const all = ["subgroups", "shader-f16", "chromium-experimental-subgroup-matrix"];

function adapter(features: readonly string[], configs: readonly object[], min = 32, max = 32) {
  const info = { subgroupMinSize: min, subgroupMaxSize: max, subgroupMatrixConfigs: configs };
  return { adapter: { features: new Set(features), info } as unknown as GPUAdapter, source: "NVIDIA H200" };
}

function refusal(...args: Parameters<typeof adapter>): string {
  try {
    matricesOf(adapter(...args), "high");
  } catch (error) {
    if (error instanceof DiagnosticError) return `${error.diagnostic.code} ${error.diagnostic.notes.join()}`;
    throw error;
  }
  return "";
}

describe("matrix units", () => {
  const nvidia = [
    { ...half, M: 16, N: 8, K: 16 },
    { ...half, M: 16, N: 16, K: 16 },
    { componentType: "f16", resultComponentType: "f16", M: 16, N: 16, K: 16 },
    { componentType: "i8", resultComponentType: "i32", M: 16, N: 16, K: 32 },
  ];

  it("are the largest that multiply f16 with a sum of f32, where they were asked for", () => {
    const units = { precision: "high", m: 16, n: 16, k: 16, lanes: 32, pinned: false };
    expect(matricesOf(adapter(all, nvidia), "high")).toEqual(units);
    expect(matricesOf(adapter(all, nvidia), "highest")).toBeUndefined();
    expect(matricesOf(adapter([], []), undefined)).toBeUndefined();
  });

  it("come with a size of subgroups that shaders ask for, where there are several", () => {
    const several = adapter([...all, "subgroup-size-control"], nvidia, 8, 64);
    expect(matricesOf(several, "medium")).toMatchObject({ lanes: 32, pinned: true });
  });

  it("are refused with what is missing", () => {
    expect(refusal([], [])).toMatch(
      /^NN0603 NVIDIA H200 offers none.*lacks `subgroups` and `shader-f16` and/,
    );
    expect(refusal(all, [nvidia[2]!])).toContain("they multiply no f16 with a sum of f32");
    expect(refusal(all, nvidia, 8, 64)).toContain("its subgroups have several sizes");
  });
});
