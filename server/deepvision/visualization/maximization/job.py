"""Objectives of the same layers: a batch of pictures, step by step, from their starts to their ends."""

import contextlib
import math
from collections import deque
from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from deepvision.tracking import INPUT
from deepvision.visualization.maximization.ascent import Ascent
from deepvision.visualization.maximization.convergence import Convergence, Slot
from deepvision.visualization.maximization.memory import fitting_batch_size, is_out_of_memory
from deepvision.visualization.maximization.objectives import Objective, ObjectiveBatch, Shapes
from deepvision.visualization.maximization.parameterizations import Parameterization
from deepvision.visualization.maximization.passes import Backward, LeakyForward, Slope
from deepvision.visualization.maximization.randomness import draws, generator
from deepvision.visualization.maximization.reaching import OUTPUT, Reach
from deepvision.visualization.maximization.receptive_fields import Crop, centre_crop
from deepvision.visualization.maximization.regularization import DRAWS, regularize
from deepvision.visualization.maximization.results import Verdict, Visualization
from deepvision.visualization.maximization.settings import Settings
from deepvision.visualization.maximization.starts import Starts


class Job:
    """A queue of objectives, and the rows of a batch they pass through.

    Args:
        reach: runs the network.
        objectives: all of the run.
        indices: which of them are this job's; they look at the same layers.
        settings: of the run.
        starts: first pictures of all objectives.
        limit: keeps pictures (N, C, H, W) within their range.
        parameterize: makes the parameterization for pictures of a size (H, W).
        channels_last: how the network's inputs are laid out.
    """

    def __init__(
        self,
        reach: Reach,
        objectives: Sequence[Objective],
        indices: Sequence[int],
        settings: Settings,
        starts: Starts,
        *,
        limit: Callable[[Tensor], Tensor],
        parameterize: Callable[[tuple[int, int]], Parameterization],
        channels_last: bool,
    ) -> None:
        self._reach = reach
        self._objectives = objectives
        self._layers = objectives[indices[0]].layers
        self._limit = limit
        self._settings = settings
        self._starts = starts
        self._final_steps = 0 if settings.regularization is None else min(settings.final_steps, settings.steps)
        self._queue = deque(indices)
        self._crop = self._find_crop([objectives[index] for index in indices])
        _, height, width = reach.shape
        size = (height, width) if self._crop is None else (self._crop.height, self._crop.width)
        self._parameterization = parameterize(size)
        self._channels_last = channels_last
        # Pictures are kept in single precision at least, also for networks in half precision.
        self._dtype = torch.promote_types(reach.dtype, torch.float32)
        self._shapes = self._layer_shapes(size)
        self._batch_size = settings.batch_size or self._fitting(size)
        self._begin()

    @property
    def is_going(self) -> bool:
        """Whether pictures are left to do."""
        return any(slot is not None for slot in self._slots)

    def steps(self) -> dict[int, int]:
        """Return the steps done per picture in work."""
        return {slot.index: slot.step for slot in self._slots if slot is not None}

    def images(self) -> dict[int, Tensor]:
        """Return the pictures in work."""
        rows = [(row, slot.index) for row, slot in enumerate(self._slots) if slot is not None]
        decoded = self._parameterization.decode(self._states).cpu()
        return {index: self._whole(decoded[row], index) for row, index in rows}

    def step(self) -> list[Visualization]:
        """Do one step of all pictures in work; return those that are finished with it."""
        while True:
            try:
                self._advance()
                return self._leave()
            except Exception as error:
                if not is_out_of_memory(error) or self._batch_size == 1:
                    raise
            self._restart_with_less()

    def _restart_with_less(self) -> None:
        """Halve the batch; the pictures in work begin again, so that each is of one batch size only."""
        self._queue.extendleft(reversed([slot.index for slot in self._slots if slot is not None]))
        self._batch_size //= 2
        if self._reach.device.type == "cuda":
            torch.cuda.empty_cache()
        self._begin()

    def _begin(self) -> None:
        self._slots: list[Slot | None] = [None] * self._batch_size
        first = self._encoded([self._queue[0]])
        self._states = first.repeat(self._batch_size, *(1,) * (first.dim() - 1))
        settings = self._settings
        self._ascent = Ascent(self._states, settings.optimizer, settings.step_size, settings.momentum)
        self._first = torch.zeros(self._batch_size, device=self._states.device, dtype=self._dtype)
        self._moved = torch.zeros(self._batch_size, device=self._states.device, dtype=torch.bool)
        self._convergence = Convergence(self._first, settings.patience, settings.tolerance, self._final_steps)
        self._fill()

    def _fill(self) -> None:
        """Let the next pictures into the rows that are free."""
        rows = [row for row, slot in enumerate(self._slots) if slot is None][: len(self._queue)]
        for row in rows:
            index = self._queue.popleft()
            layer, channel = self._objectives[index].key
            random = draws(generator(self._settings.seed, layer, channel, "steps"), self._settings.steps, DRAWS)
            steps = self._settings.steps
            self._slots[row] = Slot(index, random, steps - self._final_steps, steps)
        if rows:
            occupied = [self._slots[row] for row in rows]
            self._states[rows] = self._encoded([slot.index for slot in occupied if slot is not None])
            self._moved[rows] = False
            self._ascent.begin(rows)
            self._convergence.begin(rows)
        last = next(slot.index for slot in self._slots if slot is not None)
        padded = [self._objectives[last if slot is None else slot.index] for slot in self._slots]
        self._batch = ObjectiveBatch(padded, self._shapes, self._reach.device, self._reach.dtype, self._centres())
        if self._channels_last:
            self._batch.to_channels_last()

    def _advance(self) -> None:
        """One step of gradient ascent, equation (5.1), and what comes after it."""
        images = self._parameterization.decode(self._states)
        values, gradient = self._ascend(images)
        fresh = [row for row, slot in enumerate(self._slots) if slot is not None and slot.step == 0]
        if fresh:
            self._first[fresh] = values[fresh]
        pulled = self._parameterization.pull(self._states, gradient)
        step, norm = self._ascent.step(pulled)
        self._moved |= norm > 0
        self._states = self._constrained(self._states + step)
        for slot in self._slots:
            if slot is not None:
                slot.step += 1
        self._convergence.look(self._slots, values)

    def _ascend(self, images: Tensor) -> tuple[Tensor, Tensor]:
        """Return the objectives' values (N,) and their gradients (N, C, H, W) with respect to the pictures."""
        policy = self._settings.policy
        slope = self._slope()
        x = self._laid_out(images)
        with torch.inference_mode(False), torch.enable_grad():
            x = (x.clone() if x.is_inference() else x).requires_grad_()
            leaky = policy.kind in ("leaky", "proxy-forward")
            with self._precision(), LeakyForward(slope) if leaky else contextlib.nullcontext():
                activations = self._reach.run(x, self._layers)
            outputs = [activations[layer] for layer in self._layers]
            seeds = [self._batch.seeds[layer].to(activations[layer].dtype) for layer in self._layers]
            gradient = Backward(slope, self._batch.channels).gradient(outputs, x, seeds)
        with torch.no_grad():
            if policy.kind == "proxy-forward":
                activations = self._reach.run(x.detach(), self._layers)
            values = self._batch.values({layer: value.detach() for layer, value in activations.items()})
        return values.to(self._dtype), gradient.to(self._dtype)

    def _precision(self) -> contextlib.AbstractContextManager[object]:
        """Return what the passes of ascent run in; what is reported in the end is always measured without it."""
        if self._settings.precision == "full":
            return contextlib.nullcontext()
        return torch.autocast(self._reach.device.type, torch.bfloat16, cache_enabled=False)

    def _slope(self) -> Slope:
        policy, settings = self._settings.policy, self._settings
        if policy.final_slope is None or policy.kind == "true":
            return policy.slope_at(0, settings.steps)
        slopes = [0.0 if slot is None else policy.slope_at(self._phase(slot), settings.steps) for slot in self._slots]
        return torch.tensor(slopes).to(self._reach.device, non_blocking=True)

    def _phase(self, slot: Slot) -> int:
        """Return the step that counts for annealing: a picture that has converged goes on as at the end."""
        steps = self._settings.steps
        return max(slot.step, steps - 1) if slot.end < steps and slot.step >= slot.final_from else slot.step

    def _constrained(self, states: Tensor) -> Tensor:
        """Return the states after regularization and within the range of pictures."""
        how, settings = self._settings.regularization, self._settings
        rows = [
            row
            for row, slot in enumerate(self._slots)
            if how is not None and slot is not None and slot.step < slot.final_from
        ]
        if not rows and not settings.limit_range:
            return states
        images = self._parameterization.decode(states)
        if rows and how is not None:
            random = torch.stack([slot.random[slot.step] for row in rows if (slot := self._slots[row]) is not None])
            if len(rows) == len(images):
                images = regularize(images, how, random)
            else:
                images = images.clone()
                images[rows] = regularize(images[rows], how, random)
        if settings.limit_range:
            images = self._limit(images)
        return self._parameterization.encode(images)

    def _leave(self) -> list[Visualization]:
        """Take out the pictures that are finished, measured on the network as it is, and let the next ones in."""
        rows = [row for row, slot in enumerate(self._slots) if slot is not None and slot.step >= slot.end]
        if not rows:
            return []
        images = self._parameterization.decode(self._states)
        with torch.no_grad():
            activations = self._reach.run(self._laid_out(images), self._layers)
            values = self._batch.values(activations)
            silent = self._batch.silent(activations)
        numbers = torch.stack([values.double(), self._first.double(), silent.double(), self._moved.double()]).cpu()
        decoded = images.cpu()
        finished = []
        for row in rows:
            slot = self._slots[row]
            if slot is not None:
                finished.append(self._finished(slot, decoded[row], numbers[:, row].tolist()))
                self._slots[row] = None
        if self._queue:
            self._fill()
        return finished

    def _finished(self, slot: Slot, image: Tensor, numbers: list[float]) -> Visualization:
        value, first, silent, moved = numbers
        finite = math.isfinite(value) and bool(torch.isfinite(image).all())
        verdict: Verdict = "not-finite" if not finite else "dead" if silent or not moved else "alive"
        return Visualization(
            index=slot.index,
            objective=self._objectives[slot.index],
            image=self._whole(image, slot.index) if finite else self._starts[slot.index].cpu().clone(),
            activation=value,
            start_activation=first,
            steps=slot.step,
            verdict=verdict,
            batch_size=self._batch_size,
        )

    def _laid_out(self, images: Tensor) -> Tensor:
        layout = torch.channels_last if self._channels_last else torch.contiguous_format
        return images.detach().to(self._reach.dtype).contiguous(memory_format=layout)

    def _encoded(self, indices: list[int]) -> Tensor:
        """Return the states that pictures begin with."""
        images = torch.stack([self._starts[index] for index in indices])
        if self._crop is not None:
            images = self._crop.cut(images)
        return self._parameterization.encode(images.to(self._reach.device, self._dtype)).clone()

    def _whole(self, image: Tensor, index: int) -> Tensor:
        """Return a picture at full size; what a crop left out is as it was at the start."""
        if self._crop is None:
            return image.clone()
        return self._crop.paste(image[None], self._starts[index][None].to(image))[0]

    def _find_crop(self, objectives: list[Objective]) -> Crop | None:
        how = self._settings.regularization
        pointwise = how is None or how.keeps_pixels_apart
        centred = all(term.where == "centre" for objective in objectives for term in objective.terms)
        alone = len(self._layers) == 1 and self._layers[0] not in (INPUT, OUTPUT)
        wanted = self._settings.crop and self._settings.parameterization == "pixels"
        return centre_crop(self._reach, self._layers[0]) if wanted and pointwise and centred and alone else None

    def _centres(self) -> dict[str, tuple[int, int]]:
        return {} if self._crop is None else {self._layers[0]: (self._crop.row, self._crop.column)}

    def _layer_shapes(self, size: tuple[int, int]) -> Shapes:
        if self._crop is None:
            return {layer: self._reach.layer_shape(layer) for layer in self._layers}
        probe = torch.zeros(1, self._reach.shape[0], *size, device=self._reach.device, dtype=self._reach.dtype)
        with torch.no_grad():
            activations = self._reach.run(probe, self._layers)
        return {layer: (int(a.shape[1]), int(a.shape[2]), int(a.shape[3])) for layer, a in activations.items()}

    def _fitting(self, size: tuple[int, int]) -> int:
        probe = torch.zeros(1, self._reach.shape[0], *size, device=self._reach.device, dtype=self._reach.dtype)
        return fitting_batch_size(lambda x: self._reach.run(x, self._layers), probe)
