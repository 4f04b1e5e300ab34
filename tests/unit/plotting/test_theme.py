"""The colors and type that all figures share."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_rgb

from perceptible.errors import UnknownNameError
from perceptible.network import Network
from perceptible.plotting import draw_weights, render
from perceptible.plotting.theme import ACTIVATION_MAP, THEMES, painting, readable_on, relative_luminance

SHARES = np.linspace(0, 1, 41)


def _lightness(color):
    """Return CIE L*, from 0 to 100 (CIE 15:2004)."""
    luminance = relative_luminance(color)
    return 116 * np.cbrt(luminance) - 16 if luminance > 216 / 24389 else luminance * 24389 / 27


def _contrast(first, second):
    """Return the contrast ratio of the W3C guidelines."""
    low, high = sorted(relative_luminance(to_rgb(color)) for color in (first, second))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", THEMES.values(), ids=THEMES)
def test_neither_sign_looks_heavier(look):
    """A weight of -2 is as light or dark as one of +2; a difference of 1 in L* is about the least that eyes see."""
    for share in SHARES:
        negative, positive = (_lightness(look.signed_map(0.5 + sign * share / 2)) for sign in (-1, 1))
        assert negative == pytest.approx(positive, abs=1)


@pytest.mark.parametrize("look", THEMES.values(), ids=THEMES)
def test_larger_numbers_stand_out_more(look):
    """Away from 0 the lightness moves steadily away from that of 0."""
    lightness = [_lightness(look.signed_map(0.5 + share / 2)) for share in SHARES]
    assert (np.diff(lightness) < 0).all() if look.name == "light" else (np.diff(lightness) > 0).all()


@pytest.mark.parametrize("look", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("name", ["ink", "quiet", "wrong"])
def test_words_can_be_read(look, name):
    """4.5 is what the guidelines (WCAG 2.2, AA) ask of text."""
    assert _contrast(getattr(look, name), look.paper) >= 4.5


@pytest.mark.parametrize("look", THEMES.values(), ids=THEMES)
def test_bars_and_lines_can_be_seen(look):
    """3 is what the guidelines ask of graphics."""
    assert _contrast(look.sign_color(-1.0), look.paper) >= 3
    assert _contrast(look.sign_color(1.0), look.paper) >= 3


@given(color=st.tuples(*[st.floats(0, 1)] * 3))
def test_numbers_can_be_read_on_any_color(color):
    """On no color are both black and white bad."""
    assert _contrast(readable_on(color), color) >= 4.5


def test_activations_run_from_black_to_white():
    """0 is black and 1 is white, in every theme."""
    assert ACTIVATION_MAP(0.0)[:3] == (0, 0, 0)
    assert ACTIVATION_MAP(1.0)[:3] == (1, 1, 1)


def test_luminance_is_that_of_the_guidelines():
    """Their own numbers: white 1, and pure red 0.2126."""
    assert relative_luminance((1.0, 1.0, 1.0)) == pytest.approx(1)
    assert relative_luminance((1.0, 0.0, 0.0)) == pytest.approx(0.2126)


def test_unknown_themes_are_refused():
    """The message lists the themes."""
    with (
        pytest.raises(UnknownNameError, match=r"theme 'drak' is not known, expected one of: light, dark.*'dark'"),
        painting("drak"),
    ):
        pass


def test_settings_of_the_user_neither_matter_nor_change():
    """A figure looks the same on every machine, and drawing it leaves no trace."""
    network = Network.random((4, 3), rng=0)
    expected = render(draw_weights(network), ".svg")
    with mpl.rc_context({"font.size": 40, "axes.facecolor": "red", "svg.hashsalt": "other"}):
        before = dict(mpl.rcParams)
        assert render(draw_weights(network), ".svg") == expected
        assert dict(mpl.rcParams) == before
