"""What is optimised in place of pixels, and how a picture comes from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

RGB_CORRELATION = ((0.26, 0.09, 0.02), (0.27, 0.0, -0.05), (0.27, -0.09, 0.03))
"""Square root of the covariance of natural pictures' red, green and blue (Olah et al., 2017, measured on ImageNet)."""


class Parameterization(Protocol):
    """A way to write pictures (N, C, H, W), in normalised units, as states (N, …) of one kind each."""

    def encode(self, images: Tensor) -> Tensor:
        """Return the states whose pictures are closest to these."""
        ...

    def decode(self, states: Tensor) -> Tensor:
        """Return the pictures."""
        ...

    def pull(self, states: Tensor, gradient: Tensor) -> Tensor:
        """Return the gradient with respect to the states, given the one with respect to the pictures."""
        ...


class Pixels:
    """The pictures themselves, as in the thesis."""

    def encode(self, images: Tensor) -> Tensor:
        """Return the pictures."""
        return images

    def decode(self, states: Tensor) -> Tensor:
        """Return the pictures."""
        return states

    def pull(self, states: Tensor, gradient: Tensor) -> Tensor:
        """Return the gradient."""
        return gradient


@dataclass(frozen=True)
class Fourier:
    """Coefficients of a Fourier transform of decorrelated colours, scaled so that all of them matter alike.

    ``picture = M · irfft2(S / f^decay)``: the steps of natural pictures' spectrum (Olah et al., 2017). The state
    is real, (N, C, H, W // 2 + 1, 2). Encoding is exact: any picture can be the start.

    Attributes:
        size: (H, W).
        colours: M, a matrix (C, C) from decorrelated to normalised channels; None: channels are left as they are.
        decay: exponent of the frequency that scales are divided by; 1 for natural pictures.
    """

    size: tuple[int, int]
    colours: Tensor | None = None
    decay: float = 1.0

    def encode(self, images: Tensor) -> Tensor:
        """Return the coefficients of pictures."""
        mixed = images if self.colours is None else _mix(images, torch.linalg.inv(self.colours.double()))
        spectrum = torch.fft.rfft2(mixed, norm="ortho") / self._scale(images)
        return torch.view_as_real(spectrum)

    def decode(self, states: Tensor) -> Tensor:
        """Return the pictures of coefficients."""
        spectrum = torch.view_as_complex(states.contiguous()) * self._scale(states)
        mixed = torch.fft.irfft2(spectrum, s=self.size, norm="ortho")
        return mixed if self.colours is None else _mix(mixed, self.colours)

    def pull(self, states: Tensor, gradient: Tensor) -> Tensor:
        """Return the adjoint of decoding; columns that stand for two frequencies count once."""
        mixed = gradient if self.colours is None else _mix(gradient, self.colours.T)
        return torch.view_as_real(torch.fft.rfft2(mixed, norm="ortho") * self._scale(gradient))

    def _scale(self, like: Tensor) -> Tensor:
        return _frequency_scale(self.size, self.decay).to(like.device, like.dtype)


class Maco:
    """Phases; the magnitudes are those of given pictures and stay (MACO, Fel et al., 2023).

    The state holds phases (N, C, H, W // 2 + 1) in radians.

    Args:
        magnitudes: (C, H, W // 2 + 1), of the decorrelated channels; see :func:`mean_magnitudes`.
        size: (H, W).
        colours: matrix (C, C) from decorrelated to normalised channels.
    """

    def __init__(self, magnitudes: Tensor, size: tuple[int, int], colours: Tensor | None = None) -> None:
        expected = (size[0], size[1] // 2 + 1)
        if magnitudes.dim() != 3 or tuple(magnitudes.shape[1:]) != expected:
            raise ValueError(f"Expected magnitudes (C, {expected[0]}, {expected[1]}), got {tuple(magnitudes.shape)}.")
        self.magnitudes = magnitudes
        self.size = size
        self.colours = colours

    def encode(self, images: Tensor) -> Tensor:
        """Return the phases of pictures."""
        mixed = images if self.colours is None else _mix(images, torch.linalg.inv(self.colours.double()))
        phases: Tensor = torch.fft.rfft2(mixed, norm="ortho").angle()
        return phases

    def decode(self, states: Tensor) -> Tensor:
        """Return the pictures with these phases and the given magnitudes."""
        spectrum = torch.polar(self.magnitudes.to(states.device, states.dtype).expand_as(states), states)
        mixed = torch.fft.irfft2(spectrum, s=self.size, norm="ortho")
        return mixed if self.colours is None else _mix(mixed, self.colours)

    def pull(self, states: Tensor, gradient: Tensor) -> Tensor:
        """Return the gradient with respect to the phases."""
        with torch.enable_grad():
            live = states.detach().requires_grad_()
            pulled: Tensor = torch.autograd.grad(self.decode(live), live, gradient)[0]
        return pulled


def mean_magnitudes(images: Tensor, colours: Tensor | None = None) -> Tensor:
    """Return the mean magnitude of each frequency over pictures: what :class:`Maco` keeps.

    Args:
        images: (N, C, H, W) in normalised units, at the network's input size; a few hundred are plenty.
        colours: the matrix :class:`Maco` will use.

    Returns:
        (C, H, W // 2 + 1), float32.
    """
    if images.dim() != 4 or len(images) == 0:
        raise ValueError(f"Expected pictures (N, C, H, W), got {tuple(images.shape)}.")
    inverse = None if colours is None else torch.linalg.inv(colours.double())
    total = torch.zeros(images.shape[1], images.shape[2], images.shape[3] // 2 + 1, dtype=torch.float64)
    for chunk in torch.split(images, 64):
        mixed = chunk if inverse is None else _mix(chunk, inverse)
        total += torch.fft.rfft2(mixed.double(), norm="ortho").abs().sum(0).cpu()
    return (total / len(images)).float()


def colour_matrix(images: Tensor) -> Tensor:
    """Return M (C, C), the square root of the covariance of the pictures' channels: ``channels = M · decorrelated``.

    Args:
        images: (N, C, H, W) in normalised units, of any number of channels.
    """
    pixels = images.double().transpose(0, 1).flatten(1)
    values, vectors = torch.linalg.eigh(torch.cov(pixels).reshape(len(pixels), len(pixels)))
    matrix: Tensor = vectors * values.clamp(min=1e-6).sqrt()
    return matrix.float()


def natural_colours(std: Sequence[float]) -> Tensor | None:
    """Return the matrix of natural pictures for RGB, in units of the channels' ``std``; None for other channels."""
    if len(std) != 3:
        return None
    return torch.tensor(RGB_CORRELATION) / torch.tensor([float(value) for value in std])[:, None]


def _mix(images: Tensor, matrix: Tensor) -> Tensor:
    """Return channels d = Σ_c matrix[d, c] · channel c."""
    return torch.einsum("dc,nchw->ndhw", matrix.to(images.device, images.dtype), images)


def _frequency_scale(size: tuple[int, int], decay: float) -> Tensor:
    """Return 1 / max(f, 1 / longer side)^decay for the frequencies of rfft2, (H, W // 2 + 1), with mean square 1."""
    height, width = size
    frequency = torch.sqrt(torch.fft.fftfreq(height)[:, None] ** 2 + torch.fft.rfftfreq(width)[None] ** 2)
    scale: Tensor = frequency.clamp(min=1 / max(height, width)).pow(-decay)
    scaled: Tensor = scale / scale.square().mean().sqrt()
    return scaled
