/**
 * Are the gradients right? Against finite differences of the loss in double precision, and the device's against the
 * interpreter's.
 *
 * The derivative along a direction d is (L(w + h d) - L(w - h d)) / 2h, and it should be <gradient, d>. One direction takes in
 * some entries of every weight, scaled so that each weight has an equal part in it: a weight of a hundred whose gradient is
 * wrong by a tenth is a thousandth of the sum, far above the error of the difference. Where a sum disagrees, its halves tell
 * which weight it is. What `stop_grad` holds back is held at its value, as it is for the gradient.
 */
import { isOp, type Node, sizeOf } from "../../../compiler/ir/graph.ts";
import type { Tensor } from "../../../compiler/ops/def.ts";
import { randomUniform } from "../../../compiler/threefry.ts";
import type { Computation, Weight } from "../../../compiler/program.ts";
import type { HostSlabs } from "../../../compiler/interpret/backend.ts";
import type { Backend } from "../../../runtime/backend.ts";
import { f32FromF16 } from "../../../runtime/data/half.ts";
import { fillSlabs } from "../../../runtime/weights.ts";
import { failure, type Finding, figure, listed, ok, skipped, warning } from "./finding.ts";
import { type Batch, distance, norm, type Probe } from "./probe.ts";
import { rewritten } from "./rewrite.ts";

/** Entries of a weight that a direction changes. */
const ENTRIES = 48;
/** Step sizes, as fractions of a weight's size: large ones are exact in the arithmetic, small ones pass kinks by. */
const STEPS = [1e-4, 1e-5, 1e-6];
/** What two correct derivatives may differ by, relatively. */
const AGREE = 1e-4;
/** Kinks are a matter of chance: so many directions are tried before a weight is in doubt. */
const TRIES = 3;

interface Comparison {
  readonly error: number;
  /** The one-sided differences disagree: there is a kink between. */
  readonly kink: boolean;
}

export function checkDifferences(probe: Probe): Finding {
  const weights = probe.train.weights.filter((w) => probe.step.gradients.some((g) => g.path === w.path));
  if (weights.length === 0) return skipped("gradients", "no weight has a gradient");
  const check = new Differences(probe);
  const wrong: { weight: Weight; error: number }[] = [];
  let [worst, doubtful] = [0, 0];
  /** Halves a group of weights until those that disagree are alone. */
  const search = (group: readonly Weight[], loss: number): void => {
    const found = check.compare(group, loss, group.length === 1 ? TRIES : 1);
    if (found.error <= AGREE) {
      worst = Math.max(worst, found.error);
      return;
    }
    if (group.length > 1) {
      const half = Math.ceil(group.length / 2);
      search(group.slice(0, half), loss);
      search(group.slice(half), loss);
    } else if (found.kink) doubtful++;
    else wrong.push({ weight: group[0]!, error: found.error });
  };
  for (const group of check.groups(weights)) {
    const error = Math.min(...group.losses.map((loss) => check.compare(group.weights, loss, 1).error));
    if (error <= AGREE) worst = Math.max(worst, error);
    else {
      const nearest = [...group.losses].sort(
        (a, b) => check.compare(group.weights, a, 1).error - check.compare(group.weights, b, 1).error,
      );
      search(group.weights, nearest[0]!);
    }
  }
  const measured = { worst, weights: weights.length, inDoubt: doubtful };
  if (wrong.length === 0)
    return ok(
      "gradients",
      `${weights.length === 1 ? "the gradient of the weight is" : `the gradients of ${weights.length} weights are`} those of finite differences, to ${figure(Math.max(worst, 1e-16))}${doubtful > 0 ? ` (${doubtful} at a kink)` : ""}`,
      measured,
    );
  const worstOf = wrong.reduce((a, b) => (b.error > a.error ? b : a));
  return failure(
    "gradients",
    `the gradient of ${listed(wrong.map((w) => `\`${w.weight.path}\``))} is not that of finite differences: ${figure(100 * worstOf.error)} % apart`,
    "this is a bug of nn unless the loss jumps: please report it with the program",
    {
      measured: { ...measured, wrong: wrong.map((w) => w.weight.path), error: worstOf.error },
      labels: probe.anatomy.label(check.spansOf(worstOf.weight), "this weight"),
    },
  );
}

class Differences {
  readonly #slabs: HostSlabs;
  readonly #batch: Batch;
  readonly #gradients: ReadonlyMap<string, Tensor["data"]>;
  readonly #losses: readonly Node[];
  /** What `stop_grad` gave at the weights themselves, by the input that stands for it. */
  readonly #held: ReadonlyMap<string, Tensor["data"]>;
  readonly #start: readonly number[];

  constructor(readonly probe: Probe) {
    this.#slabs = probe.slabs("f64");
    this.#batch = probe.batches(1)[0]!;
    this.#gradients = probe.startingGradients;
    const { anatomy } = probe;
    const losses = anatomy.losses.map((l) => l.node);
    const stops = anatomy.forward.filter((n) => n.op === "stopGrad");
    const values = probe.values([...losses, ...stops], this.#slabs, this.#batch);
    this.#start = values.slice(0, losses.length).map((v) => v.data[0]!);
    this.#held = new Map(stops.map((n, i) => [held(n), values[losses.length + i]!.data]));
    const { at } = rewritten(probe.step.graph, losses, (b, node) =>
      isOp(node, "stopGrad")
        ? b.input({ name: held(node), role: "argument", dtype: node.type.dtype, shape: node.type.shape })
        : undefined,
    );
    this.#losses = losses.map(at);
  }

  /**
   * Weights that are compared together, with the losses that their gradients may be of: with several `minimize`, each
   * changes instances of its own.
   */
  groups(weights: readonly Weight[]): { weights: readonly Weight[]; losses: readonly number[] }[] {
    const losses = this.#losses.map((_, i) => i);
    if (losses.length === 1) return [{ weights, losses }];
    const groups = new Map<string, Weight[]>();
    for (const w of weights) {
      const root = w.path.split(".")[0]!;
      groups.set(root, [...(groups.get(root) ?? []), w]);
    }
    return [...groups.values()].map((group) => ({ weights: group, losses }));
  }

  spansOf(weight: Weight): ReturnType<Probe["anatomy"]["spansOf"]> {
    const node = this.probe.anatomy.weightNodes.find((n) => n.attrs.name === weight.path);
    return node === undefined ? [weight.span] : this.probe.anatomy.spansOf(node);
  }

  /** The least error over step sizes and directions. */
  compare(weights: readonly Weight[], loss: number, tries: number): Comparison {
    let best: Comparison = { error: Infinity, kink: false };
    for (let attempt = 0; attempt < tries; attempt++) {
      const direction = weights.map((w) => this.#direction(w, attempt));
      const analytic = direction.reduce((sum, d) => sum + d.slope, 0);
      for (const h of STEPS) {
        const up = this.#lossAlong(weights, direction, h, loss);
        const down = this.#lossAlong(weights, direction, -h, loss);
        const numeric = (up - down) / (2 * h);
        const apart = Math.abs(numeric - analytic);
        // Rounding leaves an error of its own, whatever the derivative.
        const noise = (1e-13 * Math.max(1, Math.abs(this.#start[loss]!))) / h;
        const error = Math.max(0, apart - noise) / Math.max(Math.abs(numeric), Math.abs(analytic), 1e-12);
        const bend = Math.abs(up - 2 * this.#start[loss]! + down) / h;
        if (error < best.error) best = { error, kink: bend > 0.2 * apart };
        if (best.error <= AGREE) return best;
      }
    }
    return best;
  }

  /** Some entries of a weight, how far each goes, and by how much the loss should change on the way. */
  #direction(
    w: Weight,
    attempt: number,
  ): { entries: readonly number[]; by: readonly number[]; slope: number } {
    const size = sizeOf(w.shape);
    const gradient = this.#gradients.get(w.path)!;
    const values = this.#slabs.data(w.slab).subarray(w.offset, w.offset + size);
    const draw = (i: number, lane: 0 | 1) => randomUniform(7, w.offset, attempt, i, lane);
    const count = Math.min(size, ENTRIES);
    const entries = Array.from({ length: count }, (_, i) =>
      size <= ENTRIES ? i : Math.floor(draw(i, 0) * size),
    );
    const unique = [...new Set(entries)];
    // Along the gradient's signs nothing cancels; where it is 0 the loss must not change either way.
    const raw = unique.map(
      (e, i) =>
        (gradient[e]! === 0 ? Math.sign(draw(i, 1) - 0.5) : Math.sign(gradient[e]!)) * (0.5 + draw(i, 1)),
    );
    const slope = unique.reduce((sum, e, i) => sum + gradient[e]! * raw[i]!, 0);
    const usual = norm(values) / Math.sqrt(size);
    // The loss changes by h through each weight, unless that took more than h times the weight itself.
    const scale = Math.min(usual > 0 ? usual : 1, slope > 0 ? 1 / slope : Infinity);
    return { entries: unique, by: raw.map((r) => r * scale), slope: slope * scale };
  }

  #lossAlong(
    weights: readonly Weight[],
    direction: readonly { entries: readonly number[]; by: readonly number[] }[],
    h: number,
    loss: number,
  ): number {
    const undo: (() => void)[] = [];
    weights.forEach((w, k) => {
      const data = this.#slabs.data(w.slab);
      const { entries, by } = direction[k]!;
      entries.forEach((e, i) => {
        const at = w.offset + e;
        const before = data[at]!;
        undo.push(() => (data[at] = before));
        data[at] = before + h * by[i]!;
      });
    });
    const batch: Batch = new Map([...this.#batch, ...this.#held]);
    const [value] = this.probe.values([this.#losses[loss]!], this.#slabs, batch);
    for (const back of undo) back();
    return value!.data[0]!;
  }
}

function held(node: Node): string {
  return `stop_grad ${node.id}`;
}

// ---------------------------------------------------------------- the device

/** What single precision may differ by; half precision has a tenth of the digits. */
const TOLERANCE = { f32: 2e-3, f16: 1e-1 } as const;

/** The losses and all gradients of a batch, on the device and on the interpreter. */
export async function checkDevice(
  probe: Probe,
  device: Backend<Computation> | undefined,
  why: string,
): Promise<Finding> {
  if (device === undefined) return skipped("device", why);
  const { step, train } = probe;
  const outputs = [
    ...probe.anatomy.losses.map((l) => ({ name: l.name, node: l.node })),
    ...step.gradients.map((g) => ({ name: `gradient of ${g.path}`, node: g.node })),
  ];
  const [batch] = probe.batches(1) as [Batch];
  const expected = probe.values(outputs.map((o) => o.node), probe.slabs("f32"), batch); // prettier-ignore
  using slabs = device.newSlabs();
  fillSlabs(slabs, train.slabs, train.weights, probe.initial);
  using runner = await device.load(
    { name: "doctor", graph: step.graph, outputs, updates: [], reported: [], gradients: [] },
    slabs,
    { ring: 1 },
  );
  runner.enqueue({ seed: probe.seed, step: 0, total_steps: probe.totalSteps, epoch: 0 }, (inputs) => {
    for (const { name } of runner.inputs) inputs[name]!.set(batch.get(name)!);
  });
  const results = await runner.submit();
  // A gradient that is nothing beside the others is compared on their scale.
  const largest = Math.max(...expected.map((e) => norm(e.data)));
  let worst = { name: "", error: 0 };
  outputs.forEach((o, i) => {
    const stored = results.tensor(0, o.name);
    const found = stored instanceof Uint16Array ? Float32Array.from(stored, f32FromF16) : stored;
    const error =
      distance(found, expected[i]!.data) / Math.max(norm(expected[i]!.data), 1e-6 * largest, 1e-30);
    if (!(error <= worst.error)) worst = { name: o.name, error: Number.isNaN(error) ? Infinity : error };
  });
  const measured = { worst: Number.isFinite(worst.error) ? worst.error : "infinite", of: worst.name };
  const where = `${device.description.replace(/^webgpu: /, "")}`;
  if (worst.error <= TOLERANCE[train.settings.precision])
    return ok(
      "device",
      `losses and gradients of ${where} are the interpreter's, to ${figure(worst.error)}`,
      measured,
    );
  const title = `the ${worst.name} on ${where} is ${figure(100 * worst.error)} % off the interpreter's`;
  if (worst.error < 0.05)
    return warning(
      "device",
      title,
      "single precision is not enough here: look for differences of large numbers",
      { measured },
    );
  return failure(
    "device",
    title,
    "this is a bug of nn or of the device's driver: please report it with the program; `--device cpu` trains without the device",
    { measured },
  );
}
