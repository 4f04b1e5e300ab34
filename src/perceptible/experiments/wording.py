"""Names and seeds as sentences list them."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["listed", "seeds_words"]

MOST_NAMED = 6  # seeds that are not in a row and are named one by one


def listed(names: Sequence[object]) -> str:
    """Return names as people list them.

    Parameters
    ----------
    names : sequence
        At least one.

    Examples
    --------
    >>> listed(["local", "shared", "together"]), listed([5, 3]), listed(["together"])
    ('local, shared and together', '5 and 3', 'together')
    """
    *others, last = map(str, names)
    return f"{', '.join(others)} and {last}" if others else last


def seeds_words(seeds: Sequence[int]) -> str:
    """Return which seeds there were: a row of them by its ends, a few others one by one, of many how many.

    Examples
    --------
    >>> seeds_words((3,)), seeds_words(range(5)), seeds_words((0, 3, 7)), seeds_words(range(0, 40, 2))
    ('seed 3', 'seeds 0 to 4', 'seeds 0, 3 and 7', '20 seeds between 0 and 38')
    """
    if len(seeds) == 1:
        return f"seed {seeds[0]}"
    if list(seeds) == list(range(seeds[0], seeds[-1] + 1)):
        return f"seeds {seeds[0]} to {seeds[-1]}"
    if len(seeds) <= MOST_NAMED:
        return f"seeds {listed(seeds)}"
    return f"{len(seeds):,} seeds between {min(seeds)} and {max(seeds)}"
