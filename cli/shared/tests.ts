/**
 * Runs `test` blocks on the interpreter or on WebGPU and tells which expectations hold.
 */
import type { TestFlags } from "../commands/test.ts";
import { compileTests, type TestProgram } from "../../compiler/compile.ts";
import { interpreter } from "../../compiler/interpret/backend.ts";
import { diagnostic } from "../../compiler/diagnostics.ts";
import { render } from "../../compiler/render.ts";
import type { Computation } from "../../compiler/program.ts";
import type { Backend } from "../../runtime/backend.ts";
import { runInit } from "../../runtime/train-setup.ts";
import { DataSets } from "./data.ts";
import { openBackend } from "./device.ts";
import { ProgramError, UsageError } from "./exit.ts";
import { pairs } from "./load.ts";
import { readText, splitSpec } from "./spec.ts";
import { paint, plural, renderOptions } from "./terminal.ts";

/** The number of tests that failed. */
export async function runTests(files: readonly string[], flags: TestFlags): Promise<number> {
  const c = paint(process.stdout);
  using opened = await openBackend(flags.device);
  let [passed, failed] = [0, 0];
  for (const file of files) {
    splitSpec(file);
    const data = new DataSets(file, pairs(flags.data), () => undefined);
    const { tests, diagnostics, sources } = compileTests(file, {
      read: readText,
      config: pairs(flags.set),
      data: (decl) => data.describe(decl),
    });
    const errors = diagnostics.filter((d) => d.severity === "error");
    if (errors.length > 0) throw new ProgramError(errors, sources);
    for (const test of tests) {
      const holds = await runTest(test, opened.backend);
      const wrong = test.expects.filter((_, i) => !holds[i]);
      if (wrong.length === 0) passed++;
      else failed++;
      if (flags.json) console.log(JSON.stringify({ file, test: test.title, passed: wrong.length === 0 }));
      else console.log(` ${wrong.length === 0 ? c.green("✓") : c.red("✗")} ${test.title}`);
      if (flags.json) continue;
      for (const span of wrong) {
        const shown = diagnostic("NN0316", "this does not hold", { labels: [{ span, text: "is false" }] });
        console.log(render(shown, sources, renderOptions(process.stdout)).split("\n").slice(1).join("\n"));
      }
    }
  }
  if (passed + failed === 0)
    throw new UsageError(
      `no \`test\` block in ${files.join(", ")}`,
      'write one: `test "sums to one" { expect close(sum(softmax([1, 2])), 1) }`',
    );
  if (!flags.json)
    console.log(`\n ${plural(passed, "test")} passed${failed > 0 ? c.red(`, ${failed} failed`) : ""}`);
  return failed;
}

/** Which of the expectations hold. */
export async function runTest(test: TestProgram, backend: Backend<Computation>): Promise<boolean[]> {
  if (test.expects.length === 0) return [];
  const weights = test.init.outputs.length === 0 ? new Map() : await runInit(test.init, 0, interpreter());
  using slabs = backend.newSlabs();
  using runner = await backend.load(test.run, slabs);
  runner.enqueue({ seed: 0, step: 0, total_steps: 1, epoch: 0 }, (inputs) => {
    for (const { name } of runner.inputs) {
      const weight = weights.get(name);
      if (weight !== undefined) inputs[name]!.set(weight.data);
    }
  });
  const results = await runner.submit();
  return test.expects.map((_, i) => results.scalar(0, `expect_${i}`) !== 0);
}
