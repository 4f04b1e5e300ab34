"""What the experiment on drawing came to: pictures, and what artists, readers and training images say to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from perceptible.experiments.experiment import Cell, Table
from perceptible.experiments.spread import Over

__all__ = ["DrawingResult", "Drawings", "Neurons"]

Picture = str  # two hexadecimal digits a pixel, row by row
COLUMNS = {
    "own": "read right by itself",
    "confidence": "its own confidence",
    "read by lesson": "read right by lesson networks of other seeds",
    "read by large": "read right by large networks of other seeds",
    "likeness": "correlation with the mean image",
    "near": "nearest training image of the same class",
    "distance": "distance to it",
    "brightness": "mean pixel",
}


@dataclass(frozen=True)
class Drawings:
    """What one kind of network drew in one way, a picture of each class; or test images, or noise, for comparison.

    Parameters
    ----------
    artist, changed : str
        The kind, and what is special about it.
    way : str
        "plain", "careful", "test images" or "noise, undrawn".
    accuracy : Over
        Of the network on all test images, over the seeds.
    measures : mapping of Over
        Over the seeds, each the mean over the pictures: `COLUMNS` says what they are.
    pictures : tuple of str
        Those of the first seed, two hexadecimal digits a pixel, each picture as bright as its brightest pixel allows;
        none for comparisons.
    nearest : tuple of int
        The training images nearest to them.
    """

    artist: str
    changed: str
    way: str
    accuracy: Over
    measures: Mapping[str, Over]
    pictures: tuple[Picture, ...]
    nearest: tuple[int, ...]


@dataclass(frozen=True)
class Neurons:
    """What the neurons of one hidden layer want to see.

    Parameters
    ----------
    artist, way : str
        The kind of network, and "plain" or "careful".
    layer : int
        From 1.
    above : Over
        Share of the neurons that the picture fires more than any of the training images does that it is held against.
    likeness : Over
        Correlation with the one of these that fires it most.
    pictures : tuple of str
        Those of the first seed.
    """

    artist: str
    way: str
    layer: int
    above: Over
    likeness: Over
    pictures: tuple[Picture, ...]


@dataclass(frozen=True)
class DrawingResult:
    """Everything that was drawn.

    Parameters
    ----------
    drawings : tuple of Drawings
        By artist, and for each plain, careful, test images and noise.
    neurons : tuple of Neurons
        By artist, way and layer.
    means : tuple of str
        The mean image of each class.
    images : mapping
        The training images that lie nearest to pictures, by their number.
    class_names : tuple of str
        As the data have them.
    image_shape : tuple of two ints, or None
        Of the pictures.
    seeds : tuple of int
        As asked for.
    n_compared : int
        Training images that the pictures of neurons are held against.
    """

    drawings: tuple[Drawings, ...]
    neurons: tuple[Neurons, ...]
    means: tuple[Picture, ...]
    images: Mapping[int, Picture]
    class_names: tuple[str, ...]
    image_shape: tuple[int, int] | None
    seeds: tuple[int, ...]
    n_compared: int = 1_000

    @property
    def artists(self) -> tuple[str, ...]:
        """Return who drew."""
        return tuple(dict.fromkeys(one.artist for one in self.drawings))

    def of(self, artist: str, way: str) -> Drawings:
        """Return what one kind drew in one way."""
        return next(one for one in self.drawings if (one.artist, one.way) == (artist, way))

    @property
    def findings(self) -> tuple[str, ...]:
        """Return what came out."""
        first, *others = self.artists
        plain, careful, test = (self.of(first, way).measures for way in ("plain", "careful", "test images"))
        alike = f"correlate with the mean images by {_number(plain['likeness'])}; real test images by"
        sure = f"at a mean output of {_number(plain['confidence'])}; lesson networks from other seeds read"
        kept = "Kept dark" if self.image_shape is None else "Kept dark, smooth and the same when moved"
        calm = f"{kept}, its pictures correlate by"
        return (
            f"Following the slope alone, the {first} network draws pictures that {alike} {_number(test['likeness'])}.",
            f"It reads {_share(plain['own'])} of them as meant, {sure} {_share(plain['read by lesson'])} so.",
            f"{calm} {_number(careful['likeness'])}, and others read {_share(careful['read by lesson'])} as meant.",
            *(self._other(name) for name in others),
            *self._best(),
            *self._hidden(),
        )

    def _other(self, name: str) -> str:
        """Say how another kind draws."""
        one = self.of(name, "careful")
        found = one.measures
        return (
            f"The {name} network ({one.changed}), drawing as carefully: correlation {_number(found['likeness'])}, "
            f"{_share(found['read by lesson'])} read as meant by lesson networks, test accuracy "
            f"{one.accuracy.words('.1f', 100, ' %')}."
        )

    def _best(self) -> tuple[str, ...]:
        """Say who draws best, where the ranges let one say so."""
        ranked = sorted(self.artists, key=lambda name: -self.of(name, "careful").measures["likeness"].median)
        if len(ranked) < 2:
            return ()
        best, *others = (self.of(name, "careful").measures["likeness"] for name in ranked)
        if best.low > max(other.high for other in others) and best.n > 1:
            return (f"Closest to the mean images draws the {ranked[0]} network, from every seed.",)
        return (f"Whether {ranked[0]} or {ranked[1]} networks draw closer to the mean images stays open.",)

    def _hidden(self) -> tuple[str, ...]:
        """Say how strange the wishes of hidden neurons are."""
        if not self.neurons:
            return ()
        one = self.neurons[0]
        begin = (
            f"In hidden layer {one.layer} the plain pictures fire {_share(one.above)} of its neurons more than any of"
        )
        known = f"{self.n_compared:,} training images"
        return (f"{begin} {known} does, and resemble the best of these by {_number(one.likeness)}.",)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return a row for each artist and way, and one for each layer of hidden neurons."""
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (one.artist, one.way, one.accuracy.median, *(one.measures[key].median for key in COLUMNS))
            for one in self.drawings
        )
        ranges = tuple(
            (one.artist, one.way, COLUMNS[key], over.median, over.low, over.high)
            for one in self.drawings
            for key, over in one.measures.items()
        )
        hidden = tuple((one.artist, one.way, one.layer, one.above.median, one.likeness.median) for one in self.neurons)
        return (
            Table("drawings", ("network", "pictures", "test accuracy", *COLUMNS.values()), rows),
            Table("neurons", ("network", "pictures", "hidden layer", *HIDDEN), hidden),
            Table("ranges", ("network", "pictures", "measure", "median", "low", "high"), ranges),
        )


HIDDEN = ("fired more than by any training image held against it", "correlation with the best of these")


def _share(over: Over) -> str:
    """Return a share as people write it."""
    return over.words(".0f", 100, " %")


def _number(over: Over) -> str:
    """Return a correlation or an output as people write it."""
    return over.words(".2f")
