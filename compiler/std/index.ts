/**
 * The standard library (section 9 of the language), as text: everything here is written in `.nn` and nothing of it is known
 * to the compiler by name.
 */
import activations from "./activations.nn";
import attention from "./attention.nn";
import augmentation from "./augmentation.nn";
import initializers from "./initializers.nn";
import layers from "./layers.nn";
import losses from "./losses.nn";
import masks from "./masks.nn";
import normalization from "./normalization.nn";
import optimizers from "./optimizers.nn";
import recurrent from "./recurrent.nn";
import schedules from "./schedules.nn";

/** The text of each file by its name. */
export const stdFiles: ReadonlyMap<string, string> = new Map([
  ["activations.nn", activations],
  ["attention.nn", attention],
  ["augmentation.nn", augmentation],
  ["initializers.nn", initializers],
  ["layers.nn", layers],
  ["losses.nn", losses],
  ["masks.nn", masks],
  ["normalization.nn", normalization],
  ["optimizers.nn", optimizers],
  ["recurrent.nn", recurrent],
  ["schedules.nn", schedules],
]);
