import torch
from recorder import Recorder

out = Recorder(
    published=[
        "tensor(0.8162, grad_fn=<DivBackward0>)",
        "tensor([-0.1710, -0.3053])",
        "tensor([0.0017, 0.0031], requires_grad=True)",
        "tensor(0.8150, grad_fn=<DivBackward0>)",
        "tensor([0.0034, 0.0061], requires_grad=True)",
        "tensor(0.8138, grad_fn=<DivBackward0>)",
        "[0] a=0.00 b=0.00, err=0.81",
        "[200] a=0.34 b=0.61, err=0.57",
        "[400] a=0.67 b=1.19, err=0.35",
        "[600] a=0.96 b=1.66, err=0.20",
        "[800] a=1.12 b=1.87, err=0.16",
        "[1000] a=1.17 b=1.90, err=0.16",
        "[1200] a=1.21 b=1.90, err=0.15",
        "[1400] a=1.23 b=1.88, err=0.15",
        "[1600] a=1.26 b=1.87, err=0.15",
        "[1800] a=1.28 b=1.86, err=0.15",
        "[2000] a=1.30 b=1.85, err=0.15",
    ]
)
x = torch.linspace(0, 1, 10)
y_true = 3 * x + torch.sin(6 * x) + 1
out.print(y_true)
W = torch.tensor([0.0, 0.0], requires_grad=True)

y_pred = W[0] * x + W[1]
err = torch.linalg.vector_norm(y_pred - y_true) / x.shape[0]
out.print(err)
err.backward()
out.print(W.grad)
epsilon = 0.01
with torch.no_grad():
    W.sub_(epsilon * W.grad)
out.print(W)
y_pred = W[0] * x + W[1]
err = torch.linalg.vector_norm(y_pred - y_true) / x.shape[0]
out.print(err)

W.grad.zero_()
err.backward()
with torch.no_grad():
    W.sub_(epsilon * W.grad)
out.print(W)
y_pred = W[0] * x + W[1]
err = torch.linalg.vector_norm(y_pred - y_true) / x.shape[0]
out.print(err)


def init(W):
    with torch.no_grad():
        W.zero_()


def error(W):
    y = W[0] * x + W[1]
    return torch.linalg.vector_norm(y - y_true) / x.shape[0]


def update_step():
    W.grad.zero_()
    e = error(W)
    e.backward()
    with torch.no_grad():
        W.sub_(epsilon * W.grad)
    return e.detach().item()


def report(i):
    with torch.no_grad():
        e = error(W)
        out.print("[{}] a={:.2f} b={:.2f}, err={:.2f}".format(i, W[0], W[1], e))


N = 2000
init(W)
for i in range(N):
    update_step()
    if i % (N // 10) == 0:
        report(i)
report(N)

# How good can a line be? The least-squares line, by its formula.
dx, dy = x - x.mean(), y_true - y_true.mean()
a = (dx * dy).sum() / (dx * dx).sum()
best = torch.stack([a, y_true.mean() - a * x.mean()])
out.print(best, error(best))


def train(rate, steps):
    W = torch.zeros(2, requires_grad=True)
    for _ in range(steps):
        e = error(W)
        e.backward()
        with torch.no_grad():
            W.sub_(rate * W.grad)
        W.grad.zero_()
    with torch.no_grad():
        return error(W).item()


for rate in [0.0001, 0.001, 0.01, 0.1, 1, 10]:
    out.print(f"rate {rate}: err={train(rate, N):.4f}")
out.save()
