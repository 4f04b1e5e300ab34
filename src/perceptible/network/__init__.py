"""The function of 13,002 numbers: activations, costs, layers, parameters, starts and the forward pass."""

from perceptible.network.activations import ACTIVATIONS, Activation, identity, relu, sigmoid, softmax, tanh
from perceptible.network.by_hand import HAND_BUILT_NAMES, hand_built
from perceptible.network.costs import COSTS, Cost
from perceptible.network.forward import Trace, propagate
from perceptible.network.initialization import STARTS
from perceptible.network.kinds import LAYERS, Layer
from perceptible.network.layers import Dense
from perceptible.network.local import Local
from perceptible.network.model import Network, cost, costs
from perceptible.network.parameters import Parameters
from perceptible.network.patches import Patches
from perceptible.network.shared import Shared

__all__ = [
    "ACTIVATIONS",
    "COSTS",
    "HAND_BUILT_NAMES",
    "LAYERS",
    "STARTS",
    "Activation",
    "Cost",
    "Dense",
    "Layer",
    "Local",
    "Network",
    "Parameters",
    "Patches",
    "Shared",
    "Trace",
    "cost",
    "costs",
    "hand_built",
    "identity",
    "propagate",
    "relu",
    "sigmoid",
    "softmax",
    "tanh",
]
