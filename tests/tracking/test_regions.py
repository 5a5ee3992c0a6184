"""Regions against the addresses themselves."""

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from deepvision.tracking.regions import Region, storage_key


@st.composite
def views(draw):
    """Draw a view of a (2, 6, 4) tensor: slices with steps, a transposition, a selection, a reinterpretation."""
    view = torch.arange(48).view(2, 6, 4)
    for dimension, size in enumerate((2, 6, 4)):
        start = draw(st.integers(0, size - 1))
        stop = draw(st.integers(start, size))
        view = (
            view.narrow(dimension, start, stop - start)[(slice(None),) * dimension + (slice(None, None, 2),)]
            if (draw(st.booleans()))
            else view.narrow(dimension, start, stop - start)
        )
    if draw(st.booleans()):
        view = view.transpose(0, 2)
    return view


@settings(derandomize=True, max_examples=300, deadline=None)
@given(views(), views())
def test_regions_are_never_wrong_about_being_apart_or_covering(one, other):
    addresses, others = set(one.flatten().tolist()), set(other.flatten().tolist())
    region, other_region = Region.of(one), Region.of(other)
    if not region.overlaps(other_region):
        assert not addresses & others
    if region.covers(other_region):
        assert others <= addresses


@settings(derandomize=True, max_examples=300, deadline=None)
@given(views(), views())
def test_boxes_that_are_apart_are_known_to_be(one, other):
    if not set(one.flatten().tolist()) & set(other.flatten().tolist()):
        assert not Region.of(one).overlaps(Region.of(other))


def test_expanded_and_negative_views():
    base = torch.zeros(4, 3)
    assert Region.of(base[1:2].expand(5, 3)) == Region.of(base[1])
    assert Region.of(base.t()) == Region.of(base)
    assert not Region.of(base[0]).overlaps(Region.of(base[1].expand(7, 3)))


def test_other_types_on_one_storage_overlap_by_bytes():
    base = torch.zeros(8, dtype=torch.float32)
    halves = base.view(torch.float16)
    assert Region.of(base[:2]).overlaps(Region.of(halves[2:4]))
    assert not Region.of(base[:2]).overlaps(Region.of(halves[4:]))


def test_what_has_no_storage_has_no_key():
    assert storage_key(torch.zeros(2)) is not None
    assert storage_key(torch.eye(2).to_sparse()) is None
