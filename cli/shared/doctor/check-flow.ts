/**
 * Does the gradient arrive? At every weight, and at the first layers about as strong as at the last.
 */
import { isOp, type Node } from "../../../compiler/ir/graph.ts";
import type { Weight } from "../../../compiler/program.ts";
import type { Span } from "../../../grammar/ast.ts";
import { layerOf } from "./anatomy.ts";
import { failure, type Finding, figure, listed, ok, skipped, warning } from "./finding.ts";
import { type Batch, median, norm, type Probe, type Trained } from "./probe.ts";

/** By how much the gradient may differ from one end to the other. */
const UNEVEN = 1e-3;
const LOST = 1e-6;

/** Weights that never move: those that no loss reaches, and those whose gradient is 0 at the start and after some steps. */
export function checkArrival(probe: Probe, trained: Trained | undefined): Finding {
  const { train, anatomy, step } = probe;
  const params = train.weights.filter((w) => w.kind === "param");
  if (params.length === 0) return skipped("arrival", "there are no weights");
  const reached = new Set(anatomy.weightNodes.map((n) => n.attrs.name));
  const withGradient = new Set(step.gradients.map((g) => g.path));
  const unused = params.filter((w) => !reached.has(w.path));
  const frozen = params.filter((w) => reached.has(w.path) && !withGradient.has(w.path));
  const zeroIn = (gradients: Probe["startingGradients"]) =>
    new Set([...gradients].filter(([, g]) => g.every((v) => v === 0)).map(([path]) => path));
  const first = zeroIn(probe.startingGradients);
  // A weight behind one that starts at 0 gets its gradient once that one has moved.
  const again = first.size > 0 && trained !== undefined;
  const later = again ? zeroIn(probe.gradients(trained.slabs, probe.batches(1)[0]!)) : first;
  const zero = params.filter((w) => first.has(w.path) && later.has(w.path));
  const names = (of: readonly Weight[]) => of.map((w) => w.path);
  const measured = {
    weights: params.length,
    unused: names(unused),
    frozen: names(frozen),
    zero: names(zero),
  };
  const spot = (w: Weight) => {
    const node = anatomy.weightNodes.find((n) => n.attrs.name === w.path);
    return anatomy.label(node === undefined ? [w.span] : anatomy.spansOf(node), "used here");
  };
  // A bias may cancel out, as before a normalization or in a difference of two scores.
  const moved = new Set(params.filter((w) => !zero.includes(w)).map((w) => layerOf(w.path)));
  const idle = zero.filter((w) => w.shape.length < 2 && moved.has(layerOf(w.path)));
  if (zero.length > idle.length) {
    const most = zero.length >= withGradient.size / 2;
    const title = `the gradient of ${listed(names(zero).map((n) => `\`${n}\``))} is 0 everywhere`;
    const remedy =
      "look for dead units, saturated activations or a product with 0 between these weights and the loss";
    const parts = { measured, labels: spot(zero[0]!) };
    return most ? failure("arrival", title, remedy, parts) : warning("arrival", title, remedy, parts);
  }
  if (unused.length > 0)
    return warning(
      "arrival",
      `no loss depends on ${listed(names(unused).map((n) => `\`${n}\``))}`,
      "use what the layer returns in the loss, or leave the layer out",
      { measured, labels: anatomy.label([spanOf(probe, unused[0]!)], "never trained") },
    );
  const still =
    frozen.length === 0 ? "" : `; ${listed(names(frozen))} ${frozen.length === 1 ? "is" : "are"} frozen`;
  return ok(
    "arrival",
    `${withGradient.size === 1 ? "the weight gets" : `all ${withGradient.size} weights get`} a gradient${still}`,
    measured,
  );
}

/** Where the instance that a weight belongs to is applied, or else the weight's own declaration. */
function spanOf({ train }: Probe, w: Weight): Span {
  return train.instances.find((i) => i.path === layerOf(w.path))?.span ?? w.span;
}

interface LayerFlow {
  readonly layer: string;
  readonly node: Node;
  /** |gradient| / |weight|: by how much a step of size 1 would change the layer. */
  readonly flow: number;
}

/** The gradient by layer, from the first to the last, on each chain of layers that have one loss. */
export function checkFlow(probe: Probe): Finding {
  const { anatomy, train } = probe;
  const [batch] = probe.batches(1) as [Batch];
  const slabs = probe.slabs("f64");
  const gradients = probe.startingGradients;
  const layers = anatomy.weightNodes.flatMap((node): LayerFlow[] => {
    const weight = train.weights.find((w) => w.path === node.attrs.name);
    const gradient = weight && gradients.get(weight.path);
    if (!weight || !gradient || weight.shape.length < 2 || isTable(probe, node)) return [];
    const [value] = probe.values([node], slabs, batch);
    const size = norm(value!.data);
    return size > 0 && norm(gradient) > 0
      ? [{ layer: layerOf(weight.path), node, flow: norm(gradient) / size }]
      : [];
  });
  const chains = anatomy.losses.length === 1 ? [layers] : byInstance(layers);
  const long = chains.filter((c) => c.length >= 2);
  if (long.length === 0) return skipped("flow", "fewer than two layers have weights");
  const judged = long.map((chain) => {
    // With many layers the ends are their quarters, so that a single odd one decides nothing.
    const end = Math.max(1, Math.floor(chain.length / 4));
    const first = median(chain.slice(0, end).map((l) => l.flow));
    const last = median(chain.slice(-end).map((l) => l.flow));
    return { chain, ratio: first / last };
  });
  const odd = judged.reduce((a, b) => (Math.abs(Math.log(b.ratio)) > Math.abs(Math.log(a.ratio)) ? b : a));
  const { chain, ratio } = odd;
  const [start, end] = [chain[0]!, chain.at(-1)!];
  const measured = {
    ratio,
    first: start.layer,
    last: end.layer,
    layers: chain.length,
    firstNorm: start.flow,
    lastNorm: end.flow,
  };
  if (ratio >= UNEVEN && ratio <= 1 / UNEVEN)
    return ok(
      "flow",
      `the gradient by the weight is ${figure(start.flow)} in \`${start.layer}\`, ${figure(end.flow)} in \`${end.layer}\``,
      measured,
    );
  const profile = sampled(chain, 6).map((l) => `\`${l.layer}\` ${figure(l.flow)}`);
  const notes = [`the gradient's length by the weight's: ${profile.join(", ")}`];
  if (ratio < UNEVEN) {
    const lost = chain.filter((l) => l.flow < UNEVEN * end.flow);
    const parts = {
      measured: { ...measured, vanished: lost.map((l) => l.layer) },
      labels: anatomy.label(anatomy.spansOf(start.node), "hardly any gradient comes here"),
      notes,
    };
    const title = `the gradient vanishes: ${listed(lost.map((l) => `\`${l.layer}\``))} ${lost.length === 1 ? "gets" : "get"} ${figure(ratio)} of what \`${end.layer}\` gets`;
    const remedy =
      "use relu or gelu with `he_normal` weights, residual connections (`x + layer(x)`), or a normalization after each layer";
    return ratio < LOST ? failure("flow", title, remedy, parts) : warning("flow", title, remedy, parts);
  }
  const parts = {
    measured,
    labels: anatomy.label(anatomy.spansOf(start.node), "the gradient is largest here"),
    notes,
  };
  const title = `the gradient explodes: \`${start.layer}\` gets ${figure(ratio)} times what \`${end.layer}\` gets`;
  const remedy =
    "start with smaller weights (`glorot`, `he_normal`), normalize after each layer, or clip with `clip: 1.0`";
  return ratio > 1 / LOST ? failure("flow", title, remedy, parts) : warning("flow", title, remedy, parts);
}

/** A table of embeddings: most of its rows have no part in a batch. */
function isTable(probe: Probe, node: Node): boolean {
  return probe.anatomy.forward.some((n) => isOp(n, "gather") && n.in[0] === node);
}

function byInstance(layers: readonly LayerFlow[]): LayerFlow[][] {
  const groups = new Map<string, LayerFlow[]>();
  for (const l of layers) {
    const root = l.layer.split(".")[0]!;
    groups.set(root, [...(groups.get(root) ?? []), l]);
  }
  return [...groups.values()];
}

/** Some of a list, both ends among them. */
function sampled<T>(list: readonly T[], most: number): T[] {
  if (list.length <= most) return [...list];
  return Array.from({ length: most }, (_, i) => list[Math.round((i * (list.length - 1)) / (most - 1))]!);
}
