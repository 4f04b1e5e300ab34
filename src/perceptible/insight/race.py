"""Race: the same starts and seeds, several ways to train, and who wins by how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray, frozen
from perceptible.data.dataset import Dataset
from perceptible.errors import SettingsError
from perceptible.training import Recipe, Result, Settings, Training, fit_many, recipe_named

__all__ = ["MOST_RUNNERS", "Race", "Runner", "entered", "race"]

MOST_RUNNERS = 9


@dataclass(frozen=True, eq=False)
class Runner:
    """One way to train, with what came of it from each seed.

    Parameters
    ----------
    name : str
        What it is called.
    results : tuple of Result
        One for each seed.
    """

    name: str
    results: tuple[Result, ...]

    @property
    def accuracies(self) -> FloatArray:
        """Return the accuracy on the test images at the end, by seed; NaN where the training diverged."""
        return frozen(np.array([_accuracy(result) for result in self.results]))

    @property
    def median(self) -> float:
        """Return the median over the seeds, with 0 for those that diverged."""
        return float(np.median(np.nan_to_num(self.accuracies)))

    @property
    def spread(self) -> tuple[float, float]:
        """Return the lowest and the highest accuracy, with 0 for those that diverged."""
        known = np.nan_to_num(self.accuracies)
        return float(known.min()), float(known.max())

    @property
    def n_diverged(self) -> int:
        """Return how many trainings diverged."""
        return int(np.isnan(self.accuracies).sum())


@dataclass(frozen=True, eq=False)
class Race:
    """What came of a race; `race` makes it.

    Parameters
    ----------
    runners : tuple of Runner
        In the order in which they were entered.
    seeds : tuple of int
        From which each of them trained.
    """

    runners: tuple[Runner, ...]
    seeds: tuple[int, ...]

    @property
    def ranking(self) -> tuple[Runner, ...]:
        """Return the runners, the highest median first; of equal ones the one that was entered first."""
        return tuple(sorted(self.runners, key=lambda runner: -runner.median))

    @property
    def winner(self) -> Runner:
        """Return the runner with the highest median accuracy on the test images."""
        return self.ranking[0]

    @property
    def margin(self) -> float:
        """Return by how much the winner's median is above that of the next; 0 where it ran alone."""
        first, *others = self.ranking
        return first.median - others[0].median if others else 0.0

    @property
    def is_clear(self) -> bool:
        """Tell whether the winner's worst seed is better than the best of every other: no luck of a seed decided."""
        first, *others = self.ranking
        return all(first.spread[0] > other.spread[1] for other in others)


def race(
    entries: Mapping[str, Settings | Recipe],
    data: Dataset,
    *,
    recipe: str = "lesson",
    seeds: Sequence[int] = (0, 1, 2),
    n_threads: int | None = None,
) -> Race:
    """Let several ways to train run from the same seeds.

    Parameters
    ----------
    entries : mapping from str to Settings or Recipe
        One to nine, by name: settings, trained from the recipe's network; or a recipe with a network of its own.
    data : Dataset
        What all of them learn from.
    recipe : str, optional
        Whose network the settings start from.
    seeds : sequence of int, optional
        Each runner trains once from each; the same seed gives the same start to all whose networks are alike, and the
        same network as `fit` with it.
    n_threads : int, optional
        As for `fit_many`.

    Returns
    -------
    Race
        Every result, the winner, its margin and how far seeds spread.

    Raises
    ------
    SettingsError
        If there are no entries or more than nine, or no seeds.
    UnknownNameError
        If there is no such recipe.

    Notes
    -----
    The winner is found on the test images, which are shown and must not be used to choose: a race is a picture of
    what settings do, not a way to tune.

    Examples
    --------
    >>> import perceptible as pc
    >>> digits = pc.load_data("synthetic", n_train=300, n_test=100)
    >>> entries = {f"rate {rate}": pc.Settings(epochs=5, learning_rate=rate) for rate in (0.001, 1.5)}
    >>> found = race(entries, digits, seeds=[0])
    >>> found.winner.name
    'rate 1.5'
    """
    trainings = entered(entries, data, recipe=recipe, seeds=seeds)
    results = tuple(fit_many(trainings, n_threads=n_threads))
    n = len(seeds)
    runners = tuple(Runner(name, results[n * place : n * (place + 1)]) for place, name in enumerate(entries))
    return Race(runners, tuple(int(seed) for seed in seeds))


def entered(
    entries: Mapping[str, Settings | Recipe], data: Dataset, *, recipe: str = "lesson", seeds: Sequence[int] = (0, 1, 2)
) -> list[Training]:
    """Return the trainings of a race, ready to begin; for `race`, and for whoever wants to watch them run.

    Parameters
    ----------
    entries, data, recipe, seeds
        As for `race`.

    Returns
    -------
    list of Training
        For each entry one from each seed.

    Raises
    ------
    SettingsError, UnknownNameError
        As `race`.

    Examples
    --------
    >>> import perceptible as pc
    >>> digits = pc.load_data("synthetic", n_train=30, n_test=10)
    >>> trainings = entered({"slow": pc.Settings(learning_rate=0.1), "fast": pc.Settings()}, digits, seeds=[0, 1])
    >>> [training.settings.learning_rate for training in trainings]
    [0.1, 0.1, 1.5, 1.5]
    """
    if not 1 <= len(entries) <= MOST_RUNNERS or not seeds:
        msg = (
            f"there are {len(entries)} entries and {len(seeds)} seeds, expected 1 to {MOST_RUNNERS} entries and at "
            "least one seed. Change them."
        )
        raise SettingsError(msg)
    base = recipe_named(recipe)
    return [_training(base, entry, data, seed) for entry in entries.values() for seed in seeds]


def _training(base: Recipe, entry: Settings | Recipe, data: Dataset, seed: int) -> Training:
    """Return the training of one entry from one seed, as `fit` would make it."""
    start_rng, train_rng = np.random.default_rng(seed).spawn(2)
    used, settings = (entry, entry.settings) if isinstance(entry, Recipe) else (base, entry)
    return Training(used.network(data, start_rng), data, settings, train_rng)


def _accuracy(result: Result) -> float:
    """Return the last accuracy on the test images; NaN where the training diverged or measured none."""
    if result.reason == "diverged" or not len(result.history):
        return float("nan")
    found = result.history.rows[-1].test_accuracy
    return float("nan") if found is None else found
