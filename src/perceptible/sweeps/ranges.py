"""Ranges: all numbers between two, for a search at random."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from perceptible.errors import SettingsError

__all__ = ["Range"]


@dataclass(frozen=True)
class Range:
    """All numbers from one to another, from which a random search draws.

    Parameters
    ----------
    low, high : int or float
        The ends, finite. Where both are whole numbers (int), whole numbers are drawn, the ends among them.
    logarithmic : bool, optional
        Draw the logarithm evenly, so that 0.01 to 0.1 is as likely as 0.1 to 1; both ends are then above 0.

    Raises
    ------
    SettingsError
        If the ends are no finite numbers, or in the wrong order.

    Notes
    -----
    Source: Bergstra and Bengio, Random search for hyper-parameter optimization, JMLR 13 (2012): where few settings
    matter, points drawn at random try more values of each than a grid of as many points.

    Examples
    --------
    >>> Range(1, 3).draw(np.random.default_rng(0)) in {1, 2, 3}
    True
    >>> 0.01 <= Range(0.01, 1.0, logarithmic=True).draw(np.random.default_rng(0)) < 1
    True
    """

    low: float
    high: float
    logarithmic: bool = False

    def __post_init__(self) -> None:
        """Check both ends."""
        ends = (self.low, self.high)
        are_numbers = all(isinstance(end, (int, float)) and not isinstance(end, bool) for end in ends)
        if not are_numbers or not all(map(math.isfinite, ends)) or not self.low < self.high:
            msg = (
                f"a range goes from {self.low!r} to {self.high!r}, expected two finite numbers, the smaller one first. "
                "Write Range(0.1, 3.0)."
            )
            raise SettingsError(msg)
        if self.logarithmic and self.low <= 0:
            msg = (
                f"a logarithmic range begins at {self.low!r}, expected a number above 0. Write Range(0.001, 1.0, ...)."
            )
            raise SettingsError(msg)

    @property
    def is_whole(self) -> bool:
        """Tell whether whole numbers are drawn."""
        return isinstance(self.low, int) and isinstance(self.high, int)

    def draw(self, rng: np.random.Generator) -> int | float:
        """Draw one number."""
        # a whole number k stands for all that rounds down to k, so that both ends are as likely as the rest
        high = self.high + 1 if self.is_whole else self.high
        if self.logarithmic:
            drawn = math.exp(rng.uniform(math.log(self.low), math.log(high)))
        else:
            drawn = rng.uniform(self.low, high)
        return min(math.floor(drawn), int(self.high)) if self.is_whole else min(max(drawn, self.low), self.high)
