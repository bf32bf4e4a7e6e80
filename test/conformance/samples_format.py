"""Tensors as JSON, and their types as the language writes them."""
import math

import torch


def dtype_of(t):
    return "f32" if t.is_floating_point() else "bool" if t.dtype == torch.bool else "i32"


def dump(t):
    data = [v if math.isfinite(v) else str(v) for v in map(float, t.detach().reshape(-1).tolist())]
    return {"shape": list(t.shape), "data": data, "dtype": dtype_of(t)}


def type_of(t):
    dtype = dtype_of(t)
    return f"{'' if dtype == 'f32' else dtype}[{', '.join(map(str, t.shape))}]"
