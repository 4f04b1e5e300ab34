"""Cases: what is timed, and what is drawn anew each time."""

from __future__ import annotations

import numpy as np

from perceptible.benchmarks.cases import Case, epochs, timed


class Watched:
    """A trainer that remembers the orders that it was given."""

    def __init__(self):
        self.orders = []

    def epoch(self, order):
        """Remember an order."""
        self.orders.append(order)

    def arrays(self):
        """Return nothing: nothing is trained."""
        return []


def test_time_is_that_of_the_clock_given():
    """10.0 before, 12.5 after: 2.5 s, whatever the time of day."""
    ticks = iter([10.0, 12.5])
    done = []
    assert timed(lambda: done.append("work"))(lambda: next(ticks)) == 2.5
    assert done == ["work"]


def test_every_epoch_has_an_order_of_its_own():
    """Shuffling is part of an epoch; and each of the 25 images is seen once."""
    watched = Watched()
    run = epochs(watched, 25)
    for _ in range(2):
        run(lambda: 0.0)
    first, second = watched.orders
    assert sorted(first) == sorted(second) == list(range(25))
    assert not np.array_equal(first, second)


def test_cases_on_an_axis_are_told_apart_by_their_place():
    """Result files name both: 16 and 512 neurons are two cases of one name."""
    assert Case("ours", "", lambda _: None, at=512).key == "ours@512"
    assert Case("ours", "", lambda _: None).key == "ours"
