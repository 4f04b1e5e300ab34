"""What the README and the examples say comes out when they are run."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest


@pytest.fixture
def readme(repository):
    """Return the text of the README."""
    return (repository / "README.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_example_of_the_readme_prints_what_stands_below_it(readme, mnist, capsys):
    """The first thing people try has to be true."""
    code, printed = re.findall(r"```(?:python)?\n(.*?)```", readme, re.DOTALL)[:2]
    exec(compile(code, "README.md", "exec"), {})  # our own text, as a reader runs it
    assert capsys.readouterr().out == printed


def test_the_readme_shows_a_whole_example_and_its_output_by_line_20(readme):
    """Whoever opens the page sees at once what this does."""
    top = "\n".join(readme.splitlines()[:20])
    assert top.count("```") == 4


def test_every_file_that_the_readme_links_to_is_there(readme, repository):
    """Files move; links must move with them."""
    links = re.findall(r"\]\(([^)#:]+)\)", readme)
    assert links
    assert [link for link in links if not (repository / link).is_file()] == []


def test_the_first_network_runs_and_learns(repository, monkeypatch):
    """The example that newcomers read runs as it stands, without data and without a network."""
    monkeypatch.delenv("PERCEPTIBLE_DATA", raising=False)
    monkeypatch.setenv("PERCEPTIBLE_OFFLINE", "1")
    command = [sys.executable, "-W", "ignore", repository / "examples" / "first_network.py", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "synthetic: 40000 images to learn from" in done.stdout
    assert "13002 weights and biases" in done.stdout
    assert int(re.search(r"after: (\d+) of 10000", done.stdout)[1]) > 5000
