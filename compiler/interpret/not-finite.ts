/**
 * Where a step makes NaN or an infinity of finite numbers: the step is interpreted one operation at a time, and the origin of
 * what is wrong is the first operation on its way whose operands are all right.
 *
 * An infinity that is written in the program (a mask of -∞ before a softmax) is meant, and so is what follows from it until
 * a NaN does.
 */
import type { Span } from "../../grammar/ast.ts";
import { isLibraryFile, librarySources } from "../1-check/library.ts";
import { f32FromF16 } from "../../runtime/data/half.ts";
import type { BrokenStep, Origin } from "../../runtime/not-finite.ts";
import { type Graph, isOp, type Node, reachable, sizeOf } from "../ir/graph.ts";
import type { Precision, Tensor } from "../ops/def.ts";
import { tensorOf } from "../ops/tensor.ts";
import type { Computation } from "../program.ts";
import { positionAt } from "../render.ts";
import { evalNode, interpret } from "./graph.ts";

export interface LocateOptions {
  readonly precision?: Precision;
  /** Milliseconds after which the search is given up; a minute by default. */
  readonly limit?: number;
}

/** `fine`: all finite. `meant`: infinite where the program says so. `bad`: anything else. */
type Status = "fine" | "meant" | "bad";

/** The origin of what is wrong with a step; undefined where it comes out right; a text says why there is no telling. */
export function locateNotFinite(step: BrokenStep, options: LocateOptions = {}): Origin | string | undefined {
  const { precision = "f32", limit = 60_000 } = options;
  const bind = binder(step, precision);
  const roots = rootsOf(step);
  const until = performance.now() + limit;
  const search = new Search(reachable(roots), until);
  try {
    interpret(roots, bind, precision, { onValue: (node, value) => search.see(node, value) });
  } catch (error) {
    if (!(error instanceof OutOfTime)) throw error;
    return `the operation that it came from was not found: after ${Math.round(limit / 1000)} s ${error.message}`;
  }
  const origin = search.origin(roots);
  if (!origin) return undefined;
  const { node, isInLoop } = origin;
  // Operands have been freed by now, and inside a loop they were others in each round.
  const operands = isInLoop || node.in.length === 0 ? undefined : interpret(node.in, bind, precision);
  return describe(node, operands, precision, step);
}

class OutOfTime extends Error {}

class Search {
  readonly #status = new Map<Node, Status>();
  readonly #origins = new Set<Node>();
  readonly #inLoops: Node[] = [];
  readonly #own: ReadonlySet<Node>;
  #seen = 0;

  constructor(
    own: readonly Node[],
    readonly until: number,
  ) {
    this.#own = new Set(own);
  }

  see(node: Node, { data }: Tensor): void {
    this.#seen++;
    if (performance.now() > this.until)
      throw new OutOfTime(`${this.#seen} of ${this.#own.size} operations were computed on the host`);
    let [infinite, nan] = [false, false];
    for (let i = 0; i < data.length && !nan; i++) {
      if (Number.isFinite(data[i]!)) continue;
      if (Number.isNaN(data[i]!)) nan = true;
      else infinite = true;
    }
    this.#status.set(node, this.#statusOf(node, infinite, nan));
  }

  #statusOf(node: Node, infinite: boolean, nan: boolean): Status {
    if (!infinite && !nan) return "fine";
    if (isOp(node, "const") || isOp(node, "literal")) return nan ? "bad" : "meant";
    const before = node.in.map((x) => this.#status.get(x)!);
    if (before.includes("bad")) return "bad";
    if (!nan && before.includes("meant")) return "meant";
    // A loop's results have no operands of their own, and what its body takes from outside was seen there.
    if (isOp(node, "result")) return "bad";
    const isOwn = this.#own.has(node);
    if (isOwn) this.#origins.add(node);
    else if (!isOp(node, "input")) this.#inLoops.push(node);
    return "bad";
  }

  /** The first one on the way to `roots`. */
  origin(roots: readonly Node[]): { readonly node: Node; readonly isInLoop: boolean } | undefined {
    const found = new Set<Node>();
    let throughLoop = false;
    const seen = new Set<Node>();
    const stack = roots.filter((r) => this.#status.get(r) === "bad");
    for (let node = stack.pop(); node; node = stack.pop()) {
      if (seen.has(node)) continue;
      seen.add(node);
      if (this.#origins.has(node)) found.add(node);
      if (!isOp(node, "result")) stack.push(...node.in.filter((x) => this.#status.get(x) === "bad"));
      else {
        const operands = node.in[0]!.in.filter((x) => this.#status.get(x) === "bad");
        stack.push(...operands);
        throughLoop ||= operands.length === 0;
      }
    }
    const [first] = [...found].sort((a, b) => a.id - b.id);
    if (first) return { node: first, isInLoop: false };
    const [inner] = this.#inLoops;
    return throughLoop && inner ? { node: inner, isInLoop: true } : undefined;
  }
}

function rootsOf({ computation, wrong, weights }: BrokenStep): Node[] {
  if (wrong === "losses")
    return computation.outputs.filter((o) => /^loss(_\d+)?$/.test(o.name)).map((o) => o.node);
  const slabs = new Set(weights.map((w) => w.slab));
  return computation.updates.filter((u) => slabs.has(u.target.attrs.at!.slab)).map((u) => u.value);
}

function binder({ slabs, host, inputs }: BrokenStep, precision: Precision): (input: Node<"input">) => Tensor {
  return (input) => {
    const { name, role, at } = input.attrs;
    if (role === "scalar") return tensorOf(input.type, [host[name]!], precision);
    if (at !== undefined) {
      const size = sizeOf(input.type.shape);
      return tensorOf(input.type, slabs.get(at.slab)!.subarray(at.offset, at.offset + size), precision);
    }
    const given = inputs[name]!;
    const values = given instanceof Uint16Array ? Float32Array.from(given, f32FromF16) : given;
    return tensorOf(input.type, values, precision);
  };
}

// ---------------------------------------------------------------- in words

function describe(
  node: Node,
  operands: readonly Tensor[] | undefined,
  precision: Precision,
  step: BrokenStep,
): Origin {
  const { computation, inputs, slabs } = step;
  const home = homeOf(computation.graph, node);
  // The innermost place first.
  const spans = home?.graph.spans.get(node) ?? [];
  const own = spans.find((s) => !isLibraryFile(s.file));
  const [inner] = spans;
  const notes: string[] = [];
  if (inner && inner !== own) notes.push(`that is in the library, ${placeOf(inner)}`);
  const what = isOp(node, "input")
    ? inputWords(node, node.attrs.at ? slabs.get(node.attrs.at.slab)! : inputs[node.attrs.name]!)
    : opWords(node, operands, precision, step);
  const text = `${partOf(computation, home?.loop ?? node)}${what}`;
  return { ...(own ? { span: own } : {}), text, notes };
}

/** The graph of a node, which for one inside a loop is that of the body, and the loop that it is in, if any. */
function homeOf(graph: Graph, node: Node): { readonly graph: Graph; readonly loop?: Node } | undefined {
  if (graph.nodes[node.id] === node) return { graph };
  for (const n of graph.nodes) {
    const inner = isOp(n, "scan") ? homeOf(n.attrs.body.graph, node) : undefined;
    if (inner) return { graph: inner.graph, loop: n };
  }
  return undefined;
}

function placeOf(span: Span): string {
  const text = librarySources().get(span.file);
  if (text === undefined) return span.file;
  const { line } = positionAt(text, span.start);
  return `${span.file}:${line}: \`${text.slice(span.start, span.end).replace(/\s+/g, " ")}\``;
}

/** Whether a node is part of a loss, of its gradient, or of the update. */
function partOf({ outputs, gradients }: Computation, node: Node): string {
  const within = (roots: readonly Node[]) => reachable(roots).includes(node);
  if (within(outputs.map((o) => o.node))) return "";
  return within(gradients.map((g) => g.node)) ? "in the gradient of this: " : "in the update: ";
}

function inputWords(node: Node<"input">, values: ArrayLike<number>): string {
  const { name, role, at } = node.attrs;
  const from = at?.offset ?? 0;
  const size = sizeOf(node.type.shape);
  let index = 0;
  while (index < size - 1 && Number.isFinite(values[from + index]!)) index++;
  const value = number(values[from + index]!);
  if (role === "batch") return `\`${name}\` of the data is ${value} in example ${place(index, node.type.shape)} of the batch`; // prettier-ignore
  return `\`${name}\` is ${value} before the step`;
}

/** Functions by their names in the language, where those differ. */
const NAMES: Readonly<Record<string, string>> = { reduceMax: "max", reduceMin: "min", pow: "^" };
const SIGNS: Readonly<Record<string, string>> = { add: "+", sub: "-", mul: "*", div: "/", pow: "^" };
const PLAIN: Readonly<Record<string, string>> = {
  dot: "this matrix product",
  conv: "this convolution",
  sum: "this sum",
  prod: "this product",
  cumsum: "this running sum",
  cast: "this conversion",
  overlapAdd: "this sum",
  scatterAdd: "this sum",
};

function opWords(
  node: Node,
  operands: readonly Tensor[] | undefined,
  precision: Precision,
  step: BrokenStep,
): string {
  const name = PLAIN[node.op] ?? `\`${NAMES[node.op] ?? node.op}\``;
  const size = sizeOf(node.type.shape);
  const isElementwise = operands?.every((t) => t.data.length === size) ?? false;
  if (!operands) return `${name} is not finite`;
  const value = evalNode(node, operands, precision);
  const bad = worst(value, isElementwise ? operands : []);
  const result = number(value.data[bad] ?? NaN);
  if (!isElementwise) {
    const most = operands.map(({ data }) => {
      let largest = 0;
      for (let i = 0; i < data.length; i++) largest = Math.max(largest, Math.abs(data[i]!));
      return number(largest);
    });
    return `${name} of values up to ${most.join(" and ")} is ${result}${beyond(value.data[bad]!, node)}`;
  }
  const at = operands.map((t) => number(t.data[bad]!));
  const sign = SIGNS[node.op];
  const term =
    sign && at.length === 2 ? at.join(` ${sign} `) : `${NAMES[node.op] ?? node.op}(${at.join(", ")})`;
  const where = weightAt(node, bad, step) ?? elementAt(node, bad);
  return `\`${term}\` is ${result}${beyond(value.data[bad]!, node)}${where}`;
}

/** An element that is wrong by itself: of finite operands, or NaN of infinite ones. */
function worst({ data }: Tensor, operands: readonly Tensor[]): number {
  const isWrong = (v: number, i: number, allowed: (x: number) => boolean) =>
    !Number.isFinite(v) && operands.every((t) => allowed(t.data[i]!));
  for (let i = 0; i < data.length; i++) if (isWrong(data[i]!, i, Number.isFinite)) return i;
  for (let i = 0; i < data.length; i++) if (Number.isNaN(data[i]!) && isWrong(data[i]!, i, (x) => !Number.isNaN(x))) return i; // prettier-ignore
  return 0;
}

function elementAt({ type: { shape } }: Node, index: number): string {
  return sizeOf(shape) > 1 ? `, element ${place(index, shape)} of ${list(shape)}` : "";
}

/** An update is made of all weights of an optimizer at once, so an element of it belongs to one of them. */
function weightAt(node: Node, index: number, { computation, weights }: BrokenStep): string | undefined {
  const size = sizeOf(node.type.shape);
  const update = computation.updates.find(
    ({ target: { attrs, type }, value }) =>
      attrs.role === "slab" && sizeOf(type.shape) === size && reachable([value]).includes(node),
  );
  const at = update?.target.attrs.at;
  if (!at) return undefined;
  const element = at.offset + index;
  const of = weights.find(
    (w) => w.slab === at.slab && w.offset <= element && element < w.offset + sizeOf(w.shape),
  );
  return of && `, in \`${of.path}\``;
}

/** Operations that give an infinity only where a result is too large. */
const OVERFLOWS = new Set<string>(["add", "sub", "mul", "exp", "expm1", "sum", "prod", "cumsum", "dot", "conv", "cast", "overlapAdd", "scatterAdd"]); // prettier-ignore

function beyond(value: number, { op, type }: Node): string {
  if (Number.isNaN(value) || !OVERFLOWS.has(op)) return "";
  return type.dtype === "f16" ? ", beyond what f16 holds (65,504)" : ", beyond what f32 holds (3.4e38)";
}

function number(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "-∞";
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-4)) return value.toExponential(3).replace(/\.?0*e\+?/, "e");
  return String(Number(value.toPrecision(4)));
}

function place(index: number, shape: readonly number[]): string {
  const at: number[] = [];
  for (let axis = shape.length - 1, rest = index; axis >= 0; axis--) {
    at.unshift(rest % shape[axis]!);
    rest = Math.floor(rest / shape[axis]!);
  }
  return list(at);
}

function list(numbers: readonly number[]): string {
  return `[${numbers.join(", ")}]`;
}
