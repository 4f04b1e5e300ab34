"""One neuron: its weights, its weights times an input, the sum written out, and what it makes of the sum."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from perceptible.arrays import FloatArray
from perceptible.insight.breakdown import Line, break_down
from perceptible.insight.contributions import Contributions, contributions
from perceptible.insight.response import Response, response
from perceptible.network.model import Network
from perceptible.plotting.parts import CAPTION, PARTS_HEIGHT, PARTS_WIDTH, SIDE, draw_parts
from perceptible.plotting.pictures import picture_shape
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, UNIT, painting
from perceptible.plotting.waterfall import LINE, draw_waterfall, figure_text, waterfall_height
from perceptible.plotting.words import decimals_for, layer_name, neuron_name, number, plural

__all__ = ["draw_neuron"]

N_TERMS = 10  # with a line of their own
DECIMALS = 2
LEAST_REACH = 6.0  # of the curve to both sides of 0, where a sigmoid goes from 0.002 to 0.998
CURVE_POINTS = 241
CURVE_LEFT = PARTS_WIDTH + 40


def draw_neuron(
    network: Network,
    inputs: FloatArray,
    *,
    layer: int = 1,
    neuron: int = 0,
    source: str = "",
    theme: str = "light",
) -> Figure:
    """Draw how one neuron comes to its activation for one input.

    Parameters
    ----------
    network : Network
        One network, without leading axes.
    inputs : float array of shape (n_inputs,)
        One input, such as an image unrolled row by row, in [0, 1].
    layer : int, optional
        From 1, the first hidden layer, to the number of layers, the outputs.
    neuron : int, optional
        Which neuron of the layer, from 0. The figure counts hidden neurons from 1.
    source : str, optional
        Network, data and image, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    Figure
        Its weights, the input, their products, the activation curve with the neuron on it, and the weighted sum as
        lines whose figures add up.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        As `contributions`.
    UnknownNameError
        If there is no such theme.

    Examples
    --------
    >>> network = Network.random((784, 16, 10), rng=0)
    >>> draw_neuron(network, np.zeros(784, np.float32), neuron=6).get_label()
    'Hidden 1, neuron 7 turns the sum −0.49 into the activation 0.380'
    """
    parts = contributions(network, inputs, layer=layer, neuron=neuron)
    lines = break_down(parts, n_terms=N_TERMS, decimals=_decimals(parts))
    reach = max(LEAST_REACH, 1.25 * abs(parts.z))
    curve = response(network, inputs, np.linspace(-reach, reach, CURVE_POINTS), layer=layer, neuron=neuron)
    n_layers = len(network.layers)
    shape = picture_shape(network.sizes[0]) if layer == 1 else None
    total = figure_text(lines.figure).removeprefix("+")
    name = neuron_name(layer, n_layers, neuron).capitalize()
    title = f"{name} turns the sum {total} into the activation {number(curve.a, 3)}"
    with painting(theme) as look:
        sheet = new_sheet(look, title, source, PARTS_HEIGHT + waterfall_height(lines) + LINE)
        before = layer_name(layer - 1, n_layers)
        draw_parts(sheet, parts, shape, before)
        _draw_curve(sheet, curve, network.activations[layer - 1], total)
        words = [_words(line, parts, shape, before) for line in lines.lines]
        draw_waterfall(sheet, PARTS_HEIGHT, lines, words)
        silent = f"{lines.n_silent:,} of {plural(len(parts.terms), 'term')} are exactly 0 and have no line."
        below = PARTS_HEIGHT + waterfall_height(lines) + LINE
        sheet.write(0, below, silent if lines.n_silent else "", color=look.quiet)
    return sheet.figure


def _decimals(parts: Contributions) -> int:
    """Return how many decimals the figures need: two, more where all terms are small."""
    return max(DECIMALS, decimals_for(max(float(np.abs(parts.terms).max()), abs(parts.bias)), 2))


def _words(line: Line, parts: Contributions, shape: tuple[int, int] | None, before: str) -> tuple[str, str]:
    """Return what a line is about, and the product that it is."""
    if line.kind == "bias":
        return "bias", ""
    if line.kind == "rest":
        side = "above" if line.value > 0 else "below"
        return f"{len(line.indices):,} smaller terms {side} 0, together", ""
    index = line.indices[0]
    row, column = divmod(index, shape[1]) if shape else (0, 0)
    neuron = f"input {index + 1}" if before == "inputs" else f"{before}, neuron {index + 1}"
    place = f"row {row + 1}, column {column + 1}" if shape else neuron
    return place, f"{number(float(parts.weights[index]), 3)} × {number(float(parts.activations[index]), 3)}"


def _draw_curve(sheet: Sheet, curve: Response, activation: str, total: str) -> None:
    """Draw the activation over z, with a dot where the neuron is, its tangent, and the three numbers."""
    look, reach = sheet.look, float(curve.curve_z[-1])
    sheet.write(CURVE_LEFT, SMALL - 2, f"a = {activation}(z)", color=look.quiet)
    axes = sheet.axes((CURVE_LEFT, CAPTION, BODY - CURVE_LEFT, SIDE))
    low, high = float(curve.curve_a.min()), float(curve.curve_a.max())
    axes.set(xlim=(-reach, reach), ylim=(low - 0.08 * (high - low), high + 0.08 * (high - low)))
    axes.axvline(0, color=look.line, linewidth=UNIT)
    axes.plot(curve.curve_z, curve.curve_a, color=look.ink, linewidth=2 * UNIT)
    ends = np.array([-reach, reach]) / 4
    axes.plot(curve.z + ends, curve.a + curve.slope * ends, color=look.quiet, linewidth=UNIT, linestyle=(0, (4, 2)))
    axes.plot([curve.z], [curve.a], "o", markersize=10 * UNIT, color=look.selection, markeredgecolor=look.ink)
    axes.set_xticks([-round(reach), 0, round(reach)])
    axes.set_yticks([round(low), round(high)])
    below = CAPTION + SIDE + 44  # under the numbers of the axis
    sheet.write(CURVE_LEFT, below, f"z {total}, a {number(curve.a, 3)}")
    sheet.write(CURVE_LEFT, below + SMALL + 5, f"slope there {number(curve.slope, 3)}", color=look.quiet)
