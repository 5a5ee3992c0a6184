"""How the gradient goes through rectifiers, decided for one run without touching the network (thesis, chapter 5)."""

from dataclasses import dataclass
from typing import Literal

PolicyKind = Literal["true", "proxy", "proxy-forward", "leaky"]


@dataclass(frozen=True)
class GradientPolicy:
    """What rectifiers do to the gradient.

    - ``true``: the gradient of the network as it is.
    - ``proxy``: ProxyGrad as section 5.2 has it: the network's own forward pass, and a backward pass whose rectifiers
      have the slope s where the *original's activations* are not positive.
    - ``proxy-forward``: ProxyGrad with a proxy that runs a leaky forward pass *of its own*: the gradient of the
      objective at the original's activations, carried back through the Leaky ReLU network.
    - ``leaky``: the thesis's other arm, every ReLU replaced by a Leaky ReLU in both passes.

    They hold for what PyTorch computes as ``relu``, ``leaky_relu``, ``relu6`` and ``threshold`` at 0, however it is
    called: as a module or a function, in place, reused, from TorchScript. A rectifier with a higher slope of its own
    keeps it. Above 6 ReLU6 passes no gradient in any of them. Smooth activations (GELU, SiLU) and a ``clamp`` are left
    alone.

    Attributes:
        kind: which of these.
        slope: s, at least 0; unused by ``true``.
        final_slope: what the slope has come down to, linearly, at the last step; None: it stays. Annealing lets the
            first steps see far, and the last ones the truth.
    """

    kind: PolicyKind = "true"
    slope: float = 0.0
    final_slope: float | None = None

    def __post_init__(self) -> None:
        if self.kind not in ("true", "proxy", "proxy-forward", "leaky"):
            raise ValueError(f"Expected a policy true, proxy, proxy-forward or leaky, got {self.kind!r}.")
        for slope in (self.slope, self.final_slope):
            if slope is not None and not 0 <= slope <= 1:
                raise ValueError(f"Expected a slope from 0 to 1, got {slope}. The thesis uses 0.01 to 0.3.")

    def slope_at(self, step: int, steps: int) -> float:
        """Return the slope at a step from 0 to ``steps`` - 1."""
        if self.kind == "true":
            return 0.0
        if self.final_slope is None or steps < 2:
            return self.slope
        return self.slope + (self.final_slope - self.slope) * min(step / (steps - 1), 1.0)
