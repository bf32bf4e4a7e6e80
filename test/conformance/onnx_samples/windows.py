"""Convolutions, pools, normalization and recurrent layers."""
import math

import numpy as np

from onnx_samples.names import Skip, dtype_of, first_to_last, ints, last_to_first, num, on, skip


def same_pads(sizes, kernel, strides, dilations, upper):
    out = []
    for n, k, s, d in zip(sizes, kernel, strides, dilations):
        total = max(0, (math.ceil(n / s) - 1) * s + (k - 1) * d + 1 - n)
        out.append([total // 2, total - total // 2] if upper else [total - total // 2, total // 2])
    return out


def window(n, kernel):
    rank = n.at(0).ndim
    spatial = rank - 2
    strides = n.attr("strides") or [1] * spatial
    dilations = n.attr("dilations") or [1] * spatial
    auto = n.attr("auto_pad", "NOTSET")
    pads = n.attr("pads") or [0] * (2 * spatial)
    if auto in ("SAME_UPPER", "SAME_LOWER"):
        pairs = same_pads(n.at(0).shape[2:], kernel, strides, dilations, auto == "SAME_UPPER")
    else:
        pairs = [[pads[i], pads[i + spatial]] for i in range(spatial)]
    return rank, list(strides), list(dilations), pairs


@on("Conv")
def _(n):
    w = n.at(1)
    rank, strides, dilations, pairs = window(n, w.shape[2:])
    if rank not in (3, 4):
        raise Skip
    wt = f"permute({n.x(1)}, {ints([*range(2, rank), 1, 0])})"
    y = f"conv({first_to_last(n.x(0), rank)}, {wt}, stride: {ints(strides)}, padding: {pairs}, dilation: {ints(dilations)}, groups: {n.attr('group', 1)})"
    return last_to_first(y + (f" + {n.x(2)}" if n.has(2) else ""), rank)


@on("ConvTranspose")
def _(n):
    w = n.at(1)
    rank, strides, dilations, pairs = window(n, w.shape[2:])
    if rank != 4 or any(a != b for a, b in pairs) or n.attr("output_shape") or n.attr("auto_pad", "NOTSET") != "NOTSET":
        raise Skip
    kernel = list(w.shape[2:])
    n.is_layer = True
    n.weights["conv_transpose2d_0.w"] = w.transpose(2, 3, 0, 1)
    settings = (
        f"{w.shape[1]}, kernel: {kernel}, stride: {strides}, padding: {[p for p, _ in pairs]}, dilation: {dilations}, "
        f"output_padding: {list(n.attr('output_padding') or [0, 0])}, bias: false"
    )
    return last_to_first(f"({first_to_last(n.x(0), 4)} |> conv_transpose2d({settings}))", 4)


@on("MaxPool", "AveragePool")
def _(n):
    kernel = list(n.attr("kernel_shape"))
    rank, strides, dilations, pairs = window(n, kernel)
    if n.attr("ceil_mode", 0) or len(n.node.output) > 1:
        raise Skip
    a = n.at(0)
    if dtype_of(a) != "f32":
        raise Skip
    edges = [[0, 0], *pairs, [0, 0]]
    low = "value: -inf" if n.node.op_type == "MaxPool" else "value: 0"
    axes = list(range(1, rank - 1))
    ws = lambda t: f"windows(pad({t}, {edges}, {low}), {ints(kernel)}, axis: {ints(axes)}, stride: {ints(strides)}, dilation: {ints(dilations)})"
    x = first_to_last(n.x(0), rank)
    over = ints(range(-(rank - 2), 0))
    if n.node.op_type == "MaxPool":
        if rank == 4 and not any(p for q in pairs for p in q) and dilations == [1, 1]:
            n.is_layer = True
            return last_to_first(f"({x} |> maxpool({ints(kernel)}, stride: {ints(strides)}))", rank)
        return last_to_first(f"max({ws(x)}, axis: {over})", rank)
    y = f"sum({ws(x)}, axis: {over})"
    count = str(math.prod(kernel)) if n.attr("count_include_pad", 0) else f"sum({ws(f'ones(shape({x}))')}, axis: {over})"
    return last_to_first(f"{y} / {count}", rank)


@on("GlobalAveragePool", "GlobalMaxPool")
def _(n):
    f = "mean" if n.node.op_type == "GlobalAveragePool" else "max"
    return f"{f}({n.x(0)}, axis: {ints(range(2, n.at(0).ndim))}, keep: true)"


@on("BatchNormalization")
def _(n):
    if n.attr("training_mode", 0) or len(n.node.output) > 1:
        raise Skip
    rank = n.at(0).ndim
    for i, k in enumerate(["gain", "shift", "running_mean", "running_var"]):
        n.weights[f"batchnorm_0.{k}"] = n.at(i + 1)
    n.is_layer = True
    return last_to_first(f"({first_to_last(n.x(0), rank)} |> batchnorm(eps: {num(n.attr('epsilon', 1e-5))}))", rank)


@on("InstanceNormalization")
def _(n):
    rank = n.at(0).ndim
    n.weights = {"instancenorm_0.gain": n.at(1), "instancenorm_0.shift": n.at(2)}
    n.is_layer = True
    return last_to_first(f"({first_to_last(n.x(0), rank)} |> instancenorm(eps: {num(n.attr('epsilon', 1e-5))}))", rank)


@on("LayerNormalization")
def _(n):
    axis = n.attr("axis", -1)
    a = n.at(0)
    axis = axis % a.ndim
    shape = [*a.shape[:axis], math.prod(a.shape[axis:])]
    n.weights = {"layernorm_0.gain": n.at(1).reshape(-1), "layernorm_0.shift": n.at(2).reshape(-1)}
    n.is_layer = True
    return f"reshape(reshape({n.x(0)}, {ints(shape)}) |> layernorm(eps: {num(n.attr('epsilon', 1e-5))}), {ints(a.shape)})"


@on("MeanVarianceNormalization")
def _(n):
    axes = ints(n.attr("axes", [0, 2, 3]))
    return f"(x - mean(x, axis: {axes}, keep: true)) / (std(x, axis: {axes}, keep: true) + 1e-9)" if n.x(0) else ""


@on("LRN")
def _(n):
    size, a = n.attr("size"), n.at(0)
    low, high = (size - 1) // 2, size // 2
    squares = f"sum(windows(pad({n.x(0)}^2, [[0, 0], [{low}, {high}], [0, 0], [0, 0]]), {size}, axis: 1), axis: -1)"
    return f"x / ({num(n.attr('bias', 1.0))} + {num(n.attr('alpha', 1e-4))} / {size} * {squares})^{num(n.attr('beta', 0.75))}"


def sequence(layer, gates, order):
    def f(n):
        if n.attr("direction", "forward") != "forward" or any(n.has(i) for i in range(4, 8)) or n.attr("activations") or n.attr("clip"):
            raise Skip
        if layer == "gru" and not n.attr("linear_before_reset", 0):
            raise Skip  # the language's (and PyTorch's) gate multiplies after the product
        d = n.attr("hidden_size")
        w, r = n.at(1)[0], n.at(2)[0]
        pick = lambda m: np.concatenate([m[i * d : (i + 1) * d] for i in order])
        bias = n.at(3)[0] if n.has(3) else np.zeros(2 * gates * d, w.dtype)
        n.is_layer = True
        n.weights = {
            f"{layer}_0.w_input": pick(w).T, f"{layer}_0.w_hidden": pick(r).T,
            f"{layer}_0.b_input": pick(bias[: gates * d]), f"{layer}_0.b_hidden": pick(bias[gates * d :]),
        }  # fmt: skip
        if n.attr("layout", 0):
            raise Skip
        x = f"permute({n.x(0)}, [1, 0, 2])"
        # The last output, Y_h, is [1, batch, d]; the whole sequence, Y, is [t, 1, batch, d].
        y = f"({x} |> {layer}({d}))"
        return f"reshape(permute({y}, [1, 0, 2]), {ints([n.at(0).shape[0], 1, n.at(0).shape[1], d])})" if n.node.output[0] else f"rearrange({y}[:, -1], \"b d -> 1 b d\")"

    return f


on("RNN")(sequence("rnn", 1, [0]))
on("LSTM")(sequence("lstm", 4, [0, 2, 3, 1]))  # ONNX: i o f c, PyTorch: i f g o
on("GRU")(sequence("gru", 3, [1, 0, 2]))  # ONNX: z r h, PyTorch: r z n
