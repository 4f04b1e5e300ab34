"""Which way is down: backpropagation, central differences, and the check of one against the other."""

from perceptible.gradients.backprop import (
    Backpropagation,
    backpropagate,
    backward,
    gradient,
    input_gradient,
    per_example_gradients,
)
from perceptible.gradients.check import GradientCheck, check_gradient, dial_name
from perceptible.gradients.differences import numerical_gradient

__all__ = [
    "Backpropagation",
    "GradientCheck",
    "backpropagate",
    "backward",
    "check_gradient",
    "dial_name",
    "gradient",
    "input_gradient",
    "numerical_gradient",
    "per_example_gradients",
]
