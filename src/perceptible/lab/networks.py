"""The networks that can be looked at: the first one, those of the package, those that were kept, and random ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from perceptible.checkpoints import PRETRAINED, load, pretrained, pretrained_card, save
from perceptible.data.dataset import Dataset
from perceptible.environment import kept_folder
from perceptible.errors import MismatchError, SettingsError, StorageError, UnknownNameError
from perceptible.evaluation.answers import check_single
from perceptible.lab.session import Shelf, Shown
from perceptible.network import Dense, Network, hand_built
from perceptible.rng import as_generator
from perceptible.training import RECIPES, recipe_named

__all__ = [
    "BY_HAND",
    "FIRST",
    "PRETRAINED",
    "by_hand",
    "check_fits",
    "choices",
    "first_network",
    "fits",
    "keep",
    "known",
    "of_package",
    "random_network",
    "written_out",
]

FIRST = "plain"
BY_HAND = "by hand"
MOST_HIDDEN = 8
MOST_NEURONS = 512
LONGEST_NAME = 40
MOST_DIALS = 1_000_000
SUFFIX = ".safetensors"


def choices(shelf: Shelf) -> Iterator[tuple[str, str]]:
    """Yield the name of each network that can be opened, and a sentence on it."""
    if shelf.first.name not in PRETRAINED:
        yield shelf.first.name, "what the lab was opened with"
    yield from ((name, _summary(name)) for name in PRETRAINED)
    yield BY_HAND, "nobody trained it: strokes, loops and lines written down by a person"
    yield from ((path.stem, "kept by you") for path in _kept())


def first_network(data: Dataset) -> Shown:
    """Return the network of the package where it fits the data, else a random one like it."""
    if FIRST in PRETRAINED and fits(of_package(FIRST).network, data):
        return of_package(FIRST)
    lesson = recipe_named("lesson")
    return random_network(
        data,
        lesson.hidden,
        activation=lesson.activation,
        output=lesson.output,
        cost=lesson.cost,
        start=lesson.start,
        seed=0,
    )


def written_out(network: Network, code: str) -> tuple[Network, str]:
    """Return a network as the page can show it, with every weight, and the Python that gives it.

    Raises
    ------
    SettingsError
        If layers that look at patches come to more dials than the page can show.
    """
    if all(isinstance(layer, Dense) for layer in network.layers):
        return network, code
    dense = network.written_out()
    if dense.n_parameters > MOST_DIALS:
        msg = (
            f"the network has {network.n_parameters:,} dials, but {dense.n_parameters:,} with every weight written "
            f"out, expected at most {MOST_DIALS:,} of these. Look at it with: perceptible show weights"
        )
        raise SettingsError(msg)
    return dense, f"{code}.written_out()"


def known(shelf: Shelf, name: str) -> Shown:
    """Return the network of this name.

    Raises
    ------
    UnknownNameError
        If there is none.
    FormatError
        If it was kept and its file is damaged since.
    """
    if name == shelf.first.name:
        return shelf.first
    if name in PRETRAINED:
        return of_package(name)
    if name == BY_HAND:
        return by_hand()
    for path in _kept():
        if path.stem == name:
            return Shown(name, load(path), {}, f"pc.load({str(path)!r})")
    raise UnknownNameError("network", name, [choice for choice, _ in choices(shelf)])


def of_package(name: str) -> Shown:
    """Return a trained network that the package carries."""
    return Shown(name, pretrained(name), pretrained_card(name).about, f"pc.pretrained({name!r})")


def by_hand() -> Shown:
    """Return the network that nobody trained."""
    return Shown(BY_HAND, hand_built(), {}, "pc.hand_built()")


def random_network(
    data: Dataset,
    hidden: Sequence[int],
    *,
    activation: str,
    output: str,
    cost: str,
    start: str,
    seed: int,
    for_training: bool = False,
) -> Shown:
    """Return a random network that fits the data.

    For a training it is the network that `fit` draws from this seed: from its first child.

    Raises
    ------
    SettingsError
        If a layer is empty or larger than the page can show, or the cost does not go with the outputs.
    UnknownNameError
        If a name is in none of the families.
    """
    if len(hidden) > MOST_HIDDEN or not all(1 <= size <= MOST_NEURONS for size in hidden):
        msg = (
            f"the hidden layers are {'-'.join(map(str, hidden))}, expected at most {MOST_HIDDEN} of them with 1 to "
            f"{MOST_NEURONS} neurons each. Larger ones are for: perceptible train"
        )
        raise SettingsError(msg)
    sizes = (data.n_inputs, *hidden, data.n_classes)
    rng = as_generator(seed).spawn(2)[0] if for_training else seed
    network = Network.random(sizes, activation=activation, output=output, cost=cost, start=start, rng=rng)
    options = f"activation={activation!r}, output={output!r}, cost={cost!r}, start={start!r}"
    drawn_from = f"np.random.default_rng({seed}).spawn(2)[0]" if for_training else f"{seed}"
    name = f"random {'-'.join(map(str, sizes))}, seed {seed}"
    return Shown(name, network, {}, f"pc.Network.random({sizes}, {options}, rng={drawn_from})")


def keep(shelf: Shelf, network: Network, name: str) -> Shown:
    """Save a network under a name of the user's, and return it as one to open.

    Raises
    ------
    SettingsError
        If the name is no good name of a file, or that of another network.
    StorageError
        If it cannot be written.
    """
    name = name.strip()
    if not (0 < len(name) <= LONGEST_NAME and all(letter.isalnum() or letter in " -_" for letter in name)):
        msg = f"the name is {name!r}, expected 1 to {LONGEST_NAME} letters, digits, blanks, - or _. Choose another."
        raise SettingsError(msg)
    if name in {*PRETRAINED, BY_HAND, shelf.first.name}:
        msg = f"the name {name!r} is that of a network that was there before, expected a new one. Choose another."
        raise SettingsError(msg)
    path = kept_folder() / "networks" / f"{name}{SUFFIX}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        msg = f"the folder {path.parent} cannot be made ({error.strerror}). Set PERCEPTIBLE_STATE to one of yours."
        raise StorageError(msg) from None
    save(network, path)
    return Shown(path.stem, network, {}, f"pc.load({str(path)!r})")


def check_fits(network: Network, data: Dataset) -> None:
    """Refuse many networks at once, and one that has other inputs or outputs than the data.

    Raises
    ------
    ShapeError
        If the network has leading axes.
    MismatchError
        If it reads other images or answers with other classes.
    """
    check_single(network)
    if not fits(network, data):
        msg = (
            f"the network has {network.sizes[0]} inputs and {network.sizes[-1]} outputs, expected {data.n_inputs} and "
            f"{data.n_classes}, as {data.name} has pixels and classes. Open it with its own data: perceptible lab "
            "NET --data DATA"
        )
        raise MismatchError(msg)


def fits(network: Network, data: Dataset) -> bool:
    """Tell whether a network reads such images and answers with such classes."""
    return (network.sizes[0], network.sizes[-1]) == (data.n_inputs, data.n_classes)


def _summary(name: str) -> str:
    """Say in a sentence what a trained network of the package is."""
    about = pretrained_card(name).about
    recipe = RECIPES[about["recipe"]].summary.rstrip(".")
    return f"{recipe}; reads {float(about['accuracy']):.2%} of the test images of {about['data']}"


def _kept() -> list[Path]:
    """Return the files of the networks that were kept."""
    return sorted((kept_folder() / "networks").glob(f"*{SUFFIX}"))
