/**
 * The `test` blocks of the library: each becomes a function that returns its expectations.
 */
import { describe, expect, it } from "vitest";
import type { Test } from "../../grammar/ast.ts";
import { parse } from "../../grammar/index.ts";
import { format } from "../../grammar/print.ts";
import { stdFiles } from "../../compiler/std/index.ts";
import { compileText } from "./support.ts";

function asFunction(test: Test, text: string): { source: string; expectations: string[] } {
  const expectations: string[] = [];
  const lines = test.body.stmts.map((s) => {
    if (s.kind !== "expect") return text.slice(s.span.start, s.span.end);
    expectations.push(text.slice(s.value.span.start, s.value.span.end));
    return `let expected_${expectations.length - 1} = ${expectations.at(-1)!}`;
  });
  const fields = expectations.map((_, i) => `e${i}: f32(expected_${i})`).join(", ");
  return { source: `fn f() {\n${lines.join("\n")}\nreturn { ${fields} }\n}`, expectations };
}

for (const [name, text] of stdFiles) {
  const { ast } = parse(text, name);
  describe(name, () => {
    it("is formatted", () => expect(format(text, name)).toBe(text));
    it("documents every public item", () => {
      const bare = ast.items.filter((i) => i.kind !== "test" && i.kind !== "import" && i.doc === undefined);
      expect(bare.map((i) => ("name" in i ? i.name.name : i.kind))).toEqual([]);
    });
    for (const item of ast.items) {
      if (item.kind !== "test") continue;
      it(item.title.value, () => {
        const { source, expectations } = asFunction(item, text);
        const results = compileText(source, {}).run({});
        expect(expectations.filter((_, i) => results[`e${i}`]!.data[0] !== 1)).toEqual([]);
      });
    }
  });
}
