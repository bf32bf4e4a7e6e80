"""What the translators share: parameters of the function under test, numbers and shapes as the language writes them."""
import math

import torch

from samples_format import type_of


class Skip(Exception):
    """The sample uses what the language does not have."""


class Names:
    """The parameters of the function under test: a name for each tensor, its type from the tensor."""

    def __init__(self):
        self.inputs = {}
        self.weights = {}
        self.trained = {}
        self.is_layer = False

    def __call__(self, t):
        for k, v in self.inputs.items():
            if v is t:
                return k
        if t.is_complex():
            raise Skip
        name = "xyzuvw"[len(self.inputs)] if len(self.inputs) < 6 else f"x{len(self.inputs)}"
        self.inputs[name] = t
        return name

    def weight(self, path, leaf, change=lambda t: t):
        """A weight of the layer, which has PyTorch's in another form."""
        self.is_layer = True
        self.weights[path] = change(leaf.detach())
        if leaf.requires_grad:
            self.trained[path] = (leaf, change)

    def header(self):
        return ", ".join(f"{k}: {type_of(t)}" for k, t in self.inputs.items())


def num(v):
    if isinstance(v, bool):
        return "true" if v else "false"
    if isinstance(v, int):
        return str(v)
    v = float(v)
    if v == math.inf:
        return "inf"
    if v == -math.inf:
        return "-inf"
    if v != v:
        raise Skip
    return repr(v)


def scalar(n, v):
    """A number or a tensor as an operand."""
    if isinstance(v, torch.Tensor):
        return n(v)
    if isinstance(v, complex):
        raise Skip
    return num(v)


def sizes(v):
    if isinstance(v, int):
        return str(v)
    return "[" + ", ".join(map(str, v)) + "]"


def two(v):
    return [v, v] if isinstance(v, int) else list(v) if len(v) == 2 else [v[0], v[0]]


TRANSLATORS = {}


def on(*names):
    def add(f):
        for name in names:
            TRANSLATORS[name] = f
        return f

    return add


def over(dim=None, keepdim=False):
    out = ""
    if dim is not None and dim != () and dim != []:
        out += f", axis: {sizes(dim)}"
    if keepdim:
        out += ", keep: true"
    return out


def first_to_last(text, rank):
    return f"permute({text}, {sizes([0, *range(2, rank), 1])})"


def last_to_first(text, rank):
    return f"permute({text}, {sizes([0, rank - 1, *range(1, rank - 1)])})"
