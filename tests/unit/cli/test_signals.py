"""Signals: the first one asks to stop, the second one insists."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from perceptible.cli.signals import Terminated, brake, terminable


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_the_first_signal_is_only_remembered(number, code):
    """The loop decides where to stop, so that no step is cut in two."""
    with brake() as pulled:
        assert pulled.exit_code == 0
        assert not pulled.name
        os.kill(os.getpid(), number)
        assert pulled.exit_code == code
        assert pulled.name == number.name


@pytest.mark.parametrize(("number", "raised"), [(signal.SIGINT, KeyboardInterrupt), (signal.SIGTERM, Terminated)])
def test_the_second_signal_leaves_at_once(number, raised):
    """Whoever presses Ctrl-C twice does not want to wait."""
    with brake():
        os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(raised):
            os.kill(os.getpid(), number)


def test_sigterm_becomes_an_exception():
    """Files are closed and locks given back on the way out."""
    with terminable(), pytest.raises(Terminated) as caught:
        os.kill(os.getpid(), signal.SIGTERM)
    assert caught.value.code == 143


def test_handlers_are_given_back():
    """A notebook that calls the program keeps its own."""
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    with terminable(), brake():
        assert signal.getsignal(signal.SIGINT) != before[0]
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


def test_in_another_thread_nothing_is_handled():
    """Python allows handlers in the main thread alone; the lab trains in others."""
    codes: list[int] = []

    def work() -> None:
        with brake() as pulled:
            codes.append(pulled.exit_code)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert codes == [0]
