"""Measures what every recipe comes to over seeds: python benchmarks/recipes.py [NAME...] [--seeds N] [--again].

Results go to docs/results/recipes.json, one row for each seed as soon as it is done, and in short to
src/perceptible/training/results.json, which `perceptible recipes` shows. Rows that are there and were made by the same
settings are kept. Trainings are those of benchmarks/pretrain.py, kept in runs/recipes. Test images only measure.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from statistics import median

import numpy as np
from pretrain import CLOCKS, trained

import perceptible as pc
from perceptible.evaluation import side_by_side
from perceptible.files import write_atomically
from perceptible.runs import environment_record
from perceptible.training import RECIPES, recipe_named

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "docs" / "results" / "recipes.json"
SUMMARY = ROOT / "src" / "perceptible" / "training" / "results.json"
N_SEEDS = {"best": 3}
DIGITS_AFTER_THE_POINT = 4


def main() -> int:
    """Measure what is asked for and is not there yet."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--seeds", type=int, help="how many, 10 where not given, 3 of best")
    parser.add_argument("--again", action="store_true", help="forget the rows that are there")
    options = parser.parse_args()
    data = pc.load_data("mnist")
    for name in options.names or list(RECIPES):
        recipe_named(name)
        kept = [] if options.again else _rows_of_the_same(name)
        for seed in range(options.seeds or N_SEEDS.get(name, 10)):
            if not any(row["seed"] == seed for row in kept):
                kept.append(measured(name, seed, data))
                print(f"{name} {seed}: {kept[-1]['n_correct']}", file=sys.stderr, flush=True)
                _write(name, kept, data)
        _write(name, kept, data)
    return 0


def measured(name: str, seed: int, data: pc.Dataset) -> dict[str, object]:
    """Train from a seed and measure; times are None where a training was stopped and went on."""
    state, took = trained(name, seed, data)
    portrait = side_by_side({name: state.network}, data.test).portraits[0].as_dict()
    columns = state.history.columns
    curves = {key: _rounded(columns[key]) for key in ("train_accuracy", "train_cost", "test_accuracy", "test_cost")}
    return {"seed": seed, **portrait, "epochs": state.epoch, **(took or dict.fromkeys(CLOCKS)), "curves": curves}


def together(name: str, n_seeds: int, data: pc.Dataset) -> dict[str, object]:
    """Measure the mean answer of the networks of all seeds."""
    answers = [trained(name, seed, data)[0].network.outputs(data.test.inputs) for seed in range(n_seeds)]
    n_correct = int((np.mean(answers, axis=0).argmax(axis=1) == data.test.labels).sum())
    return {"n_networks": n_seeds, "n_correct": n_correct, "accuracy": n_correct / len(data.test)}


def _write(name: str, rows: list[dict[str, object]], data: pc.Dataset) -> None:
    """Put what is known of a recipe into both files, and leave that of the others as it is."""
    recipe = recipe_named(name)
    counts = [int(row["n_correct"]) for row in rows]
    document = {
        "summary": recipe.summary,
        "sizes": [data.n_inputs, *recipe.hidden, data.n_classes],
        "n_parameters": recipe.network(data, 0).n_parameters,
        "settings": recipe.settings.as_dict(),
        "changes": {key: list(values) for key, values in recipe.changes.items()},
        "why": dict(recipe.why),
        "n_test": len(data.test),
        "median_accuracy": median(counts) / len(data.test),
        "lowest_accuracy": min(counts) / len(data.test),
        "highest_accuracy": max(counts) / len(data.test),
        "together": together(name, len(rows), data) if name in N_SEEDS else None,
        "rows": sorted(rows, key=lambda row: int(row["seed"])),
        "data": data.name,
        "fingerprint": data.fingerprint,
        "machine": environment_record(),
    }
    results = _read(RESULTS) | {name: _plain(document)}
    _dump(RESULTS, {key: results[key] for key in RECIPES if key in results})
    _dump(SUMMARY, {key: _short(results[key]) for key in RECIPES if key in results})


def _short(document: dict[str, object]) -> dict[str, object]:
    """Return what `perceptible recipes` shows."""
    keys = ("n_parameters", "median_accuracy", "lowest_accuracy", "highest_accuracy", "n_test", "data")
    rows = document["rows"]
    seconds = [row["seconds"] for row in rows if row["seconds"] is not None]
    took = {"n_seeds": len(rows), "median_seconds": round(median(seconds), 1) if seconds else None}
    return {key: document[key] for key in keys} | took


def _rows_of_the_same(name: str) -> list[dict[str, object]]:
    """Return the rows that were made by the very settings that the recipe has now."""
    recipe, found = recipe_named(name), _read(RESULTS).get(name)
    same = found is not None and found["settings"] == json.loads(json.dumps(recipe.settings.as_dict()))
    return list(found["rows"]) if same and found["sizes"][1:-1] == list(recipe.hidden) else []


def _rounded(numbers: list[float | None]) -> list[float | None]:
    """Return numbers short enough for a file that people read as well."""
    return [None if number is None else round(number, DIGITS_AFTER_THE_POINT) for number in numbers]


def _plain(value: object) -> object:
    """Return a value as JSON holds it, an augmentation by its fields."""
    return json.loads(json.dumps(value, default=asdict))


def _read(path: Path) -> dict[str, dict[str, object]]:
    """Return what a file of results holds; nothing where there is none."""
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _dump(path: Path, results: dict[str, object]) -> None:
    """Write results, each recipe in lines of its own."""
    text = json.dumps(results, indent=1)
    write_atomically(path, (text + "\n").encode())


if __name__ == "__main__":
    sys.exit(main())
