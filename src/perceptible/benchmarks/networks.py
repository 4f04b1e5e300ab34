"""Many networks at once: the lesson's, on one core and on all."""

from __future__ import annotations

import os
from functools import partial

from perceptible.benchmarks.cases import SEED, Case, Clock, Material, Run, Skipped
from perceptible.benchmarks.ours import COMPILED, NUMPY
from perceptible.benchmarks.peers import LESSON, ONE_BLAS_THREAD
from perceptible.training import fit

__all__ = ["COPIES", "copies_case", "many_cases"]

COPIES = 64
FEW = 8  # for what takes many times as long
OURS = {**COMPILED, **ONE_BLAS_THREAD}


def many_cases() -> tuple[Case, ...]:
    """Return the ways of training 64 networks."""
    return (
        Case("all-cores", f"{COPIES} networks, compiled, all cores", partial(_at_once, COPIES, None), OURS),
        Case("one-core", f"{COPIES} networks, compiled, one core", partial(_at_once, COPIES, 1), OURS),
        Case("numpy", f"{FEW} networks, NumPy, all cores", partial(_at_once, FEW, None), NUMPY),
        Case("alone", "one network, compiled", partial(_at_once, 1, None), OURS),
    )


def copies_case(copies: int) -> Case:
    """Return many networks as a case on an axis."""
    return Case("compiled", "compiled, all cores", partial(_at_once, copies, None), OURS, copies)


def _at_once(copies: int, n_cores: int | None, material: Material) -> Run | Skipped:
    """Train so many networks of the lesson for an epoch, the test after it among it; the share of one is told."""
    if n_cores is not None and not hasattr(os, "sched_setaffinity"):
        return Skipped("this system does not let a process choose its cores")
    if n_cores is not None:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:n_cores])

    def run(clock: Clock) -> float:
        begun = clock()
        fit(material.data, recipe="lesson", settings=LESSON.settings, copies=copies, rng=SEED)
        return (clock() - begun) / copies

    return run
