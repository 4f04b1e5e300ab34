"""Hope and reality, on tiny data: planted truths of every kind, and what the numbers are made of."""

import json
from dataclasses import replace

import numpy as np
import pytest
from tests import tiny

from perceptible.data import load_data
from perceptible.errors import ShapeError
from perceptible.experiments.first_layer import fields_of, local_start, pictures_of, seen_by
from perceptible.experiments.hope import EXPERIMENT, SHUFFLE, START, HopeJob, HopeSettings
from perceptible.experiments.hope_result import MEASURES, HopeResult, Pictures, as_text, from_text, measured
from perceptible.experiments.spread import over_seeds
from perceptible.insight.edges import spatial_autocorrelation
from perceptible.network import Network
from perceptible.rng import derived
from perceptible.training import fit, recipe_named

SETTINGS = HopeSettings(epochs=2, n_shuffles=5, seeds=(0, 1))


@pytest.fixture(scope="module")
def whole_digits():
    """Return a few synthetic digits."""
    return load_data("synthetic", n_train=300, n_test=100)


@pytest.fixture(scope="module")
def digits(whole_digits):
    """Return them at 14 x 14 pixels, which are quicker to measure: each is the mean of four."""
    halves = {
        name: replace(split, inputs=split.inputs.reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4)).reshape(-1, 196))
        for name, split in (("train", whole_digits.train), ("test", whole_digits.test))
    }
    return replace(whole_digits, **halves, image_shape=(14, 14))


@pytest.fixture(scope="module")
def result(digits):
    """Return what the experiment comes to on them; answers go through JSON, as they do in a folder."""
    jobs = EXPERIMENT.jobs(SETTINGS, digits)
    told = [json.loads(json.dumps(EXPERIMENT.run(job, digits))) for job in jobs]
    return EXPERIMENT.combine(SETTINGS, digits, jobs, told)


def test_every_kind_is_there_with_every_measure(result):
    """Eight kinds from each seed; the hand-built network reads 28 x 28 pixels only."""
    kinds = ["start", "trained", "added", "smooth", "local", "sparse", "shuffled", "restored"]
    assert [one.kind for one in result.pictures] == kinds
    assert all(len(one.examples) == 16 for one in result.pictures)
    assert all(one.measures[0].value.n == 2 for one in result.pictures)


def test_the_hand_built_network_is_made_of_edges(whole_digits):
    """The other end of the scale: five standard deviations beyond its shuffled weights, and smooth."""
    jobs = EXPERIMENT.jobs(replace(SETTINGS, n_shuffles=4), whole_digits)
    assert [job.seed for job in jobs if job.training == "hand-built"] == [0]
    told = EXPERIMENT.run(jobs[-1], whole_digits)["hand-built"]
    value, null, z, _ = told["edges"][:4]
    assert value > 2 * null
    assert z > 5
    assert told["smoothness"][0] > 0.7


def test_the_random_start_is_at_the_null(result):
    """Its pixels have nothing to do with their neighbors."""
    assert abs(result.of("start").of("smoothness").value.median) < 0.05


def test_a_network_trained_on_shuffled_pixels_has_pictures_without_neighbors(result):
    """And as smooth ones as others where they are put back in order; it reads the same in either."""
    shuffled, restored = result.of("shuffled"), result.of("restored")
    assert abs(shuffled.of("smoothness").value.median) < 0.05
    assert restored.accuracy == shuffled.accuracy
    assert restored.digits == shuffled.digits


def test_a_penalty_makes_pictures_smooth_or_empty(digits):
    """Beside the same training without it, at the same seed."""
    changed = replace(SETTINGS, epochs=10, seeds=(0,))
    jobs = {job.training: job for job in EXPERIMENT.jobs(changed, digits)}
    trained = EXPERIMENT.run(jobs["trained"], digits)["trained"]
    smooth = EXPERIMENT.run(jobs["smooth"], digits)["smooth"]
    assert smooth["smoothness"][0] > trained["smoothness"][0]


def test_what_is_told_is_the_same_each_time(digits):
    """A job is a function of itself and the data."""
    job = HopeJob("local", 1, 3, 5, is_shown=True)
    assert EXPERIMENT.run(job, digits) == EXPERIMENT.run(job, digits)


def test_findings_and_tables_hold_the_numbers(result):
    """Each median of the table stands in the words, as people write it."""
    table = result.tables[0]
    assert len(table.rows) == 8 * len(MEASURES)
    trained = next(row for row in table.rows if row[:2] == ("trained", "edges"))
    assert f"{trained[2]:.2f}" in result.findings[0]
    assert any("dials of the dense network" in one for one in result.findings)


def test_data_without_pictures_are_refused():
    """A table of numbers has no neighbors."""
    with pytest.raises(ShapeError, match=r"tiny has no image shape, expected pictures.* ask this of images"):
        EXPERIMENT.jobs(SETTINGS, tiny.dataset())


def test_other_pictures_do_without_the_hand_built_network():
    """It reads digits of 28 x 28 pixels; fields are in proportion, 2 of the 6 x 6 pixels here."""
    data = tiny.dataset(n_inputs=36, image_shape=(6, 6))
    jobs = EXPERIMENT.jobs(SETTINGS, data)
    assert "hand-built" not in {job.training for job in jobs}
    told = [EXPERIMENT.run(job, data) for job in jobs]
    assert len(EXPERIMENT.combine(SETTINGS, data, jobs, told).findings) >= 8


def test_local_neurons_see_their_fields_only():
    """16 fields of 10 x 10: each picture is 0 elsewhere."""
    network = local_start(fields_of((28, 28)), 10, np.random.default_rng(0))
    seen = seen_by(network)
    assert seen.sum(axis=1).tolist() == [100] * 16
    assert (pictures_of(network)[~seen] == 0).all()
    assert seen_by(Network.random((784, 16, 10), rng=0)).all()


def test_a_picture_as_text_comes_back_to_a_hundredth():
    """One byte a pixel is enough to draw it; the largest size is 1, and what is not seen is no number."""
    picture = np.random.default_rng(0).normal(size=50)
    seen = np.arange(50) > 4
    back = from_text(as_text(picture, seen))
    np.testing.assert_allclose(back[seen], (picture / np.abs(picture[seen]).max())[seen], atol=0.5 / 127 + 1e-9)
    assert np.isnan(back[~seen]).all()


@pytest.mark.parametrize("shape", [(5, 40), (1, 6)])
def test_pictures_too_small_for_edges_are_refused(shape):
    """Less than six rows or columns have no room for any."""
    data = tiny.dataset(n_inputs=shape[0] * shape[1], image_shape=shape)
    with pytest.raises(ShapeError, match=rf"{shape[0]} x {shape[1]} pixels, expected at least 6 x 6.*ask this of im"):
        EXPERIMENT.jobs(SETTINGS, data)


def remembered(monkeypatch):
    """Let the experiment's trainings be kept; return where."""
    kept = []

    def fitted(*args, **named):
        kept.append(fit(*args, **named))
        return kept[-1]

    monkeypatch.setattr("perceptible.experiments.hope.fit", fitted)
    return kept


def moran(pictures, data, seen):
    """Return the mean smoothness of pictures, as the library measures it."""
    return pytest.approx(float(spatial_autocorrelation(pictures, data.image_shape, seen=seen).mean()), abs=1e-5)


def test_what_training_added_is_the_trained_weights_less_the_start(digits, monkeypatch):
    """Measured again from the network that came out, and from the start of the same seed."""
    kept = remembered(monkeypatch)
    told = EXPERIMENT.run(HopeJob("trained", 3, 2, 4, is_shown=False), digits)
    begun = pictures_of(recipe_named("lesson").network(digits, derived(4, START)))
    ended, lit = pictures_of(kept[0].network), digits.train.inputs.any(axis=0)
    assert told["start"]["smoothness"][0] == moran(begun, digits, lit)
    assert told["trained"]["smoothness"][0] == moran(ended, digits, lit)
    assert told["added"]["smoothness"][0] == moran(ended - begun, digits, lit)


def test_pixels_that_are_never_lit_are_shuffled_along(digits, monkeypatch):
    """Of the mixed pictures those places count that are lit in the mixed images, and in order those of the images."""
    kept = remembered(monkeypatch)
    dark = replace(digits.train, inputs=digits.train.inputs * (np.arange(196) % 14 < 9).astype(np.float32))
    data = replace(digits, train=dark)
    told = EXPERIMENT.run(HopeJob("shuffled", 2, 2, 4, is_shown=False), data)
    order = derived(0, SHUFFLE).permutation(196)
    mixed, lit = pictures_of(kept[0].network), dark.inputs.any(axis=0)
    back = np.empty_like(mixed)
    for place, pixel in enumerate(order):  # the pixel that came to this place
        back[:, pixel] = mixed[:, place]
    assert told["shuffled"]["smoothness"][0] == moran(mixed, data, np.array([lit[pixel] for pixel in order]))
    assert told["restored"]["smoothness"][0] == moran(back, data, lit)


def kind(name, *, p=0.5, smoothness=0.1):
    """Return pictures of which this was measured."""
    ones = [measured([(value, 0.1, 3.0, p)]) for value in (0.4, 0.3, smoothness)]
    return Pictures(name, name, over_seeds([0.9]), tuple(ones), over_seeds([2.0]), (), ())


def found(trained, added):
    """Return findings about such pictures."""
    kinds = ("start", "hand-built", "smooth", "local", "sparse", "shuffled", "restored")
    return HopeResult((trained, added, *map(kind, kinds)), (6, 6), 16, 100, 10, (0, 1)).findings


def test_a_seed_that_chance_explains_decides():
    """The largest share counts: 0.01 from one seed and 0.4 from another is nothing that is beyond chance."""
    assert measured([(0.4, 0.1, 3.0, 0.01), (0.4, 0.1, 0.2, 0.4)]).p == 0.4
    added = kind("added")
    assert "almost random, and cannot be told from it" in found(kind("trained", p=0.4), added)[0]
    assert "almost random, and are not" in found(kind("trained", p=0.05), added)[0]


def test_the_start_hides_what_was_added_where_that_is_smoother():
    """Much of what looks random is the start then, else little."""
    trained = kind("trained", smoothness=0.3)
    assert found(trained, kind("added", smoothness=0.6))[1].startswith("Much of what looks random is the start")
    assert found(trained, kind("added", smoothness=0.1))[1].startswith("Little of what looks random is the start")
