"""Runs every fence of Python in the guides, and writes what it prints into the fence below: python outputs.py [GUIDE...]

With real PyTorch 2.13, on the reference platform: ATEN_CPU_CAPABILITY=avx2 OMP_NUM_THREADS=1.
"""

import contextlib
import io
import pathlib
import re
import sys
import tempfile
import os
import warnings

import torch

assert torch.__version__.startswith("2.13"), torch.__version__
torch.set_num_threads(1)
warnings.simplefilter("ignore")

docs = pathlib.Path(__file__).parents[3] / "docs"
fences = re.compile(r"^```python\n(.*?)^```\n\n```output\n(.*?)^```$", re.M | re.S)


def with_output(fence: re.Match) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(fence[1], "fence", "exec"), {"__name__": "__main__"})
    torch.set_default_dtype(torch.float32)
    return f"```python\n{fence[1]}```\n\n```output\n{printed.getvalue()}```"


paths = [pathlib.Path(path).resolve() for path in sys.argv[1:]] or sorted(docs.glob("*.md"))
os.chdir(tempfile.mkdtemp())
for path in paths:
    before = path.read_text()
    after = fences.sub(with_output, before)
    path.write_text(after)
    print(f"{path.name}: {len(fences.findall(before))} fences, {'changed' if before != after else 'as before'}")
