"""`perceptible bench`: how long training takes, and all around it, beside the peers."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from perceptible.benchmarks import BENCHMARKS, Benchmark, Result, circumstances, measure, write_result
from perceptible.benchmarks.turns import OnTurn
from perceptible.benchmarks.units import in_unit, significant
from perceptible.cli.command import command
from perceptible.cli.datasets import DATA_HELP, open_data
from perceptible.cli.options import Name
from perceptible.cli.output import answer, manner, say, write
from perceptible.cli.text import columns

__all__ = ["bench"]

EXAMPLES = (
    ("bench lesson-10", "an epoch of the lesson's network, beside every peer that is installed"),
    ("bench --quick", "see that all of it runs"),
    ("bench --out results", "measure everything, and keep a file for each benchmark"),
)


@command("bench", examples=EXAMPLES)
@click.argument("names", nargs=-1, metavar="[NAME]...", type=Name("benchmark", BENCHMARKS))
@click.option("--data", help=DATA_HELP)
@click.option("--quick", is_flag=True, help="Few images and turns: to see that it runs, not to compare.")
@click.option("--repeats", type=click.IntRange(min=1), help="Turns of each case, where not as many as it says itself.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for a file of each benchmark.")
def bench(names: tuple[str, ...], data: str | None, quick: bool, repeats: int | None, out: Path | None) -> None:
    """Measure how long training takes, and all around it: every benchmark, or those named.

    The cases of a benchmark take turns, each in a process of its own. Peers that are not installed are skipped.
    """
    loaded = open_data(data)
    told = circumstances(datetime.now(UTC).date().isoformat())
    results = []
    for benchmark in (BENCHMARKS[name] for name in names or BENCHMARKS):
        say(f"{benchmark.name}: {benchmark.title}")
        teller = _teller(benchmark)
        results.append(measure(benchmark, loaded, quick=quick, repeats=repeats, told=told, on_turn=teller))
        if out is not None:
            say(f"kept in {write_result(results[-1], out)}")
        if not manner().json:
            write(f"{_report(results[-1])}\n")
    if manner().json:
        answer({"results": [result.as_dict() for result in results]}, "")


def _teller(benchmark: Benchmark) -> OnTurn:
    """Return a listener that tells how each case begins."""

    def tell(key: str, number: int, figure: float) -> None:
        if number == 0:
            say(f"  {benchmark.case(key).words}: the first time {in_unit(figure, benchmark.unit)} {benchmark.unit}")

    return tell


def _report(result: Result) -> str:
    """Return a result for people."""
    size = f" ({result.n_images:,} training images of {result.data})" if result.n_images else ""
    skipped = [f"skipped: {cases}: {reason}" for reason, cases in result.skipped.items()]
    has_any = any(timing.figures for timing in result.timings)
    table = [_by_place(result) if result.axis else _by_case(result)] if has_any else []
    return "\n".join([f"{result.title}{size}", *table, *skipped])


def _by_case(result: Result) -> str:
    """Return a line for each case: its figures, and how many times as much as the reference it took."""
    rows = []
    for timing in (timing for timing in result.timings if timing.figures):
        figures = (timing.median, min(timing.figures), max(timing.figures), timing.first or 0.0)
        ratio = result.ratio(timing)
        cells = [in_unit(figure, result.unit) for figure in figures]
        rows.append((timing.words, *cells, "-" if ratio is None else significant(ratio)))
    return columns(rows, heads=(result.unit, "median", "least", "most", "first", "times"), right="lrrrrr")


def _by_place(result: Result) -> str:
    """Return a line for each place on the axis: the median of each case."""
    rows = []
    for place in result.places:
        found = [result.timing(name, place) for name in result.names]
        rows.append((f"{place:g}", *("-" if one is None else in_unit(one.median, result.unit) for one in found)))
    heads = (result.axis, *(f"{words}, {result.unit}" for words in result.names.values()))
    return columns(rows, heads=heads, right="r" * len(heads))
