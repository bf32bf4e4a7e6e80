/**
 * The worker that trains: one run at a time, told in groups of events, with what the model makes of its data on the way.
 */
import { openDevice } from "../api/device.ts";
import { compile } from "../api/program.ts";
import { type RunEvent, train } from "../api/train.ts";
import { writeWeights } from "../api/weights.ts";
import { DiagnosticError } from "../compiler/diagnostics.ts";
import { render } from "../compiler/render.ts";
import { runtimeError } from "../runtime/errors.ts";
import type { Job, TrainerInput, TrainerOutput } from "./protocol.ts";
import { Showing } from "./showing.ts";

const tell = (output: TrainerOutput) => self.postMessage(output);

/** Trains what the page asks for until the worker ends. */
export function serveTrainer(): void {
  let stop = new AbortController();
  self.onmessage = ({ data }: MessageEvent<TrainerInput>) => {
    if (data.type === "stop") {
      stop.abort();
      return;
    }
    stop = new AbortController();
    void run(data, stop.signal)
      .catch((error: unknown) => {
        tell({ type: "failed", message: explained(error, data.workspace.texts) });
        return undefined;
      })
      .then((weights) => tell({ type: "done", ...(weights ? { weights } : {}) }));
  };
}

/** For people: diagnostics as the command prints them. */
function explained(error: unknown, texts: Readonly<Record<string, string>>): string {
  if (error instanceof DiagnosticError) return render(error.diagnostic, new Map(Object.entries(texts)));
  return error instanceof Error ? error.message : String(error);
}

/** Milliseconds between two messages, so that the page draws as often as it can be seen. */
const TELL_EVERY = 60;

async function run(job: Job, signal: AbortSignal): Promise<Uint8Array | undefined> {
  const { workspace, config, settings } = job;
  const { program } = await compile(workspace.file, { read: (path) => workspace.texts[path], config });
  const block = program.train[job.train];
  if (block === undefined) throw new Error(`there is no \`train ${job.train}\``);
  using device = await openDevice(job.device);
  using run = train(block, {
    device,
    ...settings,
    signal,
    files: workspace.files,
    readWeights: (path) => weightFile(workspace.files, path),
  });
  let showing: Showing | undefined;
  let told = performance.now();
  let events: RunEvent[] = [];
  const flush = () => {
    if (events.length > 0) tell({ type: "events", events });
    events = [];
    told = performance.now();
  };
  let made: Uint8Array | undefined;
  for await (const event of run) {
    events.push(event);
    if (event.type !== "step" || performance.now() - told > TELL_EVERY) flush();
    if (event.type === "start") showing = new Showing(job, block, event.steps, device);
    if (event.type === "recovered") showing?.lost();
    if (event.type === "eval") await showing?.during(await run.last(), event.step);
    if (event.type === "end") {
      const weights = await (showing?.keepsBest === true ? run.best() : run.last());
      made = writeWeights(weights, { ...showing?.metadata, step: String(event.step) });
      await showing?.after(weights, event.step);
    }
  }
  flush();
  return made;
}

function weightFile(files: Readonly<Record<string, Uint8Array>>, path: string): Uint8Array {
  const found = files[path];
  if (found) return found;
  throw runtimeError("badRunSetting", `there is no file \`${path}\` with weights`, {
    help: "drop it onto the page",
  });
}
