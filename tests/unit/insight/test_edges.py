"""Measures of weight pictures: planted edges and rings stand out, shuffled pictures do not, loops agree."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perceptible.errors import SettingsError, ShapeError
from perceptible.insight.edges import Against, best_matches, measure_pictures, spatial_autocorrelation
from perceptible.insight.template_matching import matches
from perceptible.insight.templates import edge_templates, loop_templates
from perceptible.network import hand_built

SHAPE = (16, 16)
ROWS, COLUMNS = np.mgrid[0:16, 0:16].astype(float)


def pictures(n, seed=0, shape=SHAPE):
    """Return pictures of independent pixels."""
    return np.random.default_rng(seed).normal(size=(n, shape[0] * shape[1]))


def step_at(angle):
    """Return an edge through the middle: 1 on one side and -1 on the other, fading away from it."""
    across = (ROWS - 7.5) * np.cos(angle) - (COLUMNS - 7.5) * np.sin(angle)
    near = np.exp(-((ROWS - 7.5) ** 2 + (COLUMNS - 7.5) ** 2) / 18)
    return (np.tanh(across) * near).reshape(1, -1)


def ring(radius):
    """Return a ring in the middle."""
    distance = np.hypot(ROWS - 7.5, COLUMNS - 7.5)
    return (np.abs(distance - radius) < 1).astype(float).reshape(1, -1)


@pytest.mark.parametrize("degrees", [0, 10, 45, 80, 100, 135, 170])
def test_an_edge_of_any_angle_stands_out(degrees):
    """Also between the angles of the filters, which are 22.5 degrees apart."""
    found = measure_pictures(step_at(np.radians(degrees)), SHAPE, rng=0)
    assert found.edges.mean > 0.8
    assert found.edges.p == 0.01
    assert found.smoothness.mean > 0.5


@pytest.mark.parametrize("radius", [3.0, 4.0, 4.5])
def test_a_ring_is_a_loop_and_what_lacks_its_ring_is_none(radius):
    """A neuron with a ring of negative weights is silent where there is a loop."""
    found = measure_pictures(np.concatenate([ring(radius), -ring(radius)]), SHAPE, rng=0)
    assert found.loops.values[0] > 0.5
    assert found.loops.values[0] > 2 * found.loops.values[1]
    assert found.loops.each_p[0] == 0.01


@given(seed=st.integers(0, 1000))
@settings(max_examples=8)
def test_independent_pixels_are_at_the_null(seed):
    """Shuffling them changes nothing that matters: no measure lies beyond 6 of its standard deviations."""
    found = measure_pictures(pictures(4, seed), SHAPE, n_shuffles=30, rng=seed)
    assert all(abs(one.z) < 6 for one in vars_of(found))


def vars_of(found):
    """Return all measures."""
    return (found.edges, found.loops, found.smoothness, found.smooth_edges, found.smooth_loops)


def test_smooth_pictures_are_edges_only_beside_shuffled_ones():
    """Waves of random phase match edges better than shuffled pixels, and no better than other such waves."""
    rng = np.random.default_rng(0)
    waves = np.fft.rfft2(rng.normal(size=(12, *SHAPE)))
    far = np.hypot(*np.meshgrid(np.fft.fftfreq(16), np.fft.rfftfreq(16), indexing="ij"))
    smooth = np.fft.irfft2(waves * np.exp(-((far / 0.12) ** 2)), s=SHAPE).reshape(12, -1)
    found = measure_pictures(smooth, SHAPE, rng=0)
    assert found.edges.z > 10
    assert abs(found.smooth_edges.z) < 4


def test_the_hand_built_network_is_made_of_edges():
    """The network in which the hope is true scores high, and its weights in another order do not."""
    built = hand_built().weights[0][:6].astype(float)
    mixed = built[:, np.random.default_rng(0).permutation(784)]
    whole, null = best_matches(built, (28, 28)), best_matches(mixed, (28, 28))
    assert whole.mean() > 0.5
    assert null.mean() < 0.25


def test_a_match_is_the_largest_cosine_of_a_loop_over_the_filters():
    """Picture less its mean, filter less its mean, and the angle between them, one filter after the other."""
    picture, best = pictures(1)[0], 0.0
    centered = picture - picture.mean()
    for template in edge_templates(SHAPE):
        filter_ = template - template.mean()
        best = max(best, abs(float(centered @ filter_)) / np.linalg.norm(centered) / np.linalg.norm(filter_))
    assert best_matches(picture[None], SHAPE)[0] == pytest.approx(best, rel=1e-5)


@given(seed=st.integers(0, 1000), has_mask=st.booleans())
@settings(max_examples=20)
def test_spatial_autocorrelation_is_that_of_a_loop(seed, has_mask):
    """Over every pair of neighbors that are both seen, on 4 x 5 pixels."""
    rng = np.random.default_rng(seed)
    picture, seen = rng.normal(size=(4, 5)), rng.random((4, 5)) < 0.8 if has_mask else np.ones((4, 5), bool)
    x = picture - picture[seen].mean()
    products, n_pairs = 0.0, 0
    for i, j in np.ndindex(4, 5):
        for k, m in ((i + 1, j), (i, j + 1)):
            if k < 4 and m < 5 and seen[i, j] and seen[k, m]:
                products, n_pairs = products + x[i, j] * x[k, m], n_pairs + 1
    expected = seen.sum() / n_pairs * products / (x[seen] ** 2).sum() if n_pairs else 0.0
    found = spatial_autocorrelation(picture.reshape(1, -1), (4, 5), seen=seen.reshape(-1))
    assert found[0] == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_pixels_that_are_not_seen_change_nothing():
    """Weights on pixels without ink are left out, whatever they are."""
    seen = np.zeros(256, bool).reshape(SHAPE)
    seen[3:13, 3:13] = True
    first, second = pictures(3, 1), pictures(3, 1)
    second[:, ~seen.reshape(-1)] += 100.0
    one, other = (measure_pictures(some, SHAPE, seen=seen.reshape(-1), n_shuffles=5, rng=0) for some in (first, second))
    for ours, theirs in zip(vars_of(one)[:3], vars_of(other)[:3], strict=True):
        np.testing.assert_allclose(ours.values, theirs.values, rtol=1e-6)


def test_a_picture_of_one_shade_is_nothing():
    """No edge, no loop, no neighbors that differ: 0, and no division by 0."""
    found = measure_pictures(np.full((2, 256), 3.0), SHAPE, n_shuffles=3, rng=0)
    assert [one.mean for one in vars_of(found)] == [0, 0, 0, 0, 0]
    assert found.edges.z == 0.0


def test_z_and_p_are_hand_arithmetic():
    """Averages of the shuffles are 1, 2 and 3: mean 2, deviation 1; the pictures' average of 4 beats all three."""
    one = Against(np.array([3.0, 5.0]), np.array([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]]))
    assert (one.mean, one.null_mean, one.z, one.p) == (4.0, 2.0, 2.0, 0.25)
    np.testing.assert_array_equal(one.each_p, [0.5, 0.25])  # one shuffle of the first is as large: (1 + 1) / 4


@pytest.mark.parametrize("make", [edge_templates, loop_templates])
def test_filters_have_mean_zero_and_length_one(make):
    """So that a product with a picture is a cosine, whatever the picture's mean."""
    table = make((12, 20))
    np.testing.assert_allclose(table.mean(axis=1), 0, atol=1e-6)
    np.testing.assert_allclose(np.linalg.norm(table, axis=1), 1, rtol=1e-5)
    assert table.shape[1] == 240


def test_filters_stand_apart_on_large_pictures():
    """Else 100 x 100 pixels would need ten thousand places: memory for 40 times as many numbers."""
    assert len(loop_templates((56, 56))) < 3 * 784


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"pictures": np.zeros((2, 9))},
            r"pictures have shape \(2, 9\), expected \(n_pictures, 256\).* Give the weights",
        ),
        ({"seen": np.ones(9, bool)}, r"seen holds bool in shape \(9,\), expected .*\(256,\)"),
        ({"seen": np.ones(256)}, "seen holds float64 .* Say of each pixel"),
    ],
)
def test_what_does_not_fit_is_refused(given, message):
    """With the shape that is wanted."""
    options = {"pictures": pictures(2), **given}
    with pytest.raises(ShapeError, match=message):
        measure_pictures(options["pictures"], SHAPE, seen=options.get("seen"))


def test_one_shuffle_is_no_distribution():
    """A spread needs two."""
    with pytest.raises(SettingsError, match=r"n_shuffles is 1, expected a whole number of at least 2. Leave it out"):
        measure_pictures(pictures(1), SHAPE, n_shuffles=1)


def test_a_neuron_that_sees_no_pixel_matches_nothing():
    """All of its pixels were always dark: no picture of it can be compared, and none is."""
    seen = np.array([[False] * 4, [True] * 4])
    found = matches(np.ones((1, 2, 4)) * [1, -1, 1, -1], seen, np.array([[0.5, -0.5, 0.5, -0.5]]), either_sign=True)
    assert found == pytest.approx(np.array([[0.0, 1.0]]))
