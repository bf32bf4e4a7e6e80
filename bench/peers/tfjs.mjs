// The peer TensorFlow.js on WebGPU, in its usual way: variables, an optimizer's minimize(), one-hot labels made once.
import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-webgpu";

const EPS = 1e-5;

const onDevice = (t) => tf.tensor(t.data, t.shape, t.dtype === "i32" ? "int32" : "float32");

function normalized(x, axes, g, b) {
  const { mean, variance } = tf.moments(x, axes, true);
  return x.sub(mean).mul(variance.add(EPS).rsqrt()).mul(g).add(b);
}
const layerNorm = (x, g, b) => normalized(x, -1, g, b);

function dense(x, w, b) {
  const y = x.reshape([-1, x.shape.at(-1)]).matMul(w);
  return b ? y.add(b) : y;
}

function gelu(x) {
  const cubic = x.mul(x).mul(x).mul(0.044715);
  return x.mul(0.5).mul(x.add(cubic).mul(0.7978845608028654).tanh().add(1));
}

/** The output of a net with variables `p`; what never changes is made once, outside the returned function. */
const nets = {
  mlp: (w, p, x) => () => {
    const a = tf.relu(x.matMul(p.w1).add(p.b1));
    const b = tf.relu(a.matMul(p.w2).add(p.b2));
    return b.matMul(p.w3).add(p.b3);
  },

  regression: (w, p, x) => () => tf.relu(x.matMul(p.w1).add(p.b1)).matMul(p.w2).add(p.b2),

  convnet: (w, p, x) => () => {
    const layer = (h, k, c) => tf.maxPool(tf.relu(tf.conv2d(h, k, 1, "same").add(c)), 2, 2, "valid");
    const h = layer(layer(x, p.k1, p.c1), p.k2, p.c2);
    return h.reshape([h.shape[0], -1]).matMul(p.w).add(p.b);
  },

  transformer({ sizes }, p, x) {
    const { context, width, heads, layers, batch } = sizes;
    const size = width / heads;
    const hidden = (_, i) => (i % context > Math.floor(i / context) ? -1e9 : 0);
    const mask = tf.tensor(Float32Array.from({ length: context * context }, hidden), [context, context]);
    const byHead = (z) => z.reshape([batch, context, heads, size]).transpose([0, 2, 1, 3]);
    return () => {
      let h = tf.gather(p.tok, x).add(p.pos);
      const shape = h.shape;
      for (let l = 0; l < layers; l++) {
        const w = (name) => p[`l${l}_${name}`];
        const qkv = dense(layerNorm(h, w("g1"), w("n1")), w("wqkv"), w("bqkv"));
        const [q, k, v] = tf.split(qkv, 3, -1).map(byHead);
        const share = tf.softmax(
          tf
            .matMul(q, k, false, true)
            .mul(1 / Math.sqrt(size))
            .add(mask),
        );
        const mix = tf.matMul(share, v).transpose([0, 2, 1, 3]).reshape(shape);
        h = h.add(dense(mix, w("wo"), w("bo")).reshape(shape));
        const inner = gelu(dense(layerNorm(h, w("g2"), w("n2")), w("w1"), w("b1")));
        h = h.add(dense(inner, w("w2"), w("b2")).reshape(shape));
      }
      return dense(layerNorm(h, p.gf, p.nf), p.head);
    };
  },

  resnet: (w, p, x) => () => {
    // Running statistics of batch norm are left out, which saves it work.
    const conv = (h, name, stride, pad) =>
      normalized(tf.conv2d(h, p[`${name}_w`], stride, pad), [0, 1, 2], p[`${name}_g`], p[`${name}_n`]);
    let h = tf.relu(conv(x, "stem", 1, 1));
    for (let s = 0; s < 4; s++)
      for (let b = 0; b < 2; b++) {
        const name = `s${s}b${b}`;
        const stride = s > 0 && b === 0 ? 2 : 1;
        const inner = conv(tf.relu(conv(h, `${name}_1`, stride, 1)), `${name}_2`, 1, 1);
        const short = p[`${name}_s_w`] ? conv(h, `${name}_s`, stride, 0) : h;
        h = tf.relu(inner.add(short));
      }
    return h.mean([1, 2]).matMul(p.w).add(p.b);
  },
};

export async function create(w) {
  if (!(await tf.setBackend("webgpu"))) throw new Error("TensorFlow.js has no WebGPU here");
  await tf.ready();
  if (w.kind === "product" || w.kind === "rows") return stateless(w);
  const p = Object.fromEntries(
    Object.entries(w.params).map(([name, t]) => [name, tf.variable(onDevice(t), true, name)]),
  );
  const variables = Object.values(p);
  const [x, y] = [onDevice(w.data.x), onDevice(w.data.y)];
  const { classes, vocab } = w.sizes;
  const hot =
    w.kind === "regression" ? y : tf.keep(tf.tidy(() => tf.oneHot(y.flatten(), classes ?? vocab).toFloat()));
  const net = nets[w.kind](w, p, x);
  const lossOf = () =>
    w.kind === "regression" ? net().sub(hot).square().mean() : tf.losses.softmaxCrossEntropy(hot, net());
  const { kind, lr, momentum, decay } = w.optimizer;
  const optimizer =
    kind !== "sgd"
      ? tf.train.adam(lr, 0.9, 0.999, 1e-8)
      : momentum > 0
        ? tf.train.momentum(lr, momentum)
        : tf.train.sgd(lr);
  const minimize = () => {
    if (kind !== "adamw") return optimizer.minimize(lossOf, true, variables);
    // The library has no AdamW: the weights decay after the gradients are taken and before Adam moves them, as in PyTorch.
    const { value, grads } = tf.variableGrads(lossOf, variables);
    tf.tidy(() => variables.forEach((v) => v.assign(v.mul(1 - lr * decay))));
    optimizer.applyGradients(grads);
    Object.values(grads).forEach((g) => g.dispose());
    return value;
  };
  let last;
  return {
    step() {
      last?.dispose();
      last = minimize();
    },
    flush() {},
    async loss() {
      const value = (await last.data())[0];
      last.dispose();
      last = undefined;
      return value;
    },
    results: async () => ({}),
    info: {},
    close() {},
  };
}

/** Results live until the drain, as for every system. */
function stateless(w) {
  const inputs = w.kind === "product" ? ["a", "b"] : ["x", "g", "b", "t"];
  const [a, g, b, t] = inputs.map((name) => onDevice(w.data[name] ?? w.params[name]));
  const rows = tf.valueAndGrads((x, g, b) =>
    tf
      .softmax(layerNorm(x, g, b), -1)
      .mul(t)
      .sum(),
  );
  const f = () => {
    if (w.kind === "product") return [tf.matMul(a, g)];
    const { value, grads } = rows([a, g, b]);
    return [...grads, value];
  };
  const names = w.kind === "product" ? ["output"] : ["grad:x", "grad:g", "grad:b"];
  const dispose = (tensors) => tensors.forEach((tensor) => tensor.dispose());
  let outs = [];
  let kept = [];
  return {
    step() {
      outs.push(f());
    },
    flush() {},
    async loss() {
      dispose(kept);
      kept = outs.pop();
      dispose(outs.flat());
      outs = [];
      const scalar = w.kind === "product" ? kept[0].slice([0, 0], [1, 1]) : kept.pop();
      const value = (await scalar.data())[0];
      scalar.dispose();
      return value;
    },
    async results() {
      const values = [];
      for (const [i, name] of names.entries()) values.push([name, await kept[i].data()]);
      return Object.fromEntries(values);
    },
    info: {},
    close() {},
  };
}
