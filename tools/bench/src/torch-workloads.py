"""The workloads in PyTorch: the other side of `pnpm bench:peers`.

usage: python torch-workloads.py NAMES REPETITIONS SECONDS THREADS
NAMES is a comma-separated list of workloads or families; prints a JSON line for each. A repetition takes at least SECONDS.
"""

import json
import os
import statistics
import sys
import time

THREADS = sys.argv[4]
for variable in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = THREADS

import torch  # noqa: E402
import torch.nn.functional as F  # noqa: E402
from torch import nn  # noqa: E402
from torch.utils.data import DataLoader, TensorDataset  # noqa: E402

torch.set_num_threads(int(THREADS))
torch.manual_seed(0)

WARMUP = 0.2


def line_fit():
    x = torch.linspace(0, 1, 10)
    target = x * 3 + 0.5
    w = torch.randn(2, requires_grad=True)

    def step():
        error = torch.linalg.vector_norm(w[0] * x + w[1] - target) / 10
        error.backward()
        with torch.no_grad():
            w.sub_(w.grad * 0.01)
            w.grad.zero_()

    return step


def polynomial():
    x = torch.linspace(-1, 1, 20)
    target = torch.sin(x * 3)
    w = torch.randn(6, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.05)
    mse = nn.MSELoss()

    def step():
        y = 0
        for i in range(6):
            y = w[i] * x**i + y
        loss = mse(y, target)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

    return step


def quadratic():
    x = torch.linspace(-1, 1, 100)
    target = x**2 * 2 - x + 0.5
    w = torch.randn(3, requires_grad=True)
    total = [0.0]

    def step():
        loss = ((w[0] + w[1] * x + w[2] * x**2 - target) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            w.sub_(w.grad * 0.05)
            w.grad.zero_()
        total[0] += loss.item()

    return step


def batches():
    x = torch.rand(60, 1)
    dataset = TensorDataset(x, x * 2 + 1)
    model = nn.Linear(1, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-3)
    mse = nn.MSELoss()

    def sweep():
        for size in range(1, 21):
            for xs, ys in DataLoader(dataset, batch_size=size, shuffle=True):
                optimizer.zero_grad()
                mse(model(xs), ys).backward()
                optimizer.step()

    return sweep


def classifier(model, x):
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    target = torch.randint(0, 10, (x.shape[0],))

    def step():
        optimizer.zero_grad()
        F.cross_entropy(model(x), target).backward()
        optimizer.step()

    return step


def perceptron():
    sizes = [784, 256, 128, 10]
    layers = [layer for a, b in zip(sizes, sizes[1:]) for layer in (nn.Linear(a, b), nn.ReLU())]
    return classifier(nn.Sequential(*layers[:-1]), torch.rand(64, 784))


def convolution():
    stages = [layer for a, b in ((1, 16), (16, 32)) for layer in (nn.Conv2d(a, b, 3), nn.ReLU(), nn.MaxPool2d(2))]
    return classifier(nn.Sequential(*stages, nn.Flatten(), nn.Linear(800, 10)), torch.rand(32, 1, 28, 28))


def product(size):
    def prepare():
        a, b = torch.randn(size, size), torch.randn(size, size)
        return lambda: a @ b

    return prepare


def on_million(work):
    def prepare():
        a, b = torch.randn(1_000_000), torch.randn(1_000_000)
        return lambda: work(a, b)

    return prepare


class Block(nn.Module):
    def __init__(self, width=128, heads=4):
        super().__init__()
        self.heads = heads
        self.n1, self.n2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.o = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.f1, self.f2 = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def attend(self, x):
        batch, length, width = x.shape
        size = width // self.heads
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        attention = torch.softmax(q @ k.transpose(-1, -2) * size**-0.5, -1)
        return (attention @ v).transpose(1, 2).reshape(batch, length, width)

    def forward(self, x):
        x = x + self.o(self.attend(self.n1(x)))
        return x + self.f2(F.gelu(self.f1(self.n2(x))))


def transformer():
    block = Block()
    x = torch.randn(8, 64, 128)

    def step():
        block.zero_grad()
        (block(x) ** 2).mean().backward()

    return step


MICROSECONDS = ("us/step", lambda seconds: seconds * 1e6)
MILLISECONDS = ("ms/step", lambda seconds: seconds * 1e3)
PER_ELEMENT = ("ns/elt", lambda seconds: seconds * 1e3)
SWEEP_STEPS = sum(-(-60 // size) for size in range(1, 21))

WORKLOADS = {
    "W1": (line_fit, *MICROSECONDS),
    "W2": (polynomial, *MICROSECONDS),
    "W3": (quadratic, *MICROSECONDS),
    "W4": (batches, "us/step", lambda seconds: seconds * 1e6 / SWEEP_STEPS),
    "W5": (perceptron, *MILLISECONDS),
    "W6": (convolution, *MILLISECONDS),
    **{
        f"W7.{n}": (product(n), "GFLOP/s", lambda seconds, n=n: 2 * n**3 / seconds / 1e9)
        for n in (64, 128, 256, 512, 1024)
    },
    "W8.add": (on_million(lambda a, b: a + b), *PER_ELEMENT),
    "W8.exp": (on_million(lambda a, b: torch.exp(a)), *PER_ELEMENT),
    "W8.tanh": (on_million(lambda a, b: torch.tanh(a)), *PER_ELEMENT),
    "W8.gelu": (on_million(lambda a, b: F.gelu(a)), *PER_ELEMENT),
    "W8.softmax": (on_million(lambda a, b: torch.softmax(a.view(1000, 1000), 1)), *PER_ELEMENT),
    "W8.sum": (on_million(lambda a, b: a.sum()), *PER_ELEMENT),
    "W9": (transformer, *MILLISECONDS),
}


def measure(work, repetitions, least_time):
    start = time.perf_counter()
    runs = 0
    while runs == 0 or time.perf_counter() - start < WARMUP:
        work()
        runs += 1
    count = max(1, int(least_time * runs / (time.perf_counter() - start)))
    durations = []
    for _ in range(repetitions):
        start = time.perf_counter()
        for _ in range(count):
            work()
        durations.append((time.perf_counter() - start) / count)
    return durations, count


def main(names, repetitions, least_time):
    for name, (prepare, unit, convert) in WORKLOADS.items():
        if name not in names and name.split(".")[0] not in names:
            continue
        durations, count = measure(prepare(), repetitions, least_time)
        result = {
            "workload": name,
            "peer": f"torch-{torch.__version__}",
            "threads": torch.get_num_threads(),
            "value": round(convert(statistics.median(durations)), 4),
            "unit": unit,
            "best": round(convert(min(durations)), 4),
            "n": count,
        }
        print(json.dumps(result), flush=True)


main(sys.argv[1].split(","), int(sys.argv[2]), float(sys.argv[3]))
