/**
 * Where runs keep their files: what `#storage` of package.json gives, folders in Node (`node/storage.ts`), the browser's
 * storage in a page (`browser/storage.ts`).
 */
import type { RunStore } from "../runtime/run-store.ts";

/** A run's files. */
export interface RunFiles extends RunStore {
  /** The bytes of a file as it was written last; undefined where there is none. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Resolves when everything that was written is stored; rejects where something could not be. */
  flush(): Promise<void>;
}

export interface OpenRunOptions {
  /** Keeps what an earlier run left under this name, to go on with it; otherwise that goes. */
  readonly resume?: boolean;
}

export type OpenRun = (path: string, options?: OpenRunOptions) => Promise<RunFiles>;
