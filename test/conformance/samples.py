"""Cases as JSON for torch.test.ts: `.nn` programs made from PyTorch's own operator samples, with what PyTorch computes.

The samples are those of `torch.testing._internal.common_methods_invocations.op_db`, in double precision. A translator turns
the arguments of one sample into an expression of the language; a sample that uses what the language does not have gives no
case. Each case holds the value of the operator and, where it is differentiable, the gradients of sum(value * cotangent).
"""
import json
import sys
import types

# PyTorch's samples import a package that is only needed to run PyTorch's own tests.
if "expecttest" not in sys.modules:
    import unittest

    stub = types.ModuleType("expecttest")
    stub.ACCEPT = False
    stub.TestCase = unittest.TestCase
    sys.modules["expecttest"] = stub

import torch
from torch.testing._internal.common_methods_invocations import op_db

from samples_format import dump
from torch_samples import TRANSLATORS, Names, Skip

torch.set_default_dtype(torch.float64)

# Operators that are also tried on whole numbers.
WHOLE = set(
    "add sub mul remainder eq ne lt le gt ge maximum minimum abs neg sign sum prod amax amin argmax argmin cumsum cumprod "
    "clamp where sort argsort flip roll tile cat stack tril triu nn.functional.one_hot __getitem__ index_select index_add "
    "topk permute broadcast_to nn.functional.pad/constant einsum".split()
)


def case(name, op, sample):
    names = Names()
    made = TRANSLATORS[name](names, sample.input, *sample.args, **sample.kwargs)
    expr, pick = made if isinstance(made, tuple) else (made, lambda y: y)
    y = pick(op(sample.input, *sample.args, **sample.kwargs))
    if isinstance(y, (list, tuple)):
        y = y[0]
    if not isinstance(y, torch.Tensor):
        raise Skip
    inputs = names.inputs
    leaves = {k: t for k, t in inputs.items() if t.is_floating_point() and t.requires_grad}
    generator = torch.Generator().manual_seed(3)
    ct = torch.rand(y.shape, generator=generator)
    grads = {}
    if y.requires_grad and y.numel():
        wanted = {**{k: (t, lambda g: g) for k, t in leaves.items()}, **names.trained}
        found = torch.autograd.grad((y * ct).sum(), [t for t, _ in wanted.values()], allow_unused=True)
        for (k, (t, change)), g in zip(wanted.items(), found):
            grads[k] = dump(change(torch.zeros_like(t) + (0 if g is None else g)))
    if sum(t.numel() for t in [y, *inputs.values()]) > 6000:
        raise Skip  # the larger of several samples: each takes longer than it tells
    return {
        "nn": f"layer f({names.header()}) = {expr}" if names.is_layer else f"fn f({names.header()}) = {expr}",
        "inputs": {k: dump(t) for k, t in inputs.items()},
        "weights": {k: dump(t) for k, t in names.weights.items()},
        "output": dump(y),
        "ct": dump(ct),
        "grads": grads,
    }


def main():
    wanted = sys.argv[1:]
    cases = []
    for op in op_db:
        name = op.name + ("/" + op.variant_test_name if op.variant_test_name else "")
        if name not in TRANSLATORS or (wanted and name not in wanted):
            continue
        dtypes = [t for t in (torch.float64, torch.int64) if t in op.dtypes and (t == torch.float64 or name in WHOLE)]
        for dtype in dtypes:
            torch.manual_seed(1)
            seen = {}
            grad = op.supports_autograd and dtype == torch.float64
            for number, sample in enumerate(op.sample_inputs("cpu", dtype, requires_grad=grad)):
                try:
                    made = case(name, op, sample)
                except Skip:
                    continue
                # A few samples with other values are enough of one program, and some programs of one operator.
                seen[made["nn"]] = seen.get(made["nn"], 0) + 1
                if seen[made["nn"]] <= 2 and len(seen) <= 20:
                    cases.append({"name": f"{name} {number}{'' if grad else ' ' + str(dtype)[6:]}", **made})
    json.dump(cases, sys.stdout)


main()
