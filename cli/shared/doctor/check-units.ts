/**
 * Do the hidden units work? A ReLU that is 0 for every example passes no gradient, and neither does a sigmoid or a hyperbolic
 * tangent at its ends.
 */
import type { Node } from "../../../compiler/ir/graph.ts";
import type { Activation } from "./anatomy.ts";
import { failure, type Finding, figure, listed, ok, percent, skipped, warning } from "./finding.ts";
import type { Batch, Probe } from "./probe.ts";

/** Examples that a unit must have been silent for. */
const SAMPLE = 256;
/** Shares of dead units in a layer. */
const [SOME, MOST] = [0.25, 0.9];
/** A sigmoid's slope is y (1 - y), a tanh's 1 - y²: flat is a fiftieth of the steepest, or less. */
const FLAT = 0.02;
const SATURATED = 0.5;
const STUCK = 0.95;
/** Of fewer units a share says little. */
const FEW = 4;

interface Layer extends Activation {
  /** For each unit, how many values were not 0. */
  readonly alive: Int32Array;
  flat: number;
  count: number;
}

export function checkUnits(probe: Probe): Finding[] {
  const layers = observe(probe);
  const relus = layers.filter((l) => l.kind === "relu" && l.alive.length >= FEW);
  const curved = layers.filter((l) => l.kind !== "relu");
  return [dead(probe, relus), saturated(probe, curved)];
}

function observe(probe: Probe): Layer[] {
  const layers = new Map<Node, Layer>(
    probe.anatomy
      .activations()
      .map((a) => [a.node, { ...a, alive: new Int32Array(a.node.type.shape.at(-1)!), flat: 0, count: 0 }]),
  );
  if (layers.size === 0) return [];
  const slabs = probe.slabs("f32");
  const slope = { relu: () => 1, sigmoid: (y: number) => 4 * y * (1 - y), tanh: (y: number) => 1 - y * y };
  const batches: readonly Batch[] = probe.batches(Math.ceil(SAMPLE / Math.max(1, probe.rows)));
  for (const batch of batches)
    probe.values(probe.anatomy.losses.map((l) => l.node), slabs, batch, {
      onValue(node, { data }) {
        const layer = layers.get(node);
        if (layer === undefined) return;
        const units = layer.alive.length;
        layer.count += data.length;
        for (let i = 0; i < data.length; i++) {
          if (layer.kind === "relu") {
            if (data[i] !== 0) layer.alive[i % units]!++;
          } else if (slope[layer.kind](data[i]!) < FLAT) layer.flat++;
        }
      },
    }); // prettier-ignore
  return [...layers.values()];
}

function dead(probe: Probe, layers: readonly Layer[]): Finding {
  if (layers.length === 0) return skipped("dead-units", "there is no ReLU");
  const counted = layers.map((l) => ({
    ...l,
    silent: l.alive.filter((n) => n === 0).length,
    units: l.alive.length,
  }));
  const share = (l: { silent: number; units: number }) => l.silent / l.units;
  const bad = counted.filter((l) => share(l) >= SOME);
  const total = counted.reduce((sum, l) => sum + l.silent, 0);
  const all = counted.reduce((sum, l) => sum + l.units, 0);
  const measured = { dead: total, units: all, layers: bad.map((l) => l.after) };
  if (bad.length === 0) return ok("dead-units", `${total} of ${all} ReLUs are 0 for every example`, measured);
  const worst = bad.reduce((a, b) => (share(b) > share(a) ? b : a));
  const parts = {
    measured,
    labels: probe.anatomy.label(worst.spans, `${worst.silent} of ${worst.units} are 0 for every example`),
    notes:
      bad.length > 1
        ? [
            `by layer: ${listed(
              bad.map((l) => `after \`${l.after}\` ${l.silent} of ${l.units}`),
              6,
            )}`,
          ]
        : [],
  };
  const title = `dead units: ${worst.silent} of ${worst.units} ReLUs after \`${worst.after}\` are 0 for every example`;
  const remedy =
    "start biases at 0 and weights with `he_normal`, normalize the inputs, or use `leaky_relu` or gelu";
  return share(worst) >= MOST
    ? failure("dead-units", title, remedy, parts)
    : warning("dead-units", title, remedy, parts);
}

function saturated(probe: Probe, layers: readonly Layer[]): Finding {
  if (layers.length === 0) return skipped("saturation", "there is no sigmoid and no tanh");
  const share = (l: Layer) => l.flat / l.count;
  const bad = layers.filter((l) => share(l) >= SATURATED);
  const worst = layers.reduce((a, b) => (share(b) > share(a) ? b : a));
  const measured = { share: share(worst), layers: bad.map((l) => l.after) };
  const what = worst.kind === "tanh" ? "tanh" : "sigmoid";
  if (bad.length === 0)
    return ok(
      "saturation",
      `at most ${percent(share(worst))} of a layer's ${what} values are where it is flat`,
      measured,
    );
  const parts = {
    measured,
    labels: probe.anatomy.label(
      worst.spans,
      `the slope is below ${figure(FLAT)} of the steepest for ${percent(share(worst))}`,
    ),
    notes:
      bad.length > 1
        ? [
            `by layer: ${listed(
              bad.map((l) => `after \`${l.after}\` ${percent(share(l))}`),
              6,
            )}`,
          ]
        : [],
  };
  const title = `saturated: ${percent(share(worst))} of the ${what} values after \`${worst.after}\` are where it is flat`;
  const remedy = "start with smaller weights, normalize the inputs, or use relu or gelu";
  return share(worst) >= STUCK
    ? failure("saturation", title, remedy, parts)
    : warning("saturation", title, remedy, parts);
}
