/**
 * `config.json` and `source/` of a run: how to repeat it, and what it was trained with.
 */
import { dirname, join, relative, resolve } from "node:path";
import type { TrainFlags } from "../commands/train.ts";
import type { TrainProgram, TrainSettings } from "../../compiler/program.ts";
import { parse } from "../../grammar/index.ts";
import { writeFileAtomic } from "../../runtime/data/files.ts";
import { pairs } from "./load.ts";

export interface RunConfig {
  /** Without the flags, which the other fields hold. */
  readonly command: readonly string[];
  readonly train: string;
  /** Where the command was run, from the run's folder: what the paths of `command` and `data` are relative to. */
  readonly cwd?: string;
  /** When the run began, as ISO 8601 has it. */
  readonly began: string;
  /** Every `config` of the program as it was used: what `--set` said, else what the file says. */
  readonly config: Readonly<Record<string, number | boolean | string>>;
  /** What `--set` and `--data` said. */
  readonly set: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, string>>;
  readonly device: TrainFlags["device"];
  /** Where it is not f32. */
  readonly precision?: "f64";
  /** Where it is not `highest`. */
  readonly matmulPrecision?: "high" | "medium";
  /** Of the `train` block, with defaults and overrides. */
  readonly settings: TrainSettings;
  /** Where the weights came from, if not from the seed. */
  readonly init?: string;
  readonly version: string;
}

interface Program {
  readonly train: TrainProgram;
  readonly file: string;
  readonly sources: ReadonlyMap<string, string>;
}

/** Writes both. Files that are imported from outside of the program's folder belong to somebody else and are left out. */
export function saveConfig(folder: string, spec: string, flags: TrainFlags, program: Program): void {
  const own = ownSources(program);
  for (const [path, text] of own) writeFileAtomic(join(folder, "source", path), text);
  const config: RunConfig = {
    command: ["nn", "train", spec],
    train: program.train.name,
    cwd: relative(folder, "."),
    began: new Date().toISOString(),
    config: configValues(own, pairs(flags.set)),
    set: pairs(flags.set),
    data: pairs(flags.data),
    device: flags.device,
    settings: program.train.settings,
    ...(flags.init === undefined ? {} : { init: flags.init }),
    ...(flags.precision === "f64" ? { precision: flags.precision } : {}),
    ...(flags.matmulPrecision === undefined || flags.matmulPrecision === "highest"
      ? {}
      : { matmulPrecision: flags.matmulPrecision }),
    version: NN_VERSION,
  };
  writeFileAtomic(join(folder, "config.json"), `${JSON.stringify(config, undefined, 2)}\n`);
}

/** The program's own files by their path from its folder. */
export function ownSources({ file, sources }: Pick<Program, "file" | "sources">): Map<string, string> {
  const root = dirname(resolve(file));
  const own = new Map<string, string>();
  for (const [path, text] of sources) {
    const at = relative(root, resolve(path));
    if (path.endsWith(".nn") && !path.includes(":") && !at.startsWith("..")) own.set(at, text);
  }
  return own;
}

function configValues(
  sources: ReadonlyMap<string, string>,
  set: Readonly<Record<string, string>>,
): RunConfig["config"] {
  const values: Record<string, number | boolean | string> = {};
  for (const [path, text] of sources) {
    for (const item of parse(text, path).ast?.items ?? []) {
      if (item.kind !== "config") continue;
      const { name } = item.name;
      const { start, end } = item.value.span;
      values[name] = plain(set[name] ?? text.slice(start, end));
    }
  }
  return values;
}

/** A number or a truth value as such; any other expression as it is written. */
function plain(text: string): number | boolean | string {
  if (text === "true" || text === "false") return text === "true";
  const number = Number(text.replaceAll("_", ""));
  return text.trim() === "" || Number.isNaN(number) ? text : number;
}
