"""Backpropagation of one example: what the outputs wish, passed back layer by layer, and two slopes written out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from perceptible.arrays import FloatArray
from perceptible.insight.chains import Chain
from perceptible.insight.importance import place_of
from perceptible.insight.wishes import Wishes
from perceptible.plotting.pictures import outline, picture_shape, show_grey, show_signed
from perceptible.plotting.scales import signed_norm
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import SMALL, TINY, UNIT, painting
from perceptible.plotting.words import layer_name, names_of, number, signed

__all__ = ["draw_backprop"]

MOST_ROWS = 16  # of a layer: those of which most is wished
MOST_LAYERS = 4  # the last of more
ROW, CAPTION, SIDE, GAP = 22, 48, 112, 24
LINES = 22

Names = Sequence[str]


def draw_backprop(
    told: Wishes,
    *,
    label: int | None = None,
    class_names: Names | None = None,
    source: str = "",
    theme: str = "light",
) -> Figure:
    """Draw backpropagation of one example.

    Parameters
    ----------
    told : Wishes
        From `wishes`.
    label : int, optional
        Which class the example is of.
    class_names : sequence of str, optional
        What people call class 0, class 1, and so on; without it their numbers.
    source : str, optional
        Network, data and image, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    Figure
        From left to right the input and the layers, each neuron with its activation and how strongly it is wished to
        be brighter (blue) or darker (orange); the wishes run from right to left. Below, for each layer, the steepest
        slope written out as the factors that make it.

    Raises
    ------
    SettingsError
        If there are not as many names as classes.
    UnknownNameError
        If there is no such theme.

    Examples
    --------
    >>> from perceptible.insight.wishes import wishes
    >>> from perceptible.network import Network
    >>> told = wishes(Network.random((1, 1), start="zeros"), np.ones(1), np.ones(1))
    >>> draw_backprop(told).get_label()
    'At a cost of 0.250 output 0 most wishes to change: brighter by 0.500'
    """
    names = names_of(told.network.sizes[-1], class_names)
    n_layers = len(told.network.layers)
    layers = range(max(1, n_layers + 1 - MOST_LAYERS), n_layers + 1)
    shown = {layer: _most_wished(told.of(layer)) for layer in layers}
    n_rows = max(len(rows) for rows in shown.values())
    shape = picture_shape(told.network.sizes[0])
    chains = _chains(told, shape)
    body = CAPTION + max(ROW * n_rows, 2 * SIDE + 2 * CAPTION if shape else 0) + GAP
    with painting(theme) as look:
        sheet = new_sheet(look, _finding(told, names, label), source, body + LINES * (2.5 * len(chains) + 1))
        start = SIDE + GAP if shape else 0
        if shape:
            _draw_images(sheet, told, shape)
        across = (BODY - start + GAP) / len(shown)
        for place, (layer, rows) in enumerate(shown.items()):
            _draw_layer(sheet, (start + place * across, across - GAP), (told, layer), rows, names)
        _write_chains(sheet, body, chains)
    return sheet.figure


def _finding(told: Wishes, names: Names, label: int | None) -> str:
    """Say which output is furthest from what it should be."""
    wishes = told.of_outputs
    most = int(np.argmax(np.abs(wishes)))
    way = "brighter" if wishes[most] > 0 else "darker"
    what = "" if label is None else f"This {names[label]}: "
    at = f"{'at' if what else 'At'} a cost of {number(told.cost)}"
    return f"{what}{at} output {names[most]} most wishes to change: {way} by {number(abs(float(wishes[most])))}"


def _most_wished(wishes: FloatArray) -> list[int]:
    """Return the neurons to draw, in their order: of many, those of which most is wished."""
    return sorted(int(neuron) for neuron in np.argsort(-np.abs(wishes), kind="stable")[:MOST_ROWS])


def _draw_images(sheet: Sheet, told: Wishes, shape: tuple[int, int]) -> None:
    """Draw the input, and below it what is wished of it, which cannot be turned."""
    sheet.write(0, SMALL, "the image", color=sheet.look.quiet)
    show_grey(sheet, (0, CAPTION, SIDE, SIDE), told.activations[0].reshape(shape))
    outline(sheet, (0, CAPTION, SIDE, SIDE))
    top = 2 * CAPTION + SIDE
    sheet.write(0, top - 24, "wished of it:", color=sheet.look.quiet)
    sheet.write(0, top - 8, "nothing turns it", color=sheet.look.quiet)
    wished = told.of(0).reshape(shape)
    show_signed(sheet, (0, top, SIDE, SIDE), wished, signed_norm(float(np.abs(wished).max())))


def _draw_layer(
    sheet: Sheet, place: tuple[float, float], where: tuple[Wishes, int], rows: Sequence[int], names: Names
) -> None:
    """Draw a layer: a line for each neuron with its activation and a bar of what is wished of it."""
    (left, width), (told, layer) = place, where
    look, n_layers = sheet.look, len(told.network.layers)
    wishes, is_last = told.of(layer), layer == len(told.network.layers)
    of_many = f", {len(rows)} of {len(wishes)}" if len(rows) < len(wishes) else ""
    sheet.write(left, SMALL, f"{layer_name(layer, n_layers)}{of_many}")
    sheet.write(left, SMALL + 17, "wish: y − a" if is_last else "← wishes, summed", color=look.quiet)
    largest = float(np.abs(wishes).max()) or 1.0
    bars = left + 58
    reach = (width - 58) / 2
    for row, neuron in enumerate(rows):
        line = CAPTION + ROW * (row + 0.5)
        text = names[neuron] if is_last else str(neuron + 1)
        sheet.write(left + 22, line, text, ha="right", va="center_baseline")
        cell = (left + 28, line - 8, 16, 16)
        show_grey(sheet, cell, np.clip(told.activations[layer][neuron], 0, 1).reshape(1, 1))
        outline(sheet, cell)
        size = reach * float(wishes[neuron]) / largest
        corner = (bars + reach + min(size, 0), line - 6)
        bar = Rectangle(corner, abs(size), 12, facecolor=look.sign_color(float(wishes[neuron])), linewidth=0)
        sheet.page.add_patch(bar)
        _write_beside(sheet, bars + reach, line, float(wishes[neuron]))
    sheet.page.plot([bars + reach] * 2, [CAPTION, CAPTION + ROW * len(rows)], color=look.line, linewidth=UNIT)


def _write_beside(sheet: Sheet, zero: float, line: float, wish: float) -> None:
    """Write a wish on the side where its bar is not."""
    side = "left" if wish < 0 else "right"
    place = zero + (4 if wish < 0 else -4)
    style = {"size": TINY * UNIT, "color": sheet.look.quiet, "va": "center_baseline", "ha": side}
    sheet.write(place, line, signed(wish), **style)


def _chains(told: Wishes, shape: tuple[int, int] | None) -> list[tuple[str, Chain]]:
    """Write out the steepest slope of a weight in the last layer and in each below it."""
    found, start = [], 0
    gradient = told.gradient
    for W, b in zip(gradient.weights, gradient.biases, strict=True):
        dial = start + int(np.argmax(np.abs(W)))
        start += W.size + b.size
        place = place_of(told.network, dial)
        assert place.previous is not None  # noqa: S101  # it is among the weights
        found.append((place.words(shape), told.weight(place.layer, place.neuron, place.previous)))
    return found[::-1]


def _write_chains(sheet: Sheet, top: float, chains: Sequence[tuple[str, Chain]]) -> None:
    """Write each chain: which weight, and below it the factors, each with its name, and their product."""
    look = sheet.look
    sheet.write(0, top + SMALL, "the steepest slope of each layer, written out by the chain rule", color=look.quiet)
    for place, (words, chain) in enumerate(chains):
        line = top + LINES * (2.5 * place + 1.5) + SMALL
        sheet.write(0, line, f"weight of {words}")
        product = " × ".join(
            f"{_named(factor.name)}{number(factor.value, _decimals(factor.value))}" for factor in chain.factors
        )
        slope = chain.product
        sheet.write(16, line + LINES - 2, f"{product}  =  {signed(slope, _decimals(slope))}")


def _named(name: str) -> str:
    """Return what a factor is called; the 2 of the square is its own name."""
    words = name.replace("-", "−").replace("dC/da", "∂C/∂a")
    return "" if name == "2" else f"[{words}] "


def _decimals(value: float) -> int:
    """Return how many decimals a factor is written with: four digits that count."""
    if value == round(value):
        return 0
    return min(8, max(3, 3 - int(np.floor(np.log10(abs(value))))))
