"""Spread: a median over seeds with its range, as numbers and as words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

__all__ = ["Over", "over_seeds"]


@dataclass(frozen=True)
class Over:
    """What a measure came to over several seeds.

    Parameters
    ----------
    median, low, high : float
        The middle, the smallest and the largest value.
    n : int
        How many there were.
    """

    median: float
    low: float
    high: float
    n: int

    def words(self, form: str = ".3g", scale: float = 1.0, unit: str = "") -> str:
        """Return it as people write it: median, and the range where there is more than one seed.

        Examples
        --------
        >>> over_seeds([0.93, 0.95, 0.94]).words(".1f", 100, " %")
        '94.0 % (93.0 to 95.0)'
        """
        middle = f"{self.median * scale:{form}}{unit}"
        return middle if self.n == 1 else f"{middle} ({self.low * scale:{form}} to {self.high * scale:{form}})"


def over_seeds(values: Iterable[float]) -> Over:
    """Return median and range of values, one from each seed.

    Examples
    --------
    >>> over_seeds([3.0, 1.0, 2.0])
    Over(median=2.0, low=1.0, high=3.0, n=3)
    """
    found = np.array(list(values), np.float64)
    return Over(float(np.median(found)), float(found.min()), float(found.max()), len(found))
