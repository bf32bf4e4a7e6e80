/** The gradient with respect to a name counts the uses of that name, also where other names hold the same numbers. */
import { expect, it } from "vitest";
import { interpreter } from "../../compiler/interpret/backend.ts";
import { compileTests } from "../../compiler/compile.ts";
import { runTest } from "../../cli/shared/tests.ts";

const TEXT = `
fn slope(w: []) -> [] = grad(2 * w, w)
fn curvature(a: [], b: []) -> [] = grad(grad(a^2 * b^3 + a * b, a), a)

test "a number that also stands in the function" {
  expect close(slope(2), 2) && close(slope(1), 2) && close(slope(3), 2)
  expect close(curvature(1, 1), 2)
}
test "equal tensors" {
  let a = zeros([2])
  let b = zeros([2])
  expect close(grad(sum(3 * a + 5 * b), a), [3.0, 3.0])
}
`;

it("knows variables apart", async () => {
  const { tests, diagnostics } = compileTests("m.nn", { read: () => TEXT });
  expect(diagnostics).toEqual([]);
  using backend = interpreter({ precision: "f64" });
  for (const test of tests) expect(await runTest(test, backend), test.title).not.toContain(false);
});

it("refuses a number", () => {
  const { diagnostics } = compileTests("m.nn", {
    read: () => `test "t" {\n  expect close(grad(sum(zeros([2])), zeros([2])), 1)\n}\n`,
  });
  expect(diagnostics.map((d) => d.code)).toEqual(["NN0321"]);
});
