"""A training in a file: all that it needs to go on from there, bit for bit."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from perceptible.checkpoints.architecture import Architecture, arrays_of, parameters_from
from perceptible.checkpoints.card import DataCard, check_about, read_about
from perceptible.checkpoints.fields import Fields, fields_of
from perceptible.checkpoints.format import Contents, damaged, read, write
from perceptible.checkpoints.history_arrays import (
    COLUMNS,
    MEASURED,
    VALUES,
    arrays_of_history,
    check_columns,
    history_from,
)
from perceptible.checkpoints.saved import Saved
from perceptible.data.dataset import Dataset
from perceptible.errors import FormatError, PerceptibleError
from perceptible.files.failures import PathLike
from perceptible.network import Parameters
from perceptible.optimizers import OptimizerState
from perceptible.rng import SEED_BITS
from perceptible.training import Best, Settings, Tally, TrainingState

__all__ = ["TRAINING", "load_state", "save_state", "state_from", "state_layout"]

TRAINING = "training"
N_MOMENTS_LIMIT = 10


def save_state(
    state: TrainingState,
    path: PathLike,
    *,
    settings: Settings,
    data: Dataset | DataCard,
    about: Mapping[str, str] | None = None,
) -> None:
    """Save a training, atomically, so that it can go on bit for bit.

    Parameters
    ----------
    state : TrainingState
        From any event of a training.
    path : str or path
        Where to, by custom ``*.safetensors``.
    settings : Settings
        How it trains.
    data : Dataset or DataCard
        What it trains on; name, fingerprint and numbers of images are kept, not the images.
    about : mapping from str to str, optional
        Anything else to write down.

    Raises
    ------
    StorageError
        If the file cannot be written; what was there before is kept.
    DtypeError
        If `about` holds anything but text.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from perceptible.network import Network
    >>> from perceptible.training import begin
    >>> state = begin(Network.random((2, 1), rng=0), Settings(), rng=0)
    >>> with TemporaryDirectory() as folder:
    ...     save_state(state, f"{folder}/checkpoint.safetensors", settings=Settings(), data=DataCard("mine"))
    ...     load_state(f"{folder}/checkpoint.safetensors").state.seed == state.seed
    True
    """
    words = {
        "kind": TRAINING,
        "network": Architecture.of(state.start).to_json(),
        TRAINING: json.dumps(_values(state, settings, DataCard.of(data))),
        **check_about(about),
    }
    write(path, words, _arrays(state))


def load_state(path: PathLike) -> Saved:
    """Load a training that was saved.

    Parameters
    ----------
    path : str or path
        A file that `save_state` wrote.

    Returns
    -------
    Saved
        State, settings and what is known of the data. Give them to `train` to go on.

    Raises
    ------
    DataError
        If the file cannot be read.
    FormatError
        If it is damaged, of a newer version, no file of ours, or holds a network without its training.

    Examples
    --------
    See `save_state`.
    """
    contents = read(path, state_layout)
    return state_from(contents)


def state_layout(contents: Contents) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the name and shape of each array that a training of these words has."""
    if contents.words.get("kind") != TRAINING:
        msg = (
            f"{contents.path} holds a network and not how its training went, expected a training. "
            "Give the checkpoint of a run, or begin a new training with this network."
        )
        raise FormatError(msg)
    network, fields = Architecture.read(contents), fields_of(contents, TRAINING)
    for prefix in _prefixes(fields):
        yield from network.layout(prefix)
    history = fields.group("history")
    shape = history.whole("n_rows"), len(history.texts("columns"))
    yield VALUES, shape
    yield MEASURED, shape


def state_from(contents: Contents) -> Saved:
    """Return the training that the contents of a file describe."""
    network, fields = Architecture.read(contents), fields_of(contents, TRAINING)
    settings = _settings(fields)
    start, now = (network.network(parameters_from(contents, prefix), contents.path) for prefix in ("start.", ""))
    columns = fields.group("history").texts("columns")
    check_columns(contents.path, columns)
    tally, optimizer = fields.group("tally"), fields.group("optimizer")
    moments = [parameters_from(contents, prefix) for prefix in _moment_prefixes(fields)]
    state = TrainingState(
        start=start,
        parameters=now.parameters,
        optimizer=OptimizerState(tuple(moments), optimizer.whole("n_steps")),
        average=_finite(contents, network, "average.") if fields.flag("has_average") else None,
        seed=fields.whole("seed", end=2**SEED_BITS),
        step=fields.whole("step"),
        epoch=fields.whole("epoch"),
        position=fields.whole("position"),
        tally=Tally(tally.number("cost"), tally.whole("n_correct"), tally.whole("n_seen")),
        history=history_from(contents, columns),
        best=_best(contents, network, fields),
        reason=None if fields.is_none("reason") else fields.text("reason"),
    )
    return Saved(state, settings, DataCard.read(fields.group("data")), read_about(contents), contents.path)


def _values(state: TrainingState, settings: Settings, data: DataCard) -> dict[str, object]:
    """Return everything but arrays; JSON keeps each float64 to its last bit."""
    best = state.best and {"epoch": state.best.epoch, "cost": float(state.best.cost)}
    return {
        "settings": settings.as_dict(),
        "data": asdict(data),
        "seed": state.seed,
        "step": state.step,
        "epoch": state.epoch,
        "position": state.position,
        "tally": asdict(state.tally),
        "optimizer": {"n_moments": len(state.optimizer.moments), "n_steps": state.optimizer.n_steps},
        "has_average": state.average is not None,
        "best": best,
        "history": {"n_rows": len(state.history), "columns": COLUMNS},
        "reason": state.reason,
    }


def _arrays(state: TrainingState) -> dict[str, object]:
    """Return all arrays of a state, by name."""
    groups = {"": state.parameters, "start.": state.start.parameters}
    if state.average is not None:
        groups["average."] = state.average
    if state.best is not None:
        groups["best."] = state.best.parameters
    groups |= {f"moments.{number}.": moment for number, moment in enumerate(state.optimizer.moments, start=1)}
    arrays: dict[str, object] = {**arrays_of_history(state.history)}
    for prefix, parameters in groups.items():
        arrays |= arrays_of(parameters, prefix)
    return arrays


def _prefixes(fields: Fields) -> Iterator[str]:
    """Yield the prefix of each group of parameters that a training of these values has."""
    yield from ("", "start.")
    if fields.flag("has_average"):
        yield "average."
    if not fields.is_none("best"):
        yield "best."
    yield from _moment_prefixes(fields)


def _moment_prefixes(fields: Fields) -> list[str]:
    """Return the prefix of each moment of the optimizer."""
    n_moments = fields.group("optimizer").whole("n_moments", end=N_MOMENTS_LIMIT)
    return [f"moments.{number}." for number in range(1, n_moments + 1)]


def _settings(fields: Fields) -> Settings:
    """Return the settings, which check themselves."""
    values = fields.group("settings").values
    try:
        return Settings.from_dict(values)
    except (PerceptibleError, TypeError, ValueError) as error:
        raise damaged(fields.path, f"its settings make no sense: {str(error).partition('. ')[0]}") from None


def _finite(contents: Contents, network: Architecture, prefix: str) -> Parameters:
    """Return parameters that a network can have: all of them numbers."""
    return network.network(parameters_from(contents, prefix), contents.path).parameters


def _best(contents: Contents, network: Architecture, fields: Fields) -> Best | None:
    """Return the best epoch so far."""
    if fields.is_none("best"):
        return None
    best = fields.group("best")
    return Best(best.whole("epoch"), best.number("cost"), _finite(contents, network, "best."))
