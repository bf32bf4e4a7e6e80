"""Operators on every element."""
import torch

from torch_samples.names import TRANSLATORS, Skip, num, on, scalar, sizes

for name in "exp log sqrt sin cos tan asin acos atan tanh erf log1p expm1 sign floor ceil isnan isfinite abs sigmoid".split():
    on(name)(lambda n, x, name=name: f"{name}({n(x)})")
on("round")(lambda n, x: f"round({n(x)})")
for name, expr in {
    "neg": "-x", "square": "x^2", "reciprocal": "1 / x", "rsqrt": "1 / sqrt(x)", "positive": "x", "sinh": "(exp(x) - exp(-x)) / 2",
    "cosh": "(exp(x) + exp(-x)) / 2", "trunc": "sign(x) * floor(abs(x))", "exp2": "exp(x * log(2))", "log2": "log(x) / log(2)",
    "log10": "log(x) / log(10)", "deg2rad": "x * (pi / 180)", "rad2deg": "x * (180 / pi)", "logical_not": "!bool(x)",
    "erfc": "1 - erf(x)", "sinc": "select(x == 0, 1, sin(pi * x) / select(x == 0, 1, pi * x))", "asinh": "log(x + sqrt(x^2 + 1))",
    "acosh": "log(x + sqrt(x^2 - 1))", "atanh": "0.5 * (log1p(x) - log1p(-x))", "sgn": "sign(x)",
    "nn.functional.relu": "relu(x)", "nn.functional.silu": "silu(x)", "nn.functional.mish": "mish(x)",
    "nn.functional.hardswish": "hardswish(x)", "nn.functional.selu": "selu(x)", "nn.functional.relu6": "clamp(x, 0, 6)",
    "nn.functional.logsigmoid": "-softplus(-x)", "nn.functional.softsign": "x / (1 + abs(x))",
    "nn.functional.tanhshrink": "x - tanh(x)",
}.items():  # fmt: skip

    @on(name)
    def _(n, x, inplace=False, expr=expr):
        n(x)
        return expr


@on("nn.functional.leaky_relu")
def _(n, x, slope=0.01, inplace=False):
    return f"leaky_relu({n(x)}, slope: {num(slope)})"


@on("nn.functional.elu")
def _(n, x, alpha=1.0, inplace=False):
    return f"elu({n(x)}, alpha: {num(alpha)})"


@on("nn.functional.celu")
def _(n, x, alpha=1.0, inplace=False):
    return f"{num(alpha)} * elu({n(x)} / {num(alpha)})"


@on("nn.functional.gelu")
def _(n, x, approximate="none"):
    return f"gelu({n(x)})" if approximate == "none" else f"gelu_tanh({n(x)})"


@on("nn.functional.softplus")
def _(n, x, beta=1, threshold=20):
    # Beyond the threshold PyTorch takes x itself, which differs from softplus by less than exp(-threshold).
    if threshold < 20:
        raise Skip
    return f"softplus({num(beta)} * {n(x)}) / {num(beta)}"


@on("nn.functional.hardtanh")
def _(n, x, min_val=-1.0, max_val=1.0, inplace=False):
    return f"clamp({n(x)}, {num(min_val)}, {num(max_val)})"


def infix(op, x, y):
    return f"{x} {op} {y}"


def binary(op, swapped=False):
    def f(n, x, y, **kw):
        if swapped and kw.get("alpha", 1) != 1:
            return f"{scalar(n, y)} - {num(kw['alpha'])} * {n(x)}"
        if kw.get("alpha", 1) != 1:
            y_text = f"{num(kw['alpha'])} * {scalar(n, y)}" if not isinstance(y, torch.Tensor) else None
            a = scalar(n, x)
            return infix(op, a, y_text or f"{num(kw['alpha'])} * {n(y)}")
        if kw.get("rounding_mode"):
            q = f"{scalar(n, x)} / {scalar(n, y)}"
            return f"floor({q})" if kw["rounding_mode"] == "floor" else f"sign({q}) * floor(abs({q}))"
        a, b = scalar(n, x), scalar(n, y)
        if a.startswith("-"):
            a = f"({a})"
        if b.startswith("-"):
            b = f"({b})"
        return infix(op, b, a) if swapped else infix(op, a, b)

    return f


for name, op in {"add": "+", "sub": "-", "mul": "*", "div/no_rounding_mode": "/", "div/floor_rounding": "/", "div/trunc_rounding": "/",
                 "true_divide": "/", "remainder": "%", "eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}.items():  # fmt: skip
    on(name)(binary(op))
for name, op in {"__radd__": "+", "__rmul__": "*", "__rsub__": "-", "__rdiv__": "/", "__rmod__": "%", "rsub": "-"}.items():
    on(name)(binary(op, True))
for name, op in {"logical_and": "&&", "logical_or": "||", "logical_xor": "!="}.items():
    on(name)(lambda n, x, y, op=op: f"bool({n(x)}) {op} bool({n(y)})")


@on("pow", "__rpow__", "float_power")
def _(n, x, y):
    a, b = scalar(n, x), scalar(n, y)
    return f"({a})^({b})"


TRANSLATORS["__rpow__"] = lambda n, x, y: f"({scalar(n, constant(y))})^({scalar(n, x)})"


def constant(v):
    """PyTorch makes a new tensor of the base, without a gradient."""
    return v.detach() if isinstance(v, torch.Tensor) else v



for name, ours in {"maximum": "maximum", "minimum": "minimum", "max/binary": "maximum", "min/binary": "minimum", "atan2": "atan2",
                   "fmax": "maximum", "fmin": "minimum"}.items():  # fmt: skip
    on(name)(lambda n, x, y, ours=ours: f"{ours}({scalar(n, x)}, {scalar(n, y)})")
on("hypot")(lambda n, x, y: f"sqrt({n(x)}^2 + {n(y)}^2)")
on("logaddexp")(lambda n, x, y: f"maximum({n(x)}, {n(y)}) + log1p(exp(-abs({n(x)} - {n(y)})))")
on("addcmul")(lambda n, x, y, z, value=1: f"{n(x)} + {num(value)} * {n(y)} * {n(z)}")
on("addcdiv")(lambda n, x, y, z, value=1: f"{n(x)} + {num(value)} * {n(y)} / {n(z)}")
on("lerp")(lambda n, x, y, w: f"{n(x)} + {scalar(n, w)} * ({n(y)} - {n(x)})")
on("where")(lambda n, x, c, y: f"select({n(c)}, {n(x)}, {n(y)})")
on("masked_fill")(lambda n, x, m, v: f"select({n(m)}, {scalar(n, v)}, {n(x)})")
on("nn.functional.threshold")(lambda n, x, t, v: f"select({n(x)} > {num(t)}, {n(x)}, {num(v)})")
on("nn.functional.prelu")(lambda n, x, weight: f"select({n(x)} > 0, {n(x)}, reshape({n(weight)}, {sizes(prelu_shape(x, weight))}) * {n(x)})")


def prelu_shape(x, w):
    return [w.numel() if i == 1 and w.numel() > 1 else 1 for i in range(x.dim())] if x.dim() > 1 else list(w.shape[:x.dim()])


@on("clamp")
def _(n, x, low=None, high=None, min=None, max=None):
    low, high = (min if low is None else low), (max if high is None else high)
    bounds = [f"{k}: {scalar(n, v)}" for k, v in (("low", low), ("high", high)) if v is not None]
    return f"clamp({n(x)}, {', '.join(bounds)})"
