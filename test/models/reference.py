"""The models of this folder in PyTorch, in double precision.

Reads {name: {"weights": {path: array}, "batches": [{field: array}, ...], "steps": n}} and prints for each model the losses of
the steps, and the loss's gradients at the first of them. Weights keep the shapes and names of the `.nn` files, so each formula
transposes them into PyTorch's layout where it uses them; optimizers work element by element and need not know.
"""
import json
import math
import sys

import torch
import torch.nn.functional as F
from torch.nn.utils.stateless import functional_call

torch.set_default_dtype(torch.float64)


def load(a):
    return torch.tensor(a["data"], dtype=torch.int64 if a.get("dtype") == "i32" else torch.float64).reshape(a["shape"])


def dense(W, name, x):
    return F.linear(x, W[name + ".w"].T, W.get(name + ".b"))


def conv(W, name, x, **options):
    return F.conv2d(x, W[name + ".w"].permute(3, 2, 0, 1), W.get(name + ".b"), **options)


def norm(W, S, name, x):
    return F.batch_norm(
        x, S[name + ".running_mean"], S[name + ".running_var"], W[name + ".gain"], W[name + ".shift"], training=True
    )


def mlp(W, S, x, y):
    h = torch.relu(dense(W, "net.dense_0", x.flatten(1)))
    return F.cross_entropy(dense(W, "net.dense_2", torch.tanh(dense(W, "net.dense_1", h))), y)


def lenet(W, S, x, y):
    h = F.avg_pool2d(torch.tanh(conv(W, "net.conv2d_0", x.permute(0, 3, 1, 2), padding=2)), 2)
    h = F.max_pool2d(torch.tanh(conv(W, "net.conv2d_1", h)), 2)
    h = torch.tanh(dense(W, "net.dense_0", h.permute(0, 2, 3, 1).flatten(1)))
    return F.cross_entropy(dense(W, "net.dense_1", h), y, label_smoothing=0.1)


def basic(W, S, name, x, stride):
    a = torch.relu(norm(W, S, name + ".batchnorm_0", conv(W, name + ".conv2d_0", x, stride=stride, padding=1)))
    b = norm(W, S, name + ".batchnorm_1", conv(W, name + ".conv2d_1", a, padding=1))
    if name + ".conv2d_2.w" in W:
        x = norm(W, S, name + ".batchnorm_2", conv(W, name + ".conv2d_2", x, stride=stride))
    return torch.relu(b + x)


def resnet(W, S, x, y):
    h = torch.relu(norm(W, S, "net.batchnorm_0", conv(W, "net.conv2d_0", x.permute(0, 3, 1, 2), padding=1)))
    h = basic(W, S, "net.basic_1", basic(W, S, "net.basic_0", h, 1), 2)
    return F.cross_entropy(dense(W, "net.dense_0", h.mean((2, 3))), y)


def transformer(W, S, x, y):
    h = W["net.wte.table"][x] + W["net.wpe.table"][: x.shape[1]]
    for i in range(2):
        p = f"net.transformer_block_{i}."
        block = torch.nn.TransformerEncoderLayer(8, 2, 32, 0.0, F.gelu, batch_first=True, norm_first=True)
        weights = {
            "self_attn.in_proj_weight": W[p + "attention_0.qkv.w"].T,
            "self_attn.in_proj_bias": W[p + "attention_0.qkv.b"],
            "self_attn.out_proj.weight": W[p + "attention_0.out.w"].T,
            "self_attn.out_proj.bias": W[p + "attention_0.out.b"],
            "linear1.weight": W[p + "dense_0.w"].T,
            "linear1.bias": W[p + "dense_0.b"],
            "linear2.weight": W[p + "dense_1.w"].T,
            "linear2.bias": W[p + "dense_1.b"],
            "norm1.weight": W[p + "layernorm_0.gain"],
            "norm1.bias": W[p + "layernorm_0.shift"],
            "norm2.weight": W[p + "layernorm_1.gain"],
            "norm2.bias": W[p + "layernorm_1.shift"],
        }
        mask = torch.full((x.shape[1],) * 2, -math.inf).triu(1)
        h = functional_call(block, weights, (h, mask))
    h = F.layer_norm(h, (8,), W["net.layernorm_0.gain"], W["net.layernorm_0.shift"])
    return F.cross_entropy((h @ W["net.wte.table"].T).flatten(0, 1), y.flatten())


def recurrent(W, name, kind, x):
    flat = [W[name + ".w_input"].T, W[name + ".w_hidden"].T, W[name + ".b_input"], W[name + ".b_hidden"]]
    start = torch.zeros(1, x.shape[0], W[name + ".w_hidden"].shape[0])
    start = (start, start) if kind == "lstm" else start
    return getattr(torch, kind)(x, start, flat, True, 1, 0.0, False, False, True)[0]


def lstm(W, S, x, y):
    states = recurrent(W, "net.lstm_1", "lstm", recurrent(W, "net.lstm_0", "lstm", x))
    return F.cross_entropy(dense(W, "net.dense_0", states[:, -1]), y)


def gru(W, S, x, y):
    states = recurrent(W, "net.rnn_0", "rnn_tanh", recurrent(W, "net.gru_0", "gru", x))
    return F.mse_loss(dense(W, "net.dense_0", states), y)


def vae(W, S, x, noise):
    target = x.flatten(1)
    h = torch.relu(dense(W, "enc.dense_0", target))
    mu, logvar = dense(W, "enc.dense_1", h), dense(W, "enc.dense_2", h)
    z = mu + torch.exp(0.5 * logvar) * noise
    logits = dense(W, "dec.dense_1", torch.relu(dense(W, "dec.dense_0", z)))
    rec = F.binary_cross_entropy_with_logits(logits, target, reduction="sum")
    return (rec - 0.5 * (1 + logvar - mu**2 - logvar.exp()).sum()) / len(x)


def nadam(ps, lr):
    """The formula of PyTorch's documentation and of its version 2; version 1.13 multiplies by mu twice."""
    state = [(torch.zeros_like(p), torch.zeros_like(p)) for p in ps]
    time = [0, 1.0]

    def step():
        t, product = time[0] + 1, time[1]
        mu, ahead = (0.9 * (1 - 0.5 * 0.96 ** (s * 0.004)) for s in (t, t + 1))
        product *= mu
        time[:] = [t, product]
        with torch.no_grad():
            for p, (m, v) in zip(ps, state):
                m.mul_(0.9).add_(p.grad, alpha=0.1)
                v.mul_(0.999).addcmul_(p.grad, p.grad, value=0.001)
                d = (v / (1 - 0.999**t)).sqrt() + 1e-8
                p -= lr * ((1 - mu) / (1 - product) * p.grad + ahead / (1 - product * ahead) * m) / d

    return step


def cosine(step, total=20, peak=1e-2, warmup=5):
    if step < warmup:
        return peak * (step + 1) / warmup
    return peak * (1 + math.cos(math.pi * (step - warmup) / (total - warmup))) / 2


class Optimizer:
    def __init__(self, name, ps):
        self.ps = ps
        if name == "mlp":
            self.inner = torch.optim.SGD(ps, 0.1, momentum=0.9, nesterov=True, weight_decay=1e-3)
        elif name == "resnet":
            self.inner = torch.optim.SGD(ps, 0.05, momentum=0.9, weight_decay=5e-4)
        elif name == "transformer":
            self.inner = torch.optim.AdamW(ps, weight_decay=0.1)
        elif name == "lstm":
            self.inner = torch.optim.RMSprop(ps, 1e-2, momentum=0.5, centered=True)
        elif name != "gru":
            self.inner = torch.optim.Adam(ps, 1e-2)
        self.run = nadam(ps, 1e-2) if name == "gru" else self.inner.step
        self.scheduled = name == "transformer"

    def step(self, i):
        if self.scheduled:
            torch.nn.utils.clip_grad_norm_(self.ps, 1.0)
            self.inner.param_groups[0]["lr"] = cosine(i)
        self.run()


def trace(name, case):
    tensors = {k: load(v) for k, v in case["weights"].items()}
    state = {k: v for k, v in tensors.items() if "running" in k}
    weights = {k: v.requires_grad_() for k, v in tensors.items() if k not in state}
    optimizer = Optimizer(name, list(weights.values()))
    batches = [{k: load(v) for k, v in b.items()} for b in case["batches"]]
    losses, gradients = [], {}
    for i in range(case["steps"]):
        for w in weights.values():
            w.grad = None
        loss = globals()[name](weights, state, **batches[i % len(batches)])
        loss.backward()
        if i == 0:
            gradients = {k: w.grad.flatten().tolist() for k, w in weights.items()}
        losses.append(loss.item())
        optimizer.step(i)
    return {"losses": losses, "gradients": gradients, "state": {k: v.tolist() for k, v in state.items()}}


print(json.dumps({name: trace(name, case) for name, case in json.load(sys.stdin).items()}))
