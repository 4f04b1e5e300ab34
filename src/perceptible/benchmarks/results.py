"""Results: what was measured, on what, and the file that keeps it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from perceptible.errors import FormatError
from perceptible.files import cannot_write, write_atomically

__all__ = ["Result", "Timing", "read_result", "write_result"]

FORMAT = 1


@dataclass(frozen=True)
class Timing:
    """The figures of one case, in seconds or MB.

    Parameters
    ----------
    name, words : str
        What it is called in files, and for people.
    at : float or None
        Its place on the axis, where there is one.
    first : float or None
        The figure of the first run, which does not count.
    figures : tuple of float
        Those of the turns, in their order.
    skipped : str
        Why there are none.
    """

    name: str
    words: str
    at: float | None = None
    first: float | None = None
    figures: tuple[float, ...] = ()
    skipped: str = ""

    @property
    def median(self) -> float:
        """Return the median of the turns."""
        return median(self.figures)


@dataclass(frozen=True, kw_only=True)
class Result:
    """What came out of one benchmark in one run.

    Parameters
    ----------
    benchmark, title, unit, reference, axis : str
        As in `Benchmark`.
    n_images : int
        Training images that were used; 0 where they do not matter.
    data : str
        Which data they are.
    circumstances : mapping
        Date, commit, machine and versions.
    timings : tuple of Timing
        One for each case.
    """

    benchmark: str
    title: str
    unit: str
    reference: str
    axis: str
    n_images: int
    data: str
    circumstances: Mapping[str, object] = field(default_factory=dict)
    timings: tuple[Timing, ...] = ()

    @property
    def names(self) -> dict[str, str]:
        """Return the words of each case by its name; cases that differ only in their place are one."""
        return {timing.name: timing.words for timing in self.timings}

    @property
    def places(self) -> list[float]:
        """Return the places on the axis at which anything was measured."""
        return sorted({one.at for one in self.timings if one.at is not None and one.figures})

    @property
    def skipped(self) -> dict[str, str]:
        """Return why cases have no figures: the words of the cases, by reason."""
        found: dict[str, list[str]] = {}
        for one in self.timings:
            if not one.figures:
                found.setdefault(one.skipped, []).append(one.words if one.at is None else f"{one.words} at {one.at:g}")
        return {reason: "; ".join(words) for reason, words in found.items()}

    def timing(self, name: str, at: float | None = None) -> Timing | None:
        """Return the figures of a case; None where it was skipped, or is not there."""
        return next((one for one in self.timings if (one.name, one.at) == (name, at) and one.figures), None)

    def ratio(self, timing: Timing) -> float | None:
        """Return how many times as much a case took as the reference: the median over the turns, turn by turn.

        None where one of them was skipped.

        Examples
        --------
        >>> ours, other = Timing("ours", "", figures=(1.0, 2.0, 4.0)), Timing("other", "", figures=(3.0, 8.0, 8.0))
        >>> result = Result(
        ...     benchmark="", title="", unit="s", reference="ours", axis="", n_images=1, data="", timings=(ours, other)
        ... )
        >>> result.ratio(other)
        3.0
        """
        base = self.timing(self.reference, timing.at)
        if base is None or not timing.figures:
            return None
        return median(figure / least for figure, least in zip(timing.figures, base.figures, strict=True))

    def as_dict(self) -> dict[str, object]:
        """Return the result as values that JSON can hold."""
        return {"format": FORMAT, **asdict(self)}


def write_result(result: Result, folder: Path) -> Path:
    """Write a result into a folder, which is made where it is missing; the file of the same benchmark is replaced.

    Returns
    -------
    Path
        The file, named after the benchmark.

    Raises
    ------
    StorageError
        If it cannot be written.
    """
    path = folder / f"{result.benchmark}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from error
    write_atomically(path, (json.dumps(result.as_dict(), indent=1) + "\n").encode())
    return path


def read_result(path: Path) -> Result:
    """Read the file that `write_result` wrote.

    Raises
    ------
    FormatError
        If it is another kind of file.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if values["format"] == FORMAT:
            return _result(values)
        found = f"format {values['format']!r}"
    except (ValueError, KeyError, TypeError) as error:
        found = f"{type(error).__name__}: {error}"
    msg = f"{path} is no result of a benchmark ({found}), expected format {FORMAT}. Measure again: perceptible bench."
    raise FormatError(msg)


def _result(values: Mapping[str, Any]) -> Result:
    """Return the result that `as_dict` gave."""
    timings = tuple(Timing(**{**row, "figures": tuple(row["figures"])}) for row in values["timings"])
    rest = {name: value for name, value in values.items() if name not in {"format", "timings"}}
    return Result(**rest, timings=timings)
