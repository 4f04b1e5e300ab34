"""What the training path says about influence, checked by training again."""

from dataclasses import replace

import numpy as np
import pytest

import perceptible as pc
from perceptible.experiments import EXPERIMENTS, influence
from perceptible.experiments.influence import InfluenceSettings
from perceptible.experiments.influence_checked import Checked, interval
from perceptible.experiments.influence_result import InfluenceResult

INFLUENCE = EXPERIMENTS["influence"]
SETTINGS = InfluenceSettings(
    networks=("no hidden layer",), n_images=100, epochs=5, n_asked=4, share=0.1, n_random=4, n_trainings=4, seeds=(3, 4)
)


@pytest.fixture(scope="module")
def digits():
    """Return a few synthetic digits."""
    return pc.load_data("synthetic", n_train=200, n_test=60)


@pytest.fixture(scope="module")
def answers(digits):
    """Return what the jobs said."""
    return [INFLUENCE.run(job, digits) for job in INFLUENCE.jobs(SETTINGS, digits)]


@pytest.fixture(scope="module")
def result(digits, answers):
    """Return what the experiment came to."""
    return INFLUENCE.combine(SETTINGS, digits, INFLUENCE.jobs(SETTINGS, digits), answers)


def a_check(foretold, measured, kinds=("helped", "middle", "hurt", "random", "random")):
    """Return one image with five groups."""
    tables = dict.fromkeys(("foretold", "by one path", "by likeness"), np.array([foretold]))
    return Checked(
        "any", 0, kinds, 0.9, {**tables, "measured": np.array([measured])}, np.array([[measured], [measured]])
    )


def test_a_forecast_in_the_right_order_agrees_wholly_whatever_its_size():
    """Ranks alone count; the other way round it is -1."""
    foretold = [50.0, 1.0, -9.0, 3.0, 2.0]
    right = a_check(foretold, [0.5, 0.1, -0.3, 0.3, 0.2])
    assert right.agreement("foretold")[0] == pytest.approx(1)
    assert a_check(foretold, [-value for value in foretold]).agreement("foretold")[0] == pytest.approx(-1)
    assert right.own("hurt")[0] == -0.3


def test_random_groups_can_be_judged_alone():
    """The last two are in the wrong order, though all five agree for the most part."""
    checked = a_check([5.0, 3.0, 1.0, 4.0, 2.0], [5.0, 3.0, 1.0, 2.0, 4.0])
    assert checked.agreement("foretold", only_random=True)[0] == pytest.approx(-1)
    assert checked.agreement("foretold")[0] == pytest.approx(1 - 6 * 8 / (5 * 24))  # Spearman's formula


def test_where_there_is_one_valley_the_path_foretells_the_signs(result):
    """The planted truth: without hidden layers, losing what helped costs, and losing what hurt pays."""
    helped = np.concatenate([one.own("helped") for one in result.checked])
    hurt = np.concatenate([one.own("hurt") for one in result.checked])
    assert (helped > 0).mean() >= 0.75
    assert (hurt < 0).mean() >= 0.75
    assert helped.mean() > hurt.mean()


def test_half_of_the_images_asked_about_were_answered_wrong(digits, answers):
    """As far as there are so many; all that helped or hurt are training images."""
    for answer in answers:
        is_wrong = digits.test.labels[answer["asked"]] != np.array(answer["answers"])
        assert is_wrong.sum() == 2
        assert np.max(answer["helped"]) < len(digits.train)


def test_the_interval_holds_the_mean_and_counts_seeds():
    """Two seeds that differ leave more open than two that agree."""
    apart = interval([np.full(8, 0.0), np.full(8, 1.0)])
    assert apart == (0.0, 1.0)
    together = interval([np.array([0.0, 1.0] * 4)] * 2)
    assert 0.0 < together[0] < 0.5 < together[1] < 1.0


def test_findings_and_tables_say_what_was_measured(result):
    """The first finding names the rank correlation of the table."""
    row = result.tables[0].rows[0]
    assert f"{row[3]:.2f}" in result.findings[0]
    assert len(result.tables[0].rows) == 2 * 4
    assert [row[1] for row in result.tables[1].rows] == [3, 4]


def test_the_halves_are_of_different_trainings(answers):
    """Four trainings, two in each half: their average is that of all, and they are not the same."""
    for answer in answers:
        first, second = np.array(answer["halves"])
        np.testing.assert_allclose((first + second) / 2, answer["measured"], atol=1e-9)
        assert not np.allclose(first, second)


def test_most_of_what_helped_is_of_the_same_class(digits, answers):
    """By their numbers among all training images, of which 100 of 200 were taught."""
    same = [digits.train.labels[answer["helped"]] == digits.test.labels[answer["asked"]][:, None] for answer in answers]
    assert np.mean(same) > 0.6


def test_without_a_network_alike_images_of_the_class_help():
    """By hand: 1 x 1 for the same class of three, -1/2 of that for another, nothing for one that shares no ink."""
    taught = pc.Split(np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]]), np.array([0, 1, 0]), n_classes=3)
    asked = pc.Split(np.array([[1.0, 0.0]]), np.array([0]), n_classes=3)
    np.testing.assert_array_equal(influence._alikeness(asked, taught), [[1.0, -0.5, 0.0]])


def told(foretold, likeness, measured):
    """Return the findings of one image with five groups: its own three, and two at random."""
    checked = a_check(foretold, measured)
    changed = replace(checked, tables={**checked.tables, "by likeness": np.array([likeness])})
    return InfluenceResult((changed,), {}, 100, (4, 5), ("a", "b"), None, (0,)).findings


def test_signs_and_the_better_forecast_are_told_as_they_are():
    """Losing what helped costs 0.5, losing what hurt pays 0.3; the order of the paths is right, or the other one is."""
    right, wrong, measured = [9.0, 1.0, -9.0, 3.0, 2.0], [-9.0, -1.0, 9.0, -3.0, -2.0], [0.5, 0.1, -0.3, 0.3, 0.2]
    better, worse, open_one = (told(*pair, measured) for pair in ((right, wrong), (wrong, right), (right, right)))
    assert "helped it most an image costs more in 1 of 1 cases, less in 1 without" in better[1]
    assert "the paths foretell it better than" in better[2]
    assert "the paths foretell it worse than" in worse[2]
    assert "stays open" in open_one[2]
