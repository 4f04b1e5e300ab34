"""Trains in a run folder, a child at a time, and says each step that was saved; kill the child whenever you like.

It never imports anything after it has forked, so that a child trains within a millisecond. For each line that it
reads, it forks a child that goes on with the run, and writes: ``child PID``, ``step N`` for each, and ``gone STATUS``.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.trainings import LONG, SEED, tiny_data, tiny_network

from perceptible.runs import CHECKPOINT, follow, open_run
from perceptible.training import train


def go_on(folder: Path) -> None:
    """Train from the last checkpoint to the end, saving at every step."""
    state = open_run(folder).state if (folder / CHECKPOINT).exists() else None
    events = train(tiny_network(), tiny_data(), LONG, rng=SEED, every=1, state=state)
    for event in follow(events, folder, data=tiny_data(), save_every_seconds=0):
        say(f"step {event.state.step}")


def say(line: str) -> None:
    """Write a line in one call, which no kill can cut in two."""
    os.write(1, f"{line}\n".encode("ascii"))


if __name__ == "__main__":
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            say(f"child {os.getpid()}")
            go_on(Path(sys.argv[1]))
            os._exit(0)
        say(f"gone {os.waitpid(child, 0)[1]}")
