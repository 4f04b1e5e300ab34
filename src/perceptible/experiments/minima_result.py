"""What the experiment on minima came to: where many starts ended, and the lines between some of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.experiments.experiment import Table
from perceptible.experiments.spread import Over, over_seeds

__all__ = ["Ends", "Line", "MinimaResult", "correlation"]

POOR = 1.1  # times the median cost: a poor minimum
NORMAL_95 = 1.959964  # of the normal distribution, two-sided
FEW = 5  # of which no correlation is told


def correlation(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, float, float] | None:
    """Return Pearson's correlation of two measures with a 95 % interval; None where there are too few or all equal.

    Notes
    -----
    The interval is that of Fisher's transformation: tanh(artanh(r) - z / sqrt(n - 3)) to tanh(artanh(r) + ...).

    Examples
    --------
    >>> low = correlation((1.0, 2.0, 3.0, 4.0, 5.0), (1.0, 2.0, 1.0, 2.0, 1.0))
    >>> [round(value, 2) for value in low]
    [0.0, -0.88, 0.88]
    """
    if len(one) < FEW or np.std(one) == 0 or np.std(other) == 0:
        return None
    r = float(np.clip(np.corrcoef(one, other)[0, 1], -1 + 1e-12, 1 - 1e-12))
    reach = NORMAL_95 / np.sqrt(len(one) - 3)
    return r, float(np.tanh(np.arctanh(r) - reach)), float(np.tanh(np.arctanh(r) + reach))


@dataclass(frozen=True)
class Line:
    """The way from one trained network to another.

    Parameters
    ----------
    straight, matched : tuple of float
        Training cost at equal distances, both ends included; and the same where the hidden neurons of the other
        network were put in the order that is closest to those of the first.
    apart, apart_matched : float
        The length of both ways.
    from_start : float
        How far the first network went from its own start.
    """

    straight: tuple[float, ...]
    matched: tuple[float, ...]
    apart: float
    apart_matched: float
    from_start: float

    @property
    def barriers(self) -> tuple[float, float]:
        """Return how high the cost rises above the straight line between its ends: as they are, and matched."""
        return _barrier(self.straight), _barrier(self.matched)


@dataclass(frozen=True)
class Ends:
    """Where the networks of one kind ended.

    Parameters
    ----------
    sizes : tuple of int
        Of all layers.
    n_parameters : int
        Their dials.
    cost : str
        What is measured.
    train_costs, test_costs, train_accuracies, test_accuracies : tuple of float
        One for each start.
    lines : tuple of Line
        Between pairs of them.
    """

    sizes: tuple[int, ...]
    n_parameters: int
    cost: str
    train_costs: tuple[float, ...]
    test_costs: tuple[float, ...]
    train_accuracies: tuple[float, ...]
    test_accuracies: tuple[float, ...]
    lines: tuple[Line, ...]

    @property
    def name(self) -> str:
        """Return the sizes as people write them."""
        return "-".join(map(str, self.sizes))

    def spread(self, what: str) -> float:
        """Return the standard deviation of "train" or "test" costs over the starts, in their average."""
        costs = self.costs(what)
        return float(costs.std() / costs.mean()) if costs.any() else 0.0

    def costs(self, what: str) -> FloatArray:
        """Return the "train" or "test" costs."""
        return np.array(self.train_costs if what == "train" else self.test_costs)

    @property
    def poor(self) -> float:
        """Return the share of starts that end at a test cost more than a tenth above the median."""
        return float((self.costs("test") > POOR * np.median(self.test_costs)).mean())

    @property
    def correlation(self) -> tuple[float, float, float] | None:
        """Return how training cost and test cost go together."""
        return correlation(self.train_costs, self.test_costs)

    def barrier(self, *, matched: bool) -> Over | None:
        """Return the height of the barrier over the pairs."""
        return over_seeds(line.barriers[matched] for line in self.lines) if self.lines else None

    def apart(self, *, matched: bool) -> Over | None:
        """Return the distance of two ends over the pairs, in what a network went from its start."""
        if not self.lines:
            return None
        return over_seeds((line.apart_matched if matched else line.apart) / line.from_start for line in self.lines)


@dataclass(frozen=True)
class MinimaResult:
    """All kinds of networks."""

    ends: tuple[Ends, ...]
    n_images: int
    seeds: tuple[int, ...]

    @property
    def family(self) -> tuple[Ends, ...]:
        """Return the networks with one hidden layer, by its size."""
        return tuple(one for one in self.ends if len(one.sizes) == 3)

    @property
    def findings(self) -> tuple[str, ...]:
        """Return what came out."""
        return *self._spread(), *map(_accuracies, self.ends), *self._correlations(), *self._lines()

    def _spread(self) -> tuple[str, ...]:
        """Say how much the ends differ, by size."""
        if not self.family:
            return ()
        small, large = self.family[0], self.family[-1]
        spreads = [f"{100 * one.spread('test'):.1f} % with {one.sizes[1]} hidden neurons" for one in (small, large)]
        poor = [f"{100 * one.poor:.0f} %" for one in (small, large)]
        said = f"Over {len(self.seeds)} starts the test cost varies by {spreads[0]}, by {spreads[1]}"
        ends = f"{poor[0]} and {poor[1]} end more than a tenth above the median"
        return (f"{said} (standard deviation, of the average); {ends}.",)

    def _correlations(self) -> tuple[str, ...]:
        """Say whether the lowest training cost is the lowest test cost."""
        known = [(one, one.correlation) for one in self.ends]
        said = [
            f"{one.name} {found[0]:.2f} ({found[1]:.2f} to {found[2]:.2f})" for one, found in known if found is not None
        ]
        told = "Correlation of training cost and test cost over the starts, with its 95 % interval"
        return (f"{told}: {', '.join(said)}.",) if said else ()

    def _lines(self) -> tuple[str, ...]:
        """Say what lies between two ends."""
        said = []
        for one in self.ends:
            straight, matched = (one.barrier(matched=matched) for matched in (False, True))
            if straight is not None and matched is not None:
                said.append(f"{one.name} {straight.words('.2f')}, with matched neurons {matched.words('.2f')}")
        told = "On the straight line between two ends the training cost rises by"
        return (f"{told}: {'; '.join(said)}.",) if said else ()

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return a row for each kind, and one for each start."""
        columns = ("network", "dials", "cost", "starts")
        costs = [f"{what} cost {value}" for what in ("training", "test") for value in ("lowest", "median", "highest")]
        more = ("spread of test cost, %", "poor ends, %", "correlation", "barrier", "barrier, matched")
        last = ("distance", "distance, matched")
        kinds = Table("minima", (*columns, *costs, *more, *last), tuple(_row(one) for one in self.ends))
        names = ("network", "seed", "training cost", "test cost", "training accuracy", "test accuracy")
        starts = tuple(
            (one.name, *values)
            for one in self.ends
            for values in zip(
                *(self.seeds, one.train_costs, one.test_costs, one.train_accuracies, one.test_accuracies), strict=True
            )
        )
        return kinds, Table("minima-starts", names, starts)


def _accuracies(one: Ends) -> str:
    """Say how well the networks of one kind read, at worst and at best."""
    over = over_seeds(one.test_accuracies)
    return f"{one.name}: {over.words('.1f', 100, ' %')} of the test images are read right."


def _row(one: Ends) -> tuple[str | float | None, ...]:
    """Return the row of one kind."""
    costs = (over_seeds(one.costs(what).tolist()) for what in ("train", "test"))
    found = one.correlation
    overs = (
        *(one.barrier(matched=matched) for matched in (False, True)),
        *(one.apart(matched=matched) for matched in (False, True)),
    )
    return (
        *(one.name, one.n_parameters, one.cost, len(one.train_costs)),
        *(value for over in costs for value in (over.low, over.median, over.high)),
        *(100 * one.spread("test"), 100 * one.poor, None if found is None else found[0]),
        *(None if over is None else over.median for over in overs),
    )


def _barrier(costs: tuple[float, ...]) -> float:
    """Return how far costs rise above the straight line between the first and the last."""
    between = np.linspace(costs[0], costs[-1], len(costs))
    return float(np.max(np.array(costs) - between))
