"""The benchmarks: one set of laws that every member passes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.tiny import dataset

from perceptible.benchmarks import BENCHMARKS
from perceptible.benchmarks.cases import Material, Skipped
from perceptible.benchmarks.peers import LESSON
from perceptible.benchmarks.units import UNITS
from perceptible.training import recipe_named

PEERS = {"jax", "scikit-learn", "numpy-loop", "torch-modules", "torch-autograd", "torch-by-hand", "torch-compiled"}
FLOOR = {"floor-reading", "floor-arithmetic", "floor-first-layer"}


@pytest.mark.parametrize("name", BENCHMARKS)
def test_a_benchmark_is_well_formed(name):
    """Its cases have names of their own, its reference is one of them, and its unit is known."""
    benchmark = BENCHMARKS[name]
    keys = [case.key for case in benchmark.cases]
    assert len(set(keys)) == len(keys)
    assert benchmark.reference in {case.name for case in benchmark.cases}
    assert benchmark.unit in UNITS


@pytest.mark.parametrize("name", BENCHMARKS)
def test_cases_lie_on_an_axis_where_there_is_one(name):
    """A place without an axis, or an axis without places, cannot be drawn."""
    benchmark = BENCHMARKS[name]
    assert {case.at is not None for case in benchmark.cases} == {bool(benchmark.axis)}


@pytest.mark.parametrize("name", ["lesson-10", "lesson-100", "classifier"])
def test_an_epoch_is_measured_beside_every_peer_and_the_floor(name):
    """A table that leaves out whoever is faster would be worth nothing."""
    names = {case.name for case in BENCHMARKS[name].cases}
    assert names >= {"compiled", "numpy"} | PEERS | FLOOR


def test_the_lesson_s_epoch_is_the_lesson_s():
    """One epoch of its recipe; and one example at a time, which knows only this network, beside it."""
    lesson = recipe_named("lesson")
    same = ("hidden", "activation", "output", "cost", "start")
    assert [getattr(LESSON, name) for name in same] == [getattr(lesson, name) for name in same]
    assert LESSON.settings == replace(lesson.settings, epochs=1)
    assert "one-by-one" in {case.name for case in BENCHMARKS["lesson-10"].cases}


def test_a_place_beyond_the_data_is_skipped_with_the_reason(tmp_path):
    """Quick runs have fewer images than the axis."""
    case = BENCHMARKS["growth-data"].case("numpy@60000")
    assert case.make(Material(dataset(), tmp_path)) == Skipped("there are only 25 training images")
