"""What the translators share: a node with its inputs and attributes, numbers and lists as the language writes them."""
import math

import numpy as np
from onnx import helper


class Skip(Exception):
    pass


def dtype_of(a):
    if a.dtype == np.bool_:
        return "bool"
    if a.dtype.kind in "iu":
        return "i32"
    if a.dtype.kind == "f":
        return "f32"
    raise Skip


def dump(a):
    a = np.asarray(a)
    data = [float(v) for v in a.reshape(-1).tolist()]
    return {"shape": list(a.shape), "dtype": dtype_of(a), "data": [v if math.isfinite(v) else str(v) for v in data]}


class Node:
    """A node's inputs by position, its attributes, and the expression that is being made of it."""

    def __init__(self, node, arrays, rank_out):
        self.node = node
        self.arrays = arrays
        self.attrs = {a.name: helper.get_attribute_value(a) for a in node.attribute}
        self.inputs = {}
        self.weights = {}
        self.is_layer = False
        self.outputs = rank_out

    def has(self, i):
        return i < len(self.node.input) and self.node.input[i] != ""

    def at(self, i):
        """The value of an input that has to be known when the program is compiled."""
        return self.arrays[self.node.input[i]]

    def x(self, i, array=None):
        """An input as a tensor."""
        a = self.at(i) if array is None else array
        if a.dtype.kind not in "iufb":
            raise Skip
        name = "xyzuvwabcdef"[i]
        self.inputs[name] = a
        return name

    def attr(self, name, default=None):
        v = self.attrs.get(name, default)
        return v.decode() if isinstance(v, bytes) else v


def ints(v):
    return "[" + ", ".join(str(int(i)) for i in v) + "]"


def num(v):
    v = float(v)
    return "inf" if v == math.inf else "-inf" if v == -math.inf else str(int(v)) if v == int(v) and abs(v) < 1e9 else repr(v)


OPS = {}


def on(*names):
    def add(f):
        for n in names:
            OPS[n] = f
        return f

    return add


def skip():
    raise Skip


def first_to_last(t, rank):
    return f"permute({t}, {ints([0, *range(2, rank), 1])})"


def last_to_first(t, rank):
    return f"permute({t}, {ints([0, rank - 1, *range(1, rank - 1)])})"
