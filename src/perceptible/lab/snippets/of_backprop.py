"""The snippets of backpropagation: wishes, ways to rise, what is passed back, chains, and examples averaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perceptible.lab.snippets.body import Body, body

if TYPE_CHECKING:
    from perceptible.lab.topics.code import PythonAsk

__all__ = ["chain", "examples", "passed", "ways", "wishes"]

INSIGHT = "from perceptible.insight.wishes import wishes"


def wishes(ask: PythonAsk) -> Body:
    """Show what each output should be, and wishes."""
    lines = """
print("cost", told.cost)
for a, y, wish in zip(told.activations[-1], told.targets, told.of_outputs):
    print("is", a, "should be", y, "wish", wish)
"""
    return _told(ask, lines)


def ways(ask: PythonAsk) -> Body:
    """Show the three ways to raise a neuron."""
    lines = f"""
ways = told.ways({ask.layer}, {ask.neuron})
print("bias", ways.bias)
print("weights", ways.weights)
print("activations before", ways.activations)
"""
    return _told(ask, lines)


def passed(ask: PythonAsk) -> Body:
    """Show what the neurons above wish of a layer, and the sums."""
    lines = f"""
passed = told.passed({ask.layer})
print(passed.round(4))
print("together", passed.sum(axis=0))
"""
    return _told(ask, lines)


def chain(ask: PythonAsk) -> Body:
    """Write out the slope of a dial."""
    written = f"told.delta({ask.layer}, {ask.neuron})"
    if ask.previous is not None:
        written = f"told.weight({ask.layer}, {ask.neuron}, {ask.previous})"
    lines = f"""
chain = {written}
for factor in chain.factors:
    print(factor.name, factor.value)
print("product", chain.product)
"""
    return _told(ask, lines)


def examples(ask: PythonAsk) -> Body:
    """Average the wishes of a few examples, and hold that against all."""
    lines = f"""
chosen = ({ask.index} + np.arange({ask.count})) % len(data.train)
table = examples_table(network, data.train.take(chosen))
dials_before = sum((a + 1) * b for a, b in zip(network.sizes[: {ask.layer - 1}], network.sizes[1 : {ask.layer}]))
dial_of_bias = dials_before + network.sizes[{ask.layer - 1}] * network.sizes[{ask.layer}] + {ask.neuron}
print("bias", dial_of_bias, "is wished", table.wishes[:, dial_of_bias], "on average", table.average[dial_of_bias])
print(apart(-table.average, gradient_over(network, data.train)))
"""
    imports = (
        "from perceptible.insight.averages import apart, gradient_over",
        "from perceptible.insight.wishes import examples_table",
    )
    return body("data network", lines, *imports)


def _told(ask: PythonAsk, lines: str) -> Body:
    """Return a body that follows the image first."""
    follow = f"told = wishes(network, image, np.eye(network.sizes[-1])[{ask.label}])"
    return body("network image", follow + lines, INSIGHT)
