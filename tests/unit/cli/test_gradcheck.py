"""The gradient check on the command line."""

from __future__ import annotations

import json
import re

import pytest

import perceptible as pc
from perceptible.gradients import check


def test_the_lesson_s_network_passes(perceptible):
    """FACTS: 13,002 dials; 1e-6 is what the check asks for."""
    result = perceptible("gradcheck", "--json", "--dials", 300)
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert found["passed"] is True
    assert found["n_parameters"] == 13002
    assert found["n_checked"] == 300
    assert found["relative_error"] < 1e-6


def test_people_read_the_worst_dial_in_words(perceptible):
    """A number alone says nothing about where to look."""
    said = perceptible("gradcheck", "--dials", 50).stdout
    assert said.startswith("gradient check      passed: relative error ")
    assert re.search(r"worst .*layer [123], neuron \d+", said)


def test_a_wrong_gradient_fails_with_code_1(perceptible, monkeypatch):
    """Twice the gradient is wrong everywhere: |2g - g| / (|2g| + |g|) = 1/3."""
    true_gradient = check.gradient
    doubled = lambda *arguments: true_gradient(*arguments).map(lambda array: 2 * array)  # noqa: E731
    monkeypatch.setattr(check, "gradient", doubled)
    result = perceptible("gradcheck", "--json", "--dials", 50)
    assert result.exit_code == 1
    assert json.loads(result.stdout)["relative_error"] == pytest.approx(1 / 3, rel=1e-4)


def test_a_trained_network_can_be_checked(perceptible, trained):
    """The file of a run, in float32, is checked in float64."""
    found = json.loads(perceptible("gradcheck", trained, "--dials", 50, "--json").stdout)
    assert found["passed"] is True


def test_the_same_seed_gives_the_same_check(perceptible):
    """Network, digits and dials all come from it."""
    first, second = (perceptible("gradcheck", "--seed", 3, "--dials", 20, "--json").stdout for _ in range(2))
    assert first == second


def test_a_network_for_other_things_than_digits_is_checked_on_noise(perceptible, tmp_path):
    """3 x 4 + 4 + 4 x 2 + 2 = 26 dials, all of them turned."""
    pc.save(pc.Network.random((3, 4, 2), rng=0), tmp_path / "net.safetensors")
    found = json.loads(perceptible("gradcheck", "net.safetensors", "--json").stdout)
    assert found["passed"] is True
    assert found["n_checked"] == 26
