"""Averaged weights: a network that follows the trained one slowly and shakes less."""

from __future__ import annotations

from perceptible.network.parameters import Parameters

__all__ = ["follow"]


def follow(average: Parameters, parameters: Parameters, *, decay: float, n_steps: int) -> Parameters:
    r"""Move the average a little towards the parameters (exponential moving average).

    Parameters
    ----------
    average : Parameters
        The average so far.
    parameters : Parameters
        Where training is now.
    decay : float
        How much of the average stays, in [0, 1); 0.999 looks back over about 1,000 steps.
    n_steps : int
        Steps made so far; at first the average follows faster, so that it forgets the random start.

    Returns
    -------
    average : Parameters
        The new average.

    Notes
    -----
    .. math:: \bar w \leftarrow d \, \bar w + (1 - d) \, w, \qquad d = \min(\text{decay}, (1 + t) / (10 + t))

    Source: Polyak and Juditsky (1992) for averaging as such.

    Examples
    --------
    >>> import numpy as np
    >>> zeros, ones = (Parameters((np.full((1, 1), v),), (np.full(1, v),)) for v in (0.0, 1.0))
    >>> follow(zeros, ones, decay=0.9, n_steps=10_000).to_vector().round(6)
    array([0.1, 0.1])
    """
    kept = min(decay, (1 + n_steps) / (10 + n_steps))
    return average.map(lambda slow, now: kept * slow + (1 - kept) * now, parameters)
