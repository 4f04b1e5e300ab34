"""Whether networks draw what they read."""

from dataclasses import replace

import numpy as np
import pytest

import perceptible as pc
from perceptible.data.dataset import Dataset, Split
from perceptible.experiments import EXPERIMENTS
from perceptible.experiments.drawing import DrawingSettings
from perceptible.experiments.drawing_judge import mean_images
from perceptible.experiments.drawing_networks import hardened, moved_against
from perceptible.network import costs

DRAWING = EXPERIMENTS["drawing"]
SETTINGS = DrawingSettings(artists=("lesson", "hardened"), n_images=200, epochs=6, n_readers=1, steps=40, seeds=(3, 4))


@pytest.fixture(scope="module")
def digits():
    """Return a few synthetic digits."""
    return pc.load_data("synthetic", n_train=200, n_test=60)


@pytest.fixture(scope="module")
def result(digits):
    """Return what the experiment came to."""
    jobs = DRAWING.jobs(SETTINGS, digits)
    return DRAWING.combine(SETTINGS, digits, jobs, [DRAWING.run(job, digits) for job in jobs])


def test_images_move_within_reach_and_make_it_harder(digits):
    """No pixel goes further than it may, none leaves 0 to 1, and the mean cost grows."""
    network = hardened(digits, 3, 0.0, rng=0)
    moved = moved_against(network, digits.train, 0.1, rng=0)
    assert np.abs(moved.inputs - digits.train.inputs).max() <= 0.1 + 1e-6
    assert moved.inputs.min() >= 0
    before, after = (costs(network, split.inputs, split.targets).mean() for split in (digits.train, moved))
    assert after > before


def test_a_hardened_network_stands_moves_that_fool_another(digits):
    """The same sizes, seeds and epochs; only its training images were moved."""
    rights = []
    for reach in (0.0, 0.2):
        network = hardened(digits, 15, reach, rng=1)
        moved = moved_against(network, digits.train, 0.2, rng=0)
        rights.append(float((network.predict(moved.inputs) == moved.labels).mean()))
    assert rights[1] > rights[0] + 0.1


def test_mean_images_are_those_of_a_loop(digits):
    """Added up one by one."""
    sums, counts = np.zeros((10, 784)), np.zeros(10)
    for image, label in zip(digits.train.inputs, digits.train.labels, strict=True):
        sums[label] += image
        counts[label] += 1
    np.testing.assert_allclose(mean_images(digits.train), sums / counts[:, None], rtol=1e-12)


def test_pictures_are_kept_of_the_first_seed_alone(digits, result):
    """A picture of each class, two hexadecimal digits a pixel; undrawn noise has none."""
    assert [len(picture) for picture in result.of("lesson", "plain").pictures] == [2 * 784] * 10
    assert result.of("lesson", "noise, undrawn").pictures == ()
    assert set(result.of("hardened", "careful").nearest) <= set(range(len(digits.train)))


def test_drawing_makes_the_artist_surer_than_noise_does(result):
    """The planted truth: a picture climbed for a class is read as it, the noise it began with is not."""
    for artist in result.artists:
        drawn, noise = (result.of(artist, way).measures for way in ("careful", "noise, undrawn"))
        assert drawn["own"].low > noise["own"].high
        assert drawn["likeness"].low > noise["likeness"].high


def test_every_neuron_of_the_first_layer_can_be_fired_beyond_images(result):
    """Its weighted sum is linear in the pixels, so the best picture beats all images."""
    first = next(one for one in result.neurons if (one.artist, one.way, one.layer) == ("lesson", "plain", 1))
    assert first.above.low == 1


def test_findings_and_tables_say_what_was_measured(result):
    """The first finding names the correlation of the table, which has a row for each network and kind of picture."""
    assert f"{result.of('lesson', 'plain').measures['likeness'].median:.2f}" in result.findings[0]
    assert len(result.tables[0].rows) == 2 * 4


def test_tables_without_pictures_are_drawn_too(digits):
    """Rows of numbers: no smoothing, no shifts, and no network that needs pictures."""
    rng = np.random.default_rng(0)
    labels = np.arange(80) % 2
    inputs = np.clip(rng.random((80, 4)) / 2 + labels[:, None] / 2, 0, 1).astype(np.float32)
    split = Split(inputs, labels, n_classes=2)
    table = Dataset("table", split, split, ("a", "b"), None)
    settings = replace(SETTINGS, artists=("large", "honest"), seeds=(0,))
    jobs = DRAWING.jobs(settings, table)
    result = DRAWING.combine(settings, table, jobs, [DRAWING.run(job, table) for job in jobs])
    assert result.artists == ("large",)
    assert len(result.findings) >= 3
