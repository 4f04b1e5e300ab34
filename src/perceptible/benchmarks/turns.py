"""Taking turns: each case once, then each again, so that a machine that grows slow is slow for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

__all__ = ["CannotRunError", "OnTurn", "Runner", "Turns", "take_turns"]

# Called after each turn: key of the case, number of the turn (0 for the first, which does not count), figure.
OnTurn = Callable[[str, int, float], None]


class CannotRunError(Exception):
    """A case cannot be measured here; the message says why."""


class Runner(Protocol):
    """What measures one case."""

    def start(self) -> None:
        """Prepare the work.

        Raises
        ------
        CannotRunError
            If it cannot be done here.
        """

    def measure(self) -> float:
        """Do the work once and return the figure.

        Raises
        ------
        CannotRunError
            If it cannot be done after all.
        """


@dataclass
class Turns:
    """The figures of one case.

    Parameters
    ----------
    first : float or None
        That of the first run, in which compilers and caches may have had to work.
    figures : list of float
        Those of the turns, in their order.
    skipped : str
        Why there are none.
    """

    first: float | None = None
    figures: list[float] = field(default_factory=list)
    skipped: str = ""


def take_turns(runners: Mapping[str, Runner], repeats: int, on_turn: OnTurn | None = None) -> dict[str, Turns]:
    """Measure each case in turn, `repeats` times, after a first time that is kept apart.

    Parameters
    ----------
    runners : mapping from str to Runner
        What measures each case; each is started and run once before the next is started.
    repeats : int
        How many turns each has.
    on_turn : callable, optional
        Called after each turn.

    Returns
    -------
    dict from str to Turns
        The figures of each; one that cannot go on loses those that it had, and says why.
    """
    found = {key: Turns() for key in runners}
    for number in range(repeats + 1):
        for key, runner in runners.items():
            turns = found[key]
            if turns.skipped:
                continue
            try:
                if number == 0:
                    runner.start()
                figure = runner.measure()
            except CannotRunError as error:
                found[key] = Turns(skipped=str(error))
                continue
            if number == 0:
                turns.first = figure
            else:
                turns.figures.append(figure)
            if on_turn is not None:
                on_turn(key, number, figure)
    return found
