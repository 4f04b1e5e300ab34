"""What one training of a sweep comes to."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest
from tests.tiny import dataset

import perceptible as pc
from perceptible.errors import DivergedError, FormatError
from perceptible.sweeps import Row, Sweep, jobs, train_job


def trained(data, **axes):
    """Return the row of a training, on a clock on which it takes 5 seconds."""
    sweep = Sweep(data, axes={name: [value] for name, value in axes.items()}, seeds=(7,))
    ticks = iter((10.0, 15.0))
    return train_job(jobs(sweep)[0], data=sweep.datasets, clock=lambda: next(ticks))


def test_a_row_holds_what_fit_gives_with_the_same_seed(data):
    """To the last bit: a sweep is nothing but many of these."""
    row = trained(data, epochs=2)
    result = pc.fit(data, settings=pc.Settings(epochs=2), rng=7)
    last, test = result.history.rows[-1], pc.evaluate(result.network, data.test)
    assert (row.train_cost, row.train_accuracy) == (last.train_cost, last.train_accuracy)
    assert (row.test_cost, row.test_accuracy) == (test.cost, test.accuracy)


def test_a_row_says_what_it_was_measured_on(data):
    """6 x 16 + 16 + 16 x 16 + 16 + 16 x 3 + 3 = 435 dials; 25 images are 3 mini-batches an epoch."""
    row = trained(data, epochs=2)
    assert (row.seed, row.data, row.n_train, row.n_test, row.n_parameters) == (7, "tiny", 25, 9, 435)
    assert (row.epochs, row.steps, row.reason, row.seconds) == (2, 6, "all epochs", 5.0)


def test_the_numbers_are_those_of_the_network_that_came_out(data):
    """With patience it is that of the best epoch, not of the last."""
    row = trained(data, epochs=30, validation=0.2, patience=1, learning_rate=5.0)
    settings = pc.Settings(epochs=30, validation=0.2, patience=1, learning_rate=5.0)
    result = pc.fit(data, settings=settings, rng=7)
    costs = result.history.columns["validation_cost"]
    assert row.validation_cost == min(costs) != costs[-1]
    assert row.test_cost == pc.evaluate(result.network, data.test).cost


def test_fewer_images_are_the_first_ones(data):
    """As `Dataset.first`."""
    row = trained(data, epochs=1, n_train=10)
    result = pc.fit(data.first(10), settings=pc.Settings(epochs=1), rng=7)
    assert (row.n_train, row.train_cost) == (10, result.history.rows[-1].train_cost)


def test_what_was_not_measured_is_none(data):
    """No epoch, no validation images, no test images."""
    row = trained(replace(data, test=data.test.take(slice(0, 0))), epochs=0)
    assert (row.train_cost, row.validation_cost, row.test_accuracy, row.n_test) == (None, None, None, 0)


def test_a_training_that_diverges_says_so(data):
    """The sweep goes on without it."""
    with pytest.raises(DivergedError, match="the cost stopped being a number"):
        trained(data, activation="relu", output="identity", learning_rate=1e30, epochs=9)


def test_rows_of_other_columns_are_refused():
    """A ledger of another version is not guessed at."""
    row = asdict(trained(dataset(), epochs=1))
    assert asdict(Row.from_dict(row)) == row
    with pytest.raises(FormatError, match=r"has the columns \['seed'\], expected .*use a new folder"):
        Row.from_dict({"seed": 3})
