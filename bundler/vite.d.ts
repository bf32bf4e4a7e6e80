/** `nn-lang/vite`: a plugin of Vite and of Rollup that makes modules of `.nn` files. */

export interface ProgramOptions {
  /** Values of `config` and of training settings, as `--set` gives them. */
  readonly config?: Readonly<Record<string, number | boolean | string>>;
  /** Which `train` blocks to take; all by default. */
  readonly train?: readonly string[];
  /** Other places of data sets, by their names; from the project's root. */
  readonly data?: Readonly<Record<string, string>>;
  /** A run or a `.safetensors` file to build in, from the project's root; by the names of `train` blocks where there are several. */
  readonly weights?: string | Readonly<Record<string, string>>;
}

export interface NnOptions {
  /** What to build of a program differently, by its path from the project's root, such as `src/digits.nn`. */
  readonly programs?: Readonly<Record<string, ProgramOptions>>;
  /** Writes `digits.d.nn.ts` beside `digits.nn`, by default. */
  readonly types?: boolean;
}

/** An object of hooks, for `plugins` of Vite and of Rollup. */
export interface NnPlugin {
  readonly name: "nn";
}

export default function nn(options?: NnOptions): NnPlugin;
