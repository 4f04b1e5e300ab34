"""Benchmarks: the product beside its peers on the same work, in turns in one run, and a floor below them.

They assert nothing. Each states its size, and its result is kept with the machine, the versions and the commit.
"""

from perceptible.benchmarks.cases import Benchmark, Case
from perceptible.benchmarks.catalog import BENCHMARKS
from perceptible.benchmarks.measuring import circumstances, measure
from perceptible.benchmarks.results import Result, Timing, read_result, write_result

__all__ = [
    "BENCHMARKS",
    "Benchmark",
    "Case",
    "Result",
    "Timing",
    "circumstances",
    "measure",
    "read_result",
    "write_result",
]
