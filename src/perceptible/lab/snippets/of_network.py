"""The snippets of the network view: outputs, layers, neurons, and what the test images say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perceptible.lab.snippets.body import Body, body, place

if TYPE_CHECKING:
    from perceptible.lab.topics.code import PythonAsk

__all__ = ["answer", "contributions", "dials", "extremes", "forward", "matrix", "neuron", "score", "timing", "weights"]


def answer(ask: PythonAsk) -> Body:  # noqa: ARG001  # as the others have it
    """Show outputs, choice and margin."""
    lines = """
outputs = network.outputs(image[None])[0]
answer = int(outputs.argmax())
runner_up, best = sorted(outputs)[-2:]
print(outputs.round(3))
print("answer:", answer, "margin:", best - runner_up)
"""
    return body("network image", lines)


def forward(ask: PythonAsk) -> Body:  # noqa: ARG001  # as the others have it
    """Show every sum and every activation."""
    lines = """
trace = network.forward(image[None])
for layer, (z, a) in enumerate(zip(trace.pre_activations, trace.activations[1:]), start=1):
    print("layer", layer, "z", z[0].round(2), "a", a[0].round(2))
"""
    return body("network image", lines)


def neuron(ask: PythonAsk) -> Body:
    """Show sum, activation, slope and curve of a neuron."""
    lines = f"""
parts = contributions(network, image, {place(ask)})
found = response(network, image, np.linspace(-8, 8, 161), {place(ask)})
print("z", parts.z, "bias", parts.bias)
print("a", found.a, "slope", found.slope)
"""
    return body("network image", lines, "from perceptible.insight import contributions, response")


def contributions(ask: PythonAsk) -> Body:
    """Write the sum in lines."""
    lines = f"""
parts = contributions(network, image, {place(ask)})
sum_of_lines = break_down(parts, n_terms={ask.n_terms}, decimals={ask.decimals})
for line in sum_of_lines.lines:
    print(line.kind, line.indices[:3], line.figure)
print("z", sum_of_lines.figure)
"""
    return body("network image", lines, "from perceptible.insight import break_down, contributions")


def weights(ask: PythonAsk) -> Body:
    """Show a neuron's weights, and its terms."""
    lines = f"""
weights = network.weights[{ask.layer - 1}][{ask.neuron}]
before_it = network.forward(image[None]).activations[{ask.layer - 1}][0]
terms = weights * before_it
print("weights from", weights.min(), "to", weights.max())
print("terms from", terms.min(), "to", terms.max())
"""
    return body("network image", lines)


def matrix(ask: PythonAsk) -> Body:
    """Compute one layer as a product."""
    lines = f"""
W, b = network.weights[{ask.layer - 1}], network.biases[{ask.layer - 1}]
column = network.forward(image[None]).activations[{ask.layer - 1}][0]
z = W @ column + b
a = network.layers[{ask.layer - 1}].activation.value(z[None])[0]
print(W.shape, "times", column.shape, "plus", b.shape)
print(a.round(3))
"""
    return body("network image", lines)


def extremes(ask: PythonAsk) -> Body:
    """Find the images that fire a neuron most and least."""
    lines = f"""
found = extremes(network, data.test, {place(ask)}, count={ask.count})
print("most", found.most, "least", found.least)
print("mean", found.mean, "saturated", found.saturated)
print("by digit", found.by_label.round(3))
"""
    return body("data network", lines, "from perceptible.insight import extremes")


def timing(ask: PythonAsk) -> Body:
    """Time loops beside the product."""
    lines = f"""
timing = time_layer(network, data.test.inputs[0], layer={ask.layer})
print("loops", 1000 * timing.loops_seconds, "ms, product", 1000 * timing.matrix_seconds, "ms")
"""
    return body("data network", lines, "from perceptible.insight import time_layer")


def score(ask: PythonAsk) -> Body:  # noqa: ARG001  # as the others have it
    """Ask the test images, now and before."""
    lines = """
now, then = pc.evaluate(network, data.test), pc.evaluate(before, data.test)
changed = np.flatnonzero(now.answers != then.answers)
print(now)
print("before:", then)
print(len(changed), "answers changed:", changed[:10])
"""
    return body("data before", lines)


def dials(ask: PythonAsk) -> Body:  # noqa: ARG001  # as the others have it
    """Show all dials in one row."""
    lines = """
row = network.parameters.to_vector()
turned = np.flatnonzero(row != before.parameters.to_vector())
print(network.n_parameters, "dials,", len(turned), "turned")
print(row)
"""
    return body("before", lines)
