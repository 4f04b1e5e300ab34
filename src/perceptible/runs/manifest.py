"""What was asked for and what it runs on, beside the checkpoint, for people and other programs."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from perceptible.checkpoints import DataCard
from perceptible.checkpoints.architecture import Architecture
from perceptible.errors import DataError, PerceptibleWarning
from perceptible.files import json_object, read_small, write_atomically
from perceptible.runs.environment_record import environment_record
from perceptible.runs.layout import ENVIRONMENT, RUN
from perceptible.training import Started

__all__ = ["read_details", "write_manifest"]

OWN_NAMES = ("seed", "data", "network", "settings")
# What decides whether numbers come out the same to the last bit.
DECISIVE = ("perceptible", "numpy", "blas", "steps", "machine")


def write_manifest(folder: Path, started: Started, data: DataCard, details: Mapping[str, object] | None) -> None:
    """Write `run.json` and `env.json`; warn where a training goes on elsewhere than it began.

    Parameters
    ----------
    folder : Path
        A run folder.
    started : Started
        The first event.
    data : DataCard
        What it trains on.
    details : mapping or None
        More to write down, such as recipe and command; None keeps what is there.

    Raises
    ------
    StorageError
        If a file cannot be written.
    """
    _write_environment(folder)
    kept = read_details(folder) if details is None else details
    own = {
        "seed": started.state.seed,
        "data": asdict(data),
        "network": asdict(Architecture.of(started.state.start)),
        "settings": started.settings.as_dict(),
    }
    _write_json(folder / RUN, {**kept, **own})


def read_details(folder: Path) -> dict[str, object]:
    """Return what `run.json` holds besides seed, data, network and settings, which the checkpoint knows better.

    Raises
    ------
    FormatError
        If it is there and no JSON object.
    """
    if not (folder / RUN).exists():
        return {}
    values = json_object(read_small(folder / RUN), str(folder / RUN))
    return {name: value for name, value in values.items() if name not in OWN_NAMES}


def _write_environment(folder: Path) -> None:
    """Write what this process runs on; where the training began on something else, keep that as well."""
    now, before = environment_record(), _environment_before(folder)
    earlier = before.pop("earlier", [])
    record = {**now, "earlier": earlier} if earlier else now
    if before and before != now:
        record = {**now, "earlier": [*(earlier if isinstance(earlier, list) else []), before]}
        _warn_of_changes(before, now)
    _write_json(folder / ENVIRONMENT, record)


def _environment_before(folder: Path) -> dict[str, object]:
    """Return what the run began on; nothing where that is not known."""
    try:
        return json_object(read_small(folder / ENVIRONMENT), ENVIRONMENT)
    except DataError:
        return {}


def _warn_of_changes(before: Mapping[str, object], now: Mapping[str, object]) -> None:
    """Say that the last bits may differ, and why."""
    changes = [f"{name} {before.get(name)} -> {now[name]}" for name in DECISIVE if before.get(name) != now[name]]
    if changes:
        msg = (
            f"this training began on something else ({'; '.join(changes)}): it goes on, but its numbers may differ "
            "in the last bits from those of one machine. Go on where it began if that matters."
        )
        warnings.warn(msg, PerceptibleWarning, stacklevel=2)


def _write_json(path: Path, values: Mapping[str, object]) -> None:
    """Write values as JSON that people can read, unless the file has them already."""
    text = (json.dumps(values, indent=2, default=str) + "\n").encode("ascii")
    if not path.is_file() or path.stat().st_size != len(text) or path.read_bytes() != text:
        write_atomically(path, text)
