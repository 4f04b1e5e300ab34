"""Saving: a figure as the bytes of a PNG or SVG file, the same bytes for the same figure."""

from __future__ import annotations

import io
from pathlib import Path

from matplotlib.figure import Figure

from perceptible.errors import SettingsError
from perceptible.files import write_atomically
from perceptible.plotting.theme import painting

__all__ = ["FORMATS", "render", "save_figure"]

# For each ending, what matplotlib would write into the file besides: the date and its own version.
FORMATS: dict[str, dict[str, str | None]] = {
    ".png": {"Software": None},
    ".svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
}


def save_figure(figure: Figure, path: str | Path) -> Path:
    """Write a figure to a file, whole or not at all.

    Parameters
    ----------
    figure : Figure
        What one of the `draw_...` functions returned, or any other.
    path : str or Path
        Where to; the ending says what it becomes, ``.png`` (1,600 pixels wide) or ``.svg``. Its folder must exist.

    Returns
    -------
    Path
        Where it was written.

    Raises
    ------
    SettingsError
        If the ending is neither.
    StorageError
        If the file cannot be written; one that was there before stays.

    Notes
    -----
    The same figure gives the same bytes with the same versions of matplotlib and its fonts. The title of the figure
    is kept in the file for those who cannot see it.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     save_figure(Figure(), Path(folder) / "empty.png").name
    'empty.png'
    """
    target = Path(path)
    if target.suffix.lower() not in FORMATS:
        msg = (
            f"the figure cannot be written to {str(target)!r}: its ending is {target.suffix!r}, expected one of: "
            f"{', '.join(FORMATS)}. Name it {target.with_suffix('.png').name if target.name else 'figure.png'!r}."
        )
        raise SettingsError(msg)
    write_atomically(target, render(figure, target.suffix.lower()))
    return target


def render(figure: Figure, ending: str) -> bytes:
    """Return the bytes of the file that a figure becomes; `ending` is one of `FORMATS`."""
    metadata = FORMATS[ending]
    title = str(figure.get_label())
    if title:
        metadata = {**metadata, "Title": title}
    page = io.BytesIO()
    with painting("light"):  # for all but the colors, which the figure has by now
        figure.savefig(page, format=ending[1:], metadata=metadata, facecolor=figure.get_facecolor())
    return page.getvalue()
