"""Shapes, slices, what is looked up by position, and losses."""
import numpy as np

from onnx_samples.names import Skip, dtype_of, first_to_last, ints, num, on, skip

on("Concat")(lambda n: f"concat([{', '.join(n.x(i) for i in range(len(n.node.input)))}], axis: {n.attr('axis')})")
on("Transpose")(lambda n: f"permute({n.x(0)}, {ints(n.attr('perm') or reversed(range(n.at(0).ndim)))})")
on("Reshape", "Squeeze", "Unsqueeze")(lambda n: f"reshape({n.x(0)}, {ints(n.outputs[0].shape)})")


@on("Flatten")
def _(n):
    axis, a = n.attr("axis", 1), n.at(0)
    return f"flatten({n.x(0)})" if axis == 1 else f"reshape({n.x(0)}, {ints(n.outputs[0].shape)})"


on("Expand")(lambda n: f"broadcast({n.x(0)}, {ints(n.outputs[0].shape)})")
on("Tile")(lambda n: f"tile({n.x(0)}, {ints(n.at(1))})")
on("Shape")(lambda n: skip())
on("Trilu")(lambda n: f"{'triu' if n.attr('upper', 1) else 'tril'}({n.x(0)}, diagonal: {int(n.at(1)) if n.has(1) else 0})")


@on("Pad")
def _(n):
    pads = list(n.at(1))
    rank = n.at(0).ndim
    pairs = [[int(pads[i]), int(pads[i + rank])] for i in range(rank)]
    mode = n.attr("mode", "constant")
    value = f", value: {num(n.at(2))}" if n.has(2) else ""
    return f"pad({n.x(0)}, {pairs}{value})" if mode == "constant" else f'pad({n.x(0)}, {pairs}, mode: "{mode}")'


@on("DepthToSpace")
def _(n):
    b = n.attr("blocksize")
    left = "b (p q c) h w" if n.attr("mode", "DCR") == "DCR" else "b (c p q) h w"
    return f'rearrange({n.x(0)}, "{left} -> b c (h p) (w q)", p: {b}, q: {b})'


on("SpaceToDepth")(lambda n: f'rearrange({n.x(0)}, "b c (h p) (w q) -> b (p q c) h w", p: {n.attr("blocksize")}, q: {n.attr("blocksize")})')


@on("Slice")
def _(n):
    a = n.at(0)
    starts, ends = n.at(1), n.at(2)
    axes = n.at(3) if n.has(3) else range(len(starts))
    steps = n.at(4) if n.has(4) else [1] * len(starts)
    at = [":"] * a.ndim
    for s, e, d, st in zip(starts, ends, axes, steps):
        e = int(e)
        # The language has no number for "beyond the first element": its end is left out.
        end = "" if abs(e) >= 10**9 or (st < 0 and e < -a.shape[d]) else str(e)
        at[d] = f"{int(s)}:{end}:{int(st)}"
    return f"{n.x(0)}[{', '.join(at)}]"


@on("Split")
def _(n):
    axis, a = n.attr("axis", 0), n.at(0)
    size = n.outputs[0].shape[axis]
    at = [":"] * a.ndim
    at[axis] = f"0:{size}"
    return f"{n.x(0)}[{', '.join(at)}]"


@on("Gather")
def _(n):
    axis, size = n.attr("axis", 0), n.at(0).shape[n.attr("axis", 0)]
    i = n.x(1)
    return f"take({n.x(0)}, select({i} < 0, {i} + {size}, {i}), axis: {axis})"


@on("OneHot")
def _(n):
    depth = int(np.asarray(n.at(1)).reshape(-1)[0])
    off, on_ = n.at(2)
    axis = n.attr("axis", -1)
    i = n.x(0)
    if dtype_of(n.at(0)) != "i32":
        i = f"i32({i})"
    y = f"one_hot(select({i} < 0, {i} + {depth}, {i}), {depth}) * {num(on_ - off)} + {num(off)}"
    rank = n.at(0).ndim + 1
    order = list(range(rank - 1))
    order.insert(axis % rank, rank - 1)
    return f"permute({y}, {ints(order)})"


@on("ScatterElements")
def _(n):
    if n.attr("reduction", "none") != "add" or n.at(0).ndim != 1:
        raise Skip
    return f"scatter_add({n.x(0)}, {n.x(1)}, {n.x(2)})"


@on("NegativeLogLikelihoodLoss", "SoftmaxCrossEntropyLoss")
def _(n):
    if n.has(2) or n.attr("reduction", "mean") != "mean" or len(n.node.output) > 1:
        raise Skip
    rank = n.at(0).ndim
    x = n.x(0) if rank == 2 else first_to_last(n.x(0), rank)
    f = "nll" if n.node.op_type == "NegativeLogLikelihoodLoss" else "cross_entropy"
    return f"{f}({x}, {n.x(1)}, ignore: {n.attr('ignore_index', -100)})"
