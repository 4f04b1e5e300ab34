"""Write docs/recipes.md and its figures: recipes, baselines, which change brings what, and accuracy by training size.

Run ``python docs/scripts/recipes_page.py --measure`` to measure baselines, changes and sizes again (about 20 minutes on
MNIST; the recipes themselves are measured by benchmarks/recipes.py), or with the name of one of these three, baselines,
tweaks or learning_curve, to measure that alone; without --measure it writes the page from docs/results; with --check
it only says whether the page is up to date.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import _learning_curve
from _recipe_measurements import FROM, TO, measure_baselines, measure_tweaks
from _recipe_tables import (
    accuracy_heads,
    baseline_lines,
    beyond_table,
    misleading_table,
    recipe_lines,
    rule_table,
    size_table,
    table_heads,
    trial_table,
    tweak_table,
)
from _size_figure import draw_sizes

import perceptible as pc
from perceptible.insight import misleading_pairs
from perceptible.plotting import THEMES, draw_curves, draw_misleading, save_figure
from perceptible.plotting.sweep import draw_sweep
from perceptible.sweeps import SettingSummary, Spread
from perceptible.training import RECIPES, EpochRow, History

DOCS = Path(__file__).parent.parent
RESULTS, FIGURES, PAGE = DOCS / "results", DOCS / "figures", DOCS / "recipes.md"
CURVES = (FROM, TO)
MISREAD, N_PAIRS = 3, 6
DRAWN = ("recipes-misleading", "recipes-tweaks", "recipes-sizes", *(f"recipes-curves-{name}" for name in CURVES))
N_TEST = 10_000

KEPT_APART = """\
## How the choices were made, and what the test images were for

The numbers of the recipes (learning rates, decay, numbers of epochs, how far images are changed) were compared on
validation images: 10,000 of the 60,000 training images, the same share of each digit, held out while choosing; the
table below counts the trials. Where to look at all (AdamW, one cycle of the learning rate, ReLU, slightly changed
images) was known from published work and from earlier trials, and `best` was set from there without trials of its
own. Some choices were not quite blind: that `plain` and `plain-relu` take 200 epochs was set when the test accuracy
of `plain` with 120 had been seen (60 against 150 epochs had been compared on validation images), and the refusals of
`honest` on test images had been seen before its share of non-digits was compared on validation images.
`Settings(validation=...)` holds images out of a training, and `patience` stops by them; nothing in
`perceptible.training` looks at test images but to write their accuracy into the history, from which no setting is
chosen. The rules written by hand were made while looking at 20,000 training images.

The networks of the tables then learned from all 60,000 training images, and only they were shown the 10,000 test
images. What the tables say of these is what other digits of such writers would give, within the intervals; it is not
how well your own drawings are read (`perceptible compare` shows what shifts, turns and thicker pens do).

No seed was chosen: all seeds of a row stand in its result file, the worst with the best. The interval is Wilson's, for
one network and these test images; the range over seeds is another matter, and stands beside it."""

TRIALS = """\
The trials that led to these numbers are kept in `docs/results/recipe-trials.json`, and `benchmarks/choose.py` makes
another one:"""

SIZES = """\
## Accuracy by the size of the training set

The book [Neural Networks and Deep Learning](http://neuralnetworksanddeeplearning.com/chap3.html) has a figure of what
784-30-10 reads after learning from few images and from many, with cross-entropy, learning rate 0.5 and mini-batches
of 10. It is a test of the whole machine: data, backpropagation, steps, weight decay and measurement must all be right
for nine numbers to come out. Here the same first images of MNIST were learned from, for as many steps: 1,500,000 images
are shown, which are 30 epochs of all 50,000 and 15,000 epochs of 100. Measured are the same 10,000 validation images,
the last of the training file, after the last step.

*Its band* is the 95 % interval of the published point: one training, measured on 10,000 images. The script kept beside
the figure draws the first weights from N(0, 1), and that is what is compared; the last column (5 seeds) shows the start
from N(0, 1/n), the default of the book's later programs: after so many steps it hardly matters."""


MEASUREMENTS = {
    "baselines": measure_baselines,
    "tweaks": measure_tweaks,
    "learning_curve": _learning_curve.measure,
}


def measure(names: list[str]) -> None:
    """Measure what is named, or everything, and keep it."""
    for name, measured in MEASUREMENTS.items():
        if not names or name in names:
            keep(name, measured())
    if not names or "baselines" in names:
        digits = pc.load_data("mnist")
        pairs = misleading_pairs(digits.test, MISREAD, most=N_PAIRS)
        for theme in THEMES:
            figure = draw_misleading(pairs, digits.test, source=f"{digits.name}, test images", theme=theme)
            save_figure(figure, FIGURES / f"recipes-misleading-{theme}.svg")


def keep(name: str, results: dict[str, object]) -> None:
    """Write results to their file."""
    (RESULTS / f"{name}.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def read(name: str) -> dict[str, object] | None:
    """Read results; None where there are none."""
    path = RESULTS / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def render() -> str:
    """Return the page as Markdown, of what was measured so far."""
    recipes, baselines, tweaks, sizes = map(read, ("recipes", "baselines", "tweaks", "learning_curve"))
    lines = [*recipe_lines(recipes or {}), *(baseline_lines(baselines) if baselines else [])]
    parts = [[*head(), *accuracy_heads(), *lines], summaries()]
    if recipes:
        parts += [[BEYOND], beyond_table(recipes)]
    if baselines:
        parts += [
            [RULES_WORDS],
            rule_table(baselines["rules"]),
            [MISLEADING],
            misleading_table(baselines["misleading"]),
        ]
    if tweaks:
        parts += [[tweak_words(len(tweaks["rows"][0]["n_correct"]))], tweak_table(tweaks["rows"])]
        parts.append(picture("recipes-tweaks", "accuracy after each change, median and range over seeds"))
    if recipes and set(CURVES) <= set(recipes):
        parts.append([CURVES_WORDS])
        parts += [picture(f"recipes-curves-{name}", f"accuracy and cost by epoch of {name}") for name in CURVES]
    if sizes:
        parts += [[SIZES], size_table(sizes["rows"])]
        parts.append(picture("recipes-sizes", "accuracy by the number of training images, beside the published points"))
    parts.append([KEPT_APART])
    if trials := read("recipe-trials"):
        parts += [[TRIALS], trial_table(trials)]
    parts.append(footer([results for results in (baselines, tweaks, sizes) if results]))
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def head() -> list[str]:
    """Return how the page begins."""
    return [
        "# Recipes, measured",
        "",
        "What each recipe reads of MNIST's 10,000 test images, and what can be had without hidden layers. *Median* and",
        "*range* are over seeds; *time* is processor time of training, the median.",
        "`perceptible train --recipe NAME` trains one, `perceptible recipes` lists them.",
        "",
    ]


def summaries() -> list[str]:
    """Return what each recipe is for."""
    lines = [*table_heads(("recipe", "what it is"))]
    return lines + [f"| `{name}` | {recipe.summary} |" for name, recipe in RECIPES.items()]


RULES_WORDS = """\
## Rules written by hand

Someone who tells a program what digits look like may begin so; the first rule that applies answers. Each helps, and
each has its exceptions, which is why more rules do not get much further. *Right* is the share of the test images that
the rule answers correctly."""

CURVES_WORDS = """\
## Learning curves

The first and the last of these, epoch by epoch: the median over the seeds and their range."""

BEYOND = """\
## Changed digits, and what is no digit

Medians over the seeds. *Reads* is the share of the test images that is still read when they are moved by some pixels
(the mean of four directions), turned by some degrees (of both ways), and drawn thinner by half a pixel or thicker by
one on each side. *Refuses* is the share of images that are no digit whose largest output is below a threshold that
refuses 1 % of the test images, and after it the AUROC: how often a digit has a larger output than such an image. All of
it is what `perceptible compare` measures; `perceptible.data.non_digits` makes the images."""

MISLEADING = """\
## Near is not alike

Very different 3s are all 3s, and what lies near each other pixel by pixel need not be the same digit. Below each 3 is
its nearest among the test images of other digits, and below that its nearest among all other 3s.
`perceptible.insight.misleading_pairs` finds such images; the table counts those of each digit among the test images."""


def tweak_words(n_seeds: int) -> str:
    """Return what the table of changes shows."""
    return (
        f"## Which change brings what\n\nFrom `{FROM}` to `{TO}`, one change at a time, each on top of those before; "
        f"{n_seeds} seeds each. *Change* is in\npercentage points of the median. What a change brings depends on those "
        "before it: in another order the same changes\nwould share the gain out otherwise."
    )


def picture(name: str, words: str) -> list[str]:
    """Return a figure in light and dark."""
    return [
        "<picture>",
        f'  <source media="(prefers-color-scheme: dark)" srcset="figures/{name}-dark.svg">',
        f'  <img alt="{words}" src="figures/{name}-light.svg">',
        "</picture>",
    ]


def footer(found: list[dict[str, object]]) -> list[str]:
    """Return where the numbers come from."""
    if not found:
        return ["Nothing was measured yet."]
    machine = found[-1]["machine"]
    return [
        "Made by `docs/scripts/recipes_page.py` and `benchmarks/recipes.py` from the files in `docs/results`: "
        f"perceptible {machine['perceptible']}, NumPy {machine['numpy']}, Python {machine['python']} on "
        f"{machine['machine']}, {machine['system']}, steps by {machine['steps']}; data SHA-256 "
        f"{found[-1]['fingerprint'][:16]}."
    ]


def draw() -> None:
    """Draw the figures of what was measured so far."""
    recipes, tweaks, sizes = map(read, ("recipes", "tweaks", "learning_curve"))
    FIGURES.mkdir(exist_ok=True)
    for theme in THEMES:
        for name in CURVES if recipes and set(CURVES) <= set(recipes) else ():
            found = [_history(row["curves"]) for row in recipes[name]["rows"]]
            source = f"{name} on {recipes[name]['data']}, seeds 0 to {len(found) - 1}"
            save_figure(draw_curves(found, source=source, theme=theme), FIGURES / f"recipes-curves-{name}-{theme}.svg")
        if tweaks:
            made = [_summary(row) for row in tweaks["rows"]]
            source = f"{tweaks['data']}, seeds 0 to {len(tweaks['rows'][0]['n_correct']) - 1}"
            save_figure(draw_sweep(made, source=source, theme=theme), FIGURES / f"recipes-tweaks-{theme}.svg")
        if sizes:
            rows = [row for row in sizes["rows"] if row["start"] == "normal"]
            source = f"784-30-10, cross-entropy, 1,500,000 images shown; seeds 0 to {len(rows[0]['accuracies']) - 1}"
            save_figure(draw_sizes(rows, source=source, theme=theme), FIGURES / f"recipes-sizes-{theme}.svg")


def _history(curves: dict[str, list[float]]) -> History:
    """Return what was kept of a training as the figure of curves takes it."""
    columns = zip(*curves.values(), strict=True)
    rows = (dict(zip(curves, row, strict=True)) for row in columns)
    return History(tuple(EpochRow(epoch=n, step=n, learning_rate=0.0, **row) for n, row in enumerate(rows, start=1)))


def _summary(row: dict[str, object]) -> SettingSummary:
    """Return a row of the changes as the figure of a sweep takes it."""
    spread = Spread.of(count / N_TEST for count in row["n_correct"])
    words = str(row["words"]).replace("`", "")
    seeds = tuple(range(len(row["n_correct"])))
    return SettingSummary(choice={"recipe": words}, seeds=seeds, errors={}, spreads={"test_accuracy": spread})


def main() -> int:
    """Measure if asked to, then write the page or compare it."""
    if "--measure" in sys.argv:
        measure([word for word in sys.argv[1:] if not word.startswith("-")])
    text = render()
    if "--check" in sys.argv:
        same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
        missing = [name for name in DRAWN if name in text and not (FIGURES / f"{name}-light.svg").exists()]
        if not same or missing:
            print("docs/recipes.md is out of date: run python docs/scripts/recipes_page.py", file=sys.stderr)
        return 0 if same and not missing else 1
    draw()
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
