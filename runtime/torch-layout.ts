/**
 * Weights with the names and shapes that PyTorch's modules have, and back.
 *
 * A module of PyTorch keeps a matrix as [out, in] and a kernel as [out, in, height, width]; here inputs come first and
 * channels last. The gates of recurrent layers are in the same order on both sides. What the table does not list has the
 * same name and shape on both sides.
 */
import type { HostData, HostTensor } from "./data/tensor.ts";

interface Place {
  readonly path: string;
  readonly shape: readonly number[];
  /** The layer of the library that has the weight. */
  readonly layer?: string;
}

interface Rule {
  readonly name: string;
  /** Axis i there is axis perm[i] here; absent where the axes are the same. */
  readonly perm?: readonly number[];
}

const NORM: Readonly<Record<string, Rule>> = { gain: { name: "weight" }, shift: { name: "bias" } };
const RECURRENT: Readonly<Record<string, Rule>> = {
  w_input: { name: "weight_ih_l0", perm: [1, 0] },
  w_hidden: { name: "weight_hh_l0", perm: [1, 0] },
  b_input: { name: "bias_ih_l0" },
  b_hidden: { name: "bias_hh_l0" },
};
const bias: Rule = { name: "bias" };

/** By layer, then by weight. */
export const TORCH_NAMES: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  dense: { w: { name: "weight", perm: [1, 0] }, b: bias },
  conv1d: { w: { name: "weight", perm: [2, 1, 0] }, b: bias },
  conv2d: { w: { name: "weight", perm: [3, 2, 0, 1] }, b: bias },
  // With one group; PyTorch splits the other axis where there are more.
  conv_transpose2d: { w: { name: "weight", perm: [2, 3, 0, 1] }, b: bias },
  embedding: { table: { name: "weight" } },
  layernorm: NORM,
  rmsnorm: NORM,
  batchnorm: NORM,
  groupnorm: NORM,
  instancenorm: NORM,
  rnn: RECURRENT,
  lstm: RECURRENT,
  gru: RECURRENT,
};

function ruleOf({ path, layer }: Place): { readonly name: string; readonly perm?: readonly number[] } {
  const dot = path.lastIndexOf(".") + 1;
  const rule = TORCH_NAMES[layer ?? ""]?.[path.slice(dot)];
  return rule ? { ...rule, name: path.slice(0, dot) + rule.name } : { name: path };
}

/** The weights as PyTorch's `load_state_dict` wants them. */
export function toTorchLayout(
  places: readonly Place[],
  weights: ReadonlyMap<string, HostTensor>,
): Map<string, HostTensor> {
  return new Map(
    places.map((place) => {
      const { name, perm } = ruleOf(place);
      const tensor = weights.get(place.path)!;
      return [name, perm ? permuted(tensor, perm) : tensor];
    }),
  );
}

/**
 * Tensors with PyTorch's names as the program names them; others stay as they are. A file of a program's only instance may
 * leave out the instance's name, as the `state_dict` of a module does.
 */
export function fromTorchLayout(
  places: readonly Place[],
  tensors: ReadonlyMap<string, HostTensor>,
): ReadonlyMap<string, HostTensor> {
  const rules = places.map((place) => ({ path: place.path, ...ruleOf(place) }));
  const renamed = rules.filter((r) => r.name !== r.path);
  const rest = (name: string): string => name.slice(name.indexOf(".") + 1);
  const isFull = rules.some((r) => tensors.has(r.name));
  const isBare = !isFull && new Set(rules.map((r) => r.path.split(".")[0])).size === 1;
  const called = (r: { readonly name: string }): string => (isBare ? rest(r.name) : r.name);
  if (!renamed.some((r) => tensors.has(called(r)))) return tensors;
  const byName = new Map(rules.map((r) => [called(r), r]));
  const out = new Map<string, HostTensor>();
  for (const [name, tensor] of tensors) {
    // How many batches a batch norm has seen matters to PyTorch only.
    if (name.endsWith(".num_batches_tracked")) continue;
    const found = byName.get(name);
    const perm = found?.perm;
    if (!found) out.set(name, tensor);
    else out.set(found.path, perm?.length === tensor.shape.length ? permuted(tensor, inverse(perm)) : tensor);
  }
  return out;
}

function inverse(perm: readonly number[]): number[] {
  return perm.map((_, i) => perm.indexOf(i));
}

/** Axis i of the result is axis perm[i] of the tensor. */
function permuted(tensor: HostTensor, perm: readonly number[]): HostTensor {
  const { shape, data } = tensor;
  const strides = shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1));
  const out = perm.map((p) => shape[p]!);
  const steps = perm.map((p) => strides[p]!);
  const to = data.slice() as HostData;
  const index = out.map(() => 0);
  for (let i = 0; i < to.length; i++) {
    to[i] = data[index.reduce((at, k, axis) => at + k * steps[axis]!, 0)]!;
    for (let axis = out.length - 1; axis >= 0; axis--) {
      index[axis]!++;
      if (index[axis]! < out[axis]!) break;
      index[axis] = 0;
    }
  }
  return { dtype: tensor.dtype, shape: out, data: to };
}
