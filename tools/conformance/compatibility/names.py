"""Writes PyTorch's documented public names to names.json: `python names.py > names.json` with torch 2.13.0.

Left out is what Flambeau does not set out to do: complex, quantized and sparse tensors, other devices and their libraries, compilers and
symbolic sizes, mixed precision, named dimensions, data pipes, worker processes.
"""

import inspect
import json
import re

import torch
import torch.autograd.functional
import torch.func
import torch.nn.functional as F
import torch.nn.init
import torch.nn.utils
import torch.optim.lr_scheduler
import torch.optim.swa_utils
import torch.signal.windows
import torch.utils.data

OUT = re.compile(
    r"^_|cuda|cudnn|miopen|mkldnn|xpu|vulkan|_ipu|hpu|mtia|maia|quantiz|fake_quant|quantized|^q_|^qint|^quint|qscheme|fbgemm|int_repr|sparse|coo|^cs[rc]|bs[rc]|"
    r"crow|ccol|col_indices|^cdouble$|^cfloat$|^chalf$|to_dlpack|thread_safe|init_num_threads|device_module|is_mps|is_xla|sspaddmm|^indices$|^values$|dense_dim|coalesce|smm|dsmm|hsmm|spmm|complex|polar|conj_physical|resolve_|is_conj|is_neg|view_as_real|^imag$|"
    r"autocast|^sym_|^Sym|compile|script|Script|jit|export|dispatch|Type$|while_loop|parse_|import_ir|merge_type|unify_type|^fork$|^wait$|typename|"
    r"names|rename|align_|refine_|DataPipe|datapipe|DataChunk|argument_validation|runtime_validation|non_deterministic|determinis|"
    r"Distributed|get_worker_info|interop|warn_always|float32_matmul|flush_denormal|default_device|"
    r"share_memory|is_shared|pin_memory|is_pinned|record_stream|untyped|^storage|data_ptr|const_data|dim_order|reinforce|"
    r"module_load|unsafe_|_copy$|grouped_mm|scaled_mm|stft|hash_tensor|lobpcg|from_file|frombuffer|from_dlpack|Uninitialized|Lazy|"
    r"SyncBatchNorm|DataParallel|native_|_with_indices$|fuse_|convert_conv|skip_init|stateless|parametri|prune|Container$|FlexAttention|functionalize|"
    r"debug_unwrap|linearize|NestedIOFunction|^[vV]ariable$|enforce_grad|multithreading|"
    r"set_$|is_meta|is_nested|to_mkldnn|to_padded|is_leaf_|split_with_sizes_copy|rrelu_with_noise|histogramdd|segment_reduce"
)
DTYPES = "bool uint8 int8 int16 int32 int64 float16 bfloat16 float32 float64 float double half short int long".split()


def documented(owner, names):
    def shown(name):
        value = getattr(owner, name, None)
        return bool(getattr(value, "__doc__", None)) and not inspect.ismodule(value)

    return sorted({n for n in names if shown(n) and not OUT.search(n)})


def own(module, kind):
    public = [n for n in dir(module) if kind(getattr(module, n)) and getattr(module, n).__module__.startswith("torch")]
    return documented(module, public)


def layers(value):
    return inspect.isclass(value) and (issubclass(value, torch.nn.Module) or value in (torch.nn.Parameter, torch.nn.Buffer))


# torch.cond is control flow for compilers; torch.linalg.cond is in
top = [n for n in dir(torch) if not n[0].isupper() and n != "cond" and callable(getattr(torch, n)) and not inspect.isclass(getattr(torch, n))]
classes = ["Generator", "Size", "Tensor", "device", "dtype", "enable_grad", "finfo", "iinfo", "inference_mode", "no_grad", "set_grad_enabled"]
functional = [n for n in dir(F) if inspect.isroutine(getattr(F, n)) and n not in ("handle_torch_function", "assert_int_or_pair", "boolean_dispatch", "has_torch_function", "has_torch_function_unary", "has_torch_function_variadic")]
names = {
    "torch": sorted({*documented(torch, top), *classes, *DTYPES}),
    "torch.Tensor": documented(torch.Tensor, dir(torch.Tensor)),
    "torch.nn": own(torch.nn, layers),
    "torch.nn.functional": [n for n in documented(F, functional) if not n.startswith("has_")],
    "torch.nn.init": own(torch.nn.init, inspect.isfunction),
    "torch.nn.utils": documented(torch.nn.utils, torch.nn.utils.__all__),
    "torch.optim": own(torch.optim, inspect.isclass),
    "torch.optim.lr_scheduler": documented(torch.optim.lr_scheduler, torch.optim.lr_scheduler.__all__),
    "torch.optim.swa_utils": documented(torch.optim.swa_utils, torch.optim.swa_utils.__all__),
    "torch.utils.data": documented(torch.utils.data, torch.utils.data.__all__),
    "torch.linalg": documented(torch.linalg, [n for n in dir(torch.linalg) if callable(getattr(torch.linalg, n))]),
    "torch.special": documented(torch.special, torch.special.__all__),
    "torch.signal.windows": documented(torch.signal.windows, torch.signal.windows.__all__),
    "torch.autograd": documented(torch.autograd, torch.autograd.__all__),
    "torch.autograd.functional": documented(torch.autograd.functional, torch.autograd.functional.__all__),
    "torch.func": documented(torch.func, torch.func.__all__),
}
print(json.dumps({"torch": torch.__version__.split("+")[0], "names": names}, indent=1))
