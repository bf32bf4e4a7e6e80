/**
 * The weights of one program: found while its layers are applied, initialized in a graph of their own.
 *
 * A weight is known by its path. It is registered at the first application of its layer, when its sizes are known, and
 * its initializer is elaborated then and there into `init`. Later passes over the same program find it again.
 */
import type { Span } from "../../grammar/ast.ts";
import type { Dim } from "../ir/dims.ts";
import type { OpAttrs, SlabRange } from "../ir/graph.ts";
import type { Build } from "./build.ts";
import type { TensorNode } from "./value.ts";

export interface WeightInfo {
  readonly path: string;
  readonly kind: "param" | "state";
  readonly shape: readonly Dim[];
  readonly span: Span;
  /** Made by a `param` statement of a train block, not by a layer. */
  readonly own: boolean;
  /** The layer of the library that has it. */
  readonly layer?: string;
  /** The initial value, a node of `Weights.init`. */
  readonly initial: TensorNode;
}

export class Weights {
  readonly byPath = new Map<string, WeightInfo>();
  /** Where each weight lies, once that has been decided. */
  #layout: ReadonlyMap<string, SlabRange> | undefined;
  /** The inputs of builds that were made before. */
  readonly #early = new Map<Build, Map<string, TensorNode>>();
  /**
   * Set when something was made otherwise than it would be now that all weights are known: what was elaborated before does
   * not stand for the program.
   */
  provisional = false;
  /** Weight files named by `from`, in order, with the instance they fill. */
  readonly from = new Map<
    string,
    { readonly path: string; readonly instance: string; readonly span: Span }
  >();

  constructor(readonly init: Build) {}

  /** The graph input that stands for a weight. */
  node(build: Build, info: WeightInfo): TensorNode {
    const early = this.#early.get(build)?.get(info.path);
    if (early) return early;
    const at = this.#layout?.get(info.path);
    const node = build.b.input({
      name: info.path,
      role: info.kind === "param" ? "weight" : "state",
      dtype: "f32",
      shape: info.shape,
      ...(at ? { at } : {}),
    });
    if (!this.#layout && build !== this.init) {
      let inputs = this.#early.get(build);
      if (!inputs) this.#early.set(build, (inputs = new Map<string, TensorNode>()));
      inputs.set(info.path, node);
    }
    return node;
  }

  /** Decides where weights lie. The inputs of `builds`, which were made before, get their places too. */
  place(layout: ReadonlyMap<string, SlabRange>, builds: readonly Build[]): void {
    this.#layout = layout;
    for (const [build, inputs] of this.#early) {
      if (!builds.includes(build)) this.#early.delete(build);
      else for (const [path, node] of inputs) placed(node, layout.get(path));
    }
  }
}

/** The one thing about a node that is found out after it was made. */
function placed(node: TensorNode, at: SlabRange | undefined): void {
  if (at) (node.attrs as { at?: OpAttrs["input"]["at"] }).at = at;
}
