/**
 * The workloads: shapes, and initial weights and data that every system gets to the byte.
 *
 * Dense weights are [in, out], convolutions [height, width, in, out], images [batch, height, width, channels]. Everything
 * is float32 but tokens and labels, and comes from a fixed sequence, so that two processes make the same numbers. The order
 * of `params` is the order in which the `.nn` program declares its weights.
 */
export interface Tensor {
  readonly dtype: "f32" | "i32";
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
}

export type OptimizerSettings =
  | { readonly kind: "sgd"; readonly lr: number; readonly momentum: number }
  | { readonly kind: "adam" | "adamw"; readonly lr: number; readonly decay: number };

export type WorkloadKind = "mlp" | "regression" | "convnet" | "transformer" | "resnet" | "product" | "rows";

export interface Workload {
  readonly id: string;
  /** What peers build for it. */
  readonly kind: WorkloadKind;
  /** The name of its program in `workloads/`, and the program's `config` that differs from the file's. */
  readonly program: string;
  readonly config?: Readonly<Record<string, string>>;
  /** A function instead of a training, with the arguments by which it is differentiated. */
  readonly call?: { readonly fn: string; readonly grad: readonly string[] };
  readonly optimizer?: OptimizerSettings;
  /** Sizes that do not follow from the tensors: `classes`, `heads`, `layers`. */
  readonly sizes: Readonly<Record<string, number>>;
  readonly params: Readonly<Record<string, Tensor>>;
  readonly data: Readonly<Record<string, Tensor>>;
  /** Floating point operations of the products and convolutions of a step, a multiply and an add counting as two. */
  readonly flops?: number;
}

/** A system under measurement, ready to run one workload. */
export interface System {
  /** Enqueues one step, whose loss stays on the device. */
  step(): void;
  /** Hands everything enqueued to the device. */
  flush(): void;
  /** The last step's loss (the first element, where the result is no scalar); waits until all steps are done. */
  loss(): Promise<number>;
  /** Results other than the loss of a workload that trains nothing: `output`, or `grad:NAME` for each gradient. */
  results(): Promise<Readonly<Record<string, Float32Array>>>;
  /** Figures of its own, such as compile times. */
  readonly info: Readonly<Record<string, number>>;
  close(): void;
}

export interface WorkloadOptions {
  /** Examples in a batch of W1, W3, W4L and R18; the workload's own by default. */
  readonly batch?: number;
  /** Height and width of R18's images. */
  readonly image?: number;
  /** All numbers 0, where only shapes matter. */
  readonly blank?: boolean;
}

/** W1 to W6 are those of the targets; the others are larger and meant for a GPU. */
export const WORKLOADS: Readonly<Record<string, string>> = {
  W1: "MLP 784–512–512–10, batch 128, Adam",
  W2: "MLP 4–16–1, batch 32, SGD",
  W3: "conv 3×3×16, pool, conv 3×3×32, pool, dense 10 on 28×28×1, batch 64, Adam",
  W4: "transformer, vocabulary 96, context 64, width 128, 4 heads, 2 layers, batch 16, AdamW",
  W5: "matmul 1024³",
  W6: "softmax(layernorm(x)·g + b), forward and backward, [4096, 512]",
  W4L: "transformer as W4 with width 768, 12 heads, 12 layers",
  W5L: "matmul 4096³",
  R18: "ResNet-18 on small images, SGD with momentum",
};
export const SMALL: readonly string[] = ["W1", "W2", "W3", "W4", "W5", "W6"];
/** Those that the command line can resize; the sizes of the others belong to the targets. */
export const RESIZED: readonly string[] = ["W4L", "R18"];

/** Steps of these leave nothing behind, so a lazy system may skip those that nobody reads: results live until the drain. */
export function isStateless(id: string): boolean {
  return id === "W5" || id === "W5L" || id === "W6";
}

export function makeWorkload(id: string, options: WorkloadOptions = {}): Workload {
  const seed = [...id].reduce((sum, c) => sum * 31 + c.charCodeAt(0), 0xc0ffee);
  const random = new Random(seed, options.blank ?? false);
  switch (id) {
    case "W1":
      return perceptron(random, options.batch ?? 128);
    case "W2":
      return regression(random);
    case "W3":
      return convnet(random, options.batch ?? 64);
    case "W4":
      return transformer(random, id, { width: 128, heads: 4, layers: 2, batch: 16 });
    case "W4L":
      return transformer(random, id, { width: 768, heads: 12, layers: 12, batch: options.batch ?? 16 });
    case "W5":
      return product(random, id, 1024);
    case "W5L":
      return product(random, id, 4096);
    case "W6":
      return rows(random);
    case "R18":
      return resnet(random, options.batch ?? 64, options.image ?? 32);
  }
  throw new RangeError(`no workload ${id}`);
}

function perceptron(random: Random, batch: number): Workload {
  const weights = 784 * 512 + 512 * 512 + 512 * 10;
  return {
    id: "W1",
    kind: "mlp",
    program: "w1",
    config: { batch_size: `${batch}` },
    optimizer: { kind: "adam", lr: 1e-3, decay: 0 },
    sizes: { classes: 10 },
    params: {
      w1: random.he([784, 512], 784),
      b1: zeros([512]),
      w2: random.he([512, 512], 512),
      b2: zeros([512]),
      w3: random.he([512, 10], 512),
      b3: zeros([10]),
    },
    data: { x: random.uniform([batch, 784]), y: random.integers([batch], 10) },
    // Forward, and backward to the weights and to every input but the images.
    flops: 2 * batch * (3 * weights - 784 * 512),
  };
}

function regression(random: Random): Workload {
  return {
    id: "W2",
    kind: "regression",
    program: "w2",
    optimizer: { kind: "sgd", lr: 1e-2, momentum: 0 },
    sizes: {},
    params: {
      w1: random.he([4, 16], 4),
      b1: zeros([16]),
      w2: random.he([16, 1], 16),
      b2: zeros([1]),
    },
    data: { x: random.normal([32, 4]), y: random.normal([32, 1]) },
  };
}

function convnet(random: Random, batch: number): Workload {
  return {
    id: "W3",
    kind: "convnet",
    program: "w3",
    config: { batch_size: `${batch}` },
    optimizer: { kind: "adam", lr: 1e-3, decay: 0 },
    sizes: { classes: 10 },
    params: {
      k1: random.he([3, 3, 1, 16], 9),
      c1: zeros([16]),
      k2: random.he([3, 3, 16, 32], 144),
      c2: zeros([32]),
      w: random.he([1568, 10], 1568),
      b: zeros([10]),
    },
    data: { x: random.uniform([batch, 28, 28, 1]), y: random.integers([batch], 10) },
    flops: 2 * batch * (2 * 784 * 9 * 16 + 3 * 196 * 144 * 32 + 3 * 1568 * 10),
  };
}

function transformer(
  random: Random,
  id: string,
  { width: d, heads, layers, batch }: Readonly<Record<"width" | "heads" | "layers" | "batch", number>>,
): Workload {
  const [vocab, context] = [96, 64];
  const lecun = (from: number, to: number): Tensor => random.normal([from, to], Math.sqrt(1 / from));
  const params: Record<string, Tensor> = {
    tok: random.normal([vocab, d], 0.02),
    pos: random.normal([context, d], 0.02),
  };
  for (let l = 0; l < layers; l++)
    Object.assign(params, {
      [`l${l}_g1`]: ones([d]),
      [`l${l}_n1`]: zeros([d]),
      [`l${l}_wqkv`]: lecun(d, 3 * d),
      [`l${l}_bqkv`]: zeros([3 * d]),
      [`l${l}_wo`]: lecun(d, d),
      [`l${l}_bo`]: zeros([d]),
      [`l${l}_g2`]: ones([d]),
      [`l${l}_n2`]: zeros([d]),
      [`l${l}_w1`]: lecun(d, 4 * d),
      [`l${l}_b1`]: zeros([4 * d]),
      [`l${l}_w2`]: lecun(4 * d, d),
      [`l${l}_b2`]: zeros([d]),
    });
  Object.assign(params, { gf: ones([d]), nf: zeros([d]), head: lecun(d, vocab) });
  const tokens = batch * context;
  const products = 2 * tokens * (layers * 12 * d * d + d * vocab);
  const scores = layers * 2 * 2 * tokens * context * d;
  const config = { width: `${d}`, heads: `${heads}`, depth: `${layers}`, batch_size: `${batch}` };
  return {
    id,
    kind: "transformer",
    program: "w4",
    config,
    optimizer: { kind: "adamw", lr: 1e-3, decay: 0.01 },
    sizes: { vocab, context, width: d, heads, layers, batch },
    params,
    data: { x: random.integers([batch, context], vocab), y: random.integers([batch, context], vocab) },
    // All pairs of places are counted, also those that a causal mask hides.
    flops: 3 * (products + scores),
  };
}

function product(random: Random, id: string, n: number): Workload {
  return {
    id,
    kind: "product",
    program: "w5",
    call: { fn: "product", grad: [] },
    sizes: {},
    params: {},
    data: { a: random.uniform([n, n], -0.5), b: random.uniform([n, n], -0.5) },
    flops: 2 * n ** 3,
  };
}

function rows(random: Random): Workload {
  return {
    id: "W6",
    kind: "rows",
    program: "w6",
    call: { fn: "rows", grad: ["x", "g", "b"] },
    sizes: {},
    params: { g: random.normal([512], 0.1, 1), b: random.normal([512], 0.1) },
    data: { x: random.normal([4096, 512]), t: random.normal([4096, 512]) },
  };
}

/** The stages of ResNet-18, two blocks each: channels, and the stride of the first block. */
export const STAGES: readonly (readonly [channels: number, stride: number])[] = [
  [64, 1],
  [128, 2],
  [256, 2],
  [512, 2],
];

function resnet(random: Random, batch: number, image: number): Workload {
  const params: Record<string, Tensor> = {};
  let [forward, side, from] = [0, image, 3];
  const conv = (name: string, kernel: number, into: number): void => {
    const fan = kernel * kernel * from;
    forward += 2 * batch * side * side * fan * into;
    params[`${name}_w`] = random.he([kernel, kernel, from, into], fan);
    params[`${name}_g`] = ones([into]);
    params[`${name}_n`] = zeros([into]);
  };
  conv("stem", 3, 64);
  const images = forward;
  from = 64;
  STAGES.forEach(([channels, stride], s) => {
    for (const b of [0, 1]) {
      const name = `s${s}b${b}`;
      const entered = from;
      if (b === 0) side /= stride;
      conv(`${name}_1`, 3, channels);
      from = channels;
      conv(`${name}_2`, 3, channels);
      from = entered;
      if (entered !== channels) conv(`${name}_s`, 1, channels);
      from = channels;
    }
  });
  forward += 2 * batch * 512 * 10;
  return {
    id: "R18",
    kind: "resnet",
    program: "r18",
    config: { size: `${image}`, batch_size: `${batch}` },
    optimizer: { kind: "sgd", lr: 1e-2, momentum: 0.9 },
    sizes: { classes: 10 },
    params: { ...params, w: random.normal([512, 10], Math.sqrt(1 / 512)), b: zeros([10]) },
    data: { x: random.uniform([batch, image, image, 3]), y: random.integers([batch], 10) },
    flops: 3 * forward - images,
  };
}

// ---------------------------------------------------------------- numbers

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((a, b) => a * b, 1);
}

function zeros(shape: readonly number[]): Tensor {
  return { dtype: "f32", shape, data: new Float32Array(sizeOf(shape)) };
}

function ones(shape: readonly number[]): Tensor {
  return { dtype: "f32", shape, data: new Float32Array(sizeOf(shape)).fill(1) };
}

/** The generator mulberry32, and normal numbers by Box and Muller. */
class Random {
  #state: number;

  constructor(
    seed: number,
    readonly blank: boolean,
  ) {
    this.#state = seed >>> 0;
  }

  uniform(shape: readonly number[], from = 0): Tensor {
    return this.#filled(shape, () => from + this.#next());
  }

  normal(shape: readonly number[], deviation = 1, mean = 0): Tensor {
    return this.#filled(shape, () => mean + deviation * this.#normal());
  }

  /** He et al., 2015: a variance of 2 / fan keeps the size of activations behind relu. */
  he(shape: readonly number[], fan: number): Tensor {
    return this.normal(shape, Math.sqrt(2 / fan));
  }

  integers(shape: readonly number[], below: number): Tensor {
    const data = new Int32Array(sizeOf(shape));
    if (!this.blank) for (let i = 0; i < data.length; i++) data[i] = Math.floor(this.#next() * below);
    return { dtype: "i32", shape, data };
  }

  #filled(shape: readonly number[], value: () => number): Tensor {
    const data = new Float32Array(sizeOf(shape));
    if (!this.blank) for (let i = 0; i < data.length; i++) data[i] = value();
    return { dtype: "f32", shape, data };
  }

  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  #normal(): number {
    let u = 0;
    while (u === 0) u = this.#next();
    return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * this.#next());
  }
}
