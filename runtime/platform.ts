/**
 * What differs between Node and a page: how adapters are found, what happens at the end, what helps where there is none.
 *
 * `#platform` of package.json names the one that is meant: `node/platform.ts` under Node, `browser/platform.ts` elsewhere.
 */
import type { DataFiles } from "./data/io.ts";
import type { AdapterAttempt, OpenOptions } from "./device.ts";

export interface Platform {
  /** The ways to an adapter, in the order of trying. */
  attempts(options: OpenOptions): readonly AdapterAttempt[];
  /** What is requested where `profile` says nothing: pages hold to what every WebGPU device has. */
  readonly profile: "default" | "floor";
  /** Called once, before the process ends. */
  atExit(run: () => void): void;
  /** The files of the disk relative to a folder; a page has none. */
  readonly files?: (folder: string) => DataFiles;
  /** What to do where no adapter works. */
  help(options: OpenOptions): string;
}
