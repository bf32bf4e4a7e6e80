/** `.npy` and `.npz`: against bytes written by hand, against numpy where it is installed, and damaged. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";
import { afterAll, describe, expect, test } from "vitest";
import { memoryFiles } from "../../runtime/data/io.ts";
import { readNpy, writeNpy } from "../../runtime/data/npy.ts";
import { readNpz, writeNpz } from "../../runtime/data/npz.ts";
import { readSafetensors } from "../../runtime/data/safetensors.ts";
import { openSource } from "../../runtime/data/source.ts";
import type { RawTable } from "../../runtime/data/source.ts";
import { fromNumbers, toNumbers } from "../../runtime/data/tensor.ts";
import type { HostDType } from "../../runtime/data/tensor.ts";
import { diagnosticOf, random, told } from "./support.ts";

const PYTHON = "/usr/bin/python3";
const numpy = (() => {
  try {
    execFileSync(PYTHON, ["-c", "import numpy"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();
const folder = mkdtempSync(join(tmpdir(), "nn-arrays-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** An npy file from its header and the bytes after it. */
function npy(header: string, data: ArrayBufferView, version = 1): Uint8Array {
  const text = new TextEncoder().encode(header);
  const start = version === 1 ? 10 : 12;
  const out = new Uint8Array(start + text.length + data.byteLength);
  out.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0, text.length & 255, text.length >> 8]);
  out.set(text, start);
  out.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), start + text.length);
  return out;
}
const header = (descr: string, shape: string, fortran = "False") =>
  `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': (${shape}), }\n`;
const dtypes: readonly HostDType[] = ["f32", "f64", "i32", "bool", "f16"];
const sample = (dtype: HostDType, shape: readonly number[]) =>
  fromNumbers(
    dtype,
    shape,
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => (dtype === "bool" ? i % 2 : i - 2)),
  );

describe("npy", () => {
  test("every dtype and rank round trips", () => {
    for (const dtype of dtypes) {
      for (const shape of [[], [3], [2, 3], [2, 3, 5], [0, 4]]) {
        const written = writeNpy(sample(dtype, shape));
        expect(readNpy(written, "a.npy")).toEqual(sample(dtype, shape));
        expect((written[8]! + 256 * written[9]! + 10) % 64).toBe(0);
      }
    }
  });

  test("versions 2 and 3, big-endian, column order, an odd place in memory", () => {
    const big = new Uint8Array([0, 1, 0, 2, 0, 3, 0xff, 0xfc, 0, 5, 0, 6]);
    expect(readNpy(npy(header(">i2", "6,"), big, 2), "a").data).toEqual(new Int32Array([1, 2, 3, -4, 5, 6]));
    const columns = new Float64Array([0, 3, 1, 4, 2, 5]);
    expect(readNpy(npy(header("<f8", "2, 3", "True"), columns, 3), "a").data).toEqual(
      new Float64Array([0, 1, 2, 3, 4, 5]),
    );
    const file = npy(header("<f4", "1,"), new Float32Array([2.5]));
    const shifted = new Uint8Array(file.length + 1);
    shifted.set(file, 1);
    expect(readNpy(shifted.subarray(1), "a").data).toEqual(new Float32Array([2.5]));
  });

  test("64-bit integers fit i32 or are an error", () => {
    expect(readNpy(npy(header("<i8", "2,"), new BigInt64Array([-5n, 2147483647n])), "a").data).toEqual(
      new Int32Array([-5, 2147483647]),
    );
    expect(
      told(() => readNpy(npy(header("<i8", "2,"), new BigInt64Array([1n, 3_000_000_000n])), "a.npy")),
    ).toContain("NN0507: a.npy has 3000000000 at element 1, beyond the range of i32");
    expect(told(() => readNpy(npy(header("<u8", "1,"), new BigUint64Array([2n ** 63n])), "a.npy"))).toContain(
      "9223372036854775808",
    );
    expect(told(() => readNpy(npy(header("<u4", "1,"), new Uint32Array([2 ** 31])), "a.npy"))).toContain(
      "2147483648",
    );
  });

  test("a file that is no array says what is wrong", () => {
    const good = npy(header("<f4", "2,"), new Float32Array(2));
    expect(told(() => readNpy(good.subarray(0, -1), "a.npy"))).toContain(
      "NN0509: a.npy is not a whole .npy file: its header says [2] of <f4, 8 bytes, but 7 follow",
    );
    expect(told(() => readNpy(npy(header("<f4", "2,"), new Float32Array(3)), "a"))).toContain(
      "but 12 follow",
    );
    expect(told(() => readNpy(new Uint8Array(100), "a.npy"))).toContain("it does not start as one");
    expect(told(() => readNpy(npy("{}", new Uint8Array(0)), "a"))).toContain("its header is not understood");
    expect(told(() => readNpy(npy(header("<c8", "1,"), new Float32Array(2)), "a"))).toContain(
      "NN0512: a holds elements of type <c8",
    );
    expect(told(() => readNpy(npy(header("<U3", "1,"), new Uint8Array(12)), "a"))).toContain(
      "text as the index of its category",
    );
    expect(
      told(() =>
        readNpy(
          npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", new Uint8Array(4)),
          "a",
        ),
      ),
    ).toContain("a record or an object");
    for (let cut = 0; cut < good.length; cut++) diagnosticOf(() => readNpy(good.subarray(0, cut), "a.npy"));
  });
});

describe("npz", () => {
  const tensors = dtypes.map((dtype) => [`net.${dtype}`, sample(dtype, [2, 3])] as const);

  test("round trips, in order, and equal tensors make equal files", () => {
    const file = writeNpz(tensors);
    expect([...readNpz(file, "a.npz")]).toEqual(tensors);
    expect(writeNpz(tensors)).toEqual(file);
  });

  test("damage is an error, never wrong numbers", () => {
    const file = writeNpz(tensors);
    const next = random(4);
    for (let cut = 0; cut < file.length; cut += 13)
      diagnosticOf(() => readNpz(file.subarray(0, cut), "a.npz"));
    let caught = 0;
    for (let trial = 0; trial < 3000; trial++) {
      const damaged = file.slice();
      damaged[Math.floor(next() * file.length)]! ^= 1 << Math.floor(next() * 8);
      try {
        // Bits outside data and names, such as a date, may change; then the numbers are those that were written.
        const read = [...readNpz(damaged, "a.npz").values()];
        expect(read).toEqual(tensors.map(([, tensor]) => tensor));
      } catch (error) {
        if (!(error instanceof Error) || error.name !== "DiagnosticError") throw error;
        caught++;
      }
    }
    expect(caught).toBeGreaterThan(2000);
    expect(told(() => readNpz(new Uint8Array(50), "a.npz"))).toContain("it does not start as a zip file");
  });

  test("is a table, examples first", () => {
    const open = (entries: Parameters<typeof writeNpz>[0]) =>
      openSource("npz", "d/a.npz", {}, memoryFiles({ "d/a.npz": writeNpz(entries) })) as RawTable;
    const table = open([
      ["x", fromNumbers("f64", [2, 2], [1, 2, NaN, 4])],
      ["y", fromNumbers("i32", [2], [7, 8])],
      ["h", fromNumbers("f16", [2], [0.5, 1])],
    ]);
    const renamed = open([["layer.0 x", fromNumbers("f32", [2], [1, 2])]]);
    expect(renamed.columns.map((c) => c.name)).toEqual(["layer_0_x"]);
    expect(renamed.notes[0]).toContain('"layer.0 x" is `layer_0_x`');
    expect(table.columns).toEqual([
      { name: "x", kind: "number", dtype: "f32", shape: [2] },
      { name: "y", kind: "number", dtype: "i32", shape: [] },
      { name: "h", kind: "number", dtype: "f32", shape: [] },
    ]);
    expect(table.rows("x", [0]).data).toEqual(new Float32Array([1, 2]));
    expect(table.read("h").data).toEqual(new Float32Array([0.5, 1]));
    expect(table.missing("x")).toEqual([{ row: 1 }]);
    expect(table.line(0)).toBeUndefined();
    expect(
      told(() =>
        open([
          ["x", sample("f32", [3])],
          ["y", sample("f32", [4])],
        ]),
      ),
    ).toContain("NN0513: `y` in d/a.npz has 4 examples, `x` has 3");
    expect(told(() => open([["x", sample("f32", [])]]))).toContain(
      "is a single number, not one for each example",
    );
    expect(told(() => open([["x", sample("f32", [4, 0])]]))).toBe(
      "NN0516: `x` in d/a.npz has the shape [4, 0]: it holds no numbers\nhelp: look at how the file was made",
    );
  });

  test("what no field uses may be anything", () => {
    const file = writeNpz([
      ["scale", sample("f32", [])],
      ["x_test", sample("f32", [2, 3])],
      ["x", sample("f32", [4, 3])],
      ["y", sample("f32", [4])],
    ]);
    const open = (...used: string[]) =>
      openSource("npz", "a.npz", {}, memoryFiles({ "a.npz": file }), (names) =>
        names.filter((name) => used.includes(name)),
      ) as RawTable;
    const table = open("x", "y");
    expect([table.count, table.columns.map((c) => c.name)]).toEqual([4, ["x", "y"]]);
    expect(table.leftOut).toEqual(["scale", "x_test"]);
    expect(table.notes).toEqual([
      "left out, as no field uses them: `scale` in a.npz is a single number, not one for each example; `x_test` in a.npz has 2 examples, `x` has 4",
    ]);
    expect(open("x_test").count).toBe(2);
    expect(told(() => open("x", "scale"))).toContain("NN0513: `scale` in a.npz is a single number");
    expect(told(() => open("x", "x_test"))).toContain("NN0513: `x` in a.npz has 4 examples, `x_test` has 2");
  });

  test("elements of another type are an error where they are used", () => {
    const names = npy(header("<U1", "2,"), new Uint8Array(8));
    const file = zipSync({ "x.npy": writeNpy(sample("f32", [2])), "names.npy": names }, { level: 0 });
    const open = (used: string) =>
      openSource("npz", "a.npz", {}, memoryFiles({ "a.npz": file }), () => [used]) as RawTable;
    expect(open("x").leftOut).toEqual(["names"]);
    expect(told(() => open("names"))).toContain("NN0512: names.npy in a.npz holds elements of type <U1");
  });

  test("a file of PyTorch is called that", () => {
    const file = zipSync({ "t/data.pkl": new Uint8Array(3), "t/version": new Uint8Array(1) }, { level: 0 });
    expect(told(() => readNpz(file, "t.pt"))).toContain("NN0509: t.pt is a file of `torch.save`, not .npz");
    expect(told(() => readSafetensors(file, "t.pt"))).toContain(
      "NN0510: t.pt is a zip file, as `torch.save`",
    );
  });
});

describe("numpy", () => {
  const script = `
import numpy as np, sys
a = np.arange(-3, 9)
out = {}
for d in ["f2", "f4", "f8", "i1", "i2", "i4", "i8"]:
    for e in "<>":
        out[d + ("l" if e == "<" else "b")] = a.astype(e + d).reshape(3, 4)
        out[d + ("lF" if e == "<" else "bF")] = np.asfortranarray(a.astype(e + d).reshape(3, 2, 2))
for d in ["u1", "u2", "u4", "u8"]:
    out[d] = (a + 3).astype(d)
out["b1"] = a > 0
out["scalar"] = np.float32(2.5)
np.savez(sys.argv[1] + "/plain.npz", **out)
np.savez_compressed(sys.argv[1] + "/packed.npz", **out)
`;
  test("reads what numpy writes", (context) => {
    if (!numpy) context.skip("needs python3 with numpy");
    execFileSync(PYTHON, ["-c", script, folder]);
    for (const name of ["plain.npz", "packed.npz"]) {
      const tensors = readNpz(readFileSync(join(folder, name)), name);
      expect(tensors.size).toBe(34);
      for (const [key, tensor] of tensors) {
        const expected = Array.from({ length: 12 }, (_, i) =>
          key[0] === "u" ? i : key === "b1" ? Number(i > 3) : i - 3,
        );
        expect([...toNumbers(tensor)], key).toEqual(key === "scalar" ? [2.5] : expected);
        expect(tensor.shape, key).toEqual(
          key === "scalar" ? [] : key.endsWith("F") ? [3, 2, 2] : /^[fi]/.test(key) ? [3, 4] : [12],
        );
      }
    }
  });

  test("numpy reads what is written", (context) => {
    if (!numpy) context.skip("needs python3 with numpy");
    const tensors = [
      ...dtypes.map((dtype) => [dtype, sample(dtype, [2, 3])] as const),
      ["scalar", sample("f32", [])] as const,
    ];
    writeFileSync(join(folder, "ours.npz"), writeNpz(tensors));
    const read = `
import numpy as np, sys, json
z = np.load(sys.argv[1])
print(json.dumps({k: [str(z[k].dtype), z[k].shape, z[k].astype(float).ravel().tolist()] for k in z.files}))
`;
    const answer: unknown = JSON.parse(
      execFileSync(PYTHON, ["-c", read, join(folder, "ours.npz")], { encoding: "utf8" }),
    );
    const row = [-2, -1, 0, 1, 2, 3];
    expect(answer).toEqual({
      f32: ["float32", [2, 3], row],
      f64: ["float64", [2, 3], row],
      i32: ["int32", [2, 3], row],
      bool: ["bool", [2, 3], [0, 1, 0, 1, 0, 1]],
      f16: ["float16", [2, 3], row],
      scalar: ["float32", [], [-2]],
    });
  });
});
