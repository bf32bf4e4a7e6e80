/**
 * The library as it is shipped: in canonical form, every item documented and named by a `test` block, and all of these
 * blocks true, in double precision on the interpreter and as compiled shaders.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBackend, type OpenedBackend } from "../../cli/shared/device.ts";
import { runTest } from "../../cli/shared/tests.ts";
import { compileTests } from "../../compiler/compile.ts";
import { stdFiles } from "../../compiler/std/index.ts";
import type { Item } from "../../grammar/ast.ts";
import { parse } from "../../grammar/index.ts";
import { format } from "../../grammar/print.ts";

const opened: Partial<Record<"cpu" | "webgpu", OpenedBackend>> = {};
beforeAll(async () => {
  opened.cpu = await openBackend("cpu", "f64");
  opened.webgpu = await openBackend("webgpu");
});
afterAll(() => Object.values(opened).forEach((o) => o[Symbol.dispose]()));

const named = (item: Item): string => ("name" in item ? item.name.name : "");

describe.each([...stdFiles])("%s", (file, text) => {
  const { items } = parse(text, file).ast;
  const exported = items.filter((i) => i.kind === "fn" || i.kind === "layer" || i.kind === "optimizer");
  const blocks = items.filter((i) => i.kind === "test");

  it("is formatted", () => expect(format(text, file)).toBe(text));

  it("documents every item", () => {
    expect(exported.filter((i) => (i.doc ?? "").trim() === "").map(named)).toEqual([]);
  });

  it("tests every item", () => {
    const words = new Set(blocks.flatMap((b) => text.slice(b.span.start, b.span.end).match(/\w+/g) ?? []));
    expect(exported.map(named).filter((name) => !words.has(name))).toEqual([]);
  });

  it.each(["cpu", "webgpu"] as const)("holds what its tests expect, on %s", async (device) => {
    const { tests, diagnostics } = compileTests(file, { read: () => text });
    expect(diagnostics.filter((d) => d.severity === "error").map((d) => d.title)).toEqual([]);
    expect(tests.map((t) => t.title)).toEqual(blocks.map((b) => b.title.value));
    for (const test of tests) {
      const holds = await runTest(test, opened[device]!.backend);
      const wrong = test.expects.filter((_, i) => !holds[i]).map((s) => text.slice(s.start, s.end));
      expect(wrong, test.title).toEqual([]);
    }
  });
});
