"""Finds the test images whose labels ten networks contradict alike: python benchmarks/disputed.py.

The networks are those of the recipe `tuned` from the seeds 0 to 9, as `perceptible train --recipe tuned --seed N` makes
them; their runs are kept in runs/recipes with those of benchmarks/pretrain.py. All of them count, whatever they come
to. What is found goes to src/perceptible/insight/disputed.json, which the package carries.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pretrain import trained

import perceptible as pc
from perceptible.evaluation import disputed_labels
from perceptible.files import write_atomically
from perceptible.runs import environment_record
from perceptible.training import recipe_named

RESULTS = Path(__file__).parent.parent / "src" / "perceptible" / "insight" / "disputed.json"
RECIPE = "tuned"
N_NETWORKS = 10


def main() -> int:
    """Train what is not trained yet, compare, and write down what is found."""
    data, networks, n_correct = pc.load_data("mnist"), [], []
    for seed in range(N_NETWORKS):
        networks.append(trained(RECIPE, seed, data)[0].network)
        n_correct.append(pc.evaluate(networks[-1], data.test).n_correct)
        print(f"{RECIPE} {seed}: {n_correct[-1]} of {len(data.test)}", file=sys.stderr, flush=True)
    found = disputed_labels(networks, data.test)
    recipe, record = recipe_named(RECIPE), environment_record()
    document = {
        "data": data.name,
        "fingerprint": data.fingerprint,
        "split": "test",
        "recipe": RECIPE,
        "settings": recipe.settings.as_dict(),
        "sizes": [data.n_inputs, *recipe.hidden, data.n_classes],
        "seeds": list(range(N_NETWORKS)),
        "n_correct": n_correct,
        "n_images": len(data.test),
        "command": "python benchmarks/disputed.py",
        "versions": {key: record[key] for key in ("perceptible", "python", "numpy")},
        "found": [each.as_dict() for each in found],
    }
    write_atomically(RESULTS, (json.dumps(document, indent=1) + "\n").encode())
    print(f"{len(found)} of {len(data.test)} labels are contradicted by all {N_NETWORKS} networks alike")
    return 0


if __name__ == "__main__":
    sys.exit(main())
