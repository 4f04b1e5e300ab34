"""What the experiment on memory came to: curves, how many steps they take, and what is known at their end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from perceptible.experiments.classifier import sizes_in_words
from perceptible.experiments.experiment import Table
from perceptible.experiments.spread import Over, over_seeds

__all__ = ["Curve", "MemoryResult", "Taught"]

MOST = 0.9  # of the way: the last few images of a set are hard for reasons of their own


@dataclass(frozen=True)
class Curve:
    """How one network learned.

    Parameters
    ----------
    steps : tuple of int
        When it was measured.
    given : tuple of float
        Share of its training images that it answers with the label that it was given.
    true : tuple of float or None
        Of the images whose label was changed, the share that it answers with the true one all the same.
    test : tuple of float
        Accuracy on test images, by true labels.
    end : float
        The same at the end, on all test images.
    """

    steps: tuple[int, ...]
    given: tuple[float, ...]
    true: tuple[float | None, ...]
    test: tuple[float, ...]
    end: float

    def reached(self, accuracy: float) -> int | None:
        """Return the first step at which so many images were answered as given; None where it never came to that.

        Examples
        --------
        >>> Curve((0, 10, 20), (0.1, 0.5, 1.0), (None,) * 3, (0.1, 0.4, 0.8), 0.8).reached(0.5)
        10
        """
        return next((step for step, share in zip(self.steps, self.given, strict=True) if share >= accuracy), None)

    @property
    def halfway(self) -> float | None:
        """Return what share of its rise to 90 % it has made in half of the steps; of a straight line that is 0.5.

        Examples
        --------
        >>> Curve((0, 10, 20), (0.1, 0.5, 0.9), (None,) * 3, (0.1, 0.4, 0.8), 0.8).halfway
        0.5
        """
        end = self.reached(MOST)
        if not end:
            return None
        after = next(place for place, step in enumerate(self.steps) if step >= end / 2)
        (left, low), (right, high) = ((self.steps[place], self.given[place]) for place in (after - 1, after))
        middle = low + (high - low) * (end / 2 - left) / (right - left)
        return (middle - self.given[0]) / (self.given[self.steps.index(end)] - self.given[0])


@dataclass(frozen=True)
class Taught:
    """All curves of one network and one share of shuffled labels.

    Parameters
    ----------
    hidden : tuple of int
        Its hidden layers.
    share : float
        Of training images whose labels were shuffled.
    n_parameters : int
        Its dials.
    curves : tuple of Curve
        One for each seed.
    """

    hidden: tuple[int, ...]
    share: float
    n_parameters: int
    curves: tuple[Curve, ...]

    def over(self, measure: Callable[[Curve], float | None]) -> Over | None:
        """Return a measure over the seeds; None where one of them has none."""
        values = [measure(curve) for curve in self.curves]
        known = [value for value in values if value is not None]
        return over_seeds(known) if len(known) == len(values) else None

    @property
    def n_fitted(self) -> int:
        """Return how many of the networks came to answer every image as it was given."""
        return sum(curve.given[-1] == 1 for curve in self.curves)

    @property
    def trained(self) -> Over:
        """Return the share of training images answered as given at the end."""
        return over_seeds(curve.given[-1] for curve in self.curves)

    @property
    def tested(self) -> Over:
        """Return the accuracy on all test images at the end."""
        return over_seeds(curve.end for curve in self.curves)

    @property
    def best(self) -> Over:
        """Return the highest test accuracy on the way, on the test images of the curves."""
        return over_seeds(max(curve.test) for curve in self.curves)

    @property
    def last(self) -> Over:
        """Return the accuracy at the end on the same images as `best`; `tested` is that on all test images."""
        return over_seeds(curve.test[-1] for curve in self.curves)

    @property
    def seen_through(self) -> Over | None:
        """Return the highest share, on the way, of changed images that were answered with their true label."""
        return self.over(lambda curve: max((one for one in curve.true if one is not None), default=None))


@dataclass(frozen=True)
class MemoryResult:
    """Everything that was taught.

    Parameters
    ----------
    taught : tuple of Taught
        By network, and for each by rising share.
    n_images : int
        To learn from.
    steps_per_epoch, epochs, n_classes : int
        As they were.
    seeds : tuple of int
        As asked for.
    """

    taught: tuple[Taught, ...]
    n_images: int
    steps_per_epoch: int
    epochs: int
    n_classes: int
    seeds: tuple[int, ...]

    @property
    def main(self) -> tuple[Taught, ...]:
        """Return those of the first network."""
        return tuple(one for one in self.taught if one.hidden == self.taught[0].hidden)

    @property
    def findings(self) -> tuple[str, ...]:
        """Return what came out."""
        true, shuffled = self.main[0], self.main[-1]
        return (
            self._speed(true, shuffled),
            *_shapes(true, shuffled),
            self._reading(true, shuffled),
            *self._between(),
            *(self._other(one) for one in self.taught if one.hidden != true.hidden and one.share == shuffled.share),
        )

    def _speed(self, true: Taught, shuffled: Taught) -> str:
        """Say how long it takes to know all labels."""
        first, last = (one.over(lambda curve: curve.reached(1.0)) for one in (true, shuffled))
        begin = f"All {self.n_images:,} training images are known after {_steps(first, true)} with true labels"
        by = f"by a network of {sizes_in_words(true.hidden)} hidden neurons"
        if first is None or last is None:
            return f"{begin}, with shuffled ones after {_steps(last, shuffled)}, {by}."
        times = _ratio(true, shuffled, 1.0)
        more = "" if times is None else f" {times} as many,"
        return f"{begin}, with shuffled ones after {_steps(last, shuffled)},{more} {by}."

    def _reading(self, true: Taught, shuffled: Taught) -> str:
        """Say what is known of images never seen."""
        return (
            f"Taught only shuffled labels, it reads {_percent(shuffled.tested)} of the test images; "
            f"chance is {100 / self.n_classes:.0f} %, and taught true labels it reads {_percent(true.tested)}."
        )

    def _between(self) -> Iterable[str]:
        """Say what becomes of a network that is told some of the truth."""
        for one in self.main[1:-1]:
            seen, share = one.seen_through, f"{100 * one.share:.0f} %"
            if seen is not None:
                yield (
                    f"With {share} of the labels shuffled the test accuracy is {_percent(one.best)} at its best and "
                    f"{_percent(one.last)} in the end; on the way it answers {_percent(seen)} of the images that "
                    "were given a false label with the true one."
                )

    def _other(self, one: Taught) -> str:
        """Say whether another network can learn shuffled labels by heart."""
        name = f"A network of {sizes_in_words(one.hidden)} hidden neurons"
        if one.n_fitted == len(one.curves):
            return f"{name} knows all shuffled labels after {_steps(one.over(lambda curve: curve.reached(1.0)), one)}."
        return (
            f"{name} knows {_percent(one.trained)} of the shuffled labels after {self.epochs} epochs; "
            f"{one.n_fitted} of {len(one.curves)} know all."
        )

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return a row for each network and share, and the curves."""
        return self._table, Table("memory-curves", CURVE_COLUMNS, tuple(self._rows()))

    @property
    def _table(self) -> Table:
        """Return what was known in the end, and after how many steps."""
        columns = ("hidden layers", "parameters", "labels shuffled, %", "training accuracy, %", "test accuracy, %")
        more = ("best on the way, first test images, %", "steps to 90 %", "steps to 100 %", "networks that know all")
        rows = tuple(
            (
                *(sizes_in_words(one.hidden), one.n_parameters, 100 * one.share),
                *(round(100 * over.median, 2) for over in (one.trained, one.tested, one.best)),
                *(_median(one.over(lambda curve, to=to: curve.reached(to))) for to in (MOST, 1.0)),  # type: ignore[misc]  # mypy sees no type for a default of a lambda
                f"{one.n_fitted} of {len(one.curves)}",
            )
            for one in self.taught
        )
        return Table("memory", (*columns, *more), rows)

    def _rows(self) -> Iterable[tuple[str | float | int | None, ...]]:
        """Yield every moment of every curve."""
        for one in self.taught:
            for seed, curve in zip(self.seeds, one.curves, strict=True):
                for moment in zip(curve.steps, curve.given, curve.true, curve.test, strict=True):
                    yield (sizes_in_words(one.hidden), 100 * one.share, seed, *moment)


CURVE_COLUMNS = (
    *("hidden layers", "labels shuffled, %", "seed", "step", "answered as given"),
    *("changed images answered truly", "test accuracy"),
)


def _shapes(true: Taught, shuffled: Taught) -> Iterable[str]:
    """Say which curve is like a straight line."""
    first, last = (one.over(lambda curve: curve.halfway) for one in (true, shuffled))
    times = _ratio(true, shuffled, MOST)
    if first is not None and last is not None and times is not None:
        yield (
            f"To 90 % it takes {times} as many steps with shuffled labels. Halfway there the curve of the true labels "
            f"has made {_percent(first)} of its rise, that of the shuffled ones {_percent(last)}; a straight line "
            "has made half."
        )


def _ratio(true: Taught, shuffled: Taught, accuracy: float) -> str | None:
    """Say how many times as many steps shuffled labels take, seed by seed; None where one took no step."""
    pairs = zip(true.curves, shuffled.curves, strict=True)
    steps = [(first.reached(accuracy), last.reached(accuracy)) for first, last in pairs]
    ratios = [last / first for first, last in steps if first and last]
    return over_seeds(ratios).words(".1f", 1, " times") if len(ratios) == len(steps) else None


def _steps(over: Over | None, one: Taught) -> str:
    """Say after how many steps."""
    if over is None:
        return f"more steps than it was given by {len(one.curves) - one.n_fitted} of {len(one.curves)} networks"
    return over.words(",.0f", 1, " steps")


def _median(over: Over | None) -> float | None:
    """Return the middle where there is one."""
    return None if over is None else over.median


def _percent(over: Over) -> str:
    """Write a share."""
    return over.words(".1f", 100, " %")
