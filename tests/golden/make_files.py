"""Write one file of each kind in the current format version: run it once for each new version, and never again.

    python tests/golden/make_files.py

The files of older versions stay, so that a test can show that they are still read.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from perceptible.checkpoints import FORMAT_VERSION, DataCard, save, save_state
from perceptible.data.augmentation import Augmentation
from perceptible.network import ACTIVATIONS, Dense, Network, Parameters
from perceptible.optimizers import OptimizerState
from perceptible.training import Best, EpochRow, History, Settings, Tally, TrainingState

FOLDER = Path(__file__).parent / "files"


def parameters(first: float) -> Parameters:
    """Return 13 float32 numbers that count up by a half."""
    numbers = (first + np.arange(13) / 2).astype(np.float32)
    return Parameters(
        (numbers[:6].reshape(3, 2), numbers[9:12].reshape(1, 3)), (numbers[6:9].copy(), numbers[12:].copy())
    )


def network() -> Network:
    """Return a network 2-3-1 whose 13 dials are 0, 0.5, ..., 6."""
    dials, rules = parameters(0), (ACTIVATIONS["tanh"], ACTIVATIONS["sigmoid"])
    return Network(tuple(map(Dense, dials.weights, dials.biases, rules)), "cross-entropy")


def settings() -> Settings:
    """Return settings of which none is the default."""
    return Settings(
        epochs=3,
        batch_size=4,
        learning_rate=0.1,
        optimizer="adam",
        momentum=0.8,
        second_momentum=0.9,
        schedule="cosine",
        weight_decay=0.25,
        average=0.5,
        validation=0.2,
        patience=2,
        augmentation=Augmentation(shift=1.5),
    )


def state() -> TrainingState:
    """Return a training in the middle of its second epoch, every part of it known."""
    row = EpochRow(
        epoch=1, step=5, learning_rate=0.1, train_cost=1 / 3, train_accuracy=0.75, validation_cost=0.5, test_cost=0.25
    )
    return TrainingState(
        start=network(),
        parameters=parameters(10),
        optimizer=OptimizerState((parameters(30), parameters(40)), 7),
        average=parameters(20),
        seed=2**62 + 1,
        step=7,
        epoch=1,
        position=2,
        tally=Tally(0.1 + 0.2, 6, 8),
        history=History((row,)),
        best=Best(1, 0.5, parameters(50)),
    )


def main() -> None:
    """Write the files; refuse to replace one."""
    ending = f"v{FORMAT_VERSION}.safetensors"
    for name in ("network", "checkpoint"):
        if (FOLDER / f"{name}-{ending}").exists():
            msg = f"{name}-{ending} is there already, expected a new format version. Files of old versions stay."
            raise SystemExit(msg)
    FOLDER.mkdir(exist_ok=True)
    save(network(), FOLDER / f"network-{ending}", about={"made by": "tests/golden/make_files.py"})
    card = DataCard("tiny", "0123456789abcdef", 20, 4)
    save_state(state(), FOLDER / f"checkpoint-{ending}", settings=settings(), data=card, about={"seconds": "1.5"})


if __name__ == "__main__":
    main()
