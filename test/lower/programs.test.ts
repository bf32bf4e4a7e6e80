import { describe, expect, it } from "vitest";
import { compile } from "../../compiler/compile.ts";
import * as programs from "./programs.ts";
import { data, reader, show } from "./run.ts";

describe("the programs of the contract", () => {
  for (const [name, source] of Object.entries(programs)) {
    it(`${name} compiles`, () => {
      const { diagnostics, sources, program } = compile("main.nn", { read: reader(source), data });
      expect(show(diagnostics, sources)).toBe("");
      expect(program).toBeDefined();
    });
    it(`${name} checks without its data`, () => {
      const { diagnostics, sources } = compile("main.nn", { read: reader(source) });
      expect(
        show(
          diagnostics.filter((d) => d.code !== "NN0502"),
          sources,
        ),
      ).toBe("");
    });
  }
});
