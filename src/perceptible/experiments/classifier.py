"""The network that several experiments teach: ReLU, softmax and cross-entropy, of any sizes."""

from __future__ import annotations

from perceptible.data.dataset import Dataset
from perceptible.network import Network
from perceptible.rng import Rng

__all__ = ["classifier", "sizes_in_words"]


def classifier(data: Dataset, hidden: tuple[int, ...], *, copies: int | None = None, rng: Rng = None) -> Network:
    """Return a random network for these data that learns quickly whatever its sizes: ReLU, softmax, cross-entropy.

    Parameters
    ----------
    data : Dataset
        For its inputs and classes.
    hidden : tuple of int
        Neurons by hidden layer.
    copies : int, optional
        Makes so many at once, along a leading axis.
    rng : None, int or numpy.random.Generator, optional
        Where the dials are drawn from.
    """
    return Network.random(
        (data.n_inputs, *hidden, data.n_classes),
        activation="relu",
        output="softmax",
        cost="cross-entropy",
        start="he",
        copies=copies,
        rng=rng,
    )


def sizes_in_words(hidden: tuple[int, ...]) -> str:
    """Return hidden layers as people write them.

    Examples
    --------
    >>> sizes_in_words((16, 16)), sizes_in_words((512,)), sizes_in_words((512, 512, 512))
    ('2 x 16', '1 x 512', '3 x 512')
    """
    if len(set(hidden)) == 1:
        return f"{len(hidden)} x {hidden[0]}"
    return "-".join(map(str, hidden))
