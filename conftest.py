import deepvision  # noqa: F401  (first: it makes `import torchvision` work beside a CPU build of torch)
