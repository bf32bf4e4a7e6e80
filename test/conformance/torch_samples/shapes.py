"""Shapes, joins, slices, and what is looked up by position."""
import torch

from torch_samples.names import TRANSLATORS, Skip, num, on, sizes


@on("reshape", "view")
def _(n, x, shape):
    shape = [shape] if isinstance(shape, int) else shape
    return f"reshape({n(x)}, {sizes(['_' if d == -1 else d for d in shape])})"


@on("reshape_as", "view_as")
def _(n, x, y):
    return f"reshape({n(x)}, shape({n(y)}))"


@on("expand_as")
def _(n, x, y):
    return f"broadcast({n(x)}, shape({n(y)}))"


@on("flatten")
def _(n, x, start_dim=0, end_dim=-1):
    start, end = start_dim, end_dim
    if x.dim() == 0:
        raise Skip
    end = end % x.dim()
    start = start % x.dim()
    return f"reshape({n(x)}, {sizes([*x.shape[:start], '_', *x.shape[end + 1:]])})"


on("permute")(lambda n, x, order: f"permute({n(x)}, {sizes(order)})")


@on("transpose")
def _(n, x, a, b):
    if x.dim() == 0:
        raise Skip
    order = list(range(x.dim()))
    order[a], order[b] = order[b], order[a]
    return f"permute({n(x)}, {sizes(order)})"


on("mT")(lambda n, x: f"transpose({n(x)})" if x.dim() > 1 else n(x))
on("T")(lambda n, x: f"transpose({n(x)})" if x.dim() == 2 else n(x))
on("unsqueeze")(lambda n, x, d: f"reshape({n(x)}, {sizes(list(x.unsqueeze(d).shape))})")
on("squeeze")(lambda n, x, *d: f"reshape({n(x)}, {sizes(list(x.squeeze(*d).shape))})")
on("ravel")(lambda n, x: f"reshape({n(x)}, [_])")
on("expand", "broadcast_to")(lambda n, x, shape: f"broadcast({n(x)}, {sizes(list(x.expand(shape).shape))})")
on("movedim")(lambda n, x, a, b: f"permute({n(x)}, {sizes(moved(x, a, b))})")


def moved(x, a, b):
    """The order of axes, read off a tensor whose sizes are its axes' numbers."""
    probe = torch.empty([i + 2 for i in range(x.dim())])
    return [d - 2 for d in probe.movedim(a, b).shape]


def joined(axis_of):
    def f(n, xs, *args, dim=None):
        if not isinstance(xs, (list, tuple)):
            raise Skip
        dim = args[0] if args else dim if dim is not None else 0
        if any(x.dim() == 1 and x.numel() == 0 for x in xs):
            raise Skip
        return axis_of.format(", ".join(n(x) for x in xs), dim)

    return f


on("cat")(joined("concat([{}], axis: {})"))
on("stack")(joined("stack([{}], axis: {})"))
on("flip")(lambda n, x, dims=(): f"flip({n(x)}, axis: {sizes(dims)})" if len(dims) else n(x))
on("fliplr")(lambda n, x: f"flip({n(x)}, axis: 1)")
on("flipud")(lambda n, x: f"flip({n(x)}, axis: 0)")


@on("roll")
def _(n, x, by, d=None):
    if d is None:
        return f"reshape(roll(reshape({n(x)}, [_]), {by if isinstance(by, int) else by[0]}, axis: 0), shape({n(x)}))" if x.dim() else n(x)
    if x.dim() == 0:
        raise Skip
    return f"roll({n(x)}, {sizes(by)}, axis: {sizes(d)})"


on("tile", "repeat")(lambda n, x, times: f"tile({n(x)}, {sizes(times)})" if len(times) else n(x))
on("tril")(lambda n, x, k=0: f"tril({n(x)}, diagonal: {k})")
on("triu")(lambda n, x, k=0: f"triu({n(x)}, diagonal: {k})")


@on("narrow")
def _(n, x, d, start, length):
    at = [":"] * x.dim()
    start = int(start)
    stop = start + length
    at[d] = f"{start}:{stop if not (start < 0 and stop == 0) else ''}"
    return f"{n(x)}[{', '.join(at)}]"


@on("select")
def _(n, x, d, i):
    at = [":"] * x.dim()
    at[d] = str(i)
    return f"{n(x)}[{', '.join(at)}]"


@on("slice")
def _(n, x, dim=0, start=None, end=None, step=1):
    d, stop = dim, end
    at = [":"] * x.dim()
    at[d] = f"{'' if start is None else start}:{'' if stop is None else stop}:{step}"
    return f"{n(x)}[{', '.join(at)}]"


@on("__getitem__")
def _(n, x, key):
    parts = []
    if isinstance(key, list):
        raise Skip
    for k in key if isinstance(key, tuple) else [key]:
        if isinstance(k, bool) or k is None:
            raise Skip
        if isinstance(k, int):
            parts.append(str(k))
        elif isinstance(k, slice):
            show = lambda v: "" if v is None else str(v)
            parts.append(f"{show(k.start)}:{show(k.stop)}" + ("" if k.step is None else f":{k.step}"))
        elif k is Ellipsis:
            parts.append("...")
        elif isinstance(k, torch.Tensor) and k.dtype == torch.int64:
            parts.append(n(k))
        else:
            raise Skip
    if sum(p in n.inputs for p in parts) > 1 or not parts:
        raise Skip
    return f"{n(x)}[{', '.join(parts)}]"


@on("diagonal")
def _(n, x, offset=0, dim1=0, dim2=1):
    if offset or x.shape[dim1] != x.shape[dim2]:
        raise Skip
    a, b = dim1 % x.dim(), dim2 % x.dim()
    names = [chr(97 + i) for i in range(x.dim())]
    names[b] = names[a]
    out = [c for i, c in enumerate(names) if i not in (a, b)] + [names[a]]
    return f'einsum({n(x)}, "{" ".join(names)} -> {" ".join(out)}")'


@on("unfold")
def _(n, x, d, size, step):
    if x.dim() == 0:
        raise Skip
    return f"windows({n(x)}, {size}, axis: {d}, stride: {step})"


@on("nn.functional.pixel_shuffle")
def _(n, x, upscale_factor):
    r = upscale_factor
    if x.dim() != 4:
        raise Skip
    return f'rearrange({n(x)}, "b (c p q) h w -> b c (h p) (w q)", p: {r}, q: {r})'


@on("nn.functional.pixel_unshuffle")
def _(n, x, downscale_factor):
    r = downscale_factor
    if x.dim() != 4:
        raise Skip
    return f'rearrange({n(x)}, "b c (h p) (w q) -> b (c p q) h w", p: {r}, q: {r})'


def padded(mode):
    def f(n, x, pads, m="constant", value=None):
        if any(p < 0 for p in pads):
            raise Skip
        pairs = [[0, 0] for _ in range(x.dim())]
        for i in range(len(pads) // 2):
            pairs[-1 - i] = [pads[2 * i], pads[2 * i + 1]]
        how = f", value: {num(value or 0)}" if mode == "constant" else f', mode: "{mode}"'
        return f"pad({n(x)}, {pairs}{how})"

    return f


on("nn.functional.pad/constant", "constant_pad_nd")(padded("constant"))
TRANSLATORS["constant_pad_nd"] = lambda n, x, pads, value=0: padded("constant")(n, x, pads, "constant", value)
on("nn.functional.pad/reflect")(padded("reflect"))
on("nn.functional.pad/replicate")(padded("edge"))


@on("index_select")
def _(n, x, d, i):
    if x.dim() == 0 or i.dim() == 0:
        raise Skip
    return f"take({n(x)}, {n(i)}, axis: {d})"


@on("index_add")
def _(n, x, d, i, rows, alpha=1):
    if x.dim() == 0 or i.dim() == 0:
        raise Skip
    return f"scatter_add({n(x)}, {n(i)}, {num(alpha)} * {n(rows)}, axis: {d})"


@on("take")
def _(n, x, i):
    return f"take(reshape({n(x)}, [_]), select({n(i)} < 0, {n(i)} + {x.numel()}, {n(i)}))"


@on("nn.functional.embedding")
def _(n, table, i, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False):
    if padding_idx is not None or max_norm is not None or scale_grad_by_freq:
        raise Skip
    return f"take({n(table)}, {n(i)})"


@on("nn.functional.one_hot")
def _(n, i, num_classes=-1):
    classes = num_classes
    if classes == -1:
        classes = int(i.max()) + 1 if i.numel() else 1
    return f"i32(one_hot({n(i)}, {classes}))"


@on("topk")
def _(n, x, k, d=-1, largest=True, sorted=True):
    if x.dim() == 0:
        raise Skip
    if not largest:
        return f"(-top_k(-{n(x)}, {k}, axis: {d}).values)"
    return f"top_k({n(x)}, {k}, axis: {d}).values"


@on("sort")
def _(n, x, dim=-1, descending=False, stable=False):
    d = dim
    if x.dim() == 0 or isinstance(d, bool):
        raise Skip
    return f"sort({n(x)}, descending: {num(descending)}, axis: {d})"


@on("argsort")
def _(n, x, dim=-1, descending=False, stable=False):
    d = dim
    if x.dim() == 0 or isinstance(d, bool):
        raise Skip
    return f"argsort({n(x)}, descending: {num(descending)}, axis: {d})"


on("msort")(lambda n, x: f"sort({n(x)}, axis: 0)" if x.dim() else n(x))


@on("kthvalue")
def _(n, x, k, d=-1, keepdim=False):
    if x.dim() == 0 or keepdim:
        raise Skip
    at = [":"] * x.dim()
    at[d] = str(k - 1)
    return f"sort({n(x)}, axis: {d})[{', '.join(at)}]"
