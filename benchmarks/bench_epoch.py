"""How long one epoch of the lesson's network takes beside a bare NumPy loop, and other things that must be quick."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

import perceptible as pc
from perceptible.arrays import FloatArray, IntArray
from perceptible.kernels import blas_names, compiled, one_thread
from perceptible.training import begin
from perceptible.training.task import prepare

SIZES = (784, 16, 16, 10)
LESSON = pc.Settings(epochs=1, batch_size=10, learning_rate=1.5)
SEED = 0
ENGINES = ("numpy", "compiled")
ROUNDS = 7
ROOT = Path(__file__).parent.parent
RESULT = ROOT / "benchmarks" / "results" / "epoch.json"


def bare_steps(network: pc.Network, data: pc.Dataset, order: IntArray) -> list[FloatArray]:
    """Train as a plain script would: the lesson's formulas, in place, with nothing around them."""
    W1, W2, W3 = (weights.copy() for weights in network.weights)
    b1, b2, b3 = (biases.copy() for biases in network.biases)
    inputs, targets, size = data.train.inputs, data.train.targets, LESSON.batch_size
    for start in range(0, len(order), size):
        chosen = order[start : start + size]
        x, y = inputs.take(chosen, axis=0), targets.take(chosen, axis=0)
        a1 = 1 / (1 + np.exp(-(x @ W1.T + b1)))
        a2 = 1 / (1 + np.exp(-(a1 @ W2.T + b2)))
        a3 = 1 / (1 + np.exp(-(a2 @ W3.T + b3)))
        d3 = 2 * (a3 - y) * a3 * (1 - a3)
        d2 = d3 @ W3 * a2 * (1 - a2)
        d1 = d2 @ W2 * a1 * (1 - a1)
        rate = LESSON.learning_rate / len(chosen)
        W3 -= rate * (d3.T @ a2)
        b3 -= rate * d3.sum(axis=0)
        W2 -= rate * (d2.T @ a1)
        b2 -= rate * d2.sum(axis=0)
        W1 -= rate * (d1.T @ x)
        b1 -= rate * d1.sum(axis=0)
    return [W1, b1, W2, b2, W3, b3]


def bench_epoch(data: pc.Dataset, rounds: int) -> dict[str, list[float]]:
    """Time an epoch of both, in turns, and evaluation, by NumPy and by compiled code where it was built; in seconds."""
    network = pc.Network.random(SIZES, rng=SEED)
    order = prepare(data, LESSON, begin(network, LESSON, SEED).seed).order(begin(network, LESSON, SEED))
    times: dict[str, list[float]] = {}
    for _ in range(rounds):
        with one_thread(), np.errstate(over="ignore"):
            times.setdefault("bare", []).append(seconds(lambda: bare_steps(network, data, order)))
        for engine in ENGINES:
            with using(engine):
                if engine == "compiled" and compiled() is None:
                    continue
                for name, figure in our_times(network, data).items():
                    times.setdefault(f"{engine}: {name}", []).append(figure)
    return times


def our_times(network: pc.Network, data: pc.Dataset) -> dict[str, float]:
    """Time the steps of an epoch, the measuring after it, and an evaluation."""
    events = pc.train(network, data, LESSON, rng=SEED)
    next(events)
    steps, measuring = seconds(lambda: next(events)), seconds(lambda: next(events))
    evaluation = seconds(lambda: pc.evaluate(network, data.test).accuracy)
    return {"steps": steps, "epoch": steps + measuring, "evaluation": evaluation}


def largest_difference(data: pc.Dataset, n_steps: int = 100) -> float:
    """Return how far apart the dials are after a few of the same steps of both: they do the same work."""
    network = pc.Network.random(SIZES, rng=SEED)
    state = begin(network, LESSON, SEED)
    order = prepare(data, LESSON, state.seed).order(state)[: n_steps * LESSON.batch_size]
    with using("numpy"), np.errstate(over="ignore"):
        arrays = bare_steps(network, data, order)
        _, progress, *_ = pc.train(network, data, LESSON, rng=SEED, every=n_steps)
    ours = progress.state.parameters
    pairs = zip(arrays, (a for pair in zip(ours.weights, ours.biases, strict=True) for a in pair), strict=True)
    return max(float(np.abs(first - second).max()) for first, second in pairs)


@contextmanager
def using(engine: str) -> Iterator[None]:
    """Let NumPy or compiled code make the steps."""
    before = os.environ.get("PERCEPTIBLE_KERNEL", "")
    os.environ["PERCEPTIBLE_KERNEL"] = engine
    yield
    os.environ["PERCEPTIBLE_KERNEL"] = before


def bench_start(rounds: int) -> dict[str, list[float]]:
    """Time a fresh process that imports perceptible, and one that prints its help; in seconds."""
    commands = {
        "python": ["-c", "pass"],
        "import": ["-c", "import perceptible"],
        "help": ["-m", "perceptible", "--help"],
    }
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, words in commands.items():
            times[name].append(seconds(lambda: run(sys.executable, *words, environment=environment)))  # noqa: B023
    return times


def seconds(function: Callable[[], object]) -> float:
    """Return how long a call takes."""
    start = perf_counter()
    function()
    return perf_counter() - start


def run(*command: str, environment: dict[str, str] | None = None) -> str:
    """Run a program and return what it printed."""
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def machine() -> dict[str, object]:
    """Describe what this was measured on."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return {
        "processor": names[0] if names else platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "numpy": np.__version__,
        "blas": blas_names(),
        "perceptible": pc.__version__,
        "commit": run("git", "rev-parse", "--short", "HEAD") if (ROOT / ".git").exists() else None,
    }


def table(times: dict[str, list[float]], n_images: int, n_test: int) -> str:
    """Return the figures as lines of text, in milliseconds."""
    labels = {
        "bare": f"bare NumPy loop, an epoch of {n_images:,} images",
        "steps": "the same steps, with cost and accuracy",
        "epoch": f"... and measured on {n_test:,} test images",
        "evaluation": f"evaluation of {n_test:,} images",
        "python": "a Python that does nothing",
        "import": "a Python that imports perceptible",
        "help": "perceptible --help",
    }
    lines = [f"{'milliseconds':56}{'median':>9}{'least':>9}{'most':>9}"]
    for name, figures in times.items():
        engine, _, what = name.rpartition(": ")
        lines.append(line(f"{engine + ': ' if engine else ''}{labels[what]}", [1000 * figure for figure in figures], 1))
    for name in ("numpy: steps", "numpy: epoch"):
        ratios = [ours / bare for ours, bare in zip(times[name], times["bare"], strict=True)]
        lines.append(line(f"{name} over the bare loop, round by round (times)", ratios, 2))
    return "\n".join(lines)


def line(label: str, figures: list[float], digits: int) -> str:
    """Return one line of the table."""
    return f"{label:56}" + "".join(f"{f(figures):9.{digits}f}" for f in (median, min, max))


def main(arguments: list[str]) -> None:
    """Measure, print the table, and keep the result where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default=None, help="data set (default: MNIST where it can be had, else synthetic)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"how often each is timed (default: {ROUNDS})")
    parser.add_argument("--save", action="store_true", help=f"write {RESULT.relative_to(ROOT).as_posix()}")
    chosen = parser.parse_args(arguments)
    data = pc.load_data(chosen.data)
    times = bench_epoch(data, chosen.rounds) | bench_start(chosen.rounds)
    difference = largest_difference(data)
    print(table(times, len(data.train), len(data.test)))
    print(f"data: {data.name}; after 100 steps the dials of both differ by at most {difference:.2g}")
    if chosen.save:
        result = {"data": data.name, "sizes": SIZES, "seconds": times, "difference": difference, "machine": machine()}
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
