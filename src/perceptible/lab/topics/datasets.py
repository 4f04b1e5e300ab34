"""Which data the page looks at: those that the lab was opened with, or others that lie here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from perceptible.data.catalog import CATALOG
from perceptible.data.dataset import N_PIXELS
from perceptible.errors import DataError, MismatchError, find_named
from perceptible.lab.networks import first_network
from perceptible.lab.session import Session, Shelf
from perceptible.lab.shapes import Topic
from perceptible.lab.topics.networks import Hello, HelloAsk, hello

__all__ = ["TOPICS", "DataChoice", "DataChoices", "DatasetsAsk", "UseDataAsk"]


SYNTHETIC = "synthetic"
TITLES = {name: known.title for name, known in CATALOG.items()} | {SYNTHETIC: "synthetic digits, built in"}


@dataclass(frozen=True)
class DatasetsAsk:
    """Ask which data there are to look at."""

    kind: Literal["datasets"]


@dataclass(frozen=True)
class DataChoice:
    """A data set that can be asked for by its name; whether it lies here is found out when it is."""

    name: str
    title: str


@dataclass(frozen=True)
class DataChoices:
    """What the page looks at, and what else there may be."""

    now: str
    choices: tuple[DataChoice, ...]


@dataclass(frozen=True)
class UseDataAsk:
    """Look at other data from now on, and at the first network for them; nothing is downloaded."""

    kind: Literal["use-data"]
    name: str


def list_data(session: Session, _ask: DatasetsAsk) -> DataChoices:
    """Return what there may be."""
    own = session.opened.data.name
    named = [DataChoice(name, title) for name, title in TITLES.items()]
    given = [] if own in TITLES else [DataChoice(own, own)]
    return DataChoices(session.data.name, (*given, *named))


def use_data(session: Session, ask: UseDataAsk) -> Hello:
    """Look at other data."""
    opened = session.opened
    session.move_to(opened if ask.name == opened.data.name else _shelf(ask.name))
    return hello(session, HelloAsk("hello"))


@lru_cache(maxsize=2)
def _shelf(name: str) -> Shelf:
    """Return the data of this name, with the network to begin with; the same for all pages."""
    from perceptible.data import load_data  # it reads pictures, for which it needs a package that help does not

    title = find_named(TITLES, name, "data set")
    try:
        data = load_data(name, offline=True)
    except DataError:
        msg = f"{title} does not lie on this computer. Fetch it: perceptible data get {name}"
        raise DataError(msg) from None
    if data.n_inputs != N_PIXELS:
        msg = (
            f"{name} has {data.n_inputs} numbers in an image, expected {N_PIXELS}, as the pad draws them. "
            f"Open the lab with it: perceptible lab --data {name}"
        )
        raise MismatchError(msg)
    return Shelf(data, first_network(data), f"pc.load_data({name!r})")


TOPICS = (
    Topic(DatasetsAsk, DataChoices, list_data),
    Topic(UseDataAsk, Hello, use_data),
)
