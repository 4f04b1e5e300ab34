"""`perceptible show`: figures of data, networks and trainings, as PNG or SVG files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
from matplotlib.figure import Figure

from perceptible.checkpoints import load_state
from perceptible.cli.asked import Asked, chosen_image
from perceptible.cli.command import command
from perceptible.cli.datasets import DATA_OF_NET_HELP, open_data
from perceptible.cli.options import Name, Rates
from perceptible.cli.output import answer
from perceptible.cli.show_learning import ALONG, LEARNING
from perceptible.errors import SettingsError
from perceptible.plotting.confusion import draw_confusion
from perceptible.plotting.curves import draw_curves
from perceptible.plotting.digits import draw_digits, draw_pixels
from perceptible.plotting.mistakes import draw_mistakes
from perceptible.plotting.network import draw_network
from perceptible.plotting.neuron import draw_neuron
from perceptible.plotting.saving import save_figure
from perceptible.plotting.scales import SCALES
from perceptible.plotting.weights import draw_weights

__all__ = ["show"]

EXAMPLES = (
    ("show weights", "the weights of the first layer of the network trained last, in weights.png"),
    ("show neuron net.safetensors --neuron 7 --image 12 --out seven.svg", "how a neuron comes to its activation"),
    ("show mistakes perceptible-runs/lesson-0-1 --dark", "what that run's network got wrong"),
    ("show landscape lesson --along path", "the cost over the plane in which the training mostly moved"),
    ("show digits --data mnist", "some images, no network needed"),
)
FIGURES = ("digits", "pixels", "weights", "mistakes", "curves", "confusion", "neuron", "network", *LEARNING)
RATES = (0.015, 0.15, 0.5, 1.5, 5.0, 15.0)


@command("show", examples=EXAMPLES)
@click.argument("what", type=Name("figure", FIGURES))
@click.argument("net", required=False)
@click.option("--out", type=click.Path(path_type=Path), help="The file, .png or .svg; WHAT.png where not given.")
@click.option("--dark", is_flag=True, help="Light on dark.")
@click.option("--data", help=DATA_OF_NET_HELP)
@click.option("--image", type=click.IntRange(min=0), default=0, help="For one image: which test image, from 0.")
@click.option("--layer", type=click.IntRange(min=1), default=1, help="For weights and neuron: which layer, from 1.")
@click.option("--neuron", type=click.IntRange(min=1), default=1, help="For neuron: which of the layer, from 1.")
@click.option("--scale", type=Name("scale", SCALES), default="linear", help="For weights: how they become colors.")
@click.option("--along", type=Name("way", ALONG), default="dial", help="For landscape: a line, or a plane, of what.")
@click.option("--dial", type=click.IntRange(min=0), help="For landscape: which dial, from 0; else the steepest.")
@click.option("--rates", type=Rates(), default=RATES, help="For race: learning rates, one to nine.", show_default=False)
def show(what: str, out: Path | None, dark: bool, **choices: object) -> None:
    """Draw WHAT: digits, pixels, weights, mistakes, curves, confusion, a neuron, the network, or how it learns.

    NET is a file or a run's folder, and may be left out: the network trained last. For curves it is a run.
    """
    asked = Asked(**choices, theme="dark" if dark else "light")  # type: ignore[arg-type]  # the options above
    figure = DRAWINGS[what](asked)
    path = save_figure(figure, out or Path(f"{what}.png"))
    title = str(figure.get_label())
    answer({"path": path, "what": what, "title": title}, f"{title}\nsaved in {path}")


def _digits(asked: Asked) -> Figure:
    """Draw images of the data; no network is needed."""
    loaded = open_data(asked.data)
    names, source = loaded.class_names, loaded.source
    return draw_digits(loaded.test, what="test image", class_names=names, source=source, theme=asked.theme)


def _pixels(asked: Asked) -> Figure:
    """Draw one image as the numbers it is; no network is needed."""
    loaded = open_data(asked.data)
    picture = chosen_image(loaded, asked.image)
    label = loaded.class_names[int(loaded.test.labels[asked.image])]
    source = f"{loaded.name}, test image {asked.image}"
    return draw_pixels(picture, label=label, source=source, theme=asked.theme)


def _weights(asked: Asked) -> Figure:
    """Draw the weights of a layer."""
    network = asked.opened.network.written_out()
    return draw_weights(
        network, layer=asked.layer, scale=asked.scale, source=asked.opened.trained_on, theme=asked.theme
    )


def _mistakes(asked: Asked) -> Figure:
    """Draw the most confident mistakes."""
    names = asked.loaded.class_names
    source, theme, test = asked.source, asked.theme, asked.loaded.test
    return draw_mistakes(asked.evaluation, test, what="test image", class_names=names, source=source, theme=theme)


def _curves(asked: Asked) -> Figure:
    """Draw the history of a training."""
    saved = load_state(asked.opened.path)
    data = saved.data
    source = f"{asked.opened.label}; {data.name}, {data.n_train:,} training and {data.n_test:,} test images"
    return draw_curves(saved.state.history, source=source, theme=asked.theme)


def _confusion(asked: Asked) -> Figure:
    """Draw the confusion matrix."""
    names = asked.loaded.class_names
    source, theme = asked.source, asked.theme
    return draw_confusion(asked.evaluation, what="test image", class_names=names, source=source, theme=theme)


def _neuron(asked: Asked) -> Figure:
    """Draw how a neuron comes to its activation."""
    network, neuron = asked.opened.network.written_out(), asked.neuron - 1
    n_neurons = network.sizes[asked.layer] if asked.layer < len(network.sizes) else asked.neuron
    if asked.neuron > n_neurons:
        msg = f"--neuron is {asked.neuron}, expected 1 to {n_neurons} in layer {asked.layer}. Choose one of these."
        raise SettingsError(msg)
    source, theme = asked.picture_source, asked.theme
    return draw_neuron(network, asked.picture, layer=asked.layer, neuron=neuron, source=source, theme=theme)


def _network(asked: Asked) -> Figure:
    """Draw the whole network looking at an image."""
    picture, test = asked.picture, asked.loaded.test
    return draw_network(
        asked.opened.network.written_out(),
        picture,
        label=int(test.labels[asked.image]),
        class_names=asked.loaded.class_names,
        source=asked.picture_source,
        theme=asked.theme,
    )


DRAWINGS: dict[str, Callable[[Asked], Figure]] = {
    "digits": _digits,
    "pixels": _pixels,
    "weights": _weights,
    "mistakes": _mistakes,
    "curves": _curves,
    "confusion": _confusion,
    "neuron": _neuron,
    "network": _network,
    **LEARNING,
}
