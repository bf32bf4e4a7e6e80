/**
 * The training loop: runs a program's steps on a backend and tells about it, event by event.
 *
 * It knows nothing of commands, terminals or compilers. Everything random is a function of (seed, step), so a run is
 * repeatable bit for bit on one device.
 *
 * The weights at the end are those after the last step, and the final scores are theirs, unless `keep` or `patience` is
 * set: then both are those of the best evaluation. Best is the lowest validation loss, or by the metric that `keep`
 * names, which is maximised unless its name speaks of an error (`LOWER_IS_BETTER`).
 */
import type { Checkpoint } from "./checkpoint.ts";
import type { Computation, TrainProgram } from "../compiler/program.ts";
import type { Backend } from "./backend.ts";
import { runtimeError } from "./errors.ts";
import type { EndEvent, Scores, Split, TrainEvent } from "./events.ts";
import { type Anchor, checkWeights, explain, type Locate, NotFinite } from "./not-finite.ts";
import { RunRecorder, type RunStore } from "./run-store.ts";
import { TrainLoop } from "./train-loop.ts";
import type { InitialOptions } from "./train-setup.ts";
import { restore, type Snapshot, type Weights, weightsOf } from "./weights.ts";

export interface TrainOptions extends InitialOptions {
  readonly backend: Backend<Computation>;
  /** These override the program's settings. */
  readonly seed?: number;
  readonly steps?: number;
  readonly epochs?: number;
  /** Finishes the steps in flight, saves, and ends the run with `stopped: "aborted"`. */
  readonly signal?: AbortSignal;
  /** Goes on from here instead of from the start; everything else must be as it was. */
  readonly resume?: Checkpoint;
  /** Seconds between checkpoints, which go to `out`; 10 by default. */
  readonly checkpointEvery?: number;
  /** Steps between two measurements of gradients, weights and updates; 0 for none. The run's length decides by default. */
  readonly watchEvery?: number;
  /** Finds the operation that a NaN came from. Without it the run says only at which step there was one. */
  readonly locate?: Locate;
  /** Told when a run has failed and its cause is looked for, which takes a while. */
  readonly onSearch?: (step: number) => void;
  /** Where weights and the log go; without it nothing is written. */
  readonly out?: RunStore;
  /** Tells of every n-th step only (and writes those to the log); 1 by default. */
  readonly logEvery?: number;
  /** The run's configuration, kept in the metadata of weight files. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Metrics of which less is better. */
export const LOWER_IS_BETTER = /loss|error|mae|mse|nll|perplexity|distance|divergence/i;

/** Starts when it is iterated; a run can be iterated once. */
export function train(program: TrainProgram, options: TrainOptions): TrainRun {
  return new TrainRun(program, options);
}

interface Best extends Scores {
  readonly step: number;
  readonly weights: Snapshot;
}

export class TrainRun implements AsyncIterable<TrainEvent> {
  #started = false;
  /** The weights of the last evaluation or of the end; the initial ones before. */
  #last: Snapshot | undefined;
  #best: Best | undefined;
  /** What the run can go back to in order to see what went wrong. */
  #anchor: Anchor | undefined;

  constructor(
    readonly program: TrainProgram,
    readonly options: TrainOptions,
  ) {}

  [Symbol.asyncIterator](): AsyncGenerator<TrainEvent, void, undefined> {
    if (this.#started) throw new Error("a training run can be iterated once");
    this.#started = true;
    return this.#events();
  }

  /** The weights of the best evaluation; the last ones where there was no validation data. */
  best(): Promise<Weights> {
    return this.#weights(this.#best?.weights ?? this.#last);
  }

  /** The weights after the last step, or the last ones that were saved if the run failed. */
  last(): Promise<Weights> {
    return this.#weights(this.#last);
  }

  #weights(from: Snapshot | undefined): Promise<Weights> {
    if (!from) return Promise.reject(new Error("the run has no weights yet: iterate it first"));
    return Promise.resolve(weightsOf(this.program.weights, from));
  }

  /** Every event that is told is also in the log. */
  async *#events(): AsyncGenerator<TrainEvent, void, undefined> {
    const { program, options } = this;
    const recorder = new RunRecorder(
      options.out,
      program.weights,
      { name: program.name, ...options.metadata },
      {
        resumedAt: options.resume?.step,
        ...(options.checkpointEvery === undefined ? {} : { interval: options.checkpointEvery }),
      },
    );
    let loop: TrainLoop | undefined;
    try {
      loop = await TrainLoop.open(program, options);
      if (options.resume) this.#resume(loop, options.resume, recorder);
      this.#last = await loop.snapshot();
      this.#anchor = options.resume ?? { step: 0, slabs: this.#last };
      for await (const event of this.#run(loop, recorder)) {
        recorder.event(event);
        yield event;
      }
    } finally {
      // Not `using`, which is lowered to helpers that every page would load.
      loop?.[Symbol.dispose]();
      recorder.flush();
    }
  }

  async *#run(loop: TrainLoop, recorder: RunRecorder): AsyncGenerator<TrainEvent, void, undefined> {
    const { program, options } = this;
    const { settings } = program;
    const { data, signal } = options;
    const { steps, validateEvery } = loop.schedule;
    const began = performance.now();
    yield loop.startEvent();

    let stopped: EndEvent["stopped"];
    let evaluated = -1;
    let scores: Scores | undefined;
    // A run that was stopped where an evaluation was due makes it now.
    let isDue = options.resume !== undefined && loop.done > 0 && loop.done % validateEvery === 0;
    while ((loop.done < steps || isDue) && !stopped) {
      const next = Math.min(steps, (Math.floor(loop.done / validateEvery) + 1) * validateEvery);
      const until = isDue ? loop.done : next;
      isDue = false;
      const before = loop.done;
      const isEnough = () => signal?.aborted === true || (loop.done > before && recorder.isDue);
      try {
        yield* loop.steps(until, options.logEvery ?? 1, isEnough);
      } catch (error) {
        throw await this.#failed(error, loop, recorder);
      }
      if (signal?.aborted) stopped = "aborted";
      else if (loop.done < until) {
        // Between two evaluations, for a checkpoint alone.
        await this.#checkpoint(loop, recorder);
        continue;
      }
      const now = await loop.snapshot();
      await this.#check(loop, recorder, now);
      this.#last = now;
      recorder.weights("last", this.#last, { step: String(loop.done) });
      // Before the evaluation: one that is made again is the same. Where epochs are short, no step is between two of them.
      if (stopped || (recorder.isDue && loop.done < steps)) await this.#checkpoint(loop, recorder);
      if (!data?.validation || stopped) continue;

      scores = await loop.evaluate("validation");
      evaluated = loop.done;
      yield { type: "eval", step: loop.done, ...scores, split: "validation", ...loop.epoch(loop.done - 1) };
      if (isBetter(scores, this.#best, settings.keep)) {
        this.#best = { ...scores, step: loop.done, weights: this.#last };
        this.#keepBest(this.#best, recorder);
      }
      this.#worse = this.#improved(scores) ? 0 : this.#worse + 1;
      if (settings.patience !== undefined && this.#worse >= settings.patience) stopped = "patience";
    }

    const best = this.#best;
    const useBest = best !== undefined && (settings.keep !== undefined || settings.patience !== undefined);
    if (useBest) {
      restore(loop.slabs, best.weights);
      scores = best;
    }
    // Where nothing told better from worse, the last weights are the best there are.
    if (!best) recorder.weights("best", this.#last!, { step: String(loop.done) });
    const final = await this.#finalScores(loop, scores, useBest || evaluated === loop.done);
    yield {
      type: "end",
      step: loop.done,
      ...final,
      seconds: (performance.now() - began) / 1000,
      ...(stopped ? { stopped } : {}),
      ...(best ? { best: { step: best.step, loss: best.loss, metrics: best.metrics } } : {}),
      ...(options.out ? { run: options.out.path } : {}),
    };
  }

  #lowest = Infinity;
  /** Evaluations since the validation loss last fell. */
  #worse = 0;

  async #checkpoint(loop: TrainLoop, recorder: RunRecorder): Promise<void> {
    const best = this.#best;
    const state = await loop.checkpoint();
    await this.#check(loop, recorder, state.slabs);
    recorder.checkpoint({
      ...state,
      worse: this.#worse,
      lowest: this.#lowest,
      ...(best ? { best } : {}),
    });
    this.#anchor = state;
  }

  /** Weights that are no numbers are not kept, but end the run. */
  async #check(loop: TrainLoop, recorder: RunRecorder, from: Snapshot): Promise<void> {
    const error = checkWeights(this.program.weights, loop.done, from);
    if (error) throw await this.#failed(error, loop, recorder);
  }

  /** Keeps the weights from before and says what is to be said of an error. */
  async #failed(error: unknown, loop: TrainLoop, recorder: RunRecorder): Promise<unknown> {
    recorder.weights("last", this.#last!, {});
    if (!(error instanceof NotFinite)) return error;
    const { locate, onSearch } = this.options;
    if (locate) onSearch?.(error.step);
    return explain(error, loop, this.#anchor!, locate);
  }

  #resume(loop: TrainLoop, from: Checkpoint, recorder: RunRecorder): void {
    loop.resume(from);
    this.#worse = from.worse;
    this.#lowest = from.lowest;
    this.#best = from.best;
    // Their file may not have been written yet, or be of an evaluation that is made again.
    if (from.best) this.#keepBest(from.best, recorder);
  }

  #keepBest({ step, loss, weights }: Best, recorder: RunRecorder): void {
    recorder.weights("best", weights, { step: String(step), loss: String(loss) });
  }

  /** Early stopping looks at the loss, whatever `keep` names. */
  #improved({ loss }: Scores): boolean {
    if (!(loss < this.#lowest)) return false;
    this.#lowest = loss;
    return true;
  }

  /**
   * The scores of the test data where there is some, else of the validation data, else of the training: the loss at the
   * final weights of a program without data, the mean over the last epoch's steps of one with data, whose metrics are those
   * of the final weights all the same.
   */
  async #finalScores(
    loop: TrainLoop,
    known: Scores | undefined,
    isKnown: boolean,
  ): Promise<Scores & { split: Split }> {
    const { data, signal } = this.options;
    const of = (split: Split, { loss, metrics }: Scores) => ({ split, loss, metrics });
    // Ctrl-C wants an end, not an evaluation.
    if (signal?.aborted) return known ? of("validation", known) : of("train", loop.trainingScores());
    if (data?.test) return of("test", await loop.evaluate("test"));
    if (data?.validation)
      return of("validation", isKnown && known ? known : await loop.evaluate("validation"));
    if (!data) return of("train", await loop.evaluate("train"));
    const metrics = this.program.metrics.length > 0 ? (await loop.evaluate("train")).metrics : {};
    return of("train", { ...loop.trainingScores(), metrics });
  }
}

function isBetter(scores: Scores, best: Scores | undefined, keep: string | undefined): boolean {
  if (keep === undefined || keep === "loss") return scores.loss < (best?.loss ?? Infinity);
  const value = scores.metrics[keep];
  if (value === undefined) {
    throw runtimeError("badRunSetting", `\`keep\` names \`${keep}\`, which is no metric of this training`, {
      notes: [
        `it has ${
          Object.keys(scores.metrics)
            .map((m) => `\`${m}\``)
            .join(", ") || "none"
        }`,
      ],
    });
  }
  const before = best?.metrics[keep];
  if (before === undefined) return !Number.isNaN(value);
  return LOWER_IS_BETTER.test(keep) ? value < before : value > before;
}
