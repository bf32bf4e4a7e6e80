"""Reductions, softmax, running sums."""
import math

from torch_samples.names import Skip, num, on, over, scalar, sizes


def reduction(ours, expr="{}"):
    def f(n, x, dim=None, keepdim=False, dtype=None, **kw):
        if x.dim() == 0 and dim is not None:
            dim = None  # PyTorch lets a scalar have axis 0
        return f"{ours}({expr.format(n(x))}{over(dim, keepdim)})"

    return f


for name, ours in {"sum": "sum", "mean": "mean", "prod": "prod", "amax": "max", "amin": "min"}.items():
    on(name)(reduction(ours))
for name, ours in {"max/reduction_no_dim": "max", "min/reduction_no_dim": "min"}.items():
    on(name)(reduction(ours))
on("all")(reduction("all", "bool({})"))
on("any")(reduction("any", "bool({})"))
on("count_nonzero")(reduction("sum", "i32({} != 0)"))


@on("logsumexp")
def _(n, x, dim, keepdim=False):
    if x.dim() == 0:
        raise Skip
    return f"logsumexp({n(x)}{over(dim, keepdim)})"


for name in ("argmax", "argmin"):

    @on(name)
    def _(n, x, dim=None, keepdim=False, name=name):
        if x.dim() == 0:
            raise Skip
        if dim is None:
            return f"{name}(reshape({n(x)}, [{x.numel()}]))" if not keepdim else f"reshape({name}(reshape({n(x)}, [{x.numel()}])), {sizes([1] * x.dim())})"
        return f"{name}({n(x)}{over(dim, keepdim)})"


for name, ours in {"max/reduction_with_dim": "sort({}, descending: true, axis: {})", "min/reduction_with_dim": "sort({}, axis: {})"}.items():

    @on(name)
    def _(n, x, dim, keepdim=False, ours=ours):
        if x.dim() == 0:
            raise Skip
        y = ours.format(n(x), dim)
        at = [":"] * x.dim()
        at[dim] = "0:1" if keepdim else "0"
        return f"{y}[{', '.join(at)}]"


def spread(ours):
    def f(n, x, dim=None, unbiased=None, keepdim=False, correction=None):
        if isinstance(dim, bool):
            dim, unbiased = None, dim
        ddof = correction if correction is not None else (0 if unbiased is False else 1)
        count = x.numel() if dim is None else math.prod(x.shape[d] for d in ([dim] if isinstance(dim, int) else dim))
        if count - ddof <= 0:
            raise Skip
        return f"{ours}({n(x)}{over(dim, keepdim)}, ddof: {ddof})"

    return f


on("var")(spread("variance"))
on("std")(spread("std"))
on("var_mean")(spread("variance"))
on("std_mean")(spread("std"))


def norm(n, x, ord=2, dim=None, keepdim=False, dtype=None, **kw):
    ord = kw.get("p", 2 if ord is None else ord)
    if isinstance(ord, str):
        if ord != "fro":
            raise Skip
        ord = 2
    # 1.13 rounds the power to single precision where it is not 1, 2 or infinite.
    if ord <= 0 or x.dim() == 0 and dim is not None or ord in (0.9, 1.2):
        raise Skip
    return f"norm({n(x)}, p: {num(ord)}{over(dim, keepdim)})"


on("norm", "norm/fro", "norm/inf", "linalg.vector_norm")(norm)


@on("linalg.norm")
def _(n, x, ord=None, dim=None, keepdim=False):
    if x.dim() != 1 and not (isinstance(dim, int)) and ord is not None:
        raise Skip
    return norm(n, x, ord, dim, keepdim)


on("dist")(lambda n, x, y, p=2: norm_text(f"{n(x)} - {n(y)}", p))


def norm_text(x, p):
    if p <= 0:
        raise Skip
    return f"norm({x}, p: {num(p)})"


def along(ours):
    def f(n, x, dim, dtype=None):
        if x.dim() == 0:
            raise Skip
        return ours.format(n(x), dim)

    return f


on("softmax", "softmax/with_dtype")(along("softmax({}, axis: {})"))
on("log_softmax", "log_softmax/dtype")(along("log_softmax({}, axis: {})"))
on("nn.functional.softmin", "nn.functional.softmin/with_dtype")(along("softmax(-{}, axis: {})"))
on("cumsum")(along("cumsum({}, axis: {})"))
on("cumprod")(along("cumprod({}, axis: {})"))
