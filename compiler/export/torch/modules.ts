/**
 * Modules from a flat graph: the nodes that an application of a layer made become a method of that layer's class.
 *
 * What enters a method are the nodes from outside that its nodes read, what it returns are those of its nodes that others
 * read. Numbers, and weights under the instance's own path, are written where they are used.
 */
import { type Graph, isOp, type LayerCall, type Node, type OpName } from "../../ir/graph.ts";
import { invariant } from "../../diagnostics.ts";
import type { Span } from "../../../grammar/ast.ts";
import type { Twins } from "../twin.ts";
import { Body, type BodyOptions, inOrder } from "./body.ts";
import { atom, batchAxis, type Code, dims } from "./code.ts";
import { className, Names } from "./names.ts";

interface Method {
  readonly name: string;
  readonly text: string;
}

/** A layer instance: the class that it needs, and what it was made for. */
export interface InstanceClass {
  readonly path: string;
  readonly layer: string;
  readonly methods: Method[];
}

/** The methods of all instances, over all programs (training, evaluation, prediction) that are exported together. */
export class Instances {
  readonly byPath = new Map<string, InstanceClass>();

  /** The name of the method with this text; `text` is made for a method's name. */
  method(call: LayerCall, wanted: string, text: (name: string) => string): string {
    const known = this.byPath.get(call.path);
    const instance = known ?? { path: call.path, layer: call.layer, methods: [] };
    if (!known) this.byPath.set(call.path, instance);
    const same = instance.methods.find((m) => m.text === text(m.name));
    if (same) return same.name;
    const names = new Names(instance.methods.map((m) => m.name));
    const name = names.take(wanted);
    instance.methods.push({ name, text: text(name) });
    return name;
  }

  /** Classes by name, and the class of each instance. Instances of one layer share a class where their methods agree. */
  classes(): {
    readonly texts: ReadonlyMap<string, readonly Method[]>;
    readonly of: ReadonlyMap<string, string>;
  } {
    const texts = new Map<string, Method[]>();
    const of = new Map<string, string>();
    const names = new Names();
    const byLayer = new Map<string, string[]>();
    for (const { path, layer, methods } of this.byPath.values()) {
      const candidates = byLayer.get(layer) ?? [];
      byLayer.set(layer, candidates);
      const agrees = (name: string): boolean =>
        methods.every((m) => texts.get(name)!.every((o) => o.name !== m.name || o.text === m.text));
      let found = candidates.find(agrees);
      if (found === undefined) {
        found = names.take(className(layer));
        candidates.push(found);
        texts.set(found, []);
      }
      const own = texts.get(found)!;
      for (const m of methods) if (!own.some((o) => o.name === m.name)) own.push(m);
      of.set(path, found);
    }
    return { texts, of };
  }
}

const ATTRIBUTE_OF_MODULE = new Set([
  "forward", "train", "eval", "parameters", "modules", "children", "buffers", "apply", "to", "float", "double", "half", "type",
  "cuda", "cpu", "compile", "share_memory", "training", "state_dict", "evaluate", "losses", "scores", "predictions", "and",
  "as", "class", "def", "del", "for", "from", "global", "if", "import", "in", "is", "lambda", "not", "or", "pass", "return", "try",
  "while", "with", "None", "True", "False",
]); // prettier-ignore

/** A path's component as an attribute of a Python object. */
export function attribute(name: string): string {
  return ATTRIBUTE_OF_MODULE.has(name) ? `${name}_` : name;
}

export function attributePath(path: string): string {
  return path.split(".").map(attribute).join(".");
}

const MOVED: ReadonlySet<OpName> = new Set<OpName>(["reshape", "broadcast", "permute", "stopGrad", "cast"]);

/** The roots of a program, cut into methods. */
export class Frames {
  /** What a name stands for is the same everywhere, however it is called. */
  readonly #facts = new Map<Node, Pick<Code, "shape" | "shard">>();
  readonly #users = new Map<Node, Node[]>();

  constructor(
    readonly graph: Graph,
    readonly roots: readonly Node[],
    readonly twins: Twins,
    readonly instances: Instances,
    /** `forward` or `evaluate`. */
    readonly method: string,
    readonly place: (spans: readonly Span[]) => string | undefined,
  ) {
    for (const n of inOrder(roots, () => false))
      for (const x of n.in) this.#users.set(x, [...(this.#users.get(x) ?? []), n]);
  }

  /** The statements that compute the roots from the batch inputs, and the code of each root. */
  root(): {
    readonly lines: readonly string[];
    readonly results: readonly Code[];
    readonly args: readonly string[];
  } {
    const inputs = inOrder(this.roots, () => false).filter(
      (n): n is Node<"input"> => isOp(n, "input") && n.attrs.role === "batch",
    );
    const args = inputs.map((n) => n.attrs.name);
    const body = this.#body(undefined, this.roots, new Names(args));
    for (const input of inputs) {
      const shape = this.twins.shape(input);
      this.#bind(body, input, atom(input.attrs.name, shape, batchAxis(shape)));
    }
    this.#fill(body, undefined, this.roots);
    const results = this.roots.map((n) => body.code(n));
    return { lines: body.lines, results, args };
  }

  #bind(body: Body, node: Node, code: Code): void {
    body.bound.set(node, code);
    this.#facts.set(node, { shape: code.shape, shard: code.shard });
  }

  #body(call: LayerCall | undefined, outputs: readonly Node[], names: Names): Body {
    const uses = new Map<Node, number>();
    const count = (n: Node): void => void uses.set(n, (uses.get(n) ?? 0) + 1);
    const callsSeen = new Set<string>();
    for (const n of this.#inside(call, outputs)) {
      const child = this.#childOf(call, n);
      for (const x of n.in) {
        // An argument of a call counts once, however often the method reads it.
        if (child && this.#childOf(call, x) === child) continue;
        const key = child ? `${[...this.#order(child)]}:${x.id}` : undefined;
        if (key !== undefined && callsSeen.has(key)) continue;
        if (key !== undefined) callsSeen.add(key);
        count(x);
      }
    }
    outputs.forEach(count);
    const options: BodyOptions = {
      twins: this.twins,
      place: this.place,
      leaf: (node) => this.#leaf(call, node),
    };
    // What a method returns has its name where it is called.
    const named = new Map(this.graph.names);
    if (call) for (const n of outputs) if (uses.get(n) === 1) named.delete(n);
    return new Body(options, names, uses, { spans: this.graph.spans, names: named });
  }

  readonly #numbers = new Map<LayerCall, number>();

  #order(call: LayerCall): string {
    const known = this.#numbers.get(call) ?? this.#numbers.size;
    this.#numbers.set(call, known);
    return String(known);
  }

  #leaf(call: LayerCall | undefined, node: Node<"input">): Code {
    const { name, role } = node.attrs;
    if (role === "scalar") return atom(`run.${name}`, "number");
    invariant(role === "weight" || role === "state", "export", () => `the input ${name} is not bound`);
    const inside = call === undefined || call.path === "" ? name : name.slice(call.path.length + 1);
    return atom(`self.${attributePath(inside)}`, this.twins.shape(node));
  }

  /** Whether a body may write a node wherever it needs it. */
  #free(call: LayerCall | undefined, node: Node): boolean {
    if (isOp(node, "input")) {
      const { name, role } = node.attrs;
      if (role === "scalar") return true;
      if (role !== "weight" && role !== "state") return false;
      return call === undefined || call.path === "" || name.startsWith(`${call.path}.`);
    }
    if (node.op === "const" || node.op === "iota" || node.op === "literal") return true;
    return MOVED.has(node.op) && this.#free(call, node.in[0]!);
  }

  #owner(node: Node): LayerCall | undefined {
    const call = isOp(node, "input") ? undefined : this.graph.calls.get(node);
    return call && this.#frameOf(call);
  }

  readonly #frames = new Map<LayerCall, LayerCall | undefined>();

  /** The call as a method of its own. A layer that was made elsewhere and handed in is written out where it is applied. */
  #frameOf(call: LayerCall): LayerCall | undefined {
    if (this.#frames.has(call)) return this.#frames.get(call);
    const parent = call.parent && this.#frameOf(call.parent);
    const isPart = call.path !== "" && (parent === undefined || call.path.startsWith(`${parent.path}.`));
    const frame = isPart ? { ...call, parent } : parent;
    this.#frames.set(call, frame);
    return frame;
  }

  /** The call made directly in `call` that holds a node; undefined where the node is the body's own; null outside. */
  #childOf(call: LayerCall | undefined, node: Node): LayerCall | undefined | null {
    let at = this.#owner(node);
    if (at === call) return undefined;
    for (; at; at = at.parent) if (at.parent === call) return at;
    return null;
  }

  /** The nodes of a body and of the calls in it, and what it may write itself. */
  #inside(call: LayerCall | undefined, outputs: readonly Node[]): Node[] {
    return inOrder(outputs, (n) => this.#isArgument(call, n));
  }

  #isArgument(call: LayerCall | undefined, node: Node): boolean {
    if (this.#free(call, node)) return false;
    if (isOp(node, "input")) return true;
    return call !== undefined && this.#childOf(call, node) === null;
  }

  #fill(body: Body, call: LayerCall | undefined, outputs: readonly Node[]): void {
    const nodes = this.#inside(call, outputs);
    const last = new Map<LayerCall, number>();
    for (const n of nodes) {
      const child = this.#free(call, n) ? undefined : this.#childOf(call, n);
      if (child) last.set(child, n.id);
    }
    for (const n of nodes) {
      if (body.bound.has(n)) continue;
      const child = this.#free(call, n) ? undefined : this.#childOf(call, n);
      if (!child) {
        body.emit(n);
        const code = body.bound.get(n);
        if (code) this.#facts.set(n, { shape: code.shape, shard: code.shard });
      } else if (last.get(child) === n.id) this.#call(body, call, child, nodes);
    }
  }

  /** Emits a call of `child` in the body of `call`. */
  #call(body: Body, call: LayerCall | undefined, child: LayerCall, nodes: readonly Node[]): void {
    const mine = new Set(nodes.filter((n) => !this.#free(call, n) && this.#childOf(call, n) === child));
    const isRoot = new Set(this.roots);
    const outputs = [...mine].filter(
      (n) =>
        n.op !== "scan" &&
        (isRoot.has(n) || (this.#users.get(n) ?? []).some((u) => !mine.has(u) && !this.#within(child, u))),
    );
    const inner = this.#inside(child, outputs);
    const args = [...new Set(inner.flatMap((n) => n.in))]
      .filter((n) => this.#isArgument(child, n))
      .sort((a, b) => a.id - b.id);
    const names = new Names();
    const params = args.map((n) =>
      names.take(
        child.inputs.find((i) => i.node === n)?.name ??
          this.graph.names.get(n) ??
          (isOp(n, "input") ? n.attrs.name.split(".").at(-1)! : "x"),
      ),
    );
    const codes = args.map((n) => body.code(n));
    const method = this.#body(child, outputs, names);
    args.forEach((n, i) => method.bound.set(n, atom(params[i]!, codes[i]!.shape, codes[i]!.shard)));
    this.#fill(method, child, outputs);
    const returned = outputs.map((n) => method.code(n));
    const result = returned.map((c) => c.text).join(", ");
    const text = (name: string): string =>
      [
        `def ${name}(${["self", ...params].join(", ")}):`,
        ...method.lines.map((l) => `    ${l}`),
        `    return ${result}`,
      ].join("\n");
    const name = this.instances.method(child, this.method, text);
    const relative = attributePath(
      call === undefined || call.path === "" ? child.path : child.path.slice(call.path.length + 1),
    );
    const called = name === "forward" ? `self.${relative}` : `self.${relative}.${name}`;
    const targets = outputs.map((n) =>
      body.names.take(this.graph.names.get(n) ?? (outputs.length === 1 ? "h" : "part")),
    );
    body.line(`${targets.join(", ")} = ${called}(${codes.map((c) => c.text).join(", ")})`);
    outputs.forEach((n, i) => this.#bind(body, n, atom(targets[i]!, returned[i]!.shape, returned[i]!.shard)));
  }

  #within(call: LayerCall, node: Node): boolean {
    for (let at = this.#owner(node); at; at = at.parent) if (at === call) return true;
    return false;
  }

  /** The number of dimensions of a root, for whoever returns it. */
  rank(node: Node): number {
    return dims(this.#facts.get(node)! as Code).length;
  }
}
