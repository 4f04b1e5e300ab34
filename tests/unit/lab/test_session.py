"""What the server keeps for a page, and what pages share."""

import numpy as np
import pytest
from tests.tiny import dataset, exact, network

import perceptible as pc
from perceptible.errors import ValueRangeError
from perceptible.lab import session
from perceptible.lab.session import Session, Shelf, Shown


@pytest.fixture
def page():
    """Open a page on a tiny network."""
    return Session(Shelf(dataset(), Shown("tiny", network(), {}, "")))


def test_a_turned_dial_is_turned_in_the_network(page):
    """And nowhere else: the network that was shown is as it was."""
    page.turn([3], [2.5])
    assert page.network.parameters.to_vector()[3] == 2.5
    assert (page.turned().tolist(), page.revision) == ([3], 1)
    np.testing.assert_array_equal(page.original, network().parameters.to_vector())


def test_turning_back_leaves_no_trace(page):
    """The dial is as it was, and so is the verdict."""
    before = page.judged().cost
    page.turn([3], [2.5])
    page.turn([3], [float(page.original[3])])
    assert len(page.turned()) == 0
    assert page.judged().cost == before


def test_dials_are_float32_as_the_page_has_them():
    """A network in float64 is rounded once, when it is shown."""
    page = Session(Shelf(dataset(), Shown("exact", exact(network()), {}, "")))
    assert page.network.weights[0].dtype == page.before().weights[0].dtype == np.float32


def test_nobody_can_change_what_a_session_hands_out(page):
    """Copies, or read-only."""
    page.dials[0] = 99
    assert page.dials[0] != 99
    with pytest.raises(ValueError, match="read-only"):
        page.original[0] = 99


def test_the_verdict_on_the_original_is_shared_by_all_pages(page, monkeypatch):
    """The second page that opens it does not wait."""
    first = page.judged_before()
    monkeypatch.setattr(session, "evaluate", lambda *_: pytest.fail("it was judged again"))
    assert Session(page.shelf).judged_before() is first


def test_few_verdicts_are_kept(page):
    """Opening random networks for hours does not fill memory; each has its own verdict."""
    for seed in range(session.MOST_KEPT + 3):
        page.show(Shown(f"{seed}", network(rng=seed), {}, ""))
        assert page.judged_before().cost == pc.evaluate(network(rng=seed), page.data.test).cost
    assert len(page.shelf._kept) == session.MOST_KEPT


def test_networks_that_differ_in_kind_alone_are_told_apart(page):
    """The same dials with another activation read otherwise."""
    costs = set()
    for activation in ("sigmoid", "tanh"):
        page.show(Shown(activation, network(activation=activation, start="normal"), {}, ""))
        costs.add(page.judged_before().cost)
    assert len(costs) == 2


def test_a_dial_beyond_float32_is_refused(page):
    """It would be infinite for the network."""
    with pytest.raises(ValueRangeError, match="beyond what float32 holds"):
        page.turn([0], [1e39])
    assert page.revision == 0


class Work:
    """Something that works for a page, until it is closed."""

    is_closed = False

    def close(self):
        """End."""
        self.is_closed = True


class OtherWork(Work):
    """Something else that works for it."""


def test_of_each_kind_one_works_for_a_page(page):
    """Who starts a second race waits for that alone; other work goes on."""
    first, second, other = Work(), Work(), OtherWork()
    for work in (first, other, second):
        page.employ(work)
    assert [work.is_closed for work in (first, second, other)] == [True, False, False]
    assert page.employed(Work) is second
    assert page.employed(OtherWork) is other


def test_what_never_began_does_not_work(page):
    """A page asks how its race stands also where there is none."""
    assert page.employed(Work) is None


def test_nothing_works_for_a_page_that_left(page):
    """Its threads would compute for nobody."""
    work = Work()
    page.employ(work)
    page.leave()
    assert work.is_closed
