"""Which networks there are to look at, and which one the page looks at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from perceptible.lab.images import shape_of
from perceptible.lab.networks import check_fits, choices, keep, known, random_network
from perceptible.lab.session import Session
from perceptible.lab.shapes import Floats, Topic
from perceptible.network import Network

__all__ = ["TOPICS", "Choice", "Hello", "HelloAsk", "KeepAsk", "Layer", "OpenAsk", "RandomAsk", "ShownNetwork"]


@dataclass(frozen=True)
class HelloAsk:
    """Ask what there is to look at."""

    kind: Literal["hello"]


@dataclass(frozen=True)
class Choice:
    """A network that can be opened by its name."""

    name: str
    summary: str


@dataclass(frozen=True)
class Hello:
    """The data and the networks."""

    version: str
    first: str
    choices: tuple[Choice, ...]
    data_name: str
    data_source: str
    data_fingerprint: str
    class_names: tuple[str, ...]
    n_train: int
    n_test: int
    height: int
    width: int


@dataclass(frozen=True)
class OpenAsk:
    """Show the network of this name."""

    kind: Literal["open"]
    name: str


@dataclass(frozen=True)
class RandomAsk:
    """Show a new random network; `hidden` are the sizes of its hidden layers, `for_training`: as `fit` draws it."""

    kind: Literal["random"]
    hidden: tuple[int, ...]
    activation: str
    output: str
    cost: str
    start: str
    seed: int
    for_training: bool = False


@dataclass(frozen=True)
class KeepAsk:
    """Save the network as it is under this name."""

    kind: Literal["keep"]
    name: str


@dataclass(frozen=True)
class Layer:
    """A layer after the pixels, and where its dials begin in the row of all dials."""

    name: str
    activation: str
    n_inputs: int
    n_neurons: int
    weights_at: int
    biases_at: int


@dataclass(frozen=True)
class ShownNetwork:
    """A network: its layers, and all its dials in one row, as `Parameters.to_vector` gives them."""

    name: str
    sizes: tuple[int, ...]
    layers: tuple[Layer, ...]
    cost: str
    n_parameters: int
    dials: Floats
    card: Mapping[str, str]


def hello(session: Session, _ask: HelloAsk) -> Hello:
    """Tell what there is."""
    from perceptible import __version__  # the front door imports every room

    data = session.data
    height, width = shape_of(data)
    return Hello(
        version=__version__,
        first=session.shelf.first.name,
        choices=tuple(Choice(name, summary) for name, summary in choices(session.shelf)),
        data_name=data.name,
        data_source=data.source,
        data_fingerprint=data.fingerprint,
        class_names=tuple(data.class_names),
        n_train=len(data.train),
        n_test=len(data.test),
        height=height,
        width=width,
    )


def open_named(session: Session, ask: OpenAsk) -> ShownNetwork:
    """Show a network by name."""
    found = known(session.shelf, ask.name)
    check_fits(found.network, session.data)
    session.show(found)
    return shown(session)


def open_random(session: Session, ask: RandomAsk) -> ShownNetwork:
    """Show a random network, which nobody has trained."""
    options = {"activation": ask.activation, "output": ask.output, "cost": ask.cost, "start": ask.start}
    session.show(random_network(session.data, ask.hidden, seed=ask.seed, for_training=ask.for_training, **options))
    return shown(session)


def keep_as(session: Session, ask: KeepAsk) -> ShownNetwork:
    """Save the network under a name, and show it under that."""
    session.show(keep(session.shelf, session.network, ask.name))
    return shown(session)


def shown(session: Session) -> ShownNetwork:
    """Describe the network of the page."""
    network = session.network
    return ShownNetwork(
        name=session.shown.name,
        sizes=network.sizes,
        layers=layers_of(network),
        cost=network.cost,
        n_parameters=network.n_parameters,
        dials=session.dials,
        card={name: _words(value) for name, value in session.shown.card.items()},
    )


def layers_of(network: Network) -> tuple[Layer, ...]:
    """Say what the layers are called, and where their dials begin."""
    layers, place = [], 0
    names = [*(f"hidden {number}" for number in range(1, len(network.weights))), "output"]
    for name, activation, weights in zip(names, network.activations, network.weights, strict=True):
        n_neurons, n_inputs = weights.shape
        layers.append(Layer(name, activation, n_inputs, n_neurons, place, place + weights.size))
        place += weights.size + n_neurons
    return tuple(layers)


def _words(value: Any) -> str:  # noqa: ANN401  # a card holds numbers and texts
    """Write a value of a card."""
    return value if isinstance(value, str) else f"{value}"


TOPICS = (
    Topic(HelloAsk, Hello, hello),
    Topic(OpenAsk, ShownNetwork, open_named),
    Topic(RandomAsk, ShownNetwork, open_random),
    Topic(KeepAsk, ShownNetwork, keep_as),
)
