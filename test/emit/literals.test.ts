/**
 * Numbers as WGSL: exactly the value of the type, and nothing that the shader compiler refuses.
 */
import { describe, expect, it } from "vitest";
import { literal } from "../../compiler/7-emit/literals.ts";
import type { DType } from "../../compiler/ir/graph.ts";

const print = (value: number, dtype: DType = "f32") =>
  literal(value, dtype, (bits) => `bits(0x${bits.toString(16)})`);

describe("literals", () => {
  it("are as short as they can be", () => {
    expect(print(0.1)).toBe("0.1f");
    expect(print(Math.fround(0.1))).toBe("0.1f");
    expect(print(1)).toBe("1.0f");
    expect(print(-2.5)).toBe("(-2.5f)");
    expect(print(1e20)).toBe("100000000000000000000.0f");
    expect(print(1e30)).toBe("1e+30f");
    expect(print(-0)).toBe("(-0.0f)");
  });

  it("read back as the same f32", () => {
    for (const v of [
      Math.PI,
      1 / 3,
      3.4028234663852886e38,
      1.401298464324817e-45,
      1.1754943508222875e-38,
      16777217,
    ]) {
      const text = print(v).replace("f", "");
      expect(Math.fround(Number(text))).toBe(Math.fround(v));
      expect(Math.abs(Number(text))).toBeLessThanOrEqual(3.4028234663852886e38);
    }
  });

  it("make what WGSL cannot write from bits", () => {
    expect(print(Infinity)).toBe("bits(0x7f800000)");
    expect(print(-Infinity)).toBe("bits(0xff800000)");
    expect(print(NaN)).toBe("bits(0x7fc00000)");
    expect(print(1e39)).toBe("bits(0x7f800000)");
    expect(print(1e6, "f16")).toBe("f16(bits(0x7f800000))");
  });

  it("cover the other types", () => {
    expect(print(7, "i32")).toBe("7");
    expect(print(-7, "i32")).toBe("(-7)");
    expect(print(-(2 ** 31), "i32")).toBe("i32(-2147483648)");
    expect(print(0.1, "f16")).toBe("0.1h");
    expect(print(1, "bool")).toBe("true");
  });
});
