"""One layer by loops and by a product: the same numbers, and times from a clock that is passed in."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tiny import network

from perceptible.errors import ValueRangeError
from perceptible.insight import sums_by_loops, sums_by_matrix, time_layer


@given(n=st.integers(1, 6), n_previous=st.integers(1, 9), seed=st.integers(0, 99))
def test_loops_and_product_agree(n, n_previous, seed):
    """The lesson's point: simpler, and the same."""
    rng = np.random.default_rng(seed)
    W, b, a = rng.normal(size=(n, n_previous)), rng.normal(size=n), rng.random(n_previous)
    np.testing.assert_allclose(sums_by_loops(W.tolist(), b.tolist(), a.tolist()), sums_by_matrix(W, b, a), atol=1e-12)


def test_times_come_from_the_clock():
    """A clock that moves by a second at every look makes every computation last one second."""
    ticks = iter(range(1000))
    timing = time_layer(network(), np.ones(6, np.float32), layer=2, clock=lambda: float(next(ticks)))
    assert (timing.loops_seconds, timing.matrix_seconds) == (1.0, 1.0)


def test_a_layer_that_is_not_there_is_refused():
    """The images are layer 0 and have no weights."""
    with pytest.raises(ValueRangeError, match="layer is 0, expected 1 to 2"):
        time_layer(network(), np.ones(6, np.float32), layer=0)
