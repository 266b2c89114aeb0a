"""Writes the files of this folder, with torch 2.13, numpy 2.4 and safetensors 0.8: `python make.py`.

- old.pt: torch 1.13, `python make.py old`
- events.bin: what follows the first record that tensorboard 2.21 writes, `python make.py events`
"""

import collections
import copy
import sys

import numpy as np
import torch
from safetensors.torch import save_file


def content():
    base = torch.arange(12, dtype=torch.float32).reshape(3, 4)
    return {
        "types": {
            str(t)[6:]: torch.tensor([0, 1, 2]).to(t)
            for t in [torch.bool, torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64]
            + [torch.float16, torch.bfloat16, torch.float32, torch.float64]
        },
        "base": base,
        "transposed": base.T,
        "part": base[1, 1:],
        "expanded": base[0:1].expand(2, 4),
        "scalar": torch.tensor(2.5),
        "empty": torch.empty(2, 0),
        "leaf": torch.tensor([1.5], requires_grad=True),
        "parameter": torch.nn.Parameter(torch.tensor([1.0, 2.0])),
        "frozen": torch.nn.Parameter(torch.tensor([3.0]), requires_grad=False),
        "state": torch.nn.Linear(1, 1, bias=False).requires_grad_(False).state_dict(),
        "ordered": collections.OrderedDict(b=1, a=2),
        "tuple": (1, (2,), ()),
        "list": [None, True, False, 1.0, 2.5, -3, 255, 65536, 2**40, 2**70, -(2**70)],
        "text": "é\ufeff\x00𝄞",
        "bytes": b"\x00\xffab",
        "nothing": b"",
        "size": base.shape,
        "dtype": torch.float16,
        "numbers": {0: "zero", (1, 2): "pair"},
        "__proto__": {"constructor": 1},
        "10": "ten",
    }


def optimizers():
    """State dicts after three steps, and the parameter after two more."""
    options = [("SGD", {"lr": 0.1, "momentum": 0.9, "nesterov": True}), ("SGD", {"lr": 1.0}), ("Adam", {"amsgrad": True})]
    options += [("RMSprop", {"momentum": 0.5, "centered": True})]
    options += [(name, {}) for name in ["AdamW", "Adagrad", "Adadelta", "Adamax", "NAdam", "RAdam", "ASGD", "Rprop"]]
    options += [(name, {}) for name in ["Adafactor", "Muon", "LBFGS"]]
    runs = []
    for name, kwargs in options:
        p = torch.linspace(-1, 1, 6).reshape(2, 3).requires_grad_()
        optimizer = getattr(torch.optim, name)([p], **kwargs)

        def closure():
            optimizer.zero_grad()
            loss = ((p - 0.25) ** 2).sum()
            loss.backward()
            return loss

        for _ in range(3):
            optimizer.step(closure)
        run = {"name": name, "p": p.detach().clone(), "state": copy.deepcopy(optimizer.state_dict())}
        for _ in range(2):
            optimizer.step(closure)
        runs.append({**run, "after": p.detach()})
    return runs


def schedulers():
    """State dicts of optimizer and scheduler after three steps, and the rates of three more."""
    S = torch.optim.lr_scheduler
    made = {
        "StepLR": lambda o: S.StepLR(o, 2),
        "MultiStepLR": lambda o: S.MultiStepLR(o, [2, 4]),
        "ExponentialLR": lambda o: S.ExponentialLR(o, 0.5),
        "CosineAnnealingLR": lambda o: S.CosineAnnealingLR(o, 5),
        "LinearLR": lambda o: S.LinearLR(o),
        "ConstantLR": lambda o: S.ConstantLR(o),
        "PolynomialLR": lambda o: S.PolynomialLR(o),
        "CosineAnnealingWarmRestarts": lambda o: S.CosineAnnealingWarmRestarts(o, 3),
        "OneCycleLR": lambda o: S.OneCycleLR(o, 0.5, total_steps=10),
        "CyclicLR": lambda o: S.CyclicLR(o, 0.1, 0.5),
        "ReduceLROnPlateau": lambda o: S.ReduceLROnPlateau(o, patience=1),
        "LambdaLR": lambda o: S.LambdaLR(o, lambda epoch: 1 / (epoch + 1)),
        "MultiplicativeLR": lambda o: S.MultiplicativeLR(o, lambda epoch: 0.9),
        "SequentialLR": lambda o: S.SequentialLR(o, [S.ConstantLR(o), S.ExponentialLR(o, 0.5)], [2]),
    }
    runs = {}
    for name, make in made.items():
        p = torch.zeros(2, requires_grad=True)
        optimizer = torch.optim.SGD([p], lr=0.25, momentum=0.9)
        scheduler = make(optimizer)
        p.grad = torch.ones(2)
        rates = []
        for step in range(6):
            if step == 3:
                states = {"optimizer": copy.deepcopy(optimizer.state_dict()), "scheduler": scheduler.state_dict()}
                states = copy.deepcopy(states)
            optimizer.step()
            scheduler.step(1.0) if name == "ReduceLROnPlateau" else scheduler.step()
            rates.append(optimizer.param_groups[0]["lr"])
        runs[name] = {**states, "rates": rates[3:]}
    return runs


def main():
    if "old" in sys.argv:
        torch.save({"w": torch.nn.Parameter(torch.ones(2)), "view": torch.arange(6).reshape(2, 3).T}, "old.pt")
        return
    if "events" in sys.argv:
        from torch.utils.tensorboard import SummaryWriter

        writer = SummaryWriter("events")
        add = {"walltime": 1.5}
        writer.add_scalar("loss", 0.5, 3, **add)
        writer.add_scalar("zero", 0.0, 0, **add)
        writer.add_scalar("tensor", torch.tensor(2.25), **add)
        writer.add_scalar("new", 0.1, 1, new_style=True, **add)
        writer.add_scalar("double", 0.1, 300, new_style=True, double_precision=True, **add)
        writer.add_text("note", "hé **x**", 2, **add)
        writer.add_text("empty", "", 2, **add)
        writer.add_histogram("h", torch.tensor([-1.5, 0.0, 0.0, 0.25, 3.0, 100.0]), 1, **add)
        writer.add_histogram("one", torch.tensor([2.0]), 1, **add)
        writer.add_histogram("edges", torch.tensor([1, 2, 2]), 1, bins=[0, 1, 2, 3], **add)
        writer.add_histogram("merged", torch.arange(-8, 9) / 8, 1, max_bins=64, **add)
        writer.add_histogram("ten", torch.arange(-8, 9) / 8, -1, bins=10, **add)
        writer.add_histogram("same", torch.ones(3), 1, bins=4, **add)
        writer.close()
        return
    torch.save({"optimizers": optimizers(), "schedulers": schedulers()}, "../../../flambeau/test/files/optimizers.pt")
    torch.manual_seed(0)
    torch.save(content(), "content.pt")
    torch.save(content(), "content_legacy.pt", _use_new_zipfile_serialization=False)
    x = torch.nn.Parameter(torch.tensor([1.0, -2.0]))
    optimizer = torch.optim.Adam([x], lr=1.0, betas=(0.5, 1.0 - 2**-6))
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 2)
    x.grad = torch.tensor([0.5, 0.25])
    optimizer.step()
    scheduler.step()
    state = {"optimizer": optimizer.state_dict(), "scheduler": scheduler.state_dict(), "rng": torch.get_rng_state()}
    torch.save(state, "training.pt")
    types = {name: x for name, x in content()["types"].items()}
    types.update({'z"é\n': torch.ones(2), "𝄞": torch.ones(1), "ﾮ": torch.ones(1), "none": torch.empty(0, 2)})
    save_file(types, "types.safetensors", {"format": "pt"})
    f = np.arange(6, dtype=">f4").reshape(2, 3)
    np.save("big_endian.npy", f)
    np.save("fortran.npy", np.asfortranarray(f.astype("<i2")))
    with open("version3.npy", "wb") as out:
        np.lib.format.write_array(out, np.arange(3, dtype=np.int8), version=(3, 0))
    np.savez("arrays.npz", x=np.arange(3), y=np.asfortranarray(f.astype("<f8")), flag=np.array(True))
    np.savez_compressed("arrays_compressed.npz", zeros=np.zeros(5000), x=np.arange(300))


main()
