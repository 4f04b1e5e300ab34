"""Drawings and what the library makes of them, for the page's own preparation to be held against.

Run ``python tests/parity/strokes.py`` to write web/tests/strokes.json; with --check it only says whether the file
holds what the library gives now.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from perceptible.data import prepare_strokes
from perceptible.data.strokes import DOT_SPACING, FIELD, ink, pen_dots

FILE = Path(__file__).parents[2] / "web" / "tests" / "strokes.json"
DECIMALS = 10
N_RANDOM = 30
TOLERANCE = 1e-9
FAR = 100  # pixels: no pad is so large


def drawings() -> list[dict[str, Any]]:
    """Return the drawings by name: points in pixels of the field, and a thickness."""
    found = [_drawing(name, strokes, thickness) for name, strokes, thickness in _special()]
    rng = np.random.default_rng(0)
    for number in range(N_RANDOM):
        strokes = [_wandering(rng) for _ in range(int(rng.integers(1, 4)))]
        found.append(_drawing(f"random {number}", strokes, round(float(rng.uniform(0.5, 5)), 2)))
    return found


def prepared(drawing: dict[str, Any]) -> dict[str, Any]:
    """Return what the library makes of a drawing: prepared as MNIST was, and inked where it was drawn."""
    strokes = [np.array(stroke, np.float64).reshape(-1, 2) for stroke in drawing["strokes"]]
    thickness = drawing["thickness"]
    centered = prepare_strokes(strokes, thickness=thickness).pictures["centered"]
    found = {"prepared": _rounded(centered)}
    if np.abs(np.concatenate(strokes)).max() < FAR:
        dots = pen_dots(strokes, DOT_SPACING * thickness)[None]
        found["drawn"] = _rounded(ink(dots, np.full(dots.shape[:2], thickness / 2), box=FIELD)[0])
    return found


def is_current() -> bool:
    """Tell whether the file holds these drawings and what the library gives for them now."""
    if not FILE.exists():
        return False
    kept, now = json.loads(FILE.read_text(encoding="utf-8")), drawings()
    if [{name: row[name] for name in ("name", "strokes", "thickness")} for row in kept] != now:
        return False
    return all(_near(row, prepared(row)) for row in kept)


def main() -> int:
    """Write the file or check it."""
    if "--check" in sys.argv:
        if not is_current():
            print("web/tests/strokes.json is out of date: run python tests/parity/strokes.py", file=sys.stderr)
        return 0 if is_current() else 1
    rows = [json.dumps(drawing | prepared(drawing), separators=(",", ":")) for drawing in drawings()]
    FILE.write_text("[\n" + ",\n".join(rows) + "\n]\n", encoding="utf-8")
    return 0


def _special() -> list[tuple[str, list[list[float]], float]]:
    """Return the drawings that are easily got wrong: points flat, x and y by turns."""
    return [
        ("a dot", [[14, 14]], 2.35),
        ("a dot in a corner", [[0, 0]], 2.35),
        ("a thick dot", [[3.21, 8.5]], 10),
        ("a thin dot", [[3.21, 8.5]], 0.5),
        ("the same point twice", [[5, 5, 5, 5]], 2.35),
        ("two dots", [[5, 5], [9, 21]], 2.35),
        ("two dots of two strokes each", [[5, 5], [5.01, 5]], 2.35),
        ("an upright line", [[14, 4, 14, 24]], 2.35),
        ("outside, symmetric", [[-3, -3, 31, 12]], 4.05),
        ("a level line", [[4, 14, 24, 14]], 2.35),
        ("a diagonal", [[4, 4, 24, 24]], 2.35),
        ("a square", [[4, 4, 24, 4, 24, 24, 4, 24, 4, 4]], 2.35),
        ("a cross", [[4, 4, 24, 24], [24, 4, 4, 24]], 3),
        ("a seven", [[8, 5, 20, 5, 12, 24]], 2.35),
        ("drawn by keys", [[10.5, 6.5, 11.5, 6.5, 12.5, 6.5, 12.5, 7.5, 12.5, 8.5, 12.5, 20.5]], 2.35),
        ("tiny", [[14, 14, 14.01, 14, 14.01, 14.02]], 2.35),
        ("beyond tiny", [[1e-300, 0, 0, 2e-300]], 2.35),
        ("huge", [[-1e6, 2e6, 3e6, -5e5, 1e6, 1e6]], 2.35),
        ("beyond huge", [[-1e300, 0, 1e300, 5e299]], 2.35),
        ("far away", [[1e4, 1e4, 1e4 + 5, 1e4 + 9]], 2.35),
        ("outside the pad", [[-3, -3, 31, 12, 31, 20]], 4.05),
    ]


def _wandering(rng: np.random.Generator) -> list[float]:
    """Draw a stroke of one to sixty points."""
    n_points = int(rng.integers(1, 61))
    points = rng.uniform(4, 24, 2) + np.cumsum(rng.normal(0, 1.2, (n_points, 2)), axis=0)
    return [float(value) for value in points.round(2).ravel()]


def _drawing(name: str, strokes: list[list[float]], thickness: float) -> dict[str, Any]:
    """Return a drawing as the file holds it."""
    return {"name": name, "strokes": strokes, "thickness": thickness}


def _rounded(image: np.ndarray) -> list[float]:
    """Return pixels as the file holds them; whole numbers take one character."""
    return [int(value) if value in {0, 1} else round(float(value), DECIMALS) for value in image.ravel()]


def _near(row: dict[str, Any], now: dict[str, Any]) -> bool:
    """Tell whether both images of a row are what they are now."""
    return all(np.abs(np.array(row[name]) - np.array(now[name])).max() <= TOLERANCE for name in now)


if __name__ == "__main__":
    sys.exit(main())
