"""Losses, where they are means."""

from torch_samples.names import Skip, first_to_last, num, on


def mean_only(reduction):
    if reduction != "mean":
        raise Skip


def class_last(n, x):
    return n(x) if x.dim() == 2 else first_to_last(n(x), x.dim())


@on("nn.functional.cross_entropy")
def _(n, x, target, weight=None, reduction="mean", ignore_index=-100, label_smoothing=0.0, size_average=None, reduce=None):
    mean_only(reduction)
    if weight is not None or x.dim() < 2:
        raise Skip
    if target.is_floating_point():
        return f"soft_cross_entropy({class_last(n, x)}, {class_last(n, target)})"
    return f"cross_entropy({class_last(n, x)}, {n(target)}, smoothing: {num(label_smoothing)}, ignore: {ignore_index})"


@on("nn.functional.nll_loss")
def _(n, x, target, weight=None, reduction="mean", ignore_index=-100):
    mean_only(reduction)
    if weight is not None or x.dim() < 2:
        raise Skip
    return f"nll({class_last(n, x)}, {n(target)}, ignore: {ignore_index})"


@on("nn.functional.binary_cross_entropy_with_logits")
def _(n, x, target, weight=None, reduction="mean", pos_weight=None, size_average=None, reduce=None):
    mean_only(reduction)
    if weight is not None or pos_weight is not None:
        raise Skip
    return f"binary_cross_entropy({n(x)}, {n(target)})"


def pairwise(ours):
    def f(n, x, y, reduction="mean", **kw):
        mean_only(reduction)
        if x.shape != y.shape:
            raise Skip
        return ours.format(n(x), n(y), **kw)

    return f


on("nn.functional.mse_loss")(pairwise("mse({}, {})"))
on("nn.functional.l1_loss")(pairwise("mae({}, {})"))


@on("nn.functional.huber_loss")
def _(n, x, y, reduction="mean", delta=1.0):
    mean_only(reduction)
    return f"huber({n(x)}, {n(y)}, delta: {num(delta)})"


@on("nn.functional.smooth_l1_loss")
def _(n, x, y, reduction="mean", beta=1.0):
    mean_only(reduction)
    if beta == 0:
        raise Skip
    return f"huber({n(x)}, {n(y)}, delta: {num(beta)}) / {num(beta)}"


@on("nn.functional.kl_div")
def _(n, x, y, reduction="mean", log_target=False, size_average=None, reduce=None):
    if log_target or reduction != "batchmean" or x.dim() != 2:
        raise Skip
    return f"kl_divergence({n(x)}, {n(y)})"


@on("nn.functional.triplet_margin_loss")
def _(n, a, p, q, margin=1.0, p_=2.0, eps=1e-6, swap=False, reduction="mean", **kw):
    mean_only(reduction)
    if kw or swap or p_ != 2 or eps != 1e-6:
        raise Skip
    return f"triplet({n(a)}, {n(p)}, {n(q)}, margin: {num(margin)})"


@on("nn.functional.cosine_similarity")
def _(n, x, y, dim=1, eps=1e-8):
    if x.dim() == 0 or dim % x.dim() != x.dim() - 1 or x.shape != y.shape:
        raise Skip
    return f"cosine_similarity({n(x)}, {n(y)}, eps: {num(eps)})"


@on("nn.functional.soft_margin_loss")
def _(n, x, y, reduction="mean"):
    mean_only(reduction)
    return f"mean(softplus(-{n(y)} * {n(x)}))"


@on("nn.functional.pairwise_distance")
def _(n, x, y, p=2.0, eps=1e-6, keepdim=False):
    if p <= 0:
        raise Skip
    return f"norm({n(x)} - {n(y)} + {num(eps)}, p: {num(p)}, axis: -1{', keep: true' if keepdim else ''})"
