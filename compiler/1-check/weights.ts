/**
 * The weights of one program: found while its layers are applied, initialized in a graph of their own.
 *
 * A weight is known by its path. It is registered at the first application of its layer, when its sizes are known, and
 * its initializer is elaborated then and there into `init`. Later passes over the same program find it again.
 */
import type { Span } from "../../grammar/ast.ts";
import type { Dim } from "../ir/dims.ts";
import type { SlabRange } from "../ir/graph.ts";
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
  layout: ReadonlyMap<string, SlabRange> | undefined;
  /** Weight files named by `from`, in order, with the instance they fill. */
  readonly from = new Map<
    string,
    { readonly path: string; readonly instance: string; readonly span: Span }
  >();

  constructor(readonly init: Build) {}

  /** The graph input that stands for a weight. */
  node(build: Build, info: WeightInfo): TensorNode {
    const at = this.layout?.get(info.path);
    return build.b.input({
      name: info.path,
      role: info.kind === "param" ? "weight" : "state",
      dtype: "f32",
      shape: info.shape,
      ...(at ? { at } : {}),
    });
  }
}
