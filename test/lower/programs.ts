/** The programs of language.md section 10, word for word. */
export const descend = `train descend {
  steps = 10
  param w = 4.0
  minimize w^2 with sgd(lr: 0.3)
}
`;

export const mnist = `config hidden = 128

data digits = idx("data/mnist") {
  x: [28, 28, 1] = reshape(images, [28, 28, 1]) / 255
  y: i32 = labels
}

model mlp(x: [batch, 28, 28, 1]) -> [batch, 10] =
  x |> flatten |> dense(hidden) |> relu |> dropout(0.2) |> dense(10)

train classify on digits {
  epochs = 5
  batch = 128
  let net = mlp()
  let logits = net(x)
  minimize cross_entropy(logits, y) with adamw(lr: cosine(1e-3, warmup: 200))
  metric accuracy = mean(argmax(logits) == y)
  predict digit = argmax(logits)
}
`;

export const houses = `data houses = csv("data/houses.csv", split: 0.8) {
  x: [4] = [area, rooms, age, distance]
  y: [1] = [price / 1000]
}
model price(x: [batch, 4]) -> [batch, 1] =
  x |> standardize(houses.x) |> dense(16) |> relu |> dense(1)
train fit on houses {
  epochs = 200
  batch = 32
  let net = price()
  let guess = net(x)
  minimize mse(guess, y) with adam(lr: 1e-2)
  metric mae = mean(abs(guess - y))
  predict price = guess[:, 0] * 1000
}
`;

export const gpt = `config context = 64
config width = 128
config heads = 4
config depth = 4
data corpus = chars("data/shakespeare.txt", split: 0.9) {
  x: i32[context] = window(tokens, context)
  y: i32[context] = window(tokens, context, shift: 1)
}
layer self_attention(nh: int)(x: [batch, t, c]) -> [batch, t, c] {
  let qkv = rearrange(x |> dense(3 * c), "b t (n h d) -> n b h t d", n: 3, h: nh)
  let scores = einsum(qkv[0], qkv[1], "b h i d, b h j d -> b h i j") / sqrt(c / nh)
  let mix = scores |> causal_mask |> softmax |> dropout(0.1)
  let out = einsum(mix, qkv[2], "b h i j, b h j d -> b h i d")
  return rearrange(out, "b h t d -> b t (h d)") |> dense(c)
}
layer block(nh: int)(x: [batch, t, c]) -> [batch, t, c] {
  let a = x + (x |> layernorm() |> self_attention(nh))
  return a + (a |> layernorm() |> dense(4 * c) |> gelu |> dense(c))
}
model gpt(tokens: i32[batch, t]) -> [batch, t, corpus.vocab] {
  let wte = embedding(corpus.vocab, width)
  let wpe = embedding(context, width)
  let h = wte(tokens) + wpe(arange(t)) |> repeat depth { block(heads) } |> layernorm()
  return h @ transpose(wte.table)
}
train language on corpus {
  steps = 2_000
  batch = 32
  let net = gpt()
  let loss = cross_entropy(net(x), y)
  minimize loss with adamw(lr: cosine(1e-3, warmup: 100), decay: 0.1, clip: 1.0)
  metric perplexity = exp(loss)
}
`;

export const vae = `data digits = idx("data/mnist") {
  x: [28, 28, 1] = reshape(images, [28, 28, 1]) / 255
  y: i32 = labels
}
config latent = 16
layer encoder(x: [batch, 784]) -> { mu: [batch, latent], logvar: [batch, latent] } {
  let h = x |> dense(256) |> relu
  return { mu: h |> dense(latent), logvar: h |> dense(latent) }
}
model decoder(z: [batch, latent]) -> [batch, 784] = z |> dense(256) |> relu |> dense(784)
train vae on digits {
  epochs = 20
  batch = 128
  let enc = encoder()
  let dec = decoder()
  let target = flatten(x)
  let { mu, logvar } = enc(target)
  let logits = dec(mu + exp(0.5 * logvar) * normal(shape(mu)))
  let rec = sum(softplus(logits) - target * logits) / batch
  let kl = -0.5 * sum(1 + logvar - mu^2 - exp(logvar)) / batch
  minimize rec + kl with adam(lr: 1e-3)
}
`;

export const wgan = `data ring = generate(10_000) {
  angle = 2 * pi * floor(8 * uniform([])) / 8
  x: [2] = [cos(angle), sin(angle)] + normal([2], std: 0.05)
}
model generator(z: [batch, 16]) -> [batch, 2] = z |> dense(64) |> relu |> dense(64) |> relu |> dense(2)
layer critic(x: [batch, 2]) -> [batch, 1] = x |> dense(64) |> leaky_relu |> dense(64) |> leaky_relu |> dense(1)
train wgan_gp on ring {
  steps = 20_000
  batch = 256
  let G = generator()
  let C = critic()
  let fake = G(normal([batch, 16]))
  let t = uniform([batch, 1])
  let mix = t * x + (1 - t) * fake
  let slope = grad(sum(C(mix)), mix)
  let penalty = mean((norm(slope, axis: -1) - 1)^2)
  minimize mean(C(fake)) - mean(C(x)) + 10 * penalty over C with adam(lr: 2e-4, b1: 0)
  minimize -mean(C(fake)) over G with adam(lr: 2e-4, b1: 0) every 5
}
`;

export const library = `fn own_cross_entropy(logits: [...b, _], target: i32[...b]) -> [] =
  mean(logsumexp(logits, axis: -1) - pick(logits, target))

layer own_batchnorm(rate = 0.1, eps = 1e-5)(x: [...s, c]) -> [...s, c] {
  param gain: [c] = 1
  param shift: [c] = 0
  state running_mean: [c] = 0
  state running_var: [c] = 1
  let m = if training then mean(x, except: -1) else running_mean
  let v = if training then variance(x, except: -1) else running_var
  set running_mean = running_mean + rate * (m - running_mean)
  set running_var = running_var + rate * (variance(x, except: -1, ddof: 1) - running_var)
  return gain * (x - m) / sqrt(v + eps) + shift
}

optimizer own_adamw(lr = 1e-3, b1 = 0.9, b2 = 0.999, eps = 1e-8, decay = 0.01, clip = 0)(p, g) {
  state m = zeros(shape(p))
  state v = zeros(shape(p))
  let h = if clip > 0 then g * minimum(1, clip / (global_norm + 1e-6)) else g
  set m = b1 * m + (1 - b1) * h
  set v = b2 * v + (1 - b2) * h^2
  let t = step + 1
  set p = p - lr * (m / (1 - b1^t) / (sqrt(v / (1 - b2^t)) + eps) + decay * p)
}

test "loss at init is ln(classes)" {
  expect close(own_cross_entropy(zeros([2, 10]), [3, 7]), log(10))
}
`;
