"""Building blocks of networks that the thesis adds to PyTorch's."""

from deepvision.layers.proxy_grad import ProxyGradLeakyReLU, ProxyGradReLU, proxy_grad_leaky_relu, proxy_grad_relu

__all__ = ["ProxyGradLeakyReLU", "ProxyGradReLU", "proxy_grad_leaky_relu", "proxy_grad_relu"]
