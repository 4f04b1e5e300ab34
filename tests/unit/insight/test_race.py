"""Races of settings."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.tiny import dataset

from perceptible.errors import SettingsError, UnknownNameError
from perceptible.insight.race import Race, Runner, race
from perceptible.training import RECIPES, EpochRow, History, Result, Settings, fit

SHORT = Settings(epochs=2, batch_size=10)


class _Runner(Runner):
    """A runner whose accuracies are given."""

    def __init__(self, name, accuracies):
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "given", np.array(accuracies))

    @property
    def accuracies(self):
        """Return those that were given."""
        return self.given


def test_the_same_seed_gives_the_network_that_fit_gives():
    """So that a panel of the race can be trained again alone."""
    found = race({"short": SHORT}, dataset(), seeds=[3])
    alone = fit(dataset(), settings=SHORT, rng=3)
    np.testing.assert_array_equal(found.winner.results[0].network.weights[0], alone.network.weights[0])


def test_runners_start_alike():
    """One seed, two learning rates, one start."""
    found = race({"a": SHORT, "b": replace(SHORT, learning_rate=0.1)}, dataset(), seeds=[0, 1])
    starts = [[result.state.start.weights[0] for result in runner.results] for runner in found.runners]
    np.testing.assert_array_equal(starts[0], starts[1])
    assert not np.array_equal(starts[0][0], starts[0][1])


def test_recipes_bring_their_own_network():
    """Beside the lesson's, with other activations."""
    entry = replace(RECIPES["plain-relu"], settings=SHORT)
    found = race({"lesson": SHORT, "relu": entry}, dataset(), seeds=[0])
    assert [runner.results[0].network.activations[0] for runner in found.runners] == ["sigmoid", "relu"]


def test_margin_and_spread_are_hand_arithmetic():
    """Medians 0.9 and 0.8; ranges 0.85 to 0.95 and 0.7 to 0.9 overlap."""
    found = Race((_Runner("slow", [0.7, 0.8, 0.9]), _Runner("fast", [0.95, 0.9, 0.85])), (0, 1, 2))
    assert (found.winner.name, found.winner.spread, found.is_clear) == ("fast", (0.85, 0.95), False)
    assert found.margin == pytest.approx(0.1)
    assert Race((_Runner("a", [0.9]), _Runner("b", [0.8])), (0,)).is_clear


def test_who_diverges_counts_as_0():
    """A seed that gets lost is no reason to be left out of the median."""
    runner = _Runner("wild", [0.9, np.nan, np.nan])
    assert (runner.median, runner.spread, runner.n_diverged) == (0.0, (0.0, 0.9), 2)


def test_diverged_trainings_have_no_accuracy():
    """However good the last epoch was."""
    row = EpochRow(epoch=1, step=1, learning_rate=1, train_cost=1, train_accuracy=1, test_accuracy=0.9)
    results = [Result(None, History((row,)), SHORT, None, reason) for reason in ("all epochs", "diverged")]
    np.testing.assert_array_equal(Runner("x", tuple(results)).accuracies, [0.9, np.nan])


@pytest.mark.parametrize(("n_entries", "seeds"), [(0, [0]), (10, [0]), (1, [])])
def test_there_are_one_to_nine_runners(n_entries, seeds):
    """More do not fit on a page."""
    with pytest.raises(SettingsError, match=f"there are {n_entries} entries and {len(seeds)} seeds, expected 1 to 9"):
        race({str(number): SHORT for number in range(n_entries)}, dataset(), seeds=seeds)


def test_unknown_recipes_are_refused():
    """With those that exist."""
    with pytest.raises(UnknownNameError, match="lesson"):
        race({"short": SHORT}, dataset(), recipe="lessen")
