"""The snippets of what breaks an answer: parts knocked out, images changed, one image turned into another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perceptible.data.dataset import IMAGE_SHAPE
from perceptible.errors import SettingsError
from perceptible.lab.snippets.body import Body, body

if TYPE_CHECKING:
    from perceptible.lab.topics.code import PythonAsk

__all__ = ["knock_out", "morph", "robustness"]


def knock_out(ask: PythonAsk) -> Body:
    """Silence parts one at a time."""
    if ask.knock_out is None:
        raise SettingsError(_missing("knock_out"))
    listed = f"{ask.knock_out.of}_of"
    lines = f"""
parts = {listed}(network, {ask.knock_out.layer})
found = knock_out(network, data.test, parts, hold="{ask.knock_out.hold}")
print("whole", found.before.sum(), "right, cost", found.cost_before)
for place in found.order[:16]:
    print(parts[place], found.right[place].sum(), "right, cost", found.costs[place])
"""
    return body("data network", lines, f"from perceptible.insight.knock_out import {listed}, knock_out")


def robustness(ask: PythonAsk, image_shape: tuple[int, int]) -> Body:
    """Change images more and more."""
    if ask.robustness is None:
        raise SettingsError(_missing("robustness"))
    asked = ask.robustness
    shape = "" if image_shape == IMAGE_SHAPE else f", image_shape={image_shape}"
    lines = f"""
split = data.test.take(np.arange({asked.n_images}))
found = robustness({{"page": network}}, split, "{asked.sweep}"{shape})["page"]
for amount, accuracy in zip(found.amounts, found.accuracies):
    print(amount, accuracy)
"""
    return body("data network", lines, "from perceptible.insight.robustness import robustness")


def morph(ask: PythonAsk, image_shape: tuple[int, int]) -> Body:
    """Turn the image into a test image."""
    if ask.morph is None:
        raise SettingsError(_missing("morph"))
    shape = "" if image_shape == IMAGE_SHAPE else f", image_shape={image_shape}"
    lines = f"""
found = morph(network, image, data.test.inputs[{ask.morph.index}], by="{ask.morph.by}", n_steps=50{shape})
for flip in found.flips:
    print(flip.share, "from", flip.before, "to", flip.after, "brightest output", flip.confidence)
    last = len(network.layers) - 1
    print("neurons of the last hidden layer", flip.ranked(last)[:5], flip.contributions[last][flip.ranked(last)[:5]])
"""
    return body("data network image", lines, "from perceptible.insight.morph import morph")


def _missing(name: str) -> str:
    """Say what the ask lacks."""
    return f"the ask has no {name}, expected what the panel asked. Send it."
