/**
 * Stands for `watch.ts` in the small runtime: the programs of artefacts have nothing to watch, so the code that does is not in
 * the bundle.
 */
import type { Watcher as Real } from "../watch.ts";

/** Never made: `TrainProgram.watch` is absent. */
export const Watcher = undefined as unknown as typeof Real;
export const UNUSUAL = Infinity;
export const watchInterval = (): number => 0;
