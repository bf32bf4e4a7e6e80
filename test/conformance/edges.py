"""Cases as JSON for torch.test.ts: edges that samples do not reach, with what PyTorch computes in double precision.

NaN, infinities, kinks, ties, zeros, large logits, dead branches of `select`, rows of infinities, sizes of 1, scalars, rank 6,
and broadcasting in both directions. `T` makes a tensor; each case names an expression of the language and one of PyTorch over
the same inputs.
"""
import json
import math
import sys

import torch
import torch.nn.functional as F
from torch import tensor as T

from samples_format import dump, type_of

torch.set_default_dtype(torch.float64)
nan, inf = math.nan, math.inf
cases = []


def case(name, nn, expr, grad=True, layer=False, **inputs):
    xs = {k: v.clone().requires_grad_(grad and v.is_floating_point()) for k, v in inputs.items()}
    y = eval(expr, {**globals(), **xs})
    ct = torch.rand(y.shape, generator=torch.Generator().manual_seed(3))
    leaves = {k: v for k, v in xs.items() if v.requires_grad}
    grads = {}
    if y.requires_grad:
        found = torch.autograd.grad((y * ct).sum(), list(leaves.values()), allow_unused=True)
        grads = {k: dump(torch.zeros_like(v) + (0 if g is None else g)) for (k, v), g in zip(leaves.items(), found)}
    header = ", ".join(f"{k}: {type_of(v)}" for k, v in xs.items())
    cases.append(
        {
            "name": name,
            "nn": f"{'layer' if layer else 'fn'} f({header}) = {nn}",
            "inputs": {k: dump(v) for k, v in xs.items()},
            "weights": {},
            "output": dump(y),
            "ct": dump(ct),
            "grads": grads,
        }
    )


E = T([nan, inf, -inf, 0., -0., 1., -1., 1000., -1000., 0.5, -0.5, 1e-30, 2.])
for f in "exp log sqrt abs sign floor ceil round tanh erf log1p expm1 atan sin cos tan asin acos isnan isfinite".split():
    case(f"value {f}", f"{f}(x)", f"torch.{f}(x)", grad=False, x=E)
G = T([inf, -inf, 0., 1., -1., 1000., -1000., 0.5, -0.5, 2.])
for f in "exp tanh erf atan abs expm1".split():
    case(f"grad {f}", f"{f}(x)", f"torch.{f}(x)", x=G)
case("grad log", "log(x)", "torch.log(x)", x=T([1e-20, 1., 2., 0., inf]))
case("grad sqrt", "sqrt(x)", "torch.sqrt(x)", x=T([1e-20, 1., 2., inf]))
for f, t in {"relu": "F.relu(x)", "leaky_relu": "F.leaky_relu(x)", "sigmoid": "torch.sigmoid(x)", "elu": "F.elu(x)", "softplus": "F.softplus(x)", "hardswish": "F.hardswish(x)", "selu": "F.selu(x)"}.items():
    case(f"act {f}", f"{f}(x)", t, x=T([nan, 0., 1., -1., 1000., -1000., 1e4, -1e4, 30., -30., 100., -100.]))
    case(f"act inf {f}", f"{f}(x)", t, grad=False, x=T([inf, -inf]) if f != "hardswish" else T([inf, 3.]))
for f, t in {"gelu": "F.gelu(x)", "gelu_tanh": "F.gelu(x,approximate='tanh')", "silu": "F.silu(x)", "mish": "F.mish(x)"}.items():
    case(f"act {f}", f"{f}(x)", t, x=T([nan, 0., 1., -1., 1000., -1000., 1e4, -1e4, 30., -30., 100., -100.]))
A = T([nan, 1., nan, inf, -inf, inf, 0., -0., 1., 2., -3., 0., 5.])
B = T([1., nan, nan, 1., 1., inf, -0., 0., 1., -2., 0., 0., inf])
for f in "maximum minimum".split():
    case(f"bin {f}", f"{f}(x, y)", f"torch.{f}(x, y)", grad=False, x=A, y=B)
    case(f"bin grad {f}", f"{f}(x, y)", f"torch.{f}(x, y)", x=T([1., 2., 2., -1., inf, -inf]), y=T([1., 1., 3., -1., inf, 1.]))
for o in "+ - * / == != < <= > >=".split():
    case(f"bin {o}", f"x {o} y", f"x {o} y", grad=False, x=A, y=B)
case("bin atan2", "atan2(x, y)", "torch.atan2(x,y)", grad=False, x=T([0., 1., -1., inf, -inf, inf, 0., -0., 0., nan]), y=T([0., 0., 0., 1., 1., inf, -1., -1., 1., 1.]))
case("bin mod", "x % y", "x % y", grad=False, x=T([5., -5., 5., -5., 0., 7.5, -7.5, 1e4]), y=T([3., 3., -3., -3., 2., 2.5, 2.5, 7.]))
case("mod inf", "x % y", "x % y", grad=False, x=T([5., -5., 5., inf, nan, 1.]), y=T([inf, inf, -inf, 2., 1., 0.]))
case("pow", "x^y", "x**y", grad=False, x=T([0., 0., 0., 1., 2., inf, inf, 0.5, 0.5, nan, nan, 2., 1., -2.]), y=T([0., 2., -1., nan, inf, 2., -2., inf, -inf, 0., 1., -inf, inf, 0.]))
case("pow grad", "x^y", "x**y", x=T([0., 0., 2., 3., 1., 0.]), y=T([2., 0., 0., -1.5, 5., 1.]))
case("pow grad below 1", "x^y", "x**y", x=T([0., 0.]), y=T([0.5, 1.5]))
for n in (0, 1, 2, 3, -1, -2):
    case(f"pow int {n}", f"x^{n}" if n >= 0 else f"x^({n})", f"x**{n}", x=T([-2., 1., 3., -0.5]))
    if n >= 0:
        case(f"pow int zero {n}", f"x^{n}", f"x**{n}", x=T([0., 1.]))
case("pow half", "x^0.5", "x**0.5", x=T([4., 1., 0.25]))
case("recip zero", "1 / x", "1/x", x=T([0., -0., inf, 2.]))
case("div zero", "x / y", "x/y", grad=False, x=T([1., -1., 0., inf]), y=T([0., 0., 0., inf]))
# reductions
R = T([[nan, 1., 2., 3., 4.], [1., 2., nan, 0., 5.], [-inf]*5, [inf]*5, [1., inf, -inf, 2., 0.], [3., 3., 1., 3., -1.]])
for f, t in {"max": "x.amax(-1)", "min": "x.amin(-1)", "sum": "x.sum(-1)", "prod": "x.prod(-1)", "mean": "x.mean(-1)", "argmax": "x.argmax(-1)", "argmin": "x.argmin(-1)"}.items():
    case(f"red {f}", f"{f}(x, axis: -1)", t, grad=False, x=R)
    case(f"red0 {f}", f"{f}(x, axis: 0)", t.replace("-1", "0"), grad=False, x=R.T.contiguous())
for n in (1, 3, 64, 65, 300):
    for f, t in {"max": "amax", "min": "amin"}.items():
        for v in (-inf, inf, nan):
            case(f"long {f} {v} {n}", f"{f}(x, axis: -1)", f"x.{t}(-1)", grad=False, x=torch.full((3, n), v))
        x = torch.arange(3.0 * n).reshape(3, n).sin()
        x[1, n // 2] = nan
        case(f"long {f} one nan {n}", f"{f}(x, axis: -1)", f"x.{t}(-1)", grad=False, x=x)
case("lse", "logsumexp(x)", "torch.logsumexp(x, -1)", grad=False, x=R)
L = T([[1e4, -1e4, 0., 3.], [-inf, 0., 1., 2.], [-1e4, -1e4, -1e4, -1e4], [1e4, 1e4, 1e4, 1e4], [-inf, -inf, -inf, 5.]])
for f, t in {"logsumexp(x)": "torch.logsumexp(x, -1)", "softmax(x)": "x.softmax(-1)", "log_softmax(x)": "x.log_softmax(-1)"}.items():
    case(f"large {f}", f, t, x=L)
N_ = T([[-inf, -inf, -inf], [1., 2., 3.], [nan, 0., 0.], [inf, 0., 0.]])
for f, t in {"softmax(x)": "x.softmax(-1)", "log_softmax(x)": "x.log_softmax(-1)", "logsumexp(x)": "torch.logsumexp(x, -1)"}.items():
    case(f"dead row {f}", f, t, grad=False, x=N_)
case("lse all -inf grad", "logsumexp(x)", "torch.logsumexp(x, -1)", x=T([[-inf, -inf], [0., 1.]]))
S = T([3., nan, -inf, 1., inf, -0., 0., 1.])
case("sort", "sort(x)", "torch.sort(x,stable=True)[0]", grad=False, x=S)
case("argsort", "argsort(x)", "torch.sort(x,stable=True)[1]", grad=False, x=S)
case("sort desc", "sort(x, descending: true)", "torch.sort(x,stable=True,descending=True)[0]", grad=False, x=S)
case("cumsum", "cumsum(x)", "x.cumsum(0)", grad=False, x=T([1., inf, 2., -inf, 1.]))
case("cumprod zeros", "cumprod(x)", "x.cumprod(0)", x=T([2., 0., 3., 0., 5., 1.]))
case("prod zeros", "prod(x, axis: 1)", "x.prod(1)", x=T([[0., 0., 2.], [0., 3., 4.], [1., 2., 3.]]))
case("max ties", "max(x, axis: 1)", "x.amax(1)", x=T([[1., 1., 0.], [2., 2., 2.], [0., 1., 2.]]))
case("clamp nan", "clamp(x, -1, 1)", "x.clamp(-1,1)", grad=False, x=E)
case("clamp grad", "clamp(x, -1, 1)", "x.clamp(-1,1)", x=T([-1., 1., 0., -2., 2., inf, -inf]))
case("clamp crossing", "clamp(x, 1, -1)", "x.clamp(1, -1)", x=T([-2., 0., 2.]))
case("clamp low", "clamp(x, low: 0)", "x.clamp(min=0)", x=T([-2., 0., 2.]))
case("clamp high", "clamp(x, high: 0)", "x.clamp(max=0)", x=T([-2., 0., 2.]))
case("select dead log", "select(x > 0, log(x), 0)", "torch.where(x>0,torch.log(torch.where(x>0,x,1.)),0.)", x=T([-1., 0., 2., -3.]))
case("select dead sqrt", "select(x > 0, sqrt(x), x)", "torch.where(x>0,torch.sqrt(torch.where(x>0,x,1.)),x)", x=T([-1., 0., 2., -3.]))
case("select dead div", "select(x == 0, 1, sin(x) / x)", "torch.where(x==0,1.,torch.sin(x)/torch.where(x==0,1.,x))", x=T([0., 1., 2.]))
case("select dead exp", "select(x < 10, exp(x), x)", "torch.where(x<10,torch.exp(torch.where(x<10,x,0.)),x)", x=T([1., 1000., 5.]))
case("select dead pow", "select(x > 0, x^y, 0)", "torch.where(x>0,torch.where(x>0,x,1.)**y,0.)", x=T([-1., 0., 2.]), y=T([0.5, 0.5, 0.5]))
case("isnan of computed", "isnan(x / x)", "torch.isnan(x/x)", grad=False, x=T([0., 1., inf]))
case("isnan of log", "isnan(log(x)) ", "torch.isnan(torch.log(x))", grad=False, x=T([-1., 0., 1.]))
case("isfinite of exp", "isfinite(exp(x))", "torch.isfinite(torch.exp(x))", grad=False, x=T([1000., 0., -1000.]))
case("inf minus inf", "isnan(exp(x) - exp(y))", "torch.isnan(torch.exp(x) - torch.exp(y))", grad=False, x=T([1000., 0.]), y=T([1000., 0.]))
case("nan != nan", "x != x", "x!=x", grad=False, x=T([nan, 1., inf]))
case("!(x<y)", "!(x < y)", "~(x<y)", grad=False, x=T([nan, 1., 2.]), y=T([1., nan, 1.]))
# norms
case("norm zero", "norm(x, axis: 1)", "x.norm(dim=1)", x=T([[0., 0.], [3., 4.]]))
case("norm1", "norm(x, p: 1, axis: 1)", "x.norm(1,dim=1)", x=T([[0., 0.], [3., -4.]]))
case("norm3", "norm(x, p: 3, axis: 1)", "x.norm(3,dim=1)", x=T([[0., 0.], [3., -4.], [0., 1.]]))
case("norminf", "norm(x, p: inf, axis: 1)", "x.norm(inf,dim=1)", x=T([[0., 0.], [3., -4.], [4., -4.]]))
case("std const", "std(x, axis: 1)", "x.std(1,unbiased=False)", x=T([[1., 3.], [2., 5.]]))
case("norm large", "norm(x)", "x.norm()", x=T([3e15, 4e15]))
# losses
big = T([1e4, -1e4, 100., -100., 0., 30.])
y01 = T([1., 1., 0., 1., 0.5, 0.])
case("bce large", "binary_cross_entropy(x, y)", "F.binary_cross_entropy_with_logits(x,y)", x=big, y=y01)
case("bce wrong side", "binary_cross_entropy(x, y)", "F.binary_cross_entropy_with_logits(x,y)", x=T([1e4, -1e4]), y=T([0., 1.]))
case("ce large", "cross_entropy(x, y)", "F.cross_entropy(x,y)", x=T([[1e4, -1e4, 0.], [0., 1e4, 1e4], [-1e4, -1e4, -1e4]]), y=T([0, 2, 1]))
case("ce -inf", "cross_entropy(x, y)", "F.cross_entropy(x,y)", x=T([[-inf, 0., 1.], [0., -inf, 1.]]), y=T([1, 2]))
case("ce smoothing", "cross_entropy(x, y, smoothing: 0.1)", "F.cross_entropy(x,y,label_smoothing=0.1)", x=T([[1., 2., 3.], [3., 1., 0.]]), y=T([0, 2]))
case("ce smoothing ignore", "cross_entropy(x, y, smoothing: 0.1, ignore: 1)", "F.cross_entropy(x,y,label_smoothing=0.1,ignore_index=1)", x=T([[1., 2., 3.], [3., 1., 0.], [0., 1., 2.]]), y=T([0, 1, 2]))
case("ce all ignored", "cross_entropy(x, y)", "F.cross_entropy(x,y)", grad=False, x=T([[1., 2., 3.]]), y=T([-100]))
case("ce rank3", "cross_entropy(x, y)", "F.cross_entropy(x.permute(0,2,1),y)", x=torch.arange(24.).reshape(2, 3, 4).sin(), y=T([[0, 1, 2], [3, -100, 1]]))
case("nll", "nll(x, y)", "F.nll_loss(x,y)", x=T([[-1., -2., -3.], [-0.1, -5., -inf]]), y=T([2, 0]))
case("nll -inf", "nll(x, y)", "F.nll_loss(x,y)", grad=False, x=T([[-1., -inf]]), y=T([1]))
case("softplus", "softplus(x)", "F.softplus(x,threshold=1e9)", x=T([1e2, -1e2, 0., -20., 20., 30., -1e4]))
case("huber", "huber(x, y, delta: 0.5)", "F.huber_loss(x,y,delta=0.5)", x=T([0., 0.5, -0.5, 2., 0.]), y=T([0., 0., 0., 0., -1e4]))
case("kl", "kl_divergence(x, stop_grad(y))", "F.kl_div(x, y.detach(), reduction='batchmean')", x=T([[-1., -2.], [-0.5, -3.]]), y=T([[0., 1.], [0.3, 0.7]]))
case("triplet", "triplet(x, y, z)", "F.triplet_margin_loss(x,y,z)", x=T([[1., 2.], [0., 0.]]), y=T([[1., 2.], [3., 1.]]), z=T([[0., 5.], [0., 0.]]))
case("hinge", "hinge(x, y)", "torch.relu(1-x*y).mean()", x=T([1., 0.3, -2.]), y=T([1., -1., 1.]))
case("cosine", "cosine_similarity(x, y)", "F.cosine_similarity(x,y,dim=-1)", x=T([[1., 2.], [3., 0.]]), y=T([[1., 1.], [-1., 0.]]))
case("maxpool ties", "permute(permute(x, [0, 2, 3, 1]) |> maxpool(2), [0, 3, 1, 2])", "F.max_pool2d(x,2)", layer=True, x=T([[[[1., 1., 0., 2.], [1., 0., 2., 2.], [0., 0., -1., -1.], [0., 0., -1., -1.]]]]))
case("maxpool overlap ties", "permute(permute(x, [0, 2, 3, 1]) |> maxpool(3, stride: 1, padding: 1), [0, 3, 1, 2])", "F.max_pool2d(x,3,1,1)", layer=True, x=T([[[[1., 1., 0., 2., 2.], [1., 0., 2., 2., 0.], [0., 0., -1., -1., -1.], [0., 0., -1., -1., 0.]]]]))
case("maxpool padding -inf", "permute(permute(x, [0, 2, 3, 1]) |> maxpool(2, padding: 1), [0, 3, 1, 2])", "F.max_pool2d(x,2,padding=1)", layer=True, x=-torch.arange(1., 10.).reshape(1, 1, 3, 3)*1e30)
case("maxpool nan", "permute(permute(x, [0, 2, 3, 1]) |> maxpool(2), [0, 3, 1, 2])", "F.max_pool2d(x,2)", layer=True, grad=False, x=T([[[[1., nan], [3., 2.]]]]))
case("relu kink", "relu(x)", "F.relu(x)", x=T([0., -0., 1.]))
case("abs kink", "abs(x)", "x.abs()", x=T([0., -0., 1.]))
case("onehot dup", "one_hot(x, 3)", "F.one_hot(x,3).to(torch.float64)", grad=False, x=T([2, 2, 0]))
case("take dup", "take(x, y)", "x[y]", x=torch.arange(6.).reshape(3, 2), y=T([2, 2, 0, 2]))
case("scatter dup", "scatter_add(x, y, z)", "x.index_add(0,y,z)", x=torch.arange(6.).reshape(3, 2), y=T([2, 2, 0]), z=torch.arange(6.).reshape(3, 2))
case("i32 arith", "x * y + x - y % x", "x*y+x-y%x", grad=False, x=T([7, -7, 3]), y=T([2, 5, -9]))
case("i32 mod", "x % y", "x % y", grad=False, x=T([7, -7, 7, -7]), y=T([3, 3, -3, -3]))
case("i32 sum", "sum(x, axis: 0)", "x.sum(0)", grad=False, x=T([[7, -7], [1, 2]]))
case("i32 max", "max(x, axis: 0)", "x.amax(0)", grad=False, x=T([[7, -7], [1, 2]]))
case("bool sum", "sum(x > 0)", "(x>0).to(torch.float64).sum()", grad=False, x=T([1., -1., 2.]))
case("bool mean", "mean(x > 0, axis: 0)", "(x>0).to(torch.float64).mean(0)", grad=False, x=T([[1., -1.], [2., 2.]]))
case("any all", "any(x > 0, axis: 1) && !all(x > 0, axis: 1)", "(x>0).any(1) & ~(x>0).all(1)", grad=False, x=T([[1., -1.], [2., 2.], [-1., -1.]]))
line = torch.arange(5.0)
for ours, theirs in {
    "1:99": "x[1:99]", "-99:2": "x[-99:2]", "99::-1": "x.flip(0)", "3:-99:-2": "x.flip(0)[1::2]", "-2:0:-1": "x.flip(0)[1:4]",
    "-4:-1:2": "x[-4:-1:2]",
}.items():  # fmt: skip
    case(f"slice {ours}", f"x[{ours}]", theirs, x=line)
r6 = torch.arange(64.).reshape(2, 2, 2, 2, 2, 2).sin()
case("rank6 sum", "sum(x, axis: [1, 3, 5])", "x.sum((1,3,5))", x=r6)
case("rank6 perm", "permute(x, [5, 3, 1, 0, 2, 4]) * x", "x.permute(5,3,1,0,2,4)*x", x=r6)
case("rank6 bcast", "x * y", "x*y", x=r6, y=torch.arange(4.).reshape(2, 1, 1, 2, 1)+1)
case("scalar", "exp(x) * y", "torch.exp(x)*y", x=T(0.5), y=T([[1.]]))
sh = [[3], [1], [1, 3], [5, 1], [5, 3], [2, 1, 3], []]



def filled(shape, step):
    return (torch.arange(float(math.prod(shape))).reshape(shape) * step + 0.7).sin() + 2


for o in "+ - * /".split():
    for p in sh:
        for q in sh:
            try:
                torch.broadcast_shapes(p, q)
            except RuntimeError:
                continue
            case(f"broadcast {o} {p} {q}", f"x {o} y", f"x {o} y", x=filled(p, 1.3), y=filled(q, 0.7))

json.dump(cases, sys.stdout)
