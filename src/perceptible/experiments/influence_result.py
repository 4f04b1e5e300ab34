"""What the experiment on influence came to: forecasts beside what came of training again, and how well they agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.experiments.experiment import Cell, Table
from perceptible.experiments.influence_checked import Checked, Taught, interval
from perceptible.experiments.spread import Over, over_seeds

__all__ = ["FORECASTS", "InfluenceResult"]

FORECASTS = {
    "foretold": "by the paths, averaged",
    "by one path": "by a single path",
    "by likeness": "by pixels and labels alone",
}


@dataclass(frozen=True, eq=False)
class InfluenceResult:
    """All kinds of networks and choices of images.

    Parameters
    ----------
    checked : tuple of Checked
        By kind, and for each by seed.
    shown : mapping of tuple of Taught
        For each kind of network the images asked about from the first seed.
    n_images : int
        To learn from.
    trainings : tuple of two ints
        Trainings with and without each group, and images in a group.
    class_names : tuple of str
        As the data have them.
    image_shape : tuple of two ints, or None
        Of the images.
    seeds : tuple of int
        As asked for.
    """

    checked: tuple[Checked, ...]
    shown: Mapping[str, tuple[Taught, ...]]
    n_images: int
    trainings: tuple[int, int]
    class_names: tuple[str, ...]
    image_shape: tuple[int, int] | None
    seeds: tuple[int, ...]

    @property
    def networks(self) -> tuple[str, ...]:
        """Return the kinds."""
        return tuple(dict.fromkeys(one.network for one in self.checked))

    def of(self, network: str) -> tuple[Checked, ...]:
        """Return one kind, by seed."""
        return tuple(one for one in self.checked if one.network == network)

    def agreement(self, network: str, forecast: str, *, only_random: bool = False) -> Over:
        """Return the rank correlation of a forecast with what was measured: median over the images, over the seeds."""
        return _medians(one.agreement(forecast, only_random=only_random) for one in self.of(network))

    def repeats(self, network: str, *, only_random: bool = False) -> Over:
        """Return how well the halves of the trainings agree, in the same way."""
        return _medians(one.repeats(only_random=only_random) for one in self.of(network))

    @property
    def findings(self) -> tuple[str, ...]:
        """Return what came out."""
        return (
            *(self._agrees(name) for name in self.networks),
            *(self._signs(name) for name in self.networks),
            *(self._beyond(name) for name in self.networks),
            *(self._random(name) for name in self.networks),
        )

    def _agrees(self, name: str) -> str:
        """Say how well the forecast orders the groups, and how well anything could."""
        found, most = self.agreement(name, "foretold"), self.repeats(name)
        low, high = interval([one.agreement("foretold") for one in self.of(name)])
        begin = f"{_named(name)}: forecasts from the training paths agree with training again by a rank correlation of"
        return (
            f"{begin} {_number(found)}, mean {low:.2f} to {high:.2f} (95 %); two halves of the retrainings agree with "
            f"each other by {_number(most)}."
        )

    def _signs(self, name: str) -> str:
        """Say whether leaving out what helped hurts, and the other way round."""
        helped = np.concatenate([one.own("helped") for one in self.of(name)])
        hurt = np.concatenate([one.own("hurt") for one in self.of(name)])
        grows = f"an image costs more in {(helped > 0).sum()} of {len(helped)} cases"
        falls = f"less in {(hurt < 0).sum()} without those that hurt it most"
        return f"{_named(name)}: without the {self.trainings[1]} images that helped it most {grows}, {falls}."

    def _beyond(self, name: str) -> str:
        """Say whether the paths know more than pixels and labels do."""
        low, high = interval([one.agreement("foretold") - one.agreement("by likeness") for one in self.of(name)])
        gain = f"by {_signed(low)} to {_signed(high)} (95 %)"
        alone = f"likeness of pixels and labels alone, which gives {_number(self.agreement(name, 'by likeness'))}"
        if low <= 0 <= high:
            return f"{_named(name)}: whether the paths foretell it better than {alone}, stays open: {gain}."
        word = "better" if low > 0 else "worse"
        return f"{_named(name)}: the paths foretell it {word} than {alone}: {gain}."

    def _random(self, name: str) -> str:
        """Say how it is for groups chosen at random, which differ less."""
        found, most = (
            self.agreement(name, "foretold", only_random=True),
            self.repeats(name, only_random=True),
        )
        return f"{_named(name)}: of groups chosen at random only, {_number(found)}; the halves {_number(most)}."

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return a row for each kind of network, way to foretell and choice of groups."""
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (name, "random" if chance else "all", words, over.median, over.low, over.high)
            for name in self.networks
            for chance in (False, True)
            for words, over in (
                *((words, self.agreement(name, key, only_random=chance)) for key, words in FORECASTS.items()),
                ("by half of the retrainings", self.repeats(name, only_random=chance)),
            )
        )
        costs: tuple[tuple[Cell, ...], ...] = tuple(
            (
                one.network,
                one.seed,
                one.accuracy,
                *(float(np.median(one.own(kind))) for kind in ("helped", "middle", "hurt")),
            )
            for one in self.checked
        )
        grown = tuple(f"cost grows without those that {words}" for words in ("helped", "did neither", "hurt"))
        return (
            Table("agreement", ("network", "groups", "foretold", "rank correlation", "low", "high"), rows),
            Table("changes", ("network", "seed", "test accuracy", *grown), costs),
        )


def _medians(groups: Iterable[FloatArray]) -> Over:
    """Return the median over images, over the seeds."""
    return over_seeds(float(np.median(values)) for values in groups)


def _named(name: str) -> str:
    """Return a kind of network at the beginning of a sentence."""
    return f"Network with {name}" if not name.startswith("the ") else f"{name[0].upper()}{name[1:]} network"


def _number(over: Over) -> str:
    """Return a correlation as people write it."""
    return over.words(".2f")


def _signed(value: float) -> str:
    """Return a difference with its sign."""
    return f"{value:+.2f}".replace("-", "−")
