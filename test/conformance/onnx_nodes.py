"""Cases as JSON for onnx.test.ts: `.nn` programs made from ONNX's node tests, with the outputs that the tests hold.

The models and their data are those that the `onnx` package carries. Each node of section 8's operators becomes an expression
of the language; a test that uses what the language does not have gives no case.
"""
import json
import os
import sys
import warnings

warnings.simplefilter("ignore")
import onnx
import onnx.backend.test
from onnx import numpy_helper

from onnx_samples import OPS, Node, Skip, dtype_of, dump

ROOT = os.path.join(os.path.dirname(onnx.backend.test.__file__), "data", "node")


def read(path):
    with open(path, "rb") as f:
        t = onnx.TensorProto()
        t.ParseFromString(f.read())
    return numpy_helper.to_array(t)


def case(folder):
    model = onnx.load(os.path.join(ROOT, folder, "model.onnx"))
    if len(model.graph.node) != 1 or model.graph.node[0].op_type not in OPS:
        return None
    node = model.graph.node[0]
    data = os.path.join(ROOT, folder, "test_data_set_0")
    count = lambda kind: len([f for f in os.listdir(data) if f.startswith(kind)])
    names = [i.name for i in model.graph.input]
    arrays = {names[i]: read(os.path.join(data, f"input_{i}.pb")) for i in range(count("input"))}
    outputs = [read(os.path.join(data, f"output_{i}.pb")) for i in range(count("output"))]
    if sum(a.size for a in [*arrays.values(), *outputs]) > 8000:
        return None  # the larger of several tests of an operator
    n = Node(node, arrays, outputs)
    expr = OPS[node.op_type](n)
    type_of = lambda a: f"{'' if dtype_of(a) == 'f32' else dtype_of(a)}[{', '.join(map(str, a.shape))}]"
    header = ", ".join(f"{k}: {type_of(a)}" for k, a in n.inputs.items())
    return {
        "name": f"{node.op_type} {folder[5:]}",
        "nn": f"{'layer' if n.is_layer else 'fn'} f({header}) = {expr}",
        "inputs": {k: dump(a) for k, a in n.inputs.items()},
        "weights": {k: dump(a) for k, a in n.weights.items()},
        "output": dump(outputs[0]),
        "grads": {},
    }


def main():
    cases = []
    missing = {}
    for folder in sorted(os.listdir(ROOT)):
        try:
            made = case(folder)
        except (Skip, TypeError, ValueError) as e:
            missing[folder] = repr(e)
            continue
        if made:
            cases.append(made)
    if "--skipped" in sys.argv:
        print("\n".join(f"{k} {v}" for k, v in missing.items()), file=sys.stderr)
    json.dump(cases, sys.stdout)


main()
