"""The snippets of the gradient: all slopes, the steepest of them, a nudge, and the three functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perceptible.lab.snippets.body import Body, body

if TYPE_CHECKING:
    from perceptible.lab.topics.code import PythonAsk

__all__ = ["functions", "gradient", "nudge", "ranked"]

WHOLE = -1
RANKED = "from perceptible.insight.importance import importance"


def functions(ask: PythonAsk) -> Body:
    """Call the network, its cost and its gradient."""
    lines = f"""
{_images(ask)}
outputs = network.outputs(image[None])[0]
cost = pc.cost(network, images.inputs, images.targets)
slopes = pc.gradient(network, images.inputs, images.targets).to_vector()
print(image.size, "->", outputs.size, outputs.round(3))
print(network.n_parameters, "-> 1", cost)
print(network.n_parameters, "->", slopes.size, slopes)
"""
    return body("data network image", lines)


def gradient(ask: PythonAsk) -> Body:
    """Compute all slopes."""
    lines = f"""
{_images(ask)}
found = importance(network, images)
wishes = -found.slopes
pictures = found.pictures(data.image_shape or (1, data.n_inputs))
print(len(wishes), "slopes, length", found.length)
print(found.n_silent, "are exactly 0; the steepest 1 % hold", share_of_top(found.slopes, 0.01))
"""
    return body("data network", lines, "from perceptible.insight.importance import importance, share_of_top")


def ranked(ask: PythonAsk) -> Body:
    """List the dials that matter most."""
    lines = f"""
{_images(ask)}
found = importance(network, images)
for each in found.top({ask.count}):
    print(each.rank, each.place.words(data.image_shape), each.slope, each.slope**2 / found.length**2)
"""
    return body("data network", lines, RANKED)


def nudge(ask: PythonAsk) -> Body:
    """Predict what a turn does, and measure it."""
    dial, step = (0, 0.01) if ask.nudge is None else (ask.nudge.dial, ask.nudge.step)
    whole = f"slopes = importance(network, images).slopes\ndials, turns = np.arange(slopes.size), -{step} * slopes"
    chosen = whole if dial == WHOLE else f"dials, turns = np.array([{dial}]), np.array([{step}])"
    lines = f"""
{_images(ask)}
{chosen}
found = nudge(network, images, dials, turns)
print("predicted", found.predicted)
print("measured", found.measured)
"""
    imports = ["from perceptible.insight.nudge import nudge", *([RANKED] if dial == WHOLE else [])]
    return body("data network", lines, *imports)


def _images(ask: PythonAsk) -> str:
    """Write which training images the cost is averaged over."""
    n_images = ask.nudge.n_images if ask.nudge is not None else 0 if ask.gradient is None else ask.gradient.n_images
    return f"images = data.first({n_images}).train" if n_images else "images = data.train"
