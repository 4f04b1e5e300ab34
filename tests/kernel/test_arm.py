"""Compiled steps for 64-bit Arm, run by an emulator: the same steps, in vectors of another processor."""

from __future__ import annotations

import shutil

import pytest
from tests.kernel.driver import compiled_driver, n_cases, run

COMPILER, EMULATOR = "aarch64-linux-gnu-gcc", "qemu-aarch64"


@pytest.mark.slow
@pytest.mark.skipif(
    not (shutil.which(COMPILER) and shutil.which(EMULATOR)),
    reason=f"there is no {COMPILER} or no {EMULATOR} (Debian: gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user)",
)
def test_on_arm_random_trainings_are_those_of_plain_loops(tmp_path):
    """Most new laptops have such a processor, and none runs these tests."""
    driver = compiled_driver([COMPILER], ("-O3", "-ffp-contract=fast", "-static"), tmp_path)
    assert run([EMULATOR, driver, "4", str(n_cases(300))]) == f"{n_cases(300)} trainings, with NEON\n"
