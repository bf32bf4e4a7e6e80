"""Convolutions, pools and normalization, which PyTorch has channels first."""
import math

import torch

from torch_samples.names import Skip, first_to_last, last_to_first, num, on, sizes, two


def unbatched(text, x, spatial):
    """PyTorch lets the batch axis be missing."""
    return text if x.dim() == spatial + 2 else f"reshape({text}, {sizes([1, *x.shape])})"


def drop_batch(text, x, spatial):
    return text if x.dim() == spatial + 2 else f"({text})[0]"


def conv(spatial):
    def f(n, x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
        rank = spatial + 2
        pad = f'"{padding}"' if isinstance(padding, str) else sizes(padding if isinstance(padding, int) else [[p, p] for p in padding])
        xt = first_to_last(unbatched(n(x), x, spatial), rank)
        wt = f"permute({n(w)}, {sizes([*range(2, rank), 1, 0])})"
        y = f"conv({xt}, {wt}, stride: {sizes(stride)}, padding: {pad}, dilation: {sizes(dilation)}, groups: {groups})"
        if b is not None:
            y += f" + {n(b)}"
        return drop_batch(last_to_first(y, rank), x, spatial)

    return f


on("nn.functional.conv1d")(conv(1))
on("nn.functional.conv2d")(conv(2))


@on("nn.functional.conv_transpose2d")
def _(n, x, w, b=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1):
    kh, kw = w.shape[2:]
    n.weight("conv_transpose2d_0.w", w, lambda t: transposed_kernel(t, groups))
    if b is not None:
        n.weight("conv_transpose2d_0.b", b)
    settings = (
        f"{w.shape[1] * groups}, kernel: {sizes([kh, kw])}, stride: {sizes(stride)}, padding: {sizes(padding)}, "
        f"output_padding: {sizes(output_padding)}, dilation: {sizes(dilation)}, groups: {groups}, bias: {num(b is not None)}"
    )
    xt = first_to_last(unbatched(n(x), x, 2), 4)
    return drop_batch(last_to_first(f"({xt} |> conv_transpose2d({settings}))", 4), x, 2)


def transposed_kernel(w, groups):
    """[in, out / groups, kh, kw] to [kh, kw, in / groups, out]: the outputs of a group come from its inputs only."""
    cin, per, kh, kw = w.shape
    grouped = w.reshape(groups, cin // groups, per, kh, kw).permute(3, 4, 1, 0, 2)
    return grouped.reshape(kh, kw, cin // groups, groups * per)


def pool(layer, spatial):
    def f(n, x, kernel_size, stride=None, padding=0, *rest, **kw):
        if layer == "maxpool":
            dilation, ceil_mode = (list(rest) + [1, False][len(rest):])[:2]
            dilation, ceil_mode = kw.get("dilation", dilation), kw.get("ceil_mode", ceil_mode)
            if ceil_mode or two(dilation) != [1, 1]:
                raise Skip
        else:
            ceil_mode, count_include_pad, divisor = (list(rest) + [False, True, None][len(rest):])[:3]
            if kw.get("ceil_mode", ceil_mode):
                raise Skip
            if not kw.get("count_include_pad", count_include_pad) and any(p != 0 for p in two(padding)):
                raise Skip
            if kw.get("divisor_override", divisor) is not None:
                raise Skip
        n.is_layer = True
        stride = kernel_size if stride is None or stride == () else stride
        k, s, p = two(kernel_size), two(stride), two(padding)
        xt = first_to_last(unbatched(n(x), x, 2), 4)
        pad = str(p[0]) if p[0] == p[1] else sizes(p)
        y = f"({xt} |> {layer}({k[0] if k[0] == k[1] else sizes(k)}, stride: {s[0] if s[0] == s[1] else sizes(s)}, padding: {pad}))"
        return drop_batch(last_to_first(y, 4), x, 2), lambda y: y[0] if isinstance(y, tuple) else y

    return f


on("nn.functional.max_pool2d")(pool("maxpool", 2))
on("nn.functional.avg_pool2d")(pool("avgpool", 2))


@on("nn.functional.unfold")
def _(n, x, kernel_size, dilation=1, padding=0, stride=1):
    if x.dim() != 4:
        raise Skip
    p = two(padding)
    y = f"windows(pad({n(x)}, [[0, 0], [0, 0], [{p[0]}, {p[0]}], [{p[1]}, {p[1]}]]), {sizes(two(kernel_size))}, axis: [2, 3], stride: {sizes(two(stride))}, dilation: {sizes(two(dilation))})"
    return f'rearrange({y}, "b c h w p q -> b (c p q) (h w)")'


@on("nn.functional.adaptive_avg_pool2d")
def _(n, x, size):
    if x.dim() != 4 or size not in (1, (1, 1)):
        raise Skip
    return f"mean({n(x)}, axis: [2, 3], keep: true)"


@on("nn.functional.layer_norm")
def _(n, x, shape, weight=None, bias=None, eps=1e-5):
    if eps < 0 or weight is None:
        raise Skip
    xt = n(x)
    k = len(shape)
    if k > 1:
        xt = f"reshape({xt}, {sizes([*x.shape[: x.dim() - k], math.prod(shape)])})"
    n.weight("layernorm_0.gain", weight, lambda t: t.reshape(-1))
    n.weight("layernorm_0.shift", bias, lambda t: t.reshape(-1))
    y = f"{xt} |> layernorm(eps: {num(eps)})"
    return f"reshape({y}, {sizes(list(x.shape))})" if k > 1 else y


def channel_layer(layer, n, x, weight, bias, settings, state=None):
    if weight is None and bias is not None or x.dim() < 3:
        raise Skip
    c = x.shape[1]
    n.weight(f"{layer}_0.gain", torch.ones(c) if weight is None else weight)
    n.weight(f"{layer}_0.shift", torch.zeros(c) if bias is None else bias)
    for k, v in (state or {}).items():
        n.weight(f"{layer}_0.{k}", v)
    return last_to_first(f"({first_to_last(n(x), x.dim())} |> {layer}({settings}))", x.dim())


@on("nn.functional.group_norm")
def _(n, x, groups, weight=None, bias=None, eps=1e-5):
    if eps < 0:
        raise Skip
    return channel_layer("groupnorm", n, x, weight, bias, f"{groups}, eps: {num(eps)}")


@on("nn.functional.instance_norm")
def _(n, x, running_mean=None, running_var=None, weight=None, bias=None, use_input_stats=True, momentum=0.1, eps=1e-5):
    if not use_input_stats or eps < 0:
        raise Skip
    return channel_layer("instancenorm", n, x, weight, bias, f"eps: {num(eps)}")


@on("nn.functional.batch_norm")
def _(n, x, running_mean, running_var, weight=None, bias=None, training=False, momentum=0.1, eps=1e-5):
    if training or eps < 0:
        raise Skip
    return channel_layer("batchnorm", n, x, weight, bias, f"eps: {num(eps)}", {"running_mean": running_mean, "running_var": running_var})


@on("nn.functional.normalize")
def _(n, x, p=2.0, dim=1, eps=1e-12):
    if p <= 0 or x.dim() == 0:
        raise Skip
    return f"{n(x)} / maximum(norm({n(x)}, p: {num(p)}, axis: {dim}, keep: true), {num(eps)})"
