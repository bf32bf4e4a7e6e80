/**
 * The code blocks of README.md and docs/, and how each kind is tried.
 *
 * What stands behind three backticks: the language, then words. `nn` is a whole program, or declarations; with a name it is
 * a file that others of the page import; `nn fragment` is a part of one. `sh run` is executed, in one folder for the page,
 * and the `text` block below it is what it prints, but for numbers. `ts sketch` is not type-checked.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

export interface Block {
  readonly page: string;
  /** Of the first line inside. */
  readonly line: number;
  readonly language: string;
  readonly words: readonly string[];
  readonly text: string;
  /** The block after it on the page. */
  readonly next?: Block;
}

/** Pages for readers. Those of single errors have tests of their own, in test/diagnostics. */
export const pages: readonly string[] = [
  "README.md",
  "examples/README.md",
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md") && !/^errors[\\/]NN\d+\.md$/.test(name))
    .map((name) => `docs/${name.replaceAll("\\", "/")}`)
    .sort(),
];

export const textOf = (page: string): string => readFileSync(join(root, page), "utf8");

export function blocksOf(page: string): Block[] {
  const text = textOf(page);
  const found = [...text.matchAll(/^```(\w+)?(?: +(.*))?\n([\s\S]*?)^```$/gm)].map((m) => ({
    page,
    line: text.slice(0, m.index).split("\n").length + 1,
    language: m[1] ?? "",
    words: (m[2] ?? "").split(" ").filter(Boolean),
    text: m[3]!,
  }));
  const linked: Block[] = [];
  for (const block of found.reverse())
    linked.unshift(linked[0] === undefined ? block : { ...block, next: linked[0] });
  return linked;
}

export const place = ({ page, line }: Block): string => `${page}:${line}`;

/** The `nn` commands of a shell block, without what the shell does with them. */
export function commandsOf(text: string): string[] {
  return text
    .replaceAll("\\\n", " ")
    .split("\n")
    .map((line) => line.replace(/^\$ /, "").replace(/(^|\s)#.*$/, ""))
    .flatMap((line) => line.split(/ && | \| |; /))
    .map((part) =>
      part
        .trim()
        .replace(/^(\w+=\S+ )+/, "")
        .replace(/^npx /, "")
        .replace(/ 2?>.*$/, ""),
    ) // prettier-ignore
    .filter((part) => part === "nn" || part.startsWith("nn "))
    .map((part) => part.slice(3));
}

/** Words of a command line, quotes removed. */
export const argv = (command: string): string[] =>
  [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((m) => m[1] ?? m[2] ?? m[3]!);
