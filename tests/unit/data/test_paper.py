"""The light on the paper, and the ink that is left when it is divided away."""

import numpy as np
import pytest

from perceptible.data.paper import find_ink, ink_color, ink_depth, ink_level, paper_light

SHAPE = (90, 120)


def light(kind):
    """Return paper without ink in one kind of light."""
    y, x = np.indices(SHAPE) / 120
    return {
        "even": np.full(SHAPE, 0.9),
        "slope": 0.9 - 0.5 * x,
        "vignette": 0.9 - 0.6 * ((x - 0.5) ** 2 + (y - 0.4) ** 2),
        "shadow": 0.9 - 0.25 / (1 + np.exp((x - 0.6) / 0.06)),
    }[kind]


def written(paper, factor=0.25):
    """Write a cross with strokes of 8 pixels on paper; ink lets `factor` of the light come back."""
    mask = np.zeros(SHAPE, bool)
    mask[20:70, 50:58] = mask[40:48, 30:90] = True
    return np.where(mask, paper * factor, paper), mask


@pytest.mark.parametrize("kind", ["even", "slope", "vignette", "shadow"])
def test_the_light_is_found_under_the_ink(kind):
    """Within 5 % of white at every pixel, whatever falls on the paper."""
    paper = light(kind)
    assert np.abs(paper_light(written(paper)[0]) - paper).max() < 0.05


@pytest.mark.parametrize("kind", ["even", "slope", "vignette", "shadow"])
def test_ink_is_found_as_one_dark_value(kind):
    """Where ink is 1/4 as light as its paper, it is 3/4 of the way to black, in any light."""
    picture, mask = written(light(kind))
    depth = ink_depth(picture, paper_light(picture), "dark")
    np.testing.assert_allclose(depth[mask], 0.75, atol=0.05)
    assert np.abs(depth[~mask]).max() < 0.08


@pytest.mark.parametrize("noise", [0.0, 0.03])
def test_the_color_of_the_ink_is_found(noise):
    """Dark ink on light paper, and its negative."""
    picture = written(light("slope"))[0] + noise * np.random.default_rng(0).standard_normal(SHAPE)
    assert ink_color(picture, paper_light(picture)) == "dark"
    assert ink_color(1 - picture, paper_light(1 - picture)) == "light"


def test_noise_is_no_ink():
    """A blank sheet under a lamp, grainy: nothing is found on it, with ten different grains."""
    for seed in range(10):
        picture = light("slope") + 0.04 * np.random.default_rng(seed).standard_normal(SHAPE)
        assert find_ink(ink_depth(picture, paper_light(picture), "dark")) is None


def test_noise_stays_out_of_the_ink():
    """Full ink on the strokes, none elsewhere, at an eighth of the contrast as noise."""
    picture, mask = written(light("slope"), 0.5)
    picture = picture + 0.05 * np.random.default_rng(0).standard_normal(SHAPE)
    ink = find_ink(ink_depth(picture, paper_light(picture), "dark"))
    assert ink[mask].mean() > 0.85
    assert ink[~mask].mean() < 0.05


def test_clean_pictures_keep_their_gray_levels():
    """Without noise, half ink stays half: the floor is 0 and full ink is the darkest."""
    depth = np.zeros((28, 28))
    depth[8:20, 10:18], depth[8:20, 18] = 0.8, 0.4
    np.testing.assert_allclose(find_ink(depth, clean=False), depth / 0.8)


def test_the_level_is_the_mean_of_what_is_beyond_half_of_it():
    """By hand: of 0.9, 0.7, 0.1 the mean beyond 0.45 is 0.8, beyond 0.4 again 0.8."""
    assert ink_level(np.array([[0.9, 0.7, 0.1, 0.0]])) == pytest.approx(0.8)
    assert ink_level(np.zeros((3, 3))) == 0
