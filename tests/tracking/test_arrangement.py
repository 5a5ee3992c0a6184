"""Every shape becomes (N, C, H, W)."""

import pytest
import torch

from deepvision.tracking import Tracer, TrackerModule
from deepvision.tracking.arrangement import apply_by_channel, arrange


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ((2, 3, 4, 5), (2, 3, 4, 5)),
        ((2, 7), (2, 7, 1, 1)),
        ((2, 9, 5), (2, 5, 3, 3)),
        ((2, 10, 5), (2, 5, 3, 3)),
        ((2, 7, 5), (2, 5, 7, 1)),
        ((2, 2, 5), (2, 5, 2, 1)),
        ((2, 3, 4, 5, 6), (2, 3, 20, 6)),
        ((4,), (4, 1, 1, 1)),
        ((), (1, 1, 1, 1)),
        ((0, 3, 2, 2), (0, 3, 2, 2)),
    ],
)
def test_shapes(shape, expected):
    assert arrange(torch.zeros(shape)).shape == expected


def test_tokens_become_rows_of_the_picture_without_the_class_token():
    tokens = torch.arange(5.0)[None, :, None].expand(1, 5, 3)
    assert arrange(tokens)[0, 0].tolist() == [[1, 2], [3, 4]]


def test_slices_of_a_volume_lie_below_each_other():
    volume = torch.arange(8.0).view(1, 1, 2, 2, 2)
    assert arrange(volume)[0, 0].tolist() == [[0, 1], [2, 3], [4, 5], [6, 7]]


def test_the_shape_of_a_node_is_that_of_its_activation():
    trace = Tracer(torch.nn.Sequential(TrackerModule("t"), torch.nn.Flatten(), TrackerModule("v"))).record(
        torch.rand(2, 3, 4, 4)
    )
    assert [node.shape for node in trace.graph.nodes] == [(3, 4, 4), (3, 4, 4), (48, 1, 1)]
    assert [tuple(a.shape[1:]) for a in trace.activations.values()] == [node.shape for node in trace.graph.nodes]


def test_a_function_gets_channels_second():
    tokens = torch.zeros(2, 5, 3)

    def set_channel(activation):
        changed = activation.clone()
        changed[:, 1] = 4
        return changed

    assert apply_by_channel(set_channel, tokens)[:, :, 1].unique().tolist() == [4]
    with pytest.raises(ValueError, match="keep shape and type"):
        apply_by_channel(lambda t: t[:1], tokens)
