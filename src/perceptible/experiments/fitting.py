"""Which recipes can be trained on which data."""

from __future__ import annotations

from perceptible.data.dataset import N_PIXELS, Dataset
from perceptible.training import recipe_named

__all__ = ["can_train"]


def can_train(recipe: str, data: Dataset) -> bool:
    """Return whether a recipe can be trained on these data: images that are no digit are made for 28 x 28 pixels.

    Examples
    --------
    >>> import perceptible as pc
    >>> can_train("honest", pc.load_data("synthetic", n_train=10, n_test=10))
    True
    """
    return data.n_inputs == N_PIXELS or recipe_named(recipe).settings.non_digits == 0
