"""Makes cases with tensors that hold nothing out of the cases of the families ops_*, and asks PyTorch 2.13.0 what they give.

    ATEN_CPU_CAPABILITY=avx2 OMP_NUM_THREADS=1 python make.py FOLDER > cases.jsonl

FOLDER holds the uncompressed ops_*.jsonl. Of each operation the first case with tensors is taken; the first dimension of its first
tensor, and with it every dimension of the same size, becomes 0; then its last dimension. Where PyTorch refuses, so must we.
"""

import copy
import glob
import json
import sys
import warnings

import torch

warnings.filterwarnings("ignore")
LEFT_OUT = {
    # memory that nobody has written
    "empty_like",
    "new_empty",
    "nn.functional.multilabel_margin_loss",
    # the gradient of its weight is NaN, by a product of 0 with the mean of nothing
    "nn.functional.group_norm",
}


def is_tensor(value):
    return isinstance(value, dict) and "shape" in value and ("data" in value or "lcg" in value)


def tensors(value):
    if is_tensor(value):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from tensors(item)
    elif isinstance(value, list):
        for item in value:
            yield from tensors(item)


def emptied(body, size):
    """The case with each dimension of that size 0; None where a tensor has no seeds of its own."""
    body = copy.deepcopy(body)
    for tensor in tensors([body["args"], body["kwargs"]]):
        if "lcg" in tensor:
            return None
        if size in tensor["shape"]:
            tensor["shape"] = [0 if one == size else one for one in tensor["shape"]]
            tensor["data"] = []
    return body


def number(value):
    return value if not isinstance(value, str) else float(value) if value.strip("-").isalpha() else int(value)


def decode(value):
    if is_tensor(value):
        dtype = getattr(torch, value["dtype"])
        return torch.tensor([number(one) for one in value["data"]], dtype=dtype).reshape(value["shape"])
    if isinstance(value, list):
        return [decode(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "$float" in value:
        return float(value["$float"])
    if "$dtype" in value:
        return getattr(torch, value["$dtype"])
    if "$slice" in value:
        return slice(*value["$slice"])
    if "$ellipsis" in value:
        return ...
    return {key: decode(item) for key, item in value.items()}


def encode(value):
    if isinstance(value, torch.Tensor):
        data = [str(x) if isinstance(x, float) and not abs(x) < float("inf") else x for x in value.detach().flatten().tolist()]
        return {"shape": list(value.shape), "dtype": str(value.dtype).split(".")[1], "data": data}
    if isinstance(value, (list, tuple)):
        return [encode(item) for item in value]
    if isinstance(value, float):
        return {"$float": value if abs(value) < float("inf") else str(value)}
    return value


def at(root, path):
    for part in path.split("."):
        root = root[int(part)] if isinstance(root, (list, tuple)) else root[part]
    return root


def call(body, variant):
    """What the variant gives, and the gradients with respect to the case's inputs."""
    root = {"args": decode(body["args"]), "kwargs": decode(body["kwargs"])}
    args, kwargs, op = root["args"], root["kwargs"], body["op"]
    leaves = [at(root, path) for path in body.get("grad_inputs", [])]
    for leaf in leaves:
        leaf.requires_grad_()
    torch.manual_seed(0)
    if variant == "property":
        result = getattr(args[0], op)
    elif variant == "function":
        fn = torch
        for part in op.split("."):
            fn = getattr(fn, part)
        result = fn(*args, **kwargs)
    else:
        if op == "__getitem__" and isinstance(args[1], list):
            args[1] = tuple(args[1])
        name = op.split(".")[-1]
        target = args[0].clone() if variant == "inplace" and leaves and args[0].requires_grad else args[0]
        if variant == "inplace" and op.startswith("nn.functional.") and "method" not in body["variants"]:
            return None
        result = getattr(target, name + ("_" if variant == "inplace" else ""))(*args[1:], **kwargs)
    outputs = list(result) if isinstance(result, (list, tuple)) else [result]
    roots = [out for out in outputs if isinstance(out, torch.Tensor) and out.requires_grad]
    if not leaves or not roots:
        return result, None
    try:
        return result, torch.autograd.grad(roots, leaves, [torch.ones_like(out) for out in roots], allow_unused=True)
    except RuntimeError:  # a few operations in place have no derivative
        return None


def cases_of(body, name):
    """What the variants give, and apart from it those that PyTorch refuses."""
    given, refused = {}, {}
    for variant in body["variants"]:
        try:
            given[variant] = call(body, variant)
        except Exception as error:
            refused[variant] = str(error).split("\n")[0]
    for message in dict.fromkeys(refused.values()):
        names = [variant for variant, own in refused.items() if own == message]
        yield {**base(body, f"{name}/{names[0]} refused"), "variants": names, "error": message}
    given = {variant: results for variant, results in given.items() if results is not None}
    if not given:
        return
    outputs, grads = next(iter(given.values()))
    first = (encode(outputs), encode(grads))
    case = base(body, name)
    case["variants"] = [variant for variant, own in given.items() if (encode(own[0]), encode(own[1])) == first]
    case["expect"] = first[0]
    for key in ("expect_fields", "compare"):
        if key in body:
            case[key] = body[key]
    if grads is not None:
        several = isinstance(outputs, (list, tuple))
        ones = [ones_like(out) for out in (outputs if several else [outputs])]
        case["grad_inputs"] = body["grad_inputs"]
        case["grad_output"] = ones if several else ones[0]
        case["expect_grads"] = first[1]
    yield case


def ones_like(output):
    return encode(torch.ones_like(output)) if isinstance(output, torch.Tensor) and output.requires_grad else None


def base(body, name):
    return {"id": name, "op": body["op"], "variants": body["variants"], "args": body["args"], "kwargs": body["kwargs"]}


def main(folder):
    for path in sorted(glob.glob(f"{folder}/ops_*.jsonl")):
        seen = set()
        for line in open(path):
            body = json.loads(line)
            op = body["op"]
            first = next(tensors([body["args"]]), None)
            if op in seen or op in LEFT_OUT or first is None or not body["variants"] or not first["shape"] or 0 in first["shape"]:
                continue
            seen.add(op)
            for size, place in {first["shape"][-1]: "last", first["shape"][0]: "first"}.items():
                smaller = emptied(body, size)
                for case in cases_of(smaller, f"{op}/{place}") if smaller else []:
                    print(json.dumps(case, separators=(",", ":")))


main(sys.argv[1])
