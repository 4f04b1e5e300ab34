"""What the experiment on hope and reality came to: pictures of weights, and how far they are edges, loops or smooth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from perceptible.arrays import FloatArray
from perceptible.experiments.experiment import Table
from perceptible.experiments.spread import Over, over_seeds

__all__ = ["MEASURES", "HopeResult", "Measured", "Pictures", "as_text", "as_said", "from_text", "measured"]

MEASURES = ("edges", "loops", "smoothness")
RARE = 0.05  # share of shuffles below which chance is not believed
LARGEST = 127  # a weight is kept as one byte, for the figure: 128 is 0, and 0 a pixel that is not seen


@dataclass(frozen=True)
class Measured:
    """One measure of the pictures of a kind of network.

    Parameters
    ----------
    value : Over
        Average over the neurons, over the seeds.
    null : Over
        The same after the pixels were shuffled.
    z : Over
        How many standard deviations of the shuffled averages the value lies above them.
    p : float
        Largest share of shuffles, of any seed, whose average was as large.
    smooth, smooth_z : Over or None
        The same for random pictures of the same spectrum, which are as smooth; None for smoothness itself.
    """

    value: Over
    null: Over
    z: Over
    p: float
    smooth: Over | None = None
    smooth_z: Over | None = None


@dataclass(frozen=True)
class Pictures:
    """The weight pictures of one kind of network.

    Parameters
    ----------
    kind, words : str
        Its name, and what it is.
    accuracy : Over or None
        On the test images; None for what is no network.
    measures : tuple of Measured
        Edges, loops and smoothness.
    fires : Over or None
        Classes that a neuron fires for, averaged over the neurons.
    examples : tuple of str
        The pictures of the first seed, as `as_text` writes them.
    digits : tuple of tuple of int
        Which classes each of them fires for.
    """

    kind: str
    words: str
    accuracy: Over | None
    measures: tuple[Measured, ...]
    fires: Over | None
    examples: tuple[str, ...]
    digits: tuple[tuple[int, ...], ...]

    def of(self, measure: str) -> Measured:
        """Return one of the measures by its name."""
        return self.measures[MEASURES.index(measure)]


@dataclass(frozen=True)
class HopeResult:
    """All kinds of pictures, with what was measured of them."""

    pictures: tuple[Pictures, ...]
    image_shape: tuple[int, int]
    n_never: int
    n_dials: int
    n_classes: int
    seeds: tuple[int, ...]

    def of(self, kind: str) -> Pictures:
        """Return one of the kinds."""
        return next(pictures for pictures in self.pictures if pictures.kind == kind)

    @property
    def findings(self) -> tuple[str, ...]:
        """Return what came out."""
        start, trained, added = (self.of(kind) for kind in ("start", "trained", "added"))
        is_more = trained.of("edges").p <= RARE
        hidden = added.of("smoothness").value.median > trained.of("smoothness").value.median
        return (
            (
                f"The weights look almost random, and {'are not' if is_more else 'cannot be told from it'}: the best "
                "match with an edge is "
                f"{_value(trained, 'edges')} where the same weights shuffled give {_null(trained, 'edges')}; at the "
                f"random start it was {_value(start, 'edges')}."
            ),
            (
                f"{'Much' if hidden else 'Little'} of what looks random is the start, which never went away: "
                f"neighboring weights are alike by {_value(trained, 'smoothness')}, in what training added to "
                f"it by {_value(added, 'smoothness')} (Moran's I; {_null(trained, 'smoothness')} when shuffled)."
            ),
            *self._smooth(trained, added),
            *self._hand_built(),
            *self._shuffled(),
            *(self._changed(kind) for kind in ("smooth", "local", "sparse")),
            self._never(),
            *self._fires(),
        )

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return a row for each kind and measure."""
        numbers = ("median", "low", "high", "shuffled", "z", "largest p", "as smooth", "z to these")
        rows = tuple(
            (pictures.kind, name, *_row(one))
            for pictures in self.pictures
            for name, one in zip(MEASURES, pictures.measures, strict=True)
        )
        networks = tuple((one.kind, one.words, *_three(one.accuracy), *_three(one.fires)) for one in self.pictures)
        columns = ("accuracy", "accuracy low", "accuracy high", "classes a neuron fires for", "low", "high")
        return (
            Table("hope", ("pictures", "measure", *numbers), rows),
            Table("hope-networks", ("pictures", "what", *columns), networks),
        )

    def _smooth(self, trained: Pictures, added: Pictures) -> tuple[str, ...]:
        """Say whether there is more of edges in pictures than in random ones that are as smooth."""
        told = []
        for one, words in ((trained, "trained pictures"), (added, "what training added")):
            edges = one.of("edges")
            if edges.smooth is not None and edges.smooth_z is not None:
                by_chance = as_said(f"{edges.smooth.median:.2f}, z = {edges.smooth_z.words('.1f')}")
                told.append(f"{words} by {_value(one, 'edges')} (random {by_chance})")
        words = "Any smooth picture matches edges a little. Beside random ones of the same spectrum"
        return (f"{words}, {' and '.join(told)}.",) if told else ()

    def _hand_built(self) -> tuple[str, ...]:
        """Compare with the network in which the hope is true, where there is one for these data."""
        if "hand-built" not in (one.kind for one in self.pictures):
            return ()
        hand, trained = self.of("hand-built"), self.of("trained")
        return (
            (
                f"The hand-built network, whose neurons are strokes, has a best match of {_value(hand, 'edges')} and "
                f"smoothness {_value(hand, 'smoothness')}, and reads {_share(hand.accuracy)} of the test images; the "
                f"trained one {_share(trained.accuracy)}."
            ),
        )

    def _shuffled(self) -> tuple[str, ...]:
        """Say what becomes of pictures whose pixels were shuffled before training."""
        shuffled, restored = self.of("shuffled"), self.of("restored")
        return (
            (
                f"Trained on images whose pixels were shuffled it reads {_share(shuffled.accuracy)}, and its pictures "
                f"are alike by {_value(shuffled, 'smoothness')}; put back in order by "
                f"{_value(restored, 'smoothness')}. The network does not know which pixels are neighbors: smoothness "
                "comes from the images."
            ),
        )

    def _changed(self, kind: str) -> str:
        """Say what a change of training does to the pictures."""
        one, trained = self.of(kind), self.of("trained")
        return (
            f"Trained for {one.words}: edges {_value(one, 'edges')} (shuffled {_null(one, 'edges')}), loops "
            f"{_value(one, 'loops')} (shuffled {_null(one, 'loops')}), smoothness {_value(one, 'smoothness')}, "
            f"accuracy {_share(one.accuracy)}; the lesson's training {_share(trained.accuracy)}."
        )

    def _never(self) -> str:
        """Say how many dials never got a gradient."""
        return (
            f"{self.n_never:,} of the {self.n_dials:,} dials of the dense network never get a gradient: their pixels "
            "are black in all training images. They are left out of all measures."
        )

    def _fires(self) -> tuple[str, ...]:
        """Say for how many classes a neuron fires."""
        trained = self.of("trained")
        if trained.fires is None:
            return ()
        return (
            (
                "A first-layer neuron of the trained network fires, on average, for "
                f"{trained.fires.words('.1f')} of the {self.n_classes} classes."
            ),
        )


def as_text(picture: FloatArray, seen: NDArray[np.bool_]) -> str:
    """Write a picture as two letters a pixel: a byte, 128 for 0, 255 for the largest size, 0 where it is not seen.

    Examples
    --------
    >>> as_text(np.array([0.0, 0.5, -0.5, 0.1]), np.array([True, True, True, False]))
    '80ff0100'
    """
    largest = float(np.abs(picture[seen]).max(initial=0)) or 1.0
    numbers = np.where(seen, np.rint(128 + LARGEST * picture / largest), 0)
    return bytes(np.clip(numbers, 0, 255).astype(np.uint8)).hex()


def from_text(text: str) -> FloatArray:
    """Read what `as_text` wrote, from -1 to 1, and NaN where it is not seen.

    Examples
    --------
    >>> from_text("80ff0100")
    array([ 0.,  1., -1., nan])
    """
    numbers = np.frombuffer(bytes.fromhex(text), np.uint8).astype(np.float64)
    return np.where(numbers == 0, np.nan, (numbers - 128) / LARGEST)


def as_said(numbers: str) -> str:
    """Write numbers of two decimals as people do: no zero below zero, and a minus of full length.

    Examples
    --------
    >>> as_said("-0.00 (-0.01 to 0.10)")
    '0.00 (−0.01 to 0.10)'
    """
    return numbers.replace("-0.00", "0.00").replace("-", "−")


def measured(values: Sequence[Sequence[float]]) -> Measured:
    """Put (value, null, z, p) of each seed together, and (smooth, its z) where they follow."""
    value, null, z, p, *smooth = zip(*values, strict=True)
    return Measured(over_seeds(value), over_seeds(null), over_seeds(z), max(p), *map(over_seeds, smooth))


def _row(one: Measured) -> tuple[float | None, ...]:
    """Return the columns of a measure."""
    smooth = [None if over is None else over.median for over in (one.smooth, one.smooth_z)]
    return (*_three(one.value), one.null.median, one.z.median, one.p, *smooth)


def _value(pictures: Pictures, name: str) -> str:
    """Return a measure as people write it."""
    return as_said(pictures.of(name).value.words(".2f"))


def _null(pictures: Pictures, name: str) -> str:
    """Return what the shuffled pictures give."""
    return as_said(f"{pictures.of(name).null.median:.2f}")


def _share(accuracy: Over | None) -> str:
    """Return an accuracy as people write it."""
    return "no share" if accuracy is None else accuracy.words(".1f", 100, " %")


def _three(over: Over | None) -> tuple[float | None, ...]:
    """Return the columns of a spread."""
    return (None, None, None) if over is None else (over.median, over.low, over.high)
