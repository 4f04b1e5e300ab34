"""A case in a process of its own: what runs there, and what talks to it from here.

No case can then disturb another: not its threads, its caches or its modes of arithmetic; and each has the environment
variables that it needs before anything is imported. The two talk in lines of JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from perceptible.benchmarks.cases import Skipped
from perceptible.benchmarks.catalog import BENCHMARKS
from perceptible.benchmarks.material import read_material
from perceptible.benchmarks.processes import HOME
from perceptible.benchmarks.turns import CannotRunError

__all__ = ["Worker", "work"]

# Sets the variables that follow the first three arguments, before anything is imported.
BOOT = (
    "import os, sys; os.environ.update(word.split('=', 1) for word in sys.argv[4:]); "
    "from perceptible.benchmarks.worker import work; work(sys.argv[1:4])"
)
PATIENCE = 5.0  # seconds for a process to end by itself


class Worker:
    """The process of one case, as seen from here.

    Parameters
    ----------
    benchmark, case : str
        Name of the benchmark and key of the case.
    folder : Path
        Where `write_material` put the data.
    environment : mapping
        Variables that the process is given.
    """

    def __init__(self, benchmark: str, case: str, folder: Path, environment: Mapping[str, str]) -> None:
        words = [f"{name}={value}" for name, value in environment.items()]
        self._command = [sys.executable, "-c", BOOT, benchmark, case, str(folder), *words]
        self._complaints = tempfile.TemporaryFile(mode="w+", encoding="utf-8", errors="replace")  # noqa: SIM115  # closed by __exit__
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        """Return the worker; its process begins with `start`."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        process = self._process
        if process is not None:
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    pipe.close()  # type: ignore[union-attr]  # both are pipes, as asked for
            with suppress(subprocess.TimeoutExpired):
                process.wait(PATIENCE if kind is None else 0)
            process.kill()
            process.wait()
        self._complaints.close()

    def start(self) -> None:
        """Start the process, and let it prepare its work."""
        self._process = subprocess.Popen(  # noqa: S603  # our own Python and our own words
            self._command,
            cwd=HOME,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            encoding="utf-8",
        )
        answer = self._answer(self._process)
        if "skipped" in answer:
            raise CannotRunError(str(answer["skipped"]))

    def measure(self) -> float:
        """Let the process do its work once."""
        process = self._process
        assert process is not None  # noqa: S101  # our own mistake if not
        with suppress(OSError):  # where the process has ended, there is no answer, and that says more
            process.stdin.write("go\n")  # type: ignore[union-attr]  # a pipe, as asked for
            process.stdin.flush()  # type: ignore[union-attr]  # as above
        return float(self._answer(process)["figure"])

    def _answer(self, process: subprocess.Popen[str]) -> dict[str, str]:
        """Return what the process says next."""
        line = process.stdout.readline()  # type: ignore[union-attr]  # a pipe, as asked for
        if line:
            found: dict[str, str] = json.loads(line)
            return found
        status = process.wait()
        self._complaints.seek(0)
        said = self._complaints.read().strip().splitlines() or ["it said nothing"]
        msg = f"its process ended with status {status}: {said[-1]}"
        raise CannotRunError(msg)


def work(arguments: Sequence[str]) -> None:
    """Be the process of a case: prepare it, then do its work each time a line comes.

    Parameters
    ----------
    arguments : sequence of str
        Name of the benchmark, key of the case, and the folder of the data.
    """
    benchmark, case, folder = arguments
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers:
        os.dup2(2, 1)  # what libraries print is no answer
        made = BENCHMARKS[benchmark].case(case).make(read_material(Path(folder)))
        if isinstance(made, Skipped):
            _say(answers, {"skipped": made.reason})
            return
        _say(answers, {"ready": True})
        for _ in sys.stdin:
            _say(answers, {"figure": made(time.perf_counter)})


def _say(answers: TextIO, answer: Mapping[str, object]) -> None:
    """Write one line."""
    answers.write(json.dumps(answer) + "\n")
    answers.flush()
