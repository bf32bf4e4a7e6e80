/**
 * Activations, losses and layers against PyTorch in double precision: values and gradients, to 1e-9.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { type Array_, close, compileText, randomArray, torch, type TorchResult } from "./support.ts";

interface Case {
  readonly name: string;
  readonly nn: string;
  readonly torch: string;
  readonly inputs: Readonly<Record<string, Array_>>;
  readonly grad?: readonly string[];
  readonly tolerance?: number;
}

const x35 = randomArray([3, 5], 1, 3);
const kinks: Array_ = { shape: [9], data: [-4, -3, -1, -0.5, 0, 0.5, 1, 3, 4] };
const pairs = { a: randomArray([4, 3], 2), b: randomArray([4, 3], 3) };
const labels: Array_ = { shape: [4], data: [2, 0, 1, 2], dtype: "i32" };
const logits = randomArray([4, 3], 5);

const activation = (name: string, expr: string): Case[] =>
  [x35, kinks].map((x, i) => ({
    name: `${name}${i === 1 ? " at its kinks" : ""}`,
    nn: `fn f(x: [...s]) -> [...s] = ${name.includes("(") ? name : `${name}(x)`}`,
    torch: expr,
    inputs: { x },
  }));

const activations: Case[] = [
  ...activation("relu", "F.relu(x)"),
  ...activation("leaky_relu", "F.leaky_relu(x)"),
  ...activation("leaky_relu(x, slope: 0.2)", "F.leaky_relu(x, 0.2)"),
  ...activation("elu", "F.elu(x)"),
  ...activation("elu(x, alpha: 0.5)", "F.elu(x, 0.5)"),
  ...activation("selu", "F.selu(x)"),
  ...activation("gelu", "F.gelu(x)"),
  ...activation("gelu_tanh", "F.gelu(x, approximate='tanh')"),
  ...activation("silu", "F.silu(x)"),
  ...activation("sigmoid", "torch.sigmoid(x)"),
  ...activation("softplus", "F.softplus(x)"),
  ...activation("mish", "F.mish(x)"),
  ...activation("hardswish", "F.hardswish(x)"),
  ...activation("softmax", "F.softmax(x, -1)"),
  ...activation("log_softmax", "F.log_softmax(x, -1)"),
  ...activation("softmax(x, axis: 0)", "F.softmax(x, 0)"),
  ...activation("log_softmax(x, axis: 0)", "F.log_softmax(x, 0)"),
];

const losses: Case[] = [
  { name: "mse", nn: "fn f(a: [...s], b: [...s]) = mse(a, b)", torch: "F.mse_loss(a, b)", inputs: pairs },
  { name: "mae", nn: "fn f(a: [...s], b: [...s]) = mae(a, b)", torch: "F.l1_loss(a, b)", inputs: pairs },
  {
    name: "huber",
    nn: "fn f(a: [...s], b: [...s]) = huber(a, b)",
    torch: "F.huber_loss(a, b)",
    inputs: pairs,
  },
  {
    name: "huber delta",
    nn: "fn f(a: [...s], b: [...s]) = huber(a, b, delta: 0.3)",
    torch: "F.huber_loss(a, b, delta=0.3)",
    inputs: pairs,
  },
  {
    name: "cross_entropy",
    nn: "fn f(x: [n, c], y: i32[n]) = cross_entropy(x, y)",
    torch: "F.cross_entropy(x, y)",
    inputs: { x: logits, y: labels },
    grad: ["x"],
  },
  {
    name: "cross_entropy smoothed",
    nn: "fn f(x: [n, c], y: i32[n]) = cross_entropy(x, y, smoothing: 0.2)",
    torch: "F.cross_entropy(x, y, label_smoothing=0.2)",
    inputs: { x: logits, y: labels },
    grad: ["x"],
  },
  {
    name: "cross_entropy ignoring, smoothed",
    nn: "fn f(x: [n, c], y: i32[n]) = cross_entropy(x, y, smoothing: 0.1)",
    torch: "F.cross_entropy(x, y, label_smoothing=0.1)",
    inputs: { x: logits, y: { ...labels, data: [2, -100, 1, -100] } },
    grad: ["x"],
  },
  {
    name: "cross_entropy ignoring class 1",
    nn: "fn f(x: [n, c], y: i32[n]) = cross_entropy(x, y, ignore: 1)",
    torch: "F.cross_entropy(x, y, ignore_index=1)",
    inputs: { x: logits, y: labels },
    grad: ["x"],
  },
  {
    name: "cross_entropy of sequences",
    nn: "fn f(x: [n, t, c], y: i32[n, t]) = cross_entropy(x, y)",
    torch: "F.cross_entropy(x.reshape(-1, 5), y.reshape(-1))",
    inputs: { x: randomArray([2, 3, 5], 8), y: { shape: [2, 3], data: [0, 4, 2, 1, 1, 3], dtype: "i32" } },
    grad: ["x"],
  },
  {
    name: "soft_cross_entropy",
    nn: "fn f(x: [n, c], p: [n, c]) = soft_cross_entropy(x, softmax(p))",
    torch: "F.cross_entropy(x, F.softmax(p, -1))",
    inputs: { x: logits, p: randomArray([4, 3], 6) },
  },
  {
    name: "binary_cross_entropy",
    nn: "fn f(x: [...s], y: [...s]) = binary_cross_entropy(x, sigmoid(y))",
    torch: "F.binary_cross_entropy_with_logits(x, torch.sigmoid(y))",
    inputs: { x: randomArray([4, 3], 7, 30), y: logits },
  },
  {
    name: "nll",
    nn: "fn f(x: [n, c], y: i32[n]) = nll(log_softmax(x), y)",
    torch: "F.nll_loss(F.log_softmax(x, -1), y)",
    inputs: { x: logits, y: labels },
    grad: ["x"],
  },
  {
    name: "kl_divergence",
    nn: "fn f(x: [n, c], p: [n, c]) = kl_divergence(log_softmax(x), softmax(p))",
    torch: "F.kl_div(F.log_softmax(x, -1), F.softmax(p, -1), reduction='batchmean')",
    inputs: { x: logits, p: randomArray([4, 3], 6) },
  },
  {
    name: "hinge",
    nn: "fn f(x: [...s], y: [...s]) = hinge(x, sign(y))",
    torch: "F.relu(1 - x * torch.sign(y)).mean()",
    inputs: { x: logits, y: randomArray([4, 3], 6) },
    grad: ["x"],
  },
  {
    name: "triplet",
    nn: "fn f(a: [n, d], p: [n, d], q: [n, d]) = triplet(a, p, q)",
    torch: "F.triplet_margin_loss(a, p, q)",
    inputs: { a: randomArray([4, 3], 1), p: randomArray([4, 3], 2), q: randomArray([4, 3], 3) },
  },
  {
    name: "cosine_loss",
    nn: "fn f(a: [n, d], b: [n, d]) = cosine_loss(a, b)",
    torch: "(1 - F.cosine_similarity(a, b)).mean()",
    inputs: pairs,
  },
];

const image = randomArray([2, 6, 5, 4], 9);
const chw = "x.permute(0, 3, 1, 2)";
const w2 = (name: string): string => `W["${name}.w"].permute(3, 2, 0, 1)`;
const back = ".permute(0, 2, 3, 1)";
const seq = randomArray([2, 5, 8], 12);
function recurrentExpr(kind: string): string {
  const W = (n: string): string => `W["${kind}_0.${n}"]`;
  const zeros = "torch.zeros(1, 2, 3)";
  const start = kind === "lstm" ? `(${zeros}, ${zeros})` : zeros;
  const weights = `[${W("w_input")}.T, ${W("w_hidden")}.T, ${W("b_input")}, ${W("b_hidden")}]`;
  return `torch.${kind === "rnn" ? "rnn_tanh" : kind}(x, ${start}, ${weights}, True, 1, 0.0, False, False, True)[0]`;
}

const layers: Case[] = [
  {
    name: "dense",
    nn: "layer f(x: [...s, n]) = x |> dense(3)",
    torch: 'F.linear(x, W["dense_0.w"].T, W["dense_0.b"])',
    inputs: { x: x35 },
  },
  {
    name: "dense without bias",
    nn: "layer f(x: [...s, n]) = x |> dense(3, bias: false)",
    torch: 'F.linear(x, W["dense_0.w"].T)',
    inputs: { x: x35 },
  },
  {
    name: "conv2d",
    nn: "layer f(x: [b, h, v, c]) = x |> conv2d(6)",
    torch: `F.conv2d(${chw}, ${w2("conv2d_0")}, W["conv2d_0.b"], padding="same")${back}`,
    inputs: { x: image },
  },
  {
    name: "conv2d strided, padded, dilated, grouped",
    nn: "layer f(x: [b, h, v, c]) = x |> conv2d(6, stride: [2, 1], padding: 2, dilation: [1, 2], groups: 2)",
    torch: `F.conv2d(${chw}, ${w2("conv2d_0")}, W["conv2d_0.b"], stride=(2, 1), padding=2, dilation=(1, 2), groups=2)${back}`,
    inputs: { x: image },
  },
  {
    name: "conv1d",
    nn: 'layer f(x: [b, t, c]) = x |> conv1d(4, kernel: 2, stride: 2, padding: "valid")',
    torch:
      'F.conv1d(x.permute(0, 2, 1), W["conv1d_0.w"].permute(2, 1, 0), W["conv1d_0.b"], stride=2).permute(0, 2, 1)',
    inputs: { x: seq },
  },
  ...[
    [1, 0, 0],
    [2, 1, 1],
    [2, 0, 0],
    [3, 2, 1],
  ].map(([s, p, o]): Case => ({
    name: `conv_transpose2d stride ${s} padding ${p} output_padding ${o}`,
    nn: `layer f(x: [b, h, v, c]) = x |> conv_transpose2d(3, stride: ${s}, padding: ${p}, output_padding: ${o})`,
    torch: `F.conv_transpose2d(${chw}, W["conv_transpose2d_0.w"].permute(2, 3, 0, 1), W["conv_transpose2d_0.b"], stride=${s}, padding=${p}, output_padding=${o})${back}`,
    inputs: { x: image },
  })),
  {
    name: "maxpool",
    nn: "layer f(x: [b, h, v, c]) = x |> maxpool(2)",
    torch: `F.max_pool2d(${chw}, 2)${back}`,
    inputs: { x: image },
  },
  {
    name: "maxpool padded",
    nn: "layer f(x: [b, h, v, c]) = x |> maxpool(3, stride: 2, padding: 1)",
    torch: `F.max_pool2d(${chw}, 3, 2, 1)${back}`,
    inputs: { x: image },
  },
  {
    name: "maxpool of oblong windows",
    nn: "layer f(x: [b, h, v, c]) = x |> maxpool([3, 2], stride: [1, 2])",
    torch: `F.max_pool2d(${chw}, (3, 2), (1, 2))${back}`,
    inputs: { x: image },
  },
  {
    name: "avgpool",
    nn: "layer f(x: [b, h, v, c]) = x |> avgpool(3, stride: 2, padding: 1)",
    torch: `F.avg_pool2d(${chw}, 3, 2, 1)${back}`,
    inputs: { x: image },
  },
  {
    name: "global_avgpool",
    nn: "layer f(x: [b, h, v, c]) = x |> global_avgpool",
    torch: `F.adaptive_avg_pool2d(${chw}, 1)[:, :, 0, 0]`,
    inputs: { x: image },
  },
  {
    name: "embedding",
    nn: "layer f(i: i32[...s]) = i |> embedding(5, 3)",
    torch: 'F.embedding(i, W["embedding_0.table"])',
    inputs: { i: { shape: [2, 3], data: [0, 4, 2, 2, 2, 1], dtype: "i32" } },
    grad: [],
  },
  {
    name: "residual",
    nn: "layer f(x: [...s, n]) = x |> residual(dense(n))",
    torch:
      'x + F.linear(x, next(v for k, v in W.items() if k.endswith("w")).T, next(v for k, v in W.items() if k.endswith("b")))',
    inputs: { x: x35 },
  },
  {
    name: "layernorm",
    nn: "layer f(x: [...s, n]) = x |> layernorm()",
    torch: 'F.layer_norm(x, (8,), W["layernorm_0.gain"], W["layernorm_0.shift"])',
    inputs: { x: seq },
  },
  {
    name: "rmsnorm",
    nn: "layer f(x: [...s, n]) = x |> rmsnorm()",
    torch: 'W["rmsnorm_0.gain"] * x * torch.rsqrt((x * x).mean(-1, keepdim=True) + 1e-6)',
    inputs: { x: seq },
  },
  {
    name: "batchnorm outside training",
    nn: "layer f(x: [...s, n]) = x |> batchnorm()",
    torch:
      'F.batch_norm(x, W["batchnorm_0.running_mean"], W["batchnorm_0.running_var"].abs(), W["batchnorm_0.gain"], W["batchnorm_0.shift"])',
    inputs: { x: x35 },
  },
  {
    name: "groupnorm",
    nn: "layer f(x: [b, h, v, c]) = x |> groupnorm(2)",
    torch: `F.group_norm(${chw}, 2, W["groupnorm_0.gain"], W["groupnorm_0.shift"])${back}`,
    inputs: { x: image },
  },
  {
    name: "instancenorm",
    nn: "layer f(x: [b, h, v, c]) = x |> instancenorm()",
    torch: `F.instance_norm(${chw}, weight=W["instancenorm_0.gain"], bias=W["instancenorm_0.shift"])${back}`,
    inputs: { x: image },
  },
  ...[false, true].map((causal): Case => ({
    name: `attention${causal ? ", causal" : ""}`,
    nn: `layer f(x: [b, t, c]) = x |> attention(2, causal: ${causal})`,
    torch:
      `torch.nn.functional.multi_head_attention_forward(*[x.transpose(0, 1)] * 3, 8, 2, W["attention_0.qkv.w"].T, W["attention_0.qkv.b"], None, None, False, 0.0, ` +
      `W["attention_0.out.w"].T, W["attention_0.out.b"], need_weights=False, attn_mask=${causal ? "torch.full((5, 5), -math.inf).triu(1)" : "None"})[0].transpose(0, 1)`,
    inputs: { x: seq },
  })),
  {
    name: "transformer_block",
    nn: "layer f(x: [b, t, c]) = x |> transformer_block(2)",
    torch:
      `torch.nn.utils.stateless.functional_call(torch.nn.TransformerEncoderLayer(8, 2, 32, 0.0, F.gelu, batch_first=True, norm_first=True), {` +
      `"self_attn.in_proj_weight": W["transformer_block_0.attention_0.qkv.w"].T, "self_attn.in_proj_bias": W["transformer_block_0.attention_0.qkv.b"],` +
      `"self_attn.out_proj.weight": W["transformer_block_0.attention_0.out.w"].T, "self_attn.out_proj.bias": W["transformer_block_0.attention_0.out.b"],` +
      `"linear1.weight": W["transformer_block_0.dense_0.w"].T, "linear1.bias": W["transformer_block_0.dense_0.b"],` +
      `"linear2.weight": W["transformer_block_0.dense_1.w"].T, "linear2.bias": W["transformer_block_0.dense_1.b"],` +
      `"norm1.weight": W["transformer_block_0.layernorm_0.gain"], "norm1.bias": W["transformer_block_0.layernorm_0.shift"],` +
      `"norm2.weight": W["transformer_block_0.layernorm_1.gain"], "norm2.bias": W["transformer_block_0.layernorm_1.shift"]}, (x, torch.full((5, 5), -math.inf).triu(1)))`,
    inputs: { x: seq },
  },
  ...["rnn", "lstm", "gru"].map((kind): Case => ({
    name: kind,
    nn: `layer f(x: [b, t, c]) = x |> ${kind}(3)`,
    torch: recurrentExpr(kind),
    inputs: { x: seq },
  })),
  {
    name: "rope",
    nn: "fn f(x: [...s, t, d]) = rope(x)",
    torch:
      "(lambda a: torch.stack([x[..., 0::2] * torch.cos(a) - x[..., 1::2] * torch.sin(a), x[..., 0::2] * torch.sin(a) + x[..., 1::2] * torch.cos(a)], -1).flatten(-2))(torch.arange(5.)[:, None] * 10000 ** (-torch.arange(0, 8, 2.) / 8))",
    inputs: { x: seq },
  },
  {
    name: "sinusoidal_positions",
    nn: "fn f(x: [...s, t, d]) = sinusoidal_positions(x)",
    torch:
      "(lambda a: x + torch.stack([torch.sin(a), torch.cos(a)], -1).flatten(-2))(torch.arange(5.)[:, None] * 10000 ** (-torch.arange(0, 8, 2.) / 8))",
    inputs: { x: seq },
  },
  {
    name: "causal_mask",
    nn: "fn f(x: [t, n]) = softmax(causal_mask(x))",
    torch: "F.softmax(x + torch.full(x.shape, -math.inf).triu(1), -1)",
    inputs: { x: x35 },
  },
];

const all = [...activations, ...losses, ...layers];
let references: TorchResult[] | undefined;
const prepared = all.map(() => ({}) as { weights?: Record<string, Array_>; wanted?: string[] });

function weightsOf(c: Case): Record<string, Array_> {
  const weights: Record<string, Array_> = {};
  for (const [i, w] of compileText(c.nn, c.inputs).program.weights.entries()) {
    const a = randomArray(w.shape, 100 + i, 0.8);
    weights[w.path] = w.path.endsWith("var") ? { ...a, data: a.data.map((v) => Math.abs(v) + 0.1) } : a;
  }
  return weights;
}

beforeAll(() => {
  const asked = all.flatMap((c, i) => {
    try {
      const weights = weightsOf(c);
      const trained = Object.keys(weights).filter((p) => !p.includes("running"));
      const wanted = [...(c.grad ?? Object.keys(c.inputs)), ...trained];
      Object.assign(prepared[i]!, { weights, wanted });
      return [{ index: i, expr: c.torch, inputs: c.inputs, weights, grad: wanted }];
    } catch {
      return []; // reported by the test itself
    }
  });
  const answers = torch(asked);
  if (!answers) return;
  references = [];
  asked.forEach((a, k) => (references![a.index] = answers[k]!));
});

describe.each([
  ["activations", activations],
  ["losses", losses],
  ["layers", layers],
] as const)("%s", (_, cases) => {
  for (const c of cases)
    it(c.name, (t) => {
      const index = all.indexOf(c);
      const { weights, wanted } = prepared[index]!;
      if (!weights || !wanted) {
        weightsOf(c);
        return;
      }
      if (!references) return t.skip("no PyTorch");
      const reference = references[index]!;
      const { output, ...rest } = compileText(c.nn, c.inputs, wanted).run(
        { ...c.inputs, ct: reference.ct },
        weights,
      );
      expect(output!.shape).toEqual(reference.output.shape);
      const tolerance = c.tolerance ?? 1e-9;
      close(output!.data, reference.output.data, tolerance, c.name);
      for (const name of wanted)
        close(rest[`grad:${name}`]!.data, reference.grads[name]!.data, tolerance, `gradient of ${name}`);
    });
});
