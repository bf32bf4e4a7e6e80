/**
 * A constructed layer: one set of weights, known by its path.
 */
import type { Layer, Span } from "../../grammar/ast.ts";
import { joinPath } from "./build.ts";
import type { Scope } from "./scope.ts";

export class Instance {
  constructor(
    readonly decl: Layer,
    /** The layer's settings, below the scope of its file. */
    readonly scope: Scope,
    readonly path: string,
    /** Where it was made. */
    readonly span: Span,
    /** False where a function made it: then the layer must have no weights. */
    readonly ownsWeights: boolean,
  ) {}

  get title(): string {
    return this.decl.name.name;
  }

  /** Whether a weight path lies inside this instance. */
  owns(path: string): boolean {
    return this.path === "" || path.startsWith(`${this.path}.`);
  }

  inside(name: string): string {
    return joinPath(this.path, name);
  }
}
