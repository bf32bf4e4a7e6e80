/**
 * `docs/how-to/doctor.md` shows what its commands print, and its table has every check. Times and the last digits of losses
 * depend on the machine, so numbers are compared by their places only.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { clouds, examined } from "./doctor-programs.ts";
import { folder, nn, root } from "./nn.ts";

const page = readFileSync(join(root, "docs/how-to/doctor.md"), "utf8");

test("docs/how-to/doctor.md is true", async () => {
  let cwd = "";
  let printed = "";
  const kinds: string[] = [];
  for (const [, kind, text] of page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)) {
    kinds.push(kind!);
    if (kind === "nn") cwd = folder({ "deep.nn": text! });
    else if (kind === "text") expect(withoutNumbers(printed)).toBe(withoutNumbers(text!));
    else {
      const answer = await nn(text!.trim().split(" ").slice(1), { cwd });
      expect(answer.stderr).toBe("");
      printed = answer.stdout;
      expect(answer.code).toBe(printed.includes("✗") ? 1 : 0);
    }
  }
  expect(kinds).toEqual(["nn", "sh", "text", "sh", "text", "sh", "text"]);
}, 120_000);

test("its table names the checks", async () => {
  const named = [...page.matchAll(/^\|[^|]*\|[^|]*\| *(`[^|]*`) *\|$/gm)].flatMap(([, names]) =>
    names!.split(",").map((n) => n.replaceAll("`", "").trim()),
  );
  const { findings } = await examined(clouds());
  expect(named).toEqual(expect.arrayContaining([...new Set(findings.map((f) => f.check))]));
  expect(named.filter((n) => n !== "--json").length).toBe(16);
});

/** Numbers and units become `#`, drawn points go, and columns may be wider or narrower for it. */
function withoutNumbers(text: string): string {
  return text
    .replace(/^.*[┤↑].*\n/gm, "")
    .replace(/\d[\d.,]*(e-?\d+)?( (ms|s|min)\b)?/g, "#")
    .replace(/[─ ]+/g, " ")
    .trimEnd();
}
