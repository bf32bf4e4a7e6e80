/**
 * Does one example's answer depend on another example? In evaluation it must not: a reshape or a mean over the wrong axis
 * mixes a batch, trains to something, and is hard to see. Karpathy, "A Recipe for Training Neural Networks", 2019, looks at
 * the gradient of one output by the other inputs; here the other examples are replaced, and the output must stay the same
 * to the bit.
 */
import { DiagnosticError } from "../../../compiler/diagnostics.ts";
import { isOp, type Node } from "../../../compiler/ir/graph.ts";
import type { Computation } from "../../../compiler/program.ts";
import { Anatomy } from "./anatomy.ts";
import { failure, type Finding, ok, skipped } from "./finding.ts";
import type { Batch, Probe } from "./probe.ts";

interface Answer {
  readonly name: string;
  readonly node: Node;
  readonly label: ReturnType<Anatomy["label"]>;
}

export function checkMixing(probe: Probe): Finding {
  const { data, train, anatomy } = probe;
  if (data === undefined) return skipped("mixing", "there is no data");
  const size = Math.max(2, probe.batch);
  let computations: { readonly evaluate: Computation; readonly predict: Computation };
  try {
    computations = size === train.settings.batch ? train : train.atBatch(size);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return skipped("mixing", `the program cannot be evaluated with ${size} examples`);
  }
  const answers = answersOf(probe, computations, size);
  if (answers.length === 0) return skipped("mixing", "no value has an answer for each example");
  const batches = probe.batches(2, size);
  const [one, other] = batches as [Batch, Batch?];
  const others = other ?? shuffled(one, size);
  const slabs = probe.slabs("f64");
  // The first example stays, all others are of another batch.
  const mixed: Batch = new Map(
    [...one].map(([name, values]) => {
      const each = values.length / size;
      const replaced = Float64Array.from(others.get(name)!);
      for (let i = 0; i < each; i++) replaced[i] = values[i]!;
      return [name, replaced];
    }),
  );
  const nodes = answers.map((a) => a.node);
  const [before, after] = [probe.values(nodes, slabs, one), probe.values(nodes, slabs, mixed)];
  const i = answers.findIndex((_, k) => {
    const each = before[k]!.data.length / size;
    return before[k]!.data.subarray(0, each).some((v, e) => !Object.is(v, after[k]!.data[e]));
  });
  if (i < 0) return ok("mixing", "an example's answer depends on that example alone");
  return failure(
    "mixing",
    `${answers[i]!.name} for one example changes with the other examples of its batch`,
    "look for a reshape, a transpose, a mean or a softmax over the axis of the batch",
    {
      measured: { answer: answers[i]!.name },
      labels: answers[i]!.label.length > 0 ? answers[i]!.label : anatomy.label([train.span], ""),
    },
  );
}

/** Values with an entry, or a row of entries, for each example: what losses compare and what is predicted. */
function answersOf(
  probe: Probe,
  { evaluate, predict }: { evaluate: Computation; predict: Computation },
  size: number,
): Answer[] {
  const { sources } = probe.anatomy;
  const perExample = (node: Node) => node.type.shape[0] === size;
  const found: Answer[] = [];
  const anatomy = new Anatomy(probe.train, evaluate, sources);
  for (const call of anatomy.lossCalls())
    if (perExample(call.guess))
      found.push({
        name: `what \`${call.name}\` compares`,
        node: call.guess,
        label: anatomy.label(call.spans, "compared here"),
      });
  const inner = new Anatomy(probe.train, predict, sources);
  for (const { name, node } of predict.outputs) {
    // An index hardly ever changes; what it is picked by does.
    const told = isOp(node, "argmax") ? node.in[0]! : node;
    if (perExample(told))
      found.push({
        name: `\`${name}\``,
        node: told,
        label: inner.label(inner.spansOf(node), "predicted here"),
      });
  }
  return found;
}

/** The same examples in another order, where there is one batch only. */
function shuffled(batch: Batch, size: number): Batch {
  return new Map(
    [...batch].map(([name, values]) => {
      const each = values.length / size;
      return [name, Float64Array.from(values, (_, i) => values[(i + each) % values.length]!)];
    }),
  );
}
