/**
 * The page: trains the program of `digits.nn`, shows how it goes, and asks it what it reads.
 */
import { type Model, open, type TrainEvent } from "../digits.nn";
import { Curve } from "./curve";
import { type Digits, loadDigits, PIXELS } from "./data";
import { Pad } from "./pad";

function find<E extends Element>(id: string): E {
  return document.querySelector<E>(`#${id}`)!;
}

const trainButton = find<HTMLButtonElement>("train");
const sampleButton = find<HTMLButtonElement>("sample");
const progress = find<HTMLProgressElement>("progress");
const curve = new Curve(find("curve"));
const pad = new Pad(find("pad"), () => void ask());

/** Opened when it is first needed: the device with the network on it, and the data. */
let opened: Promise<readonly [Model, Digits]> | undefined;
let training: AbortController | undefined;
let isTrained = false;
/** The test digit that the pad shows, with what it is. */
let shown: { readonly x: Float32Array; readonly y: number } | undefined;

function say(id: string, text: string): void {
  find(id).textContent = text;
}

async function ready(): Promise<readonly [Model, Digits]> {
  opened ??= Promise.all([open(), loadDigits()]);
  opened.catch(() => (opened = undefined));
  return opened;
}

async function train(): Promise<void> {
  training = new AbortController();
  trainButton.textContent = "Stop";
  say("status", "Starting …");
  try {
    const [model, digits] = await ready();
    let steps = 1;
    for await (const event of model.train({ ...digits }, { signal: training.signal })) {
      if (event.type === "start") ({ steps } = event);
      show(event, steps);
    }
    isTrained = true;
    sampleButton.disabled = false;
    await ask();
  } catch (error) {
    say("status", (error as Error).message);
  }
  training = undefined;
  trainButton.textContent = isTrained ? "Train again" : "Train";
}

function show(event: TrainEvent, steps: number): void {
  if (event.type === "start") {
    curve.start(steps);
    say("status", `Training ${event.parameters.toLocaleString("en-US")} weights on ${event.device}.`);
  } else if (event.type === "step") {
    curve.step(event.loss);
    progress.value = (event.step + 1) / steps;
    say("step", `${event.step + 1} of ${steps}`);
    say("loss", event.loss.toPrecision(3));
  } else if (event.type === "eval") {
    curve.judged(event.step, event.loss);
    say("accuracy", percent(event.metrics.accuracy));
  } else {
    say("accuracy", percent(event.metrics.accuracy));
    const rate = `${((1000 * event.seconds) / Math.max(1, event.step)).toFixed(1)} ms a step`;
    say(
      "status",
      event.stopped === "aborted"
        ? `Stopped after ${event.step} steps, ${rate}. It can be asked all the same.`
        : `Trained: it reads ${percent(event.metrics.accuracy)} of the digits that it has never seen. ${rate}.`,
    );
  }
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** What the network says of what the pad shows. */
async function ask(): Promise<void> {
  const x = shown?.x ?? pad.read();
  if (!isTrained || training) return;
  if (!x) return say("answer", "Draw a digit.");
  try {
    const [model] = await ready();
    const { digit } = await model.predict({ x });
    const answer = `It reads a ${digit[0]}.`;
    say("answer", shown ? `${answer} It is a ${shown.y}.` : answer);
  } catch (error) {
    say("answer", (error as Error).message);
  }
}

trainButton.addEventListener("click", () => {
  if (training) training.abort();
  else void train();
});

find("pad").addEventListener("pointerdown", () => (shown = undefined));

find("clear").addEventListener("click", () => {
  shown = undefined;
  pad.clear();
  say("answer", isTrained ? "Draw a digit." : "Train it first.");
});

sampleButton.addEventListener("click", async () => {
  const [, { test }] = await ready();
  const i = Math.floor(Math.random() * test.y.length);
  shown = { x: test.x.subarray(i * PIXELS, (i + 1) * PIXELS), y: test.y[i]! };
  pad.put(shown.x);
  await ask();
});

// The program was edited while the page is open: the network has kept what still fits.
import.meta.hot?.on("vite:afterUpdate", () => void ask());
