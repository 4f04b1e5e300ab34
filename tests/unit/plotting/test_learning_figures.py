"""Figures of cost, gradient, wishes, landscapes, paths and races."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.tiny import dataset

import perceptible as pc
from perceptible.errors import MismatchError, ShapeError, UnknownNameError, ValueRangeError
from perceptible.insight.directions import Projection
from perceptible.insight.importance import importance
from perceptible.insight.landscape import Slice, cost_at
from perceptible.insight.paths import descent_paths
from perceptible.insight.race import race
from perceptible.insight.wishes import wishes
from perceptible.network import Network
from perceptible.plotting.backprop import draw_backprop
from perceptible.plotting.cost_histogram import draw_cost_histogram
from perceptible.plotting.gradient import draw_gradient
from perceptible.plotting.landscape import Plane, draw_cost_line, draw_cost_plane
from perceptible.plotting.paths import draw_paths, plane_of_paths
from perceptible.plotting.race import draw_race
from perceptible.plotting.theme import THEMES
from perceptible.plotting.words import number, percent

LINE = Slice(np.linspace(-1, 1, 5), np.array([0.5, 0.3, 0.25, 0.1, np.inf]))
STEPS = (np.array([-1.0, 0.0, 1.0]), np.array([-1.0, 1.0]))
PLANE = Plane(STEPS, np.array([[3.0, 1.0, 2.0], [4.0, np.inf, 3.0]]))
PATH = Projection(np.array([[1.0, 1.0], [0.5, 0.2], [0.0, 0.0]]), 0.75)


@pytest.fixture(scope="module")
def drawings(network, images, evaluation):
    """Return a function for each figure, from the name of a theme."""
    told = wishes(network, images.inputs[0], images.targets[0])
    found = importance(network, images)
    paths = descent_paths(pc.Network.random((6, 5, 3), rng=0), dataset(), epochs=3, batch_sizes=(25, 10, 1), rng=0)
    seen = plane_of_paths(paths, dataset().train, n_points=3)
    settings = pc.Settings(epochs=2)
    raced = race({"one": settings, "two": replace(settings, learning_rate=0.1)}, dataset(), seeds=[0, 1])
    return {
        "cost": lambda theme: draw_cost_histogram(evaluation, images, theme=theme),
        "gradient": lambda theme: draw_gradient(found, theme=theme),
        "backprop": lambda theme: draw_backprop(told, label=0, theme=theme),
        "line": lambda theme: draw_cost_line(LINE, place="output 1, bias", value=2, slope=-0.4, theme=theme),
        "plane": lambda theme: draw_cost_plane(PLANE, PATH, theme=theme),
        "paths": lambda theme: draw_paths(paths, *seen, theme=theme),
        "race": lambda theme: draw_race(raced, theme=theme),
    }


@pytest.mark.parametrize("name", ["cost", "gradient", "backprop", "line", "plane", "paths", "race"])
def test_figures_have_two_themes(name, drawings):
    """The paper is that of the theme, the finding the same; another theme is refused."""
    light, dark = (drawings[name](theme) for theme in ("light", "dark"))
    assert light.get_label() == dark.get_label() != ""
    papers = [tuple(round(255 * part) for part in figure.get_facecolor()[:3]) for figure in (light, dark)]
    assert papers == [tuple(bytes.fromhex(THEMES[theme].paper[1:])) for theme in ("light", "dark")]
    with pytest.raises(UnknownNameError, match="theme 'pink' is not known"):
        drawings[name]("pink")


def test_the_histogram_counts_every_image(drawings, evaluation, texts):
    """All bars together; average and median are written."""
    figure = drawings["cost"]("light")
    assert sum(bar.get_height() for bar in figure.axes[1].patches) == evaluation.n_images
    average, median = evaluation.cost, float(np.median(evaluation.costs))
    assert f"average {number(average)}, median {number(median)}" in texts(figure)


def test_the_tail_of_the_histogram_can_be_looked_at(drawings, evaluation, images):
    """The sixteen costliest images, the costliest first."""
    pictures = [image.get_array() for image in drawings["cost"]("light").axes[0].images]
    order = np.argsort(-evaluation.costs, kind="stable")[:16]
    np.testing.assert_array_equal(np.reshape(pictures, (16, 784)), images.inputs[order])


def test_other_images_are_refused(evaluation, images):
    """Their labels tell."""
    with pytest.raises(MismatchError, match="Give the split that was evaluated"):
        draw_cost_histogram(evaluation, images.take(range(3)))


def test_each_weight_picture_has_its_gradient_beside_it(drawings, network, images):
    """In pairs, both of the same neuron; 16 pairs and two legends."""
    pictures = [image.get_array() for image in drawings["gradient"]("light").axes[0].images]
    tables = [picture for picture in pictures if picture.ndim == 2]
    slopes = importance(network, images).pictures((28, 28))
    assert len(tables) == 2 * 16 + 2
    for neuron in (0, 15):
        np.testing.assert_allclose(tables[2 * neuron], network.weights[0][neuron].reshape(28, 28), rtol=1e-6)
        np.testing.assert_array_equal(tables[2 * neuron + 1], slopes[neuron])


def test_dials_are_listed_by_slope(drawings, network, images, texts):
    """In words."""
    written = texts(drawings["gradient"]("light"))
    for each in importance(network, images).top(12):
        assert each.place.words((28, 28)) in written


def test_wishes_are_written_beside_their_bars(network, images, texts):
    """Those of every output, and the product of every chain."""
    told = wishes(network, images.inputs[0], images.targets[0])
    written = texts(draw_backprop(told))
    for wish in told.of_outputs:
        assert any(number(abs(float(wish))) in text for text in written)
    assert sum(" = " in text for text in written) == 3


def test_the_line_says_where_the_cost_is_lowest(drawings):
    """0.1 at half a turn more, from 2; what is no number is left out."""
    expected = "Output 1, bias: turned alone from 2.00 to 2.50 the cost falls from 0.25000 to 0.10000"
    assert drawings["line"]("light").get_label() == expected
    with pytest.raises(ShapeError, match="of 2 points 1 have a finite cost, expected at least 2"):
        draw_cost_line(Slice(np.zeros(2), np.array([1.0, np.inf])), place="x", value=0, slope=0)


def test_the_honesty_meter_is_printed(drawings, texts):
    """In the title and beside the plane; lost points are counted."""
    figure = drawings["plane"]("light")
    assert figure.get_label().startswith("The plane contains 75.0 % of the training path's movement")
    assert {"75.0 % of the path's", "1 point with no number"} <= set(texts(figure))
    with pytest.raises(ShapeError, match=r"shape \(3, 2\), expected \(2, 3\)"):
        draw_cost_plane(Plane(STEPS, PLANE.costs.T))


def test_planes_of_paths_are_measured():
    """The cost at the corner is that of the network there."""
    paths = descent_paths(Network.random((6, 5, 3), rng=0), dataset(), epochs=3, batch_sizes=(25, 1), rng=0)
    plane, seen = plane_of_paths(paths, dataset().train, n_points=3)
    directions, middle = paths.plane[0], paths.start.parameters.to_vector()
    corner = middle + plane.steps[0][2] * directions[0] + plane.steps[1][0] * directions[1]
    assert plane.costs[0, 2] == cost_at(paths.start, corner, dataset().train)
    np.testing.assert_allclose([each.points[0] for each in seen], 0, atol=1e-6)
    with pytest.raises(ValueRangeError, match="n_points is 2, expected at least 3"):
        plane_of_paths(paths, dataset().train, n_points=2)


def test_races_name_the_winner_and_its_spread(drawings, texts):
    """A panel for each runner, a line for each seed of every runner in it."""
    raced = race(
        {"one": pc.Settings(epochs=2), "two": pc.Settings(epochs=2, learning_rate=0.1)}, dataset(), seeds=[0, 1]
    )
    figure = draw_race(raced)
    assert figure.get_label().startswith(f"{raced.winner.name} wins: {percent(raced.winner.median)} of the test images")
    assert [len(axes.lines) for axes in figure.axes[1:]] == [4, 4]
    assert {f"1. {raced.ranking[0].name}", f"2. {raced.ranking[1].name}"} <= set(texts(figure))
