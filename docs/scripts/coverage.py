"""Write docs/coverage.md: what the product must be able to show, and what holds each row.

Run it as ``python docs/scripts/coverage.py``; with ``--check`` it only says whether the page is up to date.
The rows are in docs/coverage.toml. A cell that is missing there is open; `missing` says
what of a row nothing holds yet.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

DOCS = Path(__file__).parent.parent
PAGE = DOCS / "coverage.md"
KINDS = ("function", "command", "page", "test")
PARTS = {"S": "Structure", "L": "Learning", "Q": "What did it learn?", "P": "For people"}


def read_rows() -> dict[str, dict[str, object]]:
    """Return the rows by their id."""
    return tomllib.loads((DOCS / "coverage.toml").read_text(encoding="utf-8"))


def render(rows: dict[str, dict[str, object]]) -> str:
    """Return the page as Markdown."""
    held = [row for row in rows.values() if any(kind in row for kind in KINDS)]
    n_partly = sum("missing" in row for row in held)
    lines = [
        "# What the lesson asks, and what holds it",
        "",
        f"Of {len(rows)} rows {len(held) - n_partly} are held, {n_partly} in part, the others are open. "
        "Made by `docs/scripts/coverage.py` from `docs/coverage.toml`; a test fails where a row names what is not "
        "there.",
    ]
    for letter, title in PARTS.items():
        lines += ["", f"## {title}", "", "| id | the learner sees | function | command | page | test |"]
        lines.append("|---|---|---|---|---|---|")
        for name, row in rows.items():
            if name.startswith(letter):
                lines.append(f"| {name} | {_shown(row)} | {' | '.join(_cell(row, kind) for kind in KINDS)} |")
    return "\n".join(lines) + "\n"


def _shown(row: dict[str, object]) -> str:
    """Return what a row shows, and what of it is still missing."""
    return f"{row['shows']}; *missing: {row['missing']}*" if "missing" in row else str(row["shows"])


def _cell(row: dict[str, object], kind: str) -> str:
    """Return the names of one kind, or that there are none yet."""
    names = row.get(kind, [])
    return "<br>".join(f"`{name}`" for name in names) if names else "open"


def main() -> int:
    """Write the page, or compare it."""
    text = render(read_rows())
    if "--check" in sys.argv:
        same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
        if not same:
            print("docs/coverage.md is out of date: run python docs/scripts/coverage.py", file=sys.stderr)
        return 0 if same else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
