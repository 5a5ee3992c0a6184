"""The step-wise learning rate of section 2.5."""


def learning_rate(start: float, decay: float, steps: int, epoch: int, epochs: int) -> float:
    """Return the learning rate of an epoch: ``start · decay^k`` in the k-th of ``steps + 1`` equal parts.

    With start 0.1, decay 0.1 and 2 steps over 90 epochs it is 0.1, 0.01, 0.001 for 30 epochs each (section 2.5.2).

    Args:
        start: in the first part.
        decay: factor of a step.
        steps: number of steps.
        epoch: from 0.
        epochs: of the whole training.

    Raises:
        ValueError: an epoch that is not one of them.
    """
    if not 0 <= epoch < epochs:
        raise ValueError(f"Expected an epoch from 0 to {epochs - 1}, got {epoch}.")
    return float(start * decay ** (epoch * (steps + 1) // epochs))
