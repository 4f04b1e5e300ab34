"""Our own cases: an epoch of training by compiled steps or by NumPy, and evaluation."""

from __future__ import annotations

from functools import partial

from perceptible.benchmarks.cases import SEED, Case, Clock, Make, Material, Run, Skipped, timed
from perceptible.evaluation import evaluate
from perceptible.kernels import compiled
from perceptible.training import Recipe, train

__all__ = ["COMPILED", "NUMPY", "evaluation_cases", "our_cases", "training_epoch"]

# PERCEPTIBLE_KERNEL may be set where the benchmark is started; each case says what it wants.
COMPILED = {"PERCEPTIBLE_KERNEL": "compiled"}
NUMPY = {"PERCEPTIBLE_KERNEL": "numpy"}


def our_cases(recipe: Recipe, at: float | None = None) -> tuple[Case, ...]:
    """Return an epoch of our own by compiled steps and by NumPy."""
    make = partial(training_epoch, recipe)
    return both("perceptible", make, at)


def evaluation_cases(recipe: Recipe) -> tuple[Case, ...]:
    """Return the evaluation of a network on all test images."""
    return both("evaluate", partial(evaluation, recipe))


def both(words: str, make: Make, at: float | None = None) -> tuple[Case, ...]:
    """Return a case of ours with compiled code and with NumPy."""
    return (
        Case("compiled", f"{words}, compiled", partial(_where_compiled, make), COMPILED, at),
        Case("numpy", f"{words}, NumPy", make, NUMPY, at),
    )


def training_epoch(recipe: Recipe, material: Material) -> Run:
    """Train for one epoch, cost and accuracy of each image among it; the test afterwards is not counted."""
    network = recipe.network(material.data, SEED)

    def run(clock: Clock) -> float:
        events = train(network, material.data, recipe.settings, rng=SEED)
        next(events)  # Started
        begun = clock()
        next(events)  # Progress, at the end of the epoch
        return clock() - begun

    return run


def evaluation(recipe: Recipe, material: Material) -> Run:
    """Ask a network about all test images, for accuracy and cost."""
    network = recipe.network(material.data, SEED)

    def ask() -> None:
        found = evaluate(network, material.data.test)
        _ = found.accuracy, found.cost

    return timed(ask)


def _where_compiled(make: Make, material: Material) -> Run | Skipped:
    """Prepare a case that needs compiled steps."""
    if compiled() is None:
        return Skipped("this installation has no compiled steps (perceptible info says why)")
    return make(material)
