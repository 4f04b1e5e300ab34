"""What the tests of sweeps share: a few images, and a small sweep on them."""

from __future__ import annotations

import pytest
from tests.tiny import dataset

from perceptible.sweeps import Sweep


@pytest.fixture(scope="session")
def data():
    """Return 25 and 9 images of six pixels."""
    return dataset()


@pytest.fixture(scope="session")
def small(data) -> Sweep:
    """Return a sweep of 2 x 2 settings from three seeds each: 12 trainings of milliseconds."""
    return Sweep(data, axes={"epochs": (1, 2), "hidden": ((3,), (4, 2))}, seeds=(0, 1, 2))
