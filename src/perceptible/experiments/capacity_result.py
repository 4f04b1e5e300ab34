"""What the experiment on capacity came to: how many random labels each network knows."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2

from perceptible.experiments.experiment import Table
from perceptible.experiments.spread import Over

__all__ = ["Capacity", "CapacityResult"]


@dataclass(frozen=True)
class Capacity:
    """How many labels networks of one kind learned by heart.

    Parameters
    ----------
    sizes : tuple of int
        Of all layers.
    n_parameters : int
        Its dials.
    labels : Over
        How many it knows, over the seeds.
    too_many : Over or None
        The least that it was found not to learn; None where it learned as many as were tried in some seed.
    epochs : int
        How often it saw each image at most.
    """

    sizes: tuple[int, ...]
    n_parameters: int
    labels: Over
    too_many: Over | None
    epochs: int

    @property
    def bits_per_dial(self) -> float:
        """Return how many bits the labels are for each dial: log2 of the classes for each label."""
        return self.labels.median * log2(self.sizes[-1]) / self.n_parameters

    @property
    def words(self) -> str:
        """Return how many labels as people write it."""
        return f"{'at least ' if self.too_many is None else ''}{self.labels.words(',.0f')}"


@dataclass(frozen=True)
class CapacityResult:
    """All networks, the smallest first."""

    capacities: tuple[Capacity, ...]
    seeds: tuple[int, ...]

    @property
    def findings(self) -> tuple[str, ...]:
        """Return what came out."""
        return tuple(
            f"A network of {one.n_parameters:,} dials ({'-'.join(map(str, one.sizes))}) learns {one.words} random "
            f"labels by heart: {one.bits_per_dial:.2f} bits for each dial."
            for one in self.capacities
        )

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return a row for each network."""
        measured = ("labels known, median", "low", "high", "too many, median", "bits for each dial")
        columns = ("network", "dials", *measured, "epochs at most", "seeds")
        rows = tuple(
            (
                *("-".join(map(str, one.sizes)), one.n_parameters, one.labels.median, one.labels.low, one.labels.high),
                one.too_many.median if one.too_many else None,
                *(round(one.bits_per_dial, 3), one.epochs, one.labels.n),
            )
            for one in self.capacities
        )
        return (Table("capacity", columns, rows),)
