"""Randomness that the caller can name, repeat and take apart."""

import numpy as np
import pytest

from perceptible.errors import DtypeError, ValueRangeError
from perceptible.rng import as_generator, derived, seed_from


def test_the_same_seed_starts_the_same_sequence():
    """And another seed another one."""
    first, again, other = (as_generator(seed).random(5) for seed in (7, 7, 8))
    np.testing.assert_array_equal(first, again)
    assert (first != other).all()


def test_a_seed_means_pcg64():
    """NumPy promises that this generator keeps its stream; its default may change."""
    expected = np.random.Generator(np.random.PCG64(42)).random(5)
    np.testing.assert_array_equal(as_generator(42).random(5), expected)
    np.testing.assert_array_equal(as_generator(np.int64(42)).random(5), expected)


def test_a_generator_is_used_as_it_is():
    """It moves on, so that the next one who draws from it gets other numbers."""
    rng = np.random.default_rng(0)
    assert as_generator(rng) is rng


def test_no_seed_is_a_fresh_start():
    """Two networks made without a seed differ: 2^-128 is the chance that they do not."""
    assert (as_generator(None).random(2) != as_generator(None).random(2)).any()


def test_the_global_generator_is_left_alone():
    """Neither used nor seeded."""
    np.random.seed(1)  # noqa: NPY002  # the global state is what this is about
    expected = np.random.random()  # noqa: NPY002
    np.random.seed(1)  # noqa: NPY002
    as_generator(0).random()
    seed_from(None)
    assert np.random.random() == expected  # noqa: NPY002


@pytest.mark.parametrize("rng", [1.5, "0", True, [0], np.random.PCG64(0)], ids=lambda rng: type(rng).__name__)
def test_what_is_no_seed_is_refused(rng):
    """True would pass for 1, and "0" for nothing at all."""
    with pytest.raises(DtypeError, match=rf"of type {type(rng).__name__}, expected None, an int.*rng=0"):
        as_generator(rng)


@pytest.mark.parametrize("rng", [-1, np.int64(-5)])
def test_a_negative_seed_is_refused(rng):
    """NumPy's own message speaks of unsigned words."""
    with pytest.raises(ValueRangeError, match=rf"rng is {rng}, expected an int of at least 0\. Pass a seed"):
        as_generator(rng)


def test_a_seed_is_drawn_in_its_range():
    """A whole number that files can hold in 64 bits with a sign; a generator moves on by one draw."""
    rng = np.random.default_rng(0)
    seeds = [seed_from(rng) for _ in range(100)]
    assert len(set(seeds)) == 100
    assert all(isinstance(seed, int) and 0 <= seed < 2**63 for seed in seeds)


def test_the_same_int_gives_the_same_seed():
    """`train(..., rng=0)` can be repeated."""
    assert seed_from(0) == seed_from(0) != seed_from(1)


def test_the_same_place_has_the_same_generator():
    """Whatever was drawn elsewhere: that is how a stopped training goes on exactly."""
    before = derived(7, 2, 5).random(3)
    derived(7, 2, 4).random(1_000)
    np.testing.assert_array_equal(derived(7, 2, 5).random(3), before)


def test_places_do_not_share_numbers():
    """Epochs, mini-batches and seeds all matter, and so does their order."""
    places = [(7,), (7, 1), (7, 2), (7, 1, 2), (7, 2, 1), (8,), (8, 1)]
    assert len({float(derived(*place).random()) for place in places}) == len(places)
