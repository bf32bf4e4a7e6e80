/**
 * What the page and its two workers say to each other. One worker compiles (and is free to answer while a program trains),
 * the other trains; both are the same script.
 */
import type { Shown } from "../cli/shared/pictures.ts";
import type { Tree } from "../cli/shared/graph-tree.ts";
import type { RunEvent } from "../api/train.ts";

/** Everything a program can read: the file that is being edited is `file`, with its text in `texts`. */
export interface Workspace {
  readonly file: string;
  /** Programs by name. */
  readonly texts: Readonly<Record<string, string>>;
  /** Data and weights by the path that the program names. */
  readonly files: Readonly<Record<string, Uint8Array>>;
}

/** Values of `config` by name, as `.nn` expressions. */
export type Config = Readonly<Record<string, string>>;

// ---------------------------------------------------------------- the compiler

export interface Token {
  readonly from: number;
  readonly to: number;
  /** The name of its colour. */
  readonly kind: string;
}

export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

export interface Problem {
  readonly severity: "error" | "warning";
  readonly code: string;
  /** Its place in the edited file; `line` counts from 1. Absent where it is about another file. */
  readonly at?: { readonly from: number; readonly to: number; readonly line: number };
  readonly title: string;
  /** What labels, notes and remedies say besides. */
  readonly details: readonly string[];
  readonly fixes: readonly { readonly title: string; readonly edits: readonly Edit[] }[];
}

export interface Hint {
  readonly at: number;
  readonly text: string;
}

export interface TrainBlock {
  readonly name: string;
  readonly doc?: string;
}

export interface ConfigField {
  readonly name: string;
  /** As it is written. */
  readonly value: string;
  readonly doc?: string;
}

export interface Analysis {
  readonly problems: readonly Problem[];
  readonly hints: readonly Hint[];
  readonly trains: readonly TrainBlock[];
  readonly configs: readonly ConfigField[];
}

export interface HoverText {
  readonly from: number;
  readonly to: number;
  /** Markdown. */
  readonly text: string;
}

export interface Suggestion {
  readonly label: string;
  readonly kind: string;
  readonly detail?: string;
  /** Markdown. */
  readonly doc?: string;
  readonly insert?: string;
}

/** A line that a kernel comes from; `line` only where it is one of the edited file. */
export interface Source {
  readonly text: string;
  readonly line?: number;
}

export interface KernelRow {
  readonly name: string;
  readonly kind: string;
  readonly times: number;
  readonly workgroups: string;
  readonly work: string;
  readonly read: string;
  readonly written: string;
  readonly from: readonly Source[];
}

export interface ShaderText {
  /** The kernels that it computes. */
  readonly title: string;
  readonly from: readonly Source[];
  readonly wgsl: string;
}

export interface Inspection {
  readonly kernels: readonly KernelRow[];
  readonly summary: string;
  readonly shaders: readonly ShaderText[];
  readonly tree: Tree;
}

/** What the compiler's worker answers. Offsets are those of the workspace's text. */
export interface CompilerCalls {
  open(workspace: Workspace): void;
  /** The edited file has this text now. */
  edit(text: string): void;
  tokens(): readonly Token[];
  analyze(): Analysis;
  hover(offset: number): HoverText | undefined;
  complete(offset: number): readonly Suggestion[];
  /** In the canonical layout; undefined where it has syntax errors. */
  format(): string | undefined;
  /** One step of a `train` block, compiled for any GPU. Rejects with what is wrong. */
  inspect(train: string, config: Config): Inspection;
}

export interface Request {
  readonly id: number;
  readonly method: keyof CompilerCalls;
  readonly args: readonly unknown[];
}

export interface Response {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

// ---------------------------------------------------------------- training

export interface Job {
  readonly type: "train";
  readonly workspace: Workspace;
  readonly train: string;
  readonly config: Config;
  readonly settings: {
    readonly seed?: number;
    readonly steps?: number;
    readonly epochs?: number;
    readonly batch?: number;
  };
  readonly device: "webgpu" | "cpu";
}

export type TrainerInput = Job | { readonly type: "stop" };

export type TrainerOutput =
  /** Steps come many at a time. */
  | { readonly type: "events"; readonly events: readonly RunEvent[] }
  | { readonly type: "shown"; readonly shown: readonly Shown[]; readonly step: number }
  | { readonly type: "failed"; readonly message: string }
  /** The run is over, whether it ended or failed. `weights` is a `.safetensors` file. */
  | { readonly type: "done"; readonly weights?: Uint8Array };
