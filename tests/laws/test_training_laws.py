"""Laws of training: seeds, pauses, what is said and how often, going on from anywhere, threads."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import tiny
from threadpoolctl import threadpool_limits

from perceptible.data.augmentation import Augmentation
from perceptible.kernels import compiled
from perceptible.optimizers import OPTIMIZERS, SCHEDULES
from perceptible.training import EpochDone, Finished, Progress, train

IMAGES = tiny.dataset(n_inputs=16, image_shape=(4, 4))
NETWORK = tiny.network((16, 4, 3), activation="tanh", output="softmax", cost="cross-entropy", start="glorot")
# One of everything that a state can hold: averages of both kinds, the best epoch, random changes.
EVERYTHING = {
    "epochs": 4,
    "optimizer": "adamw",
    "learning_rate": 0.02,
    "schedule": "one-cycle",
    "weight_decay": 0.1,
    "average": 0.9,
    "validation": 0.2,
    "patience": 3,
    "batch_size": 3,
    "augmentation": Augmentation(shift=0.7),
}


@pytest.fixture(params=["numpy", "compiled"], autouse=True, scope="module")
def _engine(request):
    """Hold NumPy's steps and compiled ones, where they were built, to the same claims."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PERCEPTIBLE_KERNEL", request.param)
        if request.param == "compiled" and compiled() is None:
            pytest.skip("no compiled steps were built here: no C compiler was found")
        yield


@st.composite
def trainings(draw):
    """Draw how to train the tiny images: every optimizer and schedule, with and without what can be added."""
    added = {"weight_decay": 0.1, "average": 0.9, "augmentation": EVERYTHING["augmentation"], "validation": 0.2}
    changes = {name: added[name] for name in draw(st.lists(st.sampled_from(sorted(added)), unique=True))}
    if "validation" in changes:
        changes["patience"] = draw(st.none() | st.integers(1, 2))
    return {
        **changes,
        "epochs": draw(st.integers(0, 3)),
        "batch_size": draw(st.sampled_from([1, 4, 10, 100])),
        "optimizer": draw(st.sampled_from(sorted(OPTIMIZERS))),
        "schedule": draw(st.sampled_from(sorted(SCHEDULES))),
        "learning_rate": draw(st.sampled_from([0.0, 0.01, 1.0])),
    }


def run(*, rng=0, every=None, state=None, **changes):
    """Return all events of a training of the tiny images."""
    return tiny.events(IMAGES, NETWORK, rng=rng, every=every, state=state, **changes)


@given(changes=trainings(), seed=st.integers(0, 2**63), every=st.none() | st.integers(1, 9))
@settings(max_examples=30)
def test_the_same_seed_gives_the_same_events(changes, seed, every):
    """Every number of every event, to the last bit."""
    first, second = ([tiny.told(event) for event in run(rng=seed, every=every, **changes)] for _ in range(2))
    assert first == second


@given(changes=trainings(), every=st.integers(1, 40))
@settings(max_examples=30)
def test_how_often_something_is_said_changes_nothing_else(changes, every):
    """The same epochs with the same history, and the same end, to the last bit."""
    silent, talking = run(**changes), run(every=every, **changes)
    kept = [[tiny.told(e) for e in events if isinstance(e, (EpochDone, Finished))] for events in (silent, talking)]
    assert kept[0] == kept[1]


@given(changes=trainings(), every=st.integers(1, 40))
@settings(max_examples=30)
def test_progress_comes_at_every_so_many_steps_and_at_the_end_of_each_epoch(changes, every):
    """Counted from the start of the training, wherever epochs end."""
    events = run(every=every, **changes)
    per_epoch = events[0].steps_per_epoch
    last = events[-1].state.step
    expected = sorted({*range(every, last + 1, every), *range(per_epoch, last + 1, per_epoch)})
    assert [event.state.step for event in events if isinstance(event, Progress)] == expected


@given(changes=trainings(), data=st.data(), every=st.none() | st.integers(1, 9))
@settings(max_examples=40)
def test_a_training_goes_on_from_any_event_as_if_it_had_never_stopped(changes, data, every):
    """Weights, memories, averages, history, best and tally, to the last bit; also when it then says more or less."""
    whole = run(every=2, **changes)
    place = data.draw(st.sampled_from(whole))
    resumed = run(rng=999, every=every, state=place.state, **changes)
    assert tiny.told(resumed[-1]) == tiny.told(whole[-1])


def test_a_training_goes_on_from_every_single_step():
    """With everything that a state can hold, in the middle of epochs and at their ends."""
    whole = run(every=1, **EVERYTHING)
    assert len({event.state.step for event in whole}) == 29  # 7 mini-batches in each of 4 epochs, and the start
    for event in whole:
        assert tiny.told(run(state=event.state, **EVERYTHING)[-1]) == tiny.told(whole[-1])


def test_to_pause_is_not_to_ask_for_the_next_event():
    """Between two events another training runs and random numbers are drawn; nothing is noticed."""
    whole = [tiny.told(event) for event in run(every=1, **EVERYTHING)]
    paused = []
    for event in train(NETWORK, IMAGES, tiny.settings(**EVERYTHING), rng=0, every=1):
        paused.append(tiny.told(event))
        if len(paused) % 7 == 0:
            tiny.events(epochs=1, rng=len(paused))
            np.random.default_rng().random(10)
    assert paused == whole


def test_an_event_of_long_ago_still_says_what_it_said():
    """States are values: the training that went on has not touched them."""
    then = [(event, tiny.told(event)) for event in train(NETWORK, IMAGES, tiny.settings(**EVERYTHING), rng=0)]
    assert [tiny.told(event) for event, _ in then] == [told for _, told in then]


def test_two_seeds_give_two_trainings():
    """The order of the images differs from the first epoch on."""
    first, second = (run(rng=seed, epochs=1)[-1].state for seed in (0, 1))
    assert not tiny.same(first.parameters, second.parameters)


def test_the_order_of_the_data_within_a_full_batch_hardly_matters():
    """All images in one mini-batch: an average has no order, only rounding."""
    network = tiny.exact(NETWORK)
    first, second = (tiny.events(IMAGES, network, rng=seed, batch_size=100)[-1].state.parameters for seed in (0, 1))
    np.testing.assert_allclose(first.to_vector(), second.to_vector(), rtol=1e-9, atol=1e-12)


def test_a_small_enough_rate_lowers_the_cost_in_every_full_batch_epoch():
    """Down the slope, step by step."""
    events = tiny.events(batch_size=100, learning_rate=0.05, epochs=20)
    costs = events[-1].state.history.columns["train_cost"]
    assert all(np.diff(costs) < 0)


@pytest.mark.parametrize("batch_size", [10, 2000])
def test_the_number_of_threads_outside_changes_no_bit(batch_size):
    """Large products are summed in another order by two threads, so training uses one, whatever it finds."""
    data = tiny.dataset(n_train=2000, n_test=2000, n_inputs=400, n_classes=10)
    network = tiny.network((400, 64, 10), start="scaled")
    ends = []
    for n_threads in (1, 2):
        with threadpool_limits(n_threads, user_api="blas"):
            ends.append(tiny.told(tiny.events(data, network, batch_size=batch_size, epochs=1)[-1]))
    assert ends[0] == ends[1]
