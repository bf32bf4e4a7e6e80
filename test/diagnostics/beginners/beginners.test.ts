/**
 * Mistakes of people who write their first programs, and what they are told: golden pages, run in this process.
 * `npx vitest run test/diagnostics/beginners --update` writes them anew.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test, vi } from "vitest";
import { mistakesOf, said, type Mistake } from "./support.ts";

const folder = fileURLToPath(new URL(".", import.meta.url));
const pages = readdirSync(folder).filter((name) => name.endsWith(".md"));

beforeAll(() => void vi.stubGlobal("NN_VERSION", "0.0.0"));

test.each(pages)("%s", async (name) => {
  const page = readFileSync(folder + name, "utf8");
  let now = page;
  for (const mistake of mistakesOf(page).reverse()) {
    const { text, code } = await said(mistake);
    expect.soft([0, 1, 2], mistake.title).toContain(code);
    expect.soft(text, `${mistake.title}: a stack trace`).not.toMatch(/\n\s+at |bug in nn/);
    now = now.slice(0, mistake.place.start) + shown(mistake, text) + now.slice(mistake.place.end);
  }
  await expect(now).toMatchFileSnapshot(folder + name);
});

const shown = ({ commands }: Mistake, text: string): string =>
  `${commands.map((command) => `$ nn ${command}\n`).join("")}${text}\n`;
