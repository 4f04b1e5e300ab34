"""Our own cases, and those that need something that is not everywhere."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from tests.tiny import dataset

from perceptible.benchmarks import cases, networks, ours, pytorch, scikit, xla
from perceptible.benchmarks.cases import Material, Skipped
from perceptible.benchmarks.growth import growth_benchmarks
from perceptible.benchmarks.peers import CLASSIFIER, LESSON


@pytest.fixture
def material(tmp_path):
    """Return tiny data."""
    return Material(dataset(), tmp_path)


def test_an_epoch_is_timed_without_what_comes_before_and_after(material):
    """The clock is read twice: before the first step and after the last, so a clock that counts gives 1."""
    ticks = iter(range(10))
    assert ours.training_epoch(LESSON, material)(lambda: float(next(ticks))) == 1.0
    assert next(ticks) == 2


def test_a_figure_by_image_is_the_share_of_one(material):
    """An epoch of 25 images that takes 1 takes 0.04 for each."""
    ticks = iter(range(10))
    by_depth = next(one for one in growth_benchmarks() if one.name == "growth-depth")
    assert by_depth.case("numpy@1").make(material)(lambda: float(next(ticks))) == 0.04


def test_a_figure_of_many_networks_is_the_share_of_one(material):
    """4 networks that take 1 together take 0.25 each."""
    ticks = iter(range(10))
    assert networks.copies_case(4).make(material)(lambda: float(next(ticks))) == 0.25


@pytest.mark.parametrize("make", [xla.jax_epoch, scikit.scikit_epoch])
def test_a_peer_that_is_not_installed_is_skipped_with_the_reason(make, material, monkeypatch):
    """Nobody has all of them."""
    monkeypatch.setattr(cases, "find_spec", lambda _: None)
    made = make(LESSON, material)
    assert isinstance(made, Skipped)
    assert made.reason.endswith(" is not installed")


def test_pytorch_that_is_not_installed_is_skipped_too(material, monkeypatch):
    """No locked requirement brings it."""
    monkeypatch.setattr(cases, "find_spec", lambda _: None)
    assert pytorch.torch_epoch("modules", 1, LESSON, material) == Skipped("torch is not installed")


@pytest.mark.parametrize("recipe", [LESSON, CLASSIFIER], ids=lambda recipe: recipe.name)
def test_scikit_learn_trains_an_epoch(recipe, material):
    """With either optimizer, and with nothing to complain about."""
    pytest.importorskip("sklearn", reason="scikit-learn is not installed (requirements/bench.in)")
    small = replace(recipe, settings=replace(recipe.settings, batch_size=10))
    assert scikit.scikit_epoch(small, material)(time.perf_counter) > 0


def test_one_core_is_skipped_where_cores_cannot_be_chosen(material, monkeypatch):
    """MacOS and Windows do not let a process choose."""
    monkeypatch.delattr("os.sched_setaffinity", raising=False)
    made = networks.many_cases()[1].make(material)
    assert made == Skipped("this system does not let a process choose its cores")
