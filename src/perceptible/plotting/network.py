"""The network on one input: the image as layer 0, neurons lit by their activation, connections by what they carry."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.collections import EllipseCollection, LineCollection
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Rectangle

from perceptible.arrays import FloatArray
from perceptible.errors import ValueRangeError
from perceptible.insight.contributions import check_place
from perceptible.network.model import Network
from perceptible.plotting.connections import draw_connections, line_style
from perceptible.plotting.diagram import Diagram, lay_out
from perceptible.plotting.pictures import (
    LEGEND_HEIGHT,
    activation_legend,
    activation_norm,
    is_signed,
    outline,
    show_grey,
)
from perceptible.plotting.sheet import BODY, Sheet, new_sheet
from perceptible.plotting.theme import ACTIVATION_MAP, LARGE, SMALL, TEXT, UNIT, painting
from perceptible.plotting.words import fitting, layer_name, names_of, number, width_of

__all__ = ["draw_network"]

GAP = 48  # the room below the diagram
# Of the outputs: bars, the number to the right of them, the name to the left, and the neuron to the left of that.
BARS, BARS_END, BESIDE = BODY - 144, BODY - 48, 22
LEAST_FOR_NAMES, MOST_FOR_NAMES = 26, 88
BAR, LEAST_BAR = 12, 0.5
LEGEND_WIDTH, LINES = 168, 232
EVEN = 0.5


def draw_network(
    network: Network,
    inputs: FloatArray,
    *,
    label: int | None = None,
    class_names: Sequence[str] | None = None,
    source: str = "",
    theme: str = "light",
) -> Figure:
    """Draw the whole network while it looks at one input.

    Parameters
    ----------
    network : Network
        One network, without leading axes, of up to five hidden layers of up to 128 neurons.
    inputs : float array of shape (n_inputs,)
        One input, such as an image unrolled row by row, in [0, 1].
    label : int, optional
        Which class it really is.
    class_names : sequence of str, optional
        What people call the outputs; without it their numbers.
    source : str, optional
        Network, data and image, for the line below the title.
    theme : str, optional
        "light" or "dark".

    Returns
    -------
    Figure
        Every connection carries weight times activation to the sum of the neuron that it reaches; those that carry
        less than a hundredth of the most are not drawn. From an image there is one line for each row of pixels.

    Raises
    ------
    SettingsError
        If the network is too large for a diagram, or there are not as many names as outputs.
    DtypeError, ShapeError, ValueRangeError
        As `contributions`; also if there is no class of this label.
    UnknownNameError
        If there is no such theme.

    Examples
    --------
    >>> network = Network.random((784, 16, 16, 10), start="zeros")
    >>> draw_network(network, np.zeros(784, np.float32)).get_label()
    'No output exceeds 0.5, the brightest is 0 (0.50)'
    """
    check_place(network, 1, 0)
    _check_label(label, network.sizes[-1])
    names, size = fitting(names_of(network.sizes[-1], class_names), MOST_FOR_NAMES, (LARGE, TEXT, SMALL))
    room = max(LEAST_FOR_NAMES, *(width_of(name, size, "bold") for name in names))
    diagram = lay_out(network, inputs, BARS - room - BESIDE)
    norm = activation_norm(diagram.activations)
    answer = int(diagram.activations[-1].argmax())
    with painting(theme) as look:
        title = _finding(diagram.activations[-1], answer, label, names)
        sheet = new_sheet(look, title, source, diagram.bottom + GAP + LEGEND_HEIGHT)
        for layer in range(1, diagram.n_layers + 1):
            draw_connections(sheet.page, diagram.ends(layer), diagram.carried[layer - 1], diagram.thickest, look)
            _draw_neurons(sheet, diagram, layer, norm)
        _draw_inputs(sheet, diagram, norm)
        _draw_outputs(sheet, diagram, (answer, label), (names, size))
        _write_heads(sheet, diagram)
        below = diagram.bottom + GAP
        activation_legend(sheet, (0, below, LEGEND_WIDTH), norm, "activation")
        _line_legend(sheet, below, diagram)
    return sheet.figure


def _finding(outputs: FloatArray, answer: int, label: int | None, names: Sequence[str]) -> str:
    """Say what the network answers, how sure it is, and whether that is right."""
    order = np.argsort(-outputs, kind="stable").tolist()
    said = [f"{names[index]} ({number(float(outputs[index]), 2)})" for index in order]
    truth = "" if label is None else ": right" if label == answer else f": wrong, it is {names[label]}"
    n_bright = int(np.sum(outputs > EVEN))
    if n_bright == 0:
        return f"No output exceeds {EVEN}, the brightest is {said[0]}{truth}"
    if n_bright > 1 and outputs.max() <= 1:
        which = "" if n_bright == 2 else "the brightest "
        return f"{n_bright} outputs exceed {EVEN}, {which}{said[0]} and {said[1]}{truth}"
    return f"The answer is {said[0]}" + (f", the next {said[1]}" if len(said) > 1 else "") + truth


def _check_label(label: int | None, n_classes: int) -> None:
    """Refuse a label that is no class."""
    if label is not None and not 0 <= label < n_classes:
        msg = f"label is {label}, expected 0 to {n_classes - 1}. Classes are counted from 0."
        raise ValueRangeError(msg)


def _draw_neurons(sheet: Sheet, diagram: Diagram, layer: int, norm: Normalize) -> None:
    """Draw the neurons of a layer, filled by their activations, with a dash in those that are negative."""
    (centers, radius), activations = diagram.neurons(layer), diagram.activations[layer]
    size, upright = np.full(len(centers), 2 * radius), np.zeros(len(centers))
    circles = EllipseCollection(
        size, size, upright, units="xy", offsets=centers, offset_transform=sheet.page.transData, zorder=2
    )
    circles.set(edgecolor=sheet.look.quiet, linewidth=UNIT, norm=norm)
    circles.set_cmap(sheet.look.signed_map if is_signed(norm) else ACTIVATION_MAP)
    circles.set_array(activations)
    dashes = [[(across - radius / 2, down), (across + radius / 2, down)] for across, down in centers[activations < 0]]
    marks = LineCollection(dashes, colors=sheet.look.ink, linewidths=1.5 * UNIT, zorder=3)
    for collection in (circles, marks):
        sheet.page.add_collection(collection, autolim=False)


def _draw_inputs(sheet: Sheet, diagram: Diagram, norm: Normalize) -> None:
    """Draw layer 0: the picture with each pixel a neuron, or neurons where the inputs are no picture."""
    if diagram.shape is None:
        _draw_neurons(sheet, diagram, 0, norm)
        return
    show_grey(sheet, diagram.picture, diagram.activations[0].reshape(diagram.shape))
    outline(sheet, diagram.picture)


def _draw_outputs(
    sheet: Sheet, diagram: Diagram, chosen: tuple[int, int | None], names: tuple[Sequence[str], float]
) -> None:
    """Write beside each output its class and its activation, with a bar; mark the answer, and the label it missed."""
    centers, radius = diagram.neurons(diagram.n_layers)
    outputs, (answer, label) = diagram.activations[-1], chosen
    page, look = sheet.page, sheet.look
    largest, lowest = max(1.0, float(outputs.max())), min(0.0, float(outputs.min()))
    unit = (BARS_END - BARS) / (largest - lowest)
    for index, (across, down) in enumerate(centers):
        value, start = float(outputs[index]), BARS - lowest * unit
        weight, color = ("bold", look.ink) if index == answer else ("normal", look.quiet)
        name = page.text(across + BESIDE, down, names[0][index], size=names[1] * UNIT)
        figure = page.text(BODY, down, number(value, 2), size=TEXT * UNIT, ha="right")
        for text in (name, figure):
            text.set(va="center_baseline", weight=weight, color=color)
        if abs(value) * unit >= LEAST_BAR:
            fill = look.selection if index == answer else look.quiet
            place = (start, down - BAR / 2)
            page.add_patch(Rectangle(place, value * unit, BAR, facecolor=fill, linewidth=0))
        if index == answer:
            style = {"edgecolor": look.selection, "linewidth": 3 * UNIT, "fill": False, "zorder": 3}
            page.add_patch(Circle((across, down), radius + 3, **style))
        elif index == label:
            end = start + max(0.0, value) * unit + 6
            page.text(end, down, "label", size=SMALL * UNIT, va="center_baseline", color=look.wrong)


def _write_heads(sheet: Sheet, diagram: Diagram) -> None:
    """Write above each layer what it is and how many neurons it has."""
    sizes, quiet = diagram.network.sizes, sheet.look.quiet
    for layer, size in enumerate(sizes):
        if layer == 0 and diagram.shape:
            sheet.write(0, diagram.picture[1] - 8, f"image: {size:,} pixels, each a neuron", color=quiet)
            continue
        across = diagram.across(layer)
        sheet.write(across, SMALL - 2, layer_name(layer, diagram.n_layers), ha="center")
        sheet.write(across, 2 * SMALL + 2, f"{size:,}", ha="center", color=quiet)


def _line_legend(sheet: Sheet, top: float, diagram: Diagram) -> None:
    """Say what the lines mean, and below each layer of lines how much the thickest one carries."""
    look, quiet = sheet.look, {"color": sheet.look.quiet}
    for layer, carried in enumerate(diagram.carried, start=1):
        starts, ends = diagram.ends(layer)
        largest = number(float(np.abs(carried).max()))
        sheet.write((starts[0, 0] + ends[0, 0]) / 2, diagram.bottom + SMALL + 4, f"±{largest}", ha="center", **quiet)
    sheet.write(LINES, top + SMALL - 2, "lines: weight × activation, the thickest ± the number below them", **quiet)
    for left, share, words in ((LINES, 1.0, "raises the next sum"), (LINES + 208, -1.0, "lowers it")):
        color, width, dashes = line_style(share, diagram.thickest, look)
        (sample,) = sheet.page.plot([left, left + 40], [top + 26, top + 26], color=color, linewidth=width)
        sample.set(linestyle=dashes, solid_capstyle="butt")
        sheet.write(left + 48, top + 26, words, va="center_baseline", **quiet)
    if diagram.shape:
        sheet.write(LINES, top + 48, "from the image: one line for each row of pixels", **quiet)
