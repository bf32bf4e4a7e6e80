/**
 * Names and what they mean at one place of the source.
 *
 * A scope is a table with a parent: library, file, then one for each body. A binding without a value belongs to a
 * statement that failed; whoever reads it is silenced (`Poisoned`), so that one mistake gives one message.
 */
import type { Expr, Span } from "../../grammar/ast.ts";
import type { Dim } from "../ir/dims.ts";
import type { Value } from "./value.ts";

export type BindingKind =
  | "library" | "config" | "data" | "fn" | "layer" | "optimizer" | "train" | "import"
  | "setting" | "input" | "dim" | "let" | "param" | "state" | "field"; // prettier-ignore

export interface Binding {
  readonly kind: BindingKind;
  /** Where the name was introduced; absent for the library's. */
  readonly span?: Span;
  /** The value, or how to compute it when it is first asked for; undefined where that failed. */
  value: Value | undefined;
  readonly lazy?: () => Value | undefined;
  /** Called where computing the value asks for the value. */
  readonly circular?: () => void;
  /** The expression that gave the value, for pointing at causes. */
  readonly expr?: Expr;
}

export class Scope {
  readonly #names = new Map<string, Binding>();
  /** Sizes of the leading dims `...s`, by name. */
  readonly packs = new Map<string, readonly Dim[]>();
  readonly #evaluating = new Set<string>();

  constructor(readonly parent: Scope | undefined) {}

  bind(name: string, binding: Binding): void {
    this.#names.set(name, binding);
  }

  own(name: string): Binding | undefined {
    return this.#names.get(name);
  }

  find(name: string): Binding | undefined {
    return this.#names.get(name) ?? this.parent?.find(name);
  }

  findPack(name: string): readonly Dim[] | undefined {
    return this.packs.get(name) ?? this.parent?.findPack(name);
  }

  /** The value of a name; computes it if that was put off. Undefined where the name is unknown or its statement failed. */
  value(name: string): Value | undefined {
    const binding = this.#names.get(name);
    if (!binding) return this.parent?.value(name);
    if (this.#evaluating.has(name)) binding.circular?.();
    else if (binding.value === undefined && binding.lazy) {
      this.#evaluating.add(name);
      try {
        binding.value = binding.lazy();
      } finally {
        this.#evaluating.delete(name);
      }
    }
    return binding.value;
  }

  /** Every visible name, innermost first, for "did you mean". */
  *visible(): Generator<string> {
    yield* this.#names.keys();
    if (this.parent) yield* this.parent.visible();
  }

  /** The names bound here, in order. */
  entries(): IterableIterator<[string, Binding]> {
    return this.#names.entries();
  }
}

/** Silences what depends on something that has been reported already. */
export class Poisoned extends Error {
  constructor() {
    super("depends on an expression that failed");
    this.name = "Poisoned";
  }
}
