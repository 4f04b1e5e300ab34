"""Write docs/speed.md and its figures from the results of `perceptible bench`.

Run ``perceptible bench --out benchmarks/results`` to measure again, and this to write the page from what is kept there;
with --check it only says whether page and figures are up to date.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

from perceptible.benchmarks import BENCHMARKS, Result, Timing, read_result
from perceptible.benchmarks.units import in_unit, significant
from perceptible.plotting import render as render_figure
from perceptible.plotting.growth import draw_growth
from perceptible.plotting.timings import draw_timings

DOCS = Path(__file__).parent.parent
RESULTS = DOCS.parent / "benchmarks" / "results"
PAGE = DOCS / "speed.md"
SECTIONS = {
    "An epoch, beside other libraries": ("lesson-10", "lesson-100", "classifier"),
    "Many networks": ("networks",),
    "How cost grows": ("growth-hidden", "growth-depth", "growth-batch", "growth-data", "growth-networks"),
    "All around it": ("evaluation", "loading", "start-up", "training", "memory"),
}
WITH_FIGURE = {name for title, names in SECTIONS.items() if title != "All around it" for name in names}
ABOUT = """\
The cases of a table did the same work in one run on one machine, in turns, each in a process of its own: so ratios can
be compared, and seconds with those of other machines cannot. A figure is the median of the turns, between the least and
the most of them; *first* is the first run, which does not count and in which compilers had to work. *times* compares
with the case that has 1.00, turn by turn. Every case runs on one core where its name does not say otherwise, with
float32 where it does not say otherwise, data in memory, and draws the order of the images anew for each epoch.

- *perceptible* also counts cost and right answers of every image; the others only train.
- *PyTorch* stands in several forms: modules and an optimizer of `torch.optim` as its tutorials write them; autograd
  alone, with the step written out; gradients by hand, without autograd; and these compiled. Images and targets of a
  mini-batch are taken out of tensors that are there before.
- *JAX* makes the whole epoch in one jitted `lax.scan` whose buffers are handed over; mini-batches are gathered inside.
- *scikit-learn* cannot do the lesson's cost: it trains the same layers with its own, cross-entropy.
- *NumPy, a bare loop* keeps all weights and biases in one vector and works in place.
- *The floor* is what one core of this machine does at best, measured by a few lines of C in the same run: reading
  the lit pixels once, making the multiply-adds that cannot be left out, and visiting the rows of weights of the lit
  pixels, forward and back, with nothing around it."""


def read_results() -> dict[str, Result]:
    """Return what is kept, by the name of the benchmark."""
    found = [read_result(path) for path in sorted(RESULTS.glob("*.json"))]
    return {result.benchmark: result for result in found if result.benchmark in BENCHMARKS}


def render(results: dict[str, Result]) -> str:
    """Return the page as Markdown."""
    lines = ["# How fast it is", "", ABOUT]
    for title, names in SECTIONS.items():
        found = [results[name] for name in names if name in results]
        if found:
            lines += ["", f"## {title}"]
        for result in found:
            lines += ["", *_section(result)]
    lines += ["", "Made by `docs/scripts/speed.py` from `benchmarks/results`; `perceptible bench` measures again."]
    return "\n".join(lines) + "\n"


def figures(results: dict[str, Result]) -> dict[Path, bytes]:
    """Return the figures of the page by their files; each names the figures it was drawn from in a last comment."""
    drawn = {}
    for name, result in results.items():
        if _has_figure(result):
            draw = draw_growth if result.axis else draw_timings
            picture = render_figure(draw(result, source=_where(result)), ".svg")
            drawn[_path(name)] = picture + _stamp(result)
    return drawn


def out_of_date(results: dict[str, Result]) -> list[str]:
    """Return which files are not what the results say.

    Of a figure that is its last line: the same figure differs in its last digits from processor to processor.
    """
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    wrong = [] if text == render(results) else [PAGE.name]
    for name, result in results.items():
        if _has_figure(result) and not (_path(name).exists() and _path(name).read_bytes().endswith(_stamp(result))):
            wrong.append(_path(name).name)
    return wrong


def _section(result: Result) -> list[str]:
    """Return the lines about one benchmark."""
    lines = [f"### {result.title}", ""]
    if _has_figure(result):
        lines += [f"![{result.title}](figures/{_path(result.benchmark).name})", ""]
    lines += _by_place(result) if result.axis else _by_case(result)
    lines += [f"\nNot measured: {cases}: {reason}." for reason, cases in result.skipped.items()]
    return [*lines, "", f"Measured on {_where(result)}, commit {result.circumstances['commit']}, {_versions(result)}."]


def _by_case(result: Result) -> list[str]:
    """Return the table of a benchmark whose cases do the same work."""
    lines = [f"| | {result.unit} | least to most | first | times |", "|---|---|---|---|---|"]
    for timing in (timing for timing in result.timings if timing.figures):
        least, most, first = (in_unit(value or 0.0, result.unit) for value in (*_range(timing), timing.first))
        ratio = result.ratio(timing)
        times = "" if ratio is None else significant(ratio)
        middle = in_unit(timing.median, result.unit)
        lines.append(f"| {timing.words} | **{middle}** | {least} to {most} | {first} | {times} |")
    return lines


def _by_place(result: Result) -> list[str]:
    """Return the table of a benchmark that has an axis: medians."""
    heads = [f"{words}, {result.unit}" for words in result.names.values()]
    lines = [f"| {result.axis} | {' | '.join(heads)} |", "|---|" + "---|" * len(heads)]
    for place in result.places:
        found = [result.timing(name, place) for name in result.names]
        cells = ["" if one is None else in_unit(one.median, result.unit) for one in found]
        lines.append(f"| {place:,g} | {' | '.join(cells)} |")
    return lines


def _range(timing: Timing) -> tuple[float, float]:
    """Return the least and the most of the turns."""
    return min(timing.figures), max(timing.figures)


def _where(result: Result) -> str:
    """Say on what a benchmark was measured."""
    told = result.circumstances
    images = f"{result.n_images:,} training images of {result.data}, " if result.n_images else ""
    turns = max(len(timing.figures) for timing in result.timings)
    quick = " (a quick look, not to be compared)" if told["is_quick"] else ""
    return f"{images}{told['processor']}, {told['processors']} cores, {told['date']}, {turns} turns{quick}"


def _versions(result: Result) -> str:
    """Name the versions of all that took part."""
    names = {"python": "Python", "numpy": "NumPy", "torch": "PyTorch", "jax": "JAX", "scikit-learn": "scikit-learn"}
    return ", ".join(
        f"{words} {result.circumstances[name]}" for name, words in names.items() if name in result.circumstances
    )


def _has_figure(result: Result) -> bool:
    """Tell whether a benchmark is drawn: where there is much to compare, and something was measured."""
    return result.benchmark in WITH_FIGURE and any(timing.figures for timing in result.timings)


def _path(name: str) -> Path:
    """Return the file of a figure."""
    return DOCS / "figures" / f"speed-{name}.svg"


def _stamp(result: Result) -> bytes:
    """Return the line by which a figure says what it was drawn from."""
    return f"<!-- drawn from {sha256(repr(result).encode()).hexdigest()} -->\n".encode()


def main() -> int:
    """Write page and figures, or compare them; where nothing was measured there is nothing to write."""
    results = read_results()
    if "--check" in sys.argv:
        wrong = out_of_date(results) if results else []
        for name in wrong:
            print(f"{name} is out of date: run python docs/scripts/speed.py", file=sys.stderr)
        return 1 if wrong else 0
    if results:
        PAGE.write_text(render(results), encoding="utf-8")
        PAGE.parent.joinpath("figures").mkdir(exist_ok=True)
    for path, picture in figures(results).items():
        path.write_bytes(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main())
