"""Makes a sweep in a folder and says each training whose row was saved; kill it whenever you like.

Arguments: the folder, and how many seeds. For each row that is new it writes a line with the training's name.
"""

from __future__ import annotations

import os
import sys

from tests.tiny import dataset

from perceptible.sweeps import Processes, Sweep, run_sweep


def long_sweep(n_seeds: int) -> Sweep:
    """Return a sweep of four settings: each training takes some milliseconds."""
    return Sweep(dataset(), axes={"epochs": (5, 10), "learning_rate": (0.5, 1.5)}, seeds=range(n_seeds))


if __name__ == "__main__":
    for outcome in run_sweep(long_sweep(int(sys.argv[2])), sys.argv[1], workers=Processes(2)):
        if outcome.is_new:
            os.write(1, f"{outcome.id}\n".encode("ascii"))  # in one call, which no kill can cut in two
