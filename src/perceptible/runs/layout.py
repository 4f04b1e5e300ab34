"""What lies in a run folder, and under which name."""

from __future__ import annotations

from pathlib import Path

from perceptible.errors import DataError
from perceptible.files.failures import PathLike

__all__ = ["CHECKPOINT", "ENVIRONMENT", "EVENTS", "HISTORY", "NETWORK", "RUN", "network_path"]

CHECKPOINT = "checkpoint.safetensors"  # where the training stands: all that it needs to go on
NETWORK = "network.safetensors"  # the trained network, once training has ended
HISTORY = "history.csv"  # a line for each epoch
EVENTS = "events.jsonl"  # a line for each event
RUN = "run.json"  # what was asked for: settings, seed, data, recipe, command
ENVIRONMENT = "env.json"  # what it ran on


def network_path(path: PathLike) -> Path:
    """Return the file that holds the newest network of a run folder.

    Parameters
    ----------
    path : str or path
        A run folder; or a file, which is returned as it is, whether it exists or not.

    Returns
    -------
    Path
        For `perceptible.load`.

    Raises
    ------
    DataError
        If it is a folder without a network.

    Examples
    --------
    >>> network_path("net.safetensors").name
    'net.safetensors'
    """
    place = Path(path)
    if not place.is_dir():
        return place
    for name in (CHECKPOINT, NETWORK):
        if (place / name).is_file():
            return place / name
    msg = f"{place} is a folder without {CHECKPOINT} or {NETWORK}, expected a run. Give the folder that train printed."
    raise DataError(msg)
