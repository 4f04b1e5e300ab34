"""Pictures in a terminal: two pixels in one character, the upper and the lower half of a block."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from perceptible.arrays import FloatArray

__all__ = ["half_blocks", "side_by_side"]

# Where a person watches, each half has its own gray of 24 bits; elsewhere it is full or empty.
INK = 0.35
BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
RESET = "\x1b[0m"


def half_blocks(image: FloatArray, *, in_gray: bool) -> list[str]:
    """Return a picture as lines of characters, each two pixels high.

    Parameters
    ----------
    image : float array of shape (height, width)
        Pixels in [0, 1], 0 black, 1 white.
    in_gray : bool
        Use the colors of a terminal; otherwise pixels are full or empty.

    Returns
    -------
    list of str
        Half as many lines as the image has rows, rounded up.

    Examples
    --------
    >>> half_blocks(np.array([[1.0, 0.0, 1.0], [0.0, 0.0, 1.0]]), in_gray=False)
    ['▀ █']
    """
    rows = image if len(image) % 2 == 0 else np.vstack([image, np.zeros_like(image[:1])])
    if not in_gray:
        lit = rows > INK
        return ["".join(map(_block, lit[top], lit[top + 1])) for top in range(0, len(rows), 2)]
    levels = np.rint(np.clip(rows, 0, 1) * 255).astype(int)
    return ["".join(map(_gray, levels[top], levels[top + 1])) + RESET for top in range(0, len(rows), 2)]


def side_by_side(pictures: Sequence[Sequence[str]], captions: Sequence[str], *, width: int) -> str:
    """Put pictures of equal size beside each other, each with a caption below.

    Parameters
    ----------
    pictures : sequence of lists of lines
        As `half_blocks` returns them.
    captions : sequence of str
        One for each.
    width : int
        Visible characters in each line; escape sequences do not count.
    """
    lines = ["  ".join(parts) for parts in zip(*pictures, strict=True)]
    lines.append("  ".join(caption[:width].ljust(width) for caption in captions).rstrip())
    return "\n".join(lines)


def _block(upper: bool, lower: bool) -> str:
    """Return the character that has these halves."""
    return BLOCKS[bool(upper), bool(lower)]


def _gray(upper: int, lower: int) -> str:
    """Return an upper half block, its upper half as foreground and its lower as background."""
    return f"\x1b[38;2;{upper};{upper};{upper};48;2;{lower};{lower};{lower}m▀"
