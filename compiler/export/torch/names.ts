/**
 * Names of Python variables: those of the source where they are free.
 */

/** What the exported file uses itself. */
const RESERVED = new Set([
  "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally",
  "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try",
  "while", "with", "yield", "None", "True", "False", "abs", "max", "min", "round", "range", "reversed", "float", "int", "bool",
  "self", "math", "torch", "np", "os", "sys", "json", "dist", "nn", "F", "run", "FLOAT", "all_sum", "arange", "argparse",
  "constant", "conv", "cumsum", "full", "gather", "maximum", "minimum", "overlap_add", "pad", "product", "put_along",
  "scatter_add", "shard", "sign", "sqrt", "take", "take_along", "uniform", "where", "windows", "print", "len", "list", "zip",
  "dict", "sum", "Layer", "Run", "Data", "Rule",
]); // prettier-ignore

export class Names {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken);
  }

  /** `wanted`, or `wanted_2` and so on where that is taken. */
  take(wanted: string): string {
    const base = RESERVED.has(wanted) ? `${wanted}_` : wanted;
    let name = base;
    for (let i = 2; this.#taken.has(name); i++) name = `${base}_${i}`;
    this.#taken.add(name);
    return name;
  }
}

/** `self_attention` → `SelfAttention` */
export function className(layer: string): string {
  const name = layer
    .split("_")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
  return RESERVED.has(name) ? `${name}_` : name;
}
