"""Taking turns: nobody has the machine at its best hour alone."""

from __future__ import annotations

from perceptible.benchmarks.turns import CannotRunError, take_turns


class Fake:
    """A runner that writes down when it was asked, and answers 0.0, 1.0, 2.0, ..."""

    def __init__(self, name, diary, *, gives_up_at=None):
        self.name, self.diary, self.gives_up_at, self.n_runs = name, diary, gives_up_at, 0

    def start(self):
        """Write the start down; a runner that gives up at 0 never runs."""
        self.diary.append(f"{self.name} starts")
        if self.gives_up_at == 0:
            raise CannotRunError(self.name + " is not installed")

    def measure(self):
        """Write the run down."""
        self.diary.append(self.name)
        self.n_runs += 1
        if self.n_runs == self.gives_up_at:
            raise CannotRunError(self.name + " fell over")
        return float(self.n_runs - 1)


def turns(repeats, /, on_turn=None, **gives_up_at):
    """Let runners take turns; return what came out and the order of events."""
    diary = []
    runners = {name: Fake(name, diary, gives_up_at=place) for name, place in gives_up_at.items()}
    return take_turns(runners, repeats, on_turn), diary


def test_cases_take_turns():
    """A machine that grows slow in the middle is then slow for all: a b a b, not a a b b."""
    _, diary = turns(2, a=None, b=None)
    assert diary == ["a starts", "a", "b starts", "b", "a", "b", "a", "b"]


def test_the_first_run_is_kept_apart():
    """It holds what is compiled and filled once; in a median it would be wrong, and nowhere it would be hidden."""
    found, _ = turns(3, a=None)
    assert found["a"].first == 0.0
    assert found["a"].figures == [1.0, 2.0, 3.0]


def test_a_case_that_cannot_start_says_why_and_lets_the_others_go_on():
    """A peer that is not installed is no reason to measure nothing."""
    found, diary = turns(2, a=0, b=None)
    assert (found["a"].skipped, found["a"].figures) == ("a is not installed", [])
    assert found["b"].figures == [1.0, 2.0]
    assert diary.count("a starts") == 1


def test_a_case_that_fails_on_the_way_loses_its_figures():
    """Half of the turns would be compared with all of another's."""
    found, _ = turns(3, a=3, b=None)
    assert (found["a"].skipped, found["a"].first, found["a"].figures) == ("a fell over", None, [])
    assert found["b"].figures == [1.0, 2.0, 3.0]


def test_whoever_watches_hears_of_every_run():
    """Minutes without a word look like a hang."""
    heard = []
    turns(1, lambda key, number, figure: heard.append((key, number, figure)), a=None, b=None)
    assert heard == [("a", 0, 0.0), ("b", 0, 0.0), ("a", 1, 1.0), ("b", 1, 1.0)]
