"""Runs exported programs one after the other in one process: prints what each says, as JSON by the program's name.

With RANK and WORLD_SIZE set, it is one of the processes of a distributed run.
"""
import contextlib
import importlib.util
import io
import json
import os
import sys

import torch

said = {}
for i, path in enumerate(sys.argv[1:]):
    if "PORTS" in os.environ:
        os.environ["MASTER_PORT"] = str(int(os.environ["PORTS"]) + i)
    spec = importlib.util.spec_from_file_location(f"exported_{i}", path)
    module = importlib.util.module_from_spec(spec)
    output = io.StringIO()
    torch.set_default_dtype(torch.float32)
    out = path[: -len(".py")] + ".after.safetensors"
    sys.argv = [path, "--double", "--json", "--log-every", "1", "--out", out]
    try:
        spec.loader.exec_module(module)
        with contextlib.redirect_stdout(output):
            module.main()
        said[os.path.basename(path)] = [json.loads(line) for line in output.getvalue().splitlines()]
    except Exception as error:  # what went wrong with one program says nothing of the others
        said[os.path.basename(path)] = f"{type(error).__name__}: {error}"
print(json.dumps(said))
