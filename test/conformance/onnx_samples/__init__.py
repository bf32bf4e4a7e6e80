"""From a node of ONNX to an expression of the language, for each operator."""
from onnx_samples import elementwise, reductions, shapes, windows  # each adds its own
from onnx_samples.names import OPS, Node, Skip, dump, dtype_of
