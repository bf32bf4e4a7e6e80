/**
 * One shader module while it is written: bindings, helper functions, workgroup variables, the entry point.
 *
 * The first pass records how each bound value is accessed. Those that are only ever touched four aligned elements at a
 * time are declared as arrays of vectors; where another value is touched so in some places, a second pass writes scalar
 * accesses there (`Module.wide`).
 */
import { invariant } from "../diagnostics.ts";
import type { Expr, Exprs, Var } from "../ir/expr.ts";
import type { DType } from "../ir/graph.ts";
import type { Binding } from "../ir/kernel.ts";
import type { Shader } from "../ir/plan.ts";
import { functionName, functionText, type FunctionName } from "./functions.ts";
import { literal, storedType, typeOf, type Width } from "./literals.ts";
import { dependsOn } from "./lower.ts";
import type { Target } from "./target.ts";

export class Module {
  readonly features = new Set<string>();
  /** Of the entry point, besides its own. */
  readonly attributes: string[] = [];
  readonly #functions = new Set<string>();
  readonly #functionTexts: string[] = [];
  readonly #globals: string[] = [];
  readonly #byValue = new Map<number, { name: string; binding: Binding; index: number }>();
  readonly #narrow = new Set<number>();
  readonly #seenWide = new Set<number>();
  #names = 0;

  constructor(
    readonly x: Exprs,
    readonly target: Target,
    readonly bindings: readonly Binding[],
    readonly uniformCount: number,
    readonly usesUniforms: boolean,
    /** Values declared as arrays of vec4, once known. */
    readonly wide: ReadonlySet<number> | undefined,
    /** The loops, by depth, whose round the kernel reads. */
    readonly steps: readonly number[] = [],
  ) {
    bindings.forEach((binding, index) => {
      const name = `${binding.access === "read" ? "in" : "out"}${index}_`;
      this.#byValue.set(binding.value, { name, binding, index });
    });
  }

  /** A fresh identifier; the final underscore keeps it clear of WGSL's reserved words. */
  fresh(hint: string): string {
    return `${hint}${this.#names++}_`;
  }

  /** A function of the module's own, in lines. */
  define(lines: readonly string[]): void {
    this.#functionTexts.push(lines.join("\n"));
  }

  global(text: string): void {
    this.#globals.push(text);
  }

  /** A workgroup array of `length` elements, shared by all that ask for the same `key`. */
  workgroupArray(key: string, type: string, length: number): string {
    const full = `${type} ${length} ${key}`;
    let id = this.#arrays.get(full);
    if (id === undefined) {
      this.#arrays.set(full, (id = `lanes${this.#arrays.size}_`));
      this.global(`var<workgroup> ${id}: array<${type}, ${length}>;`);
    }
    return id;
  }
  readonly #arrays = new Map<string, string>();

  /** The name of a helper function, declared on its first use. */
  call(fn: FunctionName, width: Width): string {
    this.#functionTexts.push(...functionText(fn, width, this.#functions));
    return functionName(fn, width);
  }

  literal(value: number, dtype: DType): string {
    return literal(value, dtype, (bits) => `${this.call("bits", 1)}(0x${bits.toString(16)}u)`);
  }

  /**
   * The end of a loop of `n` rounds. Software drivers unroll a loop whose count they know and then take tens of seconds to
   * compile it, so for them it depends on a buffer's length: the smaller of n and n plus that length. (They do see that
   * a length's highest bit is 0.)
   */
  rounds(n: number): string {
    if (this.target.family !== "software" || n < 3) return String(n);
    this.#opaque = true;
    return `rounds_(${n})`;
  }
  #opaque = false;

  bound(value: number): { name: string; binding: Binding } {
    const found = this.#byValue.get(value);
    invariant(found, "emit", () => `value %${value} is not bound`);
    return found;
  }

  /** Whether the elements of `value` at `index` for the four lanes are one aligned vector, and is declared to be. */
  quad(value: number, index: Expr, lane: Var | undefined, guard?: Expr): Expr | undefined {
    let at: Expr | undefined;
    const { x } = this;
    if (lane && x.imod(index, 4) === lane && !(guard && dependsOn(guard, lane))) {
      const q = x.idiv(index, 4);
      if (!dependsOn(q, lane)) at = q;
    }
    (at ? this.#seenWide : this.#narrow).add(value);
    return at && (!this.wide || this.wide.has(value)) ? at : undefined;
  }

  /** After the first pass: whether a second one would write the same, since no value is accessed now so, now so. */
  get isSettled(): boolean {
    return [...this.#seenWide].every((v) => !this.#narrow.has(v));
  }

  /** After the first pass: the values that every access reads or writes as vectors. */
  wideValues(): ReadonlySet<number> {
    return new Set([...this.#seenWide].filter((v) => !this.#narrow.has(v)));
  }

  uniform(slot: number, dtype: DType): string {
    invariant(slot < this.uniformCount, "emit", () => `uniform slot ${slot} of ${this.uniformCount}`);
    const word = `uniforms_[${slot >> 2}].${"xyzw"[slot & 3]}`;
    if (dtype === "i32") return `bitcast<i32>(${word})`;
    if (dtype === "bool") return `(${word} != 0u)`;
    return dtype === "f16" ? `f16(bitcast<f32>(${word}))` : `bitcast<f32>(${word})`;
  }

  step(depth: number): string {
    invariant(this.steps.includes(depth), "emit", () => `the round of loop ${depth} is not bound`);
    return `step${depth}_`;
  }

  /** The whole module around the statements of `main`. */
  shader(
    name: string,
    comment: string,
    size: readonly [number, number, number],
    builtins: string[],
    body: string[],
  ): Shader {
    const lines: string[] = [`// ${comment}`];
    // Half precision may also live in a kernel alone, where a product rounds what it reads.
    const written = [...this.#globals, ...this.#functionTexts, ...body].join("\n");
    if (this.bindings.some((b) => b.dtype === "f16") || /\b(f16|vec[234]h)\b/.test(written))
      this.features.add("shader-f16");
    for (const f of this.features) lines.push(`enable ${ENABLES[f]};`);
    // Subgroups take the same way through a kernel, which the analysis does not see.
    if (this.features.has("chromium-experimental-subgroup-matrix"))
      lines.push("diagnostic(off, chromium.subgroup_matrix_uniformity);");
    const kinds: Shader["bindings"][number][] = [];
    const wide = this.wide ?? this.wideValues();
    for (const { name: id, binding, index } of this.#byValue.values()) {
      const mode = binding.access === "read" ? "read" : "read_write";
      const type = storedType(binding.dtype, wide.has(binding.value) ? 4 : 1);
      lines.push(`@group(0) @binding(${index}) var<storage, ${mode}> ${id}: array<${type}>;`);
      kinds.push(mode);
    }
    if (this.usesUniforms) {
      const vectors = Math.ceil(this.uniformCount / 4);
      lines.push(`@group(0) @binding(${kinds.length}) var<uniform> uniforms_: array<vec4u, ${vectors}>;`);
      kinds.push("uniform");
    }
    for (const depth of this.steps) {
      lines.push(`@group(0) @binding(${kinds.length}) var<uniform> step${depth}_: i32;`);
      kinds.push("step");
    }
    if (this.#opaque) {
      const first = this.#byValue.values().next().value!.name;
      this.#functionTexts.push(
        `fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&${first}))); }`,
      );
    }
    lines.push(...this.#globals, ...this.#functionTexts, "");
    const shape = size[2] > 1 ? size.join(", ") : size[1] > 1 ? `${size[0]}, ${size[1]}` : String(size[0]);
    lines.push(["@compute", `@workgroup_size(${shape})`, ...this.attributes].join(" "));
    lines.push(`fn main(${builtins.join(", ")}) {`, ...indent(body), "}", "");
    return {
      name,
      wgsl: lines.join("\n"),
      workgroupSize: size,
      bindings: kinds,
      features: [...this.features],
    };
  }
}

/** WGSL's names of WebGPU's features. */
const ENABLES: Readonly<Record<string, string>> = {
  "shader-f16": "f16",
  subgroups: "subgroups",
  "subgroup-size-control": "subgroup_size_control",
  "chromium-experimental-subgroup-matrix": "chromium_experimental_subgroup_matrix",
};

export function indent(lines: readonly string[]): string[] {
  return lines.map((l) => `  ${l}`);
}

/** `vec4f(x)` for a value that is the same in all lanes. */
export function splat(text: string, dtype: DType): string {
  return `${typeOf(dtype, 4)}(${text})`;
}

export const BUILTIN = {
  workgroup: "@builtin(workgroup_id) group_: vec3u",
  local: "@builtin(local_invocation_index) local_: u32",
  subgroupLane: "@builtin(subgroup_invocation_id) local_: u32",
} as const;
