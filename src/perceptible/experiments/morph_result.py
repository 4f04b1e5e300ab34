"""What turning digits into each other came to: where answers flip, how sure networks are there, and one pair."""

from __future__ import annotations

from dataclasses import dataclass

from perceptible.experiments.experiment import Table
from perceptible.experiments.spread import Over

__all__ = ["Example", "Flips", "MorphResult"]


@dataclass(frozen=True)
class Example:
    """One pair in full: images and outputs on the way, the flips, and what each neuron of the last hidden layer did.

    Parameters
    ----------
    images : tuple of tuple of float
        Evenly from the start to the end.
    shape : tuple of int
        Height and width of each.
    outputs : tuple of tuple of float
        At `n + 1` even places.
    flips : tuple of (float, int, int)
        Where, from which answer to which.
    contributions : tuple of float
        To the first flip, neuron by neuron.
    change : float
        What they add up to.
    """

    images: tuple[tuple[float, ...], ...]
    shape: tuple[int, int]
    outputs: tuple[tuple[float, ...], ...]
    flips: tuple[tuple[float, int, int], ...]
    contributions: tuple[float, ...]
    change: float


@dataclass(frozen=True)
class Flips:
    """What networks of one recipe did on the way, for one kind of blend.

    Parameters
    ----------
    recipe, by : str
        The recipe, and one of `BLENDS`.
    first : Over
        Median place of the first flip, over the seeds.
    confidence : Over
        Median brightest output at the first flip.
    unsure : Over
        Share of pairs with all outputs below 0.5 at the first flip.
    third : Over
        Share of pairs that pass through a third answer.
    neurons : Over
        Median number of last hidden neurons that bring half of the change of the margin.
    places, confidences : tuple of float
        Of every first flip, all seeds together.
    """

    recipe: str
    by: str
    first: Over
    confidence: Over
    unsure: Over
    third: Over
    neurons: Over
    places: tuple[float, ...]
    confidences: tuple[float, ...]


@dataclass(frozen=True)
class MorphResult:
    """All flips, and one pair in full."""

    flips: tuple[Flips, ...]
    example: Example
    n_pairs: int
    class_names: tuple[str, ...]
    seeds: tuple[int, ...]

    def of(self, recipe: str, by: str) -> Flips:
        """Return the flips of one recipe and blend."""
        return next(each for each in self.flips if (each.recipe, each.by) == (recipe, by))

    @property
    def findings(self) -> tuple[str, ...]:
        """Return what came out."""
        return tuple(sentence for each in self.flips for sentence in self._about(each))

    def _about(self, each: Flips) -> tuple[str, str]:
        """Say where the flips lie, and how sure the network is there."""
        way = {"pixels": "fading into the other", "shapes": "changing its shape into the other's"}[each.by]
        where = (
            f"One image {way}: half of the first flips of the {each.recipe} network lie before "
            f"{each.first.words('.0f', 100, ' %')} of the way; its brightest output there is "
            f"{each.confidence.words('.2f')}, and in {each.unsure.words('.0f', 100, ' %')} of pairs none is above 0.5."
        )
        who = (
            f"On {each.third.words('.0f', 100, ' %')} of these ways it gives a third answer; half of the change of the "
            f"margin comes from {each.neurons.words('.0f')} neurons of its last hidden layer."
        )
        return where, who

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return a row for each recipe and blend."""
        measured = ("first flip at", "low", "high", "brightest output there")
        columns = ("recipe", "blend", *measured, "brightest output, low", "brightest output, high")
        more = ("share of pairs with none above 0.5", "share with a third answer", "neurons for half")
        rows = tuple(
            (
                *(each.recipe, each.by, each.first.median, each.first.low, each.first.high, each.confidence.median),
                *(each.confidence.low, each.confidence.high, each.unsure.median, each.third.median),
                each.neurons.median,
            )
            for each in self.flips
        )
        return (Table("morph", (*columns, *more), rows),)
