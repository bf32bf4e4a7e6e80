import { describe, expect, it } from "vitest";
import { checkItem } from "../../compiler/1-check/declare.ts";
import { libraryFiles, libraryScope, librarySources } from "../../compiler/1-check/library.ts";
import { Session } from "../../compiler/1-check/session.ts";
import { show } from "../lower/run.ts";

describe("the standard library", () => {
  libraryScope();
  for (const file of libraryFiles())
    it(`${file.file} checks on its own`, () => {
      const session = new Session({ read: () => undefined });
      for (const item of file.items) checkItem(session, libraryScope(), item);
      expect(show(session.diagnostics, librarySources())).toBe("");
    });
});
