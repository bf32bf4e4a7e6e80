/**
 * Pages of mistakes: a program that works, and sections that each break it and show what the command says then.
 *
 * Above the first `##` stand the files that all sections share; `nn` is `model.nn`, and a name beside the language names
 * another file. A section brings a `diff` against `model.nn`, or a program or files of its own, and ends with a `text`
 * block: a command line and what it prints. Everything runs in this process, in a folder of its own for each section.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { main } from "../../../cli/main.ts";

export interface Mistake {
  readonly title: string;
  readonly files: ReadonlyMap<string, string>;
  /** Several may follow one another; the output is that of the last. */
  readonly commands: readonly string[];
  /** The page with another output in this section. */
  readonly place: { readonly start: number; readonly end: number };
}

const fence = /^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm;

export function mistakesOf(page: string): Mistake[] {
  const heads = [...page.matchAll(/^## (.*)$/gm)];
  const shared = new Map<string, string>();
  for (const [, language, name, text] of page.slice(0, heads[0]!.index).matchAll(fence))
    shared.set(name ?? nameOf(language!), text!);
  return heads.map((head, i) => {
    const end = heads[i + 1]?.index ?? page.length;
    const files = new Map(shared);
    let found: Omit<Mistake, "title" | "files"> | undefined;
    for (const block of page.slice(head.index, end).matchAll(fence)) {
      const [whole, language, name, text] = block as unknown as [string, string, string | undefined, string];
      if (language === "diff") files.set("model.nn", applied(files.get("model.nn") ?? "", text, head[1]!));
      else if (language === "text" && name === undefined) {
        const start = head.index + block.index + "```text\n".length;
        found = {
          commands: text
            .split("\n")
            .filter((line) => line.startsWith("$ nn "))
            .map((line) => line.slice(5)),
          place: { start, end: head.index + block.index + whole.length - "```".length },
        };
      } else files.set(name ?? nameOf(language), text);
    }
    if (found === undefined) throw new Error(`${head[1]!}: no output`);
    return { title: head[1]!, files, ...found };
  });
}

function nameOf(language: string): string {
  if (language !== "nn") throw new Error(`a ${language} block needs a name`);
  return "model.nn";
}

/** The text with one hunk after another replaced; `-` and unmarked lines must occur. */
function applied(text: string, diff: string, title: string): string {
  for (const hunk of diff.split(/^@@\n/m)) {
    const lines = hunk.split("\n").filter((line) => line !== "");
    const side = (mark: string) =>
      lines
        .filter((l) => l.startsWith(mark) || l.startsWith(" "))
        .map((l) => `${l.slice(1)}\n`)
        .join("");
    if (!text.includes(side("-"))) throw new Error(`${title}: the diff does not fit:\n${side("-")}`);
    text = text.replace(side("-"), () => side("+"));
  }
  return text;
}

/** What cannot be written in a page: other encodings, and files without text. */
const ENCODINGS: Readonly<Record<string, (text: string) => Uint8Array>> = {
  ".utf16": (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
  ".bom": (text) => Buffer.from(`\ufeff${text}`, "utf8"),
  ".crlf": (text) => Buffer.from(text.replaceAll("\n", "\r\n"), "utf8"),
  ".zip": (text) => Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0]), Buffer.from(text)]),
  ".empty": () => new Uint8Array(),
};

export interface Said {
  readonly text: string;
  readonly code: number;
}

/** What a section's commands print, without what differs from machine to machine. */
export async function said({ files, commands }: Mistake): Promise<Said> {
  const folder = mkdtempSync(join(tmpdir(), "nn-beginner-"));
  const home = process.cwd();
  try {
    for (const [name, text] of files) {
      const encoding = Object.keys(ENCODINGS).find((ending) => name.endsWith(ending));
      const path = join(folder, encoding === undefined ? name : name.slice(0, -encoding.length));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, encoding === undefined ? text : ENCODINGS[encoding]!(text));
    }
    process.chdir(folder);
    let last: Said = { text: "", code: 0 };
    for (const command of commands) last = await run(command);
    return { ...last, text: last.text.replaceAll(`${folder}/`, "") };
  } finally {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs one command line in this process, where the process is. */
export async function run(command: string): Promise<Said> {
  const argv = [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((m) => m[1] ?? m[2] ?? m[3]!);
  const printed: string[] = [];
  const listeners = process.stdout.listeners("error");
  const before = {
    exit: process.exitCode,
    out: process.stdout.write,
    err: process.stderr.write,
    log: console.log,
  };
  const take = (text: string | Uint8Array): boolean => {
    printed.push(typeof text === "string" ? text : Buffer.from(text).toString());
    return true;
  };
  process.exitCode = 0;
  process.stdout.write = take;
  process.stderr.write = take;
  console.log = (line = "") => void printed.push(`${String(line)}\n`);
  try {
    await main(argv);
    return { text: stripVTControlCharacters(printed.join("")).trimEnd(), code: process.exitCode };
  } finally {
    process.exitCode = before.exit;
    process.stdout.write = before.out;
    process.stderr.write = before.err;
    console.log = before.log;
    // Each start of the command adds one.
    for (const added of process.stdout.listeners("error"))
      if (!listeners.includes(added)) process.stdout.off("error", added as () => void);
  }
}
