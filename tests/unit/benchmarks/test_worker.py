"""A case in a process of its own: it answers, it says why it cannot, and it goes when it is not needed."""

from __future__ import annotations

import pytest
from tests.tiny import dataset

from perceptible.benchmarks.cases import Material
from perceptible.benchmarks.material import write_material
from perceptible.benchmarks.turns import CannotRunError
from perceptible.benchmarks.worker import Worker


@pytest.fixture
def folder(tmp_path):
    """Return a folder that holds tiny data."""
    write_material(Material(dataset(), tmp_path))
    return tmp_path


def test_a_process_measures_each_time_it_is_asked(folder):
    """Two runs of a NumPy evaluation of nine images: each takes some time, and no minute."""
    with Worker("evaluation", "numpy", folder, {"PERCEPTIBLE_KERNEL": "numpy"}) as worker:
        worker.start()
        figures = [worker.measure() for _ in range(2)]
    assert all(0 < figure < 60 for figure in figures)


def test_its_environment_is_set_before_anything_is_imported(folder):
    """Told to use NumPy, the compiled case finds no compiled steps: so the variable was read."""
    worker = Worker("evaluation", "compiled", folder, {"PERCEPTIBLE_KERNEL": "numpy"})
    with worker, pytest.raises(CannotRunError, match="this installation has no compiled steps"):
        worker.start()


def test_a_process_that_falls_over_is_quoted(folder):
    """The last line that it wrote says most: here the name of a benchmark that is not there."""
    worker = Worker("no-such", "case", folder, {})
    with worker, pytest.raises(CannotRunError, match="its process ended with status 1: KeyError: 'no-such'"):
        worker.start()


def test_a_process_that_was_killed_is_missed(folder):
    """The rest of the table goes on without it."""
    with Worker("evaluation", "numpy", folder, {}) as worker:
        worker.start()
        worker._process.kill()
        with pytest.raises(CannotRunError, match="its process ended with status -9: it said nothing"):
            worker.measure()


def test_the_process_ends_with_the_need_for_it(folder):
    """Also where something else goes wrong, such as Ctrl-C."""
    worker = Worker("evaluation", "numpy", folder, {})
    worker.start()
    worker.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert worker._process.poll() is not None
