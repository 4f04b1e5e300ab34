"""How sure networks are of what is no digit."""

from dataclasses import replace

import numpy as np
import pytest

import perceptible as pc
from perceptible.data.dataset import Dataset, Split
from perceptible.data.no_digits import NON_DIGITS
from perceptible.experiments import EXPERIMENTS, noise, noise_kinds, question_settings
from perceptible.experiments.noise import NoiseSettings, refused_beside, without_never_trained
from perceptible.experiments.noise_result import KNOWN, REFUSED, UNTRAINED_AT_0
from perceptible.training import recipe_named

NOISE = EXPERIMENTS["noise"]
SETTINGS = NoiseSettings(recipes=("lesson",), epochs=20, n_images=40, seeds=(3, 4))


@pytest.fixture(scope="module")
def digits():
    """Return a few synthetic digits."""
    return pc.load_data("synthetic", n_train=200, n_test=60)


@pytest.fixture(scope="module")
def result(digits):
    """Return what the experiment came to."""
    jobs = NOISE.jobs(SETTINGS, digits)
    return NOISE.combine(SETTINGS, digits, jobs, [NOISE.run(job, digits) for job in jobs])


def test_the_figures_equal_those_of_a_loop_over_images(digits, result):
    """Trained again and averaged one by one: the brightest outputs of digits, for both seeds."""
    means = []
    for seed in SETTINGS.seeds:
        network = pc.fit(digits, settings=replace(recipe_named("lesson").settings, epochs=20), rng=seed).network
        means.append(sum(float(max(network.outputs(image[None])[0])) for image in digits.test.inputs[:40]) / 40)
    kind = result.of("lesson", KNOWN)
    assert (kind.confidence.low, kind.confidence.high) == pytest.approx((min(means), max(means)), rel=1e-5)


def test_every_kind_is_asked_as_often_from_every_seed(result):
    """Two seeds, 40 images each: 80 in every histogram."""
    assert [sum(kind.counts) for kind in result.kinds] == [80] * len(result.kinds)
    assert {kind.name for kind in result.kinds} > {KNOWN, *NON_DIGITS}


def test_digits_cannot_be_told_from_themselves(result):
    """The area under the curve is 1/2 by its definition."""
    assert result.of("lesson", KNOWN).told_apart.median == 0.5


def test_only_weights_that_no_image_reaches_are_silenced(digits):
    """Outputs of training images stay to the last bit; pixels lit in none have no weight left."""
    network = pc.Network.random((784, 5, 10), rng=0)
    bare = without_never_trained(network, digits.train)
    dark = ~digits.train.inputs.any(axis=0)
    np.testing.assert_allclose(bare.outputs(digits.train.inputs), network.outputs(digits.train.inputs), rtol=1e-6)
    assert not bare.weights[0][:, dark].any()
    assert bare.weights[0][:, ~dark].all()


def test_findings_and_tables_say_what_was_measured(result):
    """The first finding names the share of the table."""
    row = next(row for row in result.tables[0].rows if row[1] == "uniform")
    known = next(row for row in result.tables[0].rows if row[1] == KNOWN)
    assert f"in {100 * row[2]:g} %" in result.findings[0].replace(".0 %", " %")
    assert f"in {100 * known[2]:.1f} %" in result.findings[0]
    assert "0.0 to 0.0" not in " ".join(result.findings)


def test_thresholds_refuse_as_a_loop_over_images_does():
    """For each share of known images: sort them, take the threshold, and count strange ones below it one by one."""
    rng = np.random.default_rng(0)
    known, strange = rng.random(50), rng.random(30) * 0.8
    wanted = []
    for share in REFUSED[:-1]:
        threshold = sorted(known)[int(share * 50)]
        wanted.append(sum(1 for one in strange if one < threshold) / 30)
    assert refused_beside(known, strange) == pytest.approx([*wanted, 1.0])


@pytest.mark.parametrize("shape", [(10, 12), None])
def test_other_sizes_and_tables_are_asked_of_what_can_be_made_for_them(shape):
    """Pictures of 10 x 12 pixels have all kinds of noise, a table of 6 numbers no drawings; the rest is said."""
    rng, n_inputs = np.random.default_rng(0), 120 if shape else 6
    splits = [Split(rng.random((n, n_inputs), np.float32), np.arange(n) % 3, n_classes=3) for n in (60, 30)]
    data = Dataset("own", *splits, class_names=("a", "b", "c"), image_shape=shape)
    settings = NoiseSettings(epochs=1, n_images=20, seeds=(0,))
    jobs = NOISE.jobs(settings, data)
    result = NOISE.combine(settings, data, jobs, [NOISE.run(job, data) for job in jobs])
    assert set(jobs[0].kinds) == set(NON_DIGITS) - (set() if shape else {"scribbles", "strokes"})
    assert "Left out: the networks that say no (honest)" in " ".join(result.findings)
    assert result.recipes == ("lesson",)


def test_other_data_sets_are_asked_where_they_are_at_hand(digits, monkeypatch):
    """Clothes that lie on the machine: their test images are shown as they are, and nothing is downloaded."""
    clothes = pc.load_data("synthetic", n_train=10, n_test=30, rng=5)
    asked = []

    def load(name, *, offline):
        asked.append(offline)
        if name == "fashion-mnist":
            return clothes
        raise pc.DataError(name)

    monkeypatch.setattr("perceptible.data.load_data", load)
    assert noise_kinds.others_at_hand(digits) == ("fashion-mnist",)
    np.testing.assert_array_equal(noise_kinds.strange_images("fashion-mnist", 8, digits), clothes.test.inputs[:8])
    assert set(asked) == {True}


@pytest.mark.parametrize("seeds", [[], [1, 1], [-1]])
def test_seeds_that_are_none_are_refused(seeds):
    """What they are, and what to write."""
    with pytest.raises(pc.PerceptibleError, match=r"seeds are .*expected whole numbers.*Write 0-4"):
        question_settings(NOISE, "quick", seeds=seeds)


def test_a_size_that_does_not_exist_is_refused():
    """The sizes are named."""
    with pytest.raises(pc.PerceptibleError, match="size 'huge' is not known, expected one of: quick, standard, full"):
        question_settings(NOISE, "huge")


def test_of_few_test_images_none_need_be_refused(result):
    """1 in 100 of 40 images is less than one: the sentence says at most."""
    assert any(one.startswith("Where at most 1 in 100 test images is refused, the lesson") for one in result.findings)


def test_what_is_said_of_outputs_is_counted_by_hand(digits):
    """Three images, two of them sure, two answered b; all known ones are brighter than two of three."""
    outputs = np.array([[0.95, 0.1, 0.0], [0.2, 0.92, 0.0], [0.1, 0.3, 0.2]])
    known = np.array([[0.94, 0.0, 0.0], [0.0, 0.0, 0.93]])
    said = noise._said(outputs, known, replace(digits, class_names=("a", "b", "c")))
    assert said["sure"] == pytest.approx(2 / 3)
    assert (said["favorite"], said["share"]) == ("b", pytest.approx(2 / 3))
    assert said["told_apart"] == pytest.approx(4 / 6)  # of six pairs of known and strange, four in the right order


def test_noise_is_shown_again_with_the_never_trained_weights_at_0(digits, result):
    """The same images and the same networks, trained again: only those weights are silenced."""
    shares, bare_shares = [], []
    for seed in SETTINGS.seeds:
        network = pc.fit(digits, settings=replace(recipe_named("lesson").settings, epochs=20), rng=seed).network
        images = noise_kinds.strange_images("uniform", 40, digits, rng=seed)
        bare = without_never_trained(network, digits.train)
        for one, kept in ((network, shares), (bare, bare_shares)):
            kept.append(float(one.outputs(images).max(axis=1).mean()))
    means = [result.of("lesson", name).confidence for name in ("uniform", UNTRAINED_AT_0)]
    assert [over.low for over in means] == pytest.approx([min(shares), min(bare_shares)], rel=1e-5)
    assert shares != bare_shares


def test_the_hardest_kind_is_the_one_that_is_refused_least(result):
    """By the table of the curves, at 1 in 100."""
    rows = [row for row in result.tables[1].rows if row[2] == 0.01 and row[1] not in {KNOWN, UNTRAINED_AT_0}]
    hardest = min(rows, key=lambda row: row[3])
    assert f"of the hardest kind, {hardest[1]}, " in result.refusals[0]
