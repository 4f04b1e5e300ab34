"""Shift: what networks still read of digits that are moved, turned, scaled, thickened, inverted or noisy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from perceptible.data.dataset import Dataset
from perceptible.experiments.experiment import Experiment, Table
from perceptible.experiments.spread import Over, over_seeds
from perceptible.insight.robustness import SWEEPS, Sweep, robustness
from perceptible.training import fit, recipe_named

__all__ = ["EXPERIMENT", "Curve", "ShiftResult", "ShiftSettings"]

SHIFTED = 2  # pixels: what the first finding is about
HALF = 0.5


@dataclass(frozen=True, kw_only=True)
class ShiftSettings:
    """Which networks are asked, and of how many changed images.

    Parameters
    ----------
    recipes : tuple of str
        What is trained: the lesson's network, the same trained well, and one that was shown changed images.
    epochs : int or None
        For all of them; None for each recipe's own.
    n_images : int
        Test images, for each amount of each change.
    every : int
        Of the amounts of a change only each so-manieth is asked about, and the one that changes nothing.
    seeds : tuple of int
        One network of each recipe from each.
    """

    recipes: tuple[str, ...] = ("lesson", "plain", "robust")
    epochs: int | None = None
    n_images: int = 2_000
    every: int = 1
    seeds: tuple[int, ...] = (0, 1, 2)


@dataclass(frozen=True)
class ShiftJob:
    """One network of each recipe, trained, and all asked about the same changed images."""

    recipes: tuple[str, ...]
    epochs: int | None
    n_images: int
    every: int
    seed: int


@dataclass(frozen=True)
class Curve:
    """What the networks of one recipe read of images changed in one way.

    Parameters
    ----------
    recipe, sweep : str
        The recipe, and one of `SWEEPS`.
    amounts : tuple of float
        How much the images were changed.
    accuracies : tuple of Over
        Over the seeds, for each amount.
    """

    recipe: str
    sweep: str
    amounts: tuple[float, ...]
    accuracies: tuple[Over, ...]

    @property
    def half(self) -> tuple[float | None, float | None]:
        """Return the amounts nearest to no change, on either side, of which fewer than half are read; None without."""
        middle = SWEEPS[self.sweep].neutral
        below = [a for a, over in zip(self.amounts, self.accuracies, strict=True) if a < middle and over.median < HALF]
        above = [a for a, over in zip(self.amounts, self.accuracies, strict=True) if a > middle and over.median < HALF]
        return (max(below) if below else None, min(above) if above else None)


@dataclass(frozen=True)
class ShiftResult:
    """All curves, and what is left of digits moved by two pixels in the mean of four directions."""

    curves: tuple[Curve, ...]
    moved: tuple[tuple[str, Over, Over], ...]
    n_images: int
    seeds: tuple[int, ...]

    def of(self, recipe: str, sweep: str) -> Curve:
        """Return one of the curves."""
        return next(curve for curve in self.curves if (curve.recipe, curve.sweep) == (recipe, sweep))

    @property
    def findings(self) -> tuple[str, ...]:
        """Return what came out."""
        moved = [
            f"Images moved by {SHIFTED} pixels: the {recipe} network reads {_share(after)} of them, of images in their "
            f"place {_share(before)}."
            for recipe, before, after in self.moved
        ]
        return (*moved, *(self._half(sweep) for sweep in dict.fromkeys(curve.sweep for curve in self.curves)))

    def _half(self, sweep: str) -> str:
        """Say how far one may go until less than half is read."""
        said = [f"{_ends(curve)} by {curve.recipe}" for curve in self.curves if curve.sweep == sweep]
        return f"{sweep.capitalize()}: fewer than half are read {'; '.join(said)}."

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return a row for each recipe, change and amount."""
        columns = ("recipe", "change", "amount", "unit", "accuracy median", "low", "high")
        rows = tuple(
            (curve.recipe, curve.sweep, amount, SWEEPS[curve.sweep].unit, over.median, over.low, over.high)
            for curve in self.curves
            for amount, over in zip(curve.amounts, curve.accuracies, strict=True)
        )
        return (Table("shift", columns, rows),)


def amounts_of(sweep: Sweep, every: int) -> tuple[float, ...]:
    """Return each so-manieth amount of a sweep, counted from the one that changes nothing.

    Examples
    --------
    >>> amounts_of(SWEEPS["right"], 8)
    (-8.0, -4.0, 0.0, 4.0, 8.0)
    """
    middle = sweep.amounts.index(sweep.neutral)
    return tuple(amount for place, amount in enumerate(sweep.amounts) if (place - middle) % every == 0)


def _jobs(settings: ShiftSettings, _data: Dataset) -> tuple[ShiftJob, ...]:
    """Return a job for each seed: the changed images are made once for all recipes."""
    asked = settings.recipes, settings.epochs, settings.n_images, settings.every
    return tuple(ShiftJob(*asked, seed) for seed in settings.seeds)


def _run(job: ShiftJob, data: Dataset) -> dict[str, Any]:
    """Train one network of each recipe, and ask all of them."""
    networks = {}
    for name in job.recipes:
        settings = recipe_named(name).settings
        settings = settings if job.epochs is None else replace(settings, epochs=job.epochs)
        networks[name] = fit(data, recipe=name, settings=settings, rng=job.seed).network
    split = data.test.take(np.arange(min(job.n_images, len(data.test))))
    shape = data.image_shape or (1, data.n_inputs)
    curves, moved = [], dict.fromkeys(networks, 0.0)
    for sweep in SWEEPS.values():
        if sweep.needs_picture and data.image_shape is None:
            continue
        found = robustness(networks, split, sweep.name, amounts_of(sweep, job.every), image_shape=shape)
        for name, each in found.items():
            curves.append([name, sweep.name, list(each.amounts), each.accuracies.tolist()])
            if sweep.name in {"right", "down"}:
                moved[name] += (each.at(SHIFTED) + each.at(-SHIFTED)) / 4  # the mean of four directions
    return {"curves": curves, "moved": moved}


def _combine(
    settings: ShiftSettings, data: Dataset, _jobs: Sequence[ShiftJob], answers: Sequence[Mapping[str, Any]]
) -> ShiftResult:
    """Put the seeds together."""
    curves = []
    for own in zip(*(answer["curves"] for answer in answers), strict=True):
        recipe, sweep, amounts, _ = own[0]
        overs = tuple(over_seeds(each) for each in zip(*(one[3] for one in own), strict=True))
        curves.append(Curve(recipe, sweep, tuple(amounts), overs))
    moved = []
    for recipe in settings.recipes if data.image_shape else ():
        right = next(curve for curve in curves if (curve.recipe, curve.sweep) == (recipe, "right"))
        still = right.accuracies[right.amounts.index(0.0)]
        moved.append((recipe, still, over_seeds(answer["moved"][recipe] for answer in answers)))
    n_images = min(settings.n_images, len(data.test))
    return ShiftResult(tuple(curves), tuple(moved), n_images, settings.seeds)


def _ends(curve: Curve) -> str:
    """Say at which amounts fewer than half are read: from where on, or where first, if more are read farther on."""
    low, high = curve.half
    of = dict(zip(curve.amounts, (over.median < HALF for over in curve.accuracies), strict=True))
    if all(of.values()):
        return "everywhere"
    said = []
    for end, is_beyond, word in ((low, float.__le__, "down"), (high, float.__ge__, "up")):
        if end is not None:
            on = all(is_low for amount, is_low in of.items() if is_beyond(float(amount), float(end)))
            said.append(f"from {_number(end)} {word}" if on else f"first at {_number(end)} going {word}")
    return " and ".join(said) or "nowhere"


def _number(value: float) -> str:
    """Return a number with a true minus."""
    return f"{value:g}".replace("-", "\N{MINUS SIGN}")


def _share(over: Over) -> str:
    """Return a share as people write it."""
    return over.words(".1f", 100, " %")


EXPERIMENT = Experiment(
    name="shift",
    title="Shift, turn, thicken",
    question="How far may digits be moved, turned, scaled, thickened, inverted or covered by noise and still be read?",
    takes={
        "quick": "2 seeds, 3 epochs, 500 test images: half a minute",
        "standard": "3 seeds, the recipes' own epochs, 2,000 test images: five minutes",
        "full": "5 seeds, the recipes' own epochs, all test images: a quarter of an hour",
    },
    sizes={
        "quick": ShiftSettings(epochs=3, n_images=500, every=2, seeds=(0, 1)),
        "standard": ShiftSettings(),
        "full": ShiftSettings(n_images=10_000, seeds=tuple(range(5))),
    },
    jobs=_jobs,
    run=_run,
    combine=_combine,
)
