"""One check of forecasts: what was foretold of groups of images beside what training without them showed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.insight.influence import rank_correlation

__all__ = ["Checked", "Taught", "interval"]

N_DRAWN = 2_000  # bootstrap samples
SHOWN = (2.5, 97.5)  # the ends of the interval, in per cent


@dataclass(frozen=True)
class Taught:
    """An image that was asked about, and what taught its answer.

    Parameters
    ----------
    image : str
        Two hexadecimal digits a pixel.
    label, answer : int
        What it is, and what the network said.
    helped, hurt : tuple of (str, int)
        Training images, each with its label, the most influential first.
    """

    image: str
    label: int
    answer: int
    helped: tuple[tuple[str, int], ...]
    hurt: tuple[tuple[str, int], ...]


@dataclass(frozen=True, eq=False)
class Checked:
    """One kind of network on one choice of images.

    Parameters
    ----------
    network : str
        Its kind.
    seed : int
        Of the choice.
    kinds : tuple of str
        For each group that was left out: "helped", "hurt", "middle" or "random".
    accuracy : float
        On all test images, mean over the trainings with all images.
    tables : mapping of float arrays of shape (n_asked, n_groups)
        Of `FORECASTS` and "measured": by how much the cost grows without the group.
    halves : float array of shape (2, n_asked, n_groups)
        What was measured by each half of the trainings.
    """

    network: str
    seed: int
    kinds: tuple[str, ...]
    accuracy: float
    tables: Mapping[str, FloatArray]
    halves: FloatArray

    def agreement(self, forecast: str, *, only_random: bool = False) -> FloatArray:
        """Return for each image the rank correlation of a forecast with what was measured, over the groups."""
        return self._by_image(self.tables[forecast], self.tables["measured"], only_random=only_random)

    def repeats(self, *, only_random: bool = False) -> FloatArray:
        """Return for each image how well the two halves of the trainings agree, which chance alone prevents."""
        return self._by_image(self.halves[0], self.halves[1], only_random=only_random)

    def own(self, kind: str) -> FloatArray:
        """Return by how much the cost of each image grew without its own group of a kind."""
        places = [place for place, name in enumerate(self.kinds) if name == kind]
        measured = self.tables["measured"]
        found: FloatArray = measured[np.arange(len(measured)), places]
        return found

    def _by_image(self, first: FloatArray, second: FloatArray, *, only_random: bool) -> FloatArray:
        """Correlate row by row."""
        taken = [place for place, name in enumerate(self.kinds) if name == "random" or not only_random]
        return np.array([rank_correlation(a[taken], b[taken]) for a, b in zip(first, second, strict=True)])


def interval(groups: Sequence[FloatArray]) -> tuple[float, float]:
    """Return the 95 % interval of a mean, by drawing seeds again with replacement, and of each its images.

    Images of one seed share their networks, so that they are not independent of each other.

    Examples
    --------
    >>> interval([np.array([0.5, 0.5]), np.array([0.5])])
    (0.5, 0.5)
    """
    rng, means = np.random.default_rng(0), []
    for _ in range(N_DRAWN):
        drawn = [groups[place] for place in rng.integers(len(groups), size=len(groups))]
        means.append(np.mean([rng.choice(values, len(values)).mean() for values in drawn]))
    low, high = np.percentile(means, SHOWN)
    return float(low), float(high)
