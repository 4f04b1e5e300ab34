"""What a network is apart from its numbers, and the names that its arrays have in a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import cast

from perceptible.arrays import FloatArray
from perceptible.checkpoints.fields import fields_of
from perceptible.checkpoints.format import Contents, damaged
from perceptible.errors import PerceptibleError
from perceptible.network import ACTIVATIONS, Dense, Network, Parameters

__all__ = ["Architecture", "arrays_of", "parameters_from"]


@dataclass(frozen=True)
class Architecture:
    """A network without its numbers.

    Parameters
    ----------
    sizes : tuple of int
        Neurons by layer, the inputs first.
    activations : tuple of str
        One name for each layer after the inputs.
    cost : str
        Name of the cost.
    leading : tuple of int
        Leading axes: () for one network, (64,) for 64 at once.
    """

    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    cost: str
    leading: tuple[int, ...] = ()

    @classmethod
    def of(cls, network: Network) -> Architecture:
        """Return what this network is."""
        return cls(network.sizes, network.activations, network.cost, network.parameters.leading)

    @classmethod
    def read(cls, contents: Contents) -> Architecture:
        """Return what a file says of its network."""
        fields = fields_of(contents, "network")
        found = cls(fields.wholes("sizes"), fields.texts("activations"), fields.text("cost"), fields.wholes("leading"))
        if len(found.sizes) < 2 or len(found.activations) != len(found.sizes) - 1:
            what = f"network.activations are {len(found.activations)}, expected one for each of the sizes but the first"
            raise damaged(contents.path, what)
        return found

    def to_json(self) -> str:
        """Return it as a JSON object."""
        return json.dumps(asdict(self))

    def layout(self, prefix: str = "") -> Iterator[tuple[str, tuple[int, ...]]]:
        """Yield the name and shape of each array of parameters."""
        for number, (n_previous, n_neurons) in enumerate(zip(self.sizes[:-1], self.sizes[1:], strict=True), start=1):
            yield f"{prefix}layers.{number}.weights", (*self.leading, n_neurons, n_previous)
            yield f"{prefix}layers.{number}.biases", (*self.leading, n_neurons)

    def network(self, parameters: Parameters, path: str) -> Network:
        """Return the network with these numbers in it.

        Raises
        ------
        FormatError
            If a number is NaN or infinite, or a name is in none of the families.
        """
        for name in self.activations:
            if name not in ACTIVATIONS:
                raise damaged(path, f"activation {name!r} is not known, expected one of: {', '.join(ACTIVATIONS)}")
        rules = (ACTIVATIONS[name] for name in self.activations)
        try:
            return Network(tuple(map(Dense, parameters.weights, parameters.biases, rules)), self.cost)
        except PerceptibleError as error:
            raise damaged(path, str(error).partition(". ")[0]) from None


def arrays_of(parameters: Parameters, prefix: str = "") -> dict[str, FloatArray]:
    """Return the arrays of parameters under the names that `Architecture.layout` gives them."""
    arrays = {}
    for number, (W, b) in enumerate(zip(parameters.weights, parameters.biases, strict=True), start=1):
        arrays[f"{prefix}layers.{number}.weights"] = W
        arrays[f"{prefix}layers.{number}.biases"] = b
    return arrays


def parameters_from(contents: Contents, prefix: str = "") -> Parameters:
    """Return the parameters that `arrays_of` named."""
    numbers = range(1, 1 + sum(_is_weights(name, prefix) for name in contents.arrays))
    weights = tuple(_floats(contents, f"{prefix}layers.{number}.weights") for number in numbers)
    biases = tuple(_floats(contents, f"{prefix}layers.{number}.biases") for number in numbers)
    return Parameters(weights, biases)


def _is_weights(name: str, prefix: str) -> bool:
    """Tell whether an array of a file holds the weights of a layer of this group."""
    return name.startswith(f"{prefix}layers.") and name.endswith(".weights")


def _floats(contents: Contents, name: str) -> FloatArray:
    """Return an array of floats."""
    array = contents.arrays[name]
    if array.dtype.kind != "f":
        raise damaged(contents.path, f"array {name!r} holds {array.dtype}, expected floats")
    return cast("FloatArray", array)
