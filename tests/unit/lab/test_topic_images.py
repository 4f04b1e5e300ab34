"""Images found, fetched and changed, held against the library called directly."""

import numpy as np
import pytest
from tests.lab import ask, page, pixels, shelf

import perceptible as pc
from perceptible.data import rotate, shift
from perceptible.errors import ValueRangeError

BROWSE = {"kind": "browse", "split": "test", "label": None, "guess": None, "wrong": False, "order": "index"}
STILL = {
    "kind": "transform",
    **dict.fromkeys(("shift_right", "shift_down", "degrees", "thicken", "noise"), 0.0),
    "scale": 1.0,
    "invert": False,
    "seed": 0,
}


def test_browsing_finds_what_a_loop_finds():
    """Wrongly answered images of a digit, the surest first, with their pixels as bytes."""
    judged = pc.evaluate(shelf().first.network, shelf().data.train)
    answer = ask(page(), **(BROWSE | {"split": "train", "label": 7, "order": "confident", "start": 2, "count": 3}))
    sevens = sorted(np.flatnonzero(judged.labels == 7), key=lambda index: -judged.confidences[index])
    assert (answer.n_found, list(answer.indices)) == (len(sevens), sevens[2:5])
    images = shelf().data.train.inputs[sevens[2:5]]
    np.testing.assert_array_equal(answer.pixels.reshape(3, 784), np.rint(images * 255))


def test_browsing_beyond_the_last_image_finds_none():
    """The count tells how many there are."""
    answer = ask(page(), **(BROWSE | {"start": 199, "count": 120}))
    assert (answer.n_found, answer.indices) == (200, (199,))
    with pytest.raises(ValueRangeError, match=r"count 121, expected .* at most 120"):
        ask(page(), **(BROWSE | {"start": 0, "count": 121}))


def test_a_test_image_comes_as_the_network_reads_it():
    """Not rounded, not scaled."""
    answer = ask(page(), kind="test-image", index=11)
    np.testing.assert_array_equal(answer.pixels, shelf().data.test.inputs[11])
    assert answer.pixels.dtype == np.float32
    assert answer.guess == shelf().first.network.predict(answer.pixels[None])[0]


def test_sliders_at_rest_change_nothing():
    """To the last bit."""
    np.testing.assert_array_equal(ask(page(), **STILL, pixels=pixels(2)).pixels, np.float32(pixels(2)))


def test_sliders_are_the_transformations_of_the_library():
    """First moved, then turned."""
    answer = ask(page(), **(STILL | {"shift_right": 2.5, "degrees": -20}), pixels=pixels(2))
    by_hand = rotate(shift(shelf().data.test.inputs[2:3], 2.5, 0), -20)
    np.testing.assert_array_equal(answer.pixels, np.clip(by_hand[0], 0, 1))


@pytest.mark.parametrize(
    "change", [{"scale": 0}, {"thicken": 11}, {"noise": -1}, {"shift_down": 1e300}, {"degrees": -1e9}]
)
def test_sliders_have_ends(change):
    """A hostile message cannot make the server work for minutes."""
    with pytest.raises(ValueRangeError, match="Move the slider back"):
        ask(page(), **(STILL | change), pixels=pixels())
