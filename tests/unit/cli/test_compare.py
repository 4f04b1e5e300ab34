"""`perceptible compare`."""

from __future__ import annotations

import json

import pytest

import perceptible as pc
from perceptible.evaluation import CHANGES


@pytest.fixture(scope="module")
def second(trained, tmp_path_factory):
    """Return the file of another network of the same shape: random, as it was before it learned."""
    path = tmp_path_factory.mktemp("networks") / "second.safetensors"
    pc.save(pc.Network.random((784, 16, 16, 10), rng=1), path)
    return path


def test_json_has_what_the_library_has(perceptible, trained, second, tiny):
    """One truth: each network as `evaluate` measures it, the two as `compare` does."""
    found = json.loads(perceptible("compare", trained, second, "--json").stdout)
    one, two, data = pc.load(trained / "network.safetensors"), pc.load(second), pc.load_data(tiny)
    expected = pc.compare(one, two, data.test)
    assert [network["name"] for network in found["networks"]] == [str(trained), str(second)]
    assert [network["accuracy"] for network in found["networks"]] == list(expected.accuracies)
    assert (found["pairs"][0]["only_first"], found["pairs"][0]["p_value"]) == (expected.only_first, expected.p_value)


def test_people_get_the_networks_side_by_side(perceptible, trained, second):
    """A letter for each network, and every table has all of them."""
    said = perceptible("compare", trained, second).stdout
    assert all(f"\n{change} " in said for change in CHANGES)
    assert "A >0.5  B >0.5" in said
    assert " images only A reads, " in said
    assert "13,002" in said


def test_many_networks_fit_a_window(perceptible, trained, second, tmp_path):
    """Three networks have two tables of what is no digit, instead of lines that break."""
    pc.save(pc.Network.random((784, 10), rng=2), tmp_path / "third.safetensors")
    said = perceptible("compare", trained, second, "third.safetensors").stdout
    table = [line for line in said.splitlines() if line.startswith(("no digit", "uniform", "strokes"))]
    assert len(table) == 6
    assert max(map(len, table)) < 100


def test_one_network_has_no_pair(perceptible, trained):
    """It is still shown to what is no digit."""
    said = perceptible("compare", trained).stdout
    assert "scribbles" in said
    assert "only A reads" not in said


def test_a_figure_is_drawn_where_asked(perceptible, trained, second, tmp_path):
    """And the result says where."""
    found = json.loads(perceptible("compare", trained, second, "--out", "compared.png", "--dark", "--json").stdout)
    assert found["plot"] == "compared.png"
    assert (tmp_path / "compared.png").stat().st_size > 10_000


def test_images_of_other_things_may_be_shown(perceptible, trained, tiny):
    """By the name of their data set; here the very digits, each equal to itself but for the last bit of its output."""
    found = json.loads(perceptible("compare", trained, "--others", tiny, "--json").stdout)["networks"][0]
    assert found["non_digits"]["tiny"]["n_images"] == 100
    assert found["non_digits"]["tiny"]["auroc"] == pytest.approx(0.5, abs=0.5 / 100)


def test_the_seed_decides_what_is_no_digit(perceptible, trained):
    """Other images get other answers; the digits stay the same."""
    one, other = (json.loads(perceptible("compare", trained, "--seed", seed, "--json").stdout) for seed in (3, 4))
    first, second = one["networks"][0], other["networks"][0]
    assert first["non_digits"] != second["non_digits"]
    assert first["changed"] == second["changed"]


def test_what_cannot_be_compared_is_refused(perceptible, trained, second):
    """In one line, with the value."""
    twice = perceptible("compare", trained, trained)
    assert (twice.exit_code, "is given twice, expected each once" in twice.stderr) == (2, True)
    many = perceptible("compare", *(f"{number}.safetensors" for number in range(27)))
    assert (many.exit_code, "27 networks are given, expected at most 26" in many.stderr) == (2, True)
    assert perceptible("compare").exit_code == 2
