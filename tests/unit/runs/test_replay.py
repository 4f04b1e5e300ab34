"""Trainings made again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.tiny import dataset, events, settings

from perceptible.checkpoints import DataCard, Saved
from perceptible.errors import MismatchError
from perceptible.runs.replay import is_same_end, replay


@pytest.mark.parametrize("changes", [{}, {"optimizer": "adam", "learning_rate": 0.01}, {"average": 0.9}])
def test_the_same_dials_come_out(changes):
    """To the last bit, whatever the optimizer, however often one looks."""
    end = events(**changes)[-1].state
    *_, last = replay(Saved(end, settings(**changes), DataCard.of(dataset())), dataset(), every=1)
    assert is_same_end(last.state, end)


def test_a_training_that_was_stopped_ends_where_it_was():
    """In the middle of an epoch."""
    middle = events(every=2)[2].state
    *_, last = replay(Saved(middle, settings(), DataCard.of(dataset())), dataset(), every=1)
    assert last.state.step == middle.step
    assert is_same_end(last.state, middle)


def test_other_dials_are_noticed():
    """Another seed does not arrive there."""
    end = events()[-1].state
    *_, last = replay(Saved(replace(end, seed=end.seed + 1), settings(), DataCard.of(dataset())), dataset())
    assert not is_same_end(last.state, end)


def test_other_data_are_refused():
    """They would give another training."""
    saved = Saved(events()[-1].state, settings(), DataCard.of(dataset()), path="run")
    with pytest.raises(MismatchError, match="run holds a training on tiny"):
        replay(saved, dataset(n_train=20))
