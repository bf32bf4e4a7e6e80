/**
 * Stands for `weights.ts` in the small runtime: names in a file are the program's own, or with or without those of
 * the only instance, and what does not fit is told by its first name.
 */
import { runtimeError } from "../errors.ts";
import type { WeightPlace, Weights } from "../weights.ts";

export { fillSlabs, heldSlabs, restore, snapshot, weightsOf } from "../weights.ts";

export function takeWeights(
  places: readonly WeightPlace[],
  tensors: Weights,
  file: string,
  { prefix }: { readonly prefix?: string } = {},
): Weights {
  const inner = (path: string) => path.slice(path.indexOf(".") + 1);
  const found = (path: string) => {
    const outer = [...tensors.keys()].filter((name) => inner(name) === path);
    return tensors.get(path) ?? tensors.get(inner(path)) ?? (outer[1] ? undefined : tensors.get(outer[0]!));
  };
  return new Map(
    places.flatMap(({ path, shape }) => {
      if (prefix && !`${path}.`.startsWith(`${prefix}.`)) return [];
      const tensor = found(path);
      if (tensor?.shape.join() === shape.join()) return [[path, tensor]];
      throw runtimeError(
        "weightsDiffer",
        `the weights in ${file} do not fit: \`${path}\` is [${shape.join(", ")}] here, and ${tensor ? `[${tensor.shape.join(", ")}]` : "missing"} there`,
      );
    }),
  );
}
