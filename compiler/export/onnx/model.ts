/**
 * A layer's instance as an ONNX model: its computation in evaluation mode, cut out of the program, with its weights.
 */
import type { Span } from "../../../grammar/ast.ts";
import { type Graph, isOp, type LayerCall, type Node } from "../../ir/graph.ts";
import type { Computation } from "../../program.ts";
import { inOrder } from "../torch/body.ts";
import { isMultiple, isScaled, type Num, Twins } from "../twin.ts";
import { graph as graphMessage, model, tensor, valueInfo } from "./messages.ts";
import { emitOp } from "./ops.ts";
import { Shared, Writer } from "./writer.ts";

export interface OnnxOptions {
  /** The instance's path. */
  readonly path: string;
  /** The program in evaluation mode for two numbers of examples. */
  readonly programs: readonly [Computation, Computation];
  readonly sizes: readonly [number, number];
  /** Values of weights and states by path. */
  readonly weights: (path: string) => ArrayLike<number> | undefined;
  readonly place: (spans: readonly Span[]) => string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The applications of instances that no other layer made, the first of each. */
export function applications(graph: Graph): LayerCall[] {
  const found = new Map<string, LayerCall>();
  for (const call of graph.calls.values()) {
    let top: LayerCall = call;
    while (top.parent) top = top.parent;
    if (top.outputs.length > 0 && !found.has(top.path)) found.set(top.path, top);
  }
  return [...found.values()];
}

/** The bytes of the file; throws NN0720 for what ONNX cannot say. */
export function onnxModel(options: OnnxOptions): Uint8Array {
  const { programs, sizes, path } = options;
  const [left, right] = programs.map((p) => applications(p.graph).find((c) => c.path === path)!) as [
    LayerCall,
    LayerCall,
  ];
  const twins = new Twins(programs[0].graph, sizes);
  const nodes = (c: LayerCall): Node[] => [...c.inputs, ...c.outputs].map((x) => x.node);
  twins.pair(nodes(left), nodes(right));
  const inputs = left.inputs.map(({ name, node }) => ({ name, node, shape: twins.shape(node) }));
  const batched = inputs.find((i) => i.shape.some(isMultiple));
  const shared = new Shared(
    twins,
    batched && { input: batched.name, axis: batched.shape.findIndex((d) => isMultiple(d) && d.k === 1) },
    options.place,
  );
  const w = new Writer(shared);
  for (const i of inputs) w.bound.set(i.node, { name: i.name, shape: i.shape });
  emitAll(w, left.outputs.map((o) => o.node), options); // prettier-ignore
  const outputs = left.outputs.map(({ name, node }) => {
    // A result has its own name, whatever else it is.
    w.nodes.push(w.identity(w.full(node), name));
    return valueInfo(name, node.type.dtype, twins.shape(node).map(dim));
  });
  return model(
    graphMessage({
      name: left.layer,
      nodes: w.nodes,
      initializers: shared.initializers,
      inputs: inputs.map((i) => valueInfo(i.name, i.node.type.dtype, i.shape.map(dim))),
      outputs,
    }),
    options.metadata,
  );
}

/** `batch`, and what follows from it by its formula. */
function dim(d: Num): number | string {
  if (!isScaled(d)) return d;
  const scaled = d.k === 1 ? "batch" : `${d.k} * batch`;
  return d.c === 0 ? scaled : `${scaled} + ${d.c}`;
}

function emitAll(w: Writer, outputs: readonly Node[], options: OnnxOptions): void {
  for (const n of inOrder(outputs, (x) => w.bound.has(x) || w.outer?.bound.has(x) === true)) {
    if (isOp(n, "input")) w.bound.set(n, weight(w, n, options));
    else if (isOp(n, "scan")) scan(w, n, options);
    else if (!isOp(n, "result")) w.bound.set(n, emitOp(w, n));
  }
}

function weight(w: Writer, n: Node<"input">, options: OnnxOptions) {
  const { name } = n.attrs;
  if (name === "seed")
    throw w.shared.twins.refusal(n, "draws random numbers, and a model for inference has none");
  const values = options.weights(name);
  if (!values)
    throw w.shared.twins.refusal(n, `reads \`${name}\`, which a model for inference does not have`);
  w.shared.initializers.push(tensor(name, "f32", n.type.shape, values));
  return { name, shape: n.type.shape };
}

/** ONNX's own `Scan`; the number of the step is one more thing that it goes over. */
function scan(w: Writer, n: Node<"scan">, options: OnnxOptions): void {
  const { body, carries, slices, length, reverse } = n.attrs;
  const { twins } = w.shared;
  const captured = body.leaves.slice(carries + slices);
  captured.forEach((leaf, i) => w.bound.set(leaf, w.ref(n.in[carries + slices + i]!)));
  const inner = new Writer(w.shared, w);
  const given = [
    ...body.leaves.slice(0, carries),
    body.step,
    ...body.leaves.slice(carries, carries + slices),
  ];
  const infos = given.map((leaf) => {
    const name = w.shared.fresh("each");
    inner.bound.set(leaf, { name, shape: twins.shape(leaf) });
    return valueInfo(name, leaf.type.dtype, twins.shape(leaf).map(dim));
  });
  emitAll(inner, body.outputs, options);
  const results = body.outputs.map((o) => {
    const name = w.shared.fresh("result");
    inner.nodes.push(inner.identity(inner.full(o), name));
    return { name, info: valueInfo(name, o.type.dtype, twins.shape(o).map(dim)) };
  });
  const content = graphMessage({
    name: w.shared.fresh("step"),
    nodes: inner.nodes,
    initializers: [],
    inputs: infos,
    outputs: results.map((r) => r.info),
  });
  const steps = w.constant("i32", [length], Array.from({ length }, (_, i) => i)); // prettier-ignore
  const operands = [
    ...n.in.slice(0, carries).map((x) => w.full(x)),
    steps,
    ...n.in.slice(carries, carries + slices).map((x) => w.full(x)),
  ];
  const direction = reverse ? 1 : 0;
  const made = w.many("Scan", operands, body.outputs.length, {
    body: { graph: content },
    num_scan_inputs: slices + 1,
    scan_input_directions: Array.from({ length: slices + 1 }, () => direction),
    ...(body.outputs.length > carries
      ? { scan_output_directions: Array.from({ length: body.outputs.length - carries }, () => direction) }
      : {}),
  });
  for (const r of w.shared.twins.graph.nodes) {
    if (!isOp(r, "result") || r.in[0] !== n) continue;
    w.bound.set(r, { name: made[r.attrs.index]!, shape: twins.shape(r) });
  }
}
