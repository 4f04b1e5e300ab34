"""The page about recipes is what the kept results say, and what it claims can be measured again."""

from __future__ import annotations

import importlib
import json
from itertools import pairwise
from statistics import median
from types import ModuleType

import pytest

from perceptible.training import RECIPES

SIZES = (500, 5_000, 50_000)


@pytest.fixture
def scripts(repository, monkeypatch):
    """Return a function that imports a script of the docs."""
    monkeypatch.syspath_prepend(str(repository / "docs" / "scripts"))

    def load(name: str) -> ModuleType:
        """Import one by its name."""
        return importlib.import_module(name)

    return load


@pytest.fixture
def results(repository):
    """Return a function that reads kept results, or skips where they were not measured yet."""

    def read(name: str) -> dict[str, object]:
        """Read one file."""
        path = repository / "docs" / "results" / f"{name}.json"
        if not path.exists():
            pytest.skip(f"docs/results/{name}.json was not measured yet")
        return json.loads(path.read_text(encoding="utf-8"))

    return read


def test_the_page_is_what_the_results_say(scripts, repository):
    """One command makes it again."""
    page = scripts("recipes_page")
    assert (repository / "docs" / "recipes.md").read_text(encoding="utf-8") == page.render()


def test_every_figure_of_the_page_is_there_in_light_and_dark(repository):
    """A broken picture says nothing."""
    text = (repository / "docs" / "recipes.md").read_text(encoding="utf-8")
    named = {part.split('"')[0] for part in text.replace("srcset", "src").split('src="')[1:]}
    assert {name for name in named if not (repository / "docs" / name).is_file()} == set()
    assert {name.replace("dark", "light") for name in named if "dark" in name} <= named


def test_a_row_holds_the_median_the_range_and_the_interval(scripts):
    """Of 9,700, 9,650 and 9,710: the middle one, both ends, and Wilson's interval of 9,700 of 10,000.

    (0.97 + 1.96²/20,000 ± 1.96 sqrt(0.97 · 0.03 / 10,000 + 1.96² / (4 · 10⁸))) / (1 + 1.96²/10,000): 0.9665, 0.9732.
    """
    recipe = {"n_parameters": 13_002, "together": None}
    rows = [
        {"n_correct": count, "processor_seconds": time} for count, time in ((9_700, 3.0), (9_650, 2.0), (9_710, 9.0))
    ]
    (line,) = scripts("_recipe_tables").recipe_lines({"plain": {**recipe, "rows": rows}})
    assert line == "| `plain` | 13,002 | 3 | 97.00% | 96.50 to 97.10% | 96.65 to 97.32% | 3.0 s |"


def test_networks_that_answer_together_have_a_row_of_their_own(scripts):
    """An ensemble is not one network, and is never counted as one."""
    rows = [{"n_correct": 9_940, "processor_seconds": None}]
    recipe = {"n_parameters": 100, "rows": rows, "together": {"n_networks": 3, "n_correct": 9_955}}
    single, together = scripts("_recipe_tables").recipe_lines({"best": recipe})
    assert single.startswith("| `best` | 100 | 1 | 99.40% |")
    assert together.startswith("| the mean answer of these 3 networks | 300 | 1 | 99.55% |")


def test_one_change_is_made_at_a_time(scripts):
    """From the lesson's recipe to the tuned one; each rung differs from the one below."""
    rungs = list(scripts("_recipe_measurements").ladder())
    assert rungs[0][1] == RECIPES["lesson"]
    assert rungs[-1][1].settings == RECIPES["tuned"].settings
    assert all(lower != upper for (_, lower), (_, upper) in pairwise(rungs))


def test_the_changes_begin_and_end_where_the_recipes_do(results):
    """The same seeds make the same networks here and there."""
    tweaks, recipes = results("tweaks"), results("recipes")
    for name, row in (("lesson", tweaks["rows"][0]), ("tuned", tweaks["rows"][-1])):
        measured = {one["seed"]: one["n_correct"] for one in recipes.get(name, {"rows": []})["rows"]}
        shared = [(row["n_correct"][seed], count) for seed, count in measured.items() if seed < len(row["n_correct"])]
        assert [abs(here - there) <= 10 for here, there in shared] == [True] * len(shared)


def test_medians_lie_within_the_published_band(scripts, results):
    """All nine, each within the 95 % interval of the published point."""
    curve = scripts("_learning_curve")
    rows = [row for row in results("learning_curve")["rows"] if row["start"] == "normal"]
    outside = [row["size"] for row in rows if not within(median(row["accuracies"]), curve.band(row["size"]))]
    assert [row["size"] for row in rows] == list(curve.PUBLISHED)
    assert outside == []


@pytest.mark.slow
def test_the_published_learning_curve_comes_out_again(scripts, mnist):
    """The whole machine at once. Of 3 seeds only, so the median may lie a point away from the published training."""
    curve = scripts("_learning_curve")
    medians = {size: median(curve.accuracies(mnist, size, "normal", range(3))) for size in SIZES}
    assert {size: pytest.approx(curve.PUBLISHED[size], abs=0.01) for size in SIZES} == medians


def within(value, ends):
    """Tell whether a number lies between two others."""
    return ends[0] <= value <= ends[1]
