"""A recording in a file: all dials at many moments of a training."""

from __future__ import annotations

import json
from collections.abc import Iterator

import numpy as np

from perceptible.checkpoints.architecture import Architecture, arrays_of, parameters_from
from perceptible.checkpoints.fields import fields_of
from perceptible.checkpoints.format import Contents, damaged, read, write
from perceptible.errors import FormatError
from perceptible.files.failures import PathLike
from perceptible.training.recording import Moment, Recording

__all__ = ["RECORDING", "load_recording", "save_recording"]

RECORDING = "recording"
STEPS, EPOCHS, DIALS = "moments.steps", "moments.epochs", "moments.dials"
LARGEST_WHOLE = 2.0**53  # up to here float64 holds every whole number


def save_recording(recording: Recording, path: PathLike) -> None:
    """Save a recording, atomically; the same one always gives the same bytes.

    Parameters
    ----------
    recording : Recording
        Of one moment at least.
    path : str or path
        Where to, by custom ``*.safetensors``.

    Raises
    ------
    SettingsError
        If nothing was recorded yet.
    StorageError
        If the file cannot be written; what was there before is kept.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from perceptible.network import Network
    >>> from perceptible.training import Settings, begin
    >>> recording = Recording()
    >>> recording.keep(begin(Network.random((2, 1), rng=0), Settings(), rng=0))
    >>> with TemporaryDirectory() as folder:
    ...     save_recording(recording, f"{folder}/film.safetensors")
    ...     load_recording(f"{folder}/film.safetensors").steps
    [0]
    """
    start, moments = recording.start, recording.moments
    words = {
        "kind": RECORDING,
        "network": Architecture.of(start).to_json(),
        RECORDING: json.dumps({"n_moments": len(moments), "spacing": recording.spacing}),
    }
    write(path, words, _arrays(moments) | arrays_of(start.parameters, "start."))


def load_recording(path: PathLike) -> Recording:
    """Load a recording that was saved.

    Parameters
    ----------
    path : str or path
        A file that `save_recording` wrote.

    Returns
    -------
    Recording
        With the same dials, to the last bit.

    Raises
    ------
    DataError
        If the file cannot be read.
    FormatError
        If it is damaged, of a newer version, or holds something else.

    Examples
    --------
    See `save_recording`.
    """
    contents = read(path, _layout)
    start = Architecture.read(contents).network(parameters_from(contents, "start."), contents.path)
    steps, epochs = (_wholes(contents, name) for name in (STEPS, EPOCHS))
    dials = contents.arrays[DIALS]
    if dials.dtype.kind != "f" or not np.isfinite(dials).all():
        raise damaged(contents.path, f"array {DIALS!r} holds what is no finite float")
    moments = map(Moment, steps, epochs, dials)
    spacing = max(1, fields_of(contents, RECORDING).whole("spacing"))
    return Recording.of(start, moments, spacing=spacing)


def _arrays(moments: tuple[Moment, ...]) -> dict[str, object]:
    """Return the arrays of all moments, by name."""
    return {
        STEPS: np.array([moment.step for moment in moments], np.float64),
        EPOCHS: np.array([moment.epoch for moment in moments], np.float64),
        DIALS: np.stack([moment.dials for moment in moments]),
    }


def _layout(contents: Contents) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the name and shape of each array that a recording of these words has."""
    if contents.words.get("kind") != RECORDING:
        msg = f"{contents.path} holds no recording, expected one. Give a file that save_recording wrote."
        raise FormatError(msg)
    network, n_moments = Architecture.read(contents), fields_of(contents, RECORDING).whole("n_moments")
    shapes = dict(network.layout("start."))
    if n_moments < 1 or network.leading:
        raise damaged(contents.path, f"it has {n_moments} moments of networks {network.leading}, expected one network")
    yield from shapes.items()
    yield STEPS, (n_moments,)
    yield EPOCHS, (n_moments,)
    n_parameters = sum(int(np.prod(shape, dtype=object)) for shape in shapes.values())
    yield DIALS, (n_moments, n_parameters)


def _wholes(contents: Contents, name: str) -> list[int]:
    """Return an array of whole numbers that never fall."""
    values = np.asarray(contents.arrays[name], np.float64)
    good = (values >= 0) & (values <= LARGEST_WHOLE)
    if not good.all() or (values != np.floor(values)).any() or (np.diff(values) < 0).any():
        raise damaged(contents.path, f"array {name!r} holds what are no whole numbers in order")
    return [int(value) for value in values]
