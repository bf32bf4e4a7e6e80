/**
 * Finds in a training step's graph what the checks look at: the calls of library losses, activations, and the layer that a
 * value belongs to.
 *
 * The graph has no calls any more, but its nodes have spans: the expression that made a node, then the calls around it,
 * innermost first. A node whose expression lies in the library's `relu` belongs to a call of `relu`.
 */
import { libraryFiles } from "../../../compiler/1-check/library.ts";
import type { Label } from "../../../compiler/diagnostics.ts";
import { type Graph, isOp, type Node, reachable, sizeOf } from "../../../compiler/ir/graph.ts";
import type { Computation, TrainProgram } from "../../../compiler/program.ts";
import type { Span } from "../../../grammar/ast.ts";

/** A node with its spans; nodes of loops' bodies are among them. */
export interface Placed {
  readonly node: Node;
  readonly spans: readonly Span[];
  /** Within the body of a loop. */
  readonly looped: boolean;
}

let declared: ReadonlyMap<string, readonly { name: string; span: Span }[]> | undefined;

/** The library's function or layer that a span lies in. */
export function libraryName(span: Span | undefined): string | undefined {
  declared ??= new Map(
    libraryFiles().map((file) => [
      file.items[0]?.span.file ?? "",
      file.items.flatMap((i) =>
        i.kind === "fn" || i.kind === "layer" ? [{ name: i.name.name, span: i.span }] : [],
      ),
    ]),
  );
  const items = span && declared.get(span.file);
  return items?.find((i) => i.span.start <= span!.start && i.span.end >= span!.end)?.name;
}

/** A call of a library loss. */
export interface LossCall {
  readonly name: string;
  readonly value: Node;
  /** Logits, log-probabilities or a regression's guess. */
  readonly guess: Node;
  readonly target: Node;
  /** Innermost first, from the call on. */
  readonly spans: readonly Span[];
}

export type ActivationKind = "relu" | "sigmoid" | "tanh";

export interface Activation extends Placed {
  readonly kind: ActivationKind;
  /** The layers whose output it is: `net.dense_0`. */
  readonly after: string;
}

export class Anatomy {
  /** All that the losses need, in topological order. */
  readonly forward: readonly Node[];
  readonly losses: readonly { readonly name: string; readonly node: Node }[];
  /** Nodes that depend on a trainable weight. */
  readonly #learned = new Set<Node>();
  /** Nodes that depend on the batch. */
  readonly #given = new Set<Node>();
  readonly #graph: Graph;

  constructor(
    readonly train: TrainProgram,
    step: Computation,
    /** The user's own files. */
    readonly sources: ReadonlyMap<string, string>,
  ) {
    this.#graph = step.graph;
    this.losses = step.outputs.filter((o) => /^loss(_\d+)?$/.test(o.name));
    this.forward = reachable(this.losses.map((o) => o.node));
    const params = new Set(train.weights.filter((w) => w.kind === "param").map((w) => w.path));
    for (const n of this.forward) {
      const input = isOp(n, "input") ? n.attrs : undefined;
      if (n.in.some((x) => this.#learned.has(x)) || (input?.role === "weight" && params.has(input.name)))
        this.#learned.add(n);
      if (n.in.some((x) => this.#given.has(x)) || input?.role === "batch") this.#given.add(n);
    }
  }

  isLearned(node: Node): boolean {
    return this.#learned.has(node);
  }

  spansOf(node: Node): readonly Span[] {
    return this.#graph.spans.get(node) ?? [];
  }

  /** The innermost place in the user's files; of a pipe its last stage. */
  own(spans: readonly Span[]): Span | undefined {
    const span = spans.find((s) => this.sources.has(s.file));
    const text = span && this.sources.get(span.file)!.slice(span.start, span.end);
    const pipe = text?.lastIndexOf("|>") ?? -1;
    if (span === undefined || pipe < 0) return span;
    const after = text!.slice(pipe + 2);
    return { ...span, start: span.start + pipe + 2 + (after.length - after.trimStart().length) };
  }

  /** A label at the user's own place, if there is one. */
  label(spans: readonly Span[], text: string): Label[] {
    const span = this.own(spans);
    return span === undefined ? [] : [{ span, text }];
  }

  /** Weight inputs in the order in which the forward pass comes upon them. */
  get weightNodes(): readonly Node<"input">[] {
    const first = new Map<Node<"input">, number>();
    for (const n of this.forward)
      for (const x of n.in)
        if (isOp(x, "input") && x.attrs.role === "weight" && !first.has(x)) first.set(x, n.id);
    return [...first].sort(([, a], [, b]) => a - b).map(([node]) => node);
  }

  /** All nodes of the forward pass, those of loops' bodies after their loop. */
  *placed(): Generator<Placed> {
    function* of(graph: Graph, nodes: readonly Node[], looped: boolean): Generator<Placed> {
      for (const node of nodes) {
        yield { node, spans: graph.spans.get(node) ?? [], looped };
        if (isOp(node, "scan")) {
          const { body } = node.attrs;
          yield* of(body.graph, reachable(body.outputs), true);
        }
      }
    }
    yield* of(this.#graph, this.forward, false);
  }

  /** ReLUs, sigmoids and hyperbolic tangents that make hidden values of at least two axes. */
  activations(): Activation[] {
    const found: Activation[] = [];
    const known: { readonly [op in string]?: (p: Placed) => ActivationKind | undefined } = {
      where: (p) => (isRelu(p.node) && this.#isWrittenAs(p, "relu") ? "relu" : undefined),
      max: (p) => (isZero(p.node.in[1]!) && this.#isWrittenAs(p, "relu") ? "relu" : undefined),
      div: (p) => (libraryName(p.spans[0]) === "sigmoid" && !isGate(p.spans[1]) ? "sigmoid" : undefined),
      tanh: (p) => (isGate(p.spans[0]) ? undefined : "tanh"),
    };
    for (const p of this.placed()) {
      const kind = known[p.node.op]?.(p);
      if (kind === undefined || p.node.type.shape.length < 2) continue;
      found.push({ ...p, kind, after: this.layerBefore(p.node) });
    }
    return found;
  }

  /** In the library only its own function counts: `softplus` and others have the same shapes inside. */
  #isWrittenAs({ spans }: Placed, name: string): boolean {
    const inside = libraryName(spans[0]);
    if (inside === undefined) return true;
    return inside === name && spans[1]?.file !== "std/losses.nn";
  }

  /** The layer with the last weight on the way to a value, `net.dense_0`. */
  layerBefore(node: Node): string {
    let level: readonly Node[] = [node];
    const seen = new Set<Node>(level);
    while (level.length > 0) {
      const next: Node[] = [];
      for (const n of level)
        for (const x of n.in) {
          if (isOp(x, "input") && x.attrs.role === "weight") return layerOf(x.attrs.name);
          if (!seen.has(x)) {
            seen.add(x);
            next.push(x);
          }
        }
      level = next;
    }
    return "";
  }

  /** The calls of library losses that tell right from wrong, once for each. */
  lossCalls(): LossCall[] {
    const groups = new Map<string, { name: string; nodes: Node[]; spans: readonly Span[] }>();
    for (const node of this.forward) {
      const spans = this.spansOf(node);
      const name = spans[0]?.file === "std/losses.nn" ? libraryName(spans[0]) : undefined;
      if (name === undefined) continue;
      const key = `${name} ${spans
        .slice(1)
        .map((s) => `${s.file}:${s.start}-${s.end}`)
        .join(" ")}`;
      const group = groups.get(key) ?? { name, nodes: [], spans: spans.slice(1) };
      groups.set(key, group);
      group.nodes.push(node);
    }
    return [...groups.values()].flatMap(({ name, nodes, spans }) => {
      const value = nodes.findLast((n) => n.type.shape.length === 0 && n.op !== "const");
      const parts = value && this.#partsOf(name, nodes);
      return parts ? [{ name, value, ...parts, spans }] : [];
    });
  }

  #partsOf(name: string, nodes: readonly Node[]): { guess: Node; target: Node } | undefined {
    const labels = (): Node | undefined =>
      nodes
        .flatMap((n) => n.in)
        .find((n) => n.type.dtype === "i32" && this.#given.has(n) && !nodes.includes(n));
    if (name === "cross_entropy") {
      // `logits - stop_grad(max(logits))`
      const shifted = nodes.find((n) => isOp(n, "sub") && isShift(n.in[1]!));
      const target = labels();
      return shifted && target ? { guess: shifted.in[0]!, target } : undefined;
    }
    if (name === "mse" || name === "mae" || name === "huber") {
      const apart = nodes.find((n) => isOp(n, "sub") && n.in.some((x) => this.isLearned(x)));
      if (!apart) return undefined;
      const [a, b] = apart.in as readonly [Node, Node];
      if (this.isLearned(a) && !this.isLearned(b)) return { guess: a, target: b };
      return this.isLearned(b) && !this.isLearned(a) ? { guess: b, target: a } : undefined;
    }
    if (name === "binary_cross_entropy") {
      // `softplus(logits) - target * logits`
      const product = nodes.find((n) => isOp(n, "mul") && n.in.filter((x) => this.isLearned(x)).length === 1);
      if (!product) return undefined;
      const [a, b] = product.in as readonly [Node, Node];
      return this.isLearned(a) ? { guess: a, target: b } : { guess: b, target: a };
    }
    return undefined;
  }

  /** Values that come from the data alone and that a product with weights takes in. */
  networkInputs(): Node[] {
    const found = new Set<Node>();
    for (const n of this.forward) {
      if (n.op !== "dot" && n.op !== "conv") continue;
      if (!n.in.some((x) => this.isLearned(x))) continue;
      for (const x of n.in)
        if (this.#given.has(x) && !this.isLearned(x) && x.type.dtype !== "bool") found.add(unmoved(x));
    }
    return [...found];
  }
}

/** The data behind reshapes, so that its features are along its own last axis. */
function unmoved(node: Node): Node {
  const moves = node.op === "reshape" || node.op === "pad" || node.op === "permute" || node.op === "cast";
  return moves && node.in[0]!.op !== "input" ? unmoved(node.in[0]!) : node;
}

/** The instance that a weight belongs to; the weight itself where it belongs to none. */
export function layerOf(path: string): string {
  const dot = path.lastIndexOf(".");
  return dot < 0 ? path : path.slice(0, dot);
}

/** Inside another activation a saturated part is no harm. */
function isGate(span: Span | undefined): boolean {
  return span?.file === "std/activations.nn";
}

/** `stop_grad(max(…))`, spread over the classes. */
function isShift(node: Node): boolean {
  return isOp(node, "broadcast") || isOp(node, "reshape") ? isShift(node.in[0]!) : isOp(node, "stopGrad");
}

function isZero(node: Node): boolean {
  if (isOp(node, "const")) return node.attrs.value === 0;
  return (isOp(node, "broadcast") || isOp(node, "reshape")) && isZero(node.in[0]!);
}

/** `select(x <= 0, 0, x)` or `select(x > 0, x, 0)` */
function isRelu(node: Node): boolean {
  const [c, a, b] = node.in as readonly [Node, Node, Node];
  if ((c.op === "le" || c.op === "lt") && c.in[0] === b && isZero(c.in[1]!)) return isZero(a);
  return (c.op === "lt" || c.op === "le") && c.in[1] === a && isZero(c.in[0]!) && isZero(b);
}

/** Floating-point operations of what `roots` need, counting products only by their multiplications and additions. */
export function workOf(roots: readonly Node[]): number {
  let work = 0;
  for (const n of reachable(roots)) {
    const size = sizeOf(n.type.shape);
    if (isOp(n, "dot")) {
      const [a] = n.in as readonly [Node];
      work += 2 * size * n.attrs.contract[0].reduce((k, axis) => k * a.type.shape[axis]!, 1);
    } else if (isOp(n, "conv")) work += 2 * size * sizeOf(n.in[1]!.type.shape.slice(1, -1));
    else if (isOp(n, "scan")) work += n.attrs.length * workOf(n.attrs.body.outputs);
    else work += size;
  }
  return work;
}
