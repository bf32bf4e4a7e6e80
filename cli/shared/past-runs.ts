/**
 * Runs that lie in folders: finding them by what someone typed, and reading what they left.
 */
import {
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
} from "node:fs";
import { basename, join, relative } from "node:path";
import { nearest } from "../../compiler/diagnostics.ts";
import type { EndEvent, StartEvent, TrainEvent } from "../../runtime/events.ts";
import { readEvents, readLog, type RunLog } from "../../runtime/log/read.ts";
import { UsageError } from "./exit.ts";
import type { RunConfig } from "./run-config.ts";

export const RUNS = "runs";
const LOG = "log.jsonl";

export interface PastRun {
  readonly folder: string;
  readonly name: string;
  /** Absent where a program of one's own trained through the library. */
  readonly config?: RunConfig;
  readonly log: RunLog;
}

/** How a run came to its end, in a word or two. */
export function stateOf(end: EndEvent | undefined): string {
  if (end === undefined) return "unfinished";
  if (end.stopped === "aborted") return "interrupted";
  return end.stopped === "patience" ? "stopped early" : "done";
}

/** The folder of a run: by its path, by its name in `runs/`, or by a part of the name that only one has. */
export function findRun(typed: string): string {
  if (existsSync(join(typed, LOG))) return typed;
  const names = runNames(RUNS);
  const same = names.filter((name) => name === typed);
  const found = same.length > 0 ? same : names.filter((name) => name.includes(typed));
  if (found.length === 1) return join(RUNS, found[0]!);
  if (found.length > 1)
    throw new UsageError(
      `${found.length} runs have \`${typed}\` in their names`,
      `say which: ${listed(found)}`,
    );
  const near = nearest(typed, names)[0];
  const help =
    near !== undefined
      ? `did you mean ${near}?`
      : names.length > 0
        ? "`nn runs` lists them"
        : `${RUNS}/ has none; \`nn train FILE\` makes one`;
  throw new UsageError(existsSync(typed) ? `${typed} is no run: it has no ${LOG}` : `no run ${typed}`, help);
}

/** The newest run of a folder of runs, of those that have what is looked for if any has it. */
export function newestRun(parent: string, has: (folder: string) => boolean = () => true): string {
  const names = runNames(parent);
  const newest = names.findLast((name) => has(join(parent, name))) ?? names.at(-1);
  if (newest === undefined) throw new UsageError(`no runs in ${parent}/`, "`nn train FILE` makes one");
  return join(parent, newest);
}

function listed(names: readonly string[]): string {
  const shown = names.slice(-8).join(", ");
  return names.length > 8 ? `${shown} and ${names.length - 8} more` : shown;
}

/** The runs in a folder, the oldest first. */
export function runNames(parent: string): string[] {
  if (!existsSync(parent)) return [];
  const found = readdirSync(parent).flatMap((name) => {
    const log = statSync(join(parent, name, LOG), { throwIfNoEntry: false });
    return log === undefined ? [] : [{ name, at: log.birthtimeMs }];
  });
  return found.sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1)).map(({ name }) => name);
}

export function readRun(folder: string): PastRun {
  const log = readLog(readFileSync(join(folder, LOG), "utf8"));
  if (log instanceof Error) throw new UsageError(`cannot read ${join(folder, LOG)}: ${log.message}`);
  return { folder, name: basename(folder), log, ...configIn(folder) };
}

function configIn(folder: string): { readonly config?: RunConfig } {
  const config = readJson<RunConfig>(folder, "config.json");
  return config === undefined ? {} : { config };
}

/** A JSON file that nn wrote into a run's folder; undefined where it wrote none. */
export function readJson<T>(folder: string, name: string): T | undefined {
  const path = join(folder, name);
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, "utf8")) as T;
  } catch {
    throw new UsageError(`cannot read ${path}: it is no JSON`);
  }
}

/** The `.nn` files of a run as they were, by path. */
export function sourcesIn(folder: string): Map<string, string> {
  const root = join(folder, "source");
  if (!existsSync(root)) return new Map();
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [relative(root, path), readFileSync(path, "utf8")]));
}

export interface RunSummary {
  readonly name: string;
  readonly config?: RunConfig;
  readonly start: StartEvent;
  /** The last event that is in the log. */
  readonly last: TrainEvent;
}

/** How much of a log's end is read for a summary; a line is shorter. */
const TAIL = 1 << 16;

/** The first and the last event of a run, without the rest of its log, so that a hundred runs are read at once. */
export function summaryOf(folder: string): RunSummary | Error {
  const events = endsOf(join(folder, LOG));
  if (events instanceof Error) return events;
  const [start] = events;
  if (start?.type !== "start") return new Error("it does not begin with the start of a run");
  return { name: basename(folder), start, last: events.at(-1)!, ...configIn(folder) };
}

/** The events in the first and the last part of a file. */
function endsOf(path: string): TrainEvent[] | Error {
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    const part = (from: number, length: number) => {
      const bytes = Buffer.alloc(length);
      return bytes.toString("utf8", 0, readSync(file, bytes, 0, length, from));
    };
    const head = part(0, Math.min(size, TAIL));
    if (size <= TAIL) return readEvents(head);
    const tail = part(size - TAIL, TAIL);
    // The tail begins within a line.
    return readEvents(`${head.slice(0, head.indexOf("\n") + 1)}${tail.slice(tail.indexOf("\n") + 1)}`);
  } finally {
    closeSync(file);
  }
}
