"""Every setting of a sweep, in order or at random, and the list of jobs that they come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from types import MappingProxyType

import numpy as np

from perceptible.data.dataset import Dataset
from perceptible.errors import SettingsError
from perceptible.rng import derived
from perceptible.sweeps.axes import Choice, recipe_for
from perceptible.sweeps.job import Job
from perceptible.sweeps.ranges import Range
from perceptible.sweeps.sweep import Sweep
from perceptible.training import Recipe, recipe_named

__all__ = ["choices", "jobs"]

# Draws in a row that only repeat earlier ones, after which a range is taken to hold no more numbers.
MOST_REPEATS = 10_000
Axes = Mapping[str, Sequence[object] | Range]


def choices(sweep: Sweep) -> list[Choice]:
    """Return the settings of a sweep: a value for each of its axes.

    In a grid the last axis changes fastest, as in `itertools.product`.
    """
    if sweep.n_random is not None:
        return list(_drawn(sweep.axes, sweep.n_random, sweep.search_seed))
    values = [values for values in sweep.axes.values() if not isinstance(values, Range)]
    return [MappingProxyType(dict(zip(sweep.axes, chosen, strict=True))) for chosen in product(*values)]


def jobs(sweep: Sweep) -> tuple[Job, ...]:
    """Return all trainings of a sweep, those of one setting side by side.

    Parameters
    ----------
    sweep : Sweep
        What is to be tried.

    Returns
    -------
    tuple of Job
        One for each setting and seed.

    Raises
    ------
    SettingsError, UnknownNameError
        If a value of an axis, or two together, make no sense.

    Examples
    --------
    >>> import perceptible as pc
    >>> digits = pc.load_data("synthetic", n_train=200, n_test=50)
    >>> [job.seed for job in jobs(Sweep(digits, seeds=(3, 1)))]
    [3, 1]
    """
    first = next(iter(sweep.datasets))
    base = sweep.recipe if isinstance(sweep.recipe, Recipe) else recipe_named(sweep.recipe)
    checked: set[tuple[object, ...]] = set()
    found = []
    for choice in choices(sweep):
        recipe = recipe_for(base, choice)
        data = sweep.datasets[str(choice.get("data", first))]
        _check_network(recipe, data, checked)
        job = Job(recipe=recipe, seed=0, data=data.name, fingerprint=data.fingerprint, n_train=_n_train(choice, data))
        found += [replace(job, seed=seed) for seed in sweep.seeds]
    return tuple(found)


def _drawn(axes: Axes, n_random: int, seed: int) -> Iterator[Choice]:
    """Draw so many different settings; which one comes first does not depend on how many there are."""
    seen: set[tuple[object, ...]] = set()
    n_repeats = 0
    for number in range(n_random * MOST_REPEATS):
        rng = derived(seed, number)
        drawn = tuple(_draw(values, rng) for values in axes.values())
        if drawn in seen:
            n_repeats += 1
        else:
            n_repeats = 0
            seen.add(drawn)
            yield MappingProxyType(dict(zip(axes, drawn, strict=True)))
        if len(seen) == n_random:
            return
        if n_repeats == MOST_REPEATS:
            break
    msg = (
        f"n_random is {n_random}, but only {len(seen)} different settings were found. Lower n_random, or widen a range."
    )
    raise SettingsError(msg)


def _draw(values: Sequence[object] | Range, rng: np.random.Generator) -> object:
    """Draw a value of one axis."""
    return values.draw(rng) if isinstance(values, Range) else values[int(rng.integers(len(values)))]


def _n_train(choice: Choice, data: Dataset) -> int:
    """Return how many training images are taken."""
    n_train, n_all = choice.get("n_train", len(data.train)), len(data.train)
    if isinstance(n_train, bool) or not isinstance(n_train, (int, np.integer)) or not 1 <= n_train <= n_all:
        msg = f"n_train is {n_train!r}, expected a whole number from 1 to the {n_all:,} of {data.name}. Change n_train."
        raise SettingsError(msg)
    return int(n_train)


def _check_network(recipe: Recipe, data: Dataset, checked: set[tuple[object, ...]]) -> None:
    """Refuse a network that cannot be made, before anything is trained; each kind is looked at once."""
    kind = (data.name, recipe.hidden, recipe.activation, recipe.output, recipe.cost, recipe.start)
    if kind not in checked:
        recipe.network(data, 0)
        checked.add(kind)
