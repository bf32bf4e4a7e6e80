/** Which program is the language server, and what a terminal is told. */
import { existsSync } from "node:fs";
import { join } from "node:path";

export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
}

/** The setting if there is one, else the package of the nearest folder that has it, else what the `PATH` has. */
export function nnCommand(setting: string, folders: readonly string[]): ServerCommand {
  if (setting.endsWith(".mjs")) return { command: "node", args: [setting] };
  if (setting !== "") return { command: setting, args: [] };
  for (const folder of folders) {
    const script = join(folder, "node_modules/nn-lang/cli/nn.mjs");
    if (existsSync(script)) return { command: "node", args: [script] };
  }
  return { command: "nn", args: [] };
}

/** `nn train "my file.nn:fit"`, for a shell: POSIX, or PowerShell and cmd, which know double quotes only. */
export function terminalLine(
  { command, args }: ServerCommand,
  rest: readonly string[],
  windows: boolean,
): string {
  const quote = (word: string): string => {
    if (/^[\w@%+=:,./\\-]+$/.test(word) && (windows || !word.includes("\\"))) return word;
    return windows ? `"${word.replaceAll('"', '""')}"` : `'${word.replaceAll("'", "'\\''")}'`;
  };
  const line = [command, ...args, ...rest].map(quote).join(" ");
  // PowerShell takes a quoted word at the start for a string.
  return windows && line.startsWith('"') ? `& ${line}` : line;
}
