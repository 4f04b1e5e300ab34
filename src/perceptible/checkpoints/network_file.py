"""A network in a file: its layers, its cost, and what was written down about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from perceptible.checkpoints.architecture import Architecture, arrays_of, parameters_from
from perceptible.checkpoints.card import check_about, read_about
from perceptible.checkpoints.format import Contents, damaged, read, write
from perceptible.checkpoints.state_file import TRAINING, state_from, state_layout
from perceptible.files.failures import PathLike
from perceptible.network import Network
from perceptible.network.model import check_network

__all__ = ["Card", "about", "load", "save"]

NETWORK = "network"


@dataclass(frozen=True)
class Card:
    """What a file says about itself.

    Parameters
    ----------
    kind : str
        "network", or "training" where all is there to go on.
    format_version : int
        Of the file.
    sizes : tuple of int
        Neurons by layer, the inputs first.
    activations : tuple of str
        One name for each layer after the inputs.
    cost : str
        Name of the cost.
    about : mapping from str to str
        What was written down when it was saved.
    """

    kind: str
    format_version: int
    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    cost: str
    about: Mapping[str, str]


def save(network: Network, path: PathLike, *, about: Mapping[str, str] | None = None) -> None:
    """Save a network in a safetensors file, atomically.

    Parameters
    ----------
    network : Network
        One network, or many at once.
    path : str or path
        Where to, by custom ``*.safetensors``. A file there is replaced.
    about : mapping from str to str, optional
        Anything to write down with it, for example where it comes from.

    Raises
    ------
    StorageError
        If the file cannot be written; what was there before is kept.
    DtypeError
        If `network` is no Network or holds other numbers than floats of 16, 32 or 64 bits, or `about` anything but
        text.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     save(Network.random((784, 16, 16, 10), rng=0), f"{folder}/net.safetensors")
    ...     load(f"{folder}/net.safetensors").n_parameters
    13002
    """
    check_network(network)
    words = {"kind": NETWORK, NETWORK: Architecture.of(network).to_json(), **check_about(about)}
    write(path, words, arrays_of(network.parameters))


def load(path: PathLike) -> Network:
    """Load a network that was saved, or the one of a training's checkpoint.

    Parameters
    ----------
    path : str or path
        A file that `save` or a training wrote.

    Returns
    -------
    Network
        With the same numbers, to the last bit. Of a training that has ended its best network.

    Raises
    ------
    DataError
        If the file cannot be read.
    FormatError
        If it is damaged, of a newer version, or no file of ours. Nothing in it is ever executed.

    Examples
    --------
    See `save`.
    """
    contents = read(path, _layout)
    if contents.words["kind"] == TRAINING:
        return state_from(contents).state.network
    return Architecture.read(contents).network(parameters_from(contents), contents.path)


def about(path: PathLike) -> Card:
    """Return what a file says about itself.

    Parameters
    ----------
    path : str or path
        A file that `save` or a training wrote.

    Returns
    -------
    Card
        Kind, version, architecture and what was written down.

    Raises
    ------
    DataError, FormatError
        As `load`.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     save(Network.random((2, 1), rng=0), f"{folder}/net.safetensors", about={"seed": "0"})
    ...     about(f"{folder}/net.safetensors").about["seed"]
    '0'
    """
    contents = read(path, _layout)
    network = Architecture.read(contents)
    version = int(contents.words["format_version"])
    own = network.sizes, network.activations, network.cost
    return Card(contents.words["kind"], version, *own, read_about(contents))


def _layout(contents: Contents) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Return the arrays that a file of this kind has."""
    kind = contents.words.get("kind")
    if kind == TRAINING:
        return state_layout(contents)
    if kind != NETWORK:
        raise damaged(contents.path, f"it is of kind {kind!r}, expected {NETWORK!r} or {TRAINING!r}")
    return Architecture.read(contents).layout()
