"""The page about learning: written from its results, with every figure and command that it names."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import click
import pytest

from perceptible.cli import program


@pytest.fixture
def page(repository):
    """Return the page."""
    return (repository / "docs" / "learning.md").read_text(encoding="utf-8")


def test_the_page_is_what_its_script_writes(repository):
    """From the stored results; no figure is missing."""
    script = repository / "docs" / "scripts" / "learning.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_command_exists(page):
    """A line that is copied works."""
    lines = re.findall(r"^perceptible (.*)$", page, re.MULTILINE)
    assert len(lines) == 9
    with click.Context(program, info_name="perceptible") as ctx:
        for line in lines:
            name, *arguments = shlex.split(line)
            assert program.get_command(ctx, name).make_context(name, arguments, parent=ctx).params["net"] == "lesson"
