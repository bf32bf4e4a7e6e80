/**
 * Every file of the library is checked on its own, with symbolic sizes, and has nothing to complain about.
 */
import { expect, it } from "vitest";
import { compile } from "../../compiler/compile.ts";
import { render } from "../../compiler/render.ts";
import { stdFiles } from "../../compiler/std/index.ts";

it.each([...stdFiles])("%s", (name, text) => {
  const { diagnostics, sources } = compile(name, { read: () => text });
  expect(diagnostics.map((d) => render(d, sources))).toEqual([]);
});
