"""Weights of a layer: one picture for each neuron where the layer reads an image, else a strip for each neuron."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import FuncNorm
from matplotlib.figure import Figure

from perceptible.arrays import FloatArray, to_numpy
from perceptible.insight.contributions import check_place
from perceptible.network.model import Network
from perceptible.plotting.pictures import LEGEND_HEIGHT, picture_shape, show_signed, signed_legend
from perceptible.plotting.scales import SCALES, signed_norm
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.strips import draw_strips, strips_height
from perceptible.plotting.theme import SMALL, painting
from perceptible.plotting.words import decimals_for, layer_name, neuron_name, number, plural

__all__ = ["draw_weights"]

# Sides of a picture in pixels. All are multiples of 14, so that each of 28 x 28 cells has whole dots in the file.
SIDES = (168, 112, 84, 70, 56, 42, 28)
TALLEST = 864  # all pictures together
LEAST_GAP, WIDEST_GAP, GAP, CAPTION = 8, 32, 16, 20
LEGEND_WIDTH = 360
# Captions have as many words as the side of the picture has room for.
ROOM_FOR_NAME, ROOM_FOR_NUMBER = 70, 160


def draw_weights(
    network: Network,
    *,
    layer: int = 1,
    scale: str = "linear",
    shared: bool = True,
    source: str = "",
    theme: str = "light",
) -> Figure:
    """Draw the weights of a layer: a picture for each neuron, or a strip where the layer does not read an image.

    Parameters
    ----------
    network : Network
        One network, without leading axes.
    layer : int, optional
        From 1, the first hidden layer, to the number of layers, the outputs.
    scale : str, optional
        "linear", "gamma" (the power 0.3, which lifts small weights) or "log".
    shared : bool, optional
        One scale for all neurons; False gives each neuron its own, from its largest weight.
    source : str, optional
        Network, data and seed, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    Figure
        Positive weights blue, negative ones orange with a dash, 0 in the middle.

    Raises
    ------
    ShapeError
        If the network has leading axes.
    ValueRangeError
        If there is no such layer.
    UnknownNameError
        If there is no such scale or theme.

    Examples
    --------
    >>> figure = draw_weights(Network.random((784, 16, 16, 10), rng=0))
    >>> figure.get_label()
    'Hidden 1: 12,544 weights from −3.90 to 3.95, half within ±0.68'
    """
    check_place(network, layer, 0)
    weights, biases = (np.asarray(to_numpy(arrays[layer - 1])) for arrays in (network.weights, network.biases))
    shape = picture_shape(network.sizes[layer - 1]) if layer == 1 else None
    height = _wall(len(weights))[2] if shape else strips_height(len(weights))
    with painting(theme) as look:
        sheet = new_sheet(
            look, _finding(layer_name(layer, len(network.layers)), weights), source, height + LEGEND_HEIGHT
        )
        norm = signed_norm(float(np.abs(weights).max()), scale)
        if shape:
            captions = biases if shared else None
            _draw_wall(sheet, (weights.reshape(-1, *shape), _names(network, layer)[1]), captions, scale, norm)
        else:
            draw_strips(sheet, (weights, biases), scale, _names(network, layer), shared=shared)
        what = "weight of each pixel" if shape else "weight"
        each = "" if shared else "; each neuron on its own scale"
        bias = "" if shape else f"; biases on their own scale, up to ±{number(float(np.abs(biases).max()))}"
        signed_legend(sheet, (0, height, LEGEND_WIDTH), norm, what + SCALES[scale].words + each + bias, own=not shared)
    return sheet.figure


def _finding(name: str, weights: FloatArray) -> str:
    """Say how many weights there are and how far they reach."""
    numbers = float(weights.min()), float(weights.max()), float(np.median(np.abs(weights)))
    decimals = decimals_for(max(map(abs, numbers)))
    lowest, highest, middle = (number(value, decimals) for value in numbers)
    return f"{name.capitalize()}: {plural(weights.size, 'weight')} from {lowest} to {highest}, half within ±{middle}"


def _names(network: Network, layer: int) -> tuple[str, list[str]]:
    """Return what the layer before is called, and each neuron of this one."""
    n_layers, n_neurons = len(network.layers), network.sizes[layer]
    names = [neuron_name(layer, n_layers, neuron) for neuron in range(n_neurons)]
    return layer_name(layer - 1, n_layers), [name.removeprefix(f"hidden {layer}, ") for name in names]


def _wall(n_pictures: int) -> tuple[int, int, int]:
    """Return the largest side at which all pictures fit, how many then stand in a row, and the height of all rows."""
    for side in SIDES:
        rows = -(-n_pictures // ((BODY + LEAST_GAP) // (side + LEAST_GAP)))
        height = rows * (side + CAPTION + GAP)
        if height <= TALLEST:
            break
    return side, -(-n_pictures // rows), height


def _draw_wall(
    sheet: Sheet, named: tuple[FloatArray, list[str]], biases: FloatArray | None, scale: str, norm: FuncNorm
) -> None:
    """Draw a picture for each neuron with its name and its bias; without biases each has a scale of its own."""
    pictures, names = named
    side, columns, _ = _wall(len(pictures))
    across = side + min(WIDEST_GAP, (BODY - columns * side) // max(1, columns - 1))
    for neuron, picture in enumerate(pictures):
        left, top = neuron % columns * across, neuron // columns * (side + CAPTION + GAP)
        limit = float(np.abs(picture).max())
        own = norm if biases is not None else signed_norm(limit, scale)
        show_signed(sheet, (left, top, side, side), picture, own)
        below = top + side + SMALL + 2
        sheet.write(left, below, names[neuron] if side >= ROOM_FOR_NAME else names[neuron].rpartition(" ")[2])
        if side >= ROOM_FOR_NUMBER:
            text = f"up to ±{number(limit)}" if biases is None else f"bias {number(float(biases[neuron]), 2)}"
            sheet.write(left + side, below, text, color=sheet.look.quiet, ha="right")
