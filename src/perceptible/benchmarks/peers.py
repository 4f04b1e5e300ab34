"""Everything that trains the same network for an epoch: ours, its peers, and the floor below them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from perceptible.benchmarks.cases import Case, Material, Run, Skipped
from perceptible.benchmarks.floor import floor_cases
from perceptible.benchmarks.loops import mini_batch_epoch, one_by_one_epoch
from perceptible.benchmarks.ours import our_cases
from perceptible.benchmarks.pytorch import torch_epoch
from perceptible.benchmarks.scikit import scikit_epoch
from perceptible.benchmarks.xla import ONE_THREAD, jax_epoch
from perceptible.training import Recipe, Settings

__all__ = ["CLASSIFIER", "LESSON", "ONE_BLAS_THREAD", "all_cores", "everyone", "torch_autograd"]

LESSON = Recipe(
    name="lesson",
    summary="The lesson's network, one epoch.",
    settings=Settings(epochs=1, batch_size=10, learning_rate=1.5),
)
CLASSIFIER = Recipe(
    name="classifier",
    summary="A network of another kind and nine times the size, one epoch.",
    hidden=(128, 64),
    activation="relu",
    output="softmax",
    cost="cross-entropy",
    start="he",
    settings=Settings(epochs=1, batch_size=100, learning_rate=0.001, optimizer="adam"),
)
# OpenBLAS, MKL and OpenMP read these when they are loaded. For such small matrices one thread is faster than several.
ONE_BLAS_THREAD = {"OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def everyone(recipe: Recipe) -> tuple[Case, ...]:
    """Return all that can train a network for an epoch, each on one core, and the floor."""
    cases = [*our_cases(recipe), _alone("numpy-loop", "NumPy, a bare loop over mini-batches", mini_batch_epoch, recipe)]
    if recipe.cost == "squared-error":
        words = "NumPy, one example at a time, float64 (Nielsen's way)"
        cases.append(_alone("one-by-one", words, one_by_one_epoch, recipe))
    forms = {
        "modules": "PyTorch eager, modules and an optimizer",
        "autograd": "PyTorch eager, autograd alone",
        "by-hand": "PyTorch eager, gradients by hand",
        "compiled": "PyTorch, gradients by hand, torch.compile",
    }
    cases += [_torch(form, words, recipe) for form, words in forms.items()]
    cases.append(Case("jax", "JAX, the epoch in one jitted scan", partial(jax_epoch, recipe), ONE_THREAD))
    cases.append(_alone("scikit-learn", "scikit-learn, partial_fit (cross-entropy)", scikit_epoch, recipe))
    return *cases, *floor_cases(recipe)


def all_cores(recipe: Recipe) -> tuple[Case, ...]:
    """Return the peers that may gain from several cores, with all that there are."""
    words = "PyTorch eager, modules and an optimizer, all cores"
    torch = Case("torch-modules-all-cores", words, partial(torch_epoch, "modules", None, recipe))
    jax = Case("jax-all-cores", "JAX, the epoch in one jitted scan, all cores", partial(jax_epoch, recipe))
    return torch, jax


def torch_autograd(recipe: Recipe, at: float) -> Case:
    """Return PyTorch as a case on an axis."""
    return replace(_torch("autograd", "PyTorch eager, autograd alone", recipe), at=at)


def _torch(form: str, words: str, recipe: Recipe) -> Case:
    """Return a form of PyTorch on one thread."""
    return Case(f"torch-{form}", words, partial(torch_epoch, form, 1, recipe), ONE_BLAS_THREAD)


def _alone(name: str, words: str, make: Callable[[Recipe, Material], Run | Skipped], recipe: Recipe) -> Case:
    """Return a case whose matrices are multiplied on one thread."""
    return Case(name, words, partial(make, recipe), ONE_BLAS_THREAD)
