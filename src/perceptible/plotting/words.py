"""Words and numbers as figures write them: a true minus, three significant digits, never a rounded-up 100 %."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from math import floor, log10

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from perceptible.errors import SettingsError

__all__ = [
    "MINUS",
    "decimals_for",
    "fitting",
    "layer_name",
    "listed",
    "names_of",
    "neuron_name",
    "number",
    "percent",
    "plural",
    "share",
    "shortened",
    "signed",
    "width_of",
    "wrapped",
]

MINUS = "\N{MINUS SIGN}"
SIGNIFICANT = 3
BETWEEN_WORDS = r" (?!%)"  # a number and its per cent sign stay together
MOST_DECIMALS = 6
STEP = 16  # pixels by which lines are made narrower until they are equally long


def number(value: float, decimals: int | None = None) -> str:
    """Write a number with these decimals, without them in three significant digits.

    Examples
    --------
    >>> number(-0.12345), number(12345.6), number(2, 1)
    ('−0.123', '12,346', '2.0')
    """
    digits = decimals_for(value) if decimals is None else decimals
    text = f"{value:,.{digits}f}"
    is_zero = not text.strip("-0.,")
    return text.lstrip("-") if is_zero else text.replace("-", MINUS)


def signed(value: float, decimals: int | None = None) -> str:
    """Write a number with its sign, 0 without one.

    Examples
    --------
    >>> signed(1.5), signed(-1.5, 1), signed(0, 2)
    ('+1.50', '−1.5', '0.00')
    """
    text = number(value, decimals)
    return f"+{text}" if value > 0 and text.strip("0.,") else text


def share(value: float, decimals: int = 2, whole: float = 1.0) -> str:
    """Write a share of a whole, with more decimals where it would look like nothing or all but is not.

    Examples
    --------
    >>> share(0.81), share(0.99996), share(1.0)
    ('0.81', '0.99996', '1.00')
    """
    while 0 < value < whole and decimals < MOST_DECIMALS and float(f"{value:.{decimals}f}") in {0.0, whole}:
        decimals += 1
    return number(value, decimals)


def percent(fraction: float) -> str:
    """Write a fraction as per cent with one decimal, more where it would look like all or nothing but is not.

    Examples
    --------
    >>> percent(0.9345), percent(0.9999)
    ('93.5 %', '99.99 %')
    """
    return f"{share(100 * fraction, 1, 100.0)} %"


def plural(count: int, word: str) -> str:
    """Write a count with its word.

    Examples
    --------
    >>> plural(1, "image"), plural(10000, "image")
    ('1 image', '10,000 images')
    """
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"


def listed(words: Sequence[str]) -> str:
    """Write words as a list in a sentence.

    Examples
    --------
    >>> listed(["3", "5", "8"])
    '3, 5 and 8'
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def layer_name(layer: int, n_layers: int) -> str:
    """Name a layer as people do: 0 is the inputs, `n_layers` the outputs.

    Examples
    --------
    >>> layer_name(0, 3), layer_name(2, 3), layer_name(3, 3)
    ('inputs', 'hidden 2', 'outputs')
    """
    return "inputs" if layer == 0 else "outputs" if layer == n_layers else f"hidden {layer}"


def neuron_name(layer: int, n_layers: int, neuron: int) -> str:
    """Name a neuron, given from 0, as people do: from 1; the outputs by the class that they stand for.

    Examples
    --------
    >>> neuron_name(1, 3, 6), neuron_name(3, 3, 6)
    ('hidden 1, neuron 7', 'output 6')
    """
    return f"output {neuron}" if layer == n_layers else f"{layer_name(layer, n_layers)}, neuron {neuron + 1}"


def names_of(n_classes: int, class_names: Sequence[str] | None) -> list[str]:
    """Return what people call each class: the names given, or the numbers from 0.

    Raises
    ------
    SettingsError
        If there are not as many names as classes.

    Examples
    --------
    >>> names_of(3, None), names_of(2, ["cat", "dog"])
    (['0', '1', '2'], ['cat', 'dog'])
    """
    if class_names is None:
        return [str(index) for index in range(n_classes)]
    if len(class_names) != n_classes:
        msg = (
            f"class_names has {len(class_names)} names, expected {n_classes}, one for each class. "
            "Use those of the data: data.class_names."
        )
        raise SettingsError(msg)
    return list(class_names)


def decimals_for(value: float, significant: int = SIGNIFICANT) -> int:
    """Return how many decimals show this many significant digits of a number.

    Examples
    --------
    >>> decimals_for(0.0123), decimals_for(1.23), decimals_for(123.0)
    (4, 2, 0)
    """
    if value == 0:
        return significant - 1
    return min(MOST_DECIMALS, max(0, significant - 1 - floor(log10(abs(value)))))


def width_of(text: str, size: float, weight: str = "normal") -> float:
    """Return how wide a text is, in pixels, where `size` is in pixels."""
    width, _, _ = text_to_path.get_text_width_height_descent(
        text, FontProperties(size=size, weight=weight), ismath=False
    )
    return float(width)


def shortened(text: str, width: float, size: float, weight: str = "normal") -> str:
    """Return the text, or as much of it as `width` pixels hold, with an ellipsis where it is cut."""
    if width_of(text, size, weight) <= width:
        return text
    n_letters = bisect_right(range(1, len(text)), width, key=lambda n: width_of(f"{text[:n]}…", size, weight))
    return f"{text[:n_letters].rstrip()}…"


def fitting(names: Sequence[str], width: float, sizes: Sequence[float]) -> tuple[list[str], float]:
    """Return names that fit and the size of their type: the largest of `sizes`, or cut off at the smallest."""
    for size in sizes:
        if all(width_of(name, size) <= width for name in names):
            return list(names), size
    return [shortened(name, width, sizes[-1]) for name in names], sizes[-1]


def wrapped(text: str, width: float, size: float, weight: str = "normal") -> list[str]:
    """Break a text between words into as few lines as `width` pixels allow, all about equally long.

    A word that is wider by itself, such as a long path, is cut off.
    """
    lines = _filled(text, width, size, weight)
    for narrower in range(int(width), 0, -STEP) if len(lines) > 1 else ():
        balanced = _filled(text, narrower, size, weight)
        if len(balanced) > len(lines):
            break
        lines = balanced
    return [shortened(line, width, size, weight) for line in lines]


def _filled(text: str, width: float, size: float, weight: str) -> list[str]:
    """Fill one line after the other."""
    lines = [""]
    for word in re.split(BETWEEN_WORDS, text):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, size, weight) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
