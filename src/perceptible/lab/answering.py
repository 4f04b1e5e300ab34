"""An experiment that runs for a page, piece by piece, in a thread of its own."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, replace
from threading import Event, Lock, Thread
from typing import Any, Literal

from perceptible.data.dataset import Dataset
from perceptible.errors import PerceptibleError
from perceptible.experiments import Experiment, Result
from perceptible.sweeps import Serial
from perceptible.sweeps.questions import answer_question, do_pieces, pieces

__all__ = ["Answerer", "Course"]

NAME = "experiment of a page"
log = logging.getLogger("perceptible")


@dataclass(frozen=True, eq=False)
class Course:
    """How far an experiment is.

    Parameters
    ----------
    number : int
        Grows with every change.
    status : str
        Whether it goes on.
    n_done, n_pieces : int
        Pieces that are done, and all of them.
    seconds : float
        That it has taken so far.
    result : Result or None
        What it came to, once it is done.
    sentence : str
        What went wrong, where something did.
    """

    number: int
    status: Literal["running", "done", "stopped", "failed"]
    n_done: int
    n_pieces: int
    seconds: float
    result: Result | None = None
    sentence: str = ""


class Answerer:
    """Does an experiment on the data of the page; it begins at once. Every method may be called from any thread.

    Parameters
    ----------
    experiment : Experiment
        Which one.
    settings : dataclass
        Its settings.
    data : Dataset
        What it is done on.
    """

    def __init__(self, experiment: Experiment, settings: Any, data: Dataset) -> None:  # noqa: ANN401  # each has its own
        self.experiment, self.settings, self.data = experiment, settings, data
        self._wanted = pieces(experiment, settings, data)
        self._begun = time.monotonic()
        self._course = Course(1, "running", 0, len(self._wanted), 0.0)
        self._stop, self._lock = Event(), Lock()
        Thread(target=self._work, name=NAME, daemon=True).start()

    @property
    def course(self) -> Course:
        """Return how far it is."""
        return self._course

    def close(self) -> None:
        """End it, after the piece under way."""
        self._stop.set()
        self._publish("stopped")

    def _work(self) -> None:
        """Do all pieces, and combine them."""
        outcomes = []
        try:
            done = do_pieces(self.experiment, self._wanted, self.data, workers=Serial(), should_stop=self._stop.is_set)
            for outcome in done:
                outcomes.append(outcome)
                self._publish("running", n_done=len(outcomes))
            if not self._stop.is_set():
                result = answer_question(self.experiment, self.settings, self.data, outcomes)
                self._publish("done", result=result)
        except PerceptibleError as error:
            self._publish("failed", sentence=str(error))
        except Exception:
            log.exception("an experiment of a page failed: %s", self.experiment.name)
            self._publish("failed", sentence="The experiment made a mistake: the server's terminal says which.")

    def _publish(self, status: Literal["running", "done", "stopped", "failed"], **changes: Any) -> None:  # noqa: ANN401
        """Say how far it is, unless it is over."""
        with self._lock:
            now = self._course
            if now.status == "running":
                seconds = time.monotonic() - self._begun
                self._course = replace(now, number=now.number + 1, status=status, seconds=seconds, **changes)
