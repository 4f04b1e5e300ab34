"""Units: figures are kept in seconds or MB, and told in what is easy to read."""

from __future__ import annotations

from math import floor, log10

__all__ = ["UNITS", "in_unit", "significant"]

# How many of each a kept figure is.
UNITS = {"s": 1.0, "ms": 1e3, "µs": 1e6, "MB": 1.0}
DIGITS = 3


def in_unit(figure: float, unit: str) -> str:
    """Return a figure as a number of this unit, in three significant digits.

    Examples
    --------
    >>> in_unit(0.02346, "s"), in_unit(0.02346, "ms"), in_unit(1234.5, "MB")
    ('0.0235', '23.5', '1,234')
    """
    return significant(figure * UNITS[unit])


def significant(number: float) -> str:
    """Return a number above 0 in three significant digits, never with an exponent.

    Examples
    --------
    >>> significant(59.95), significant(0.000123), significant(0)
    ('60.0', '0.000123', '0')
    """
    if number == 0:
        return "0"
    magnitude = floor(log10(abs(float(f"{number:.{DIGITS - 1}e}"))))  # after rounding, which may carry
    return f"{number:,.{max(0, DIGITS - 1 - magnitude)}f}"
