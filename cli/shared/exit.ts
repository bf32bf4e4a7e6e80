/**
 * How a command ends: exit codes, and every kind of failure as text for the person who typed it.
 *
 * 0 done; 1 the program or the data is wrong; 2 the command line is wrong; 3 the device failed; 130 interrupted. A user's
 * mistake never shows a stack trace; a bug of the compiler does, with what to report.
 */
import type { Diagnostic } from "../../compiler/diagnostics.ts";
import { paint, renderOptions } from "./terminal.ts";

export const EXIT = { done: 0, wrong: 1, usage: 2, device: 3, interrupted: 130 } as const;

/** The command line asks for something that is not there. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly help?: string,
  ) {
    super(message);
  }
}

/** The program, or what it was given, is wrong: diagnostics with the texts that they point into. */
export class ProgramError extends Error {
  constructor(
    readonly diagnostics: readonly Diagnostic[],
    readonly sources: ReadonlyMap<string, string>,
  ) {
    super(diagnostics.map((d) => `${d.code}: ${d.title}`).join("\n"));
  }
}

/** The command has said all there is to say, and failed. */
export class Failed extends Error {
  constructor(readonly exit: number) {
    super(`exit ${exit}`);
  }
}

let stop: (() => void) | undefined;
let isUnread = false;

/** Says what a command does where nobody reads its output any more (`| head`), instead of ending at once. */
export function whenUnread(work: (() => void) | undefined): void {
  stop = work;
}

/** Told that nobody reads the output; whether the command ends by itself. */
export function endsUnread(): boolean {
  if (isUnread) return true;
  if (stop === undefined) return false;
  isUnread = true;
  stop();
  return true;
}

/** Diagnostics of these codes are about the device, not the program. */
const DEVICE_CODES = new Set(["NN0601", "NN0602", "NN0603"]);

/** A `--set` that the program cannot take is a mistake of the command line, and so is what stands in its text. */
const isOverride = ({ code, labels }: Diagnostic): boolean =>
  code === "NN0304" || labels[0]?.span.file.startsWith("--set ") === true;

/** Prints what went wrong to stderr and gives the exit code. `sources` are the texts known so far. */
export async function report(
  error: unknown,
  sources: ReadonlyMap<string, string> = new Map(),
): Promise<number> {
  if (error instanceof Failed) return error.exit;
  const say = (text: string) => process.stderr.write(`${text}\n`);
  if (error instanceof UsageError) {
    say(`${paint(process.stderr).red("error")}: ${error.message}`);
    if (error.help !== undefined) say(`  ${error.help}`);
    return EXIT.usage;
  }
  const { DiagnosticError } = await import("../../compiler/diagnostics.ts");
  if (error instanceof DiagnosticError) return report(new ProgramError([error.diagnostic], sources), sources);
  if (error instanceof ProgramError) {
    const { renderAll } = await import("../../compiler/render.ts");
    say(renderAll(error.diagnostics, error.sources, renderOptions(process.stderr)));
    const errors = error.diagnostics.filter((d) => d.severity === "error");
    if (errors.length > 0 && errors.every(isOverride)) return EXIT.usage;
    return errors.some((d) => DEVICE_CODES.has(d.code)) ? EXIT.device : EXIT.wrong;
  }
  const { DeviceError } = await import("../../runtime/errors.ts");
  if (error instanceof DeviceError) {
    say(`${paint(process.stderr).red("error")}: the device failed: ${error.message}`);
    say("  `nn devices` says what there is; `--device cpu` runs without one");
    return EXIT.device;
  }
  if (isFileError(error)) {
    say(`${paint(process.stderr).red("error")}: ${error.message.replace(/^[A-Z]+: /, "")}`);
    const help = FILE_HELP[error.code!];
    if (help !== undefined) say(`  ${help}`);
    return EXIT.wrong;
  }
  say(paint(process.stderr).red("This is a bug in nn, not in your program."));
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  say(`\nnn ${NN_VERSION}, Node ${process.versions.node}, ${process.platform} ${process.arch}`);
  say("Please report the lines above together with the program and the command line.");
  return EXIT.wrong;
}

/** Node's errors for files and folders say enough by themselves. */
export function isFileError(error: unknown): error is NodeJS.ErrnoException {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return (
    code !== undefined &&
    [
      "EACCES",
      "EPERM",
      "ENOSPC",
      "EDQUOT",
      "EROFS",
      "EISDIR",
      "ENOTDIR",
      "ENOENT",
      "EEXIST",
      "EMFILE",
      "ELOOP",
      "ENAMETOOLONG",
      "EBUSY",
    ].includes(code)
  );
}

const FILE_HELP: Readonly<Record<string, string>> = {
  EACCES: "nobody but its owner may write there; name another place",
  EPERM: "nobody but its owner may write there; name another place",
  EROFS: "nothing can be written there; name another place",
  ENOSPC: "the disk is full: make room, or write elsewhere",
  EDQUOT: "the disk is full: make room, or write elsewhere",
  ENOTDIR: "a part of this path is a file, where a folder has to be",
  EISDIR: "this is a folder, where a file has to be",
  ENOENT: "the folder has to be there",
};

declare global {
  /** Put in by the build. */
  const NN_VERSION: string;
}
