"""The room as a whole: what is asked of it is found at its door."""

from __future__ import annotations

import pkgutil

from perceptible import insight

# Parts that the others are made of, and no question of their own.
PARTS = {"in_parts", "made_noise", "template_matching"}


def test_every_question_is_found_at_the_door():
    """A measure that only its own module names is found by nobody."""
    homes = {getattr(getattr(insight, name), "__module__", "").rpartition(".")[2] for name in insight.__all__}
    assert {module.name for module in pkgutil.iter_modules(insight.__path__)} - homes == PARTS


def test_a_function_that_is_named_like_its_module_is_the_function():
    """`race` is what one asks, not the file in which it is written."""
    namesakes = {module.name for module in pkgutil.iter_modules(insight.__path__)} & set(insight.__all__)
    assert {"knock_out", "morph", "race"} <= namesakes
    assert all(callable(getattr(insight, name)) for name in namesakes)
