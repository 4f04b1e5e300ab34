"""Made noise."""

import numpy as np

from perceptible.data.dataset import Split
from perceptible.insight.made_noise import gaussian_like


def test_noise_has_the_mean_and_the_variance_of_the_images():
    """20,000 draws: their mean is known to about 0.002."""
    inputs = np.random.default_rng(0).random((100, 200), dtype=np.float32) ** 2
    noise = gaussian_like(Split(inputs, np.zeros(100, int), 1), rng=1)
    assert noise.shape == inputs.shape
    np.testing.assert_allclose([noise.mean(), noise.std()], [inputs.mean(), inputs.std()], atol=0.01)
    assert noise.min() < 0  # not clipped
