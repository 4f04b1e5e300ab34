"""Downloads as they are seen on stderr."""

from __future__ import annotations

from perceptible.cli.output import Manner, fresh_manner
from perceptible.cli.progress import downloading


def downloaded(**manner):
    """Download 10 MB, as far as anybody can see."""
    with fresh_manner(Manner(**manner)), downloading("mnist") as on_progress:
        if on_progress is not None:
            for n_come in (1_000_000, 5_000_000, 10_000_000):
                on_progress(n_come, 10_000_000)
    return on_progress


def test_elsewhere_than_in_a_terminal_there_is_one_line(capsys):
    """A log needs to know that it happened, not how far it was each moment."""
    downloaded()
    assert capsys.readouterr().err == "downloading mnist, 10.0 MB\n"


def test_a_terminal_sees_a_bar(capsys, monkeypatch):
    """With how much has come and how fast."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "120")
    downloaded()
    said = capsys.readouterr().err
    assert "downloading mnist" in said
    assert "10.0/10.0 MB" in said


def test_quiet_is_quiet(capsys):
    """Not a character, and nothing to be called."""
    assert downloaded(quiet=True) is None
    assert capsys.readouterr().err == ""


def test_without_a_download_nothing_is_said(capsys):
    """Data that are here are not announced."""
    with fresh_manner(Manner()), downloading("mnist"):
        pass
    assert capsys.readouterr().err == ""
