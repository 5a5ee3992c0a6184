import torch
from torch import nn

from deepvision.visualization.maximization import memory
from deepvision.visualization.maximization.memory import fitting_batch_size, is_out_of_memory, kept_bytes


def test_what_autograd_keeps_is_counted():
    module = nn.Sequential(nn.Conv2d(3, 16, 3, padding=1), nn.ReLU(), nn.Conv2d(16, 16, 3, padding=1), nn.ReLU())
    x = torch.zeros(1, 3, 32, 32)
    map_bytes = 16 * 32 * 32 * 4
    assert 2 * map_bytes <= kept_bytes(module, x) <= 4 * map_bytes + 2 * x.numel() * 4
    assert all(parameter.grad is None for parameter in module.parameters())


def test_the_batch_fits_into_what_is_free(monkeypatch):
    module = nn.Sequential(nn.Conv2d(3, 16, 3, padding=1), nn.ReLU())
    x = torch.zeros(1, 3, 32, 32)
    need = kept_bytes(module, x)
    sizes = []
    for free in (None, 10**12, 20 * need, 0):
        monkeypatch.setattr(memory, "_free_bytes", lambda device, free=free: free)
        sizes.append(fitting_batch_size(module, x))
    assert sizes == [8, 8, 5, 1]


def test_errors_that_say_memory_ended():
    assert is_out_of_memory(torch.OutOfMemoryError("x"))
    assert is_out_of_memory(MemoryError())
    assert is_out_of_memory(RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried"))
    assert not is_out_of_memory(RuntimeError("shapes differ"))
    assert not is_out_of_memory(ValueError("out of memory"))
