"""Tries settings on validation images: python benchmarks/choose.py RECIPE [NAME=VALUE...] [--seed N].

10,000 of the 60,000 training images are held out by seed 0, the same share of each digit; a trial learns from the
other 50,000 and is measured on those. No test image is read. Names are those of a sweep's axes (`perceptible sweep
--help`). Each trial is added to docs/results/recipe-trials.json.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np

import perceptible as pc
from perceptible.cli.vary import KINDS
from perceptible.data.batches import stratified_split
from perceptible.files import write_atomically
from perceptible.sweeps.axes import recipe_for
from perceptible.training import Recipe, recipe_named

RESULTS = Path(__file__).parent.parent / "docs" / "results" / "recipe-trials.json"
N_HELD_OUT, SPLIT_SEED = 10_000, 0


def main() -> int:
    """Make one trial and write it down."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("recipe")
    parser.add_argument("changes", nargs="*", metavar="NAME=VALUE")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    changes = dict(change.split("=", 1) for change in options.changes)
    values = {name: json.loads(text) if text[0] in "0123456789[" else text for name, text in changes.items()}
    assert set(values) <= set(KINDS), f"expected names among {', '.join(KINDS)}"
    recipe = recipe_for(recipe_named(options.recipe), values)
    row = {"recipe": options.recipe, "seed": options.seed, **trial(recipe, options.seed)}
    rows = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else []
    write_atomically(RESULTS, (json.dumps([*rows, row], indent=1) + "\n").encode())
    print(f"{options.recipe} {changes}: {row['n_correct']} of {N_HELD_OUT} held-out images")
    return 0


def trial(recipe: Recipe, seed: int) -> dict[str, object]:
    """Train by a recipe on what is not held out, and measure on what is."""
    data = validation_data(pc.load_data("mnist"))
    start_rng, train_rng = np.random.default_rng(seed).spawn(2)
    begun = time.process_time()
    for event in pc.train(recipe.network(data, start_rng), data, recipe.settings, rng=train_rng):
        state = event.state
    found, last = pc.evaluate(state.network, data.test), state.history.rows[-1]
    return {
        "hidden": list(recipe.hidden),
        "start": recipe.start,
        "settings": recipe.settings.as_dict(),
        "n_correct": found.n_correct,
        "cost": found.cost,
        "train_accuracy": last.train_accuracy,
        "processor_seconds": round(time.process_time() - begun, 1),
    }


def validation_data(data: pc.Dataset) -> pc.Dataset:
    """Return data whose test images are some of the training images; the real ones are left out."""
    kept, held_out = stratified_split(data.train.labels, N_HELD_OUT, SPLIT_SEED)
    return pc.Dataset("mnist held out", data.train.take(kept), data.train.take(held_out), data.class_names)


if __name__ == "__main__":
    raise SystemExit(main())
