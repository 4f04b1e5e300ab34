"""Measuring: a benchmark's cases in turns, each in a process of its own, and the result of it."""

from __future__ import annotations

import platform
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import ExitStack
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

from perceptible.benchmarks.cases import Benchmark, Material
from perceptible.benchmarks.material import write_material
from perceptible.benchmarks.processes import HOME
from perceptible.benchmarks.results import Result, Timing
from perceptible.benchmarks.turns import OnTurn, take_turns
from perceptible.benchmarks.worker import Worker
from perceptible.data.dataset import Dataset
from perceptible.kernels import step_maker
from perceptible.runs import environment_record

__all__ = ["QUICK_IMAGES", "QUICK_REPEATS", "circumstances", "measure"]

QUICK_IMAGES, QUICK_REPEATS = 2000, 2
PEERS = ("torch", "jax", "jaxlib", "scikit-learn", "scipy")
CPUINFO = Path("/proc/cpuinfo")


def measure(
    benchmark: Benchmark,
    data: Dataset,
    *,
    quick: bool = False,
    repeats: int | None = None,
    told: Mapping[str, object] | None = None,
    on_turn: OnTurn | None = None,
) -> Result:
    """Measure a benchmark.

    Parameters
    ----------
    benchmark : Benchmark
        One of `BENCHMARKS`.
    data : Dataset
        What the networks are trained on.
    quick : bool, optional
        Use few images and turns: to see that all of it runs, not to compare.
    repeats : int, optional
        How many turns each case has, where not as many as the benchmark says.
    told : mapping, optional
        Circumstances to keep with the result; see `circumstances`.
    on_turn : callable, optional
        Called after each turn with the key of the case, the number of the turn and the figure.

    Returns
    -------
    Result
        Figures of each case, or why there are none.
    """
    turns = repeats or (QUICK_REPEATS if quick else benchmark.repeats)
    used = data.first(_n_images(benchmark, len(data.train), quick=quick))
    with TemporaryDirectory(prefix="perceptible-bench-") as folder, ExitStack() as stack:
        material = Material(used, Path(folder), quick)
        write_material(material)
        workers = {
            case.key: stack.enter_context(Worker(benchmark.name, case.key, material.scratch, case.environment))
            for case in benchmark.cases
        }
        found = take_turns(workers, turns, on_turn)
    timings = [
        Timing(case.name, case.words, case.at, one.first, tuple(one.figures), one.skipped)
        for case, one in zip(benchmark.cases, found.values(), strict=True)
    ]
    return Result(
        benchmark=benchmark.name,
        title=benchmark.title,
        unit=benchmark.unit,
        reference=benchmark.reference,
        axis=benchmark.axis,
        n_images=len(used.train) if benchmark.needs_images else 0,
        data=data.name,
        circumstances={**(told or {}), "data_fingerprint": data.fingerprint, "is_quick": quick},
        timings=tuple(timings),
    )


def circumstances(date: str) -> dict[str, object]:
    """Describe the day, the machine and the versions of what is measured.

    Parameters
    ----------
    date : str
        Today, as ``"2025-11-21"``.

    Returns
    -------
    dict
        What JSON can hold; `commit` is None outside a clone of the project.

    Examples
    --------
    >>> circumstances("2025-11-21")["date"]
    '2025-11-21'
    """
    versions = {name: _version(name) for name in PEERS}
    return {
        "date": date,
        "commit": _commit(),
        "processor": _processor(),
        "steps": step_maker(),
        **environment_record(),
        **{name: found for name, found in versions.items() if found},
    }


def _n_images(benchmark: Benchmark, n_available: int, *, quick: bool) -> int:
    """Return how many training images are used; one where none is needed."""
    if not benchmark.needs_images:
        return 1
    return min(benchmark.n_images or n_available, QUICK_IMAGES if quick else n_available)


def _version(package: str) -> str | None:
    """Return which version of a package is installed; None where it is not."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _processor() -> str:
    """Return what the processor calls itself."""
    lines = CPUINFO.read_text(encoding="utf-8").splitlines() if CPUINFO.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _commit() -> str | None:
    """Return the commit that is checked out, with a plus where files differ from it."""
    git = shutil.which("git")
    if git is None or not (HOME.parent / ".git").exists():
        return None
    words = [git, "-C", str(HOME), "describe", "--always", "--dirty=+"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603  # git, with our own words
    return done.stdout.strip() or None
