"""The page about sweeps: its example runs, and its commands exist."""

from __future__ import annotations

import re
import shlex

import click
import pytest

from perceptible.cli import program


@pytest.fixture
def page(repository):
    """Return the page."""
    return (repository / "docs" / "sweeps.md").read_text(encoding="utf-8")


def test_the_example_prints_what_the_page_shows(page, capsys):
    """Word for word."""
    code, shown = re.search(r"```python\n(.*?)```\n\n```text\n(.*?)```", page, re.DOTALL).groups()
    exec(compile(code, "docs/sweeps.md", "exec"), {})
    assert capsys.readouterr().out == shown


def test_every_option_of_every_command_exists(page):
    """A line that is copied works."""
    lines = re.findall(r"^perceptible sweep (.*)$", page, re.MULTILINE)
    assert len(lines) == 4
    with click.Context(program, info_name="perceptible") as ctx:
        command = program.get_command(ctx, "sweep")
        for line in lines:
            assert command.make_context("sweep", shlex.split(line), parent=ctx).params["vary"]
