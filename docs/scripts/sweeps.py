"""Put the table of docs/sweeps.md there: what its first command prints.

Run ``python docs/scripts/sweeps.py --measure`` to run the command again (30 trainings on MNIST, with PERCEPTIBLE_DATA
or a download), or without it to write the table from docs/results/sweep.json; with --check it only says whether the
page is up to date.
"""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import perceptible as pc
from perceptible.runs import environment_record

DOCS = Path(__file__).parent.parent
RESULTS = DOCS / "results" / "sweep.json"
PAGE = DOCS / "sweeps.md"
COMMAND = re.compile(r"^perceptible (sweep --data mnist .*)$", re.MULTILINE)
TABLE = re.compile(r"(?<=```text\n)learning rate  seeds .*?(?=```)", re.DOTALL)


def measure() -> dict[str, object]:
    """Run the first command of the page in an empty folder."""
    found = COMMAND.search(PAGE.read_text(encoding="utf-8"))
    assert found is not None
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "perceptible", *shlex.split(found[1])]
        done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, text=True, check=True)
    return {"command": found[1], "printed": done.stdout, "version": pc.__version__, "machine": environment_record()}


def render(results: dict[str, str]) -> str:
    """Return the page with the table in it."""
    return TABLE.sub(lambda _: results["printed"], PAGE.read_text(encoding="utf-8"), count=1)


def main() -> int:
    """Measure if asked to, then write the page or compare it."""
    if "--measure" in sys.argv:
        RESULTS.write_text(json.dumps(measure(), indent=1) + "\n", encoding="utf-8")
    text = render(json.loads(RESULTS.read_text(encoding="utf-8")))
    if "--check" in sys.argv:
        same = PAGE.read_text(encoding="utf-8") == text
        if not same:
            print("docs/sweeps.md is out of date: run python docs/scripts/sweeps.py", file=sys.stderr)
        return 0 if same else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
