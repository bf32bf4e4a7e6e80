/**
 * Does it learn? On a single batch the loss must fall, at the program's own learning rate, and a step must change the weights
 * by a thousandth or so of themselves.
 *
 * The batch is the same at every step, with the same dropout and noise, and the rate stays at the highest of its schedule. If
 * the loss does not fall well, other rates tell whether the rate is to blame.
 */
import { layerOf } from "./anatomy.ts";
import { failure, type Finding, figure, listed, ok, skipped, warning } from "./finding.ts";
import { type Batch, median, type Probe, type Trained } from "./probe.ts";

/** The part of the loss that has to go. */
const [GOOD, SLOW, STUCK] = [0.5, 0.05, 0.02];
/** |change| / |weight| of a step; 1e-3 is usual. */
const [TINY, HUGE] = [1e-5, 0.3];
/** |change| / |weight| of a good step. */
const USUAL = 1e-3;
/** Rates that are tried where the program's own does badly, as multiples of it. */
const OTHERS = [0.1, 0.01, 0.001, 10, 100, 1000];
/** Of fewer steps a program does not expect much. */
const FEW = 12;
/** How many times its first value the loss may rise to on the way. */
const RISE = 2;

export interface Training {
  readonly findings: readonly Finding[];
  /** Absent where it would take too long. */
  readonly trained?: Trained;
}

/** `searches` says whether other rates are tried where the program's own does badly. */
export function checkTraining(probe: Probe, searches: boolean): Training {
  const { anatomy, train } = probe;
  const named = ["overfit", "rate", "updates"];
  const none = (why: string): Training => ({ findings: named.map((check) => skipped(check, why)) });
  if (anatomy.losses.length > 1)
    return none("there are several losses, and each changes what the others see");
  if (probe.rates["lr"] === undefined) return none("the optimizer has no setting `lr`");
  if (!train.weights.some((w) => w.kind === "param")) return none("there are no weights");
  const [batch] = probe.batches(1) as [Batch];
  // A program that trains for a few steps is not to be judged by more.
  const steps = Math.max(2, Math.min(probe.steps, probe.totalSteps));
  const trained = probe.overfit(batch, steps);
  return { findings: judge(probe, batch, trained, steps, searches), trained };
}

interface Fall {
  readonly from: number;
  readonly to: number;
  /** The part of the first loss that is gone; of a loss that may be negative, in multiples of its size. */
  readonly share: number;
  /** Whether the loss rose far above its start on the way. */
  readonly wild: boolean;
  readonly highest: number;
}

function fallOf({ losses }: Trained, upTo = losses.length - 1): Fall {
  const from = losses[0]!;
  const last = losses.slice(Math.max(1, upTo - 2), upTo + 1);
  const to = losses.length - 1 < upTo ? Infinity : last.reduce((a, b) => a + b, 0) / last.length;
  const highest = Math.max(...losses.slice(0, upTo + 1).map((l) => (Number.isFinite(l) ? l : Infinity)));
  const wild = highest > from + (RISE - 1) * Math.abs(from);
  return { from, to, highest, wild, share: Number.isFinite(to) ? (from - to) / Math.abs(from) : -Infinity };
}

function judge(probe: Probe, batch: Batch, trained: Trained, steps: number, searches: boolean): Finding[] {
  const own = probe.rates["lr"]!;
  const fall = fallOf(trained);
  const examples = probe.rows === 0 ? "" : ` on ${probe.rows} examples`;
  const course = `the loss goes from ${figure(fall.from)} to ${figure(fall.to)} in ${steps} steps${examples}`;
  const measured = {
    from: fall.from,
    to: Number.isFinite(fall.to) ? fall.to : String(fall.to),
    steps,
    examples: probe.rows,
  };
  const labels = probe.anatomy.label(probe.anatomy.spansOf(probe.loss), "this loss");
  const updates = checkUpdates(probe, trained, own);
  // What goes below 0 may go anywhere: there is no least value to come near to.
  if (trained.losses.some((l) => l < 0) && Number.isFinite(fall.to))
    return [
      skipped("overfit", `${course}; a loss below 0 has no least value to measure it by`),
      skipped("rate", "nor do losses below 0 compare rates"),
      updates,
    ];
  if ((fall.share >= GOOD && !fall.wild) || fall.from === 0)
    return [ok("overfit", course, measured), ok("rate", `lr ${figure(own)} trains`, { rate: own }), updates];
  // Some steps of a method of its own, or a single one to look at a gradient: only a loss that rises says something.
  if (probe.totalSteps < FEW && fall.share > -SLOW)
    return [
      skipped("overfit", `${course}; the program trains for ${probe.totalSteps} only`),
      skipped("rate", "so few steps do not compare rates"),
      updates,
    ];
  const blame = searches ? otherRate(probe, batch, trained, steps, fall) : undefined;
  if (blame) {
    const { rate, better, high } = blame;
    const makes = (f: Fall) =>
      Number.isFinite(f.to)
        ? `${f.wild ? `up to ${figure(f.highest)} and then ` : ""}to ${figure(f.to)}`
        : "to no number";
    const title = `the learning rate ${figure(own)} is too ${high ? "high" : "low"}: in ${blame.steps} steps${examples} the loss goes from ${figure(fall.from)} ${makes(blame.own)}, with ${figure(rate)} ${makes(better)}`;
    const remedy = `try lr ${figure(rate)}; \`nn lr-find\` looks closer`;
    const parts = {
      measured: { rate: own, better: rate, direction: high ? "too high" : "too low" },
      labels: probe.rateLabel(figure(own)),
    };
    const bad = fall.share < SLOW || (fall.wild && fall.highest > 10 * fall.from);
    const rateFinding = bad ? failure("rate", title, remedy, parts) : warning("rate", title, remedy, parts);
    return [skipped("overfit", `${course}, for which the learning rate is to blame`), rateFinding, updates];
  }
  const rate = searches
    ? ok("rate", `no other rate does much better than ${figure(own)}`, { rate: own })
    : skipped("rate", "other rates are not tried on a network that cannot learn");
  if (fall.share >= SLOW) return [ok("overfit", course, measured), rate, updates];
  if (probe.isPretrained || fall.share >= STUCK)
    return [
      warning(
        "overfit",
        `${course}, which is slow`,
        "a network that can learn the task learns a single batch by heart: make it larger, or train longer",
        { measured, labels },
      ),
      rate,
      updates,
    ];
  return [
    failure(
      "overfit",
      `does not learn a single batch: ${course}`,
      "the network cannot learn even this: look at the other findings, and at whether the inputs say anything about the labels",
      { measured, labels },
    ),
    rate,
    updates,
  ];
}

interface Blame {
  readonly rate: number;
  readonly high: boolean;
  readonly own: Fall;
  readonly better: Fall;
  readonly steps: number;
}

/** A rate that does much better, if there is one. */
function otherRate(
  probe: Probe,
  batch: Batch,
  trained: Trained,
  all: number,
  whole: Fall,
): Blame | undefined {
  const steps = Math.max(2, Math.ceil(all / 2));
  const own = Number.isFinite(whole.to) ? fallOf(trained, Math.min(steps, trained.losses.length - 1)) : whole;
  // A step that is a millionth of the usual wants a factor that no ladder has.
  const typical = median([...trained.ratios.values()].filter((r) => Number.isFinite(r) && r > 0));
  const wanted =
    typical < USUAL / 2000
      ? [USUAL / typical, (10 * USUAL) / typical].map((f) => Number(f.toPrecision(1)))
      : [];
  const falls = [...OTHERS, ...wanted].map((factor) => ({
    factor,
    fall: fallOf(probe.overfit(batch, steps, factor)),
  }));
  const calm = falls.filter(({ fall }) => !fall.wild && fall.share > SLOW);
  if (calm.length === 0) return undefined;
  const best = calm.reduce((a, b) => (b.fall.share > a.fall.share ? b : a));
  const blame = { rate: best.factor * probe.rates["lr"]!, own, better: best.fall, steps };
  // A loss that went up and came back has found its way by luck; a rate that goes straight down will do.
  if (whole.wild && best.factor < 1 && best.fall.share > whole.share / 2) return { ...blame, high: true };
  if (best.fall.share < 2 * Math.max(own.share, SLOW)) return undefined;
  // A larger rate that is merely faster is no reason to find fault with one that works, nor with steps of the usual size:
  // a target far from 0 takes many of them.
  if (best.factor > 1 && (own.share >= SLOW || typical >= USUAL)) return undefined;
  return { ...blame, high: best.factor < 1 };
}

/** By how much of itself a step changes each layer. */
function checkUpdates(probe: Probe, trained: Trained, own: number): Finding {
  const ratios = [...trained.ratios].filter(([, r]) => Number.isFinite(r));
  if (ratios.length === 0) return skipped("updates", "no weight has two axes or more");
  const middle = median(ratios.map(([, r]) => r));
  const measured = { median: middle, ...Object.fromEntries(ratios) };
  const high = ratios.filter(([, r]) => r > HUGE);
  const low = ratios.filter(([, r]) => r < TINY && r > 0);
  const many = (odd: typeof ratios) => 2 * odd.length > ratios.length;
  const told = (odd: typeof ratios) => listed(odd.map(([path, r]) => `\`${layerOf(path)}\` ${figure(r)}`));
  if (many(high))
    return warning(
      "updates",
      `a step changes weights by a large part of themselves: ${told(high)}`,
      `usual is 1e-3: try lr ${figure(Number(((own * 10 * USUAL) / middle).toPrecision(1)))}`,
      { measured, labels: probe.rateLabel(figure(own)) },
    );
  if (many(low))
    return warning(
      "updates",
      `a step hardly changes the weights: ${told(low)} of themselves`,
      `usual is 1e-3: try lr ${figure(Number(((own * USUAL) / middle).toPrecision(1)))}`,
      { measured, labels: probe.rateLabel(figure(own)) },
    );
  return ok(
    "updates",
    `a step changes weights by ${figure(Math.min(...ratios.map(([, r]) => r)))} to ${figure(Math.max(...ratios.map(([, r]) => r)))} of themselves`,
    measured,
  );
}
