"""The network as naive loops over Python floats, one example at a time: slow, and easy to check by eye."""

from __future__ import annotations

import math

Row = list[float]
Layer = tuple[list[Row], Row, str]  # weights (row j belongs to neuron j), biases, name of the activation


def layers_of(network):
    """Return the layers of a network as nested lists of floats."""
    rows = zip(network.weights, network.biases, network.activations, strict=True)
    return [(W.tolist(), b.tolist(), name) for W, b, name in rows]


def sigmoid(z: float) -> float:
    """Return 1 / (1 + e^-z), with the exponent kept below 0."""
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


def activate(name: str, z: Row) -> Row:
    """Return the activations of one layer."""
    if name == "softmax":
        powers = [math.exp(one - max(z)) for one in z]
        return [power / sum(powers) for power in powers]
    rule = {"sigmoid": sigmoid, "relu": lambda one: max(0.0, one), "tanh": math.tanh, "identity": float}[name]
    return [rule(one) for one in z]


def jacobian(name: str, z: Row) -> list[Row]:
    """Return how much activation j grows with pre-activation k, in row j and column k."""
    a = activate(name, z)
    n = len(z)
    if name == "softmax":
        return [[a[j] * ((j == k) - a[k]) for k in range(n)] for j in range(n)]
    slope = {
        "sigmoid": lambda j: a[j] * (1 - a[j]),
        "relu": lambda j: 1.0 if z[j] > 0 else 0.0,
        "tanh": lambda j: 1 - a[j] ** 2,
        "identity": lambda _j: 1.0,
    }[name]
    return [[slope(j) if j == k else 0.0 for k in range(n)] for j in range(n)]


def forward(layers: list[Layer], inputs: Row) -> tuple[list[Row], list[Row]]:
    """Return z and a of every layer for one example; a starts with the inputs."""
    pre_activations, activations = [], [inputs]
    for weights, biases, name in layers:
        z = []
        for row, bias in zip(weights, biases, strict=True):
            total = bias
            for weight, activation in zip(row, activations[-1], strict=True):
                total += weight * activation
            z.append(total)
        pre_activations.append(z)
        activations.append(activate(name, z))
    return pre_activations, activations


def cost_of_outputs(rule: str, output: str, a: Row, targets: Row) -> float:
    """Return the cost of one example from its outputs."""
    if rule == "squared-error":
        return sum((one - target) ** 2 for one, target in zip(a, targets, strict=True))
    total = 0.0
    for one, target in zip(a, targets, strict=True):
        total -= target * math.log(one)
        if output == "sigmoid":
            total -= (1 - target) * math.log(1 - one)
    return total


def wishes_of_outputs(rule: str, output: str, a: Row, targets: Row) -> Row:
    """Return how the cost of one example grows with each output."""
    if rule == "squared-error":
        return [2 * (one - target) for one, target in zip(a, targets, strict=True)]
    wishes = [-target / one for one, target in zip(a, targets, strict=True)]
    if output == "sigmoid":
        wishes = [wish + (1 - target) / (1 - one) for wish, one, target in zip(wishes, a, targets, strict=True)]
    return wishes


def cost(layers: list[Layer], rule: str, inputs: Row, targets: Row) -> float:
    """Return the cost of one example."""
    _, activations = forward(layers, inputs)
    return cost_of_outputs(rule, layers[-1][2], activations[-1], targets)


def gradient(layers: list[Layer], rule: str, inputs: Row, targets: Row) -> list[tuple[list[Row], Row]]:
    """Return how the cost of one example grows with each weight and bias, layer by layer, by the chain rule."""
    pre_activations, activations = forward(layers, inputs)
    wishes = wishes_of_outputs(rule, layers[-1][2], activations[-1], targets)
    result = []
    for number in reversed(range(len(layers))):
        weights, _, name = layers[number]
        slopes = jacobian(name, pre_activations[number])
        n_here, n_before = len(weights), len(weights[0])
        delta = [sum(wishes[j] * slopes[j][k] for j in range(n_here)) for k in range(n_here)]
        result.append(([[d * a for a in activations[number]] for d in delta], delta))
        wishes = [sum(delta[j] * weights[j][k] for j in range(n_here)) for k in range(n_before)]
    return result[::-1]


def average_gradient(layers: list[Layer], rule: str, inputs: list[Row], targets: list[Row]) -> Row:
    """Return the gradient of the average cost as one row: weights of layer 1 row by row, its biases, layer 2, ..."""
    rows = []
    for x, y in zip(inputs, targets, strict=True):
        flat = []
        for weights, biases in gradient(layers, rule, x, y):
            flat += [number for row in weights for number in row] + biases
        rows.append(flat)
    return [sum(column) / len(rows) for column in zip(*rows, strict=True)]
