/**
 * Does the loss start where a network that knows nothing should? With K classes it is ln K, for a regression about the mean
 * square of what is predicted. And does it get what it wants: logits, not probabilities?
 */
import type { Tensor } from "../../../compiler/ops/def.ts";
import { type LossCall, libraryName } from "./anatomy.ts";
import { failure, type Finding, figure, ok, skipped, warning } from "./finding.ts";
import type { Probe } from "./probe.ts";

/** How many times the expected loss a start may be. */
const FAR = 2;
const FAR_REGRESSION = 10;

export function checkLoss(probe: Probe): Finding[] {
  const calls = probe.anatomy.lossCalls();
  const [batch] = probe.batches(1) as [Parameters<Probe["values"]>[2]];
  const slabs = probe.slabs("f64");
  const nodes = [probe.loss, ...calls.flatMap((c) => [c.value, c.guess, c.target])];
  const [loss, ...values] = probe.values(nodes, slabs, batch);
  const start = loss!.data[0]!;
  if (!Number.isFinite(start))
    return [
      failure(
        "start",
        `the loss is ${figure(start)} before the first step`,
        "look for a division by 0, a logarithm of 0 or an overflow on the way to the loss",
        {
          measured: { loss: String(start) },
          labels: probe.anatomy.label(probe.anatomy.spansOf(probe.loss), "this loss"),
        },
      ),
    ];
  const found: Finding[] = [];
  calls.forEach((call, i) => {
    const [value, guess, target] = values.slice(3 * i) as [Tensor, Tensor, Tensor];
    found.push(startOf(probe, call, value.data[0]!, target));
    if (call.name === "cross_entropy") found.push(logits(probe, call, guess));
    if (call.name === "binary_cross_entropy") found.push(scores(probe, call, guess));
  });
  return found.length > 0
    ? found
    : [skipped("start", `the loss is ${figure(start)}; nothing is known about where this one should start`)];
}

function startOf(probe: Probe, call: LossCall, loss: number, target: Tensor): Finding {
  const labels = probe.anatomy.label(call.spans, `${figure(loss)} at the start`);
  if (call.name === "cross_entropy" || call.name === "binary_cross_entropy") {
    const classes = call.name === "cross_entropy" ? call.guess.type.shape.at(-1)! : 2;
    const expected = Math.log(classes);
    const measured = { loss, expected, classes };
    const known = `ln ${classes} = ${figure(expected)}`;
    if (loss > FAR * expected + 0.5)
      return warning(
        "start",
        `the loss starts at ${figure(loss)}, far above ${known}: the network is sure and wrong`,
        "make the last layer's initial weights smaller, or normalize what goes into it",
        { measured, labels },
      );
    if (loss < expected / FAR && !probe.isPretrained)
      return warning(
        "start",
        `the loss starts at ${figure(loss)}, far below ${known}: the network knows the answer before it has learned anything`,
        "look for the label among the inputs",
        { measured, labels },
      );
    return ok("start", `the loss starts at ${figure(loss)} (${known})`, measured);
  }
  let [sum, squares] = [0, 0];
  for (const v of target.data) {
    sum += call.name === "mse" ? v : Math.abs(v);
    squares += v * v;
  }
  const n = target.data.length;
  const scale = call.name === "mse" ? squares / n : sum / n;
  const variance = squares / n - (sum / n) ** 2;
  const measured = { loss, expected: scale, ...(call.name === "mse" ? { variance } : {}) };
  const known =
    call.name === "mse"
      ? `the mean square of the target is ${figure(scale)}, its variance ${figure(variance)}`
      : `the target's mean size is ${figure(scale)}`;
  if (loss > FAR_REGRESSION * scale)
    return warning(
      "start",
      `the loss starts at ${figure(loss)}, and ${known}: the first guesses are far too large`,
      "make the last layer's initial weights smaller, or normalize what goes into it",
      { measured, labels },
    );
  return ok("start", `the loss starts at ${figure(loss)} (${known})`, measured);
}

/** `cross_entropy` applies softmax itself: what it gets must not be probabilities, nor without negative numbers. */
function logits(probe: Probe, call: LossCall, guess: Tensor): Finding {
  const classes = guess.type.shape.at(-1)!;
  const { data } = guess;
  let [areShares, anyNegative, zeros] = [classes > 1, false, 0];
  for (let row = 0; row < data.length; row += classes) {
    let sum = 0;
    for (let k = row; k < row + classes; k++) {
      sum += data[k]!;
      if (data[k]! < 0) anyNegative = true;
      if (data[k]! === 0) zeros++;
    }
    if (Math.abs(sum - 1) > 1e-4) areShares = false;
  }
  const spans = probe.anatomy.spansOf(call.guess);
  if (areShares && !anyNegative)
    return failure(
      "logits",
      "softmax is applied twice: `cross_entropy` is given probabilities",
      "leave out the softmax before the loss; `cross_entropy` wants logits",
      {
        measured: { probabilities: true },
        labels: [
          ...probe.anatomy.label(call.spans, "applies softmax itself"),
          ...probe.anatomy.label(spans, "every row adds up to 1 already"),
        ],
        notes: ["the loss cannot fall below " + figure(Math.log(Math.E + classes - 1) - 1) + " this way"],
      },
    );
  if (!anyNegative && zeros > 0 && libraryName(spans[0]) === "relu")
    return warning(
      "logits",
      "the logits are cut off at 0 by a `relu`",
      "leave out the activation after the last layer",
      {
        measured: { zeros: zeros / data.length },
        labels: probe.anatomy.label(spans, "no logit is negative after this"),
      },
    );
  return ok("logits", "`cross_entropy` gets logits");
}

/** `binary_cross_entropy` applies the sigmoid itself. */
function scores(probe: Probe, call: LossCall, guess: Tensor): Finding {
  const spans = probe.anatomy.spansOf(call.guess);
  if (libraryName(spans[0]) !== "sigmoid" || guess.data.some((v) => v < 0 || v > 1))
    return ok("logits", "`binary_cross_entropy` gets logits");
  return failure(
    "logits",
    "the sigmoid is applied twice: `binary_cross_entropy` is given probabilities",
    "leave out the sigmoid before the loss; `binary_cross_entropy` wants logits",
    {
      measured: { probabilities: true },
      labels: [
        ...probe.anatomy.label(call.spans, "applies the sigmoid itself"),
        ...probe.anatomy.label(spans, "between 0 and 1 already"),
      ],
    },
  );
}
