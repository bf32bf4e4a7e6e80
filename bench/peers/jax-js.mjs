// The peer @jax-js/jax on WebGPU. The whole step (loss, gradients, optimizer) is one jit() function: the library's best case.
import "./polyfill.mjs";
import * as jax from "@jax-js/jax";

const { numpy: np, nn, lax, jit, valueAndGrad, tree } = jax;

const EPS = 1e-5;
const ADAM = { b1: 0.9, b2: 0.999, eps: 1e-8 };

const onDevice = (t) =>
  np.array(t.data, { dtype: t.dtype === "i32" ? np.int32 : np.float32 }).reshape(t.shape);
const allOnDevice = (tensors) =>
  Object.fromEntries(Object.entries(tensors).map(([k, t]) => [k, onDevice(t)]));

function crossEntropy(logits, y, classes) {
  const n = logits.shape[0];
  return nn
    .logSoftmax(logits, -1)
    .mul(nn.oneHot(y, classes))
    .sum()
    .mul(-1 / n);
}

function layerNorm(x, g, b) {
  const d = x.sub(np.mean(x.ref, -1, { keepdims: true }));
  const v = np.mean(np.square(d.ref), -1, { keepdims: true });
  return d
    .mul(reciprocalRoot(v.add(EPS)))
    .mul(g)
    .add(b);
}

// Over everything but the channels of [batch, channels, height, width]; running statistics are left out, which saves it work.
function batchNorm(x, g, b) {
  const c = [1, g.shape[0], 1, 1];
  const d = x.sub(np.mean(x.ref, [0, 2, 3], { keepdims: true }));
  const v = np.mean(np.square(d.ref), [0, 2, 3], { keepdims: true });
  return d
    .mul(reciprocalRoot(v.add(EPS)))
    .mul(g.reshape(c))
    .add(b.reshape(c));
}

const reciprocalRoot = (x) => (lax.rsqrt ? lax.rsqrt(x) : np.reciprocal(np.sqrt(x)));
const maxPool = (x) => lax.reduceWindow(x, (z) => np.max(z), [2, 2], [2, 2]);

/** The loss of parameters `p`; arrays are consumed, so what is used twice is taken by `.ref`. */
const losses = {
  mlp:
    ({ sizes }) =>
    (p, x, y) => {
      const a = nn.relu(np.matmul(x, p.w1).add(p.b1));
      const b = nn.relu(np.matmul(a, p.w2).add(p.b2));
      return crossEntropy(np.matmul(b, p.w3).add(p.b3), y, sizes.classes);
    },

  regression: () => (p, x, y) => {
    const h = nn.relu(np.matmul(x, p.w1).add(p.b1));
    return np.mean(np.square(np.matmul(h, p.w2).add(p.b2).sub(y)));
  },

  convnet:
    ({ sizes }) =>
    (p, x, y) => {
      const layer = (h, k, c) =>
        maxPool(nn.relu(lax.conv(h, k, [1, 1], "SAME").add(c.reshape([c.shape[0], 1, 1]))));
      const h = layer(layer(x, p.k1, p.c1), p.k2, p.c2);
      const flat = h.reshape([h.shape[0], -1]);
      return crossEntropy(np.matmul(flat, p.w).add(p.b), y, sizes.classes);
    },

  transformer:
    ({ sizes }) =>
    (p, x, y) => {
      const { vocab, context, width, heads, layers, batch } = sizes;
      // The gradient of np.take inside jit fails in 0.1.25 (`scatter`); a product with one-hot rows is the way that works.
      const rows = nn.oneHot(x.reshape([batch * context]), vocab);
      let h = np.matmul(rows, p.tok).reshape([batch, context, width]).add(p.pos);
      for (let l = 0; l < layers; l++) {
        const w = (name) => p[`l${l}_${name}`];
        const qkv = np.matmul(layerNorm(h.ref, w("g1"), w("n1")), w("wqkv")).add(w("bqkv"));
        const parts = np.split(qkv, 3, -1).map((z) => z.reshape([batch, context, heads, width / heads]));
        const mix = nn.dotProductAttention(...parts, { isCausal: true }).reshape([batch, context, width]);
        h = h.add(np.matmul(mix, w("wo")).add(w("bo")));
        const inner = np.matmul(layerNorm(h.ref, w("g2"), w("n2")), w("w1")).add(w("b1"));
        h = h.add(np.matmul(nn.gelu(inner, { approximate: true }), w("w2")).add(w("b2")));
      }
      const logits = np.matmul(layerNorm(h, p.gf, p.nf), p.head).reshape([batch * context, vocab]);
      return crossEntropy(logits, y.reshape([batch * context]), vocab);
    },

  resnet:
    ({ sizes }) =>
    (p, x, y) => {
      const conv = (h, name, stride, pad) => {
        const padding = [
          [pad, pad],
          [pad, pad],
        ];
        const out = lax.conv(h, p[`${name}_w`], [stride, stride], padding);
        return batchNorm(out, p[`${name}_g`], p[`${name}_n`]);
      };
      let h = nn.relu(conv(x, "stem", 1, 1));
      for (let s = 0; s < 4; s++)
        for (let b = 0; b < 2; b++) {
          const name = `s${s}b${b}`;
          const stride = s > 0 && b === 0 ? 2 : 1;
          const inner = conv(nn.relu(conv(h.ref, `${name}_1`, stride, 1)), `${name}_2`, 1, 1);
          const short = p[`${name}_s_w`] ? conv(h, `${name}_s`, stride, 0) : h;
          h = nn.relu(inner.add(short));
        }
      return crossEntropy(np.matmul(np.mean(h, [2, 3]), p.w).add(p.b), y, sizes.classes);
    },
};

/** Gives the next weights and optimizer state; consumes `s` and `g`. */
function update(o, s, g) {
  if (o.kind === "sgd") {
    if (o.momentum === 0) return { p: tree.map((p, d) => p.sub(d.mul(o.lr)), s.p, g) };
    const v = tree.map((v, d) => v.mul(o.momentum).add(d), s.v, g);
    return { p: tree.map((p, d) => p.sub(d.ref.mul(o.lr)), s.p, tree.ref(v)), v };
  }
  const { b1, b2, eps } = ADAM;
  const [c1, c2] = [s.c1.mul(b1), s.c2.mul(b2)];
  const m = tree.map((m, d) => m.mul(b1).add(d.ref.mul(1 - b1)), s.m, g);
  const v = tree.map((v, d) => v.mul(b2).add(np.square(d).mul(1 - b2)), s.v, g);
  const p = tree.map(
    (p, m, v) => {
      const mean = m.ref.div(np.subtract(1, c1.ref));
      const square = v.ref.div(np.subtract(1, c2.ref));
      const kept = o.decay > 0 ? p.mul(1 - o.lr * o.decay) : p;
      return kept.sub(mean.mul(o.lr).div(np.sqrt(square).add(eps)));
    },
    s.p,
    m,
    v,
  );
  return { p, m, v, c1, c2 };
}

/** Channels first, as the library's convolutions have it, so that nothing is transposed in a step. */
function channelsFirst(w) {
  if (w.kind !== "convnet" && w.kind !== "resnet") return w;
  const moved = ({ dtype, shape, data }, order) => {
    const to = order.map((axis) => shape[axis]);
    const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
    const out = new data.constructor(data.length);
    for (let i = 0; i < out.length; i++) {
      let [rest, from] = [i, 0];
      for (let axis = to.length - 1; axis >= 0; axis--) {
        from += (rest % to[axis]) * strides[order[axis]];
        rest = Math.floor(rest / to[axis]);
      }
      out[i] = data[from];
    }
    return { dtype, shape: to, data: out };
  };
  const params = Object.entries(w.params).map(([name, t]) => [
    name,
    t.shape.length === 4 ? moved(t, [3, 2, 0, 1]) : t,
  ]);
  const result = {
    ...w,
    params: Object.fromEntries(params),
    data: { ...w.data, x: moved(w.data.x, [0, 3, 1, 2]) },
  };
  if (w.kind === "convnet") {
    // The rows of the dense layer are in the order (height, width, channel).
    const dense = moved({ ...w.params.w, shape: [7, 7, 32, 10] }, [2, 0, 1, 3]);
    result.params.w = { ...dense, shape: [1568, 10] };
  }
  return result;
}

export async function create(given) {
  const devices = await jax.init("webgpu");
  if (!devices.includes("webgpu")) throw new Error(`jax-js has no WebGPU here, only ${devices.join(", ")}`);
  jax.defaultDevice("webgpu");
  const w = channelsFirst(given);
  if (w.kind === "product" || w.kind === "rows") return stateless(w);
  const o = w.optimizer;
  const zeros = () => tree.map((a) => np.zerosLike(a), tree.ref(state.p));
  let state = { p: allOnDevice(w.params) };
  if (o.kind !== "sgd") state = { ...state, m: zeros(), v: zeros(), c1: np.array(1), c2: np.array(1) };
  else if (o.momentum > 0) state = { ...state, v: zeros() };
  const [x, y] = [onDevice(w.data.x), onDevice(w.data.y)];
  const lossOf = losses[w.kind](w);
  const next = jit((s, x, y) => {
    const [loss, g] = valueAndGrad(lossOf)(tree.ref(s.p), x, y);
    return [loss, update(o, s, g)];
  });
  let last;
  return {
    step() {
      last?.dispose();
      [last, state] = next(state, x.ref, y.ref);
    },
    flush() {},
    async loss() {
      const value = (await last.data())[0];
      last = undefined;
      return value;
    },
    results: async () => ({}),
    info: {},
    close() {},
  };
}

/** The library is lazy and would skip results that are disposed unread, so all of them live until the drain. */
function stateless(w) {
  const inputs = w.kind === "product" ? ["a", "b"] : ["x", "g", "b", "t"];
  const arrays = inputs.map((name) => onDevice(w.data[name] ?? w.params[name]));
  const rows = (x, g, b, t) => np.sum(nn.softmax(layerNorm(x, g, b), -1).mul(t));
  const f =
    w.kind === "product"
      ? jit((a, b) => [np.matmul(a, b)])
      : jit((...args) => {
          const [loss, grads] = valueAndGrad(rows, { argnums: [0, 1, 2] })(...args);
          return [...grads, loss];
        });
  const names = w.kind === "product" ? ["output"] : ["grad:x", "grad:g", "grad:b"];
  let outs = [];
  let kept;
  return {
    step() {
      outs.push(f(...arrays.map((a) => a.ref)));
    },
    flush() {},
    async loss() {
      await jax.blockUntilReady(outs);
      kept?.forEach((a) => a.dispose());
      kept = outs.pop();
      outs.flat().forEach((a) => a.dispose());
      outs = [];
      const scalar = w.kind === "product" ? kept[0].ref.slice(0, 0) : kept.pop();
      return (await scalar.data())[0];
    },
    async results() {
      const values = [];
      for (const [i, name] of names.entries()) values.push([name, await kept[i].ref.data()]);
      return Object.fromEntries(values);
    },
    info: {},
    close() {},
  };
}
