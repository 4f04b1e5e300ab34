"""What docs/recipes.md measures itself: readers without hidden layers, and one change after the other to the recipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import fields, replace
from statistics import median

import numpy as np

import perceptible as pc
from perceptible.evaluation import wilson_interval
from perceptible.insight import BASELINES, RULES, baseline, misleading_pairs, rule_for
from perceptible.runs import environment_record
from perceptible.training import RECIPES

BASELINE_SEEDS, TWEAK_SEEDS = range(10), range(5)
FROM, TO = "lesson", "tuned"
# In this order the changes are made, each on top of those before; what belongs together changes together.
CHANGES = (
    ("smaller weights to start from", "start"),
    ("AdamW, mini-batches of 100", "optimizer", "learning_rate", "batch_size"),
    ("one-cycle schedule", "schedule"),
    ("cross-entropy with softmax", "cost", "output"),
    ("ReLU", "activation"),
    ("128 and 64 hidden neurons", "hidden"),
    ("weight decay", "weight_decay"),
    ("averaged weights", "average"),
    ("changed images", "augmentation"),
    ("60 epochs", "epochs"),
)


def measure_baselines() -> dict[str, object]:
    """Make every reader without hidden layers, and measure it."""
    digits = pc.load_data("mnist")
    rows = []
    for name, kind in BASELINES.items():
        for seed in BASELINE_SEEDS if kind.is_random else [0]:
            begun = time.process_time()
            reader = baseline(name, digits, rng=seed)
            made = time.process_time()
            n_correct = int(np.sum(reader.predict(digits.test.inputs) == digits.test.labels))
            seconds = {"processor_seconds": made - begun, "processor_seconds_to_read": time.process_time() - made}
            counts = {"n_correct": n_correct, "n_parameters": getattr(reader, "n_parameters", 0)}
            rows.append({"name": name, "summary": kind.summary, "seed": seed, **counts, **seconds})
        print(f"{name}: {n_correct}", file=sys.stderr)
    found = {"rows": rows, "rules": _rules(digits), "misleading": _misleading(digits)}
    return {**found, "n_test": len(digits.test), **_where(digits)}


def measure_tweaks() -> dict[str, object]:
    """Train after each change from several seeds, each as `perceptible.fit` would from that seed."""
    digits = pc.load_data("mnist")
    rows = []
    for words, recipe in ladder():
        counts, seconds = [], []
        for seed in TWEAK_SEEDS:
            begun = time.process_time()
            start_rng, train_rng = np.random.default_rng(seed).spawn(2)
            result = pc.fit_many([pc.Training(recipe.network(digits, start_rng), digits, recipe.settings, train_rng)])[
                0
            ]
            seconds.append(time.process_time() - begun)
            counts.append(pc.evaluate(result.network, digits.test).n_correct)
        n_parameters = result.network.n_parameters
        rows.append({"words": words, "n_correct": counts, "processor_seconds": seconds, "n_parameters": n_parameters})
        print(f"{words}: median {median(counts)} in {median(seconds):.1f} s", file=sys.stderr, flush=True)
    return {"rows": rows, "n_test": len(digits.test), **_where(digits)}


def ladder() -> Iterator[tuple[str, pc.Recipe]]:
    """Yield from the first recipe to the last, one change at a time; what no change names comes at the end."""
    recipe, target = RECIPES[FROM], RECIPES[TO]
    yield f"`{FROM}`", recipe
    named = {name for _, *names in CHANGES for name in names}
    rest = [name for name in target.changes if name not in named]
    for words, *names in (*CHANGES, *((name.replace("_", " "), name) for name in rest)):
        changed = _changed(recipe, target, names)
        if changed != recipe:
            recipe = changed
            yield f"+ {words}", recipe
    assert (recipe.hidden, recipe.activation, recipe.settings) == (target.hidden, target.activation, target.settings)


def _changed(recipe: pc.Recipe, target: pc.Recipe, names: list[str]) -> pc.Recipe:
    """Return a recipe that has some of the choices of another."""
    of_training = {field.name for field in fields(pc.Settings)}
    settings = {name: getattr(target.settings, name) for name in names if name in of_training}
    network = {name: getattr(target, name) for name in names if name not in of_training}
    return replace(recipe, settings=replace(recipe.settings, **settings), **network)


def _rules(digits: pc.Dataset) -> list[dict[str, object]]:
    """Count for each rule written by hand how often it answers, and how often it is right."""
    places = rule_for(digits.test.inputs)
    rows = []
    for place, rule in enumerate(RULES):
        labels = digits.test.labels[places == place]
        n_right = int(np.sum(labels == rule.digit))
        rows.append({"words": rule.words, "digit": rule.digit, "n_images": len(labels), "n_correct": n_right})
    return rows


def _misleading(digits: pc.Dataset) -> list[dict[str, object]]:
    """Count for each digit the test images that lie nearer to another digit than to any other of their own."""
    rows = []
    for label, name in enumerate(digits.class_names):
        pairs = misleading_pairs(digits.test, label, most=len(digits.test))
        n_images = int(np.sum(digits.test.labels == label))
        rows.append({"digit": name, "n_images": n_images, "n_misleading": len(pairs), "worst": vars(pairs[0])})
    return rows


def _where(digits: pc.Dataset) -> dict[str, object]:
    """Return what a result says of its data and its machine."""
    return {"data": digits.name, "fingerprint": digits.fingerprint, "machine": environment_record()}


def interval_words(n_correct: int, n_images: int) -> str:
    """Return the 95 % interval of an accuracy as the tables have it."""
    low, high = wilson_interval(n_correct, n_images)
    return f"{100 * low:.2f} to {high:.2%}"
