"""The snippets of descent: balls on a formula, and the staircase that steps make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perceptible.errors import SettingsError
from perceptible.lab.snippets.body import Body, body

if TYPE_CHECKING:
    from perceptible.lab.topics.code import PythonAsk

__all__ = ["rolling", "staircase"]


def rolling(ask: PythonAsk) -> Body:
    """Roll every ball, and say where it ended."""
    given = ask.roll
    if given is None:
        msg = "the ask has no roll, expected a formula, starts, learning rate and steps. Send it."
        raise SettingsError(msg)
    variables = ("x", "y")[: max(1, len(given.starts[0]) if given.starts else 1)]
    lines = f"""
formula = parse_formula({given.formula!r}, {variables!r})
for start in {[list(start) for start in given.starts]}:
    found = roll(formula, start, learning_rate={given.learning_rate}, n_steps={given.n_steps})
    print(start, "to", found.points[-1], "in", len(found.points) - 1, "steps:", found.end)
"""
    imports = (
        "from perceptible.insight.formulas import parse_formula",
        "from perceptible.insight.rolling import roll",
    )
    return body("", lines, *imports)


def staircase(ask: PythonAsk) -> Body:
    """Find the stairs of the cost along a dial, and let it go downhill with and without them."""
    given = ask.staircase
    if given is None or given.source is None:
        msg = "the ask has no staircase with a source, expected layer, neuron, source and images. Send it."
        raise SettingsError(msg)
    kept = f"biases[{given.layer - 1}][{given.neuron}]"
    if given.source >= 0:
        kept = f"weights[{given.layer - 1}][{given.neuron}, {given.source}]"
    lines = f"""
few = data.test.take(np.arange({given.n_images}))
dial = int(network.parameters.from_vector(np.arange(network.n_parameters)).{kept})
value = float(network.parameters.to_vector()[dial])
stairs = stairs_along_dial(network, few, dial, value - 10, value + 10)
print(len(stairs.costs), "stairs, from", stairs.costs.min(), "to", stairs.costs.max())
for kind in (network, with_steps(network)):
    way = roll_dial(kind, few, dial, learning_rate={given.learning_rate}, n_steps={given.n_steps})
    print(kind.activations[0], "cost", way.costs[0], "to", way.costs[-1], "slope", way.slopes[0])
"""
    return body(
        "data network", lines, "from perceptible.insight.staircase import roll_dial, stairs_along_dial, with_steps"
    )
