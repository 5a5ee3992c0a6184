"""The activations of a run as one stream, compressed frame by frame when the client wants that."""

import logging
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import torch
import zstandard
from flask import Request, Response
from threadpoolctl import threadpool_limits
from torch import Tensor

from deepvision.api.errors import ApiError
from deepvision.api.operation import CONTAINER, IMMUTABLE
from deepvision.api.run_store import RecordedRun
from deepvision.api.schemas import Problem
from deepvision.settings import LOCAL_HOSTS
from deepvision.wire import (
    LayerEntry,
    Quantized,
    end_frame,
    header,
    problem_frame,
    pyramid_frames,
    quantize,
    statistics_frame,
    values_frames,
)

Result = TypeVar("Result")
log = logging.getLogger(__name__)
MAX_MIP = 5
_AHEAD = 4
"""Portions that are encoded before the network has taken them."""
_PORTION_BYTES = 1 << 18


def order_of_layers(run: RecordedRun, order: str | None, only: str | None) -> list[int]:
    """Return indices into the run's nodes, those nearest to ``order`` = ``near:{layer}`` first.

    Args:
        run: whose layers are ordered.
        order: None for the order of execution.
        only: ids of the layers wanted, separated by commas; None for all.

    Raises:
        ApiError: 422 for another form of ``order``, 404 for a layer that the run does not have.
    """
    ids = [node.id for node in run.trace.graph.nodes]
    wanted = range(len(ids)) if only is None else sorted({_index(ids, layer) for layer in only.split(",")})
    if order is None:
        return list(wanted)
    how, _, layer = order.partition(":")
    if how != "near" or not layer:
        raise ApiError(422, "order-unknown", "Unknown order", f"Expected order=near:LAYER, got {order!r}.")
    centre = _index(ids, layer)
    return sorted(wanted, key=lambda index: abs(index - centre))


def mips_of(text: str) -> list[int]:
    """Return the levels to send, in order.

    Raises:
        ApiError: 422 for anything but distinct numbers from 0 to 5.
    """
    parts = text.split(",")
    if not all(part.isascii() and part.isdigit() and len(part) == 1 and int(part) <= MAX_MIP for part in parts) or len(
        set(parts)
    ) != len(parts):
        raise ApiError(
            422,
            "mips-invalid",
            "Unknown levels",
            f"Expected mips= distinct numbers from 0 to {MAX_MIP}, as 2,0; got {text!r}.",
        )
    return [int(part) for part in parts]


class Encoder:
    """Turns activations into frames in a thread of its own, ahead of what the network takes."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "encode", initializer=_compute_alone)

    def run(self, function: Callable[..., Result], *arguments: object) -> Result:
        """Compute something small, such as a histogram, in this thread."""
        return self._thread.submit(function, *arguments).result()

    def container(self, run: RecordedRun, layers: Sequence[int], mips: Sequence[int]) -> Iterator[bytes]:
        """Yield the DVX1 stream of some layers: level by level, and within a level in the order of ``layers``."""
        nodes = run.trace.graph.nodes
        yield header(run.recipe.network.id, run.id, [LayerEntry(node.id, node.shape) for node in nodes])
        quantized: dict[int, Quantized] = {}
        wanted = [(index, mip) for mip in mips for index in layers]
        ahead: deque[Future[bytes]] = deque()
        try:
            for part in _portions(run, wanted):
                ahead.append(self._thread.submit(_encoded, run, part, quantized))
                if len(ahead) > _AHEAD:
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()
        except Exception:  # the status line is gone already, so the stream itself has to say it
            log.exception("a stream of activations failed")
            detail = "The server met an error while it sent the activations; its log says more. Post the picture again."
            problem = Problem(type="internal", title="Server error", status=500, detail=detail)
            yield problem_frame(problem.model_dump())
            return
        finally:  # a client that has gone needs nothing more
            for job in ahead:
                job.cancel()
        yield end_frame()


def _compute_alone() -> None:
    """Let this thread compute without helpers: waking them costs more than they save on single layers."""
    torch.get_num_threads()  # torch sets a thread's number of helpers when it first asks for it
    threadpool_limits(1, user_api="openmp")


def _portions(run: RecordedRun, wanted: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Yield the layers and levels in portions of some size: handing each one over by itself costs more than it."""
    portion: list[tuple[int, int]] = []
    size = 0
    for index, mip in wanted:
        channels, height, width = run.trace.graph.nodes[index].shape
        portion.append((index, mip))
        size += channels * height * width >> (2 * mip)
        if size >= _PORTION_BYTES:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _encoded(run: RecordedRun, portion: Sequence[tuple[int, int]], quantized: dict[int, Quantized]) -> bytes:
    parts: list[bytes] = []
    for index, mip in portion:
        activation = activation_of(run, index)
        if index not in quantized:
            quantized[index] = quantize(activation)
            parts.append(statistics_frame(index, quantized[index].statistics))
        if mip == 0:
            parts.extend(values_frames(index, quantized[index]))
        else:
            parts.extend(pyramid_frames(index, activation, quantized[index].statistics, mip))
    return b"".join(parts)


def activation_of(run: RecordedRun, index: int) -> Tensor:
    """Return the activation (C, H, W) of node number ``index`` for the run's one picture."""
    node = run.trace.graph.nodes[index]
    return run.trace.activations[node.id][0].reshape(node.shape)


def layer_index(run: RecordedRun, layer: str) -> int:
    """Return the number of a layer.

    Raises:
        ApiError: 404 ``layer-unknown``.
    """
    return _index([node.id for node in run.trace.graph.nodes], layer)


def streamed(frames: Iterator[bytes], asked: Request, *, immutable: bool = True) -> Response:
    """Return frames as a response, compressed if the client takes zstd, or gzip over a network."""
    encoding = _encoding(asked)
    body = frames if encoding is None else _compressed(frames, encoding)
    response = Response(body, content_type=CONTAINER)
    if encoding is not None:
        response.headers["Content-Encoding"] = encoding
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = IMMUTABLE if immutable else "no-cache"
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _index(ids: list[str], layer: str) -> int:
    if layer not in ids:
        raise ApiError(
            404, "layer-unknown", "Unknown layer", f"There is no layer {layer!r}. There are: {', '.join(ids)}."
        )
    return ids.index(layer)


def _encoding(asked: Request) -> str | None:
    offered = asked.accept_encodings
    if offered["zstd"] > 0:
        return "zstd"
    if offered["gzip"] > 0 and asked.remote_addr not in LOCAL_HOSTS:  # loopback is faster than gzip
        return "gzip"
    return None


def _compressed(frames: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    if encoding == "zstd":
        zstd = zstandard.ZstdCompressor(level=1).compressobj()
        for part in frames:
            yield zstd.compress(part) + zstd.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
        yield zstd.flush()
        return
    gzip = zlib.compressobj(1, wbits=31)
    for part in frames:
        yield gzip.compress(part) + gzip.flush(zlib.Z_SYNC_FLUSH)
    yield gzip.flush()
