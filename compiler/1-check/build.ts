/**
 * One graph under construction, and where in the program the elaborator is.
 *
 * A `Build` is symbolic (a declaration on its own, types only) or concrete (all sizes are numbers). A `Frame` is one
 * layer, function or train block being elaborated: it owns the names of the instances made in it and the random sites.
 * An `Env` is what every elaborating function takes: the build, the names in scope, the frame.
 */
import type { Expr, Fn, Layer, Span } from "../../grammar/ast.ts";
import type { Dim } from "../ir/dims.ts";
import { Graph, type DType, type TensorType } from "../ir/graph.ts";
import { Builder } from "../ops/builder.ts";
import type { Instance } from "./instance.ts";
import { Poisoned, type Scope } from "./scope.ts";
import type { Session } from "./session.ts";
import type { Probabilities } from "./softmax.ts";
import type { TensorNode, Value } from "./value.ts";
import type { Weights } from "./weights.ts";
import type { InstanceInfo } from "../program.ts";

/** What the graph is for; decides which names and statements are allowed. */
export type Phase = "run" | "init" | "data" | "test";

export interface BuildOptions {
  readonly symbolic: boolean;
  readonly training: boolean | undefined;
  readonly phase: Phase;
  /** Absent where no weights may be made (data fields, tests). */
  readonly weights?: Weights;
  /** Scalars that are known instead of inputs, such as `step` = 0 of a function that is called directly. */
  readonly scalars?: Readonly<Record<string, number>>;
  /** How nodes are made, where not as usual. */
  readonly builder?: Builder<Dim>;
  /** The scalar `index` and the like: leaves that only this build has. */
  readonly ambient?: ReadonlyMap<string, () => Value>;
}

export class Build {
  readonly b: Builder<Dim>;
  /** Calls that are being elaborated, innermost first. */
  callers: readonly Span[] = [];
  /** The last value of each expression, for finding what made a size. */
  readonly values = new Map<Expr, Value>();
  /** The present value of each state, by path: `set` changes it for what follows. */
  readonly states = new Map<string, TensorNode>();
  /** States that `set` changed, in order. */
  readonly setStates = new Set<string>();
  /** How often each instance has been applied, by path. */
  readonly applications = new Map<string, number>();
  readonly instances = new Map<string, InstanceInfo>();
  /** Constructed layers by path, for `net.dense_0.w`. */
  readonly constructed = new Map<string, Instance>();
  /** Layers, by the paths of their instances without the index, of which a `repeat` made fewer than it names. */
  readonly skipped = new Set<string>();
  /** Outputs of softmax and sigmoid, to notice that they are applied twice. */
  readonly probabilities = new Map<TensorNode, Probabilities>();
  /** What an optimizer sees instead of the train block's scalars. */
  ambient: ReadonlyMap<string, () => Value>;
  /** The step of the loop whose body is being elaborated, counted over all loops around it (i32[]). */
  round?: TensorNode;
  /** Set when something depends on whether this is training. */
  asksForTraining = false;
  /** Set when a program asks for a rank or a size: an optimizer that does so is elaborated for each weight. */
  looksAtShapes = false;
  /** What `rank` says of vectors that stand for weights of many shapes, all of this rank. */
  ranks: ReadonlyMap<TensorNode, number> = new Map();
  /** Set when `rank` was asked of one of them. */
  asksForRank = false;
  /** How many branches of an `if` are being checked without knowing whether they are taken. */
  #undecided = 0;
  /** The functions and layers that are being elaborated. */
  readonly #active: (Fn | Layer)[] = [];
  readonly #sites = new Map<number, string>();

  constructor(
    readonly session: Session,
    readonly options: BuildOptions,
  ) {
    this.b = options.builder ?? new Builder<Dim>(new Graph<Dim>());
    this.ambient = options.ambient ?? new Map();
  }

  get symbolic(): boolean {
    return this.options.symbolic;
  }
  /** For what may depend on it: whoever asks is noted. */
  get training(): boolean | undefined {
    this.asksForTraining = true;
    return this.options.training;
  }

  /**
   * Elaborates a call of `decl`. A call inside itself may end by an `if` whose condition is not known while declarations are
   * checked on their own; there the check stops, and the concrete program has to end.
   */
  calling<T>(decl: Fn | Layer, body: () => T): T {
    if (this.symbolic && this.#undecided > 0 && this.#active.includes(decl)) throw new Poisoned();
    this.#active.push(decl);
    try {
      return body();
    } finally {
      this.#active.pop();
    }
  }

  /** Checks a branch of an `if` that may not be taken. */
  maybe<T>(branch: () => T): T {
    this.#undecided++;
    try {
      return branch();
    } finally {
      this.#undecided--;
    }
  }

  /** A number that the host supplies with every step. */
  scalar(name: string, dtype: DType = "f32"): TensorNode {
    const known = this.options.scalars?.[name];
    if (known !== undefined) return this.b.const(known, dtype);
    return this.b.input({ name, role: "scalar", dtype, shape: [] });
  }

  /** A site number that depends on `key` alone, so that edits elsewhere leave the draws here as they were. */
  site(key: string): number {
    for (let salt = 0; ; salt++) {
      const site = hash(salt === 0 ? key : `${key}~${salt}`);
      const owner = this.#sites.get(site);
      if (owner !== undefined && owner !== key) continue;
      this.#sites.set(site, key);
      return site;
    }
  }

  owns(node: TensorNode): boolean {
    return this.b.graph.nodes[node.id] === node;
  }
}

/** FNV-1a over UTF-16 units, as an i32. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h | 0;
}

export interface Frame {
  /** For "while building gpt > block". */
  readonly title: string;
  readonly parent?: Frame;
  /** The prefix of weight names made here; empty at the root. */
  readonly path: string;
  /** False in functions and in data, whose layers must own no weights. */
  readonly ownsWeights: boolean;
  /** The frame of a function. */
  readonly isFn?: boolean;
  /** Names of instances and weights that are taken in this frame, and where. */
  readonly names: Map<string, Span>;
  /** How many unnamed instances of each layer this frame has. */
  readonly counters: Map<string, number>;
  /** Keys random draws; functions share their caller's. */
  readonly siteKey: string;
  readonly sites: { count: number };
  readonly depth: number;
}

export interface Env {
  readonly build: Build;
  readonly scope: Scope;
  readonly frame: Frame;
  /** The type that the place of the expression asks for: a weight's annotation for its initializer. */
  readonly expected?: TensorType<Dim>;
}

export function rootFrame(title: string, path: string, ownsWeights: boolean, siteKey = path): Frame {
  return {
    title,
    path,
    ownsWeights,
    names: new Map(),
    counters: new Map(),
    siteKey,
    sites: { count: 0 },
    depth: 0,
  };
}

/** The frame of a function's body: names of its own, the caller's random sites. */
export function fnFrame(caller: Frame, title: string): Frame {
  return {
    title,
    parent: caller,
    path: joinPath(caller.path, title),
    ownsWeights: false,
    isFn: true,
    names: new Map(),
    counters: new Map(),
    siteKey: caller.siteKey,
    sites: caller.sites,
    depth: caller.depth + 1,
  };
}

/** The frame of one application of an instance. */
export function instanceFrame(
  caller: Frame,
  title: string,
  path: string,
  ownsWeights: boolean,
  application: number,
): Frame {
  return {
    title,
    parent: caller,
    path,
    ownsWeights,
    names: new Map(),
    counters: new Map(),
    siteKey: application === 0 ? path : `${path}@${application}`,
    sites: { count: 0 },
    depth: caller.depth + 1,
  };
}

export function joinPath(prefix: string, name: string): string {
  return prefix === "" ? name : `${prefix}.${name}`;
}

/** A node for `make`, with the source that it comes from: this expression, then the calls around it. */
export function at<T>(env: Env, span: Span, make: () => T): T {
  const { b, callers } = env.build;
  return b.graph.withSpans([span, ...callers], make);
}

/** Elaborates a callee's body: errors and nodes inside know the call. */
export function within<T>(env: Env, call: Span, make: () => T): T {
  const { build } = env;
  const before = build.callers;
  build.callers = [call, ...before];
  try {
    return make();
  } finally {
    build.callers = before;
  }
}
