"""Text for results: JSON, columns, small bars; nothing here prints."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath

__all__ = ["MINUTE", "as_json", "bar", "columns", "duration", "plain"]

MINUTE, HOUR = 60, 3600
EIGHTHS = " ▏▎▍▌▋▊▉"
# In indented JSON, a list that holds no other: it reads better in one line. Texts in JSON hold no line breaks.
FLAT_LIST = re.compile(r"\[\n\s*([^\[\]{}]*?)\n\s*\]")
LINE_BREAK = re.compile(r"\n\s*")


def as_json(document: Mapping[str, object]) -> str:
    """Return a document as indented JSON, lists of plain values in one line each."""
    text = json.dumps(plain(document), indent=2, ensure_ascii=False, allow_nan=False)
    return FLAT_LIST.sub(lambda found: "[" + LINE_BREAK.sub(" ", found[1]) + "]", text)


def plain(value: object) -> object:
    """Return a value made of what JSON has: arrays become lists, what is not finite becomes null.

    Examples
    --------
    >>> plain({"cost": float("nan"), "sizes": np.array([2, 1])})
    {'cost': None, 'sizes': [2, 1]}
    """
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, PurePath):
        return str(value)
    return plain(value.tolist()) if hasattr(value, "tolist") else str(value)


def columns(rows: Sequence[Sequence[object]], *, heads: Sequence[str] = (), right: str = "") -> str:
    """Align rows of cells into columns, two spaces apart.

    Parameters
    ----------
    rows : sequence of rows
        Cells are turned into text.
    heads : sequence of str, optional
        Names of the columns, in a line of their own.
    right : str, optional
        A letter for each column: "r" where it is aligned to the right, as numbers are.
    """
    lines = [list(heads)] * bool(heads) + [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    sides = right.ljust(len(widths))
    return "\n".join(
        "  ".join(
            cell.rjust(width) if side == "r" else cell.ljust(width)
            for cell, width, side in zip(line, widths, sides, strict=True)
        ).rstrip()
        for line in lines
    )


def bar(share: float, width: int = 10) -> str:
    """Draw a share from 0 to 1 as a small bar of this many characters.

    Examples
    --------
    >>> bar(0.5, width=4), bar(0.3125, width=4)
    ('██  ', '█▎  ')
    """
    eighths = round(8 * width * min(max(share, 0.0), 1.0)) if math.isfinite(share) else 0
    full, rest = divmod(eighths, 8)
    return ("█" * full + (EIGHTHS[rest] if rest else "")).ljust(width)


def duration(seconds: float) -> str:
    """Return a time as people say it.

    Examples
    --------
    >>> duration(0.043), duration(2.5), duration(59), duration(150), duration(5400)
    ('0.04 s', '2.5 s', '59 s', '2 min', '1.5 h')
    """
    if seconds < MINUTE:
        decimals = 2 if seconds < 1 else 1 if seconds < 10 else 0
        return f"{seconds:.{decimals}f} s"
    return f"{seconds / MINUTE:.0f} min" if seconds < HOUR else f"{seconds / HOUR:.1f} h"
