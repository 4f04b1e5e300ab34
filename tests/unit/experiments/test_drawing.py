"""Whether networks draw what they read."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import perceptible as pc
from perceptible.data.dataset import Dataset, Split
from perceptible.experiments import EXPERIMENTS
from perceptible.experiments.classifier import classifier
from perceptible.experiments.drawing import DrawingSettings, _neurons, ways
from perceptible.experiments.drawing_judge import Judge, mean_images
from perceptible.experiments.drawing_networks import ARTISTS, Artist, hardened, moved_against
from perceptible.experiments.drawing_result import COLUMNS, DrawingResult, Drawings
from perceptible.experiments.spread import over_seeds
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


def drawn(**likeness):
    """Return a result in which each artist draws alike so much, one number from each seed."""
    drawings = [
        Drawings(name, "it", way, over_seeds([0.9]), dict.fromkeys(COLUMNS, over_seeds(values)), (), ())
        for name, values in likeness.items()
        for way in ("plain", "careful", "test images", "noise, undrawn")
    ]
    return DrawingResult(tuple(drawings), (), (), {}, ("a",), (6, 6), (0, 1))


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=2, max_size=4))
def test_nobody_is_called_best_whom_another_beats_from_any_seed(likeness):
    """Not the second in the ranking alone: a third may have drawn closer from one seed."""
    names = "abcd"[: len(likeness)]
    told = drawn(**dict(zip(names, likeness, strict=True))).findings[-1]
    wins = [
        one
        for one, own in zip(names, likeness, strict=True)
        if all(min(own) > max(values) for name, values in zip(names, likeness, strict=True) if name != one)
    ]
    assert told.startswith("Closest to the mean images draws") == bool(wins)
    assert not wins or f"the {wins[0]} network" in told


def test_what_was_not_done_with_tables_is_not_said(result):
    """Numbers without places are neither smoothed nor moved."""
    assert result.findings[2].startswith("Kept dark, smooth and the same when moved, its pictures")
    assert replace(result, image_shape=None).findings[2].startswith("Kept dark, its pictures")


def test_neurons_are_held_against_as_many_images_as_there_are(result):
    """200 here."""
    assert "more than any of 200 training images does" in result.findings[-1]


def test_a_judge_knows_images_and_how_far_a_picture_is_from_them(digits):
    """Images are nearest to themselves; half a pixel away is 0.5; by wrong labels none is of its class."""
    judge = Judge(digits, {})
    network = hardened(digits, 1, 0.0, rng=0)
    few = digits.train.take(np.arange(20))
    dark = np.flatnonzero(~digits.train.inputs.any(axis=0))[0]
    pictures = np.array(few.inputs)
    pictures[:, dark] = 0.5
    said, wrong = (judge.measured(network, pictures, labels) for labels in (few.labels, (few.labels + 1) % 10))
    assert (said["near"], wrong["near"]) == (1.0, 0.0)
    assert said["distance"] == pytest.approx(0.5, abs=1e-3)
    assert said["own"] == float((network.predict(pictures) == few.labels).mean())


def test_a_neuron_is_held_against_the_image_that_fires_it_most(digits):
    """Found by a loop; the pictures are kept with a byte a pixel, so that correlations agree to a hundredth."""
    network = hardened(digits, 2, 0.0, rng=0)
    (job,) = DRAWING.jobs(replace(SETTINGS, artists=("large",), seeds=(3,), steps=5), digits)
    how = ways(digits, 5)["plain"]
    said = _neurons(network, 1, how, digits, job)
    likeness = []
    for neuron, text in enumerate(said["pictures"]):
        sums = [float(network.weights[0][neuron] @ image) for image in digits.train.inputs]
        best = digits.train.inputs[int(np.argmax(sums))]
        likeness.append(np.corrcoef(np.frombuffer(bytes.fromhex(text), np.uint8).astype(float), best)[0, 1])
    assert said["likeness"] == pytest.approx(np.mean(likeness), abs=0.01)


def test_readers_come_from_seeds_that_no_artist_has(digits, monkeypatch):
    """Else a network would read its own handwriting; all artists of a seed have the same readers."""
    begun = []

    def train(data, _epochs, rng):
        begun.append(rng.bit_generator.seed_seq.spawn_key)
        return classifier(data, (4,), rng=rng)

    monkeypatch.setattr("perceptible.experiments.drawing.ARTISTS", {name: Artist(name, train) for name in ARTISTS})
    for job in DRAWING.jobs(replace(SETTINGS, artists=("lesson", "large"), n_readers=2, seeds=(0,), steps=1), digits):
        DRAWING.run(job, digits)
    (first, *readers), (second, *again) = begun[:5], begun[5:]
    assert readers == again
    assert len({first, second, *readers}) == 6
