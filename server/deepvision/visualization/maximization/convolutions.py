"""Gradients of convolutions with respect to their input, by algebra that is faster than the libraries' own.

What a transposed convolution of stride s does can be sorted by the phase of the output row and column modulo s: each
phase is a plain convolution of stride 1. With o the rows of the gradient g, y those of the input, kernel w and
padding p, the gradient is ``dx[y] = Σ g[o] w[y + p − s·o]``; for y + p = s·q + r it reads
``dx[q, r] = Σ_d g[q − d] w[r + s·d]``. So one convolution with s² times as many channels gives all phases, and a pixel
shuffle interleaves them.
"""

import torch
from torch import Tensor
from torch.nn import functional


def input_gradient(gradient: Tensor, weight: Tensor, size: tuple[int, int], stride: int, padding: list[int]) -> Tensor:
    """Return the gradient (N, I, H, W) with respect to the input of a convolution without dilation and groups.

    Args:
        gradient: (N, O, h, w), with respect to the output.
        weight: (O, I, K, L).
        size: (H, W) of the input.
        stride: s, the same for rows and columns.
        padding: p for rows and for columns.
    """
    phases = _phases(weight, stride)  # (O, I·s², K', L')
    kernel = phases.transpose(0, 1).contiguous(memory_format=_format_of(gradient))
    padded = _padded(gradient, phases.shape[2:], size, stride, padding)
    return _interleave(functional.conv2d(padded, kernel), size, stride, padding)


def channel_input_gradient(
    gradient: Tensor, kernels: Tensor, size: tuple[int, int], stride: int, padding: list[int]
) -> Tensor:
    """Return the same when the gradient of each picture is zero but for one channel: 1/O of the work.

    Args:
        gradient: (N, h, w), of that channel.
        kernels: (N, I, K, L), the channel's own.
        size, stride, padding: as for :func:`input_gradient`.
    """
    count = gradient.shape[0]
    phases = _phases(kernels, stride)  # (N, I·s², K', L')
    rows, columns = phases.shape[2:]
    padded = _padded(gradient[:, None], phases.shape[2:], size, stride, padding)[:, 0].contiguous()
    out_rows, out_columns = padded.shape[1] - rows + 1, padded.shape[2] - columns + 1
    line = padded.stride(1)
    windows = padded.as_strided(
        (count, rows, columns, out_rows, out_columns), (padded.stride(0), line, 1, line, 1)
    ).reshape(count, rows * columns, out_rows * out_columns)
    product = torch.bmm(phases.flatten(2), windows).view(count, -1, out_rows, out_columns)
    return _interleave(product, size, stride, padding)


def _phases(weight: Tensor, stride: int) -> Tensor:
    """Return the kernels of all phases (O, I·s², ⌈K/s⌉, ⌈L/s⌉), turned around as a correlation wants them."""
    outputs, inputs, rows, columns = weight.shape
    taps_y, taps_x = -(-rows // stride), -(-columns // stride)
    padded = functional.pad(weight, (0, taps_x * stride - columns, 0, taps_y * stride - rows))
    split = padded.reshape(outputs, inputs, taps_y, stride, taps_x, stride).flip(2, 4)
    return split.permute(0, 1, 3, 5, 2, 4).reshape(outputs, inputs * stride * stride, taps_y, taps_x)


def _padded(
    gradient: Tensor, taps: tuple[int, ...] | torch.Size, size: tuple[int, int], stride: int, padding: list[int]
) -> Tensor:
    """Return the gradient with zeros around it (or cut), so that all q of the input's rows and columns come out."""
    needed = [(side - 1 + pad) // stride + 1 for side, pad in zip(size, padding, strict=True)]
    bottom, right = needed[0] - gradient.shape[2], needed[1] - gradient.shape[3]
    return functional.pad(gradient, (taps[1] - 1, right, taps[0] - 1, bottom))


def _interleave(phases: Tensor, size: tuple[int, int], stride: int, padding: list[int]) -> Tensor:
    shuffled = functional.pixel_shuffle(phases, stride) if stride > 1 else phases
    return shuffled[:, :, padding[0] : padding[0] + size[0], padding[1] : padding[1] + size[1]]


def _format_of(tensor: Tensor) -> torch.memory_format:
    last = tensor.is_contiguous(memory_format=torch.channels_last) and not tensor.is_contiguous()
    return torch.channels_last if last else torch.contiguous_format
