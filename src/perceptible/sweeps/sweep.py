"""The sweep: which trainings are to be made, as a frozen description."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from math import prod

import numpy as np

from perceptible.data.dataset import Dataset
from perceptible.errors import DtypeError, SettingsError
from perceptible.rng import as_generator
from perceptible.sweeps.axes import Axes, checked_axes
from perceptible.sweeps.ranges import Range
from perceptible.training import Recipe, recipe_named

__all__ = ["Sweep"]


@dataclass(frozen=True, eq=False)
class Sweep:
    """Many trainings: every combination of some values, or combinations drawn at random, each from several seeds.

    Parameters
    ----------
    data : Dataset or sequence of Dataset
        To be trained on; several are an axis of their own, "data", by name.
    recipe : str or Recipe, optional
        The network and settings to begin from.
    axes : mapping from str, optional
        What is varied: names of `AXES` (every field of `Settings` and `Augmentation`; hidden, activation, output, cost
        and start of the network; recipe, data, n_train) and the values of each. An axis of one value changes the
        recipe for all. With `n_random` an axis may be a `Range`.
    seeds : sequence of int, optional
        Each setting is trained once from each of these.
    n_random : int, optional
        Draw so many different settings at random, instead of taking all combinations.
    search_seed : int, optional
        Decides what is drawn. The first ten of twenty draws are the ten that `n_random=10` gives.

    Raises
    ------
    DtypeError
        If `data` are no data sets.
    UnknownNameError
        If an axis, or a name on one, does not exist.
    SettingsError
        If an axis has no values or one twice, a seed is no whole number of at least 0 or comes twice, two data sets
        have one name, or there are fewer combinations than are to be drawn.

    Examples
    --------
    >>> import perceptible as pc
    >>> digits = pc.load_data("synthetic", n_train=200, n_test=50)
    >>> sweep = Sweep(digits, axes={"learning_rate": (0.5, 1.5), "epochs": (1,)}, seeds=range(3))
    >>> sweep.varied, sweep.seeds
    (('learning_rate',), (0, 1, 2))
    """

    data: Dataset | Sequence[Dataset]
    recipe: str | Recipe = "lesson"
    axes: Mapping[str, Sequence[object] | Range] = field(default_factory=dict)
    seeds: Sequence[int] = (0,)
    n_random: int | None = None
    search_seed: int = 0

    def __post_init__(self) -> None:
        """Check everything but the values, which the settings check, and freeze it."""
        found: tuple[Dataset, ...] = (self.data,) if isinstance(self.data, Dataset) else tuple(self.data)
        names = _checked_names(found)
        axes = checked_axes(self.axes, names=names, is_random=self.n_random is not None)
        object.__setattr__(self, "data", tuple(map(_known_by_hash, found)))
        object.__setattr__(self, "axes", axes)
        object.__setattr__(self, "seeds", _checked_seeds(self.seeds))
        if not isinstance(self.recipe, Recipe):
            recipe_named(self.recipe)
        as_generator(self.search_seed)
        _check_number_of_draws(self.n_random, axes)

    @property
    def datasets(self) -> Mapping[str, Dataset]:
        """Return the data sets by name."""
        assert not isinstance(self.data, Dataset)  # noqa: S101  # made a tuple above
        return {data.name: data for data in self.data}

    @property
    def varied(self) -> tuple[str, ...]:
        """Return the names of the axes that have more than one value."""
        return tuple(name for name, values in self.axes.items() if isinstance(values, Range) or len(values) > 1)


def _check_number_of_draws(n_random: int | None, axes: Axes) -> None:
    """Refuse more draws than there are combinations."""
    if n_random is None:
        return
    if isinstance(n_random, bool) or not isinstance(n_random, int) or n_random < 1:
        msg = f"n_random is {n_random!r}, expected a whole number of at least 1. Leave it out to try all combinations."
        raise SettingsError(msg)
    if any(isinstance(values, Range) for values in axes.values()):
        return
    n_all = prod(len(values) for values in axes.values() if not isinstance(values, Range))
    if n_random > n_all:
        msg = f"n_random is {n_random}, but there are only {n_all} combinations. Leave it out to try all of them."
        raise SettingsError(msg)


def _checked_names(found: tuple[Dataset, ...]) -> tuple[str, ...]:
    """Return the names of the data sets, if they are that and no two are the same."""
    for data in found:
        if not isinstance(data, Dataset):
            msg = f"data holds a {type(data).__name__}, expected data sets. Load one: perceptible.load_data('mnist')."
            raise DtypeError(msg)
    names = tuple(data.name for data in found)
    if not names or len(set(names)) < len(names):
        msg = f"data are {list(names)}, expected at least one data set, each of another name. Rename or remove one."
        raise SettingsError(msg)
    return names


def _checked_seeds(seeds: Sequence[int]) -> tuple[int, ...]:
    """Return the seeds, if there are any, each a whole number of at least 0, no two the same."""
    found = tuple(seeds)
    are_whole = all(isinstance(seed, (int, np.integer)) and not isinstance(seed, bool) and seed >= 0 for seed in found)
    if not found or not are_whole or len(set(found)) < len(found):
        msg = f"seeds are {list(found)}, expected whole numbers of at least 0, each once. Write seeds=range(10)."
        raise SettingsError(msg)
    return tuple(map(int, found))


def _known_by_hash(data: Dataset) -> Dataset:
    """Return data with a fingerprint, whoever made them."""
    if data.fingerprint:
        return data
    digest = sha256()
    for split in (data.train, data.test):
        digest.update(np.ascontiguousarray(split.inputs, dtype="<f4").data)
        digest.update(np.ascontiguousarray(split.labels, dtype="<i8").data)
    return replace(data, fingerprint=digest.hexdigest())
