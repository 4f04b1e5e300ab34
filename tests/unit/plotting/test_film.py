"""Films, as pictures and as files."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from PIL import Image

import perceptible as pc
from perceptible.errors import MissingPackageError, SettingsError, ShapeError
from perceptible.insight.formulas import parse_formula
from perceptible.insight.rolling import roll
from perceptible.plotting.film import film_moments, roll_frames, training_frames
from perceptible.plotting.film_files import save_film
from perceptible.training.recording import Moment, Recording

FRAMES = [Image.new("RGB", (9, 8), color) for color in ("black", "gray", "white")]


@pytest.fixture(scope="module")
def filmed():
    """Return synthetic digits and the recording of a short training on them."""
    digits = pc.load_data("synthetic", n_train=100, n_test=50)
    recording = Recording()
    start = pc.Network.random((784, 4, 10), rng=0)
    for _ in recording.record(pc.train(start, digits, pc.Settings(epochs=2), rng=0, every=1)):
        pass
    return digits, recording


def test_first_and_last_moment_are_shown(filmed):
    """However few pictures there are; never one twice."""
    steps = [moment.step for moment in film_moments(filmed[1], 4)]
    assert (steps[0], steps[-1]) == (0, 20)
    assert steps == sorted(set(steps))


def test_a_training_becomes_pictures(filmed):
    """All of one size, and no two alike."""
    digits, recording = filmed
    frames = list(training_frames(recording, digits, n_frames=3))
    assert {frame.size for frame in frames} == {(800, frames[0].height)}
    assert len({frame.tobytes() for frame in frames}) == 3


def test_only_pictures_can_be_filmed(filmed):
    """A network that reads six numbers has no pictures of weights."""
    start = pc.Network.random((6, 3), rng=0)
    recording = Recording.of(start, [Moment(0, 0, start.parameters.to_vector())])
    with pytest.raises(ShapeError, match="6 inputs, expected a square image"):
        next(training_frames(recording, filmed[0]))


@pytest.mark.parametrize(
    ("text", "start", "rate"), [("x**2", [3.0], 0.1), ("x**2", [3.0], 1.5), ("x**2+y**2", [1, 1], 0.1)]
)
def test_a_ball_becomes_pictures(text, start, rate):
    """On a line or a surface, at rest or flying away."""
    formula = parse_formula(text, ("x", "y")[: len(start)])
    rolled = roll(formula, start, learning_rate=rate, n_steps=20)
    frames = list(roll_frames(formula, rolled, learning_rate=rate, n_frames=3, theme="dark"))
    assert len(frames) == 3
    assert frames[0].tobytes() != frames[-1].tobytes()


def test_pictures_become_a_gif(tmp_path):
    """At the pace that is asked for; the last stays, and it begins anew."""
    with Image.open(save_film(FRAMES, tmp_path / "film.gif", per_second=10)) as film:
        assert (film.n_frames, film.info["duration"], film.info["loop"]) == (3, 100, 0)
        film.seek(2)
        assert film.info["duration"] == 1500


def test_colors_survive(tmp_path):
    """The picture in the middle is still gray."""
    with Image.open(save_film(FRAMES, tmp_path / "film.gif")) as film:
        film.seek(1)
        assert np.asarray(film.convert("RGB"))[4, 4].tolist() == pytest.approx([128] * 3, abs=8)


def test_mp4_wants_its_extra(tmp_path, monkeypatch):
    """The message says what to install; nothing is written."""
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    with pytest.raises(MissingPackageError, match=r"pip install 'perceptible\[film\]'"):
        save_film(FRAMES, tmp_path / "film.mp4")
    assert not list(tmp_path.iterdir())


def test_pictures_become_an_mp4(tmp_path):
    """Where the extra is installed: a file of the right kind."""
    pytest.importorskip("imageio_ffmpeg", reason="the extra film is not installed")
    frames = [frame.resize((64, 48)) for frame in FRAMES]
    assert save_film(frames, tmp_path / "film.mp4").read_bytes()[4:8] == b"ftyp"


def test_what_is_no_film_is_refused(tmp_path):
    """Endings, paces, and no pictures at all."""
    with pytest.raises(SettingsError, match=r"its ending is '.avi', expected one of: .gif, .mp4. Name it 'film.gif'"):
        save_film(FRAMES, tmp_path / "film.avi")
    with pytest.raises(SettingsError, match="0 pictures a second, expected above 0"):
        save_film(FRAMES, tmp_path / "film.gif", per_second=0)
    with pytest.raises(SettingsError, match="the film has 0 pictures"):
        save_film([], tmp_path / "film.gif")
