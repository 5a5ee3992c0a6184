import math

import numpy as np
import torch

from deepvision.visualization.statistics import histogram


def test_a_histogram_by_hand():
    found = histogram(torch.tensor([[0.0, 1.0, 2.0], [math.nan, math.inf, 0.0]]), bins=2)
    assert found.edges == [0.0, 1.0, 2.0]
    assert found.counts == [2, 2]
    assert (found.min, found.max, found.mean, found.zeros, found.not_finite) == (0.0, 2.0, 0.75, 2, 2)


def test_a_histogram_equals_numpys():
    values = torch.randn(1000, generator=torch.Generator().manual_seed(0))
    found = histogram(values)
    counts, edges = np.histogram(values.double().numpy(), 64)
    assert found.counts == counts.tolist()
    assert np.allclose(found.edges, edges)


def test_equal_values_and_no_values():
    assert histogram(torch.full((5,), 3.0)).counts[32] == 5
    assert histogram(torch.tensor([math.nan])).min is None
