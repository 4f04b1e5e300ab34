"""Critical samples."""

import numpy as np
import pytest

from perceptible.errors import ValueRangeError
from perceptible.insight.critical import Search, critical_samples
from perceptible.network import Dense, Network
from perceptible.network.activations import activation_named


def border():
    """Return a network of one input whose answer changes from 0 to 1 where the input is 0.5."""
    layer = Dense(np.array([[0.0], [1.0]], np.float32), np.array([0.5, 0.0], np.float32), activation_named("softmax"))
    return Network((layer,), "cross-entropy")


def test_samples_near_the_border_are_critical_and_others_are_not():
    """The planted truth: within 10/255 = 0.039 of 0.5, those at 0.47 and 0.53 are; the search goes straight there."""
    inputs = np.array([[0.40], [0.45], [0.47], [0.53], [0.55], [0.60]], np.float32)
    found = critical_samples(border(), inputs, Search(radius=10, n_steps=20), rng=0)
    assert found.tolist() == [False, False, True, True, False, False]
    assert inputs[2, 0] == np.float32(0.47)  # not modified


def test_a_wider_radius_finds_more():
    """At 60 of 255, that is 0.235, all of them are critical."""
    inputs = np.linspace(0.3, 0.7, 9, dtype=np.float32)[:, None]
    assert critical_samples(border(), inputs, Search(radius=60), rng=0).all()


@pytest.mark.parametrize("options", [{"radius": 0.0}, {"n_steps": 0}, {"radius": float("nan")}])
def test_a_search_that_finds_nothing_is_refused(options):
    """It would say that no sample is critical."""
    with pytest.raises(ValueRangeError, match=r"expected both above 0. Use the defaults"):
        Search(**options)
