"""Reductions, running sums, products of matrices."""

from onnx_samples.names import Skip, ints, num, on, skip

REDUCE = {
    "ReduceSum": "sum({}{})", "ReduceMean": "mean({}{})", "ReduceMax": "max({}{})", "ReduceMin": "min({}{})", "ReduceProd": "prod({}{})",
    "ReduceL1": "norm({}, p: 1{})", "ReduceL2": "norm({}, p: 2{})", "ReduceLogSum": "log(sum({}{}))",
    "ReduceLogSumExp": "logsumexp({}{})", "ReduceSumSquare": "sum({}^2{})",
}  # fmt: skip
for name, text in REDUCE.items():

    @on(name)
    def _(n, text=text):
        axes = list(n.attr("axes") or (n.at(1) if n.has(1) else []))
        if not axes and n.attr("noop_with_empty_axes", 0):
            return n.x(0)
        axes = axes or list(range(n.at(0).ndim))
        keep = ", keep: true" if n.attr("keepdims", 1) else ""
        return text.format(n.x(0), f", axis: {ints(axes)}{keep}")


@on("ArgMax", "ArgMin")
def _(n):
    if n.attr("select_last_index", 0):
        axis, a = n.attr("axis", 0), n.at(0)
        name = "argmax" if n.node.op_type == "ArgMax" else "argmin"
        keep = ", keep: true" if n.attr("keepdims", 1) else ""
        return f"{a.shape[axis] - 1} - {name}(flip({n.x(0)}, axis: {axis}), axis: {axis}{keep})"
    keep = ", keep: true" if n.attr("keepdims", 1) else ""
    return f"{'argmax' if n.node.op_type == 'ArgMax' else 'argmin'}({n.x(0)}, axis: {n.attr('axis', 0)}{keep})"


on("Softmax")(lambda n: f"softmax({n.x(0)}, axis: {n.attr('axis', -1)})")
on("LogSoftmax")(lambda n: f"log_softmax({n.x(0)}, axis: {n.attr('axis', -1)})")


@on("Hardmax")
def _(n):
    axis = n.attr("axis", -1)
    rank, size = n.at(0).ndim, n.at(0).shape[n.attr("axis", -1)]
    shape = [1] * rank
    shape[axis] = size
    return f"f32(reshape(arange({size}), {ints(shape)}) == argmax({n.x(0)}, axis: {axis}, keep: true))"


@on("CumSum")
def _(n):
    extra = (", reverse: true" if n.attr("reverse", 0) else "") + (", exclusive: true" if n.attr("exclusive", 0) else "")
    return f"cumsum({n.x(0)}, axis: {int(n.at(1))}{extra})"


@on("TopK")
def _(n):
    axis, k = n.attr("axis", -1), int(n.at(1)[0])
    if n.attr("largest", 1):
        return f"top_k({n.x(0)}, {k}, axis: {axis}).values"
    at = [":"] * n.at(0).ndim
    at[axis] = f":{k}"
    return f"sort({n.x(0)}, axis: {axis})[{', '.join(at)}]"


@on("Einsum")
def _(n):
    left, right = n.attr("equation").replace(" ", "").split("->") if "->" in n.attr("equation") else (n.attr("equation"), None)
    if right is None:
        raise Skip
    spaced = lambda t: " ".join(t.replace("...", ".")).replace(".", "...")
    terms = ", ".join(spaced(t) for t in left.split(","))
    return f'einsum({", ".join(n.x(i) for i in range(len(n.node.input)))}, "{terms} -> {spaced(right)}")'


@on("Gemm")
def _(n):
    a, b = n.x(0), n.x(1)
    a = f"transpose({a})" if n.attr("transA", 0) else a
    b = f"transpose({b})" if n.attr("transB", 0) else b
    y = f"{num(n.attr('alpha', 1.0))} * ({a} @ {b})"
    return y + (f" + {num(n.attr('beta', 1.0))} * {n.x(2)}" if n.has(2) else "")
