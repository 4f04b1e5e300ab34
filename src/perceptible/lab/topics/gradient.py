"""The gradient of the page's network over training images, and predicting what a nudge does before it is measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import accumulate
from typing import Generic, Literal, TypeVar
from weakref import WeakKeyDictionary

import numpy as np

from perceptible.arrays import FloatArray, IntArray
from perceptible.data.dataset import Dataset, Split
from perceptible.errors import ValueRangeError
from perceptible.insight.importance import Importance, share_of_top
from perceptible.insight.in_parts import CostsSoFar, SlopesSoFar, costs_in_parts, slopes_in_parts
from perceptible.insight.never_trained import never_lit
from perceptible.lab.session import Session
from perceptible.lab.shapes import Floats, Topic
from perceptible.network import Network

__all__ = ["TOPICS", "WHOLE", "GradientAsk", "NudgeAsk", "turns_of"]

WHOLE = -1  # instead of a dial: all of them, down the gradient
N_RANKED = 100
LARGEST_STEP = 1e6
TOP = 0.01
Found = TypeVar("Found", SlopesSoFar, CostsSoFar)


@dataclass(frozen=True)
class GradientAsk:
    """Ask for the gradient over the first training images; each ask gets on by some thousands of them."""

    kind: Literal["gradient"]
    n_images: int


@dataclass(frozen=True)
class SteepDial:
    """A dial of the ranked list; of the squared length `share` is its own, `sum_of_shares` all down to it."""

    dial: int
    slope: float
    share: float
    sum_of_shares: float


@dataclass(frozen=True)
class PartOfGradient:
    """The weights or the biases of a layer: their share of the gradient's squared length, and their flat ones."""

    layer: int
    is_bias: bool
    n_dials: int
    n_zero: int
    share: float


@dataclass(frozen=True)
class GradientSoFar:
    """The gradient over the first `n_done` of `n_images` training images; ask again for more of them.

    `ranks` counts from 1, the steepest. `n_zero_black` of the slopes that are 0 weigh pixels without ink in any
    training image. `share_of_top` is what the `n_top` steepest dials hold of the squared length.
    """

    n_done: int
    n_images: int
    cost: float
    length: float
    slopes: Floats
    ranks: Floats
    n_zero: int
    n_zero_black: int
    n_top: int
    share_of_top: float
    steepest: tuple[SteepDial, ...]
    parts: tuple[PartOfGradient, ...]


@dataclass(frozen=True)
class NudgeAsk:
    """Ask what a turn of one dial does to the cost, or (dial -1) a step of all of them down the gradient.

    `step` is how far the dial turns; of a step down the gradient it is the learning rate.
    """

    kind: Literal["nudge"]
    n_images: int
    dial: int
    step: float


@dataclass(frozen=True)
class NudgeSoFar:
    """What the gradient predicts, and what was measured over the first `n_done` images; ask again for more of them.

    `ratio` is measured over predicted; null where nothing is predicted.
    """

    n_done: int
    n_images: int
    slope: float
    before: float
    after: float
    predicted: float
    measured: float
    ratio: float | None


class Work(Generic[Found]):
    """An average that is being taken over images, a part of them with each ask.

    Parameters
    ----------
    network : Network
        Whose it is: with another network it begins anew.
    about : tuple
        What else it depends on.
    parts : iterator
        Its parts.
    """

    def __init__(self, network: Network, about: tuple[float, ...], parts: Iterator[Found]) -> None:
        self._network = network
        self._about = about
        self._parts: Iterator[Found] = parts
        self.found: Found = next(parts)

    def is_about(self, network: Network, about: tuple[float, ...]) -> bool:
        """Tell whether it is that of this network."""
        return self._network is network and self._about == about

    def go_on(self, n_images: int) -> Found:
        """Take the next part; all of them where they are `n_images` already."""
        if self.found.n_images < n_images:
            self.found = next(self._parts)
        return self.found


_SLOPES: WeakKeyDictionary[Session, Work[SlopesSoFar]] = WeakKeyDictionary()
_COSTS: WeakKeyDictionary[Session, Work[CostsSoFar]] = WeakKeyDictionary()


def gradient_so_far(session: Session, ask: GradientAsk) -> GradientSoFar:
    """Average the gradient over more images."""
    split = _images(session, ask.n_images)
    return _described(session, _slopes(session, split), len(split))


def nudge_so_far(session: Session, ask: NudgeAsk) -> NudgeSoFar:
    """Measure over more images what the gradient predicts."""
    split = _images(session, ask.n_images)
    if not abs(ask.step) <= LARGEST_STEP:
        msg = f"the step is {ask.step:g}, expected -1,000,000 to 1,000,000. Take a smaller one."
        raise ValueRangeError(msg)
    slopes = _all_slopes(session, split)
    dials, turns = turns_of(slopes, ask)
    predicted = float(slopes[dials] @ turns)
    costs = _costs(session, split, (ask.dial, ask.step), partial(costs_in_parts, dials=dials, turns=turns))
    slope = float(np.linalg.norm(slopes)) if ask.dial == WHOLE else float(slopes[ask.dial])
    ratio = costs.change / predicted if predicted else None
    return NudgeSoFar(
        costs.n_images, len(split), slope, costs.before, costs.before + costs.change, predicted, costs.change, ratio
    )


def turns_of(slopes: FloatArray, ask: NudgeAsk) -> tuple[IntArray, FloatArray]:
    """Return which dials turn, and by how much.

    Raises
    ------
    ValueRangeError
        If there is no such dial.
    """
    if ask.dial == WHOLE:
        return np.arange(len(slopes)), -ask.step * slopes
    if not 0 <= ask.dial < len(slopes):
        msg = f"there is no dial {ask.dial}, expected 0 to {len(slopes) - 1}, or -1 for all of them. Choose one."
        raise ValueRangeError(msg)
    return np.array([ask.dial]), np.array([ask.step])


def _images(session: Session, n_images: int) -> Split:
    """Return the first training images."""
    if not 1 <= n_images <= len(session.data.train):
        msg = f"n_images is {n_images}, expected 1 to {len(session.data.train)}. Choose as many training images."
        raise ValueRangeError(msg)
    return _first(session.data, n_images)


@lru_cache(maxsize=4)
def _first(data: Dataset, n_images: int) -> Split:
    """Return the first training images; asked for part after part."""
    return data.first(n_images).train


@lru_cache(maxsize=2)
def _without_ink(data: Dataset) -> IntArray:
    """Return which inputs are 0 in all training images."""
    return never_lit(data.train)


def _slopes(session: Session, split: Split) -> SlopesSoFar:
    """Go on with the gradient of the page's network."""
    network, about = session.network, (len(split),)
    kept = _SLOPES.get(session)
    if kept is not None and kept.is_about(network, about):
        return kept.go_on(len(split))
    _SLOPES[session] = Work(network, about, slopes_in_parts(network, split))
    return _SLOPES[session].found


def _all_slopes(session: Session, split: Split) -> FloatArray:
    """Go on until the gradient is that over all the images."""
    while (found := _slopes(session, split)).n_images < len(split):
        pass
    return found.slopes


def _costs(
    session: Session, split: Split, nudge: tuple[float, ...], measure: partial[Iterator[CostsSoFar]]
) -> CostsSoFar:
    """Go on with what a nudge does."""
    network, about = session.network, (len(split), *nudge)
    kept = _COSTS.get(session)
    if kept is not None and kept.is_about(network, about):
        return kept.go_on(len(split))
    _COSTS[session] = Work(network, about, measure(network, split))
    return _COSTS[session].found


def _described(session: Session, found: SlopesSoFar, n_images: int) -> GradientSoFar:
    """Say what the page shows of a gradient."""
    ranked, slopes = Importance(session.network, found.slopes), found.slopes
    ranks = np.empty(len(slopes), np.float32)
    ranks[ranked.order] = np.arange(1, len(slopes) + 1)
    of_pixels = np.asarray(ranked.gradient.weights[0])
    return GradientSoFar(
        n_done=found.n_images,
        n_images=n_images,
        cost=found.cost,
        length=ranked.length,
        slopes=slopes.astype(np.float32),
        ranks=ranks,
        n_zero=ranked.n_silent,
        n_zero_black=int(np.sum(of_pixels[:, _without_ink(session.data)] == 0)),
        n_top=max(1, round(TOP * len(slopes))),
        share_of_top=share_of_top(slopes, TOP),
        steepest=_steepest(ranked),
        parts=_parts(ranked),
    )


def _steepest(ranked: Importance) -> tuple[SteepDial, ...]:
    """List the dials that matter most."""
    top, whole = ranked.top(N_RANKED), ranked.length**2 or 1.0
    shares = [each.slope**2 / whole for each in top]
    rows = zip(top, shares, accumulate(shares), strict=True)
    return tuple(SteepDial(each.place.dial, each.slope, share, total) for each, share, total in rows)


def _parts(ranked: Importance) -> tuple[PartOfGradient, ...]:
    """Add up weights and biases of each layer."""
    whole, found = ranked.length**2 or 1.0, []
    for layer, pair in enumerate(zip(ranked.gradient.weights, ranked.gradient.biases, strict=True), start=1):
        for is_bias, array in enumerate(map(np.asarray, pair)):
            share = float(np.sum(array**2)) / whole
            found.append(PartOfGradient(layer, bool(is_bias), array.size, int(np.sum(array == 0)), share))
    return tuple(found)


TOPICS = (Topic(GradientAsk, GradientSoFar, gradient_so_far), Topic(NudgeAsk, NudgeSoFar, nudge_so_far))
