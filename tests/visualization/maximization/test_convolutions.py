import pytest
import torch
from torch.nn import functional

from deepvision.visualization.maximization.convolutions import channel_input_gradient, input_gradient

CASES = [(7, 2, 3), (3, 1, 1), (3, 2, 1), (11, 4, 2), (5, 3, 0), (2, 2, 0), (1, 2, 0), (1, 1, 0), (4, 4, 1)]


@pytest.mark.parametrize(("kernel", "stride", "padding"), CASES)
@pytest.mark.parametrize("size", [(23, 30), (16, 16)])
def test_both_equal_autograds(kernel, stride, padding, size):
    x = torch.randn(2, 3, *size, dtype=torch.float64, requires_grad=True)
    weight = torch.randn(6, 3, kernel, kernel, dtype=torch.float64)
    y = functional.conv2d(x, weight, None, stride, padding)
    gradient = torch.randn_like(y)
    (expected,) = torch.autograd.grad(y, x, gradient, retain_graph=True)
    assert torch.allclose(input_gradient(gradient, weight, size, stride, [padding] * 2), expected)
    channels = torch.tensor([4, 0])
    single = torch.zeros_like(y)
    single[[0, 1], channels] = gradient[[0, 1], channels]
    (expected,) = torch.autograd.grad(y, x, single)
    values = gradient[[0, 1], channels]
    assert torch.allclose(channel_input_gradient(values, weight[channels], size, stride, [padding] * 2), expected)
