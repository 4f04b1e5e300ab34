"""`perceptible film`, and the choices of `perceptible show landscape`."""

from __future__ import annotations

import json

import pytest
from PIL import Image

from perceptible.cli.show_learning import ALONG


def test_a_run_becomes_a_film(perceptible, trained, tiny, tmp_path):
    """In film.gif where nothing else is said; the result says what it shows."""
    result = perceptible("film", trained, "--data", tiny, "--frames", 3, "--json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert found["what"] == "the training of lesson (changed), seed 0, 60 steps"
    with Image.open(tmp_path / "film.gif") as film:
        assert (film.format, film.n_frames, film.width) == ("GIF", found["pictures"], 800)


@pytest.mark.parametrize(("formula", "start"), [("x**2", "3"), ("x**2 + y**2", "1,-1")])
def test_a_formula_becomes_a_film(formula, start, perceptible, tmp_path):
    """Of one variable or two, by how many coordinates the start has."""
    arguments = ("--formula", formula, "--start", start, "--frames", 3, "--out", "ball.gif", "--dark")
    result = perceptible("film", *arguments)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == f"3 pictures of a ball that is still rolling on {formula}\nsaved in ball.gif\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--formula", "x**"), 3, "cannot be read"),
        (("--formula", "x + y"), 2, "the name 'y' is not known"),
        (("--formula", "x", "--start", "a"), 2, "--start is 'a', expected a number, or two"),
        (("--formula", "x", "--rate", "0"), 3, "the learning rate is 0"),
        (("--out", "film.avi"), 2, "expected one of: .gif, .mp4"),
        (("plain", "--per-second", "99"), 2, "99 pictures a second"),
    ],
)
def test_what_cannot_be_filmed_is_said(arguments, code, said, perceptible):
    """In one line, before anything is trained."""
    result = perceptible("film", *arguments)
    assert (result.exit_code, result.stderr.count("\n")) == (code, 1)
    assert said in result.stderr


def test_a_network_that_forgot_its_training_cannot_be_filmed(perceptible, trained, tiny):
    """Only a run, or one of the package's networks, can be trained again."""
    result = perceptible("film", trained / "network.safetensors", "--data", tiny)
    assert result.exit_code == 3
    assert "holds a network and not how its training went" in result.stderr


@pytest.mark.parametrize("along", ALONG)
def test_landscapes_go_along_dials_and_planes(along, perceptible, trained, tiny):
    """Only along the path there is a movement to be honest about."""
    arguments = ("show", "landscape", trained, "--data", tiny, "--along", along, "--out", "figure.svg")
    result = perceptible(*arguments)
    assert result.exit_code == 0, result.stderr
    assert ("of the training path's movement" in result.stdout) == (along == "path")


def test_races_run_at_the_rates_that_are_asked_for(perceptible, trained, tiny):
    """One to nine numbers above 0."""
    arguments = ("show", "race", trained, "--data", tiny, "--out", "race.svg", "--rates")
    assert "learning rate 2 ran alone" in perceptible(*arguments, "2").stdout
    refused = perceptible(*arguments, "1,-1")
    assert refused.exit_code == 2
    assert "expected numbers above 0 separated by commas" in refused.stderr
