/**
 * Stands for `weights.ts` in the small runtime: names in a file are the program's own, or those of its only instance, and what
 * does not fit is told by its first name.
 */
import { runtimeError } from "../errors.ts";
import type { WeightPlace, Weights } from "../weights.ts";

export { fillSlabs, heldSlabs, restore, snapshot, weightsOf } from "../weights.ts";

export function takeWeights(places: readonly WeightPlace[], tensors: Weights, file: string): Weights {
  return new Map(
    places.map(({ path, shape }) => {
      const tensor = tensors.get(path) ?? tensors.get(path.slice(path.indexOf(".") + 1));
      if (tensor?.shape.join() === shape.join()) return [path, tensor];
      throw runtimeError(
        "weightsDiffer",
        `the weights in ${file} do not fit: \`${path}\` is [${shape.join(", ")}] here, and ${tensor ? `[${tensor.shape.join(", ")}]` : "missing"} there`,
      );
    }),
  );
}
