/** Host tensors: the JSON form both ways, what it rejects, and small floats. */
import { describe, expect, test } from "vitest";
import { f16FromF32, f32FromBf16, f32FromE4m3, f32FromE5m2, f32FromF16 } from "../../runtime/data/half.ts";
import {
  fromNumbers,
  tensorFromJson,
  tensorText,
  tensorToJson,
  tensorsFromText,
} from "../../runtime/data/tensor.ts";
import type { HostDType } from "../../runtime/data/tensor.ts";
import { random, told } from "./support.ts";

describe("JSON", () => {
  test("every dtype round trips, as an object and as text", () => {
    const next = random(3);
    const float = () => (next() - 0.5) * 10 ** Math.floor(next() * 8 - 4);
    const make: Record<HostDType, () => number> = {
      f32: float,
      f64: float,
      f16: float,
      i32: () => Math.floor((next() - 0.5) * 2 ** 32),
      bool: () => (next() < 0.5 ? 0 : 1),
    };
    for (const [dtype, value] of Object.entries(make) as [HostDType, () => number][]) {
      const tensor = fromNumbers(dtype, [2, 3, 4], Array.from({ length: 24 }, value));
      expect(tensorFromJson(JSON.parse(JSON.stringify(tensorToJson(tensor))), "x")).toEqual(tensor);
      expect(tensorFromJson(JSON.parse(tensorText(tensor)), "x")).toEqual(tensor);
    }
  });

  test("numbers that JSON lacks are strings", () => {
    for (const dtype of ["f32", "f64", "f16"] as const) {
      const tensor = fromNumbers(dtype, [4], [NaN, Infinity, -Infinity, 1.5]);
      expect(tensorToJson(tensor).data).toEqual(["NaN", "Infinity", "-Infinity", 1.5]);
      expect(tensorFromJson(JSON.parse(tensorText(tensor)), "x")).toEqual(tensor);
    }
  });

  test("the text keeps the sign of zero, scalars and empty tensors", () => {
    expect(tensorText(fromNumbers("f32", [], [-0]))).toBe('{"dtype":"f32","shape":[],"data":[-0.0]}');
    const read = tensorFromJson(JSON.parse('{"dtype":"f64","shape":[1],"data":[-0.0]}'), "x");
    expect(Object.is(read.data[0], -0)).toBe(true);
    expect(tensorFromJson({ dtype: "i32", shape: [0, 3], data: [] }, "x").data).toHaveLength(0);
    expect(tensorText(fromNumbers("bool", [2], [1, 0]))).toBe(
      '{"dtype":"bool","shape":[2],"data":[true,false]}',
    );
  });

  test.each([
    [7, "`x` is not a tensor"],
    [[1, 2], "`x` is not a tensor"],
    [{ dtype: "f32", shape: [1] }, '`x` has no "data"'],
    [{ dtype: "f32", shape: [1], data: [1], name: "x" }, '`x` has an unknown key "name"'],
    [{ dtype: "float32", shape: [1], data: [1] }, '`x` has the unknown dtype "float32"\nhelp: write "f32"'],
    [{ dtype: "u8", shape: [1], data: [1] }, "a dtype is one of f32, f64, i32, bool, f16"],
    [{ dtype: 3, shape: [1], data: [1] }, "the unknown dtype 3"],
    [{ dtype: "f32", shape: [-1], data: [] }, "a shape that is not a list of sizes"],
    [{ dtype: "f32", shape: [1.5], data: [] }, "a shape that is not a list of sizes"],
    [{ dtype: "f32", shape: 3, data: [] }, "a shape that is not a list of sizes"],
    [{ dtype: "f32", shape: [1e9, 1e9], data: [] }, "a shape that is not a list of sizes"],
    [{ dtype: "f32", shape: [2, 2], data: [1, 2, 3] }, "`x` has 3 numbers but its shape [2, 2] holds 4"],
    [{ dtype: "f32", shape: [2], data: [[1, 2]] }, "write the data as one flat list"],
    [{ dtype: "f32", shape: [1], data: "1" }, 'has a "data" that is not a list'],
    [{ dtype: "f32", shape: [2], data: [1, null] }, "`x` has null at data[1], not a number"],
    [{ dtype: "f32", shape: [1], data: ["inf"] }, '`x` has "inf" at data[0], not a number'],
    [{ dtype: "f32", shape: [1], data: [1e39] }, "beyond f32"],
    [{ dtype: "f16", shape: [1], data: [70000] }, "beyond f16"],
    [{ dtype: "i32", shape: [1], data: [1.5] }, "`x` has 1.5 at data[0], not an integer"],
    [{ dtype: "i32", shape: [1], data: [2 ** 31] }, "beyond i32"],
    [{ dtype: "i32", shape: [1], data: ["NaN"] }, "not an integer"],
    [{ dtype: "bool", shape: [1], data: [2] }, "not a bool"],
  ])("%j is an error", (value, expected) => {
    expect(told(() => tensorFromJson(value, "`x`"))).toContain(expected);
  });

  test("a file holds tensors under their names", () => {
    const tensors = tensorsFromText('{"x": {"dtype": "i32", "shape": [2], "data": [1, 2]}}', "in.json");
    expect(tensors.get("x")).toEqual({ dtype: "i32", shape: [2], data: new Int32Array([1, 2]) });
    expect(told(() => tensorsFromText("{", "in.json"))).toContain("NN0515: in.json is not JSON");
    expect(told(() => tensorsFromText("[]", "in.json"))).toContain("does not hold tensors under their names");
    expect(told(() => tensorsFromText('{"x": 1}', "in.json"))).toContain("`x` in in.json is not a tensor");
  });
});

describe("small floats", () => {
  test("every f16 that is a number round trips", () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      const value = f32FromF16(bits);
      if (!Number.isNaN(value)) expect(f16FromF32(value), bits.toString(16)).toBe(bits);
    }
    expect(f32FromF16(f16FromF32(NaN))).toBeNaN();
  });

  test("encoding rounds to nearest, ties to even, from f64 at once", () => {
    const next = random(9);
    for (let bits = 0; bits < 0x7bff; bits += 7) {
      const [low, high] = [f32FromF16(bits), f32FromF16(bits + 1)];
      const middle = (low + high) / 2;
      expect(f16FromF32(middle)).toBe(bits + (bits & 1));
      expect(f16FromF32(middle - (high - low) * 1e-12)).toBe(bits);
      expect(f16FromF32(-(middle + (high - low) * 1e-12))).toBe(0x8000 | (bits + 1));
      expect(f16FromF32(low + (high - low) * 0.49 * next())).toBe(bits);
    }
    expect([65504, 65519.99, 65520, 1e9, -1e9, 1e-9, -1e-9].map(f16FromF32)).toEqual([
      0x7bff, 0x7bff, 0x7c00, 0x7c00, 0xfc00, 0, 0x8000,
    ]);
  });

  test("bf16 and the 8-bit formats", () => {
    expect([0x3f80, 0xc000, 0x7f80, 0x0001].map(f32FromBf16)).toEqual([1, -2, Infinity, 2 ** -133]);
    expect([0x3c, 0xc0, 0x7b, 0x7c, 0x01].map(f32FromE5m2)).toEqual([1, -2, 57344, Infinity, 2 ** -16]);
    expect([0x38, 0xc0, 0x7e, 0x7f, 0x01, 0x80].map(f32FromE4m3)).toEqual([1, -2, 448, NaN, 2 ** -9, -0]);
  });
});
