/**
 * What things of other libraries are called here: PyTorch, Keras, NumPy, JAX, pandas, plain Python.
 *
 * Tables only. A message that meets an unknown name asks them before it looks for a similar spelling, since `Linear` looks
 * most like `linear`, which is a schedule.
 */

export interface Here {
  /** What to write in its place; absent where the place has to change. */
  readonly write?: string;
  /** What else there is to know, as an instruction. */
  readonly help?: string;
}

const named = (table: Readonly<Record<string, string>>): Record<string, Here> =>
  Object.fromEntries(
    Object.entries(table).flatMap(([write, names]) => names.split(" ").map((name) => [name, { write }])),
  );
const told = (table: Readonly<Record<string, string>>): Record<string, Here> =>
  Object.fromEntries(
    Object.entries(table).flatMap(([names, help]) => names.split(" ").map((name) => [name, { help }])),
  );

/** `const lookUp = own keys only`: names such as `constructor` are in every object. */
const look = (table: Readonly<Record<string, Here>>, name: string): Here | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

const NAMES: Readonly<Record<string, Here>> = {
  ...named({
    dense: "Dense Linear linear_layer fc FullyConnected",
    conv2d: "Conv2d Conv2D Convolution2D",
    conv1d: "Conv1d Conv1D",
    conv_transpose2d: "ConvTranspose2d Conv2DTranspose",
    maxpool: "MaxPool2d MaxPool2D MaxPooling2D MaxPool max_pool2d max_pool maxpool2d",
    avgpool: "AvgPool2d AvgPool2D AveragePooling2D avg_pool2d avg_pool",
    global_avgpool: "AdaptiveAvgPool2d GlobalAveragePooling2D adaptive_avg_pool2d",
    batchnorm: "BatchNorm1d BatchNorm2d BatchNorm BatchNormalization batch_norm batchnorm2d",
    layernorm: "LayerNorm LayerNormalization layer_norm",
    groupnorm: "GroupNorm group_norm",
    rmsnorm: "RMSNorm rms_norm",
    instancenorm: "InstanceNorm2d instance_norm",
    dropout: "Dropout Dropout2d",
    embedding: "Embedding",
    flatten: "Flatten",
    lstm: "LSTM LSTMCell",
    gru: "GRU GRUCell",
    rnn: "RNN SimpleRNN",
    attention: "MultiheadAttention MultiHeadAttention SelfAttention self_attention",
    transformer_block: "TransformerEncoderLayer TransformerBlock",
    relu: "ReLU Relu RELU",
    leaky_relu: "LeakyReLU LeakyRelu",
    gelu: "GELU",
    elu: "ELU",
    selu: "SELU",
    silu: "SiLU swish Swish",
    sigmoid: "Sigmoid expit",
    tanh: "Tanh",
    softmax: "Softmax",
    log_softmax: "LogSoftmax",
    softplus: "Softplus",
    mish: "Mish",
    mse: "l2_loss mse_loss_fn MSELoss MSE mse_loss mean_squared_error MeanSquaredError",
    mae: "L1Loss MAE l1_loss mean_absolute_error MeanAbsoluteError",
    huber: "HuberLoss SmoothL1Loss huber_loss smooth_l1_loss",
    cross_entropy:
      "CrossEntropyLoss CrossEntropy crossentropy SparseCategoricalCrossentropy sparse_categorical_crossentropy softmax_cross_entropy cross_entropy_loss",
    soft_cross_entropy: "CategoricalCrossentropy categorical_crossentropy",
    binary_cross_entropy:
      "BCELoss BCEWithLogitsLoss BinaryCrossentropy binary_crossentropy binary_cross_entropy_with_logits bce",
    nll: "NLLLoss nll_loss",
    kl_divergence: "KLDivLoss kl_div",
    adam: "Adam",
    adamw: "AdamW",
    sgd: "SGD",
    rmsprop: "RMSprop RMSProp",
    adagrad: "Adagrad",
    adadelta: "Adadelta",
    adamax: "Adamax",
    nadam: "NAdam Nadam",
    radam: "RAdam",
    lion: "Lion",
    cosine: "CosineAnnealingLR cosine_decay CosineDecay cosine_annealing",
    step_decay: "StepLR",
    exponential: "ExponentialLR ExponentialDecay exponential_decay",
    one_cycle: "OneCycleLR",
    select: "where torch_where",
    concat: "cat concatenate Concatenate",
    arange: "range",
    normal: "randn random_normal",
    uniform: "rand random_uniform",
    clamp: "clip clip_by_value",
    stop_grad: "stop_gradient detach",
    reshape: "view",
    permute: "moveaxis",
    variance: "var",
    uniform_init: "random_uniform_init",
    glorot: "xavier xavier_uniform xavier_uniform_ glorot_uniform GlorotUniform",
    glorot_normal: "xavier_normal xavier_normal_",
    he: "kaiming_uniform kaiming_uniform_ he_uniform",
    he_normal: "kaiming_normal kaiming_normal_",
    true: "True TRUE",
    false: "False FALSE",
    f32: "float float32 float64 double",
    f16: "half float16",
    i32: "int int32 int64 long",
    standardize: "standardise",
    pi: "PI",
  }),
  ...told({
    "None null nil undefined": "leave the argument out",
    "pow power square": "write `x ^ 2`",
    "matmul mm bmm dot": "write `a @ b`",
    len: "sizes have names: use the dim of the type, such as `batch`, or `shape(x)[0]`",
    print: "look at values with `nn call`, or track one with `metric name = …`",
    Sequential: "join the stages with `|>`: `x |> dense(16) |> relu |> dense(1)`",
    "Module Model": "declare a network: `model name(x: [batch, n]) -> [batch, m] = …`",
    "Input InputLayer": "inputs are the parameters of the model: `model name(x: [batch, n]) -> …`",
    "tensor Tensor array": "write the numbers in brackets: `[1, 2, 3]`",
    "unsqueeze expand_dims": "write `reshape(x, […, 1])`",
    squeeze: "write `x[..., 0]`, or `reshape`",
    "self this": "there are no objects: a layer's weights are its own `param`s and the layers built in it",
    "DataLoader Dataset": 'declare `data name = csv("data/file.csv") { … }` and write `train … on name`',
    lambda: "declare a function at the top of the file: `fn name(x: [...s]) -> [...s] = …`",
    "accuracy Accuracy": "write `mean(argmax(logits) == y)`",
    "accuracy_score categorical_accuracy sparse_categorical_accuracy": "write `mean(argmax(logits) == y)`",
    "f1_score f1 precision_score recall_score recall roc_auc_score auc confusion_matrix":
      "compute it from `argmax(logits)` and `y`, as in `mean(argmax(logits) == y)`; a run's report.html has the confusion matrix",
    "rmse RMSE root_mean_squared_error": "write `sqrt(mse(guess, y))`",
    "r2_score r2": "write `1 - mse(guess, y) / variance(y)`",
    "normalize Normalize Normalization normalise StandardScaler MinMaxScaler scaler scale":
      "write `x |> standardize(houses.x)`, with the name of your data set",
    "activation Activation": "write the activation as a stage: `x |> dense(16) |> relu`",
    not: "write `!`",
    random: "write `uniform([…])` or `normal([…])`, with a shape in brackets",
    "randint integers": "write `i32(floor(n * uniform([…])))`",
    model: "write the model's own name, such as `mlp()`",
    "upsample Upsample UpSampling2D interpolate":
      'write `rearrange(x, "b h w c -> b (h u) (w v) c", u: 2, v: 2)`, or `conv_transpose2d(c, stride: 2)`',
    "resnet18 resnet34 resnet50 vgg16 mobilenet bert pretrained":
      'write the network with `model`, and give it weights with `net() from "weights.safetensors"`',
    "zip enumerate map filter reduce": "compute with whole tensors instead of their elements",
    columns: "name the columns, in brackets: `[first, second]`",
    cuda: "the device is chosen on the command line: `--device webgpu` or `cpu`",
  }),
};

/** Modules that people write before a name. */
const MODULES = new Set(
  "torch nn F np numpy tf keras jnp jax optim layers losses metrics activations math random functional init utils pd optax flax eqx".split(
    " ",
  ),
);

/** Types as others call them. */
const TYPES: Readonly<Record<string, string>> = {
  float: "f32",
  float32: "f32",
  float64: "f32",
  double: "f32",
  f64: "f32",
  number: "f32",
  real: "f32",
  tensor: "f32",
  Tensor: "f32",
  half: "f16",
  float16: "f16",
  bfloat16: "f16",
  int: "i32",
  int32: "i32",
  int64: "i32",
  i64: "i32",
  i8: "i32",
  u8: "i32",
  u32: "i32",
  uint8: "i32",
  long: "i32",
  integer: "i32",
  boolean: "bool",
  Bool: "bool",
  b1: "bool",
};

export const foreignType = (name: string): string | undefined =>
  Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;

export const isModule = (name: string): boolean => MODULES.has(name);

export const foreignName = (name: string): Here | undefined => look(NAMES, name);

/** Settings of calls, by how they are called elsewhere; several where it depends on the callee. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  learning_rate: ["lr", "peak"],
  lr: ["peak", "start"],
  max_lr: ["peak"],
  initial_learning_rate: ["start", "peak"],
  weight_decay: ["decay"],
  wd: ["decay"],
  beta1: ["b1"],
  beta_1: ["b1"],
  beta2: ["b2"],
  beta_2: ["b2"],
  epsilon: ["eps"],
  grad_clip: ["clip"],
  clipnorm: ["clip"],
  max_norm: ["clip"],
  warmup_steps: ["warmup"],
  dim: ["axis"],
  dims: ["axis"],
  axes: ["axis"],
  keepdim: ["keep"],
  keepdims: ["keep"],
  units: ["out"],
  out_features: ["out"],
  features: ["out"],
  n_out: ["out"],
  filters: ["c"],
  out_channels: ["c"],
  channels: ["c"],
  kernel_size: ["kernel"],
  strides: ["stride"],
  pool_size: ["k"],
  use_bias: ["bias"],
  p: ["rate"],
  prob: ["rate"],
  num_heads: ["heads"],
  n_heads: ["heads"],
  is_causal: ["causal"],
  num_embeddings: ["n"],
  input_dim: ["n"],
  embedding_dim: ["d"],
  output_dim: ["d"],
  hidden_size: ["d"],
  num_groups: ["groups"],
  label_smoothing: ["smoothing"],
  ignore_index: ["ignore"],
  negative_slope: ["slope"],
  momentum: ["rate", "b1"],
  size: ["shape"],
  min: ["low"],
  max: ["high"],
  a_min: ["low"],
  a_max: ["high"],
  minval: ["low"],
  maxval: ["high"],
  sep: ["separator"],
  delimiter: ["separator"],
  validation_split: ["split"],
  test_size: ["split"],
  train_size: ["split"],
  val_split: ["split"],
  nrows: ["limit"],
};

/** The parameter of `candidates` that `name` means, if there is one. */
export function foreignParameter(name: string, candidates: readonly string[]): string | undefined {
  const meant = Object.hasOwn(PARAMETERS, name) ? PARAMETERS[name] : undefined;
  return meant?.find((m) => candidates.includes(m));
}

/** What to do about a parameter that has no counterpart. */
export const foreignParameterHelp = (name: string, callee: string): string | undefined =>
  Object.hasOwn(PARAMETER_HELP, name) ? PARAMETER_HELP[name]!(callee) : undefined;

const PARAMETER_HELP: Readonly<Record<string, (callee: string) => string>> = {
  activation: (callee) => `write the activation as the next stage: \`${callee}(…) |> relu\``,
  in_features: () => "leave it out: the size of the input is found",
  in_channels: () => "leave it out: the channels of the input are found",
  input_shape: () => "leave it out: shapes stand in the model's parameters",
  betas: () => "write `b1: 0.9, b2: 0.999`",
  params: () => "leave it out: all weights that the loss reaches are trained, or those after `over`",
  batch_size: () => "set it in `train`: `batch = 32`",
  weight: () => "leave it out: all classes weigh the same; rare ones can be repeated in the data",
  class_weight: () => "leave it out: all classes weigh the same; rare ones can be repeated in the data",
  from_logits: () => "leave it out: the losses take logits",
  reduction: () => "leave it out: a loss is a mean",
  kernel_initializer: () => "leave it out, or write a layer of your own with `param w: [in, out] = he()`",
  name: () => "name it with `let`: its weights are called so",
  device: () => "choose it on the command line: `nn train FILE --device webgpu`",
  path: (callee) => `write the path alone: \`${callee}("data/file.csv")\``,
  file: (callee) => `write the path alone: \`${callee}("data/file.csv")\``,
  filename: (callee) => `write the path alone: \`${callee}("data/file.csv")\``,
  n: () => "write the number alone: `generate(1_000)`",
  count: () => "write the number alone: `generate(1_000)`",
  train: () => "write the shares in one setting: `split: 0.8`, or `split: [0.8, 0.1, 0.1]`",
  test: () => "write the shares in one setting: `split: 0.8`, or `split: [0.8, 0.1, 0.1]`",
  val: () => "write the shares in one setting: `split: 0.8`, or `split: [0.8, 0.1, 0.1]`",
  validation: () => "write the shares in one setting: `split: 0.8`, or `split: [0.8, 0.1, 0.1]`",
  header: () => "leave it out: a header line is recognized",
  usecols: () => "leave it out: the fields of `data` say which columns are used",
  dtype: () => "convert with `f32(…)` or `i32(…)`",
};

/** Settings of a training as others call them: the setting here, or what to do. */
const SETTINGS: Readonly<Record<string, Here>> = {
  ...named({
    epochs: "num_epochs n_epochs nb_epoch max_epochs num_train_epochs",
    steps: "num_steps n_steps max_steps iterations n_iter max_iter num_iterations",
    batch: "batch_size batchsize bs per_device_train_batch_size minibatch",
    accumulate: "gradient_accumulation_steps accumulate_grad_batches accumulation_steps",
    validate_every: "eval_every eval_steps val_check_interval",
    seed: "random_seed random_state",
  }),
  ...told({
    "lr learning_rate": "give it to the optimizer: `minimize loss with adam(lr: 1e-3)`",
    "weight_decay decay momentum betas":
      "give it to the optimizer: `minimize loss with adamw(lr: 1e-3, decay: 0.01)`",
    "optimizer optim": "write it after the loss: `minimize loss with adam(lr: 1e-3)`",
    "loss loss_fn criterion objective":
      "write `minimize cross_entropy(logits, y) with adam(lr: 1e-3)`, or another loss",
    "metrics metric": "write one `metric` for each: `metric accuracy = mean(argmax(logits) == y)`",
    "validation_split val_split test_size": 'split the data at its source: `csv("file.csv", split: 0.8)`',
    early_stopping: "write `patience = 5`: validations without a lower loss before stopping",
    "device gpu cuda accelerator": "choose it on the command line: `nn train FILE --device webgpu`",
    "model net network": "build it with `let`: `let net = mlp()`",
    "data dataset train_data": "name the data in the first line: `train fit on data { … }`",
    "scheduler lr_scheduler schedule":
      "give it to the optimizer as its rate: `adam(lr: cosine(1e-3, warmup: 100))`",
    "clip grad_clip max_grad_norm gradient_clip_val": "give it to the optimizer: `adam(lr: 1e-3, clip: 1.0)`",
    dropout: "put it into the model as a stage: `x |> dense(16) |> relu |> dropout(0.2)`",
    "mixed_precision fp16 amp": "write `precision = f16`",
    "callbacks verbose num_workers logging_steps": "leave it out",
  }),
};

export const foreignSetting = (name: string): Here | undefined => look(SETTINGS, name);

/** Methods of tensors that are no functions here by that name: the call that says the same, for `x`. */
export function foreignMethod(name: string, x: string, args: string): Here | undefined {
  switch (name) {
    case "T":
    case "t":
    case "mT":
      return { write: `transpose(${x})` };
    case "view":
      return { write: `reshape(${x}, [${args.replace(/(^|, *)-1\b/g, "$1_")}])` };
    case "shape":
    case "size":
      return { help: "sizes have names: use the dim of the type, such as `batch`" };
    case "to":
    case "cuda":
    case "cpu":
    case "numpy":
    case "item":
    case "clone":
    case "contiguous":
      return { write: x };
    case "backward":
      return { help: `write \`minimize ${x} with adam(lr: 1e-3)\`` };
    case "unsqueeze":
    case "squeeze":
      return { help: "write `reshape(x, […])`" };
    case "long":
    case "int":
      return { write: `i32(${x})` };
    case "matmul":
      return { write: `${x} @ ${args}` };
    case "pow":
      return { write: `${x} ^ ${args}` };
    default: {
      const here = foreignName(name);
      return here?.write === undefined ? undefined : { write: call(here.write, x, args) };
    }
  }
}

/** `f(x, args)`. */
export const call = (f: string, x: string, args: string): string =>
  `${f}(${x}${args.trim() === "" ? "" : `, ${args}`})`;

/** Sources of data as others call them. */
export const foreignSource = (name: string): Here | undefined => look(SOURCES, name);

const SOURCES: Readonly<Record<string, Here>> = {
  ...named({
    csv: "read_csv load_csv CSV genfromtxt loadtxt",
    parquet: "read_parquet",
    npy: "load np_load",
    images: "ImageFolder image_folder image_dataset_from_directory",
    chars: "text txt",
    generate: "random",
  }),
  ...told({
    "mnist MNIST fashion_mnist FashionMNIST": 'fetch it with `nn data mnist`, and write `idx("data/mnist")`',
    "cifar10 CIFAR10 cifar100 imagenet iris load_iris":
      "`nn data` lists the sets that it can fetch; others are read from files",
    "image png jpg jpeg":
      '`images("folder")` opens a folder that holds one folder of pictures for each class',
    "excel xlsx xls read_excel": 'save the sheet as CSV and write `csv("file.csv")`',
    "json read_json jsonl": 'convert it: `csv("file.csv")` and `parquet("file.parquet")` are read',
    "sql sqlite read_sql": 'export the table and write `csv("file.csv")`',
    "url http download": 'download it first (`nn data` knows some sets) and write `csv("data/file.csv")`',
  }),
};
