"""Draw the pictures of the README: the lesson's network, trained from seed 0, looking at a test image.

Run ``python docs/scripts/pictures.py --measure`` to train and draw. Otherwise, and with --check, it only says whether
the pictures are there, since drawing them takes a training.
"""

from __future__ import annotations

import sys
from pathlib import Path

import perceptible as pc
from perceptible.plotting import draw_network, save_figure

FIGURES = Path(__file__).parent.parent / "figures"
THEMES = ("light", "dark")
SEED = 0
IMAGE = 18  # a 3 that the network reads without doubt


def draw() -> None:
    """Train and draw, in light and dark."""
    digits = pc.load_data("mnist")
    network = pc.fit(digits, recipe="lesson", rng=SEED).network
    source = f"lesson's network, seed {SEED}; mnist, test image {IMAGE}"
    for theme in THEMES:
        figure = draw_network(
            network, digits.test.inputs[IMAGE], label=int(digits.test.labels[IMAGE]), source=source, theme=theme
        )
        FIGURES.mkdir(exist_ok=True)
        save_figure(figure, FIGURES / f"network-{theme}.svg")


def main() -> int:
    """Draw if asked to, then say what is missing."""
    if "--measure" in sys.argv:
        draw()
    missing = [theme for theme in THEMES if not (FIGURES / f"network-{theme}.svg").exists()]
    for theme in missing:
        print(f"network-{theme}.svg is missing: run python docs/scripts/pictures.py --measure", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
