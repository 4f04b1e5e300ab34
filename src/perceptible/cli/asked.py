"""What `perceptible show` is asked to see: network, data and choices, each opened when it is first needed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from perceptible.arrays import FloatArray
from perceptible.cli.datasets import open_data
from perceptible.cli.networks import Opened, open_network
from perceptible.data.dataset import Dataset
from perceptible.errors import SettingsError
from perceptible.evaluation import Evaluation, evaluate

__all__ = ["Asked", "chosen_image"]


@dataclass(frozen=True)
class Asked:
    """What the command line asks to see.

    Parameters
    ----------
    net, data : str or None
        As on the command line.
    image, layer, neuron : int
        Which image from 0, layer from 1, neuron from 1.
    scale : str
        How weights become colors.
    along : str
        For the landscape: "dial", "gradient", "random" or "path".
    dial : int or None
        For the landscape: which dial, from 0; None for the one with the steepest slope.
    rates : tuple of float
        For the race: learning rates.
    theme : str
        "light" or "dark".
    """

    net: str | None
    data: str | None
    image: int
    layer: int
    neuron: int
    scale: str
    along: str
    dial: int | None
    rates: tuple[float, ...]
    theme: str

    @cached_property
    def opened(self) -> Opened:
        """Return the network."""
        return open_network(self.net)

    @cached_property
    def loaded(self) -> Dataset:
        """Return the data: those named, else those that the network was trained on."""
        return open_data(self.data or self.opened.data)

    @cached_property
    def evaluation(self) -> Evaluation:
        """Return what the network makes of the test images."""
        return evaluate(self.opened.network, self.loaded.test)

    @property
    def source(self) -> str:
        """Return network and data, for the line below the title."""
        return f"{self.opened.label}; {self.loaded.name}, {len(self.loaded.test):,} test images"

    @property
    def picture(self) -> FloatArray:
        """Return the test image that was chosen."""
        return chosen_image(self.loaded, self.image)

    @property
    def picture_source(self) -> str:
        """Return network and image, for the line below the title."""
        return f"{self.opened.label}; {self.loaded.name}, test image {self.image}"


def chosen_image(data: Dataset, number: int) -> FloatArray:
    """Return one test image, counted from 0."""
    if number >= len(data.test):
        msg = f"--image is {number}, expected 0 to {len(data.test) - 1}. Choose another test image."
        raise SettingsError(msg)
    picture: FloatArray = data.test.inputs[number]
    return picture
