"""Products of matrices and tensors."""
import math
import re

from torch_samples.names import TRANSLATORS, Skip, num, on

on("matmul", "mm", "bmm", "mv", "dot", "vdot", "__rmatmul__")(lambda n, x, y: f"{n(x)} @ {n(y)}")
TRANSLATORS["__rmatmul__"] = lambda n, x, y: f"{n(y)} @ {n(x)}"
on("inner")(lambda n, x, y: f"{n(x)} * {n(y)}" if 0 in (x.dim(), y.dim()) else f'einsum({n(x)}, {n(y)}, "{letters(x.dim() - 1, "a")} k, {letters(y.dim() - 1, "p")} k -> {letters(x.dim() - 1, "a")} {letters(y.dim() - 1, "p")}")')
on("outer")(lambda n, x, y: f'einsum({n(x)}, {n(y)}, "i, j -> i j")')
def letters(count, first):
    return " ".join(chr(ord(first) + i) for i in range(count))


def fused(text):
    def f(n, x, y, z, beta=1, alpha=1):
        if isinstance(beta, complex) or isinstance(alpha, complex):
            raise Skip
        return f"{num(beta)} * {n(x)} + {num(alpha)} * ({text.format(n(y), n(z))})"

    return f


on("addmm", "addmm/decomposed", "addmv", "baddbmm")(fused("{} @ {}"))
on("addbmm")(fused('einsum({}, {}, "b i k, b k j -> i j")'))
on("addr")(fused('einsum({}, {}, "i, j -> i j")'))


@on("einsum")
def _(n, xs, pattern):
    if "->" not in pattern:
        # PyTorch's implicit output: names that stand once, in the order of the alphabet.
        names = re.sub(r"[^a-zA-Z]", "", pattern)
        once = sorted(c for c in set(names) if names.count(c) == 1)
        pattern += "->" + ("..." if "..." in pattern else "") + "".join(once)
    left, right = pattern.replace(" ", "").split("->")

    def spaced(term):
        return " ".join(re.findall(r"\.\.\.|[a-zA-Z]", term))

    text = ", ".join(spaced(t) for t in left.split(",")) + " -> " + spaced(right)
    return f'einsum({", ".join(n(x) for x in xs)}, "{text}")'


@on("nn.functional.linear")
def _(n, x, w, b=None):
    return f"{n(x)} @ {'transpose(' + n(w) + ')' if w.dim() > 1 else n(w)}" + (f" + {n(b)}" if b is not None else "")


@on("nn.functional.bilinear")
def _(n, x, y, w, b=None):
    return f'einsum({n(x)}, {n(w)}, {n(y)}, "... i, o i j, ... j -> ... o")' + (f" + {n(b)}" if b is not None else "")


@on("tensordot")
def _(n, x, y, dims=2):
    if not isinstance(dims, int):
        raise Skip
    a, k, b = letters(x.dim() - dims, "a"), letters(dims, "i"), letters(y.dim() - dims, "p")
    return f'einsum({n(x)}, {n(y)}, "{a} {k}, {k} {b} -> {a} {b}")'


@on("linalg.multi_dot")
def _(n, xs):
    return " @ ".join(n(x) for x in xs)


@on("linalg.vecdot")
def _(n, x, y, dim=-1):
    return f"sum({n(x)} * {n(y)}, axis: {dim})"


@on("kron")
def _(n, x, y):
    if x.dim() != 2 or y.dim() != 2:
        raise Skip
    return f'rearrange(einsum({n(x)}, {n(y)}, "i j, k l -> i k j l"), "i k j l -> (i k) (j l)")'


@on("trace")
def _(n, x):
    if x.shape[0] != x.shape[1]:
        raise Skip
    return f'einsum({n(x)}, "i i -> ")'


@on("nn.functional._scaled_dot_product_attention")
def _(n, q, k, v, attn_mask=None, dropout_p=0.0, need_attn_weights=True, is_causal=False):
    if dropout_p:
        raise Skip
    a, b = n(q), n(k)
    scores = f"{a} @ transpose({b}) / {math.sqrt(q.shape[-1])!r}"
    if is_causal:
        scores = f"causal_mask({scores})"
    elif attn_mask is not None:
        scores = f"{scores} + {n(attn_mask)}" if attn_mask.is_floating_point() else f"select({n(attn_mask)}, {scores}, -inf)"
    return f"softmax({scores}) @ {n(v)}", lambda y: y[0]
