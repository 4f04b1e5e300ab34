"""The figures of `perceptible show` that tell how a network learns: cost, slope, gradient, wishes, paths, races."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from matplotlib.figure import Figure

from perceptible.arrays import FloatArray
from perceptible.cli.asked import Asked, chosen_image
from perceptible.cli.replays import counted, recorded
from perceptible.data.dataset import Split
from perceptible.evaluation import evaluate
from perceptible.insight.directions import dial_direction, downhill, principal_directions, project, random_direction
from perceptible.insight.importance import importance, place_of
from perceptible.insight.landscape import coarse_to_fine, cost_along, cost_at
from perceptible.insight.paths import descent_paths
from perceptible.insight.race import race
from perceptible.insight.wishes import wishes
from perceptible.network import Network
from perceptible.plotting.backprop import draw_backprop
from perceptible.plotting.cost_histogram import draw_cost_histogram
from perceptible.plotting.gradient import draw_gradient
from perceptible.plotting.landscape import Plane, draw_cost_line, draw_cost_plane
from perceptible.plotting.paths import draw_paths, plane_of_paths
from perceptible.plotting.pictures import picture_shape
from perceptible.plotting.race import draw_race
from perceptible.training import Settings

__all__ = ["ALONG", "LEARNING"]

ALONG = ("dial", "gradient", "random", "path")
IMAGES = 10_000  # of the training images, for a landscape
LINE_POINTS, PLANE_POINTS = 200, 25
REACH = 5.0  # to both sides of a dial
ROOM = 0.2  # of the plane around a path
GRADIENT_REACH = 0.2  # of the length of all dials, along the gradient
SEED = 0  # of random directions and starts
PATH_IMAGES, PATH_EPOCHS = 1_000, 30
RACE_IMAGES, RACE_EPOCHS, RACE_SEEDS = 5_000, 5, (0, 1, 2)


def _cost_histogram(asked: Asked) -> Figure:
    """Draw the costs of all training images."""
    split, names = asked.loaded.train, asked.loaded.class_names
    found = evaluate(asked.opened.network, split)
    source = f"{asked.opened.label}; {asked.loaded.name}"
    return draw_cost_histogram(found, split, what="training image", class_names=names, source=source, theme=asked.theme)


def _gradient(asked: Asked) -> Figure:
    """Draw the gradient over all training images."""
    source = f"{asked.opened.label}; {asked.loaded.name}, {len(asked.loaded.train):,} training images"
    network = asked.opened.network.written_out()
    return draw_gradient(importance(network, asked.loaded.train), source=source, theme=asked.theme)


def _backprop(asked: Asked) -> Figure:
    """Draw backpropagation of one test image."""
    test, names = asked.loaded.test, asked.loaded.class_names
    told = wishes(asked.opened.network, chosen_image(asked.loaded, asked.image), test.targets[asked.image])
    label = int(test.labels[asked.image])
    return draw_backprop(told, label=label, class_names=names, source=asked.picture_source, theme=asked.theme)


def _landscape(asked: Asked) -> Figure:
    """Draw the cost along a dial, or over a plane."""
    split = asked.loaded.train.take(np.arange(min(IMAGES, len(asked.loaded.train))))
    source = f"{asked.opened.label}; {asked.loaded.name}, {len(split):,} training images"
    if asked.along == "dial":
        return _line(asked, split, source)
    return _plane(asked, split, source)


def _line(asked: Asked, split: Split, source: str) -> Figure:
    """Draw the cost along a dial: the one that was chosen, or the steepest."""
    network = asked.opened.network.written_out()
    found = importance(network, split)
    dial = int(found.order[0]) if asked.dial is None else asked.dial
    direction = dial_direction(network, dial)
    line = cost_along(network, split, direction, np.linspace(-REACH, REACH, LINE_POINTS + 1))
    words = place_of(network, dial).words(picture_shape(network.sizes[0]))
    value, slope = float(network.parameters.to_vector()[dial]), float(found.slopes[dial])
    return draw_cost_line(line, place=words, value=value, slope=slope, source=source, theme=asked.theme)


def _plane(asked: Asked, split: Split, source: str) -> Figure:
    """Draw the cost over a plane through the network, with its path where that is asked for."""
    network = asked.opened.network
    middle = np.asarray(network.parameters.to_vector(), np.float64)
    if asked.along == "path":
        path = recorded(asked.opened, asked.loaded).dials
        directions, names = (
            principal_directions(path)[0],
            ("direction of most movement", "direction of second most movement"),
        )
        seen = project(path, middle, directions)
        steps = _around(seen.points[:, 0]), _around(seen.points[:, 1])
    else:
        directions, names = _directions(asked.along, network, split, float(np.linalg.norm(middle)))
        seen, steps = None, (np.linspace(-1, 1, PLANE_POINTS), np.linspace(-1, 1, PLANE_POINTS))
    plane = Plane(steps, _costs(network, split, directions, steps), names)
    return draw_cost_plane(plane, seen, source=source, theme=asked.theme)


def _directions(along: str, network: Network, split: Split, length: float) -> tuple[FloatArray, tuple[str, str]]:
    """Return two directions: downhill and a random one, or two random ones."""
    if along == "gradient":
        first, second = GRADIENT_REACH * length * downhill(network, split), random_direction(network, rng=SEED)
        return np.stack([first, second]), ("downhill, by a fifth of what all dials are long", "at random")
    generator = np.random.default_rng(SEED)
    both = [random_direction(network, rng=generator) for _ in range(2)]
    return np.stack(both), ("at random, as long as each neuron's weights", "at random")


def _costs(network: Network, split: Split, directions: FloatArray, steps: tuple[FloatArray, FloatArray]) -> FloatArray:
    """Measure the cost at every point of a plane, with a bar."""
    middle = np.asarray(network.parameters.to_vector(), np.float64)
    shape = len(steps[1]), len(steps[0])
    costs = np.zeros(shape)
    for _, (row, column) in zip(counted(costs.size, "measuring"), coarse_to_fine(*shape), strict=True):
        dials = middle + steps[0][column] * directions[0] + steps[1][row] * directions[1]
        costs[row, column] = cost_at(network, dials, split)
    return costs


def _path(asked: Asked) -> Figure:
    """Draw three ways down from one random start of the network's sizes."""
    network, data = asked.opened.network, asked.loaded.first(PATH_IMAGES)
    hidden, output = network.activations[0], network.activations[-1]
    start = Network.random(network.sizes, activation=hidden, output=output, cost=network.cost, rng=SEED)
    paths = descent_paths(start, data, epochs=PATH_EPOCHS, rng=SEED)
    source = f"{'-'.join(map(str, network.sizes))} from seed {SEED}; {data.name}, {len(data.train):,} training images"
    return draw_paths(paths, *plane_of_paths(paths, data.train), source=source, theme=asked.theme)


def _race(asked: Asked) -> Figure:
    """Draw a race of learning rates."""
    data = asked.loaded.first(RACE_IMAGES)
    entries = {f"learning rate {rate:g}": Settings(epochs=RACE_EPOCHS, learning_rate=rate) for rate in asked.rates}
    found = race(entries, data, seeds=RACE_SEEDS)
    source = (
        f"the lesson's network, seeds {RACE_SEEDS[0]} to {RACE_SEEDS[-1]}; {data.name}, {len(data.train):,} training "
        f"and {len(data.test):,} test images"
    )
    return draw_race(found, source=source, theme=asked.theme)


def _around(values: FloatArray) -> FloatArray:
    """Return places that hold all values with room around them."""
    low, high = float(values.min()), float(values.max())
    room = ROOM * (high - low) or 1.0
    return np.linspace(low - room, high + room, PLANE_POINTS)


LEARNING: dict[str, Callable[[Asked], Figure]] = {
    "cost-histogram": _cost_histogram,
    "gradient": _gradient,
    "backprop": _backprop,
    "landscape": _landscape,
    "path": _path,
    "race": _race,
}
