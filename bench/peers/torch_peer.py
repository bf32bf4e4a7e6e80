"""The peer PyTorch: eager on one CPU thread or on a CUDA GPU, or compiled. The protocol is that of protocol.ts.

Arguments: what to run (torch-cpu, torch-cuda, torch-compile), and the path without suffix of a workload's description
(.json) and tensors (.bin). With `--probe` alone it prints what this PyTorch can do.
"""

import json
import math
import re
import sys
import time

import torch
import torch.nn.functional as F

SANITY, SANITY_SLOW, SLOW_MS = 10, 3, 3000.0
EPS = 1e-5


def probe():
    cuda = torch.cuda.is_available()
    blas = re.search(r"BLAS_INFO=(\w+)", torch.__config__.show())
    found = {
        "version": torch.__version__,
        "cuda": torch.cuda.get_device_name(0) if cuda else None,
        "compile": hasattr(torch, "compile"),
        "blas": blas.group(1) if blas else "unknown",
    }
    print(json.dumps(found))


if sys.argv[1] == "--probe":
    probe()
    sys.exit(0)

system, prefix = sys.argv[1], sys.argv[2]
on_gpu = system != "torch-cpu"
device = torch.device("cuda" if on_gpu else "cpu")
torch.set_num_threads(1)
# float32 throughout: cuDNN would otherwise round the operands of convolutions to 10 bits.
torch.backends.cudnn.allow_tf32 = False
torch.backends.cuda.matmul.allow_tf32 = False


def now():
    return time.perf_counter() * 1e3


def worked():
    """Processor time: of all threads, since the gradients of a GPU are asked for by a thread of their own."""
    return time.process_time() * 1e3


def synchronize():
    if on_gpu:
        torch.cuda.synchronize()


def say(message):
    sys.stdout.write("@@" + json.dumps(message) + "\n")
    sys.stdout.flush()


class Job:
    """A workload as a function of nothing that runs a step and returns its loss, with the results of the last one."""

    def __init__(self, description, blob):
        self.kind, self.sizes = description["kind"], description["sizes"]
        self.stateless = self.kind in ("product", "rows")

        def load(entry):
            dtype = torch.float32 if entry["dtype"] == "f32" else torch.int32
            count = math.prod(entry["shape"])
            values = torch.frombuffer(blob, dtype=dtype, count=count, offset=entry["offset"])
            return values.reshape(entry["shape"]).clone()

        p = {name: load(entry) for name, entry in description["params"].items()}
        data = {name: load(entry) for name, entry in description["data"].items()}
        if self.kind in ("convnet", "resnet"):
            data["x"] = data["x"].permute(0, 3, 1, 2).contiguous()
            p = {n: t.permute(3, 2, 0, 1).contiguous() if t.dim() == 4 else t for n, t in p.items()}
        if self.kind == "convnet":
            # The rows of the dense layer are in the order (height, width, channel).
            p["w"] = p["w"].reshape(7, 7, 32, 10).permute(2, 0, 1, 3).reshape(1568, 10).contiguous()
        self.p = {name: t.to(device) for name, t in p.items()}
        self.data = {name: t.to(device) for name, t in data.items()}
        # Running statistics of batch norm, by the layer's name.
        self.running = {
            n[:-2]: (torch.zeros_like(t), torch.ones_like(t)) for n, t in self.p.items() if self.kind == "resnet" and n.endswith("_n")
        }
        if self.kind == "product":
            self.forward, self.step = self.product, self.call
        elif self.kind == "rows":
            self.wanted = {"x": self.data["x"], "g": self.p["g"], "b": self.p["b"]}
            for t in self.wanted.values():
                t.requires_grad_()
            self.forward, self.step = self.rows, self.call_with_grads
        else:
            for t in self.p.values():
                t.requires_grad_()
            self.forward, self.step = getattr(self, self.kind), self.train
            self.x, self.y = self.data["x"], self.data["y"]
            if self.kind != "regression":
                self.y = self.y.long()
            self.optimizer = optimizer(description["optimizer"], list(self.p.values()))
        if self.kind == "transformer":
            self.x, context = self.x.long(), self.sizes["context"]
            self.mask = torch.triu(torch.full((context, context), float("-inf"), device=device), 1)

    def train(self):
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.forward()
        loss.backward()
        self.optimizer.step()
        return loss.detach()

    def call(self):
        self.output = self.forward()
        return self.output[0, 0]

    def call_with_grads(self):
        for t in self.wanted.values():
            t.grad = None
        loss = self.forward()
        loss.backward()
        return loss.detach()

    def results(self):
        if self.kind == "product":
            return {"output": self.output}
        return {"grad:" + name: t.grad for name, t in self.wanted.items()}

    def mlp(self):
        p = self.p
        h = F.relu(torch.addmm(p["b1"], self.x, p["w1"]))
        h = F.relu(torch.addmm(p["b2"], h, p["w2"]))
        return F.cross_entropy(torch.addmm(p["b3"], h, p["w3"]), self.y)

    def regression(self):
        p = self.p
        h = F.relu(torch.addmm(p["b1"], self.x, p["w1"]))
        return F.mse_loss(torch.addmm(p["b2"], h, p["w2"]), self.y)

    def convnet(self):
        p = self.p
        h = F.max_pool2d(F.relu(F.conv2d(self.x, p["k1"], p["c1"], padding=1)), 2)
        h = F.max_pool2d(F.relu(F.conv2d(h, p["k2"], p["c2"], padding=1)), 2)
        return F.cross_entropy(torch.addmm(p["b"], h.flatten(1), p["w"]), self.y)

    def transformer(self):
        p, d, heads = self.p, self.sizes["width"], self.sizes["heads"]
        batch, context = self.x.shape
        h = F.embedding(self.x, p["tok"]) + p["pos"]
        for layer in range(self.sizes["layers"]):
            w = lambda name: p[f"l{layer}_{name}"]
            z = F.layer_norm(h, (d,), w("g1"), w("n1"), EPS)
            parts = F.linear(z, w("wqkv").T, w("bqkv")).split(d, -1)
            q, k, v = (t.view(batch, context, heads, d // heads).transpose(1, 2) for t in parts)
            o = self.attend(q, k, v).transpose(1, 2).reshape(batch, context, d)
            h = h + F.linear(o, w("wo").T, w("bo"))
            z = F.layer_norm(h, (d,), w("g2"), w("n2"), EPS)
            z = F.gelu(F.linear(z, w("w1").T, w("b1")), approximate="tanh")
            h = h + F.linear(z, w("w2").T, w("b2"))
        logits = F.layer_norm(h, (d,), p["gf"], p["nf"], EPS) @ p["head"]
        return F.cross_entropy(logits.view(batch * context, -1), self.y.view(-1))

    def attend(self, q, k, v):
        if hasattr(F, "scaled_dot_product_attention"):
            return F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return F.softmax(q @ k.transpose(-1, -2) * (1 / math.sqrt(q.shape[-1])) + self.mask, -1) @ v

    def resnet(self):
        p = self.p

        def conv(h, name, stride, padding):
            h = F.conv2d(h, p[name + "_w"], stride=stride, padding=padding)
            return F.batch_norm(h, *self.running[name], p[name + "_g"], p[name + "_n"], training=True)

        h = F.relu(conv(self.x, "stem", 1, 1))
        for s in range(4):
            for b in range(2):
                name, stride = f"s{s}b{b}", 2 if s > 0 and b == 0 else 1
                inner = conv(F.relu(conv(h, name + "_1", stride, 1)), name + "_2", 1, 1)
                short = conv(h, name + "_s", stride, 0) if name + "_s_w" in p else h
                h = F.relu(inner + short)
        return F.cross_entropy(torch.addmm(p["b"], h.mean((2, 3)), p["w"]), self.y)

    def product(self):
        return self.data["a"] @ self.data["b"]

    def rows(self):
        x, g, b = (self.wanted[name] for name in "xgb")
        y = F.softmax(F.layer_norm(x, x.shape[-1:], g, b, EPS), -1)
        return (y * self.data["t"]).sum()


def optimizer(settings, params):
    if settings["kind"] == "sgd":
        return torch.optim.SGD(params, settings["lr"], momentum=settings["momentum"])
    kind = torch.optim.AdamW if settings["kind"] == "adamw" else torch.optim.Adam
    # On the GPU the fused form is PyTorch's fastest where it has one.
    fused = {"fused": True} if on_gpu and hasattr(torch, "compile") else {}
    return kind(params, settings["lr"], (0.9, 0.999), 1e-8, settings["decay"], **fused)


def projection(values):
    values = values.detach().double().flatten().cpu()
    fixed = torch.sin(torch.arange(1, values.numel() + 1, dtype=torch.float64))
    return [values.norm().item(), (values @ fixed / fixed.norm()).item()]


def main():
    began = now()
    with open(prefix + ".json") as file:
        description = json.load(file)
    with open(prefix + ".bin", "rb") as file:
        job = Job(description, bytearray(file.read()))
    if system == "torch-compile":
        job.forward = torch.compile(job.forward)
    loss = job.step()
    losses = [loss.item()]
    first = now() - began
    t = now()
    losses.append(job.step().item())
    slow = now() - t > SLOW_MS
    counted = (SANITY_SLOW if slow else SANITY) - len(losses)
    t = now()
    for _ in range(counted):
        losses.append(job.step().item())
    step = (now() - t) / counted
    checks = {n: projection(t) for n, t in job.results().items()} if job.stateless else {}
    say({"type": "ready", "firstMs": first, "losses": losses, "checks": checks, "stepMs": step, "info": {}, "about": {}, "hostClock": "processor", **memory()})
    for line in sys.stdin:
        command = json.loads(line)
        if "stop" in command:
            break
        measure(job, command["depth"], command["seconds"])


def memory():
    return {"peakBytes": torch.cuda.max_memory_allocated()} if on_gpu else {}


def measure(job, depth, seconds):
    def drain():
        t = worked()
        kept = [job.step() for _ in range(depth)]
        host = worked() - t
        synchronize()
        kept[-1].item()
        return host

    t = now()
    drain()
    long = now() - t > 1000 * seconds
    began, host, steps = now(), 0.0, 0
    while steps == 0 or (not long and now() - began < 1000 * seconds):
        host += drain()
        steps += depth
    taken = now() - began
    say({"type": "measured", "steps": steps, "stepMs": taken / steps, "hostMs": host / steps, "errors": []})


try:
    main()
except Exception as error:  # told to the benchmark, which goes on with the other systems
    import traceback

    traceback.print_exc()
    say({"type": "failed", "message": f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"})
    sys.exit(1)
