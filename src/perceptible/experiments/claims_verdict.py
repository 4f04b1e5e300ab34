"""A claim and its verdict: for which numbers it counts as true, what was measured, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from perceptible.evaluation.intervals import Interval, wilson_interval
from perceptible.experiments.spread import Over, over_seeds

__all__ = ["FEWEST_SEEDS", "VERDICTS", "Claim", "Measured", "Region", "bootstrap_interval"]

VERDICTS = ("holds", "does not hold", "depends", "open")
HOLDS, FAILS, DEPENDS, OPEN = VERDICTS
COUNTED = (
    (HOLDS, "hold", "holds"),
    (FAILS, "do not hold", "does not hold"),
    (DEPENDS, "depend on the start", "depends on the start"),
    (OPEN, "are open", "is open"),
)
FEWEST_SEEDS = 5
N_RESAMPLES = 2_000
PER_CENT = 100.0
TWO_DIGITS = 10  # before the point: fewer are needed after it
TAIL = 2.5  # per cent outside a 95 % interval at each end


@dataclass(frozen=True)
class Region:
    """The numbers for which a claim counts as true.

    Parameters
    ----------
    words : str
        The same in words, for people.
    low, high : float or None
        Its ends, which belong to it; None where it has none.
    """

    words: str
    low: float | None = None
    high: float | None = None

    def holds(self, value: float) -> bool:
        """Return whether a number lies in it.

        Examples
        --------
        >>> Region("at least a half", low=0.5).holds(0.5), Region("at most a half", high=0.5).holds(0.6)
        (True, False)
        """
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def meets(self, interval: tuple[float, float]) -> bool:
        """Return whether some number of an interval lies in it."""
        low, high = interval
        return (self.low is None or high >= self.low) and (self.high is None or low <= self.high)


@dataclass(frozen=True)
class Measured:
    """What was measured of one claim.

    Parameters
    ----------
    values : tuple of float
        One from each network or pair of networks; empty where the data do not allow it.
    counts : tuple of tuple of int
        Where the values are shares of images: for each, how many of how many. Else empty.
    note : str
        What else should be known.
    """

    values: tuple[float, ...]
    counts: tuple[tuple[int, int], ...] = ()
    note: str = ""

    @property
    def interval(self) -> Interval | None:
        """Return what the numbers may be: of shares of images as `wilson_interval` says, else of the median.

        For shares it reaches from the lower end for the lowest network to the upper end for the highest.
        """
        if self.counts:
            ends = [wilson_interval(*count) for count in self.counts]
            return Interval(min(low for low, _ in ends), max(high for _, high in ends))
        return bootstrap_interval(self.values) if self.values else None


@dataclass(frozen=True)
class Claim:
    """A claim of the lesson, in our words, and what was measured of it.

    Parameters
    ----------
    name, group, words : str
        A word, what it is about, and the claim.
    region : Region
        For which numbers it counts as true.
    measured : Measured
        The numbers.
    n_seeds : int
        From how many seeds they are; 0 for a count that needs none.
    scale : tuple of float
        From where to where a picture of the numbers goes.
    unit : str
        What follows the numbers: "%" for shares, "points" for differences of such.
    more : str
        The command that measures more.
    is_whole : bool
        Whether the training went as far as the claim means; if not, nothing speaks against it.
    holds_early : bool
        Whether a training that was cut short can show that it holds: it reads enough already, for example.
    """

    name: str
    group: str
    words: str
    region: Region
    measured: Measured
    n_seeds: int
    scale: tuple[float, float]
    unit: str
    more: str
    is_whole: bool = True
    holds_early: bool = True

    @property
    def verdict(self) -> str:
        """Return one of `VERDICTS`.

        It holds where every number, and the interval besides, lies where the claim counts as true; it does not where
        none does. It depends where some do and others do not. All else is open, and so is whatever is known from
        fewer than five seeds, not from all of them, or of networks whose training was cut short: from these alone a
        claim may hold that speaks of no more than they have learned already.
        """
        values, interval = self.measured.values, self.measured.interval
        if not (self.is_whole or self.holds_early):
            return OPEN
        if interval is None or 0 < self.n_seeds < FEWEST_SEEDS or len(values) < self.n_seeds:
            return OPEN
        inside = [self.region.holds(value) for value in values]
        if all(inside) and all(map(self.region.holds, interval)):
            return HOLDS
        if any(inside) and not all(inside) and self.is_whole:
            return DEPENDS
        return OPEN if self.region.meets(interval) or not self.is_whole else FAILS

    @property
    def over(self) -> Over | None:
        """Return the median and the range; None where nothing was measured."""
        return over_seeds(self.measured.values) if self.measured.values else None

    @property
    def number(self) -> str:
        """Return the numbers as people write them: the median, and the range where there is one."""
        if self.over is None:
            return "not to be asked of these data"
        if self.n_seeds == 0:
            return f"{self.over.median:,.0f}"
        if self.over.low == self.over.high == 0:
            return f"0 {self.unit}".rstrip()
        return self.over.words(_form(self.over, self.factor), self.factor, f" {self.unit}").replace("-", "−")

    @property
    def factor(self) -> float:
        """Return what the numbers are multiplied by before they are written."""
        return PER_CENT if self.unit in {"%", "points"} else 1.0


def bootstrap_interval(values: Sequence[float]) -> Interval:
    """Return the 95 % interval of the median over seeds: of 2,000 draws of as many values, with repetition.

    Notes
    -----
    Source: Efron (1979), Bootstrap methods: another look at the jackknife, Annals of Statistics 7, 1-26. The draws
    are always the same ones.

    Examples
    --------
    >>> bootstrap_interval([2.0, 2.0, 2.0])
    Interval(low=2.0, high=2.0)
    """
    found = np.asarray(values, np.float64)
    drawn = np.random.default_rng(0).integers(len(found), size=(N_RESAMPLES, len(found)))
    low, high = np.percentile(np.median(found[drawn], axis=1), [TAIL, 100 - TAIL])
    return Interval(float(low), float(high))


def _form(over: Over, factor: float) -> str:
    """Return how many decimals a number is written with."""
    largest = max(abs(over.low), abs(over.high)) * factor
    return ".1f" if factor > 1 or largest >= TWO_DIGITS else ".2f"
