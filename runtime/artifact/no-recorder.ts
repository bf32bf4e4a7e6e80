/**
 * Stands for `run-store.ts` in the small runtime: a page that trains an artefact keeps no run folder, so nothing is recorded, and
 * what writes logs, event files and checkpoints is not in the bundle.
 */
import type { RunRecorder as Recorder } from "../run-store.ts";

type Surface = Pick<Recorder, "event" | "isDue" | "checkpoint" | "weights" | "flush">;

export class RunRecorder implements Surface {
  readonly isDue = false;
  event(): void {}
  checkpoint(): void {}
  weights(): void {}
  flush(): void {}
}
