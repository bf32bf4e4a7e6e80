/**
 * What `nn report --samples` does: the samples of a run anew, from its best weights.
 */
import { explained } from "./predict.ts";
import { saveSamples, showing } from "./pictures.ts";
import { findTrained, openDeviceOf, openTrained } from "./trained.ts";

/** Takes what time it needs: somebody asked for it. */
export async function sampleAgain(folder: string): Promise<void> {
  const found = findTrained(folder, {});
  const known = openTrained(found, {}, false);
  await explained(known, async () => {
    const needs = showing(known);
    if (needs === "nothing") return;
    const trained = needs === "data" ? openTrained(found, {}, true) : known;
    const { dataProgram, data, tensors: weights, moment } = trained;
    using opened = await openDeviceOf(found, {});
    await saveSamples(
      folder,
      {
        ...trained,
        weights,
        moment,
        backend: opened.backend,
        ...(needs === "data" && dataProgram !== undefined ? { trainData: data.load(dataProgram) } : {}),
      },
      Infinity,
    );
  });
}
