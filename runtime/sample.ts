/**
 * Text from a trained language model, one token after the other.
 *
 * A model over windows of tokens gives logits for the token after each place of its window. The window is filled from the
 * left and read at the last known place; what stands to the right of it cannot matter, since a model that is trained to
 * tell the next token must not look at it. A text longer than the window slides: the model sees its last tokens.
 *
 * Draws are functions of (seed, place), so the same seed, text and weights give the same continuation.
 */
import { invariant } from "../compiler/diagnostics.ts";
import { isOp, type Node, reachable, sizeOf } from "../compiler/ir/graph.ts";
import type { Computation, TrainProgram } from "../compiler/program.ts";
import { threefry2x32 } from "../compiler/threefry.ts";
import type { Backend } from "./backend.ts";
import { hostAt, type Moment } from "./moment.ts";
import { fillSlabs, heldSlabs, type Weights } from "./weights.ts";

export interface Choice {
  /** Divides the logits: below 1 the likely becomes likelier, at 0 the likeliest token is taken. 1 by default. */
  readonly temperature?: number;
  /** Only the k likeliest tokens. */
  readonly topK?: number;
  /** Only the likeliest tokens that together have this probability. Holtzman et al., 2020. */
  readonly topP?: number;
  readonly seed?: number;
}

/** Where a program's logits for the next token are. */
export interface Logits {
  /** The field with the window of tokens. */
  readonly field: string;
  /** Tokens of a window. */
  readonly context: number;
  readonly vocab: number;
  /** Shape `[1, context, vocab]`, or `[context, vocab]`. */
  readonly node: Node;
}

/** The key of the draws: beyond the call sites of programs and the streams of data sets. */
const SAMPLE_STREAM = 0x40007e47;

/**
 * A token by its logits: `place` is its number in the text. Probabilities are softmax(logits / temperature), among the
 * `topK` likeliest and, of those, the fewest that have `topP` together; ties go to the lower token.
 */
export function chooseToken(logits: ArrayLike<number>, choice: Choice, place: number): number {
  const { temperature = 1, topK = Infinity, topP = 1, seed = 0 } = choice;
  const order = Array.from(logits, (_, i) => i).sort((a, b) => logits[b]! - logits[a]! || a - b);
  const [best] = order;
  invariant(best !== undefined, "runtime/sample", "a vocabulary without tokens");
  if (temperature === 0) return best;
  const kept = order.slice(0, topK);
  const weights = kept.map((i) => Math.exp((logits[i]! - logits[best]!) / temperature));
  const total = weights.reduce((a, b) => a + b, 0);
  let count = 0;
  let mass = 0;
  while (count < kept.length && (count === 0 || mass < topP * total)) mass += weights[count++]!;
  const [high, low] = threefry2x32(seed | 0, SAMPLE_STREAM ^ Math.floor(seed / 2 ** 32), place, 0);
  // 53 bits, so that rare tokens are drawn as often as they should be.
  let left = ((high >>> 5) * 2 ** 26 + (low >>> 6)) * 2 ** -53 * mass;
  for (let i = 0; i < count; i++) if ((left -= weights[i]!) < 0) return kept[i]!;
  return kept[count - 1]!;
}

/**
 * The logits of a program over windows of tokens, or why it has none. They are the `predict` of shape
 * [batch, time, vocab] where there is one, else what the loss picks from by the next tokens: the first argument of
 * `cross_entropy`. `vocab` is the size of the data's vocabulary.
 */
export function findLogits(program: TrainProgram, vocab: number): Logits | string {
  const windows = program.fields.filter((f) => f.type.dtype === "i32" && f.type.shape.length === 1);
  const { predict, evaluate } = program.atBatch(1);
  const context = windows[0]?.type.shape[0];
  if (context === undefined) return "it trains on no windows of tokens";
  const fits = ({ type: { dtype, shape } }: Node): boolean =>
    dtype === "f32" && shape.at(-1) === vocab && sizeOf(shape) === context * vocab;
  const predicted = predict.outputs.find((o) => fits(o.node))?.node;
  const node = predicted ?? picked(evaluate, fits);
  if (node === undefined) return `nothing in it has the shape [batch, ${context}, ${vocab}]`;
  const fields = reachable([node])
    .filter((n): n is Node<"input"> => isOp(n, "input") && n.attrs.role === "batch")
    .map((n) => n.attrs.name);
  const [field] = fields;
  if (fields.length !== 1 || !windows.some((w) => w.name === field))
    return `its logits depend on ${fields.map((f) => `\`${f}\``).join(" and ") || "no field"}, not on one window of tokens`;
  return { field: field!, context, vocab, node };
}

/** The first node of that shape that meets the targets: it depends on other fields than what it meets does. */
function picked({ outputs }: Computation, fits: (node: Node) => boolean): Node | undefined {
  const nodes = reachable(outputs.map((o) => o.node));
  const fields = new Map<Node, ReadonlySet<string>>();
  for (const node of nodes) {
    const own = isOp(node, "input") && node.attrs.role === "batch" ? [node.attrs.name] : [];
    fields.set(node, new Set([...own, ...node.in.flatMap((n) => [...fields.get(n)!])]));
  }
  for (const node of nodes) {
    const found = node.in.find((n) => fits(n) && fields.get(n)!.size === 1);
    if (found && node.in.some((n) => [...fields.get(n)!].some((f) => !fields.get(found)!.has(f))))
      return found;
  }
  return undefined;
}

export interface SampleOptions extends Moment, Choice {
  readonly backend: Backend<Computation>;
  readonly weights: Weights;
  readonly signal?: AbortSignal;
}

/** Goes on with `prompt` (one token or more) for `length` tokens, giving each as it is made. */
export async function* sample(
  program: TrainProgram,
  logits: Logits,
  prompt: ArrayLike<number>,
  length: number,
  options: SampleOptions,
): AsyncGenerator<number, void, undefined> {
  const { backend, weights, signal } = options;
  const { node, field, context, vocab } = logits;
  invariant(prompt.length > 0, "runtime/sample", "a prompt has a token or more");
  const computation: Computation = {
    name: "sample",
    graph: program.atBatch(1).evaluate.graph,
    outputs: [{ name: "logits", node }],
    updates: [],
    reported: [],
    gradients: [],
  };
  using slabs = backend.newSlabs();
  fillSlabs(slabs, heldSlabs(program), program.weights, weights);
  using runner = await backend.load(computation, slabs, { ring: 1 });
  const host = hostAt(program, options);
  const tokens = Array.from(prompt);
  for (let i = 0; i < length; i++) {
    signal?.throwIfAborted();
    const seen = tokens.slice(-context);
    runner.enqueue(host, (inputs) => inputs[field]!.fill(0).set(seen));
    const all = (await runner.submit()).tensor(0, "logits");
    const at = (seen.length - 1) * vocab;
    const token = chooseToken(all.subarray(at, at + vocab), options, tokens.length);
    tokens.push(token);
    yield token;
  }
}
