/**
 * `nn data`: fetches a data set of the catalogue, checks it, and says where it lies and how a program reads it.
 */
import { join } from "node:path";
import type { Command } from "commander";
import type { DataSetEntry, DataSetFile } from "../../runtime/data/catalogue.ts";
import { UsageError } from "../shared/exit.ts";
import { examples } from "../shared/options.ts";
import { bytes, paint } from "../shared/terminal.ts";

interface Flags {
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
}

export function data(program: Command): Command {
  const command = program
    .command("data")
    .description("fetch a data set, or list those that there are")
    .argument("[name]", "a data set of the list; without a name, the list")
    .option("--from <path>", "take the files from a file or folder instead of downloading them")
    .option("--to <folder>", "where to put the files (default: data/NAME, or data for a single file)")
    .option("--json", "print one JSON object");
  examples(command, [
    ["nn data", "list them"],
    ["nn data mnist", "download it to data/mnist; run again, it goes on where it stopped"],
    ["nn data mnist --from ~/Downloads", "check and copy files that are here already"],
  ]);
  return command.action(run);
}

async function run(name: string | undefined, flags: Flags): Promise<void> {
  const { DATA_SETS } = await import("../../runtime/data/catalogue.ts");
  const sets = Object.entries(DATA_SETS);
  if (name === undefined) {
    if (flags.json) console.log(JSON.stringify({ sets: sets.map(described) }, undefined, 2));
    else console.log(list(sets));
    return;
  }
  const set = Object.hasOwn(DATA_SETS, name) ? DATA_SETS[name] : undefined;
  if (set === undefined) {
    const { nearest } = await import("../../compiler/diagnostics.ts");
    const [near] = nearest(name, Object.keys(DATA_SETS));
    throw new UsageError(
      `there is no data set \`${name}\``,
      near === undefined ? "`nn data` lists them" : `did you mean nn data ${near}?`,
    );
  }
  const { fetchDataSet } = await import("../../runtime/node/fetch-data.ts");
  const folder = flags.to ?? (set.folder === undefined ? "data" : join("data", set.folder));
  const { NN_MIRROR: mirror } = process.env;
  const display = new Progress(flags.json === true);
  try {
    await fetchDataSet(name, set, folder, {
      ...(flags.from === undefined ? {} : { from: flags.from }),
      ...(mirror === undefined || mirror === "" ? {} : { mirror }),
      told: (file, what) => display.told(file, what),
      progress: (count) => display.at(count),
    });
  } finally {
    display.clear();
  }
  const path = set.folder === undefined ? join(folder, set.files[0]!.name) : folder;
  if (flags.json) {
    console.log(
      JSON.stringify({ name, path, files: set.files.map((f) => join(folder, f.name)) }, undefined, 2),
    );
    return;
  }
  const { name: given, source } = set.program;
  console.log(
    [
      `${paint(process.stdout).green("ready")}  ${path}, ${bytes(total(set))}`,
      `       ${set.licence}`,
      `       in a program beside it:  data ${given} = ${source}("${path}") { … }`,
      `       for any program:         nn train FILE --data ${given}=${path}`,
    ].join("\n"),
  );
}

type Named = readonly [string, DataSetEntry];

function list(sets: readonly Named[]): string {
  const c = paint(process.stdout);
  const wide = Math.max(...sets.map(([name]) => name.length));
  const lines = sets.map(([name, set]) => {
    const size = bytes(total(set)).padStart(8);
    return `${c.bold(name.padEnd(wide))}  ${size}  ${set.program.source.padEnd(5)}  ${set.about}`;
  });
  return [...lines, "", "`nn data NAME` fetches one."].join("\n");
}

function described([name, set]: Named): object {
  const { about, licence, program, files } = set;
  return { name, about, licence, source: program.source, bytes: total(set), files: files.map((f) => f.name) };
}

function total(set: DataSetEntry): number {
  return set.files.reduce((sum, file) => sum + file.bytes, 0);
}

/** A line for each file on stderr; where that is a terminal, one that counts while the file comes. */
class Progress {
  #file: DataSetFile | undefined;
  #shown = 0;

  constructor(readonly isQuiet: boolean) {}

  told(file: DataSetFile, what: "downloading" | "copied" | "downloaded" | "there"): void {
    this.clear();
    this.#file = what === "downloading" ? file : undefined;
    if (this.isQuiet || what === "downloading") return;
    const said = what === "there" ? "is there already" : what;
    process.stderr.write(`       ${file.name} ${said}\n`);
  }

  at(count: number): void {
    const now = performance.now();
    if (this.isQuiet || !process.stderr.isTTY || this.#file === undefined || now - this.#shown < 100) return;
    this.#shown = now;
    const { name, bytes: size } = this.#file;
    process.stderr.write(`\r       ${name}  ${bytes(count)} of ${bytes(size)}  `);
  }

  clear(): void {
    if (this.#shown > 0) process.stderr.write("\r\x1b[K");
    this.#shown = 0;
  }
}
