/**
 * A run's `log.jsonl`, read back: its events, and their numbers as curves.
 */
import type { EndEvent, EvalEvent, StartEvent, TrainEvent } from "../events.ts";
import { scalarsOf } from "./scalars.ts";

export interface Point {
  readonly step: number;
  readonly value: number;
}

export interface RunLog {
  readonly start: StartEvent;
  readonly evals: readonly EvalEvent[];
  /** Absent while the run goes on, and where it was killed or failed. */
  readonly end?: EndEvent;
  /** The last step that is known to be done. */
  readonly steps: number;
  /** By name, as `scalarsOf` gives them, in the order in which they first came. */
  readonly curves: ReadonlyMap<string, readonly Point[]>;
}

/** What a log says; an error names the line that is no event. A last line that a kill cut short is left out. */
export function readLog(text: string): RunLog | Error {
  const events = readEvents(text);
  if (events instanceof Error) return events;
  const [start] = events;
  if (start?.type !== "start") return new Error("it does not begin with the start of a run");
  const curves = new Map<string, Point[]>();
  let steps = 0;
  for (const event of events) {
    if (event.type === "start") continue;
    steps = event.type === "step" ? event.step + 1 : event.step;
    for (const [name, value] of Object.entries(scalarsOf(event))) {
      const points = curves.get(name) ?? [];
      curves.set(name, points);
      points.push({ step: event.step, value });
    }
  }
  const end = events.findLast((e) => e.type === "end");
  return { start, evals: events.filter((e) => e.type === "eval"), steps, curves, ...(end && { end }) };
}

/** The events of some lines; what follows the last line end is left out. */
export function readEvents(text: string): TrainEvent[] | Error {
  const lines = text.slice(0, text.lastIndexOf("\n") + 1).split("\n");
  const events: TrainEvent[] = [];
  for (const [i, line] of lines.entries()) {
    if (line === "") continue;
    const event = eventOf(line);
    if (event === undefined) return new Error(`line ${i + 1} is no event of a run`);
    events.push(event);
  }
  return events;
}

const TYPES = new Set<unknown>(["start", "step", "eval", "end"] satisfies TrainEvent["type"][]);
/** Numbers that JSON lacks are texts in a log. */
const NO_NUMBERS = new Map<unknown, number>([
  ["NaN", NaN],
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
]);
/** Fields that are texts. */
const TEXTS = new Set(["name", "device", "run", "split", "type", "stopped"]);

function eventOf(line: string): TrainEvent | undefined {
  try {
    const value: unknown = JSON.parse(line, (key, v: unknown) =>
      TEXTS.has(key) ? v : (NO_NUMBERS.get(v) ?? v),
    );
    const isEvent = typeof value === "object" && value !== null && "type" in value && TYPES.has(value.type);
    return isEvent ? (value as TrainEvent) : undefined;
  } catch {
    return undefined;
  }
}
