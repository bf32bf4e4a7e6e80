/** A page whose training is driven from outside, a part at a time. */
import { open } from "./small.nn";

const COUNT = 64;
const x = Float32Array.from({ length: 2 * COUNT }, (_, i) => Math.sin(i));
const y = Float32Array.from({ length: COUNT }, (_, i) => x[2 * i] / 2 - x[2 * i + 1]);

let model;
let run;

window.page = {
  updates: 0,
  async start(options) {
    model ??= await open();
    run = model.train({ x, y }, options);
  },
  /** Goes on to a step, or to the end of the run, which then waits there; tells the other events, and the losses at both ends. */
  async until(step) {
    const told = { kinds: [], first: undefined, last: undefined };
    for (;;) {
      const { done, value: event } = await run.next();
      if (done) return told;
      if (event.type !== "step") told.kinds.push(event.type);
      else {
        told.first ??= event.loss;
        told.last = event.loss;
        if (event.step >= step) return told;
      }
    }
  },
  /** Goes on to the next event of a kind. */
  async next(type) {
    for (;;) {
      const { done, value: event } = await run.next();
      if (done || event.type === type) return event;
    }
  },
  predict: async () => Array.from((await model.predict({ x })).guess),
  save: () => Array.from(new Uint8Array(model.save())),
  close() {
    model.destroy();
    model = run = undefined;
  },
};

import.meta.hot?.on("vite:afterUpdate", () => window.page.updates++);
