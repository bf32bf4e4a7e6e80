/**
 * What the data tests share: the folder of real data, which may be absent, and how an error is looked at.
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { TestContext } from "vitest";
import { DiagnosticError } from "../../compiler/diagnostics.ts";
import type { Diagnostic } from "../../compiler/diagnostics.ts";
import { nodeFiles } from "../../runtime/data/files.ts";

const root = fileURLToPath(new URL("../../../shared/data/", import.meta.url));
export const sharedFiles = nodeFiles(root);

export function shared(path: string): Uint8Array {
  return readFileSync(root + path);
}

/** A test on real data; skipped, and said so, where a file of it is missing. */
export function testData(name: string, needs: readonly string[], body: (context: TestContext) => void): void {
  test(name, (context) => {
    const missing = needs.find((path) => !existsSync(root + path));
    if (missing !== undefined) context.skip(`needs shared/data/${missing}`);
    body(context);
  });
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The diagnostic that `work` throws. Every one has a title, a known code and a help. */
export function diagnosticOf(work: () => unknown): Diagnostic {
  let found: unknown;
  try {
    work();
  } catch (error) {
    found = error;
  }
  expect(found).toBeInstanceOf(DiagnosticError);
  const { diagnostic } = found as DiagnosticError;
  expect(diagnostic.code).toMatch(/^NN05\d\d$/);
  return diagnostic;
}

/** The diagnostic as lines of text, for tests that read as specifications. */
export function told(work: () => unknown): string {
  const { code, title, notes, fixes } = diagnosticOf(work);
  return [
    `${code}: ${title}`,
    ...notes.map((n) => `note: ${n}`),
    ...fixes.map((f) => `help: ${f.title}`),
  ].join("\n");
}

/** A small generator of repeatable random numbers in [0, 1). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return ((state ^ (state >>> 15)) >>> 0) / 2 ** 32;
  };
}
