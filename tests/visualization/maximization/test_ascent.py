import torch

from deepvision.visualization.maximization.ascent import Ascent


def test_normalised_steps_by_hand():
    ascent = Ascent(torch.zeros(3, 2), "normalised", 10.0, 0.0)
    step, norm = ascent.step(torch.tensor([[3.0, 4], [0, 0], [0, -1e-6]]))
    assert torch.allclose(step, torch.tensor([[6.0, 8], [0, 0], [0, -10]]))
    assert torch.allclose(norm, torch.tensor([5, 0, 1e-6]))


def test_momentum_is_a_running_mean_and_new_pictures_begin_without():
    ascent = Ascent(torch.zeros(2, 1), "normalised", 1.0, 0.5)
    ascent.step(torch.tensor([[1.0], [1]]))
    ascent.begin([1])
    step, _ = ascent.step(torch.tensor([[1.0], [1]]))
    assert step.flatten().tolist() == [0.75, 0.5]


def test_adam_goes_where_torchs_does_with_steps_of_one_length():
    parameter = torch.zeros(1, 6, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.Adam([parameter], lr=1.0, betas=(0.9, 0.99), maximize=True)
    ascent = Ascent(torch.zeros(1, 6, dtype=torch.float64), "adam", 3.0, 0.0)
    random = torch.Generator().manual_seed(0)
    for _ in range(10):
        gradient = torch.randn(1, 6, dtype=torch.float64, generator=random)
        before = parameter.detach().clone()
        parameter.grad = gradient / gradient.norm()
        optimizer.step()
        step, _ = ascent.step(gradient)
        moved = parameter.detach() - before
        assert torch.allclose(step, moved / moved.norm() * 3, rtol=1e-3, atol=1e-3)
