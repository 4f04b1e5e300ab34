"""Light and dark: the colors, type and sizes that all figures share, whatever the user's matplotlib settings are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from threading import RLock
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.colors import Colormap, LinearSegmentedColormap

from perceptible.errors import UnknownNameError

__all__ = [
    "ACTIVATION_MAP",
    "DPI",
    "LARGE",
    "SMALL",
    "TEXT",
    "THEMES",
    "TINY",
    "UNIT",
    "Theme",
    "painting",
    "readable_on",
    "relative_luminance",
]

# Sizes of type in pixels of a figure that is 800 pixels wide; TINY is for numbers inside cells alone.
TINY, SMALL, TEXT, LARGE = 10, 13, 15, 18
DPI = 200  # of the files: two dots a pixel
UNIT = 0.72  # points a pixel, at 100 pixels an inch

# DejaVu Sans comes with matplotlib and its figures are all equally wide; the others serve names that it cannot write.
FONTS = ("DejaVu Sans", "Noto Sans CJK JP", "Noto Sans CJK SC", "Hiragino Sans", "Yu Gothic", "Microsoft YaHei")

# The luminance that black and white differ from equally: (1 + 0.05) / (Y + 0.05) = (Y + 0.05) / 0.05.
EVEN = 0.05 * 21**0.5 - 0.05

# matplotlib keeps its settings in one place for the whole process, so one figure is drawn at a time.
_ONE_AT_A_TIME = RLock()

ACTIVATION_MAP = LinearSegmentedColormap.from_list("activation", ["#000000", "#ffffff"])


@dataclass(frozen=True)
class Theme:
    """The colors of a figure.

    Parameters
    ----------
    name : str
        "light" or "dark".
    paper, panel, line, quiet, ink : str
        What it is drawn on, faint areas, rules, secondary words, and words.
    selection : str
        Yellow: what is chosen, such as the network's answer.
    wrong : str
        Mistakes, always beside a word or a shape that says so too.
    negative, positive : tuple of str
        Orange and blue, from 0 to the largest size in equal steps; each pair has the same CIE lightness L*, so that
        neither sign looks heavier.
    """

    name: str
    paper: str
    panel: str
    line: str
    quiet: str
    ink: str
    selection: str
    wrong: str
    negative: tuple[str, ...]
    positive: tuple[str, ...]

    @cached_property
    def signed_map(self) -> Colormap:
        """Return the color map of signed numbers: orange below 0, blue above it."""
        return LinearSegmentedColormap.from_list(f"signed {self.name}", [*self.negative[:0:-1], *self.positive], N=511)

    @cached_property
    def mistake_map(self) -> Colormap:
        """Return the color map of counts of mistakes, from none to the most."""
        return LinearSegmentedColormap.from_list(f"mistakes {self.name}", [self.panel, self.wrong])

    def sign_color(self, value: float) -> str:
        """Return the color of a signed number where its size does not matter."""
        return self.negative[-1] if value < 0 else self.positive[-1]


THEMES = {
    "light": Theme(
        name="light",
        paper="#fbfbfa",
        panel="#f1f1ef",
        line="#d9dbdf",
        quiet="#5b616c",
        ink="#1b1d22",
        selection="#ffc933",
        wrong="#b5123f",
        negative=("#f6f6f6", "#eed3c4", "#e4b091", "#d88d5e", "#ca681e", "#a65000"),
        positive=("#f6f6f6", "#c7daf0", "#99bee9", "#69a2e1", "#3585d8", "#0369bd"),
    ),
    "dark": Theme(
        name="dark",
        paper="#121418",
        panel="#1a1d23",
        line="#2c3038",
        quiet="#9ca3af",
        ink="#e7e9ed",
        selection="#ffd24d",
        wrong="#f4648a",
        negative=("#242424", "#4e3a2e", "#7c5238", "#ad6a3f", "#e08245", "#fea770"),
        positive=("#242424", "#314050", "#3e5e81", "#4a7db5", "#559eec", "#88c0fe"),
    ),
}


def relative_luminance(color: tuple[float, ...]) -> float:
    """Return how bright a color is, from 0 (black) to 1 (white), from red, green and blue in [0, 1].

    Source: W3C, Web Content Accessibility Guidelines 2.2, "relative luminance".
    """
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in color[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def readable_on(color: tuple[float, ...]) -> str:
    """Return black or white, whichever reads better on a color: the contrast is then at least 4.5, for any color.

    Examples
    --------
    >>> readable_on((0.2, 0.4, 0.9)), readable_on((1.0, 0.8, 0.2))
    ('#ffffff', '#000000')
    """
    return "#000000" if relative_luminance(color) > EVEN else "#ffffff"


@contextmanager
def painting(theme: str) -> Iterator[Theme]:
    """Draw in the house style: matplotlib's own defaults with our type and colors, and the user's settings after it.

    Parameters
    ----------
    theme : str
        One of the keys of `THEMES`.

    Yields
    ------
    Theme
        Its colors.

    Raises
    ------
    UnknownNameError
        If there is no theme of this name.

    Examples
    --------
    >>> with painting("dark") as look:
    ...     look.paper
    '#121418'
    """
    if theme not in THEMES:
        raise UnknownNameError("theme", theme, THEMES)
    look = THEMES[theme]
    with _ONE_AT_A_TIME, mpl.rc_context({**_matplotlib_defaults(), **_settings(look)}):
        yield look


@cache
def _matplotlib_defaults() -> dict[Any, object]:
    """Return the settings that matplotlib ships with, but for those that choose a window system."""
    return {name: value for name, value in mpl.rcParamsDefault.items() if not name.startswith(("backend", "toolbar"))}


@cache
def _settings(look: Theme) -> dict[Any, object]:
    """Return our settings: type, colors, and nothing that differs from one run to the next."""
    installed = set(font_manager.get_font_names())
    return {
        "font.family": [font for font in FONTS if font in installed],
        "font.size": SMALL * UNIT,
        "text.color": look.ink,
        "text.parse_math": False,  # a dollar sign in the name of a class is a dollar sign
        "axes.edgecolor": look.line,
        "axes.facecolor": "none",
        "axes.labelcolor": look.quiet,
        "axes.linewidth": UNIT,
        "axes.spines.right": False,
        "axes.spines.top": False,
        "figure.dpi": DPI,
        "figure.facecolor": look.paper,
        "grid.color": look.line,
        "image.composite_image": False,  # pictures stay apart, and so sharp, in SVG files
        "image.interpolation": "nearest",
        "lines.solid_capstyle": "round",
        "savefig.dpi": "figure",
        "savefig.facecolor": "auto",
        "svg.fonttype": "path",
        "svg.hashsalt": "perceptible",
        "xtick.color": look.line,
        "ytick.color": look.line,
        "xtick.labelcolor": look.quiet,
        "ytick.labelcolor": look.quiet,
        "xtick.major.size": 4 * UNIT,
        "ytick.major.size": 4 * UNIT,
    }
