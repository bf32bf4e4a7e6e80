/**
 * Tensors by name in files: JSON, `.npz` and `.safetensors`, told apart by the ending.
 */
import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { readNpz, writeNpz } from "../../runtime/data/npz.ts";
import { readSafetensors, writeSafetensors } from "../../runtime/data/safetensors.ts";
import {
  type HostTensor,
  type TensorJsonOptions,
  tensorFromJson,
  tensorsFromText,
  tensorText,
} from "../../runtime/data/tensor.ts";
import { writeFileAtomic } from "../../runtime/data/files.ts";
import { UsageError } from "./exit.ts";

export type Tensors = ReadonlyMap<string, HostTensor>;

const ENDINGS = [".json", ".npz", ".safetensors"] as const;
type Ending = (typeof ENDINGS)[number];

/** The ending that says how a file is written. */
export function endingOf(path: string, flag: string): Ending {
  const ending = extname(path).toLowerCase();
  const known = ENDINGS.find((e) => e === ending);
  if (known !== undefined) return known;
  throw new UsageError(
    `${flag} ${path}: ${ending === "" ? "the file's name has no ending" : `unknown ending ${ending}`}`,
    `use ${ENDINGS.join(", ")}`,
  );
}

/** Reads the tensors of a file; `-` is JSON from standard input. */
export function readTensors(path: string, flag: string, options: TensorJsonOptions = {}): Tensors {
  if (path === "-") return fromJson(readFileSync(0, "utf8"), "standard input", options);
  const ending = endingOf(path, flag);
  let content: Buffer;
  try {
    content = readFileSync(path);
  } catch {
    throw new UsageError(`${flag}: no file ${path}`);
  }
  if (ending === ".npz") return readNpz(content, path);
  if (ending === ".safetensors") return readSafetensors(content, path);
  return fromJson(content.toString("utf8"), path, options);
}

/** A record is an object of tensors under their names: `"ct": { "mu": {…}, "logvar": {…} }` is `ct.mu` and `ct.logvar`. */
function fromJson(text: string, file: string, options: TensorJsonOptions): Tensors {
  const values = flattened(text);
  // What is no object of objects is explained by the reader of plain tensors.
  if (values === undefined) return tensorsFromText(text, file, options);
  return new Map(
    [...values].map(([name, value]) => [name, tensorFromJson(value, `\`${name}\` in ${file}`, options)]),
  );
}

function flattened(text: string): Map<string, object> | undefined {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return undefined;
  }
  const found = new Map<string, object>();
  const isRecord = (value: unknown): value is Record<string, unknown> =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  const visit = (value: unknown, name: string): boolean => {
    if (!isRecord(value)) return false;
    const isTensor =
      ["dtype", "shape", "data"].some((key) => key in value) || Object.keys(value).length === 0;
    if (isTensor) found.set(name, value);
    return isTensor || Object.entries(value).every(([key, part]) => visit(part, `${name}.${key}`));
  };
  if (!isRecord(root)) return undefined;
  return Object.entries(root).every(([key, part]) => visit(part, key)) ? found : undefined;
}

export interface CallAnswer {
  readonly outputs: Tensors;
  readonly grads?: Tensors;
}

/** The JSON answer of `nn call`: tensors flat and row-major; a number that JSON lacks as "NaN", "Infinity", "-Infinity". */
export function answerText(answer: CallAnswer): string {
  const group = (tensors: Tensors) =>
    [...tensors].map(([name, tensor]) => `    ${JSON.stringify(name)}: ${tensorText(tensor)}`).join(",\n");
  const part = (name: string, tensors: Tensors) =>
    tensors.size === 0 ? `  "${name}": {}` : `  "${name}": {\n${group(tensors)}\n  }`;
  const parts = [part("outputs", answer.outputs)];
  if (answer.grads !== undefined) parts.push(part("grads", answer.grads));
  return `{\n${parts.join(",\n")}\n}\n`;
}

/** Binary files have one level of names: `output`, `grads.x`. */
export function writeAnswer(path: string, answer: CallAnswer): void {
  const ending = endingOf(path, "--out");
  const grads = [...(answer.grads ?? [])].map(([name, tensor]) => [`grads.${name}`, tensor] as const);
  const tensors = [...answer.outputs, ...grads];
  if (ending === ".npz") writeFileAtomic(path, writeNpz(tensors));
  else if (ending === ".safetensors") writeFileAtomic(path, writeSafetensors(tensors));
  else writeFileAtomic(path, answerText(answer));
}
