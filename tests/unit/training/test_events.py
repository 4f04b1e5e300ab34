"""Events: frozen, with the state they came from."""

from dataclasses import FrozenInstanceError

import pytest
from tests import tiny

from perceptible.training import EpochDone, Event, Finished, Progress, Started


def test_a_training_tells_its_whole_story():
    """It starts, makes progress, ends each epoch, and finishes."""
    kinds = [type(event) for event in tiny.events(epochs=2)]
    assert kinds == [Started, Progress, EpochDone, Progress, EpochDone, Finished]


def test_started_says_what_will_be_done():
    """25 images, of which a fifth is held out: 20 in mini-batches of 8 are 3 steps; 9 to be tested on."""
    started = tiny.events(batch_size=8, validation=0.2)[0]
    assert (started.n_train, started.n_validation, started.n_test, started.steps_per_epoch) == (20, 5, 9, 3)
    assert started.settings == tiny.settings(batch_size=8, validation=0.2)


def test_an_epoch_done_carries_the_last_row_of_the_history():
    """Whoever shows a table need not keep one."""
    for number, event in enumerate((e for e in tiny.events(epochs=3) if isinstance(e, EpochDone)), start=1):
        assert event.row is event.state.history.rows[-1]
        assert (event.row.epoch, len(event.state.history)) == (number, number)


def test_the_last_event_says_why():
    """Here because all epochs are done."""
    finished = tiny.events()[-1]
    assert (type(finished), finished.reason, finished.state.reason) == (Finished, "all epochs", "all epochs")


def test_every_event_has_the_network_as_it_then_was():
    """The start at first, and another after each step."""
    networks = [event.network.parameters.to_vector().tobytes() for event in tiny.events(every=1, epochs=1)]
    assert networks[0] == tiny.network().parameters.to_vector().tobytes()
    assert len(set(networks)) == 4  # three steps; the end of the epoch and of the training change nothing


@pytest.mark.parametrize("kind", [Started, Progress, EpochDone, Finished])
def test_every_event_is_frozen(kind):
    """Many may watch the same stream."""
    event = next(event for event in tiny.events() if isinstance(event, kind))
    assert isinstance(event, Event)
    with pytest.raises(FrozenInstanceError, match="state"):
        event.state = None
