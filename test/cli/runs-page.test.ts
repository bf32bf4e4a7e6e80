/**
 * Pages of `docs/how-to` show what their commands print. Scores and times depend on the machine, so numbers are compared by
 * their places only.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folder, nn, root } from "./nn.ts";

test.each([
  ["runs", ["sh", "sh", "text", "sh", "sh", "text"]],
  ["use-a-model", ["sh", "sh", "text", "sh", "text", "sh"]],
])("docs/how-to/%s.md is true", async (name, blocks) => {
  const page = readFileSync(join(root, `docs/how-to/${name}.md`), "utf8");
  let cwd = folder();
  let printed = "";
  const kinds: string[] = [];
  for (const [, kind, text] of page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)) {
    kinds.push(kind!);
    if (kind === "text") {
      // A page may leave out the end of a long answer.
      expect(withoutNumbers(printed)).toContain(withoutNumbers(text!));
      continue;
    }
    for (const line of text!.trimEnd().split("\n")) {
      const [command, ...args] = line.split(" ");
      if (command === "cd") {
        cwd = join(cwd, args[0]!);
        continue;
      }
      expect(command).toBe("nn");
      const { code, stdout, stderr } = await nn(args, { cwd });
      expect([line, code, stderr]).toEqual([line, 0, ""]);
      printed = stdout;
    }
  }
  expect(kinds).toEqual(blocks);
});

/** Numbers and units become `#`, and columns may be wider or narrower for it. */
function withoutNumbers(text: string): string {
  return text
    .replace(/\d[\d.,]*(e-?\d+)?( (ms|s|min)\b)?/g, "#")
    .replace(/ +/g, " ")
    .trimEnd();
}
