/**
 * What expressions mean, said by `test` blocks that hold, and what has no meaning, by the diagnostic.
 */
import { describe, expect, it } from "vitest";
import { compileTests } from "../../compiler/compile.ts";
import { evaluate, reader, show, tensor } from "./run.ts";

/** The expectations of a source that do not hold, as they are written. */
function wrong(source: string): string[] {
  const { tests, diagnostics, sources } = compileTests("main.nn", { read: reader(source) });
  if (diagnostics.some((d) => d.severity === "error")) throw new Error(show(diagnostics, sources));
  return tests.flatMap((test) => {
    const scalars = { seed: tensor([], [0], "i32"), step: tensor([], [0]) };
    const values = evaluate(test.run, { ...scalars, ...evaluate(test.init, scalars) });
    return test.expects.flatMap(({ start, end }, i) =>
      values[test.run.outputs[i]!.name]!.data[0] ? [] : [source.slice(start, end)],
    );
  });
}

const titles = (source: string): string[] =>
  compileTests("main.nn", { read: reader(source) }).diagnostics.map((d) => `${d.code} ${d.title}`);

const holds = (expects: string): void => expect(wrong(`test "t" {\n${expects}\n}`)).toEqual([]);

describe("positions", () => {
  const x = "let x = reshape(f32(arange(6)), [2, 3])\n";

  it("count from the end where they are known and negative", () =>
    holds(`${x}
      expect close(take(x, -1), [3, 4, 5]) && close(take(x, [-1, 0], axis: 1), [[2, 0], [5, 3]])
      expect close(pick(x, [-1, 0]), [2, 3]) && close(x[[-1]], [[3, 4, 5]])
      expect close(scatter_add(x, [-1], [[1, 1, 1]]), [[0, 1, 2], [4, 5, 6]])`));

  it.each([
    "take(x, [2])",
    "take(x, -3)",
    "pick(x, [3, 0])",
    "x[[0, 2]]",
    "one_hot([3], 3)",
    "one_hot(-1, 3)",
  ])("are refused out of range: %s", (e) => {
    expect(titles(`test "t" {\n${x} expect sum(x) + sum(${e}) == 0\n}`)).toEqual([
      expect.stringMatching(/^NN0232 index -?\d is out of range for axis/),
    ]);
  });

  it("are refused where an embedding has no such row, and let targets be ignored", () => {
    expect(titles('test "t" {\nlet e = embedding(3, 2)\nexpect sum(e([3])) == 0\n}')).toEqual([
      "NN0232 index 3 is out of range for axis 0, which has size 3",
    ]);
    holds("expect close(cross_entropy([[0.0, 0], [1, 2]], [1, -100]), log(2))");
  });
});

describe("index tensors side by side", () => {
  const x = "let x = reshape(f32(arange(24)), [2, 3, 4])\n";

  it("choose together", () =>
    holds(`${x}
      expect close(x[arange(2), [2, 0]], [[8, 9, 10, 11], [12, 13, 14, 15]])
      expect close(x[:, [0, 2], [3, -2]], [[3, 10], [15, 22]])
      expect close(x[[0, 1], 1, [3, 2]], [7, 18])
      expect close(x[[[0], [1]], [1, 2], 1:3], [[[5, 6], [9, 10]], [[17, 18], [21, 22]]])`));

  it("read 0 out of range, not what stands in the next row", () =>
    holds(`${x} let far = arange(2) + 3\n expect close(x[0, [0, 1], far], [3, 0])`));

  it("pass gradients to what they chose", () =>
    holds(
      `${x} let y = x[0]\n expect close(grad(sum(y[[0, 2], [1, 1]]^2), y), [[0, 2, 0, 0], [0, 0, 0, 0], [0, 18, 0, 0]])`,
    ));

  it("are refused with a slice between them", () => {
    expect(titles(`test "t" {\n${x} expect sum(x[[0, 1], :, [0, 1]]) == 0\n}`)).toEqual([
      "NN0232 index tensors choose together only side by side",
    ]);
  });
});

describe("scan", () => {
  it("carries whole numbers that a conversion starts, unrolled and as a loop", () =>
    holds(`let few = scan (n = i32(0)) over (a = arange(3)) { return { n: n + a } }
      let many = scan (n = i32(0)) over (a = arange(9)) { return { n: n + a } }
      expect few.n == 3 && many.n == 36`));
});

describe("draws", () => {
  it("take lists of parameters", () => {
    holds("expect close(bernoulli([2, 3], p: [0.0, 1, 1.0]), [[0, 1, 1], [0, 1, 1]])");
    holds(
      "let u = uniform([2, 2], low: [[0.0], [10]], high: [[1.0], [11]])\nexpect all(u[1] >= 10) && all(u[0] < 1)",
    );
  });
  it("refuse a probability that is none", () => {
    expect(titles('test "t" {\nexpect sum(bernoulli([2], p: [0.5, 1.5])) == 0\n}')).toEqual([
      "NN0323 a probability of 1.5",
    ]);
  });
});
