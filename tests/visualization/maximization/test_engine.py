import threading
from dataclasses import replace

import pytest
import torch
from torch import nn

from deepvision.visualization.maximization import (
    OUTPUT,
    PRESETS,
    GradientPolicy,
    Maximizer,
    Regularization,
    Settings,
    centre_unit,
    channel_mean,
    class_logit,
    direction,
    mean_magnitudes,
    noise_start,
    thesis,
)

from .networks import Small

SHAPE = (3, 18, 21)
PLAIN = Settings(
    steps=12,
    step_size=2.0,
    policy=GradientPolicy(),
    regularization=None,
    limit_range=False,
    tolerance=None,
    batch_size=3,
)
CHANNELS = [channel_mean("conv2", channel) for channel in range(7)]


def run(maximizer, objectives, settings, **rest):
    return sorted(maximizer.run(objectives, settings, **rest), key=lambda found: found.index)


def plain_loop(module, start, objective, steps, size):
    """(5.1) as one would write it."""
    x = start.clone()
    for _ in range(steps):
        x = x.detach().requires_grad_()
        value = objective(module, x)
        value.backward(inputs=[x])
        x = x + size * x.grad / x.grad.norm().clamp(min=1e-30)
    return x.detach(), float(objective(module, x).detach())


def test_the_loop_equals_a_plain_one():
    module = Small("F.relu")
    maximizer = Maximizer(module, SHAPE)
    objectives = [channel_mean("conv2", 4), centre_unit("conv1", 2), class_logit(3), direction("conv2", range(8))]
    objectives.append(2 * channel_mean("conv1", 1) - centre_unit("conv2", 0))
    starts = torch.randn(5, *SHAPE, generator=torch.Generator().manual_seed(0))
    conv1 = lambda m, x: m.rectify(m.norm1(m.conv1(x)))  # noqa: E731
    norm2 = lambda m, x: m.norm2(m.conv2(conv1(m, x)))  # noqa: E731  (what the node "conv2" shows)
    written = [
        lambda m, x: norm2(m, x)[0, 4].mean(),
        lambda m, x: conv1(m, x)[0, 2, 9 // 2, 11 // 2],
        lambda m, x: m(x)[0, 3],
        lambda m, x: (norm2(m, x)[0].mean((1, 2)) * torch.arange(8)).sum(),
        lambda m, x: 2 * conv1(m, x)[0, 1].mean() - norm2(m, x)[0, 0, 9 // 2, 11 // 2],
    ]
    found = run(maximizer, objectives, PLAIN, start=starts)
    for result, start, objective in zip(found, starts, written, strict=True):
        image, value = plain_loop(module, start[None], objective, 12, 2.0)
        assert torch.allclose(result.image, image[0], atol=1e-3)
        assert result.activation == pytest.approx(value, rel=1e-3, abs=1e-4)
        assert result.start_activation == pytest.approx(
            float(objective(module, start[None]).detach()), rel=1e-3, abs=1e-4
        )
        assert result.steps == 12


def test_the_thesis_preset_is_what_the_facts_say():
    how = thesis()
    assert (how.steps, how.step_size, how.final_steps, how.parameterization) == (200, 20, 10, "pixels")
    assert how.policy.kind == "true"
    assert how.regularization == Regularization()
    assert not how.limit_range
    assert how.tolerance is None
    assert PRESETS["default"]() == Settings()


@pytest.mark.parametrize(
    "settings", [PLAIN, replace(Settings(), steps=9, batch_size=3), replace(thesis(), steps=14, batch_size=3)]
)
def test_a_pictures_result_does_not_depend_on_its_neighbours_or_its_place(settings):
    maximizer = Maximizer(Small("torch.relu"), SHAPE)
    together = run(maximizer, CHANNELS, settings)
    assert [found.index for found in together] == list(range(7))
    assert all(found.batch_size == 3 for found in together)
    for channel in (0, 4, 6):
        (alone,) = run(maximizer, CHANNELS[channel : channel + 1], settings)
        assert torch.equal(alone.image, together[channel].image)
        assert alone.activation == together[channel].activation


def test_seeds_repeat_a_run_and_leave_the_global_random_state_alone():
    maximizer = Maximizer(Small("torch.relu"), SHAPE)
    settings = replace(Settings(), steps=6)
    state = torch.get_rng_state()
    first, again = run(maximizer, CHANNELS[:2], settings), run(maximizer, CHANNELS[:2], settings)
    other = run(maximizer, CHANNELS[:2], replace(settings, seed=1))
    assert torch.equal(torch.get_rng_state(), state)
    assert all(torch.equal(one.image, two.image) for one, two in zip(first, again, strict=True))
    assert not torch.equal(first[0].image, other[0].image)
    starts = noise_start(SHAPE, [("a", 0), ("a", 1), ("a", 0)], 5)
    assert torch.equal(starts[0], starts[2])
    assert not torch.equal(starts[0], starts[1])


def test_the_last_steps_go_without_regularization():
    maximizer = Maximizer(Small("torch.relu"), SHAPE)
    blend = Regularization(
        rotation_probability=0, scaling_probability=0, blur=(0, 0), roll_probability=0, distribution=1
    )
    settings = replace(PLAIN, steps=3, regularization=blend, step_size=1e-6, final_steps=2)
    start = torch.randn(SHAPE, generator=torch.Generator().manual_seed(0)) * 4
    (found,) = run(maximizer, CHANNELS[:1], settings, start=start)
    assert torch.allclose(found.image.mean((1, 2)), torch.zeros(3), atol=1e-4)  # the first step normalised it
    (found,) = run(maximizer, CHANNELS[:1], replace(settings, final_steps=3), start=start)
    assert torch.allclose(found.image, start, atol=1e-4)


def test_values_stay_within_the_range_of_pictures():
    maximizer = Maximizer(Small("torch.relu"), SHAPE, mean=(0.4, 0.5, 0.6), std=(0.2, 0.25, 0.3))
    found = run(maximizer, CHANNELS, replace(PLAIN, step_size=30.0, limit_range=True))
    pixels = torch.stack([one.image for one in found]) * torch.tensor((0.2, 0.25, 0.3))[:, None, None]
    pixels += torch.tensor((0.4, 0.5, 0.6))[:, None, None]
    assert pixels.min() >= -1e-5
    assert pixels.max() <= 1 + 1e-5
    assert pixels.std() > 0.3


@pytest.mark.parametrize("kind", ["true", "proxy", "proxy-forward", "leaky"])
@pytest.mark.parametrize("final", [None, 0.0])
def test_every_policy_raises_the_activation_of_the_network_as_it_is(kind, final):
    module = Small("in-place module")
    maximizer = Maximizer(module, SHAPE)
    found = run(maximizer, CHANNELS, replace(PLAIN, steps=20, policy=GradientPolicy(kind, 0.2, final)))
    for one in found:
        with torch.no_grad():
            plain = module.norm2(module.conv2(module.rectify(module.norm1(module.conv1(one.image[None])))))
        assert one.activation == pytest.approx(float(plain[0, one.index].mean()), rel=1e-3)
        assert one.activation > one.start_activation


def test_annealing_by_hand():
    policy = GradientPolicy("proxy", 0.4, 0.0)
    assert [policy.slope_at(step, 5) for step in range(6)] == pytest.approx([0.4, 0.3, 0.2, 0.1, 0, 0])
    assert GradientPolicy("proxy", 0.4).slope_at(3, 5) == 0.4
    for wrong in ({"kind": "guided"}, {"kind": "proxy", "slope": -1}, {"kind": "proxy", "final_slope": 2}):
        with pytest.raises(ValueError, match="Expected"):
            GradientPolicy(**wrong)


class Silent(nn.Module):
    """Four rectified channels: 0 silent at black but not at white, 1 dead whatever comes, 2 NaN, 3 alive."""

    def __init__(self):
        super().__init__()
        self.conv, self.relu = nn.Conv2d(3, 4, 1), nn.ReLU()
        with torch.no_grad():
            self.conv.weight.fill_(1)
            self.conv.bias.copy_(torch.tensor([-2.5, 0, torch.nan, 5]))
            self.conv.weight[1] = 0
        self.eval()

    def forward(self, x):
        return self.relu(self.conv(x)).mean((2, 3))


def test_silent_dead_and_not_finite_channels():
    maximizer = Maximizer(Silent(), SHAPE)
    objectives = [channel_mean("conv", channel) for channel in range(4)]
    settings = replace(PLAIN, limit_range=True, batch_size=4)
    true = run(maximizer, objectives, settings, start=torch.full(SHAPE, 0.5))
    assert [found.verdict for found in true] == ["dead", "dead", "not-finite", "alive"]
    assert torch.equal(true[2].image, torch.full(SHAPE, 0.5))
    proxy = run(
        maximizer,
        objectives,
        replace(settings, steps=40, policy=GradientPolicy("proxy", 0.1)),
        start=torch.full(SHAPE, 0.5),
    )
    assert [found.verdict for found in proxy] == ["alive", "dead", "not-finite", "alive"]
    assert proxy[0].activation == pytest.approx(0.5, abs=1e-3)  # the white picture


def test_a_network_of_nan():
    module = Small("torch.relu")
    nn.init.constant_(module.conv1.weight, torch.nan)
    with pytest.raises(ValueError, match="nothing but NaN"):
        Maximizer(module, SHAPE).run(CHANNELS, PLAIN)


@pytest.mark.parametrize(
    ("objective", "message"),
    [
        (channel_mean("conv3", 0), "Near names: conv"),
        (channel_mean("conv2", 8), "from 0 to 7, got 8"),
        (channel_mean("conv2", -1), "got -1"),
        (class_logit(5), "from 0 to 4"),
        (direction("conv2", [1, 2]), "direction of 8 weights"),
    ],
)
def test_wrong_objectives(objective, message):
    with pytest.raises(ValueError, match=message):
        Maximizer(Small("torch.relu"), SHAPE).run([objective], PLAIN)


def test_wrong_starts_and_settings():
    maximizer = Maximizer(Small("torch.relu"), SHAPE)
    for start in (torch.zeros(1, 8, 8), torch.zeros(2, *SHAPE), torch.full(SHAPE, torch.nan)):
        with pytest.raises(ValueError, match="Expected a start"):
            maximizer.run(CHANNELS, PLAIN, start=start)
    with pytest.raises(ValueError, match="mean_magnitudes"):
        maximizer.run(CHANNELS, replace(PLAIN, parameterization="maco"))
    with pytest.raises(ValueError, match="positive std"):
        Maximizer(Small("torch.relu"), SHAPE, mean=(0, 0, 0), std=(1, 0, 1))
    for wrong in ({"steps": 0}, {"step_size": -1.0}, {"momentum": 1.0}, {"batch_size": 0}):
        with pytest.raises(ValueError, match="Expected"):
            Settings(**wrong)


def test_progress_partial_pictures_and_cancelling():
    maximizer = Maximizer(Small("torch.relu"), SHAPE)
    seen = []

    def on_step(progress):
        seen.append((progress.done, progress.total, dict(progress.steps)))
        if progress.steps:
            assert progress.images().keys() == progress.steps.keys()
            assert all(image.shape == SHAPE for image in progress.images().values())
        return len(seen) < 15

    found = run(maximizer, CHANNELS, PLAIN, on_step=on_step)
    assert len(seen) == 15
    assert [one.index for one in found] == [0, 1, 2]
    assert seen[0] == (0, 7, {0: 1, 1: 1, 2: 1})
    assert seen[11] == (3, 7, {3: 0, 4: 0, 5: 0})


def test_converged_pictures_leave_and_the_next_ones_enter():
    maximizer = Maximizer(Silent(), SHAPE)
    settings = replace(PLAIN, steps=100, limit_range=True, tolerance=0.01, patience=5, batch_size=2)
    objectives = [channel_mean("conv", 3), channel_mean("conv", 0), channel_mean("conv", 3)]
    found = run(maximizer, objectives, settings, start=torch.full(SHAPE, 0.9))
    assert all(one.steps < 40 for one in found)
    assert found[0].activation == pytest.approx(8, abs=1e-3)
    assert torch.equal(found[0].image, found[2].image)


def test_when_a_picture_ends_does_not_depend_on_when_it_began():
    maximizer = Maximizer(Small("torch.relu"), SHAPE)
    settings = replace(Settings(), steps=60, step_size=3.0, tolerance=0.05, patience=3, batch_size=3)
    together = run(maximizer, CHANNELS, settings)
    assert len({found.steps for found in together}) > 1  # so the later ones enter at odd times
    for channel in range(7):
        (alone,) = run(maximizer, CHANNELS[channel : channel + 1], settings)
        assert alone.steps == together[channel].steps
        assert torch.equal(alone.image, together[channel].image)


class Greedy(Small):
    """Runs out of memory for more than two pictures."""

    def forward(self, x):
        if len(x) > 2:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return super().forward(x)


def test_the_batch_is_halved_when_memory_ends():
    found = run(Maximizer(Greedy("torch.relu"), SHAPE), CHANNELS, replace(PLAIN, batch_size=5))
    expected = run(Maximizer(Small("torch.relu"), SHAPE), CHANNELS, replace(PLAIN, batch_size=2))
    assert all(one.batch_size == 2 for one in found)
    assert all(torch.equal(one.image, two.image) for one, two in zip(found, expected, strict=True))


def test_other_errors_come_through():
    class Broken(Small):
        def forward(self, x):
            if len(x) > 2:
                raise RuntimeError("no such size")
            return super().forward(x)

    with pytest.raises(RuntimeError, match="no such size"):
        run(Maximizer(Broken("torch.relu"), SHAPE), CHANNELS, PLAIN)


@pytest.mark.parametrize("name", ["spectrum", "maco"])
def test_spectra(name):
    data = torch.randn(20, *SHAPE, generator=torch.Generator().manual_seed(0))
    module = Small("torch.relu")
    maximizer = Maximizer(module, SHAPE, colours=torch.eye(3))
    magnitudes = mean_magnitudes(data)
    settings = replace(PRESETS[name](), steps=20, batch_size=7, step_size=4.0)
    found = run(maximizer, CHANNELS, settings, magnitudes=magnitudes)
    assert sum(one.activation for one in found) > sum(one.start_activation for one in found)
    again = run(maximizer, CHANNELS[3:4], settings, magnitudes=magnitudes)
    assert torch.equal(again[0].image, found[3].image)


def test_an_objective_of_the_output_runs_to_the_end():
    (found,) = run(Maximizer(Small("torch.relu"), SHAPE), [class_logit(2)], PLAIN)
    (same,) = run(Maximizer(Small("torch.relu"), SHAPE), [channel_mean(OUTPUT, 2)], PLAIN)
    assert torch.equal(found.image, same.image)


def test_inference_mode_of_the_caller_does_no_harm():
    maximizer = Maximizer(Small("in-place module"), SHAPE)
    expected = run(maximizer, CHANNELS[:2], PLAIN)
    with torch.inference_mode():
        found = run(maximizer, CHANNELS[:2], PLAIN)
    assert all(torch.equal(one.image, two.image) for one, two in zip(found, expected, strict=True))


def test_the_network_is_as_before_and_others_use_it_meanwhile():
    module = Small("in-place module")
    x = torch.randn(2, *SHAPE)
    with torch.no_grad():
        expected = module(x)
    state = {name: value.clone() for name, value in module.state_dict().items()}
    settings = replace(Settings(), steps=10, batch_size=3)
    alone = run(Maximizer(module, SHAPE), CHANNELS, settings)
    results, wrong = {}, []

    def maximize(number):
        results[number] = run(Maximizer(module, SHAPE), CHANNELS, settings)

    def use():
        for _ in range(100):
            with torch.no_grad():
                if not torch.equal(module(x), expected):
                    wrong.append("another result")

    threads = [threading.Thread(target=maximize, args=(number,)) for number in range(2)] + [
        threading.Thread(target=use)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    for found in results.values():
        assert all(torch.equal(one.image, two.image) for one, two in zip(found, alone, strict=True))
    assert all(torch.equal(value, state[name]) for name, value in module.state_dict().items())
    assert all(parameter.grad is None and parameter.requires_grad for parameter in module.parameters())
    assert not any(child.training or child._forward_hooks or child._forward_pre_hooks for child in module.modules())


class Viewing(Small):
    """Refuses inputs whose channels are last."""

    def forward(self, x):
        return self.linear(self.features(x).view(len(x), -1).view(len(x), 8, -1).mean(2))


def test_networks_that_view_their_maps():
    maximizer = Maximizer(Viewing("torch.relu"), SHAPE)
    assert not maximizer.channels_last
    (found,) = run(maximizer, [class_logit(1)], PLAIN)
    (expected,) = run(Maximizer(Small("torch.relu"), SHAPE), [class_logit(1)], PLAIN)
    assert torch.allclose(found.image, expected.image, atol=1e-3)


@pytest.mark.parametrize("kind", ["true", "proxy", "leaky", "proxy-forward"])
def test_bfloat16_goes_nearly_the_same_way_and_is_measured_in_full(kind):
    module = Small("torch.relu")
    settings = replace(PLAIN, policy=GradientPolicy(kind, 0.1), steps=6, batch_size=7)
    full = run(Maximizer(module, SHAPE), CHANNELS, settings)
    half = run(Maximizer(module, SHAPE), CHANNELS, replace(settings, precision="bfloat16"))
    for one, two in zip(full, half, strict=True):
        assert two.activation == pytest.approx(one.activation, rel=0.1, abs=0.1)
        assert two.image.dtype == torch.float32
        with torch.no_grad():
            plain = module.norm2(module.conv2(module.rectify(module.norm1(module.conv1(two.image[None])))))
        assert two.activation == pytest.approx(float(plain[0, two.index].mean()), rel=1e-4, abs=1e-5)


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float64])
def test_networks_of_other_precision(dtype):
    found = run(Maximizer(Small("torch.relu").to(dtype), SHAPE), CHANNELS, PLAIN)
    assert all(one.activation > one.start_activation for one in found)
    assert found[0].image.dtype == (torch.float64 if dtype == torch.float64 else torch.float32)


def test_nothing_to_do():
    assert run(Maximizer(Small("torch.relu"), SHAPE), [], PLAIN) == []
