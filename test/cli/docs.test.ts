/**
 * The pages under `docs/` show what the commands really print: every block below `<!-- nn … -->` is that command's output,
 * every block below `<!-- file … -->` is that file. `npm run golden` writes them anew.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nn, root } from "./nn.ts";

const PAGES = ["docs/architecture.md", "docs/commands.md"];

test.each(PAGES)(
  "%s is true",
  async (page) => {
    const text = readFileSync(join(root, page), "utf8");
    const block = /(<!-- (nn|file) (.*?) -->\n+```\w*\n)[\s\S]*?^(```)$/gm;
    const answers = new Map<string, string>();
    for (const [, , kind, what] of text.matchAll(block)) {
      const key = `${kind} ${what}`;
      if (kind === "file") answers.set(key, readFileSync(join(root, what!), "utf8"));
      else {
        const { code, stdout, stderr } = await nn(what!.split(" "));
        expect(stderr).toBe("");
        expect(code).toBe(0);
        answers.set(key, stdout);
      }
    }
    expect(answers.size).toBeGreaterThan(5);
    const now = text.replace(block, (_, head: string, kind: string, what: string, tail: string) => {
      return `${head}${answers.get(`${kind} ${what}`)!.trimEnd()}\n${tail}`;
    });
    await expect(now).toMatchFileSnapshot(join(root, page));
  },
  120_000,
);
