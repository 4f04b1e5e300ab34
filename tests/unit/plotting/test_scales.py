"""Which color a signed number has."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.errors import UnknownNameError
from perceptible.plotting.scales import SCALES, signed_norm

limits = st.floats(1e-3, 1e3)
shares = st.floats(-1, 1)


@pytest.mark.parametrize("scale", SCALES)
@given(limit=limits)
def test_zero_is_in_the_middle(scale, limit):
    """0 has no sign and no color, and the largest sizes have the strongest."""
    colors = np.asarray(signed_norm(limit, scale)(np.array([-limit, 0.0, limit])))
    np.testing.assert_allclose(colors, [0, 0.5, 1], rtol=0, atol=1e-12)


@pytest.mark.parametrize("scale", SCALES)
@given(limit=limits, share=shares)
def test_both_signs_have_colors_alike(scale, limit, share):
    """-w lies as far to the left of the middle as w to the right."""
    norm = signed_norm(limit, scale)
    assert float(norm(share * limit)) - 0.5 == pytest.approx(0.5 - float(norm(-share * limit)), abs=1e-12)


@pytest.mark.parametrize("scale", SCALES)
@given(limit=limits, color=st.floats(0.02, 0.98))
def test_a_color_tells_its_number(scale, limit, color):
    """What the legend says of a color is what has this color."""
    norm = signed_norm(limit, scale)
    assert float(norm(float(norm.inverse(color)))) == pytest.approx(color, abs=1e-9)


def test_gamma_and_log_lift_small_numbers():
    """A tenth of the limit: 0.1^0.3 = 0.501 of the color, and log(1 + 10) / log(1 + 100) = 0.520."""
    strengths = [2 * float(signed_norm(2.0, scale)(0.2)) - 1 for scale in ("linear", "gamma", "log")]
    np.testing.assert_allclose(strengths, [0.1, 0.501, 0.520], rtol=0, atol=5e-4)


def test_a_limit_of_zero_leaves_zero_in_the_middle():
    """A network that starts at zeros can be drawn."""
    assert float(signed_norm(0.0)(0.0)) == 0.5


def test_unknown_scales_are_refused():
    """The message lists the scales."""
    with pytest.raises(UnknownNameError, match="scale 'logarithm' is not known, expected one of: linear, gamma, log"):
        signed_norm(1.0, "logarithm")
