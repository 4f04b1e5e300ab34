"""What the experiment on remedies came to: a row of measures for each candidate, held against the lesson's network."""

from __future__ import annotations

from dataclasses import dataclass

from perceptible.experiments.experiment import Cell, Table
from perceptible.experiments.spread import Over
from perceptible.experiments.wording import listed

__all__ = ["COLUMNS", "Column", "RemediesResult", "Remedy"]

FEWEST_SEEDS = 3  # from which "all seeds above all others" says anything


@dataclass(frozen=True)
class Column:
    """A measure of the candidates.

    Parameters
    ----------
    name, words : str
        The name of the attribute, and what it is.
    lower_is_better : bool
        Whether it is.
    form, scale, unit
        How it is written.
    """

    name: str
    words: str
    lower_is_better: bool = False
    form: str = ".1f"
    scale: float = 100.0
    unit: str = " %"


COLUMNS = (
    Column("accuracy", "accuracy on the test images"),
    Column("sure", "share of noise answered above 0.9", lower_is_better=True),
    Column("moved", "accuracy on test images moved by 2 pixels"),
    Column("edginess", "match of the weight pictures with edges", form=".2f", scale=1.0, unit=""),
)


@dataclass(frozen=True)
class Remedy:
    """What was measured of one candidate, over the seeds.

    Parameters
    ----------
    name, words : str
        Its name, and what is changed.
    n_parameters : int
        How many dials it has.
    accuracy, sure, moved : Over
        On the test images; share of uniform noise with an output above 0.9; on test images moved by 2 pixels in four
        directions.
    told_apart : Over
        Area under the curve of telling test images from noise by the brightest output: 1 for always.
    edginess : Over
        How far the best match with edges lies from that of the shuffled pictures, which is 0, to a perfect one, which
        is 1. Small pictures match better by chance, so that the match itself cannot be compared.
    edges, shuffled, z, smoothness : Over
        Best match of the first layer's pictures with edges, the same for shuffled pictures, how many standard
        deviations lie between, and how alike neighboring weights are.
    """

    name: str
    words: str
    n_parameters: int
    accuracy: Over
    sure: Over
    moved: Over
    told_apart: Over
    edginess: Over
    edges: Over
    shuffled: Over
    z: Over
    smoothness: Over

    def of(self, column: Column) -> Over:
        """Return one of the measures."""
        found: Over = getattr(self, column.name)
        return found

    def told(self, column: Column) -> str:
        """Return it as people write it."""
        return self.of(column).words(column.form, column.scale, column.unit)


@dataclass(frozen=True)
class RemediesResult:
    """All candidates, the lesson's network first."""

    remedies: tuple[Remedy, ...]
    epochs: int
    n_noise: int
    seeds: tuple[int, ...]

    def of(self, name: str) -> Remedy:
        """Return one of the candidates."""
        return next(remedy for remedy in self.remedies if remedy.name == name)

    @property
    def findings(self) -> tuple[str, ...]:
        """Return what came out."""
        return (self._first(), *map(self._best, COLUMNS), *map(self._clearly, COLUMNS), self._all_good())

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return a row for each candidate."""
        names = ("accuracy", "sure of noise", "accuracy moved by 2 pixels", "told apart from noise (AUROC)")
        pictures = ("edges from chance", "edges", "edges shuffled", "z", "smoothness")
        spread = tuple(f"{name}{end}" for name in (*names, *pictures) for end in ("", " low", " high"))
        rows = tuple((one.name, one.words, one.n_parameters, *_numbers(one)) for one in self.remedies)
        return (Table("remedies", ("candidate", "changed", "dials", *spread), rows),)

    def _first(self) -> str:
        """Say where the lesson's network stands."""
        accuracy, sure, moved, edges = (self.remedies[0].told(column) for column in COLUMNS)
        return (
            f"After {self.epochs} epochs the lesson's network reads {accuracy} of the test images, and {moved} once "
            f"they are moved by 2 pixels; it is sure of noise in {sure} of images, and its pictures match edges by "
            f"{edges}, where 0 is chance and 1 perfect."
        )

    def _best(self, column: Column) -> str:
        """Say which candidate comes out best in one measure."""
        choose = min if column.lower_is_better else max
        best = choose(remedy.of(column).median for remedy in self.remedies)
        ahead = [remedy for remedy in self.remedies if remedy.of(column).median == best]
        word = "Least" if column.lower_is_better else "Most"
        return f"{word} in {column.words}: {listed([one.name for one in ahead])}, {ahead[0].told(column)}."

    def _clearly(self, column: Column) -> str:
        """Say which candidates are better with every seed than the lesson's network with any."""
        if len(self.seeds) < FEWEST_SEEDS:
            n_seeds = f"{len(self.seeds)} {'seed' if len(self.seeds) == 1 else 'seeds'}"
            return f"Whether any is better than the lesson's in {column.words} is open: {n_seeds} cannot tell."
        base = self.remedies[0].of(column)
        beyond = [one.name for one in self.remedies[1:] if _is_beyond(one.of(column), base, column)]
        named = listed(beyond) if beyond else "none"
        return f"Better than the lesson's with every seed in {column.words}: {named}."

    def _all_good(self) -> str:
        """Say which candidates lose nothing that matters."""
        base = self.remedies[0]
        better = [
            one.name
            for one in self.remedies[1:]
            if all(_gain(one.of(column), base.of(column), column) > 0 for column in COLUMNS)
        ]
        named, n_seeds = listed(better) if better else "none", len(self.seeds)
        by = f"the median of {n_seeds} seeds" if n_seeds > 1 else "a single seed"
        return f"Better than the lesson's network in all four measures, by {by}: {named}."


def _numbers(remedy: Remedy) -> tuple[Cell, ...]:
    """Return all measures with their ranges."""
    measures = (remedy.accuracy, remedy.sure, remedy.moved, remedy.told_apart)
    pictures = (remedy.edginess, remedy.edges, remedy.shuffled, remedy.z, remedy.smoothness)
    return tuple(value for over in (*measures, *pictures) for value in (over.median, over.low, over.high))


def _gain(one: Over, base: Over, column: Column) -> float:
    """Return how much better the median is."""
    return (base.median - one.median) if column.lower_is_better else (one.median - base.median)


def _is_beyond(one: Over, base: Over, column: Column) -> bool:
    """Tell whether the worst seed is better than the best of the other."""
    return one.high < base.low if column.lower_is_better else one.low > base.high
