"""The table of examples by dials, averaged into the gradient; and how far such an average is from the whole."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.errors import ValueRangeError
from perceptible.insight.averages import apart, gradient_over
from perceptible.insight.contributions import check_place
from perceptible.insight.wishes import examples_table
from perceptible.lab.images import split_bytes
from perceptible.lab.session import Session
from perceptible.lab.shapes import Bytes, Topic

__all__ = [
    "TOPICS",
    "ApartAsk",
    "ApartFromWhole",
    "ApartRow",
    "TableAsk",
    "TableDial",
    "TableOfExamples",
]

MOST_EXAMPLES = 12
N_DIALS = 5
ROUND = (1, 10, 100, 1_000, 10_000)


@dataclass(frozen=True)
class TableAsk:
    """Ask how some training images, one after the other, wish a neuron's dials turned."""

    kind: Literal["examples-table"]
    start: int
    count: int
    layer: int
    neuron: int


@dataclass(frozen=True)
class TableDial:
    """A dial of the table: its place in the row of all, and the weight's other end; null for the bias.

    `wishes` has a number for each example, -dC/dw; `average` is theirs.
    """

    index: int
    previous: int | None
    wishes: tuple[float, ...]
    average: float


@dataclass(frozen=True)
class TableOfExamples:
    """Some training images, and the neuron's bias and most wished weights, a row for each dial."""

    start: int
    layer: int
    neuron: int
    n_train: int
    labels: tuple[int, ...]
    pixels: Bytes
    dials: tuple[TableDial, ...]


@dataclass(frozen=True)
class ApartAsk:
    """Ask how far averages over few training images are from the gradient over all, and that for some dials."""

    kind: Literal["examples-apart"]
    start: int
    count: int
    dials: tuple[int, ...]


@dataclass(frozen=True)
class ApartRow:
    """An average over the first so many images: the angle to the gradient over all, and its length beside it."""

    n_images: int
    degrees: float
    times_as_long: float


@dataclass(frozen=True)
class ApartFromWhole:
    """The same of the images in the table, of the first 1, 10, 100, ...; and how all wish the dials turned."""

    start: int
    n_train: int
    shown: ApartRow
    firsts: tuple[ApartRow, ...]
    dials: tuple[int, ...]
    wishes: tuple[float, ...]


def tabulate(session: Session, ask: TableAsk) -> TableOfExamples:
    """Ask training images one by one."""
    network, train = session.network, session.data.train
    check_place(network, ask.layer, ask.neuron)
    indices = _asked(ask.start, ask.count, len(train))
    few = train.take(np.array(indices))
    table = examples_table(network, few)
    shown = _dials(session, ask, np.abs(table.average))
    dials = tuple(
        TableDial(index, previous, tuple(table.wishes[:, index].tolist()), float(table.average[index]))
        for index, previous in shown
    )
    return TableOfExamples(
        start=ask.start,
        layer=ask.layer,
        neuron=ask.neuron,
        n_train=len(train),
        labels=tuple(few.labels.tolist()),
        pixels=split_bytes(train, indices),
        dials=dials,
    )


def measure(session: Session, ask: ApartAsk) -> ApartFromWhole:
    """Hold averages over few against the gradient over all."""
    network, train = session.network, session.data.train
    wrong = [dial for dial in ask.dials if not 0 <= dial < network.n_parameters]
    if wrong:
        msg = f"there is no dial {wrong[0]}, expected one from 0 to {network.n_parameters - 1}. Choose one of these."
        raise ValueRangeError(msg)
    indices = _asked(ask.start, ask.count, len(train))
    whole = gradient_over(network, train)

    def row(chosen: list[int]) -> ApartRow:
        found = apart(gradient_over(network, train, chosen), whole)
        return ApartRow(len(chosen), found.degrees, found.times_as_long)

    return ApartFromWhole(
        start=ask.start,
        n_train=len(train),
        shown=row(indices),
        firsts=tuple(row(list(range(n))) for n in ROUND if n < len(train)),
        dials=ask.dials,
        wishes=tuple((-whole[list(ask.dials)]).tolist()),
    )


def _asked(start: int, count: int, n_train: int) -> list[int]:
    """Return which training images are meant; behind the last comes the first."""
    if not 0 <= start < n_train:
        msg = f"there is no training image {start}, expected one from 0 to {n_train - 1}. Choose one of these."
        raise ValueRangeError(msg)
    if not 1 <= count <= MOST_EXAMPLES:
        msg = f"count is {count}, expected 1 to {MOST_EXAMPLES}. Ask for fewer images at once."
        raise ValueRangeError(msg)
    return [(start + k) % n_train for k in range(min(count, n_train))]


def _dials(session: Session, ask: TableAsk, sizes: FloatArray) -> list[tuple[int, int | None]]:
    """Return the bias and the weights of the neuron whose average is largest, in their order."""
    sizes_of = session.network.sizes
    start = sum((a + 1) * b for a, b in pairwise(sizes_of[: ask.layer]))
    n_before, n_here = sizes_of[ask.layer - 1], sizes_of[ask.layer]
    first = start + ask.neuron * n_before
    most = np.argsort(-sizes[first : first + n_before], kind="stable")[:N_DIALS]
    bias = (start + n_here * n_before + ask.neuron, None)
    return [bias, *((first + previous, previous) for previous in sorted(most.tolist()))]


TOPICS = (
    Topic(TableAsk, TableOfExamples, tabulate),
    Topic(ApartAsk, ApartFromWhole, measure, is_long=True),
)
