"""Figures as files."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from matplotlib.figure import Figure

from perceptible.errors import SettingsError, StorageError
from perceptible.network import Network
from perceptible.plotting import FORMATS, THEMES, draw_network, draw_weights, render, save_figure


@pytest.mark.parametrize("ending", FORMATS)
def test_the_same_figure_gives_the_same_bytes(ending):
    """Whoever makes the pictures of the docs again finds no difference: no date, no random name in the file."""
    network, inputs = Network.random((4, 5, 3), rng=0), np.array([0.1, 0.9, 0.4, 0.2])
    first, second = (render(draw_network(network, inputs), ending) for _ in range(2))
    assert first == second
    assert b"Matplotlib" not in first


@pytest.mark.parametrize("ending", FORMATS)
def test_the_finding_is_kept_in_the_file(ending, tmp_path):
    """Whoever cannot see the picture can have its title read out."""
    figure = draw_weights(Network.random((4, 3), rng=0))
    data = save_figure(figure, tmp_path / f"weights{ending}").read_bytes()
    assert b"Outputs: 12 weights from" in data


def test_figures_drawn_at_once_do_not_mix():
    """The server draws in threads, and matplotlib keeps its settings for the whole process."""
    network = Network.random((4, 3), rng=0)
    alone = [render(draw_weights(network, theme=theme), ".svg") for theme in THEMES]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda theme: render(draw_weights(network, theme=theme), ".svg"), list(THEMES) * 4))
    assert together == alone * 4


def test_neither_window_nor_pyplot_is_needed():
    """A server and a notebook keep their own state of pyplot; importing figures must not touch it."""
    code = "import sys, perceptible.plotting; sys.exit('matplotlib.pyplot' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": os.pathsep.join(sys.path)}, check=False)
    assert found.returncode == 0


def test_png_files_are_1600_pixels_wide():
    """Twice the 800 for which the type is made, so that it is sharp on fine screens."""
    data = render(draw_weights(Network.random((4, 3), rng=0)), ".png")
    assert struct.unpack(">I", data[16:20]) == (1600,)


@pytest.mark.parametrize("name", ["figure.jpg", "figure", "figure.png.pdf"])
def test_other_endings_are_refused(name, tmp_path):
    """The message says where, which ending, which are known, and a name that would do."""
    with pytest.raises(
        SettingsError, match=rf"{name}'.*ending is '.*', expected one of: \.png, \.svg\. Name it 'figure.*png'"
    ):
        save_figure(Figure(), tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_missing_folder_is_reported(tmp_path):
    """It is not made behind the caller's back."""
    with pytest.raises(StorageError, match="missing"):
        save_figure(Figure(), tmp_path / "missing" / "figure.svg")
