"""`perceptible show`."""

from __future__ import annotations

import json

import pytest
from PIL import Image

from perceptible.cli.show import DRAWINGS, FIGURES


def test_every_figure_that_is_offered_can_be_drawn():
    """The names of the help and the functions."""
    assert tuple(DRAWINGS) == FIGURES


@pytest.mark.parametrize("what", FIGURES)
def test_each_figure_becomes_a_file(what, perceptible, trained, tiny, tmp_path):
    """SVG, which is quicker; its title is the finding that the command prints."""
    arguments = ("show", what, trained, "--data", tiny, "--out", "figure.svg")
    result = perceptible(*arguments)
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "figure.svg").read_text(encoding="utf-8").startswith("<?xml")
    assert result.stdout.endswith("saved in figure.svg\n")


def test_the_file_is_named_after_the_figure(perceptible, trained, tmp_path):
    """A PNG of 1,600 pixels, where nothing else is said."""
    found = json.loads(perceptible("show", "weights", trained, "--json").stdout)
    assert found["path"] == "weights.png"
    with Image.open(tmp_path / "weights.png") as picture:
        assert (picture.format, picture.width) == ("PNG", 1600)


def test_dark_is_dark(perceptible, trained, tmp_path):
    """The first pixel is paper."""
    corners = {}
    for option in ("--dark", None):
        perceptible("show", "curves", trained, *filter(None, [option]))
        with Image.open(tmp_path / "curves.png") as picture:
            corners[option] = sum(picture.convert("RGB").getpixel((0, 0)))
    assert corners["--dark"] < 200
    assert corners[None] > 600


def test_neurons_are_counted_from_1(perceptible, trained, tiny):
    """As people do; the figure's title says the same."""
    arguments = ("show", "neuron", trained, "--data", tiny, "--out", "neuron.svg")
    assert "Hidden 1, neuron 7 " in perceptible(*arguments, "--neuron", 7).stdout
    result = perceptible(*arguments, "--neuron", 17)
    assert result.exit_code == 2
    assert "--neuron is 17, expected 1 to 16 in layer 1." in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("weigths",), 2, "Did you mean 'weights'?"),
        (("weights", "--out", "figure.jpg"), 2, "expected one of: .png, .svg"),
        (("weights", "--layer", 4), 3, "4"),
        (("neuron", "--image", 100), 2, "--image is 100, expected 0 to 99."),
        (("weights", "--out", "nowhere/figure.svg"), 1, "nowhere/figure.svg cannot be written"),
    ],
)
def test_what_cannot_be_drawn_is_said(arguments, code, said, perceptible, trained, tiny):
    """In one line."""
    result = perceptible("show", arguments[0], trained, "--data", tiny, *arguments[1:])
    assert result.exit_code == code
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_curves_need_a_training(perceptible, trained):
    """A network alone does not know how it was trained."""
    result = perceptible("show", "curves", trained / "network.safetensors")
    assert result.exit_code == 3
    assert "holds a network and not how its training went" in result.stderr
