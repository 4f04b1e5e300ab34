"""The table of baselines: measured once for each data set, and kept while the server runs."""

from __future__ import annotations

from functools import cache
from threading import Lock

from perceptible.data.dataset import N_PIXELS, Dataset
from perceptible.insight.readings import QUICK, Reading, read_with

__all__ = ["readings_of"]

SEED = 0
# How many test images: None for all.
MOST = {"rules": None, "mean images": None, "logistic regression": None, "nearest neighbor": QUICK}
_one_at_a_time = Lock()


def readings_of(data: Dataset) -> tuple[Reading, ...]:
    """Return how well each baseline reads the test images; rules only where the images are digits' size."""
    with _one_at_a_time:
        return _measured(data)


@cache
def _measured(data: Dataset) -> tuple[Reading, ...]:
    """Measure all of them."""
    names = [name for name in MOST if name != "rules" or data.n_inputs == N_PIXELS]
    return tuple(read_with(name, data, most=MOST[name], rng=SEED) for name in names)
