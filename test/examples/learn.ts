/**
 * Trains an example and keeps everything that it told.
 */
import { openBackend } from "../../cli/shared/device.ts";
import { interpreter } from "../../compiler/interpret/backend.ts";
import type { EndEvent, EvalEvent, StepEvent, TrainEvent } from "../../runtime/events.ts";
import { initialWeights } from "../../runtime/train-setup.ts";
import { train as startTraining } from "../../runtime/train.ts";
import type { Weights } from "../../runtime/weights.ts";
import { open } from "./examples.ts";

export interface Learned {
  readonly events: readonly TrainEvent[];
  readonly steps: readonly StepEvent[];
  readonly evals: readonly EvalEvent[];
  readonly end: EndEvent;
  readonly before: Weights;
  readonly after: Weights;
}

/** `name` is `FILE` or `FILE:NAME`; a run that fails is thrown. */
export async function learn(
  name: string,
  set: readonly string[] = [],
  device: "cpu" | "webgpu" = "cpu",
): Promise<Learned> {
  const { train, examples, readWeights } = open(name, set);
  using opened = await openBackend(device);
  const start = { interpreter: interpreter(), readWeights, ...(examples ? { data: examples } : {}) };
  const run = startTraining(train, { backend: opened.backend, ...start });
  const events: TrainEvent[] = [];
  for await (const event of run) events.push(event);
  return {
    events,
    steps: events.filter((e) => e.type === "step"),
    evals: events.filter((e) => e.type === "eval"),
    end: events.at(-1) as EndEvent,
    before: await initialWeights(train, train.settings.seed, start),
    after: await run.last(),
  };
}

/** A scalar `param` at the start of each step, and after the last. */
export function path({ steps, after }: Learned, param: string): number[] {
  return [...steps.map((s) => s.params![param]!), after.get(param)!.data[0]!];
}
