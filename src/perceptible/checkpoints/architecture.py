"""What a network is apart from its numbers, and the names that its arrays have in a file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from itertools import pairwise
from typing import cast

from perceptible.arrays import FloatArray
from perceptible.checkpoints.fields import Fields, fields_of
from perceptible.checkpoints.format import Contents, damaged
from perceptible.errors import PerceptibleError, SettingsError
from perceptible.network import ACTIVATIONS, Dense, Layer, Local, Network, Parameters, Patches, Shared

__all__ = ["Architecture", "arrays_of", "parameters_from"]

NARROW = "narrow"
NARROW_KINDS: dict[str, type[Local | Shared]] = {"local": Local, "shared": Shared}
PATCH = tuple(part.name for part in fields(Patches))


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
    narrow : mapping from int to (str, Patches)
        For each layer that does not look at everything, by its number from 1: its kind, and where it looks.
    """

    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    cost: str
    leading: tuple[int, ...] = ()
    narrow: Mapping[int, tuple[str, Patches]] = field(default_factory=dict)

    @classmethod
    def of(cls, network: Network) -> Architecture:
        """Return what this network is."""
        numbered = enumerate(network.layers, start=1)
        narrow = {number: (layer.kind, layer.patches) for number, layer in numbered if not isinstance(layer, Dense)}
        return cls(network.sizes, network.activations, network.cost, network.parameters.leading, narrow)

    @classmethod
    def read(cls, contents: Contents) -> Architecture:
        """Return what a file says of its network."""
        said = fields_of(contents, "network")
        found = cls(said.wholes("sizes"), said.texts("activations"), said.text("cost"), said.wholes("leading"))
        if len(found.sizes) < 2 or len(found.activations) != len(found.sizes) - 1:
            what = f"network.activations are {len(found.activations)}, expected one for each of the sizes but the first"
            raise damaged(contents.path, what)
        return replace(found, narrow=_read_narrow(said, found.sizes)) if NARROW in said.values else found

    def to_json(self) -> str:
        """Return it as a JSON object; nothing is said of narrow layers where there are none."""
        values = {name: value for name, value in vars(self).items() if name != NARROW}
        narrow = {number: {"kind": kind, **asdict(patches)} for number, (kind, patches) in self.narrow.items()}
        return json.dumps(values | ({NARROW: narrow} if narrow else {}))

    def layout(self, prefix: str = "") -> Iterator[tuple[str, tuple[int, ...]]]:
        """Yield the name and shape of each array of parameters."""
        for number, (n_previous, n_neurons) in enumerate(pairwise(self.sizes), start=1):
            kind, patches = self.narrow.get(number, ("dense", None))
            n_rows = n_neurons // patches.n_places if patches and kind == "shared" else n_neurons
            yield (
                f"{prefix}layers.{number}.weights",
                (*self.leading, n_rows, patches.n_dials if patches else n_previous),
            )
            yield f"{prefix}layers.{number}.biases", (*self.leading, n_rows)

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
        try:
            return Network(tuple(self._layers(parameters)), self.cost)
        except PerceptibleError as error:
            raise damaged(path, str(error).partition(". ")[0]) from None

    def _layers(self, parameters: Parameters) -> Iterator[Layer]:
        """Yield the layers with these numbers in them."""
        for number, (W, b, name) in enumerate(
            zip(parameters.weights, parameters.biases, self.activations, strict=True), start=1
        ):
            if number not in self.narrow:
                yield Dense(W, b, ACTIVATIONS[name])
                continue
            kind, patches = self.narrow[number]
            yield NARROW_KINDS[kind](W, b, ACTIVATIONS[name], patches)


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


def _read_narrow(said: Fields, sizes: tuple[int, ...]) -> dict[int, tuple[str, Patches]]:
    """Return what a file says of the layers that do not look at everything, where it fits their sizes."""
    group, found = said.group(NARROW), {}
    for word in group.values:
        one = group.group(word)
        number = int(word) if word.isdecimal() and len(word) < 9 else 0
        if not 0 < number < len(sizes) or one.text("kind") not in NARROW_KINDS:
            raise damaged(said.path, f"network.{NARROW} names layer {word!r:.60} of kind {one.text('kind')!r:.60}")
        try:
            patches = Patches(**{name: one.whole(name) for name in PATCH})
        except SettingsError as error:
            raise damaged(said.path, str(error).partition(". ")[0]) from None
        if patches.n_inputs != sizes[number - 1] or sizes[number] % patches.n_places:
            what = (
                f"the patches of layer {number} do not fit its {sizes[number - 1]} inputs and {sizes[number]} neurons"
            )
            raise damaged(said.path, what)
        found[number] = (one.text("kind"), patches)
    return found


def _is_weights(name: str, prefix: str) -> bool:
    """Tell whether an array of a file holds the weights of a layer of this group."""
    return name.startswith(f"{prefix}layers.") and name.endswith(".weights")


def _floats(contents: Contents, name: str) -> FloatArray:
    """Return an array of floats."""
    array = contents.arrays[name]
    if array.dtype.kind != "f":
        raise damaged(contents.path, f"array {name!r} holds {array.dtype}, expected floats")
    return cast("FloatArray", array)
