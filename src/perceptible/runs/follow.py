"""Events pass through and are written down: the checkpoint, the history, the log."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from perceptible.checkpoints import DataCard, Saved, load_state, save, save_state
from perceptible.data.dataset import Dataset
from perceptible.errors import DtypeError, MismatchError, StorageError
from perceptible.files import FolderLock, cannot_write, remove_leftovers, write_atomically
from perceptible.files.failures import PathLike
from perceptible.runs.layout import CHECKPOINT, EVENTS, HISTORY, NETWORK
from perceptible.runs.manifest import write_manifest
from perceptible.runs.records import EventLog, as_record
from perceptible.training import Event, Finished, Progress, Started, TrainingState

__all__ = ["follow"]

Clock = Callable[[], float]
SECONDS, EVENT_BYTES = "seconds", "event_bytes"


def follow(
    events: Iterable[Event],
    folder: PathLike,
    *,
    data: Dataset,
    save_every_seconds: float = 5.0,
    should_stop: Callable[[], object] = lambda: None,
    details: Mapping[str, object] | None = None,
    clock: Clock = time.monotonic,
) -> Iterator[Event]:
    """Pass the events of a training on, and write them down in a folder.

    Parameters
    ----------
    events : iterable of Event
        From `train`, all of them, from `Started`.
    folder : str or path
        The run folder; it is made where there is none. Nobody else can write to it meanwhile.
    data : Dataset
        What is trained on.
    save_every_seconds : float, optional
        A checkpoint is saved when so much time has passed since the last one, besides at the start, after each
        epoch and at the end. 0 saves at every event; an event is passed on after it was saved.
    should_stop : function, optional
        Asked after each event: what is true, such as the name of a signal, stops the training after a checkpoint.
    details : mapping, optional
        More to write down in ``run.json``, such as recipe and command, as JSON has it.
    clock : function, optional
        Returns seconds.

    Yields
    ------
    Event
        The same events.

    Raises
    ------
    BusyError
        If another process uses the folder.
    MismatchError
        If the folder holds a training that stands elsewhere than where these events begin.
    StorageError
        If a file cannot be written; the last checkpoint is kept.
    FormatError
        If the folder holds a checkpoint that cannot be read.

    Notes
    -----
    Whatever ends the stream (Ctrl-C, an error, a listener that stops asking), the last event is saved.
    The log is synchronized before each checkpoint, which knows its length: what was logged after the last
    checkpoint is logged again when the training goes on.

    Examples
    --------
    >>> import perceptible as pc
    >>> from tempfile import TemporaryDirectory
    >>> digits = pc.load_data("synthetic", n_train=200, n_test=50)
    >>> network = pc.Network.random((784, 16, 16, 10), rng=0)
    >>> with TemporaryDirectory() as folder:
    ...     for event in follow(pc.train(network, digits, pc.Settings(epochs=1), rng=0), folder, data=digits):
    ...         pass
    ...     sorted(path.name for path in Path(folder).iterdir())[1:4]
    ['checkpoint.safetensors', 'env.json', 'events.jsonl']
    """
    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(place, error) from error
    with FolderLock(place):
        remove_leftovers(place)
        stream = iter(events)
        started = _first(stream)
        before = _continued(place, started)
        write_manifest(place, started, DataCard.of(data), details)
        writer = _Writer(place, started, DataCard.of(data), clock, before)
        try:
            yield from writer.followed(stream, started, save_every_seconds, should_stop)
        finally:
            writer.close()


class _Writer:
    """Writes a run down; it knows what was not saved yet."""

    def __init__(self, folder: Path, started: Started, data: DataCard, clock: Clock, before: Saved | None) -> None:
        self._folder, self._settings, self._data, self._clock = folder, started.settings, data, clock
        about = {} if before is None else before.about
        self._log = EventLog(folder / EVENTS, keep=_whole(about.get(EVENT_BYTES)))
        self._began = clock() - _seconds(about.get(SECONDS))
        self._saved_at = clock()
        self._n_rows = -1
        self._unsaved: TrainingState | None = None

    def followed(
        self, stream: Iterator[Event], started: Started, save_every: float, should_stop: Callable[[], object]
    ) -> Iterator[Event]:
        """Yield the events, each after it was written down."""
        event: Event | None = started
        while event is not None:
            self._note(event)
            if not isinstance(event, Progress) or self._clock() - self._saved_at >= save_every:
                self._save(event.state)
            if isinstance(event, Finished):
                self._save_network(event.state)
            yield event
            reason = should_stop()
            if reason and not isinstance(event, Finished):
                self._log.write({**self._place(event.state), "kind": "stopped", "reason": str(reason)})
                self._save(event.state)
                return
            event = next(stream, None)

    def close(self) -> None:
        """Save what was not saved yet, and close the log."""
        try:
            if self._unsaved is not None:
                self._save(self._unsaved)
        finally:
            self._log.close()

    def _note(self, event: Event) -> None:
        """Write an event into the log."""
        self._unsaved = event.state
        self._log.write(as_record(event, seconds=self._seconds))

    def _save(self, state: TrainingState) -> None:
        """Write the checkpoint, and the history where it has grown."""
        about = {SECONDS: repr(self._seconds), EVENT_BYTES: str(self._log.synchronize())}
        try:
            save_state(state, self._folder / CHECKPOINT, settings=self._settings, data=self._data, about=about)
            if len(state.history) != self._n_rows:
                write_atomically(self._folder / HISTORY, state.history.to_csv().encode("utf-8"))
        except StorageError:
            self._unsaved = None  # once is enough: the disk will not be better in a moment
            raise
        self._n_rows, self._saved_at, self._unsaved = len(state.history), self._clock(), None

    def _save_network(self, state: TrainingState) -> None:
        """Write the trained network, with what it was trained on."""
        about = {
            "data": self._data.name,
            "data_fingerprint": self._data.fingerprint,
            "n_train": str(self._data.n_train),
            "seed": str(state.seed),
            "epochs": str(state.epoch),
            "reason": str(state.reason),
        }
        save(state.network, self._folder / NETWORK, about=about)

    @property
    def _seconds(self) -> float:
        """Return how long the training has gone on, all sittings together."""
        return self._clock() - self._began

    def _place(self, state: TrainingState) -> dict[str, object]:
        """Return where and when something happened."""
        return {"step": state.step, "epoch": state.epoch, "seconds": round(self._seconds, 6)}


def _first(stream: Iterator[Event]) -> Started:
    """Return the event that every training begins with."""
    event = next(stream, None)
    if not isinstance(event, Started):
        msg = (
            f"the events begin with {type(event).__name__}, expected Started. "
            "Give follow the generator that train returned, before anything was taken from it."
        )
        raise DtypeError(msg)
    return event


def _continued(folder: Path, started: Started) -> Saved | None:
    """Return the checkpoint from which the events go on, None in a new folder."""
    if not (folder / CHECKPOINT).exists():
        return None
    saved = load_state(folder / CHECKPOINT)
    if _whereabouts(saved.state) != _whereabouts(started.state):
        msg = (
            f"{folder} holds a training at step {saved.state.step:,}, which is not where this one (it begins at step "
            f"{started.state.step:,}) goes on, expected a folder of its own. "
            f"Go on with it (perceptible resume {folder}), or choose another folder."
        )
        raise MismatchError(msg)
    return saved


def _whereabouts(state: TrainingState) -> tuple[int, ...]:
    """Return what two states of one training differ in."""
    return state.seed, state.step, state.epoch, state.position


def _whole(text: str | None) -> int:
    """Return the number in a text that we wrote, 0 where it is something else."""
    return int(text) if text is not None and text.isdecimal() and len(text) < 16 else 0


def _seconds(text: str | None) -> float:
    """Return the seconds in a text that we wrote, 0 where it is something else."""
    try:
        seconds = float(text or 0)
    except ValueError:
        return 0.0
    return seconds if 0 <= seconds < float("inf") else 0.0
