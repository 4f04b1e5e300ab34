"""Figures of Arpit et al., made again."""

from math import sqrt
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import perceptible as pc
from perceptible.errors import SettingsError
from perceptible.experiments import EXPERIMENTS
from perceptible.experiments.arpit import ArpitSettings
from perceptible.experiments.arpit_kinds import INPUTS, LABELS, REAL, made
from perceptible.experiments.arpit_noisy import NoisySettings, noisy_jobs, run_noisy
from perceptible.experiments.arpit_starts import (
    Starts,
    StartsSettings,
    combine_starts,
    run_starts,
    starts_jobs,
    starts_table,
)
from perceptible.experiments.arpit_unrolled import (
    UnrolledJob,
    UnrolledSettings,
    Unrolling,
    combine_unrolled,
    run_unrolled,
    unrolled_findings,
    unrolled_jobs,
)
from perceptible.experiments.spread import over_seeds
from perceptible.insight.critical import critical_samples
from perceptible.training import train_together

ARPIT = EXPERIMENTS["arpit"]
STARTS = StartsSettings(
    hidden=(16,), n_networks=6, n_at_once=4, n_images=500, n_watched=40, batch_size=10, learning_rate=0.3
)
SETTINGS = ArpitSettings(
    starts=STARTS,
    unrolled=UnrolledSettings(hidden=(8,), side=7, n_images=60, epochs=2, n_moments=4),
    noisy=NoisySettings(hidden=(16,), shares=(0.0, 0.8), n_images=150, n_others=150, epochs=(2, 30), batch_size=10),
    seeds=(0, 1),
)


@pytest.fixture(scope="module")
def digits():
    """Return a few synthetic digits."""
    return pc.load_data("synthetic", n_train=500, n_test=150)


@pytest.fixture(scope="module")
def result(digits):
    """Return what the experiment came to."""
    jobs = ARPIT.jobs(SETTINGS, digits)
    return ARPIT.combine(SETTINGS, digits, jobs, [ARPIT.run(job, digits) for job in jobs])


def test_random_data_are_read_at_chance_and_real_data_better(result):
    """After an epoch there is something to know of real examples alone."""
    real, inputs, labels = result.starts
    assert real.mean < 0.7
    assert min(inputs.mean, labels.mean) > 0.75
    assert len(real.rates) == 40


def test_it_does_not_matter_in_how_many_pieces_networks_are_counted(digits):
    """Six networks in pieces of 4 and 2: counts add up to as many as there are."""
    jobs = [job for job in starts_jobs(STARTS) if job.kind == REAL]
    answers = [run_starts(job, digits) for job in jobs]
    assert [job.n_networks for job in jobs] == [4, 2]
    total = np.sum([answer["wrong"] for answer in answers], axis=0)
    every = [*zip(starts_jobs(STARTS), answers * 3, strict=True)]
    found = combine_starts(STARTS, [job for job, _ in every], [answer for _, answer in every])[0]
    assert found.rates == tuple(sorted((total / 6).tolist(), reverse=True))


def test_equally_hard_examples_vary_as_a_binomial_does():
    """By hand: rates 0, 0 and 0.5, 0.5 of 4 networks; p = 0.25, deviation 0.25 against sqrt(0.25 * 0.75 / 4)."""
    one = Starts(REAL, (0.5, 0.5, 0.0, 0.0), (0.25,) * 4, 4)
    assert one.times_binomial == pytest.approx(0.25 / sqrt(0.25 * 0.75 / 4))
    assert one.always == 0.5


def test_many_drawn_rates_are_as_a_binomial(result):
    """What is drawn has the mean of what was counted; 40 draws of 6 networks know it to 0.08 at most."""
    for one in result.starts:
        assert np.mean(one.drawn) == pytest.approx(one.mean, abs=0.12)


def test_sensitivity_is_followed_to_the_end(result):
    """60 images in batches of 10, twice: 12 steps, asked about at five moments; Gini coefficients in range."""
    for one in result.unrolled:
        assert one.steps == (0, 3, 6, 9, 12)
        assert np.shape(one.ginis) == (2, 5)
        assert 0 < one.last.low <= one.last.high < 1


def test_noise_costs_accuracy(result):
    """Without noise, and with 80 % of either kind."""
    clean, labels, inputs = result.noisy
    assert (labels.kind, labels.share, inputs.kind, inputs.share) == (LABELS, 0.8, INPUTS, 0.8)
    assert clean.tested[-1].median > max(labels.tested[-1].median, inputs.tested[-1].median)
    assert all(0 <= over.low <= over.high <= 1 for over in (*clean.critical, *labels.critical))


def test_tables_hold_every_figure(result):
    """Three kinds, five moments of two seeds, 10 x 10 classes, two moments of three noises."""
    sizes = {table.name: len(table.rows) for table in result.tables}
    assert sizes == {"arpit-starts": 3, "arpit-gini": 3 * 2 * 5, "arpit-classes": 3 * 100, "arpit-noisy": 2 * 3}


def test_another_kind_is_refused(digits):
    """Its name is told, and the names that there are."""
    with pytest.raises(SettingsError, match=r"kind is 'odd', expected one of real data, random inputs"):
        made(digits.train, "odd")


def test_the_table_holds_the_deviation_of_the_binomial_distribution():
    """By hand: 4 networks, p = 0.5, all examples alike: 0 between them, where sqrt(0.25 / 4) is to be expected."""
    (row,) = starts_table([Starts(REAL, (0.5,) * 3, (0.5,) * 3, 4)]).rows
    assert row[4:7] == (0.0, 25.0, 0.0)
    (row,) = starts_table([Starts(REAL, (1.0,) * 3, (1.0,) * 3, 4)]).rows
    assert row[4:7] == (0.0, 0.0, 1.0)


def unrolling(kind, *ginis):
    """Return what came out with these coefficients at the end, one from each seed."""
    return Unrolling(kind, (0,), tuple((value,) for value in ginis), ((1.0,),), over_seeds([1.0]))


@given(st.lists(st.tuples(*[st.floats(0.01, 1)] * 3), min_size=1, max_size=6))
def test_the_verdict_on_unequal_shares_is_true_whatever_came_out(seeds):
    """More unequal with real data from every seed than with either other from any, less so, or neither."""
    real, *others = zip(*seeds, strict=True)
    found = [unrolling(REAL, *real), unrolling(INPUTS, *others[0]), unrolling(LABELS, *others[1])]
    told = unrolled_findings(found)[0]
    assert ("fewer images matter more" in told) == all(min(real) > max(other) for other in others)
    assert ("more images matter" in told.replace("fewer images", "")) == all(max(real) < min(other) for other in others)
    assert ("only" in told) == (len(seeds) < 5 and "open" not in told)


def test_a_class_that_one_seed_lacks_is_averaged_over_the_others():
    """-1 stands for no images, and is no sensitivity."""
    answers = [
        {"steps": [0], "ginis": [0.5], "by_class": [[cell, -1.0], [0.2, -1.0]], "accuracy": 1.0} for cell in (-1.0, 0.4)
    ]
    jobs = [UnrolledJob(kind, seed, UnrolledSettings()) for kind in (REAL, INPUTS, LABELS) for seed in (0, 1)]
    assert combine_unrolled(jobs, answers * 3)[0].by_class == ((0.4, -1.0), (0.2, -1.0))


def test_noise_is_measured_after_as_many_epochs_as_are_told(digits, monkeypatch):
    """At 2 and 30 of them: it goes on for 28; what is critical is searched for within the radius of the settings."""
    epochs, radii = [], []

    def train(networks, inputs, targets, settings, *, seeds):
        epochs.append(settings.epochs)
        return train_together(networks, inputs, targets, settings, seeds=seeds)

    def search(network, inputs, how, *, rng):
        radii.append(how.radius)
        return critical_samples(network, inputs, how, rng=rng)

    monkeypatch.setattr("perceptible.experiments.arpit_noisy.train_together", train)
    monkeypatch.setattr("perceptible.experiments.arpit_noisy.critical_samples", search)
    run_noisy(noisy_jobs(SETTINGS.noisy, (0,))[0], digits)
    assert (epochs, radii) == ([2, 28], [0.3, 0.3])


def test_coefficients_are_of_the_average_up_to_the_moment(digits, monkeypatch):
    """By hand: two images with 1 and 1, then 0 and 2: on average 1/2 and 3/2, of which the coefficient is 1/4."""
    planted = SimpleNamespace(
        sensitivities=np.array([[1.0, 1.0], [0.0, 2.0]]), by_class=np.eye(10), network=pc.Network.random((49, 10))
    )
    monkeypatch.setattr("perceptible.experiments.arpit_unrolled.loss_sensitivity", lambda *_, **__: planted)
    (job, *_) = unrolled_jobs(SETTINGS.unrolled, (0,))
    assert run_unrolled(job, digits)["ginis"] == [0.0, 0.25]


def test_the_share_of_the_own_class_is_that_of_the_diagonal():
    """By hand: 3 + 4 of 8; a class without images counts for nothing."""
    one = Unrolling(REAL, (0,), ((0.5,),), ((3.0, 1.0, -1.0), (0.0, 4.0, -1.0), (-1.0, -1.0, -1.0)), over_seeds([1.0]))
    assert one.own_class == pytest.approx(7 / 8)
