"""Rows: what one training of a sweep came to."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields

from perceptible.data.dataset import Dataset
from perceptible.errors import FormatError
from perceptible.evaluation import Evaluation, evaluate
from perceptible.rng import as_generator
from perceptible.sweeps.job import Job
from perceptible.training import Result, fit

__all__ = ["Row", "train_job"]


@dataclass(frozen=True, kw_only=True)
class Row:
    """What came out of one training.

    Parameters
    ----------
    seed : int
        That it was made from.
    data : str
        What it was trained on.
    n_train, n_test : int
        How many images it learned from, and how many measured it.
    n_parameters : int
        Weights and biases.
    epochs, steps : int
        How many were made.
    reason : str
        Why it ended: "all epochs" or "early stopping".
    train_cost, train_accuracy : float or None
        Averaged over the epoch of the network that came out, while it learned; None without an epoch.
    validation_cost, validation_accuracy : float or None
        Of the network that came out, on held-out training images; None without them.
    test_cost, test_accuracy : float or None
        Of the network that came out; None without test images. To choose by them would make them training images.
    seconds : float
        How long the training took.
    """

    seed: int
    data: str
    n_train: int
    n_test: int
    n_parameters: int
    epochs: int
    steps: int
    reason: str
    train_cost: float | None
    train_accuracy: float | None
    validation_cost: float | None
    validation_accuracy: float | None
    test_cost: float | None
    test_accuracy: float | None
    seconds: float

    @classmethod
    def from_dict(cls, values: Mapping[str, object]) -> Row:
        """Return the row that a ledger holds.

        Raises
        ------
        FormatError
            If it has other columns.
        """
        names = {field.name for field in fields(cls)}
        if set(values) != names:
            msg = (
                f"a result has the columns {sorted(values)}, expected {sorted(names)}. "
                "It is of another version of perceptible: use a new folder."
            )
            raise FormatError(msg)
        return cls(**values)  # type: ignore[arg-type]  # written by `train_job`


def train_job(job: Job, *, data: Mapping[str, Dataset], clock: Callable[[], float] = time.perf_counter) -> Row:
    """Make one training of a sweep.

    Parameters
    ----------
    job : Job
        Which one.
    data : mapping from str to Dataset
        The data sets of the sweep, by name.
    clock : function, optional
        Returns seconds.

    Returns
    -------
    Row
        What came out: the same numbers as from `fit` with the same seed, and from ``perceptible train --seed``.

    Raises
    ------
    DivergedError
        If the cost stops being a number.

    Examples
    --------
    >>> import perceptible as pc
    >>> from perceptible.sweeps import Sweep, jobs
    >>> sweep = Sweep(pc.load_data("synthetic", n_train=200, n_test=50), axes={"epochs": (1,)})
    >>> train_job(jobs(sweep)[0], data=sweep.datasets).steps
    20
    """
    chosen = data[job.data].first(job.n_train)
    # the first of the two children that `fit` takes from this seed; it uses the second
    start_rng, _ = as_generator(job.seed).spawn(2)
    network = job.recipe.network(chosen, start_rng)
    begun = clock()
    result = fit(chosen, network=network, settings=job.recipe.settings, rng=job.seed)
    seconds = clock() - begun
    test = evaluate(result.network, chosen.test) if len(chosen.test) else None
    return Row(
        seed=job.seed,
        data=job.data,
        n_train=len(chosen.train),
        n_test=len(chosen.test),
        n_parameters=network.n_parameters,
        epochs=result.state.epoch,
        steps=result.state.step,
        reason=result.reason,
        **_measured(result, test),
        seconds=seconds,
    )


def _measured(result: Result, test: Evaluation | None) -> dict[str, float | None]:
    """Return cost and accuracy on all three kinds of images, at the epoch of the network that came out."""
    epoch = result.state.best.epoch if result.state.best is not None else result.state.epoch
    row = next((row for row in result.history.rows if row.epoch == epoch), None)
    names = ("train_cost", "train_accuracy", "validation_cost", "validation_accuracy")
    kept = {name: None if row is None else getattr(row, name) for name in names}
    return kept | {f"test_{name}": None if test is None else getattr(test, name) for name in ("cost", "accuracy")}
