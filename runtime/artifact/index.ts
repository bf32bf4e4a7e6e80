/**
 * The runtime of what `nn build` makes: training, evaluation and prediction in a page, without the compiler.
 */
import { compiled } from "../backend.ts";
import { openDevice } from "../device.ts";
import { webgpu } from "../executor.ts";
import { type Artifact, functionsOf, type Model, Opened, type OpenOptions } from "./model.ts";
import { type PackedProgram, planOf, unpack } from "./program.ts";

/**
 * The functions of a module that `nn build` made. `built` are the weights that lie beside it, `starts` those of `from`, which
 * a training begins with.
 */
export function artifact(packed: PackedProgram, built?: URL | string, starts?: URL | string): Artifact {
  const program = unpack(packed);
  return functionsOf(async ({ weights = built }: OpenOptions = {}): Promise<Model> => {
    const model = new Opened(packed, program, compiled(webgpu(await openDevice()), planOf), starts);
    try {
      if (weights) await model.load(weights);
    } catch (error) {
      model.destroy();
      throw error;
    }
    return model;
  });
}
