"""How cost grows: time against hidden size, depth, mini-batch, data and number of networks."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from perceptible.benchmarks.cases import Benchmark, Case, Make, Material, Run, Skipped
from perceptible.benchmarks.networks import copies_case
from perceptible.benchmarks.ours import our_cases
from perceptible.benchmarks.peers import LESSON, torch_autograd
from perceptible.training import Recipe

__all__ = ["growth_benchmarks"]

N_IMAGES = 6000  # for what is told by image: enough to be measured, little enough to be quick
REPEATS = 3
NEURONS = (4, 8, 16, 32, 64, 128, 256, 512)
LAYERS = (1, 2, 3, 4, 6, 8)
BATCH_SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
DATA_SIZES = (1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000)
NETWORKS = (1, 2, 4, 8, 16, 32, 64, 128)


def growth_benchmarks() -> tuple[Benchmark, ...]:
    """Return one benchmark for each axis."""
    by_hidden = {n: replace(LESSON, hidden=(n, n)) for n in NEURONS}
    by_depth = {n: replace(LESSON, hidden=(16,) * n) for n in LAYERS}
    by_batch = {n: replace(LESSON, settings=replace(LESSON.settings, batch_size=n)) for n in BATCH_SIZES}
    data = tuple(case for n in DATA_SIZES for case in _of_first(n))
    networks = tuple(copies_case(n) for n in NETWORKS)
    words = "Time of training by image"
    return (
        _by_image("growth-hidden", f"{words}, two hidden layers of n", "neurons in each hidden layer", by_hidden),
        _by_image("growth-depth", f"{words}, n hidden layers of 16", "hidden layers of 16 neurons", by_depth),
        _by_image("growth-batch", f"{words}, mini-batches of n", "images in a mini-batch", by_batch),
        Benchmark("growth-data", "Time of an epoch of n images", data, "ms", axis="training images", repeats=REPEATS),
        Benchmark(
            "growth-networks",
            "Time by network and epoch, n networks at once",
            networks,
            "ms",
            axis="networks at once",
            repeats=REPEATS,
        ),
    )


def _by_image(name: str, title: str, axis: str, recipes: dict[int, Recipe]) -> Benchmark:
    """Return a benchmark whose figures are told by image."""
    cases = [case for n, recipe in recipes.items() for case in (*our_cases(recipe, n), torch_autograd(recipe, n))]
    shares = tuple(replace(case, make=partial(_share, case.make)) for case in cases)
    return Benchmark(name, title, shares, "µs", axis=axis, repeats=REPEATS, n_images=N_IMAGES)


def _share(make: Make, material: Material) -> Run | Skipped:
    """Prepare a case whose figure is shared by the images."""
    made = make(material)
    n_images = len(material.data.train)
    return made if isinstance(made, Skipped) else lambda clock: made(clock) / n_images


def _of_first(n_images: int) -> tuple[Case, ...]:
    """Return our cases on the first images alone."""
    return tuple(replace(case, make=partial(_cut, n_images, case.make)) for case in our_cases(LESSON, n_images))


def _cut(n_images: int, make: Make, material: Material) -> Run | Skipped:
    """Prepare a case on the first images alone."""
    available = len(material.data.train)
    if n_images > available:
        return Skipped(f"there are only {available:,} training images")
    return make(replace(material, data=material.data.first(n_images)))
