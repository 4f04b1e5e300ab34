"""What holds for every figure: nothing is cut off or written over, and both themes say the same."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from perceptible.network import Network
from perceptible.plotting import (
    THEMES,
    draw_confusion,
    draw_curves,
    draw_digits,
    draw_mistakes,
    draw_network,
    draw_neuron,
    draw_weights,
)
from perceptible.training.history import EpochRow, History

LONG = ("T-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "handbag", "ankle boot")
SOURCE = (
    "784-16-16-10 at its random start, seed 0; forty made-up images, each with a bright patch in the place of its label"
)
ROWS = [
    EpochRow(
        epoch=n + 1, step=n, learning_rate=1.0,
        train_cost=0.4 / (n + 1), train_accuracy=1 - 0.3 / (n + 1),
        validation_cost=0.41 / (n + 1), validation_accuracy=1 - 0.31 / (n + 1),
        test_cost=0.42 / (n + 1), test_accuracy=1 - 0.32 / (n + 1),
    )
    for n in range(12)
]  # fmt: skip
DEEP = Network.random((784, 64, 64, 64, 64, 10), activation="tanh", start="scaled", rng=0)
IRIS = Network.random((4, 8, 3), rng=0)

# Each takes (network, images, evaluation) and options.
FIGURES = {
    "digits": lambda _n, i, _e, **o: draw_digits(i, **o),
    "digits with long names": lambda _n, i, _e, **o: draw_digits(i, class_names=LONG, **o),
    "weights": lambda n, _i, _e, **o: draw_weights(n, scale="gamma", shared=False, **o),
    "weights of hidden 2": lambda n, _i, _e, **o: draw_weights(n, layer=2, scale="log", **o),
    "weights of 64 neurons": lambda _n, _i, _e, **o: draw_weights(DEEP, layer=2, shared=False, **o),
    "neuron": lambda n, i, _e, **o: draw_neuron(n, i.inputs[3], neuron=4, **o),
    "neuron of hidden 2": lambda n, i, _e, **o: draw_neuron(n, i.inputs[3], layer=2, **o),
    "network": lambda n, i, _e, **o: draw_network(n, i.inputs[3], label=3, **o),
    "network with long names": lambda n, i, _e, **o: draw_network(n, i.inputs[3], label=3, class_names=LONG, **o),
    "network of four hidden layers": lambda _n, i, _e, **o: draw_network(DEEP, i.inputs[3], **o),
    "network that reads no image": lambda _n, _i, _e, **o: draw_network(IRIS, np.array([0.1, 0.9, 0.4, 0.2]), **o),
    "curves": lambda _n, _i, _e, **o: draw_curves(History(tuple(ROWS)), **o),
    "curves of three": lambda _n, _i, _e, **o: draw_curves([History(tuple(ROWS[k : k + 9])) for k in range(3)], **o),
    "curves of one epoch": lambda _n, _i, _e, **o: draw_curves(History(tuple(ROWS[:1])), **o),
    "confusion": lambda _n, _i, e, **o: draw_confusion(e, class_names=LONG, **o),
    "mistakes": lambda _n, i, e, **o: draw_mistakes(e, i, n=8, class_names=LONG, **o),
}


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_is_cut_off_or_written_over(name, network, images, evaluation):
    """No text leaves the sheet, and no two touch by more than two dots (one pixel)."""
    figure = FIGURES[name](network, images, evaluation, source=SOURCE)
    renderer, page = FigureCanvasAgg(figure).get_renderer(), figure.bbox
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in _texts(figure)]
    assert not [text for text, box in boxes if min(box.x0, box.y0) < 0 or box.x1 > page.x1 or box.y1 > page.y1]
    assert not [(a[0], b[0]) for a, b in combinations(boxes, 2) if _overlap(a[1], b[1]) > 2]


@pytest.mark.parametrize("name", ["digits", "neuron", "network", "curves of three", "confusion"])
def test_both_themes_say_the_same(name, network, images, evaluation):
    """Only the colors differ."""
    light, dark = (FIGURES[name](network, images, evaluation, theme=theme) for theme in THEMES)
    assert [text.get_text() for text in _texts(light)] == [text.get_text() for text in _texts(dark)]
    assert light.get_facecolor() != dark.get_facecolor()


def _texts(figure: Figure) -> list[Text]:
    """Return every text that is seen: those of axes whose rules are hidden are not."""
    texts = [text for text in figure.findobj(match=Text) if text.get_text().strip()]
    return [text for text in texts if text.axes is None or text.axes.axison or text in text.axes.texts]


def _overlap(first: Bbox, second: Bbox) -> float:
    """Return how many dots two boxes reach into each other, in the direction in which it is less."""
    wide = min(first.x1, second.x1) - max(first.x0, second.x0)
    high = min(first.y1, second.y1) - max(first.y0, second.y0)
    return min(wide, high)
