/**
 * Weights by path name: in slabs, as tensors, in files.
 *
 * Path names are part of the language (they are the keys of `.safetensors` files). Taking weights from a file is all or
 * nothing: missing, extra and misshapen names are listed in one error, and nothing is changed.
 */
import type { SlabStore } from "./backend.ts";
import { plural } from "./data/errors.ts";
import { type HostTensor, elements, toNumbers } from "./data/tensor.ts";
import { runtimeError } from "./errors.ts";
import { fromTorchLayout } from "./torch-layout.ts";

/** Where a weight lies; a `Weight` of the compiler has more. */
export interface WeightPlace {
  readonly path: string;
  readonly shape: readonly number[];
  readonly slab: string;
  /** In elements. */
  readonly offset: number;
  /** The layer of the library that has it, which tells what PyTorch calls it. */
  readonly layer?: string;
}

export interface SlabSize {
  readonly name: string;
  readonly size: number;
  readonly fill: number;
}

/** Tensors by weight path. */
export type Weights = ReadonlyMap<string, HostTensor>;

/** The contents of slabs by name, as they were at one moment. */
export type Snapshot = ReadonlyMap<string, Float32Array>;

export async function snapshot(slabs: SlabStore, names: Iterable<string>): Promise<Snapshot> {
  const wanted = [...new Set(names)];
  const values = await Promise.all(wanted.map((name) => slabs.read(name)));
  return new Map(wanted.map((name, i) => [name, values[i]!]));
}

export function restore(slabs: SlabStore, from: Snapshot): void {
  for (const [name, values] of from) slabs.write(name, values);
}

/** The weights in a snapshot, in the program's order. Tensors are views of it. */
export function weightsOf(places: readonly WeightPlace[], from: Snapshot): Weights {
  return new Map(
    places.map(({ path, shape, slab, offset }) => {
      const data = from.get(slab)!.subarray(offset, offset + elements(shape));
      return [path, { dtype: "f32", shape, data }];
    }),
  );
}

/** The slabs of a program that hold weights and state: what evaluating takes. */
export function heldSlabs(program: {
  readonly slabs: readonly SlabSize[];
  readonly weights: readonly WeightPlace[];
}): readonly SlabSize[] {
  return program.slabs.filter((slab) => program.weights.some((w) => w.slab === slab.name));
}

/** Makes the slabs, filled as a fresh run has them, with these weights in their places. */
export function fillSlabs(
  slabs: SlabStore,
  sizes: readonly SlabSize[],
  places: readonly WeightPlace[],
  weights: Weights,
): void {
  for (const { name, size, fill } of sizes) {
    slabs.allocate(name, size, fill);
    const own = places.filter((p) => p.slab === name);
    if (own.length === 0) continue;
    // Doubles stay doubles for the interpreter in double precision; a device rounds them.
    const double = own.some(({ path }) => weights.get(path)?.data instanceof Float64Array);
    const values = new (double ? Float64Array : Float32Array)(size).fill(fill);
    for (const { path, offset } of own) {
      const tensor = weights.get(path);
      if (!tensor) throw runtimeError("weightsDiffer", `there is no initial value for \`${path}\``);
      values.set(toNumbers(tensor), offset);
    }
    slabs.write(name, values);
  }
}

/**
 * The weights of `places` from a file's tensors. `prefix` is the instance that the program fills (all of it by default)
 * and `from` the one in the file; names are those under the instance's own path or, if the file has none of them, those
 * of the only instance in the file. Names and shapes may be PyTorch's (see `torch-layout.ts`).
 */
export function takeWeights(
  places: readonly WeightPlace[],
  given: ReadonlyMap<string, HostTensor>,
  file: string,
  names: { readonly prefix?: string; readonly from?: string } = {},
): Weights {
  const { prefix = "" } = names;
  const wanted = places.filter((p) => under(p.path, prefix));
  const tensors = fromTorchLayout(wanted, given);
  const inFile = names.from ?? fileInstance(wanted, tensors, prefix, file);
  const available = new Map([...tensors].filter(([name]) => under(name, inFile)));
  if (available.size === 0) {
    const instances = [...new Set([...tensors.keys()].map(root))];
    throw runtimeError("weightsDiffer", `${file} has no weights of \`${inFile}\``, {
      notes: [`it has ${instances.map((i) => `\`${i}\``).join(", ") || "none"}`],
    });
  }
  const found = new Map<string, HostTensor>();
  const missing: string[] = [];
  const misshapen: string[] = [];
  for (const { path, shape } of wanted) {
    const name = renamed(path, prefix, inFile);
    const tensor = available.get(name);
    available.delete(name);
    if (!tensor) missing.push(name);
    else if (tensor.shape.join() !== shape.join()) {
      misshapen.push(`\`${name}\` is [${tensor.shape.join(", ")}] there and [${shape.join(", ")}] here`);
    } else found.set(path, tensor);
  }
  const notes = [
    ...(missing.length > 0 ? [`missing there: ${quoted(missing)}`] : []),
    ...(available.size > 0 ? [`unknown here: ${quoted([...available.keys()])}`] : []),
    ...misshapen.slice(0, 12),
    ...(misshapen.length > 12 ? [`and ${misshapen.length - 12} more of another shape`] : []),
  ];
  if (notes.length === 0) return found;
  const count = missing.length + available.size + misshapen.length;
  throw runtimeError(
    "weightsDiffer",
    `the weights in ${file} do not fit: ${plural(count, "name")} differ${count === 1 ? "s" : ""}`,
    {
      notes,
      help: "use the program and settings that the weights were trained with",
    },
  );
}

/** The instance of a file whose names stand for those under `prefix`. */
function fileInstance(
  wanted: readonly WeightPlace[],
  tensors: ReadonlyMap<string, HostTensor>,
  prefix: string,
  file: string,
): string {
  if (wanted.some((p) => tensors.has(p.path))) return prefix;
  // The file may have been written without the instance's own name, as a model that is called on its own has it.
  if (wanted.some((p) => tensors.has(renamed(p.path, prefix, "")))) return "";
  const roots = [...new Set([...tensors.keys()].map(root))];
  if (roots.length === 1) return roots[0]!;
  if (roots.length === 0) return prefix;
  throw runtimeError("weightsDiffer", `${file} has several instances and none is named \`${prefix}\``, {
    notes: [`it has ${roots.map((r) => `\`${r}\``).join(", ")}`],
    help: `say which, such as \`from "${file}#${roots[0]}"\``,
  });
}

/** `net` of `net.dense_0.w`. */
function root(name: string): string {
  const dot = name.indexOf(".");
  return dot < 0 ? name : name.slice(0, dot);
}

function under(name: string, prefix: string): boolean {
  return prefix === "" || name === prefix || name.startsWith(`${prefix}.`);
}

/** `path` with the instance `from` replaced by `to`; either may be empty. */
function renamed(path: string, from: string, to: string): string {
  const rest = from === "" ? path : path.slice(from.length + 1);
  return to === "" ? rest : rest === "" ? to : `${to}.${rest}`;
}

function quoted(names: readonly string[]): string {
  const shown = names
    .slice(0, 12)
    .map((n) => `\`${n}\``)
    .join(", ");
  return names.length > 12 ? `${shown} and ${names.length - 12} more` : shown;
}
