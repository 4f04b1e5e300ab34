"""What is printed of a value is a line, whatever numbers it holds."""

from __future__ import annotations

import numpy as np
import pytest

import perceptible as pc

NETWORK = pc.Network.random((4, 3, 2), rng=0)
SPLIT = pc.Split(np.zeros((5, 4)), np.array([0, 1, 0, 1, 1]), n_classes=2)
DATA = pc.Dataset("tiny", SPLIT, SPLIT, class_names=("a", "b"), image_shape=(2, 2), source="made for a test")
STATE = list(pc.train(NETWORK, DATA, pc.Settings(epochs=1, batch_size=2), rng=0))[-1].state
LINES = {
    "parameters": (NETWORK.parameters, "<Parameters 23 dials in 2 layers>"),  # 4 * 3 + 3 + 3 * 2 + 2
    "trace": (NETWORK.forward(SPLIT.inputs), "<Trace of activations (5, 4), (5, 3), (5, 2)>"),
    "split": (SPLIT, "<Split 5 samples of 4 inputs, 2 classes>"),
    "data": (DATA, "<Dataset tiny: 5 to train on, 5 to test on; made for a test>"),
    "state": (STATE, f"<TrainingState step 3, epoch 1, seed {STATE.seed}, ended by: all epochs>"),  # 2 + 2 + 1 images
}


@pytest.mark.parametrize("name", LINES)
def test_a_value_describes_itself_in_a_line(name):
    """Whoever prints an event should not have to scroll through 13,002 numbers."""
    value, line = LINES[name]
    assert repr(value) == line
