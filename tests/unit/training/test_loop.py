"""The loop: each step is the lesson's, each ending the right one, and what does not fit is refused at the door."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from tests import tiny
from tests.oracles import autograd

from perceptible.data.augmentation import Augmentation
from perceptible.data.dataset import Dataset, Split
from perceptible.errors import DtypeError, MismatchError, SettingsError, ShapeError
from perceptible.evaluation import evaluate
from perceptible.kernels import compiled
from perceptible.network import ACTIVATIONS, Dense, Network
from perceptible.optimizers import follow
from perceptible.training import EpochDone, Finished, Progress, begin, train
from perceptible.training.task import prepare

IN_PYTORCH = {
    "descent": ("SGD", {}),
    "momentum": ("SGD", {"momentum": 0.9}),
    "nesterov": ("SGD", {"momentum": 0.9, "nesterov": True}),
    "adam": ("Adam", {}),
    "adamw": ("AdamW", {}),
}


@pytest.fixture(params=["numpy", "compiled"], autouse=True, scope="module")
def _engine(request):
    """Hold NumPy's steps and compiled ones, where they were built, to the same claims."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PERCEPTIBLE_KERNEL", request.param)
        if request.param == "compiled" and compiled() is None:
            pytest.skip("no compiled steps were built here: no C compiler was found")
        yield


def progress(**options):
    """Return the states after each single step."""
    return [event.state for event in tiny.events(every=1, **options) if isinstance(event, Progress)]


def epochs(**options):
    """Return what was said at the end of each epoch."""
    return [event for event in tiny.events(**options) if isinstance(event, EpochDone)]


def one_neuron(weight, activation="identity"):
    """Return a network with one input, one output and no bias to speak of."""
    return Network((Dense(np.array([[weight]], np.float32), np.zeros(1, np.float32), ACTIVATIONS[activation]),))


def one_image(n_test=0):
    """Return data of one white pixel of class 0, of which there is only one."""
    image = Split(np.ones((1, 1), np.float32), np.zeros(1, int), 1)
    return Dataset("dot", image, image.take(np.arange(n_test)), class_names=("a",), image_shape=None)


def test_a_step_is_the_lessons_formulas_in_plain_numpy():
    """Forward, the outputs' wishes, back through the layers, and each dial against its averaged slope."""
    network = tiny.exact(tiny.network())
    (W1, W2), (b1, b2) = network.weights, network.biases
    task = prepare(tiny.dataset(), tiny.settings(), begin(network, tiny.settings(), 0).seed)
    x, y = task.batch(task.order(begin(network, tiny.settings(), 0)), 0, begin(network, tiny.settings(), 0))
    a1 = 1 / (1 + np.exp(-(x @ W1.T + b1)))
    a2 = 1 / (1 + np.exp(-(a1 @ W2.T + b2)))
    d2 = 2 * (a2 - y) * a2 * (1 - a2)
    d1 = d2 @ W2 * a1 * (1 - a1)
    expected = [W1 - 1.5 * d1.T @ x / 10, b1 - 1.5 * d1.mean(axis=0), W2 - 1.5 * d2.T @ a1 / 10]
    found = progress(some_network=network)[0].parameters
    for ours, plain in zip((found.weights[0], found.biases[0], found.weights[1]), expected, strict=True):
        np.testing.assert_allclose(ours, plain, rtol=1e-13)


@pytest.mark.parametrize("decay", [0.0, 0.1])
@pytest.mark.parametrize("name", IN_PYTORCH)
def test_twenty_steps_of_training_are_those_of_pytorch(torch, name, decay):
    """Its autograd and its optimizers, weight decay on the weights alone, in float64 to 1e-10."""
    network, changes = tiny.exact(tiny.network()), {"optimizer": name, "weight_decay": decay, "learning_rate": 0.05}
    ours = progress(some_network=network, epochs=7, **changes)[19]
    layers = autograd.tensors_of(torch, network)
    kind, options = IN_PYTORCH[name]
    groups = [{"params": [W for W, _ in layers], "weight_decay": decay}, {"params": [b for _, b in layers]}]
    theirs = getattr(torch.optim, kind)(groups, **{"lr": 0.05, "weight_decay": 0.0, **options})
    state = begin(network, tiny.settings(epochs=7, **changes), 0)
    task = prepare(tiny.dataset(), tiny.settings(epochs=7, **changes), state.seed)
    for step in range(20):
        now = replace(state, epoch=step // 3)
        theirs.zero_grad()
        autograd.cost(torch, network, layers, *task.batch(task.order(now), step % 3, now)).backward()
        theirs.step()
    np.testing.assert_allclose(ours.parameters.to_vector(), autograd.vector_of(torch, layers), rtol=1e-10, atol=1e-12)


def test_the_cost_is_that_of_each_image_before_its_step():
    """The first mini-batch is judged by the network that has not seen it."""
    first = tiny.events(every=1)[1]
    task = prepare(tiny.dataset(), tiny.settings(), first.state.seed)
    chosen = task.order(replace(first.state, epoch=0))[:10]
    measured = evaluate(tiny.network(), tiny.dataset().train.take(chosen))
    assert first.cost == pytest.approx(measured.cost, rel=1e-6)
    assert first.accuracy == measured.accuracy


def test_an_epochs_cost_is_the_average_over_all_its_images():
    """Mini-batches of 10, 10 and 5 do not count alike: images do."""
    first, second, third = (e for e in tiny.events(every=1, epochs=1) if isinstance(e, Progress))
    (row,) = (event.row for event in epochs(epochs=1))
    assert row.train_cost == pytest.approx((10 * first.cost + 10 * second.cost + 5 * third.cost) / 25)
    assert row.train_accuracy == pytest.approx((10 * first.accuracy + 10 * second.accuracy + 5 * third.accuracy) / 25)


def test_a_row_holds_what_the_test_images_say_after_the_epoch():
    """Measured on all of them, with the network as it then is."""
    done = epochs()[1]
    measured = evaluate(done.network, tiny.dataset().test)
    assert (done.row.test_cost, done.row.test_accuracy) == (measured.cost, measured.accuracy)
    assert (done.row.epoch, done.row.step, done.row.learning_rate) == (2, 6, 1.5)


def test_without_test_images_nothing_is_measured():
    """Nothing is said about images that are not there."""
    row = epochs(data=tiny.dataset(n_test=0))[0].row
    assert (row.test_cost, row.test_accuracy, row.validation_cost) == (None, None, None)


def test_a_training_learns():
    """60 epochs on images whose brightest pixel is their class: most are answered right, not one in three."""
    result = epochs(data=tiny.dataset(60, 30), epochs=60)
    assert result[0].row.test_accuracy < 0.5
    assert result[-1].row.test_accuracy > 0.8
    assert result[-1].row.train_cost < 0.5 * result[0].row.train_cost


@pytest.mark.parametrize("optimizer", IN_PYTORCH)
def test_rate_0_changes_nothing(optimizer):
    """Not even with weight decay and momentum."""
    end = tiny.events(optimizer=optimizer, learning_rate=0.0, weight_decay=0.1)[-1]
    np.testing.assert_array_equal(end.state.parameters.to_vector(), tiny.network().parameters.to_vector())


@pytest.mark.parametrize("optimizer", ["descent", "adamw"])
@pytest.mark.parametrize("batch_size", [1, 10, 25])
def test_weight_decay_does_not_depend_on_the_batch_size(optimizer, batch_size):
    """In one step of rate 0.5 and decay 0.1 weights shrink by 5 % besides what the gradient does; biases do not."""
    options = {"optimizer": optimizer, "batch_size": batch_size, "learning_rate": 0.5, "epochs": 1}
    network = tiny.exact(tiny.network())
    plain, decayed = (progress(some_network=network, weight_decay=d, **options)[0].parameters for d in (0.0, 0.1))
    for layer in range(2):
        shrunk = plain.weights[layer] - decayed.weights[layer]
        np.testing.assert_allclose(shrunk, 0.05 * network.weights[layer], rtol=1e-9)
        np.testing.assert_array_equal(plain.biases[layer], decayed.biases[layer])


def test_the_learning_rate_follows_the_schedule():
    """A third of the training each at 1.5, 0.15 and 0.015; a row tells the rate of its last step."""
    rates = [event.row.learning_rate for event in epochs(epochs=3, schedule="step")]
    assert rates == pytest.approx([1.5, 0.15, 0.015])


def test_the_averaged_weights_follow_every_step(monkeypatch):
    """The same arithmetic by hand, from the dials after each step."""
    monkeypatch.setenv("PERCEPTIBLE_KERNEL", "numpy")  # the same roundings as below
    average = tiny.network().parameters
    states = progress(average=0.9)
    for number, state in enumerate(states):
        average = follow(average, state.parameters, decay=0.9, n_steps=number)
    assert tiny.same(states[-1].average, average)
    assert tiny.same(states[-1].network.parameters, average)


def test_averaged_weights_do_not_change_what_is_learned():
    """They follow and are measured, but the steps are the same."""
    plain, averaged = (tiny.events(average=average)[-1].state for average in (0.0, 0.9))
    assert tiny.same(plain.parameters, averaged.parameters)
    assert plain.history.columns["test_cost"] != averaged.history.columns["test_cost"]


def test_training_images_are_changed_where_settings_ask_for_it():
    """Other steps are taken than without, and the same for the same seed."""
    data, network = tiny.dataset(n_inputs=36, image_shape=(6, 6)), tiny.network((36, 5, 3))
    changes = (None, Augmentation(shift=1.0), Augmentation(shift=1.0))
    plain, first, second = (tiny.events(data, network, augmentation=change)[-1].state for change in changes)
    assert not tiny.same(plain.parameters, first.parameters)
    assert tiny.same(first.parameters, second.parameters)


def test_held_out_images_are_never_trained_on():
    """With other pictures in their place the same steps are taken; only what is measured on them differs."""
    data = tiny.dataset()
    task = prepare(data, tiny.settings(validation=0.2), begin(tiny.network(), tiny.settings(), 0).seed)
    held_out = np.setdiff1d(np.arange(25), task.train_indices)
    inputs = data.train.inputs.copy()
    inputs[held_out] = 1 - inputs[held_out]
    marked = replace(data, train=replace(data.train, inputs=inputs))
    first, second = (tiny.events(each, validation=0.2)[-1].state for each in (data, marked))
    assert tiny.same(first.parameters, second.parameters)
    assert first.history.columns["train_cost"] == second.history.columns["train_cost"]
    assert first.history.columns["validation_cost"] != second.history.columns["validation_cost"]


def test_test_images_never_decide_anything():
    """With other test images the same network comes out, early stopping or not."""
    data, other = tiny.dataset(), replace(tiny.dataset(), test=tiny.split(9, seed=99))
    options = {"validation": 0.2, "patience": 2, "epochs": 30, "learning_rate": 8.0}
    first, second = (tiny.events(each, **options)[-1] for each in (data, other))
    assert tiny.same(first.network.parameters, second.network.parameters)
    assert first.state.step == second.state.step


def test_early_stopping_waits_for_its_patience_and_keeps_the_best():
    """Two epochs after the lowest validation cost it stops, with the network of that epoch."""
    story = tiny.events(validation=0.2, patience=2, epochs=200, learning_rate=8.0)
    done = [event for event in story if isinstance(event, EpochDone)]
    costs = [event.row.validation_cost for event in done]
    best = int(np.argmin(costs))
    assert (story[-1].reason, len(done)) == ("early stopping", best + 1 + 2)
    assert tiny.same(story[-1].network.parameters, done[best].state.parameters)


def test_patience_without_an_early_stop_keeps_the_best_too():
    """All epochs are done, and the last need not be the best."""
    story = tiny.events(validation=0.2, patience=50, epochs=12, learning_rate=8.0)
    done = [event for event in story if isinstance(event, EpochDone)]
    best = int(np.argmin([event.row.validation_cost for event in done]))
    assert story[-1].reason == "all epochs"
    assert tiny.same(story[-1].network.parameters, done[best].state.parameters)


def test_without_patience_the_last_network_is_kept():
    """Validation then only measures."""
    end = tiny.events(validation=0.2, epochs=12, learning_rate=8.0)[-1].state
    assert end.best is None
    assert tiny.same(end.network.parameters, end.parameters)


def test_a_training_of_no_epochs_ends_where_it_began():
    """Nothing is asked for, and nothing done."""
    started, finished = tiny.events(epochs=0)
    assert (finished.reason, finished.state.step) == ("all epochs", 0)
    assert tiny.same(started.state.parameters, finished.state.parameters)


def test_a_training_that_diverges_stops_before_the_first_cost_that_is_no_number():
    """C = (w + b - 1)^2: with rate 2^29 the error grows by 1 - 4 * 2^29, about -2^31, a step, from -1 to 2^31 and 2^62.

    The costs are then 1, 2^62 and 2^124; the next, 2^186, is beyond float32's 2^128.
    """
    story = tiny.events(one_image(), one_neuron(0.0), learning_rate=2.0**29, epochs=20)
    assert (story[-1].reason, story[-1].state.step) == ("diverged", 3)
    assert story[-1].state.history.columns["train_cost"] == pytest.approx([1.0, 2.0**62, 2.0**124], rel=1e-6)


DIVERGING = [
    ({"some_network": tiny.network(activation="relu", output="identity")}, {"learning_rate": 1e9}),
    ({"some_network": tiny.network((6, 3), activation="identity")}, {"learning_rate": 1e3}),
    ({"some_network": tiny.network(activation="identity")}, {"learning_rate": 10.0, "optimizer": "momentum"}),
    ({"some_network": tiny.network(activation="identity")}, {"learning_rate": 1e10, "optimizer": "adam"}),
    ({"some_network": tiny.network()}, {"learning_rate": 3e38, "optimizer": "momentum", "epochs": 30}),
    ({"some_network": tiny.network(activation="identity"), "data": tiny.dataset(n_test=0)}, {"learning_rate": 1e4}),
]


@pytest.mark.parametrize(("parts", "changes"), DIVERGING)
def test_a_training_that_diverges_keeps_the_state_of_exactly_so_many_steps(parts, changes):
    """Every number in it is one, and it is what training that many steps gives."""
    changes = {"epochs": 10, "batch_size": 10, **changes}
    end = tiny.events(**parts, **changes)[-1]
    assert end.reason == "diverged"
    states = [begin(parts["some_network"], tiny.settings(**changes), 0), *progress(**parts, **changes)]
    assert tiny.same(end.state.parameters, states[end.state.step].parameters)
    assert all(np.isfinite(moment.to_vector()).all() for moment in (end.state.parameters, *end.state.optimizer.moments))


@pytest.mark.parametrize("every", [1, 2, 7])
@pytest.mark.parametrize(("parts", "changes"), DIVERGING)
def test_how_often_something_is_said_does_not_change_where_a_training_diverges(parts, changes, every):
    """The last event is the same to the last bit."""
    changes = {"epochs": 10, "batch_size": 10, **changes}
    plain, often = (tiny.events(**parts, **changes, every=each)[-1] for each in (None, every))
    assert tiny.told(often) == tiny.told(plain)


def test_test_images_that_blow_up_end_a_training_as_diverged():
    """The only image learned from gives a finite cost, and the weights left by it are too large for the test image."""
    story = tiny.events(one_image(n_test=1), one_neuron(0.0), learning_rate=2.0**29, epochs=20)
    assert isinstance(story[-1], Finished)
    assert (story[-1].reason, story[-1].state.step) == ("diverged", 3)
    assert len(story[-1].state.history) == 2


@pytest.mark.parametrize("reason", ["diverged", "early stopping"])
def test_a_training_that_has_ended_stays_ended(reason):
    """To go on from its state gives the same end, and no step."""
    options = {"diverged": {"learning_rate": 1e3}, "early stopping": {"validation": 0.2, "patience": 1}}[reason]
    network = tiny.network((6, 3), activation="identity")
    end = tiny.events(some_network=network, epochs=50, **options)[-1]
    started, finished = tiny.events(some_network=network, epochs=50, state=end.state, **options)
    assert (finished.reason, reason) == (reason, end.reason)
    assert tiny.numbers_of(finished.state) == tiny.numbers_of(end.state) == tiny.numbers_of(started.state)


def test_a_training_that_is_done_can_be_given_more_epochs():
    """Two and two more are four, to the last bit."""
    half = tiny.events(epochs=2)[-1].state
    assert len(tiny.events(epochs=2, state=half)) == 2  # it starts and finishes
    assert tiny.told(tiny.events(epochs=4, state=half)[-1]) == tiny.told(tiny.events(epochs=4)[-1])


@pytest.mark.parametrize(
    ("data", "network"),
    [
        (tiny.dataset(1), tiny.network()),
        (tiny.dataset(5, n_classes=1), tiny.network((6, 1))),
        (tiny.dataset(n_inputs=3, n_classes=2), tiny.network((3, 2, 2))),
        (tiny.dataset(), tiny.network((6, 3))),
        (tiny.dataset(), tiny.network((6, 1, 1, 1, 1, 3))),
        (tiny.dataset(), tiny.network(output="softmax")),
        (tiny.dataset(), tiny.network(output="softmax", cost="cross-entropy")),
        (tiny.dataset(5, n_classes=1), tiny.network((6, 1), output="softmax", cost="cross-entropy")),
        (tiny.dataset(), tiny.exact(tiny.network())),
    ],
)
def test_the_smallest_and_oddest_trainings_go_to_their_end(data, network):
    """One image, one class, no hidden layer, a chain of single neurons, one share of softmax, float64."""
    end = tiny.events(data, network, epochs=3, batch_size=100)[-1]
    assert (end.reason, end.state.step, len(end.state.history)) == ("all epochs", 3, 3)
    assert end.network.weights[0].dtype == network.weights[0].dtype


@pytest.mark.parametrize("batch_size", [10**8, 2**31, 2**32, 10**30])
def test_a_batch_size_beyond_all_memory_is_a_batch_of_all_images(batch_size):
    """Nothing is reserved for images that are not there, and no number wraps around in C."""
    whole, larger = (tiny.events(batch_size=size)[-1].state for size in (25, batch_size))
    assert tiny.numbers_of(larger) == tiny.numbers_of(whole)


def test_the_network_and_the_data_stay_as_they_were():
    """New networks come out with the events."""
    network, data = tiny.network(), tiny.dataset()
    before = network.parameters.to_vector(), data.train.inputs.copy()
    tiny.events(data, network)
    np.testing.assert_array_equal(network.parameters.to_vector(), before[0])
    np.testing.assert_array_equal(data.train.inputs, before[1])


def test_whoever_watches_cannot_disturb_a_training():
    """Arrays of every event are read-only."""
    for before, after in pairwise(tiny.events(every=1, optimizer="momentum")):
        for array in (*after.state.parameters.weights, *before.state.optimizer.moments[0].biases):
            assert not array.flags.writeable


@pytest.mark.parametrize("every", [0, -1, 2.5, True, "1"])
def test_events_at_no_whole_number_of_steps_are_refused(every):
    """Before anything is computed."""
    with pytest.raises(SettingsError, match=rf"every is {every!r}, expected a whole number of steps from 1\. Leave it"):
        train(tiny.network(), tiny.dataset(), every=every)


@pytest.mark.parametrize(
    ("network", "data", "settings", "kind", "message"),
    [
        (
            tiny.network((5, 3)),
            tiny.dataset(),
            None,
            ShapeError,
            r"5 inputs and 3 outputs, expected 6 and 3 as tiny has",
        ),
        (
            tiny.network((6, 4)),
            tiny.dataset(),
            None,
            ShapeError,
            r"6 inputs and 4 outputs.*Give the network these sizes",
        ),
        (tiny.network(copies=2), tiny.dataset(), None, ShapeError, r"holds \(2,\) networks, expected one\. Train them"),
        (
            tiny.network(),
            tiny.split(9),
            None,
            DtypeError,
            r"data is a Split, expected a Dataset.*perceptible\.load_data",
        ),
        (
            tiny.network(),
            tiny.dataset(),
            {"epochs": 1},
            DtypeError,
            r"settings is \{'epochs': 1\}, expected Settings\.",
        ),
    ],
)
def test_what_cannot_be_trained_is_refused_at_the_door(network, data, settings, kind, message):
    """When `train` is called, not when its first event is asked for."""
    with pytest.raises(kind, match=message):
        train(network, data, settings)


def test_a_network_of_other_arrays_is_refused(torch):
    """The images are NumPy's."""
    network = tiny.network()
    there = network.with_parameters(network.parameters.map(torch.tensor))
    with pytest.raises(DtypeError, match=r"arrays of type Tensor, expected NumPy's.*parameters\.map\(numpy\.asarray\)"):
        train(there, tiny.dataset())


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ({}, {"optimizer": "adam"}, r"0 averages of past gradients.*expected 2 for 'adam'.*Go on with the optimizer"),
        ({"optimizer": "adam"}, {}, r"2 averages of past gradients.*expected 0 for 'descent'"),
        ({}, {"average": 0.9}, r"no averaged weights, expected .* and some\. Go on with"),
        ({"average": 0.9}, {}, r"some averaged weights, expected .* and no\. Go on with"),
        (
            {"batch_size": 1},
            {"batch_size": 10},
            r"4 steps of its epoch behind it, expected at most 3\. Go on with the data",
        ),
    ],
)
def test_a_state_of_other_settings_is_refused(before, after, message):
    """To go on with them would go wrong somewhere in the middle."""
    state = progress(epochs=1, **before)[-1] if "batch_size" not in before else progress(epochs=1, **before)[3]
    with pytest.raises(MismatchError, match=message):
        tiny.events(epochs=2, state=state, **after)


def test_a_state_of_another_network_is_refused():
    """Its dials would not fit."""
    state = begin(tiny.network((6, 4, 3)), tiny.settings(), 0)
    with pytest.raises(
        MismatchError, match=r"the state is of a network \(6, 4, 3\), expected \(6, 5, 3\)\. Go on with"
    ):
        tiny.events(state=state)
