"""Signals: Ctrl-C and SIGTERM stop a command, and a training first saves what it has."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType

__all__ = ["Brake", "Terminated", "brake", "terminable"]

Handler = Callable[[int, FrameType | None], None]
# What shells report of a process that a signal ended.
FIRST_SIGNAL_CODE = 128


class Terminated(SystemExit):
    """SIGTERM was received; the program ends with exit code 143."""

    def __init__(self) -> None:
        super().__init__(FIRST_SIGNAL_CODE + signal.SIGTERM)


class Brake:
    """Remembers the first signal, for a loop that looks between its steps."""

    def __init__(self) -> None:
        self.signal: signal.Signals | None = None

    @property
    def name(self) -> str:
        """Return the name of the signal, empty before there is one."""
        return "" if self.signal is None else self.signal.name

    @property
    def exit_code(self) -> int:
        """Return 130 after Ctrl-C, 143 after SIGTERM, 0 after neither."""
        return 0 if self.signal is None else FIRST_SIGNAL_CODE + self.signal

    def pull(self, number: int, _frame: FrameType | None = None) -> None:
        """Remember a signal; the second one leaves at once."""
        if self.signal is not None:
            _leave(number)
        self.signal = signal.Signals(number)


@contextlib.contextmanager
def terminable() -> Iterator[None]:
    """Turn SIGTERM into `Terminated`, so that files are closed and locks given back."""
    with _handling({signal.SIGTERM: _leave}):
        yield


@contextlib.contextmanager
def brake() -> Iterator[Brake]:
    """Hand out a brake that Ctrl-C and SIGTERM pull."""
    pulled = Brake()
    with _handling({signal.SIGINT: pulled.pull, signal.SIGTERM: pulled.pull}):
        yield pulled


@contextlib.contextmanager
def _handling(handlers: dict[signal.Signals, Handler]) -> Iterator[None]:
    """Handle these signals for a while; Python allows it in the main thread alone."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(number: int, _frame: FrameType | None = None) -> None:
    """Stop whatever is going on."""
    if number == signal.SIGTERM:
        raise Terminated
    raise KeyboardInterrupt
