/**
 * `docs/how-to/extend.md`: every program on it is in canonical form and passes its checks and tests, and where it trains,
 * training gets somewhere.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { loadTrain } from "../../cli/shared/load.ts";
import { runTest } from "../../cli/shared/tests.ts";
import { compile, compileTests } from "../../compiler/compile.ts";
import { interpreter } from "../../compiler/interpret/backend.ts";
import { render } from "../../compiler/render.ts";
import { format } from "../../grammar/print.ts";
import { train } from "../../runtime/train.ts";

const page = readFileSync(new URL("../../docs/how-to/extend.md", import.meta.url), "utf8");
const programs = [...page.matchAll(/```nn (\S+)\n([\s\S]*?)```/g)].map((m) => ({ file: m[1]!, text: m[2]! }));

const folder = mkdtempSync(join(tmpdir(), "nn-extend-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(programs)("$file", ({ file, text }) => {
  it("is right, and so are its tests", async () => {
    expect(format(text, file)).toBe(text);
    const { diagnostics, sources } = compile(file, { read: () => text });
    expect(diagnostics.map((d) => render(d, sources))).toEqual([]);
    const backend = interpreter();
    for (const test of compileTests(file, { read: () => text }).tests)
      expect(await runTest(test, backend), test.title).toEqual(test.expects.map(() => true));
  });

  it.runIf(/^train /m.test(text))("trains", async () => {
    const path = join(folder, file);
    writeFileSync(path, text);
    const { train: program, data, dataProgram } = loadTrain(path, {});
    const backend = interpreter();
    const options = dataProgram === undefined ? {} : { data: data.load(dataProgram) };
    const losses: number[] = [];
    for await (const event of train(program, { backend, interpreter: backend, ...options }))
      if (event.type === "step") losses.push(event.loss);
    const mean = (xs: readonly number[]): number => xs.reduce((a, b) => a + b) / xs.length;
    expect(mean(losses.slice(-5))).toBeLessThan(0.9 * mean(losses.slice(0, 5)));
  });
});

it("shows an optimizer, a loss and a layer", () => {
  expect(programs.map((p) => p.file)).toEqual(
    expect.arrayContaining(["focal.nn", "gated.nn", "adabelief.nn", "decay.nn", "parts.nn"]),
  );
});
