"""What a dispatched operator reads, writes and is called on an edge."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from torch import Tensor
from torch._ops import OpOverload

_OVERWRITING = {"copy_", "fill_", "zero_", "normal_", "uniform_", "bernoulli_", "random_", "exponential_", "set_"}
_NAMES = {
    "relu": "relu",
    "clamp_min": "relu",
    "hardswish": "hardswish",
    "hardsigmoid": "hardsigmoid",
    "silu": "silu",
    "mish": "mish",
    "gelu": "gelu",
    "elu": "elu",
    "leaky_relu": "leaky relu",
    "rrelu_with_noise": "leaky relu",
    "_prelu_kernel": "prelu",
    "sigmoid": "sigmoid",
    "tanh": "tanh",
    "softplus": "softplus",
    "log_sigmoid_forward": "log sigmoid",
    "native_batch_norm": "norm",
    "cudnn_batch_norm": "norm",
    "miopen_batch_norm": "norm",
    "_native_batch_norm_legit": "norm",
    "_native_batch_norm_legit_no_training": "norm",
    "_batch_norm_with_update": "norm",
    "_batch_norm_no_update": "norm",
    "native_layer_norm": "norm",
    "native_group_norm": "norm",
    "_fused_rms_norm": "norm",
    "native_dropout": "dropout",
    "_softmax": "softmax",
    "_safe_softmax": "softmax",
    "_log_softmax": "log softmax",
    "cat": "concat",
    "stack": "stack",
    "bmm": "matmul",
    "baddbmm": "matmul",
    "mul": "mul",
    "add": "add",
    "sub": "sub",
    "div": "div",
    "maximum": "maximum",
    "minimum": "minimum",
    "embedding": "embedding",
    "_native_multi_head_attention": "attention",
    "_transformer_encoder_layer_fwd": "transformer layer",
    "grid_sampler_2d": "grid sample",
    "pixel_shuffle": "pixel shuffle",
    "roll": "roll",
    "flip": "flip",
    "constant_pad_nd": "pad",
    "reflection_pad2d": "pad",
    "replication_pad2d": "pad",
    "amax": "max",
    "max": "max",
    "sum": "sum",
    "argmax": "argmax",
    "linalg_vector_norm": "length",
    "lstm": "lstm",
    "mkldnn_rnn_layer": "lstm",
    "gru": "gru",
    "rnn_tanh": "rnn",
}
_JOINING = {"add", "sub", "mul", "div", "maximum", "minimum", "concat", "stack", "matmul"}
_LIGHT = {
    *("relu", "relu6", "hardtanh", "hardswish", "hardsigmoid", "silu", "mish", "gelu", "elu", "leaky relu", "prelu"),
    *("sigmoid", "tanh", "softplus", "log sigmoid", "norm", "dropout", "add", "sub", "mul", "div"),
    *("neg", "pow", "exp", "sqrt", "rsqrt", "clone", "_to_copy", "clamp", "bernoulli", "where", "threshold", "erf"),
}


@dataclass(frozen=True)
class Operator:
    """What is known about an operator before it is called.

    Attributes:
        name: short English name: ``conv``, ``add``.
        written: positions of the positional arguments it writes to.
        written_keywords: names of the keyword arguments it writes to.
        reads_written: the old values of what it writes to go into the new ones.
        is_view: its result shows its first argument's values.
        metadata_only: it reads shapes and types of its arguments, no values.
    """

    name: str
    written: tuple[int, ...]
    written_keywords: tuple[str, ...]
    reads_written: bool
    is_view: bool
    metadata_only: bool


@cache
def describe(function: OpOverload) -> Operator:
    """Return what the operator's schema says about it."""
    schema = function._schema
    base = schema.name.split("::")[-1]
    arguments = list(enumerate(schema.arguments))
    writes = [(i, a) for i, a in arguments if a.alias_info is not None and a.alias_info.is_write]
    name = base.rstrip("_") if writes and not base.startswith("__") else base
    return Operator(
        name=_NAMES.get(name, name),
        written=tuple(i for i, a in writes if not a.kwarg_only),
        written_keywords=tuple(a.name for _, a in writes if a.kwarg_only),
        reads_written=base not in _OVERWRITING and not any(a.is_out for _, a in writes),
        is_view=not writes and any(r.alias_info is not None for r in schema.returns),
        metadata_only=base.endswith("_like") or base.startswith("new_"),
    )


def is_light(name: str) -> bool:
    """Whether an operation works value by value or normalises, so that it belongs to the layer before it."""
    return name in _LIGHT


def label(operator: Operator, arguments: Sequence[Any], results: Sequence[Tensor], flows: int) -> str:
    """Return what an edge says about a call, such as ``conv 3×3 /2, 64 → 128``; empty: nothing worth saying.

    Args:
        operator: the operator that was called.
        arguments: its positional arguments.
        results: the tensors it returned.
        flows: how many of its arguments carry values of the input or of a parameter.
    """
    if operator.name in _LABELLERS:
        return _LABELLERS[operator.name](arguments, results)
    if operator.name in _JOINING:
        return operator.name if flows > 1 else ""
    return operator.name if operator.name in _NAMES.values() else ""


def _times(sizes: Sequence[int]) -> str:
    return "×".join(str(size) for size in sizes)


def _stride(stride: Sequence[int]) -> str:
    if all(step == 1 for step in stride):
        return ""
    return f" /{stride[0]}" if len(set(stride)) == 1 else f" /{_times(stride)}"


def _convolution(arguments: Sequence[Any], results: Sequence[Tensor]) -> str:
    image, weight, _, stride, _, dilation, transposed, _, groups = arguments[:9]
    dimensions = weight.dim() - 2
    inputs, outputs = image.shape[-dimensions - 1], results[0].shape[-dimensions - 1]
    depthwise = groups > 1 and groups == inputs
    kernel = f"{_times(weight.shape[2:])}{_stride(stride)}"
    if any(step != 1 for step in dilation):
        kernel += f" dilation {dilation[0] if len(set(dilation)) == 1 else _times(dilation)}"
    if depthwise:
        channels = str(outputs) if inputs == outputs else f"{inputs} → {outputs}"
        return f"depthwise {'transposed ' if transposed else ''}conv {kernel}, {channels}"
    suffix = f", {groups} groups" if groups > 1 else ""
    return f"{'transposed ' if transposed else ''}conv {kernel}, {inputs} → {outputs}{suffix}"


def _pool(kind: str) -> Callable[[Sequence[Any], Sequence[Tensor]], str]:
    def describe_pool(arguments: Sequence[Any], results: Sequence[Tensor]) -> str:
        kernel = arguments[1]
        stride = arguments[2] if len(arguments) > 2 and arguments[2] else kernel
        both = arguments[0].dim() - 2
        sizes, steps = (list(v) * both if len(v) == 1 else list(v) for v in (kernel, stride))
        return f"{kind} pool {_times(sizes)}{_stride(steps)}"

    return describe_pool


def _adaptive_pool(kind: str) -> Callable[[Sequence[Any], Sequence[Tensor]], str]:
    def describe_pool(arguments: Sequence[Any], results: Sequence[Tensor]) -> str:
        size = arguments[1]
        return f"global {kind} pool" if all(s == 1 for s in size) else f"{kind} pool to {_times(size)}"

    return describe_pool


def _mean(arguments: Sequence[Any], results: Sequence[Tensor]) -> str:
    tensor, dimensions = arguments[0], arguments[1] if len(arguments) > 1 else None
    spatial = {tensor.dim() - 2, tensor.dim() - 1}
    if tensor.dim() == 4 and dimensions and {d % 4 for d in dimensions} in (spatial, {1, 2}):
        return "global avg pool"
    return "mean"


def _matrix_product(matrix: int) -> Callable[[Sequence[Any], Sequence[Tensor]], str]:
    def describe_product(arguments: Sequence[Any], results: Sequence[Tensor]) -> str:
        rows, columns = arguments[matrix].shape
        return f"linear {rows} → {columns}"

    return describe_product


def _resize(arguments: Sequence[Any], results: Sequence[Tensor]) -> str:
    return f"resize to {_times(results[0].shape[2:])}"


def _hardtanh(arguments: Sequence[Any], results: Sequence[Tensor]) -> str:
    return "relu6" if tuple(arguments[1:3]) == (0, 6) else "hardtanh"


def _attention(arguments: Sequence[Any], results: Sequence[Tensor]) -> str:
    return "attention"


_LABELLERS: dict[str, Callable[[Sequence[Any], Sequence[Tensor]], str]] = {
    "convolution": _convolution,
    "max_pool2d_with_indices": _pool("max"),
    "max_pool3d_with_indices": _pool("max"),
    "avg_pool2d": _pool("avg"),
    "avg_pool3d": _pool("avg"),
    "_adaptive_avg_pool2d": _adaptive_pool("avg"),
    "_adaptive_avg_pool3d": _adaptive_pool("avg"),
    "adaptive_max_pool2d": _adaptive_pool("max"),
    "mean": _mean,
    "addmm": _matrix_product(2),
    "mm": _matrix_product(1),
    "hardtanh": _hardtanh,
    "upsample_nearest2d": _resize,
    "upsample_bilinear2d": _resize,
    "upsample_bicubic2d": _resize,
    "_upsample_bilinear2d_aa": _resize,
    "_scaled_dot_product_flash_attention_for_cpu": _attention,
    "_scaled_dot_product_flash_attention": _attention,
    "_scaled_dot_product_efficient_attention": _attention,
    "_scaled_dot_product_cudnn_attention": _attention,
    "_scaled_dot_product_attention_math": _attention,
    "_scaled_dot_product_fused_attention_overrideable": _attention,
}
