/**
 * Stands for `not-finite.ts` in the small runtime: it says that a loss or a weight became no number, and does not look for the
 * operation, which only sources explain.
 */
import { runtimeError } from "../errors.ts";

export class NotFinite extends Error {
  constructor(
    readonly step: number,
    readonly what: { readonly name: string; readonly value: number },
  ) {
    super();
  }
}

/** Only of watched steps, which there are none of. */
export const brokenWeight = (): undefined => undefined;
export const checkWeights = (): undefined => undefined;

export const explain = ({ step, what }: NotFinite): Error =>
  runtimeError("notFinite", `\`${what.name}\` became ${what.value} at step ${step}`, {
    help: "lower the learning rate, or look for extreme values in the data",
  });
