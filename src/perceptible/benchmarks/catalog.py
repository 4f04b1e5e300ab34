"""The benchmarks, by name."""

from __future__ import annotations

from dataclasses import replace

from perceptible.benchmarks.cases import Benchmark
from perceptible.benchmarks.growth import growth_benchmarks
from perceptible.benchmarks.loading import loading_cases
from perceptible.benchmarks.networks import COPIES, many_cases
from perceptible.benchmarks.ours import evaluation_cases
from perceptible.benchmarks.peers import CLASSIFIER, LESSON, all_cores, everyone
from perceptible.benchmarks.processes import memory_cases, start_up_cases, whole_training_cases

__all__ = ["BENCHMARKS"]

MANY_TURNS = 15  # of what is over in less than a tenth of a second
LESSON_100 = replace(LESSON, settings=replace(LESSON.settings, batch_size=100))

_EPOCHS = (
    Benchmark(
        "lesson-10",
        "One epoch of 784-16-16-10, sigmoid, squared error, gradient descent, mini-batches of 10",
        everyone(LESSON),
        "ms",
    ),
    Benchmark(
        "lesson-100",
        "One epoch of 784-16-16-10, sigmoid, squared error, gradient descent, mini-batches of 100",
        everyone(LESSON_100),
        "ms",
    ),
    Benchmark(
        "classifier",
        "One epoch of 784-128-64-10, ReLU, softmax, cross-entropy, Adam, mini-batches of 100",
        (*everyone(CLASSIFIER), *all_cores(CLASSIFIER)),
        "ms",
    ),
    Benchmark(
        "networks",
        f"{COPIES} networks of the lesson at once, mini-batches of 10: time by network and epoch, its test among it",
        many_cases(),
        "ms",
        "all-cores",
        repeats=3,
    ),
)
_REST = (
    Benchmark(
        "evaluation",
        "784-16-16-10 asked about all test images, for accuracy and cost",
        evaluation_cases(LESSON),
        "ms",
        repeats=MANY_TURNS,
    ),
    Benchmark("loading", "MNIST from files to memory", loading_cases(), "ms", "cache"),
    Benchmark(
        "start-up",
        "Processes from start to exit",
        start_up_cases(),
        "ms",
        "python",
        repeats=MANY_TURNS,
        needs_images=False,
    ),
    Benchmark(
        "training",
        "The lesson's training from start to exit: 30 epochs, each with a test and a checkpoint",
        whole_training_cases(),
        reference="train",
        repeats=3,
        needs_images=False,
    ),
    Benchmark(
        "memory",
        "The most memory that the lesson's training takes",
        memory_cases(),
        "MB",
        "train",
        repeats=3,
        needs_images=False,
    ),
)

BENCHMARKS: dict[str, Benchmark] = {one.name: one for one in (*_EPOCHS, *_REST, *growth_benchmarks())}
