"""Many networks in one array: the same steps as one by one, on NumPy and on PyTorch."""

from dataclasses import replace

import numpy as np
import pytest
from tests import tiny

from perceptible.errors import SettingsError, ShapeError
from perceptible.network import Network
from perceptible.training import Settings, begin
from perceptible.training.loop import plain_steps
from perceptible.training.task import prepare
from perceptible.training.together import train_together

COPIES = 3
CASES = {
    "descent": Settings(epochs=2, batch_size=7, learning_rate=0.5),
    "momentum": Settings(epochs=2, batch_size=7, learning_rate=0.1, optimizer="momentum", weight_decay=0.01),
    "adamw": Settings(
        epochs=2, batch_size=7, learning_rate=0.01, optimizer="adamw", weight_decay=0.1, schedule="cosine"
    ),
}


def networks():
    """Return three networks for the tiny data."""
    data = tiny.dataset()
    return Network.random((data.n_inputs, 5, data.n_classes), copies=COPIES, rng=3)


def one_by_one(number, chosen):
    """Return the dials of one of them after the same training alone, in plain NumPy."""
    many, data = networks(), tiny.dataset()
    state = begin(many.with_parameters(many.parameters.map(lambda array: array[number])), chosen, rng=number)
    task = prepare(data, chosen, state.seed)
    for epoch in range(chosen.epochs):
        state, _, _ = plain_steps(task, task.order(state), state, task.steps_per_epoch)
        state = replace(state, epoch=epoch + 1, position=0)
    return state.seed, state.parameters


@pytest.mark.parametrize("name", CASES)
def test_each_network_is_what_it_would_be_alone(name):
    """The leading axis is no other arithmetic; only the order of sums may differ."""
    chosen, train = CASES[name], tiny.dataset().train
    alone = [one_by_one(number, chosen) for number in range(COPIES)]
    seeds = [seed for seed, _ in alone]
    together = train_together(networks(), train.inputs, train.targets, chosen, seeds=seeds)
    for number, (_, parameters) in enumerate(alone):
        ours = together.network.parameters.map(lambda array, n=number: array[n])
        np.testing.assert_allclose(ours.to_vector(), parameters.to_vector(), rtol=1e-4, atol=1e-6)


def test_pytorch_gives_the_same_numbers(torch):
    """On a GPU the same lines run; here the processor stands for it."""
    chosen, train = CASES["descent"], tiny.dataset().train
    many = networks()
    ours = train_together(many, train.inputs, train.targets, chosen, seeds=[1, 2, 3])
    inputs, targets = (torch.tensor(np.array(array)) for array in (train.inputs, train.targets))
    tensors = many.with_parameters(many.parameters.map(lambda array: torch.tensor(np.array(array))))
    theirs = train_together(tensors, inputs, targets, chosen, seeds=[1, 2, 3])
    np.testing.assert_allclose(theirs.costs, ours.costs, rtol=1e-5)
    vector = np.asarray(theirs.network.parameters.to_vector())
    np.testing.assert_allclose(vector, ours.network.parameters.to_vector(), rtol=1e-4, atol=1e-6)


def test_learning_rates_may_differ():
    """A race from one start: rate 0 stays where it is."""
    train, many = tiny.dataset().train, networks()
    rates = [0.0, 0.1, 1.0]
    after = train_together(many, train.inputs, train.targets, CASES["descent"], seeds=[1, 1, 1], learning_rates=rates)
    assert np.array_equal(after.network.weights[0][0], many.weights[0][0])
    assert not np.array_equal(after.network.weights[0][1], many.weights[0][1])


def test_targets_may_differ():
    """Shuffled labels beside true ones: targets with a leading axis are each network's own."""
    train, many = tiny.dataset().train, networks()
    same = np.stack([train.targets] * COPIES)
    shared, own = (
        train_together(many, train.inputs, targets, CASES["descent"], seeds=[1, 2, 3])
        for targets in (train.targets, same)
    )
    assert np.array_equal(shared.costs, own.costs)


def test_what_does_not_belong_together_is_refused():
    """One seed for each network."""
    train = tiny.dataset().train
    with pytest.raises(ShapeError, match=r"leading axes \(3,\), with 2 seeds and 2 learning rates, expected one"):
        train_together(networks(), train.inputs, train.targets, CASES["descent"], seeds=[1, 2])


def test_what_is_not_done_here_is_refused():
    """Silently leaving out the averaging would be another training."""
    train = tiny.dataset().train
    with pytest.raises(SettingsError, match=r"average is 0\.9, expected none.*Use fit_many"):
        train_together(networks(), train.inputs, train.targets, Settings(average=0.9), seeds=[1, 2, 3])
