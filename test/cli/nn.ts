/**
 * Runs the command as a user does, in a process of its own.
 */
import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, onTestFinished } from "vitest";

export const root = fileURLToPath(new URL("../../", import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A file that takes standard output. */
  readonly stdout?: string;
  /** Called with everything written to stdout so far; may send a signal. */
  readonly watch?: (stdout: string, signal: (name: NodeJS.Signals) => void) => void;
}

export function nn(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const file = options.stdout === undefined ? undefined : openSync(options.stdout, "w");
    const child = spawn(process.execPath, [join(root, "cli/nn.mjs"), ...args], {
      cwd: options.cwd ?? root,
      stdio: ["pipe", file ?? "pipe", "pipe"],
      env: { ...process.env, NO_COLOR: "1", ...options.env },
    });
    let [stdout, stderr] = ["", ""];
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      options.watch?.(stdout, (name) => child.kill(name));
    });
    child.stderr!.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", reject);
    child.on("close", (code) => {
      if (file !== undefined) closeSync(file);
      resolve({ code, stdout, stderr });
    });
    // A command that ends at once has closed its input before it is written.
    child.stdin!.on("error", () => undefined);
    child.stdin!.end(options.input ?? "");
  });
}

/** A folder that is gone after the test, with these files in it. */
export function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const path = filled(files);
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A folder for all tests of a file. */
export function sharedFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const path = filled(files);
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function filled(files: Readonly<Record<string, string | Uint8Array>>): string {
  const path = mkdtempSync(join(tmpdir(), "nn-test-"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return path;
}

/** The JSON objects of an output with one a line. */
export function jsonLines(text: string): Record<string, unknown>[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
