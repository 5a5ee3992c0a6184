"""Building blocks of networks that the thesis adds to PyTorch's, and the networks that its scripts are made from."""

from deepvision.layers.dense import DenseLayer, DenseNet
from deepvision.layers.filters import (
    filter_bank,
    filter_set,
    random_filters,
    smoothing_filter,
    translating_filters,
)
from deepvision.layers.initialization import initialize
from deepvision.layers.plain import VGG13
from deepvision.layers.predefined import PredefinedFilterModule, SmoothedConv2d
from deepvision.layers.predefined_networks import pfdensenet121, pfnet18, pfvgg13
from deepvision.layers.proxy_grad import ProxyGradLeakyReLU, ProxyGradReLU, proxy_grad_leaky_relu, proxy_grad_relu
from deepvision.layers.residual import BasicBlock, Bottleneck, ResNet, convolution3x3

__all__ = [
    "VGG13",
    "BasicBlock",
    "Bottleneck",
    "DenseLayer",
    "DenseNet",
    "PredefinedFilterModule",
    "ProxyGradLeakyReLU",
    "ProxyGradReLU",
    "ResNet",
    "SmoothedConv2d",
    "convolution3x3",
    "filter_bank",
    "filter_set",
    "initialize",
    "pfdensenet121",
    "pfnet18",
    "pfvgg13",
    "proxy_grad_leaky_relu",
    "proxy_grad_relu",
    "random_filters",
    "smoothing_filter",
    "translating_filters",
]
