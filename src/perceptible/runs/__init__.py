"""Run folders: what happens in a training, written down as it happens, so that it can be stopped at any moment."""

from perceptible.runs.environment_record import environment_record
from perceptible.runs.follow import follow
from perceptible.runs.layout import CHECKPOINT, ENVIRONMENT, EVENTS, HISTORY, NETWORK, RUN, network_path
from perceptible.runs.pace import steps_for
from perceptible.runs.records import as_record
from perceptible.runs.resume import Run, open_run

__all__ = [
    "CHECKPOINT",
    "ENVIRONMENT",
    "EVENTS",
    "HISTORY",
    "NETWORK",
    "RUN",
    "Run",
    "as_record",
    "environment_record",
    "follow",
    "network_path",
    "open_run",
    "steps_for",
]
