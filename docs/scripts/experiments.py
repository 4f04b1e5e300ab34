"""Fill docs/experiments/*.md with what the experiments came to: python docs/scripts/experiments.py [--check].

A page is written by hand, without a measured number; between its marks this script writes findings, tables and figures:

    <!-- findings -->, <!-- table:NAME -->, <!-- figure:NAME -->, each up to <!-- end -->

`--take FOLDER ...` takes over folders that `perceptible experiment` wrote: their numbers to docs/results/experiments,
their figures to docs/figures. With --check it only says whether the pages hold what was taken over.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from html import escape, unescape
from io import BytesIO
from pathlib import Path
from typing import Any

from perceptible.experiments import EXPERIMENTS

DOCS = Path(__file__).parent.parent
PAGES, RESULTS, FIGURES = DOCS / "experiments", DOCS / "results" / "experiments", DOCS / "figures"
INDEX = DOCS / "experiments.md"
MARK = re.compile(r"<!-- (findings|table:([\w-]+)|figure:([\w-]+)|measured) -->\n(?:.*?)<!-- end -->", re.DOTALL)
LARGEST_DRAWING = 400_000  # bytes: larger figures are taken as pictures
MOST_ROWS = 40
RANGE = ["low", "high"]
N_COLORS = 256
KEPT = ("experiment", "question", "size", "settings", "data", "environment", "command", "findings", "tables")
ABOUT = """\
# The lesson's questions, answered by experiment

The lesson ends with questions. Each of these pages answers one by an experiment that anybody can run:
`perceptible experiment --list` says what there is, and the *Ask* part of the lab runs the quick ones while you watch.
A claim counts as measured from at least five seeds with its range; before that it is open.
"""


def main() -> int:
    """Take over, write or check."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--take", type=Path, nargs="+", default=[], metavar="FOLDER")
    options = parser.parse_args()
    for folder in options.take:
        take(folder)
    wanted = {page: filled(page) for page in (PAGES / f"{name}.md" for name in EXPERIMENTS)}
    wanted[INDEX] = index(list(wanted))
    stale = [page for page, text in wanted.items() if not page.exists() or page.read_text(encoding="utf-8") != text]
    if options.check:
        print(
            "\n".join(f"{page.name} is not what its results say" for page in stale) or "the experiments are up to date"
        )
        return 1 if stale else 0
    for page in stale:
        page.write_text(wanted[page], encoding="utf-8")
        print(f"wrote {page.name}")
    return 0


def take(folder: Path) -> None:
    """Take over what an experiment wrote."""
    document = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    name = document["experiment"]
    RESULTS.mkdir(parents=True, exist_ok=True)
    kept = {key: document[key] for key in KEPT}
    kept["command"] = re.sub(r" (--(out|jobs) \S+|--quiet)", "", kept["command"])
    kept["figures"] = {}
    for drawing in sorted(folder.glob("*.svg")):
        is_small = drawing.stat().st_size <= LARGEST_DRAWING
        source = drawing if is_small else drawing.with_suffix(".png")
        theme = "dark" if drawing.stem.endswith("-dark") else "light"
        figure = drawing.stem.removesuffix("-dark")
        target = FIGURES / f"experiment-{name}-{figure}-{theme}{source.suffix}"
        for other in (".png", ".svg"):
            target.with_suffix(other).unlink(missing_ok=True)
        target.write_bytes(source.read_bytes() if is_small else smaller(source))
        kept["figures"].setdefault(figure, {"title": title_of(drawing)})[theme] = target.name
    (RESULTS / f"{name}.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def title_of(drawing: Path) -> str:
    """Return the title that a drawing carries, which says what is to be seen."""
    found = re.search(r"<title>(.*?)</title>", drawing.read_text(encoding="utf-8"), re.DOTALL)
    return " ".join(unescape(found[1]).split()) if found else ""


def smaller(path: Path) -> bytes:
    """Return a picture with fewer colors, which is enough for figures of few colors."""
    from PIL import Image

    file = BytesIO()
    picture = Image.open(path).convert("RGB").quantize(N_COLORS, kmeans=1, dither=Image.Dither.NONE)
    picture.save(file, format="PNG", optimize=True)
    return file.getvalue()


def result_of(page: Path) -> dict[str, Any] | None:
    """Return the result that a page is about, if it was taken over."""
    path = RESULTS / f"{page.stem}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def filled(page: Path) -> str:
    """Return a page with its result between its marks."""
    text, result = page.read_text(encoding="utf-8"), result_of(page)
    return text if result is None else MARK.sub(lambda found: _part(found, result), text)


def _part(found: re.Match[str], result: dict[str, Any]) -> str:
    """Return what belongs between two marks."""
    kind, table, figure = found.groups()
    if kind == "findings":
        lines = [f"- {finding}" for finding in result["findings"]]
    elif kind == "measured":
        lines = [_measured(result)]
    elif table is not None:
        lines = _table(next(one for one in result["tables"] if one["name"] == table))
    else:
        lines = _figure(result, figure)
    return "\n".join([f"<!-- {kind} -->", *lines, "<!-- end -->"])


def _measured(result: dict[str, Any]) -> str:
    """Say on what, and with what, it was measured."""
    data, seeds, made = result["data"], result["settings"]["seeds"], result["environment"]
    said = f"seed {seeds[0]}" if len(seeds) == 1 else f"seeds {seeds[0]} to {seeds[-1]}"
    return (
        f"Measured by `{result['command']}` ({result['size']}) on {data['name']}, {data['n_train']:,} training and "
        f"{data['n_test']:,} test images, {said}; perceptible {made['perceptible']}, NumPy {made['numpy']}, "
        f"{made['machine']}."
    )


def _table(table: dict[str, Any]) -> list[str]:
    """Return a table as Markdown, each median with its range; of a long one its beginning."""
    columns, rows = table["columns"], table["rows"][:MOST_ROWS]
    has_range = [_ends(columns[k + 1 : k + 3]) == RANGE for k in range(len(columns))]
    shown = [k for k in range(len(columns)) if not any(has_range[max(0, k - 2) : k])]
    lines = [f"| {' | '.join(columns[k] for k in shown)} |", "|" + "---|" * len(shown)]
    lines += [f"| {' | '.join(_written(row[k : k + (3 if has_range[k] else 1)]) for k in shown)} |" for row in rows]
    left = len(table["rows"]) - len(rows)
    return [*lines, "", f"{left} more rows are in the CSV that the command writes."] if left else lines


def _ends(columns: list[str]) -> list[str]:
    """Return the last words of some columns' names."""
    return [name.split()[-1] for name in columns]


def _written(cells: list[str | float | None]) -> str:
    """Write a cell; behind a median the range over the seeds that follows it."""
    if len(cells) == 1 or None in cells:
        return _cell(cells[0])
    median, low, high = map(_cell, cells)
    return f"{median} ({low} to {high})"


def _cell(cell: str | float | None) -> str:
    """Write a cell: four digits of a number, more only of a whole one."""
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    short = f"{cell:.4g}"
    said = f"{cell:,.0f}" if float(cell).is_integer() else short if "e" not in short else f"{cell:.2e}"
    return said.replace("-", "−")


def _figure(result: dict[str, Any], name: str) -> list[str]:
    """Return a figure in both themes."""
    files = result["figures"][name]
    seen = escape(files["title"], quote=False).replace('"', "&quot;")
    return [
        "<picture>",
        f'<source media="(prefers-color-scheme: dark)" srcset="../figures/{files["dark"]}">',
        f'<img src="../figures/{files["light"]}" alt="{seen}" width="800">',
        "</picture>",
    ]


def index(pages: list[Path]) -> str:
    """Return the page that lists all of them in the order of the lesson, each with its first finding."""
    lines = [ABOUT]
    for page in pages:
        result, head = result_of(page), page.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
        lines += [f"## [{head}](experiments/{page.name})", ""]
        lines += ["Not measured in full yet."] if result is None else [result["question"], "", result["findings"][0]]
        lines += [""]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
