"""Trains the networks that the package carries, by `python3 dev.py pretrain [NAME...]`.

Each is what `perceptible train --recipe NAME --data mnist --seed 0` makes: seed 0, whatever it comes to, since test
images choose nothing. Runs are kept in runs/recipes, and go on where they stopped; --again begins anew. What cards say
was measured with the numbers as they are in the file.
"""

from __future__ import annotations

import shutil
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

import perceptible as pc
from perceptible.checkpoints import about
from perceptible.data.no_digits import non_digits
from perceptible.runs import environment_record, follow, open_run
from perceptible.training import RECIPES, recipe_named

ROOT = Path(__file__).parent.parent
RUNS = ROOT / "runs" / "recipes"
FOLDER = ROOT / "src" / "perceptible" / "pretrained"
SEED = 0
N_NOISE = 10_000
# float32 is kept for the networks of the lesson's size; all files together stay below 3 MB.
LARGEST_IN_FULL = 20_000
CLOCKS = "seconds", "processor_seconds"


def main(arguments: list[str]) -> int:
    """Train and keep the networks that are named, or all."""
    names = [argument for argument in arguments if argument != "--again"] or list(RECIPES)
    data = pc.load_data("mnist")
    for name in names:
        recipe_named(name)
        if "--again" in arguments:
            shutil.rmtree(RUNS / f"{name}-{SEED}", ignore_errors=True)
        state, _ = trained(name, SEED, data)
        network = as_kept(state.network)
        path = FOLDER / f"{name}.safetensors"
        pc.save(network, path, about=card(name, network, data))
        told = about(path).about
        print(f"{path.relative_to(ROOT)}: {told['n_correct']} of {told['n_test']}, {path.stat().st_size:,} bytes")
    total = sum(path.stat().st_size for path in FOLDER.glob("*.safetensors"))
    print(f"all networks of the package together: {total:,} bytes")
    return 0


def trained(name: str, seed: int, data: pc.Dataset) -> tuple[pc.TrainingState, dict[str, float] | None]:
    """Train by a recipe, or go on; return the end, and how long it took where it was done in one go."""
    recipe, folder = recipe_named(name), RUNS / f"{name}-{seed}"
    start_rng, train_rng = np.random.default_rng(seed).spawn(2)  # as `perceptible train --seed` does
    network, state = recipe.network(data, start_rng), None
    if (folder / "checkpoint.safetensors").is_file():
        run = open_run(folder)
        if run.settings != recipe.settings or run.state.start.sizes != network.sizes:
            shutil.rmtree(folder)
        else:
            state, network = run.state, run.state.start
            run.check_data(data)
    begun = time.perf_counter(), time.process_time()
    events = pc.train(network, data, recipe.settings, rng=train_rng, state=state)
    details = {"recipe": name, "recipe_changed": False, "seed_given": seed, "data_given": "mnist", "start": None}
    for event in follow(events, folder, data=data, details=details):
        if isinstance(event, pc.EpochDone) and event.state.epoch % 10 == 0:
            row = event.row
            print(f"{name} {seed}: epoch {row.epoch}, train {row.train_accuracy:.2%}", file=sys.stderr, flush=True)
    took = time.perf_counter() - begun[0], time.process_time() - begun[1]
    return event.state, None if state is not None else dict(zip(CLOCKS, took, strict=True))


def as_kept(network: pc.Network) -> pc.Network:
    """Return the network with the numbers that its file holds: those of large ones have 16 bits."""
    dtype = np.float32 if network.n_parameters <= LARGEST_IN_FULL else np.float16
    return network.with_parameters(network.parameters.map(lambda array: array.astype(dtype)))


def in_float32(network: pc.Network) -> pc.Network:
    """Return the network as `perceptible.pretrained` does."""
    return network.with_parameters(network.parameters.map(lambda array: array.astype(np.float32)))


def card(name: str, network: pc.Network, data: pc.Dataset) -> dict[str, str]:
    """Return what the file says about itself."""
    found = pc.evaluate(in_float32(network), data.test)
    noise = non_digits("uniform", N_NOISE, rng=SEED)
    largest = in_float32(network).outputs(noise).max(axis=1)
    record = environment_record()
    return {
        "recipe": name,
        "seed": str(SEED),
        "data": "mnist",
        "data_fingerprint": data.fingerprint,
        "n_train": str(len(data.train)),
        "n_test": str(len(data.test)),
        "n_correct": str(found.n_correct),
        "accuracy": f"{found.accuracy:.4f}",
        "cost": f"{found.cost:.6f}",
        "noise": f"{N_NOISE} images, uniform, rng={SEED}",
        "noise_above_0.5": f"{float((largest > 0.5).mean()):.4f}",
        "noise_above_0.9": f"{float((largest > 0.9).mean()):.4f}",
        "command": f"perceptible train --recipe {name} --data mnist --seed {SEED}",
        "made": datetime.now(UTC).strftime("%Y-%m-%d"),
        "versions": ", ".join(f"{key} {record[key]}" for key in ("perceptible", "python", "numpy")),
        "steps": str(record["steps"]),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
