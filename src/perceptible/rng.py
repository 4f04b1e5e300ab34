"""Randomness: every random number comes from a generator that the caller can name."""

from __future__ import annotations

import numpy as np

from perceptible.errors import DtypeError, ValueRangeError

__all__ = ["Rng", "as_generator", "derived", "seed_from"]

RNG_KINDS = "None, an int of at least 0, or a numpy.random.Generator"
Rng = None | int | np.integer | np.random.Generator
SEED_BITS = 63


def as_generator(rng: Rng) -> np.random.Generator:
    """Turn what users pass as `rng` into a generator.

    Parameters
    ----------
    rng : None, int or numpy.random.Generator
        None for a fresh start from the operating system, an int of at least 0 for a start that can be
        repeated, or a generator, which is returned as it is and moves on as it is used.

    Returns
    -------
    numpy.random.Generator
        A PCG64 generator; never the global one.

    Raises
    ------
    DtypeError
        If `rng` is anything else.
    ValueRangeError
        If `rng` is a negative integer.

    Examples
    --------
    >>> int(as_generator(0).integers(1000)) == int(as_generator(0).integers(1000))
    True
    """
    if isinstance(rng, np.random.Generator):
        return rng
    if isinstance(rng, bool) or not (rng is None or isinstance(rng, (int, np.integer))):
        msg = f"rng is {rng!r} of type {type(rng).__name__}, expected {RNG_KINDS}. Pass a seed such as rng=0."
        raise DtypeError(msg)
    if rng is not None and rng < 0:
        msg = f"rng is {rng}, expected an int of at least 0. Pass a seed such as rng=0."
        raise ValueRangeError(msg)
    return np.random.Generator(np.random.PCG64(rng))


def seed_from(rng: Rng) -> int:
    """Draw one seed, from which a whole training can be derived again.

    Parameters
    ----------
    rng : None, int or numpy.random.Generator
        Where the seed is drawn from; a generator moves on by one draw.

    Returns
    -------
    int
        A whole number from 0 to 2**63 - 1.

    Examples
    --------
    >>> seed_from(0) == seed_from(0)
    True
    """
    return int(as_generator(rng).integers(2**SEED_BITS))


def derived(seed: int, *place: int) -> np.random.Generator:
    """Make the generator of one place in a training, such as (epoch,) or (epoch, mini-batch).

    The same seed and place give the same generator, whatever was drawn before. That is what makes
    a stopped training go on exactly: nothing but the seed and the place has to be kept.

    Parameters
    ----------
    seed : int
        The seed of the whole training, from `seed_from`.
    *place : int
        Whole numbers of at least 0 that name the place.

    Returns
    -------
    numpy.random.Generator
        A generator of its own, independent of those of other places.

    Examples
    --------
    >>> int(derived(7, 2, 5).integers(1000)) == int(derived(7, 2, 5).integers(1000))
    True
    """
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=place)))
