from itertools import count

import pytest
from tests.trainings import KINDS, tiny_data, tiny_network

from perceptible.errors import ShapeError
from perceptible.network import Network
from perceptible.runs import steps_for
from perceptible.training import Settings


def ticking(seconds):
    """Return a clock on which the time between two looks is always the same."""
    ticks = count()
    return lambda: next(ticks) * seconds


@pytest.mark.parametrize(("look", "wanted", "steps"), [(1, 60, 60), (1, 0.1, 1), (0.2, 1, 5)])
def test_as_many_steps_as_take_so_long(look, wanted, steps):
    """On this clock an event takes as long as a look: at least one step, however slow."""
    assert steps_for(wanted, tiny_network(), tiny_data(), KINDS["plain"], clock=ticking(look)) == steps


def test_a_few_slower_steps_are_measured_at_a_time():
    """A step takes 0.05 s at first, and so do two at once, as many as 0.1 s would give: 1 / (0.05 / 2) = 40."""
    assert steps_for(1, tiny_network(), tiny_data(), KINDS["plain"], clock=ticking(0.05)) == 40


def test_fast_steps_are_measured_several_at_a_time():
    """A step takes 0.002 s at first; 8 at once, of which an epoch has 8, take no longer: 1 / (0.002 / 8) = 4,000."""
    assert steps_for(1, tiny_network(), tiny_data(), KINDS["plain"], clock=ticking(0.002)) == 4000


def test_a_clock_that_stands_still_gives_a_number_all_the_same():
    """Coarse clocks do."""
    assert steps_for(1, tiny_network(), tiny_data(), KINDS["plain"], clock=lambda: 0.0) == 1


def test_a_training_of_no_epochs_gives_a_number_all_the_same():
    """There is no step to measure."""
    assert steps_for(1, tiny_network(), tiny_data(), Settings(epochs=0)) == 1


def test_a_network_that_does_not_fit_is_refused():
    """As in training itself."""
    with pytest.raises(ShapeError, match="36"):
        steps_for(1, Network.random((7, 3), rng=0), tiny_data(), KINDS["plain"])
