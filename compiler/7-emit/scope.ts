/**
 * The printer of expressions: a block of WGSL statements that names values and computes them once.
 *
 * An expression is printed for one element or, where it depends on the block's `lane` variable, for four at once. What is
 * used more than once becomes a `let`, in dependency order; what a parent block has named is reused. `hoist` moves what
 * does not depend on a loop out of it.
 */
import { invariant, InvariantError } from "../diagnostics.ts";
import type { Apply, Expr, Load, Var } from "../ir/expr.ts";
import type { Store } from "../ir/kernel.ts";
import { storedType, typeOf, type Width } from "./literals.ts";
import { dependsOnAny } from "./lower.ts";
import { indent, type Module } from "./module.ts";
import { printApply, type Text } from "./apply.ts";

/** Longer subexpressions get a name of their own, for readers and for parsers with a nesting limit. */
const LONGEST = 110;

type Access =
  | { readonly kind: "one"; readonly at: Expr }
  | { readonly kind: "quad"; readonly at: Expr }
  | { readonly kind: "gather"; readonly at: Expr };

export class Scope {
  readonly lines: string[] = [];
  readonly #names = new Map<Expr, string>();
  readonly #draws = new Map<string, string>();
  readonly #wide: readonly Expr[];

  /** `wideAccs` are accumulators with a value for each lane. */
  constructor(
    readonly m: Module,
    readonly lane: Var | undefined = undefined,
    wideAccs: readonly Expr[] = [],
    readonly parent: Scope | undefined = undefined,
  ) {
    this.#wide = lane ? [lane, ...wideAccs] : wideAccs;
    if (lane && !parent?.find(lane)) this.bind(lane, "vec4i(0, 1, 2, 3)");
  }

  /** A block inside this one, by default with the same lanes. */
  child(
    lane: Var | undefined = this.lane,
    wideAccs: readonly Expr[] = this.#wide.filter((e) => e !== this.lane),
  ): Scope {
    return new Scope(this.m, lane, wideAccs, this);
  }

  /** Gives a variable or accumulator its text, which must be a primary expression. */
  bind(leaf: Expr, text: string): void {
    this.#names.set(leaf, text);
  }

  find(e: Expr): string | undefined {
    return this.#names.get(e) ?? this.parent?.find(e);
  }

  line(...text: string[]): void {
    this.lines.push(...text);
  }

  /** Appends `block` between braces after `head`. */
  block(head: string, block: Scope): void {
    this.lines.push(head === "" ? "{" : `${head} {`, ...indent(block.lines), "}");
  }

  width(e: Expr): Width {
    return dependsOnAny(e, this.#wide) ? 4 : 1;
  }

  // ---------------------------------------------------------------- expressions

  /** The texts of `roots`, which share what they have in common. */
  emit(roots: readonly Expr[]): string[] {
    return this.texts(roots).map((t) => t.text);
  }

  /** The text of `e` as a value of `width`. */
  value(e: Expr, width: Width): string {
    const [text] = this.emit([e]);
    return width === 4 && this.width(e) === 1 ? `${typeOf(e.dtype, 4)}(${text})` : text!;
  }

  /** Names `e` here, so that inner blocks use the name. */
  name(e: Expr, text?: string): string {
    const known = this.find(e);
    if (known !== undefined) return known;
    const value = text ?? this.emit([e])[0]!;
    const named = this.find(e);
    if (named !== undefined) return named;
    const id = this.m.fresh(hint(e));
    this.lines.push(`let ${id} = ${value};`);
    this.#names.set(e, id);
    return id;
  }

  texts(roots: readonly Expr[]): Text[] {
    const uses = new Map<Expr, number>();
    const count = (e: Expr): void => {
      const n = uses.get(e) ?? 0;
      uses.set(e, n + 1);
      if (n === 0 && this.find(e) === undefined) this.#operands(e).forEach(count);
    };
    roots.forEach(count);
    const memo = new Map<Expr, Text>();
    const print = (e: Expr): Text => {
      const known = this.find(e);
      if (known !== undefined) return { text: known, level: 4 };
      let out = memo.get(e);
      if (out) return out;
      out = this.#print(e, print);
      const repeated = uses.get(e)! > 1 && !isTrivial(e);
      if (repeated || (out.text.length > LONGEST && !roots.includes(e))) {
        out = { text: this.name(e, out.text), level: 4 };
      }
      memo.set(e, out);
      return out;
    };
    return roots.map(print);
  }

  /** Names in `into`, a block around this one, every largest part of `roots` that depends on none of `inner`. */
  hoist(roots: readonly Expr[], inner: readonly Expr[], into = this.parent): void {
    invariant(into, "emit", "no block to hoist to");
    const free: Expr[] = [];
    const seen = new Set<Expr>();
    const visit = (e: Expr): void => {
      if (seen.has(e) || this.find(e) !== undefined) return;
      seen.add(e);
      if (dependsOnAny(e, inner)) this.#operands(e).forEach(visit);
      else if (e.k === "load" || e.k === "apply") free.push(e);
    };
    roots.forEach(visit);
    const texts = into.emit(free);
    free.forEach((e, i) => into.name(e, texts[i]));
  }

  /** What printing `e` refers to; twice if its text does so twice. */
  #operands(e: Expr): readonly Expr[] {
    if (e.k === "apply") return e.args;
    if (e.k !== "load") return [];
    const { kind, at } = this.#access(e);
    const index = kind === "gather" ? [at, at] : [at];
    return e.guard ? [...index, e.guard, e.guard] : index;
  }

  #access(e: Load): Access {
    const quad = this.m.quad(e.value, e.index, this.lane, e.guard);
    if (quad) return { kind: "quad", at: quad };
    return { kind: this.width(e) === 4 ? "gather" : "one", at: e.index };
  }

  #print(e: Expr, print: (e: Expr) => Text): Text {
    switch (e.k) {
      case "const":
        return { text: this.m.literal(e.value, e.dtype), level: 4 };
      case "uniform":
        return { text: this.m.uniform(e.slot, e.dtype), level: 4 };
      case "step":
        return { text: this.m.step(e.depth), level: 4 };
      case "var":
      case "acc":
        invariant(false, "emit", () => `${e.k === "var" ? e.name : `acc(${e.stage})`} has no text here`);
        break;
      case "load":
        return this.#load(e, print);
      case "apply":
        if (e.op === "random0" || e.op === "random1") return this.#random(e, print);
        return printApply(this.m, e, this.width(e), e.args.map((a) => ({ ...print(a), width: this.width(a) }))); // prettier-ignore
      default:
        e satisfies never;
    }
    throw new InvariantError("emit", "unknown expression");
  }

  #load(e: Load, print: (e: Expr) => Text): Text {
    const { name } = this.m.bound(e.value);
    const { kind, at } = this.#access(e);
    const one = (index: string, guard: string | undefined, width: Width): string => {
      const element = `${name}[${guard === undefined ? index : `select(0, ${index}, ${guard})`}]`;
      const value = e.dtype === "bool" ? `(${element} != ${width === 4 ? "vec4u(0u)" : "0u"})` : element;
      if (guard === undefined) return value;
      return `select(${zero(e, width)}, ${value}, ${guard})`;
    };
    if (kind !== "gather") {
      const guard = e.guard && print(e.guard).text;
      return { text: one(print(at).text, guard, kind === "quad" ? 4 : 1), level: 4 };
    }
    const index = print(at).text;
    const guard = e.guard && print(e.guard).text;
    const parts = ["x", "y", "z", "w"].map((c) =>
      one(
        this.width(at) === 4 ? `${index}.${c}` : index,
        guard !== undefined && this.width(e.guard!) === 4 ? `${guard}.${c}` : guard,
        1,
      ),
    );
    return { text: `${typeOf(e.dtype, 4)}(${parts.join(", ")})`, level: 4 };
  }

  #random(e: Apply, print: (e: Expr) => Text): Text {
    const key = e.args.map((a) => a.id).join(",");
    const width = this.width(e);
    let draw = this.#draw(key);
    if (draw === undefined) {
      const args = e.args.map((a) => {
        const { text } = print(a);
        return width === 4 && this.width(a) === 1 ? `vec4i(${text})` : text;
      });
      draw = this.m.fresh("r");
      this.lines.push(`let ${draw} = ${this.m.call("random", width)}(${args.join(", ")});`);
      this.#draws.set(key, draw);
    }
    return { text: `${draw}.lane${e.op === "random0" ? 0 : 1}`, level: 4 };
  }

  #draw(key: string): string | undefined {
    const own = this.#draws.get(key);
    return own !== undefined || !this.parent ? own : this.parent.#draw(key);
  }

  // ---------------------------------------------------------------- stores

  /** The expressions that storing `stores` here prints, for `hoist`. */
  stored(stores: readonly Store[]): Expr[] {
    return stores.flatMap((s) => [s.value, this.m.quad(s.target, s.index, this.lane) ?? s.index]);
  }

  /**
   * Computes everything that `stores` write, then writes it: an element that is replaced is read before. `mask` is a
   * condition of the whole block, `lanes` one of each lane.
   */
  store(stores: readonly Store[], mask?: string, lanes?: readonly string[]): void {
    const plans = stores.map((s) => {
      const quad = lanes ? undefined : this.m.quad(s.target, s.index, this.lane);
      if (lanes) this.m.quad(s.target, s.index, undefined);
      return { s, quad: quad !== undefined, at: quad ?? s.index };
    });
    const texts = this.texts(plans.flatMap((p) => [p.s.value, p.at]));
    const several = stores.length > 1;
    const writes: string[] = [];
    plans.forEach(({ s, quad, at }, i) => {
      const { name } = this.m.bound(s.target);
      const scattered = !quad && this.width(at) === 4;
      let value = this.#stored(s, texts[2 * i]!.text, quad || scattered ? 4 : 1);
      let index = texts[2 * i + 1]!.text;
      if (several || scattered) value = this.#temporary("v", value);
      if (!scattered) {
        writes.push(`${name}[${index}] = ${value};`);
        return;
      }
      index = this.#temporary("i", index);
      ["x", "y", "z", "w"].forEach((c, j) => {
        const write = `${name}[${index}.${c}] = ${value}.${c};`;
        writes.push(lanes ? `if (${lanes[j]}) { ${write} }` : write);
      });
    });
    if (mask === undefined) this.lines.push(...writes);
    else this.lines.push(`if (${mask}) {`, ...indent(writes), "}");
  }

  #temporary(hint: string, text: string): string {
    if (/^\w+$/.test(text)) return text;
    const id = this.m.fresh(hint);
    this.lines.push(`let ${id} = ${text};`);
    return id;
  }

  /** `text`, the value of `s`, in the form that its buffer holds. */
  #stored(s: Store, text: string, width: Width): string {
    const own = this.width(s.value);
    invariant(
      own <= width,
      "emit",
      () => `store to %${s.target} has lanes in its value and none in its index`,
    );
    let value = text;
    if (s.dtype !== s.value.dtype) {
      invariant(s.dtype !== "bool", "emit", () => `store of ${s.value.dtype} to bool %${s.target}`);
      value = `${typeOf(s.dtype, own)}(${value})`;
    }
    if (s.dtype === "bool")
      value = own === 4 ? `select(vec4u(0u), vec4u(1u), ${value})` : `select(0u, 1u, ${value})`;
    return own < width ? `${storedType(s.dtype, 4)}(${value})` : value;
  }
}

function zero(e: Load, width: Width): string {
  if (width === 4) return `${typeOf(e.dtype, 4)}()`;
  return { f32: "0.0f", f16: "0.0h", i32: "0", bool: "false" }[e.dtype];
}

function isTrivial(e: Expr): boolean {
  return e.k === "const" || e.k === "var" || e.k === "step" || e.k === "acc";
}

function hint(e: Expr): string {
  if (e.k === "load") return "x";
  return e.dtype === "i32" ? "i" : e.dtype === "bool" ? "c" : "t";
}
