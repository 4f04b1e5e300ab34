"""Parts of the page's network silenced one at a time, as the page asks, held against turning the dials for real."""

import pytest
from tests.lab import ask, page

from perceptible.errors import ValueRangeError
from perceptible.insight.knock_out import connections_of, knock_out, neurons_of

NEURONS = {"kind": "knock-out", "of": "neurons", "layer": 1, "hold": "zero", "start": 0, "count": 64}
WIRES = NEURONS | {"of": "connections", "layer": 3}


def test_without_a_neuron_it_reads_what_is_read_when_its_dials_are_turned_to_0():
    """Knocked out for real, by the ten weights of outputs or the sixteen of hidden 2, and scored."""
    session = page()
    for layer, first, stride, n in ((1, 12_560, 16, 16), (2, 12_832, 16, 10)):
        part = ask(session, **NEURONS | {"layer": layer}).parts[5]
        other = page()
        score = ask(other, kind="turn", indices=[first + 5 + stride * row for row in range(n)], values=[0.0] * n)
        assert (part.neuron, part.n_correct) == (5, score.n_correct)
        assert part.cost == pytest.approx(score.cost, rel=1e-5)


def test_the_whole_network_stands_beside():
    """As the score has it."""
    session = page()
    found, score = ask(session, **NEURONS), ask(session, kind="score")
    assert (found.n_correct, found.n_images, found.n_parts) == (score.n_correct, score.n_images, 16)
    assert found.cost == pytest.approx(score.cost, rel=1e-6)


def test_connections_come_in_pieces():
    """160 into the outputs; two pieces are the library's numbers."""
    session = page()
    pieces = [ask(session, **WIRES | {"start": start, "count": 80}) for start in (0, 80)]
    found = knock_out(session.network, session.data.test, connections_of(session.network, 3))
    parts = [part for piece in pieces for part in piece.parts]
    assert [(part.neuron, part.previous) for part in parts] == [(p.neuron, p.previous) for p in found.parts]
    assert [part.n_correct for part in parts] == found.right.sum(axis=1).tolist()


def test_neurons_may_be_held_at_their_mean():
    """The library's numbers, digit by digit."""
    session = page()
    parts = ask(session, **NEURONS | {"hold": "mean"}).parts
    found = knock_out(session.network, session.data.test, neurons_of(session.network, 1), hold="mean")
    assert [part.changes for part in parts] == [tuple(row) for row in found.changes_by_class.tolist()]


@pytest.mark.parametrize("wrong", [{"layer": 3}, {"layer": 9}, {"start": -1}, {"count": 0}, {"count": 257}])
def test_what_is_not_there_is_refused(wrong):
    """The outputs are no hidden neurons; a piece has 1 to 256 parts."""
    with pytest.raises(ValueRangeError, match=r"expected .*\. (Knock|Layer|Ask|Choose)"):
        ask(page(), **NEURONS | wrong)
