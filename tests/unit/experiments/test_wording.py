"""Names and seeds in sentences."""

import pytest

from perceptible.experiments.wording import listed, seeds_words


@pytest.mark.parametrize(
    ("seeds", "words"),
    [
        ((3,), "seed 3"),
        ((0, 1, 2), "seeds 0 to 2"),
        ((0, 3, 7), "seeds 0, 3 and 7"),
        ((2, 1, 0), "seeds 2, 1 and 0"),
        (tuple(range(0, 40, 2)), "20 seeds between 0 and 38"),
    ],
)
def test_figures_name_the_seeds_that_there_were(seeds, words):
    """0, 3 and 7 are not the seeds 0 to 7."""
    assert seeds_words(seeds) == words


@pytest.mark.parametrize(
    ("names", "words"),
    [(["a"], "a"), (["a", "b"], "a and b"), ([3, 5, 8], "3, 5 and 8"), (("a", "b", "c", "d"), "a, b, c and d")],
)
def test_the_last_of_some_names_follows_an_and(names, words):
    """As people list them."""
    assert listed(names) == words
