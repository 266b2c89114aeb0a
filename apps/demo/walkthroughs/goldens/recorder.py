"""Keeps what a PyTorch program prints, print by print, as the expectation of a walkthrough.

Run a program of this folder with PyTorch 2.13 (CPU) to write its .json file anew:
    ATEN_CPU_CAPABILITY=avx2 OMP_NUM_THREADS=1 python custom-training-loop.py
"""
import json, pathlib, sys


class Recorder:
    """`published` holds texts that the tutorial itself shows; this PyTorch must print each of them, too."""

    def __init__(self, published=()):
        self.published, self.lines = set(published), []

    def print(self, *values):
        text = " ".join(str(v) for v in values)
        self.lines.append({"text": text, "source": "published" if text in self.published else "pytorch"})

    def save(self):
        import torch

        missing = self.published - {line["text"] for line in self.lines}
        assert not missing, f"PyTorch does not print what is published: {missing}"
        here = pathlib.Path(sys.argv[0])
        rows = ",\n".join("    " + json.dumps(line) for line in self.lines)
        made = json.dumps(f"{here.name}, PyTorch {torch.__version__.split('+')[0]}")
        here.with_suffix(".json").write_text(f'{{\n  "made": {made},\n  "lines": [\n{rows}\n  ]\n}}\n')
