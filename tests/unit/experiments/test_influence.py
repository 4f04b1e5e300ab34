"""What the training path says about influence, checked by training again."""

import numpy as np
import pytest

import perceptible as pc
from perceptible.experiments import EXPERIMENTS
from perceptible.experiments.influence import InfluenceSettings
from perceptible.experiments.influence_checked import Checked, interval

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
