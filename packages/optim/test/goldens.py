"""Writes trajectories.json and schedules.json with PyTorch 2.13 on the CPU (ATEN_CPU_CAPABILITY=avx2, one thread).

Each case is the Python that made it: an optimizer over `p`, or a scheduler over `o`.
"""

import json
import pathlib

import torch
from torch.optim import *  # noqa: F403
from torch.optim.lr_scheduler import *  # noqa: F403
from torch.optim.swa_utils import SWALR  # noqa: F401

here = pathlib.Path(__file__).parent

optimizers = """
SGD(p, lr=0.1)
SGD(p, lr=0.1, momentum=0.9, dampening=0.2, weight_decay=0.1)
SGD(p, lr=0.05, momentum=0.8, nesterov=True)
SGD(p, lr=0.01, maximize=True)
Adam(p, lr=0.05)
Adam(p, lr=0.1, betas=(0.7, 0.9), weight_decay=0.05, amsgrad=True)
Adam(p, lr=0.05, weight_decay=0.2, decoupled_weight_decay=True, maximize=True)
AdamW(p, lr=0.1)
RMSprop(p, lr=0.05)
RMSprop(p, lr=0.02, alpha=0.9, momentum=0.5, centered=True, weight_decay=0.1)
Adagrad(p, lr=0.5, lr_decay=0.1, initial_accumulator_value=0.5, weight_decay=0.1)
Adadelta(p, lr=0.5, rho=0.8, weight_decay=0.1)
Adamax(p, lr=0.1, weight_decay=0.1)
NAdam(p, lr=0.1, weight_decay=0.1, momentum_decay=0.01)
NAdam(p, lr=0.1, weight_decay=0.1, decoupled_weight_decay=True)
RAdam(p, lr=0.1, betas=(0.8, 0.9), weight_decay=0.1)
ASGD(p, lr=0.1, lambd=0.01, alpha=0.5, t0=5, weight_decay=0.1)
Rprop(p, lr=0.1, etas=(0.4, 1.3), step_sizes=(1e-3, 0.5))
Adafactor(p, lr=0.1, weight_decay=0.1)
Adafactor(p, lr=0.1, beta2_decay=-0.5, d=2.0, eps=(1e-8, 0.01))
Muon(p, lr=0.05)
Muon(p, lr=0.1, momentum=0.8, nesterov=False, adjust_lr_fn='match_rms_adamw')
LBFGS(p, lr=0.1, max_iter=3)
LBFGS(p, max_iter=2, history_size=2, line_search_fn='strong_wolfe')
"""

schedulers = """
StepLR(o, 3, gamma=0.5)
MultiStepLR(o, [2, 2, 6], gamma=0.3)
ExponentialLR(o, 0.9)
LambdaLR(o, lambda epoch: 1 / (epoch + 2))
MultiplicativeLR(o, lambda epoch: 1 / (epoch + 1))
ConstantLR(o, factor=0.5, total_iters=4)
LinearLR(o, start_factor=0.1, end_factor=0.8, total_iters=8)
PolynomialLR(o, total_iters=10, power=2.0)
CosineAnnealingLR(o, 7, eta_min=0.01)
CosineAnnealingWarmRestarts(o, 3, T_mult=2, eta_min=0.001)
CyclicLR(o, 0.01, 0.1, step_size_up=3, step_size_down=5, mode='triangular2')
CyclicLR(o, 0.01, 0.2, step_size_up=4, mode='exp_range', gamma=0.95)
OneCycleLR(o, 0.5, total_steps=13)
OneCycleLR(o, 0.5, epochs=2, steps_per_epoch=7, anneal_strategy='linear', three_phase=True, pct_start=0.4)
SequentialLR(o, [LinearLR(o, start_factor=0.1, total_iters=5), CosineAnnealingLR(o, 10)], [5])
ChainedScheduler([ConstantLR(o, factor=0.1, total_iters=2), ExponentialLR(o, 0.9)])
SWALR(o, 0.01, anneal_epochs=5)
"""


def trajectory(source, dtype):
    p = [torch.tensor([[1.5, -2.25], [0.3, 2.1]], dtype=dtype, requires_grad=True)]
    a = torch.tensor([[1.0, 3.0], [0.5, 2.0]], dtype=dtype)
    c = torch.tensor([[0.2, 0.5], [-0.4, 1.0]], dtype=dtype)
    optimizer = eval(source, globals(), {"p": p})

    def closure():
        optimizer.zero_grad()
        loss = (a * (p[0] - c) ** 2).sum() * 0.5
        loss.backward()
        return loss

    # float32 numbers as their shortest decimals
    short = float if dtype == torch.float64 else lambda x: float(str(torch.tensor(x).numpy()))
    steps = []
    for _ in range(10):
        if isinstance(optimizer, LBFGS):  # noqa: F405
            optimizer.step(closure)
        else:
            p[0].grad = a * (p[0].detach() - c)
            optimizer.step()
        steps.append([short(x) for x in p[0].detach().flatten().tolist()])
    return steps, str(optimizer.state_dict())


def schedule(source):
    o = SGD([torch.zeros(1, requires_grad=True)], lr=0.1, momentum=0.9)  # noqa: F405
    scheduler = eval(source, globals(), {**globals(), "o": o})
    rates, momenta = [], []
    for _ in range(13):
        rates.append(o.param_groups[0]["lr"])
        momenta.append(o.param_groups[0]["momentum"])
        o.step()
        scheduler.step()
    return rates, momenta, list(scheduler.state_dict())


def write(name, cases):
    (here / f"{name}.json").write_text(json.dumps(cases) + "\n")


def lines(text):
    return text.strip().split("\n")


trajectories = {}
for source in lines(optimizers):
    steps, state_dict = trajectory(source, torch.float32)
    trajectories[source] = {
        "float32": steps,
        "float64": trajectory(source, torch.float64)[0][-1],
        "state_dict": state_dict,
    }
write("trajectories", trajectories)

schedules = {}
for source in lines(schedulers):
    rates, momenta, keys = schedule(source)
    schedules[source] = {"lr": rates, "momentum": momenta, "keys": keys}
write("schedules", schedules)
