"""Measure the lesson's recipe over seeds and write docs/lesson.md from what came out.

Run ``python docs/scripts/lesson.py --measure`` to train again (ten trainings on MNIST), or without it to write the
page from docs/results/lesson.json; with --check it only says whether the page is up to date.
"""

from __future__ import annotations

import json
import platform
import sys
from pathlib import Path
from statistics import median

import numpy as np

import perceptible as pc

DOCS = Path(__file__).parent.parent
RESULTS = DOCS / "results" / "lesson.json"
PAGE = DOCS / "lesson.md"
SEEDS = range(10)


def measure() -> dict[str, object]:
    """Train the lesson's network from ten random starts."""
    digits = pc.load_data("mnist")
    rows = []
    for seed in SEEDS:
        result = pc.fit(digits, recipe="lesson", rng=seed)
        test = pc.evaluate(result.network, digits.test)
        train = pc.evaluate(result.network, digits.train)
        rows.append(
            {
                "seed": seed,
                "n_correct": test.n_correct,
                "test_accuracy": test.accuracy,
                "low": test.interval[0],
                "high": test.interval[1],
                "test_cost": test.cost,
                "train_accuracy": train.accuracy,
            }
        )
        print(f"seed {seed}: {test.n_correct} of {test.n_images}", file=sys.stderr)
    return {
        "recipe": "lesson",
        "data": digits.name,
        "fingerprint": digits.fingerprint,
        "n_test": len(digits.test),
        "versions": {"perceptible": pc.__version__, "numpy": np.__version__, "python": platform.python_version()},
        "machine": platform.machine(),
        "rows": rows,
    }


def render(results: dict[str, object]) -> str:
    """Return the page as Markdown."""
    rows, versions = results["rows"], results["versions"]
    accuracies = [row["test_accuracy"] for row in rows]
    lines = [
        "# The lesson's network, measured",
        "",
        "784-16-16-10, sigmoid everywhere, squared error, 13,002 weights and biases, all drawn from N(0, 1);",
        f"30 epochs of plain gradient descent, mini-batches of 10, learning rate 1.5, on {results['data']}.",
        'The lesson says "about 96 %". This is what the recipe `lesson` gives:',
        "",
        f"**median {median(accuracies):.2%}, minimum {min(accuracies):.2%}, maximum {max(accuracies):.2%}** of the "
        f"{results['n_test']:,} test images, over seeds {rows[0]['seed']} to {rows[-1]['seed']}.",
        "",
        "| seed | right of 10,000 test images | accuracy | 95 % interval | test cost | training accuracy |",
        "|---|---|---|---|---|---|",
    ]
    lines += [_line(row) for row in rows]
    lines += [
        "",
        "The interval is Wilson's for one network and these test images; the spread between seeds is another matter,",
        "and is the table itself.",
        "",
        f"Made by `docs/scripts/lesson.py` with perceptible {versions['perceptible']}, NumPy {versions['numpy']}, "
        f"Python {versions['python']} on {results['machine']}; data SHA-256 {results['fingerprint'][:16]}.",
    ]
    return "\n".join(lines) + "\n"


def _line(row: dict[str, float]) -> str:
    """Return one row of the table."""
    interval = f"{row['low']:.2%} to {row['high']:.2%}"
    cells = (row["seed"], f"{row['n_correct']:,}", f"{row['test_accuracy']:.2%}", interval, f"{row['test_cost']:.4f}")
    return f"| {' | '.join(map(str, cells))} | {row['train_accuracy']:.2%} |"


def main() -> int:
    """Measure if asked to, then write the page or compare it."""
    if "--measure" in sys.argv:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(measure(), indent=1) + "\n", encoding="utf-8")
    text = render(json.loads(RESULTS.read_text(encoding="utf-8")))
    if "--check" in sys.argv:
        same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
        if not same:
            print("docs/lesson.md is out of date: run python docs/scripts/lesson.py", file=sys.stderr)
        return 0 if same else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
