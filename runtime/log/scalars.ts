/**
 * The numbers of a training's events as curves: one name for each, the same in TensorBoard, in `nn compare` and in the
 * report. What comes before the `/` says where a value was taken: `train`, `validation`, `test`, `param` for the scalar
 * parameters of a `train` without layers; or, with a weight's path after it, what of the weight it is: the norms of its
 * `gradient` and of the `weight` itself, and how large its update was as a part of it (`update_ratio`).
 */
import type { TrainEvent } from "../events.ts";

/** The values that an event adds to curves, by name. */
export function scalarsOf(event: TrainEvent): Record<string, number> {
  switch (event.type) {
    case "start":
      return {};
    case "step": {
      const values: Record<string, number> = { "train/loss": event.loss };
      if (event.lr !== undefined) values["train/lr"] = event.lr;
      for (const [name, value] of Object.entries(event.losses ?? {})) values[`train/${name}`] = value;
      for (const [name, value] of Object.entries(event.params ?? {})) values[`param/${name}`] = value;
      if (event.gradient) values["train/grad_norm"] = event.gradient.norm;
      for (const [path, w] of Object.entries(event.gradient?.weights ?? {})) {
        values[`gradient/${path}`] = w.gradient;
        values[`weight/${path}`] = w.weight;
        // What is 0 has no parts; biases start so.
        if (w.weight > 0) values[`update_ratio/${path}`] = w.update / w.weight;
      }
      return values;
    }
    case "eval":
      return scores(event.split, event);
    case "end":
      // Of the training data it is a mean over steps that are curves already; the last evaluation is one too.
      return event.split === "test" ? scores("test", event) : {};
  }
  return event satisfies never;
}

function scores(
  split: string,
  { loss, metrics }: { readonly loss: number; readonly metrics: Readonly<Record<string, number>> },
): Record<string, number> {
  return {
    [`${split}/loss`]: loss,
    ...Object.fromEntries(Object.entries(metrics).map(([name, value]) => [`${split}/${name}`, value])),
  };
}
