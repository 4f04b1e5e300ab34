"""Write docs/learning.md: how the lesson's network learns, in figures, each made by a command that the page names.

Run ``python docs/scripts/learning.py --measure`` to draw them anew on MNIST (with PERCEPTIBLE_DATA or a download), or
without it to write the page from docs/results/learning.json; with --check it only says whether the page and its
figures are there and up to date.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner

from perceptible.cli import program

DOCS = Path(__file__).parent.parent
RESULTS, PAGE, FIGURES = DOCS / "results" / "learning.json", DOCS / "learning.md", DOCS / "figures"
FILM = "learning-film.gif"
FILM_FRAMES = 40
# For each figure: its name, the arguments of `perceptible show`, and what to see in it.
SHOWN = (
    (
        "cost-histogram",
        "cost-histogram lesson",
        "Ten squared differences are the cost of one image, and the average of "
        "these is what training makes small. Most images cost next to nothing; few make up much of it.",
    ),
    (
        "landscape",
        "landscape lesson",
        "The true cost along a single dial, the one with the steepest slope: 201 forward "
        "passes of 10,000 images. The dashed line is what the gradient foretells.",
    ),
    (
        "landscape-path",
        "landscape lesson --along path",
        "The plane in which the training mostly moved. What lies "
        "outside of the plane no picture can show, so the share that lies inside is printed.",
    ),
    (
        "landscape-random",
        "landscape lesson --along random",
        "A plane in two random directions, in each of which every "
        "neuron's weights turn as far as they are long (Li et al. 2018).",
    ),
    (
        "gradient",
        "gradient lesson",
        "Beside each weight picture, framed, its slopes; below them the dials that matter "
        "most. Where the slope is exactly 0 no image ever lights the pixel.",
    ),
    (
        "backprop",
        "backprop lesson --image 18",
        "One image: the outputs' wishes, passed back layer by layer, and for "
        "each layer one slope written out by the chain rule, as factors that multiply exactly to the gradient.",
    ),
    (
        "path",
        "path lesson",
        "All images a step, a hundred, or one: careful steps, and many quick ones. Each has a learning rate of "
        "its own, chosen by looking at the paths, so the order of the costs says as much of these rates "
        "as of the ways.",
    ),
    (
        "race",
        "race lesson",
        "Learning rates from the same three starts. The test images are shown, never used to choose.",
    ),
)
TEXT = """\
# How it learns, in figures

Every figure is drawn by the command above it, from the lesson's network of this package and MNIST; its title is what
came out. `--dark` draws light on dark. The same numbers come from Python, from `evaluate` and the
modules `importance`, `wishes`, `landscape`, `directions`, `paths` and `race` of `perceptible.insight`.

{figures}
## As a film

```
perceptible film lesson --frames {frames}
```

{film}: trained again from its recipe and seed, and measured on all test images at every picture.
For MP4 install the extra `film`. A ball that rolls down a formula is filmed by
`perceptible film --formula "x**2/4 + sin(3*x)/2" --start 3 --rate 0.1`.

![Weights, accuracy and cost during the training](figures/{name})

The page is written by `docs/scripts/learning.py`.
"""


def measure() -> dict[str, str]:
    """Draw every figure in light and dark, and the film; return the findings."""
    found = {}
    for name, arguments, _ in SHOWN:
        for theme in ("light", "dark"):
            path = FIGURES / f"learning-{name}-{theme}.svg"
            found[name] = _run("show", *arguments.split(), "--data", "mnist", "--out", str(path), *_dark(theme))[
                "title"
            ]
    made = _run("film", "lesson", "--data", "mnist", "--frames", str(FILM_FRAMES), "--out", str(FIGURES / FILM))
    return {**found, "film": f"{made['pictures']} pictures of {made['what']}"}


def render(found: Mapping[str, str]) -> str:
    """Return the page."""
    parts = [_part(name, arguments, words, found[name]) for name, arguments, words in SHOWN]
    film = found["film"]
    return TEXT.format(figures="\n".join(parts), frames=FILM_FRAMES, name=FILM, film=film[:1].upper() + film[1:])


def _part(name: str, arguments: str, words: str, title: str) -> str:
    """Return what the page says of one figure."""
    light, dark = (f"figures/learning-{name}-{theme}.svg" for theme in ("light", "dark"))
    return f"""\
## {title}

{words}

```
perceptible show {arguments}
```

<picture>
<source media="(prefers-color-scheme: dark)" srcset="{dark}">
<img src="{light}" alt="{title}" width="800">
</picture>
"""


def _dark(theme: str) -> list[str]:
    """Return the option of a theme."""
    return ["--dark"] if theme == "dark" else []


def _run(*arguments: str) -> dict[str, str]:
    """Run a command and return its document."""
    result = CliRunner().invoke(program, [*arguments, "--json"])
    if result.exit_code:
        raise SystemExit(result.stderr)
    document: dict[str, str] = json.loads(result.stdout)
    return document


def main() -> int:
    """Measure if asked to, then write the page or compare it."""
    if "--measure" in sys.argv:
        RESULTS.write_text(json.dumps(measure(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    text = render(json.loads(RESULTS.read_text(encoding="utf-8")))
    if "--check" not in sys.argv:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    lacking = [f"learning-{name}-{theme}.svg" for name, _, _ in SHOWN for theme in ("light", "dark")]
    lacking = [name for name in (*lacking, FILM) if not (FIGURES / name).exists()]
    if lacking or PAGE.read_text(encoding="utf-8") != text:
        print(f"docs/learning.md is out of date ({lacking}): run python docs/scripts/learning.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
