"""From the arguments of a PyTorch operator to an expression of the language, for each operator."""
from torch_samples import contractions, elementwise, losses, reductions, shapes, windows  # each adds its own
from torch_samples.names import TRANSLATORS, Names, Skip
