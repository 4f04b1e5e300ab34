"""The page about speed is what the kept results say."""

from __future__ import annotations

import importlib.util
import shutil
from dataclasses import replace
from types import ModuleType

import pytest

from perceptible.benchmarks import BENCHMARKS, Result, Timing, circumstances, write_result


@pytest.fixture
def script(repository, tmp_path, monkeypatch) -> ModuleType:
    """Load the script that makes the page, with folders of its own."""
    spec = importlib.util.spec_from_file_location("speed_page", repository / "docs" / "scripts" / "speed.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "DOCS", tmp_path)
    monkeypatch.setattr(module, "PAGE", tmp_path / "speed.md")
    monkeypatch.setattr(module, "RESULTS", tmp_path / "results")
    return module


def measured(name, *timings):
    """Return a result of this benchmark."""
    benchmark = BENCHMARKS[name]
    told = {**circumstances("2025-11-21"), "is_quick": False, "processor": "a processor", "processors": 2}
    return Result(
        benchmark=name, title=benchmark.title, unit=benchmark.unit, reference=benchmark.reference, axis=benchmark.axis,
        n_images=60_000, data="mnist", circumstances=told, timings=timings,
    )  # fmt: skip


EPOCH = measured(
    "lesson-10",
    Timing("compiled", "perceptible, compiled", first=0.1, figures=(0.02, 0.024, 0.03)),
    Timing("jax", "JAX", first=2.5, figures=(0.2, 0.24, 0.3)),
    Timing("scikit-learn", "scikit-learn", skipped="scikit-learn is not installed"),
)
GROWTH = measured(
    "growth-depth",
    *(Timing("compiled", "perceptible, compiled", float(n), figures=(n * 1e-6,)) for n in (1, 8)),
    Timing("numpy", "perceptible, NumPy", 1.0, figures=(7e-6,)),
)


@pytest.fixture
def kept(script):
    """Keep two results."""
    for one in (EPOCH, GROWTH):
        write_result(one, script.RESULTS)
    return script.read_results()


def test_a_table_has_median_range_first_and_ratio(script, kept):
    """240 ms beside 24 ms, both at their best and worst in the same turns: 10 times."""
    page = script.render(kept)
    assert "| perceptible, compiled | **24.0** | 20.0 to 30.0 | 100 | 1.00 |" in page
    assert "| JAX | **240** | 200 to 300 | 2,500 | 10.0 |" in page
    assert "Not measured: scikit-learn: scikit-learn is not installed." in page


def test_the_page_says_on_what_it_was_measured(script, kept):
    """Only ratios carry over to another machine."""
    assert "Measured on 60,000 training images of mnist, a processor, 2 cores, 2025-11-21, 3 turns" in script.render(
        kept
    )


def test_an_axis_is_a_table_of_places(script, kept):
    """What was measured at one place alone leaves a gap at the others."""
    page = script.render(kept)
    assert "| hidden layers of 16 neurons | perceptible, compiled, µs | perceptible, NumPy, µs |" in page
    assert "| 1 | 1.00 | 7.00 |" in page
    assert "| 8 | 8.00 |  |" in page


def test_page_and_figures_are_written_and_then_up_to_date(script, kept, monkeypatch, capsys):
    """First everything is missing, which --check names; then nothing is."""
    monkeypatch.setattr("sys.argv", ["speed.py", "--check"])
    assert script.main() == 1
    assert "speed.md is out of date" in capsys.readouterr().err
    monkeypatch.setattr("sys.argv", ["speed.py"])
    assert script.main() == 0
    monkeypatch.setattr("sys.argv", ["speed.py", "--check"])
    assert script.main() == 0


def test_a_figure_of_other_results_is_out_of_date(script, kept):
    """A picture that nobody drew again shows what was true once."""
    for path, picture in script.figures(kept).items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(picture)
    faster = replace(EPOCH, timings=(replace(EPOCH.timings[0], figures=(0.01, 0.012, 0.015)), *EPOCH.timings[1:]))
    assert "speed-lesson-10.svg" in script.out_of_date({**kept, "lesson-10": faster})
    assert "speed-growth-depth.svg" not in script.out_of_date({**kept, "lesson-10": faster})


def test_without_results_there_is_nothing_to_check(script, monkeypatch):
    """A clone in which nobody has measured is not wrong."""
    shutil.rmtree(script.RESULTS, ignore_errors=True)
    monkeypatch.setattr("sys.argv", ["speed.py", "--check"])
    assert script.main() == 0


def test_every_benchmark_has_a_place_on_the_page(script):
    """What is measured and not shown would be measured for nobody."""
    assert {name for names in script.SECTIONS.values() for name in names} == set(BENCHMARKS)
