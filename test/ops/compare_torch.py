"""Evaluates expressions in PyTorch for torch.test.ts: JSON in, JSON out, one process for all cases."""
import json, sys
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def number(v):
    return {"nan": float("nan"), "inf": float("inf"), "-inf": float("-inf"), "-0": -0.0}.get(v, v) if isinstance(v, str) else v


def plain(t):
    values = t.detach().reshape(-1).tolist()
    return [v if v == v and abs(v) != float("inf") else str(v) for v in map(float, values)]


results = []
for case in json.load(sys.stdin):
    xs = []
    for x in case["inputs"]:
        t = torch.tensor([number(v) for v in x["data"]], dtype=torch.int64 if x["dtype"] == "i32" else torch.float64)
        t = t.reshape(x["shape"])
        xs.append(t.requires_grad_() if x["dtype"] == "f32" else t)
    y = eval(case["expr"], {"torch": torch, "F": F, "x": xs[0], "xs": xs, "y": xs[1] if len(xs) > 1 else None, "z": xs[2] if len(xs) > 2 else None})
    result = {"shape": list(y.shape), "value": plain(y), "grads": []}
    if case["grad"] and y.requires_grad:
        g = torch.tensor([number(v) for v in case["cotangent"]]).reshape(y.shape)
        wrt = [x for x in xs if x.requires_grad]
        grads = torch.autograd.grad(y, wrt, g, allow_unused=True)
        result["grads"] = [plain(torch.zeros_like(x) if d is None else d) for x, d in zip(wrt, grads)]
    results.append(result)
json.dump(results, sys.stdout)
