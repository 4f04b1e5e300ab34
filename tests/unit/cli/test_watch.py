"""A training as it is seen on stderr."""

from __future__ import annotations

from itertools import count

import pytest

from perceptible.cli.output import Manner, fresh_manner
from perceptible.cli.watch import Watch, epoch_line
from perceptible.network import Network
from perceptible.training import EpochRow, Settings, train

ROW = EpochRow(epoch=3, step=9, learning_rate=1.5, train_cost=0.25, train_accuracy=0.75)


@pytest.fixture
def events(synthetic):
    """Return the events of two epochs."""
    network = Network.random((784, 4, 10), rng=0)
    return list(train(network, synthetic.first(50), Settings(epochs=2), rng=0, every=2))


def watched(events, **manner):
    """Show events, on a clock that ticks once a question."""
    ticks = count()
    with fresh_manner(Manner(**manner)), Watch(clock=lambda: next(ticks)) as watch:
        for event in events:
            watch.hear(event)


def test_elsewhere_than_in_a_terminal_there_is_a_line_for_each_epoch(events, capsys):
    """Logs hold no control characters."""
    watched(events)
    lines = capsys.readouterr().err.splitlines()
    assert [line[:9] for line in lines] == ["epoch 1/2", "epoch 2/2"]
    assert "\x1b" not in "".join(lines)


def test_a_terminal_sees_a_bar_that_goes_away(events, capsys, monkeypatch):
    """With rate, cost and accuracy while it moves; the lines stay."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "120")
    watched(events)
    said = capsys.readouterr().err
    assert "images/s" in said
    assert "cost" in said
    assert "accuracy" in said
    assert said.count("epoch 1/2  ") >= 1
    assert said.rstrip().endswith("\x1b[2K") or "\x1b[?25h" in said


def test_quiet_is_quiet(events, capsys):
    """Not a character."""
    watched(events, quiet=True)
    assert capsys.readouterr().err == ""


def test_results_stay_on_stdout_alone(events, capsys):
    """Progress must not get into a pipe."""
    watched(events)
    assert capsys.readouterr().out == ""


def test_epochs_are_aligned():
    """The eye runs down a column."""
    lines = [epoch_line(EpochRow(**{**vars(ROW), "epoch": epoch}), 30, 0.5) for epoch in (3, 30)]
    assert lines[0] == "epoch  3/30  ███████▌    cost 0.2500  train 75.00%    0.5 s"
    assert len({line.index("cost") for line in lines}) == 1


def test_what_was_not_measured_is_not_shown():
    """A dash would look like a zero."""
    line = epoch_line(EpochRow(**{**vars(ROW), "validation_accuracy": 1.0}), 30, 0.5)
    assert "validation 100.00%" in line
    assert "test" not in line
