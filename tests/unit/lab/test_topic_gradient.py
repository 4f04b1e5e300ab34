"""The gradient and its predictions as the page asks for them, held against the library and hand arithmetic."""

import numpy as np
import pytest
from tests.lab import ask, page, shelf

import perceptible as pc
from perceptible.errors import ValueRangeError
from perceptible.insight.importance import importance
from perceptible.insight.never_trained import never_lit
from perceptible.insight.nudge import nudge
from perceptible.lab.topics import gradient as topic

N_TRAIN = len(shelf().data.train)


@pytest.fixture
def in_parts(monkeypatch):
    """Average over 150 images at a time, so that 400 take three parts."""
    for name in ("slopes_in_parts", "costs_in_parts"):
        whole = getattr(topic, name)
        monkeypatch.setattr(topic, name, lambda *given, whole=whole, **named: whole(*given, **named, n_at_once=150))


def in_full(session, **question):
    """Ask until all images are averaged over."""
    while (found := ask(session, **question)).n_done < found.n_images:
        pass
    return found


def exactly(network):
    """Return the same network in float64."""
    return network.with_parameters(network.parameters.map(lambda array: array.astype(np.float64)))


def test_the_slopes_are_the_library_s_gradient(in_parts):
    """Over all training images; cost and length too."""
    split = shelf().data.train
    found = in_full(page(), kind="gradient", n_images=N_TRAIN)
    inputs, targets = split.inputs.astype(np.float64), split.targets.astype(np.float64)
    expected = pc.gradient(exactly(shelf().first.network), inputs, targets).to_vector()
    np.testing.assert_array_equal(found.slopes, expected.astype(np.float32))
    assert found.length == pytest.approx(np.sqrt(np.sum(expected**2)), rel=1e-12)
    assert found.cost == pytest.approx(pc.cost(exactly(shelf().first.network), inputs, targets), rel=1e-12)


def test_each_ask_gets_on_by_a_part(in_parts):
    """The first part is the gradient over the first images alone; when all are done it is kept."""
    session = page()
    answers = [ask(session, kind="gradient", n_images=N_TRAIN) for _ in range(4)]
    assert [answer.n_done for answer in answers] == [150, 300, 400, 400]
    alone = importance(shelf().first.network, shelf().data.first(150).train)
    np.testing.assert_allclose(answers[0].slopes, alone.slopes, rtol=1e-6, atol=1e-12)


def test_another_network_begins_anew(in_parts):
    """A turned dial makes it the gradient of another network."""
    session = page()
    in_full(session, kind="gradient", n_images=N_TRAIN)
    ask(session, kind="turn", indices=[12_995], values=[0.5])
    assert ask(session, kind="gradient", n_images=N_TRAIN).n_done == 150
    expected = importance(session.network, shelf().data.train).slopes
    found = in_full(session, kind="gradient", n_images=N_TRAIN)
    np.testing.assert_allclose(found.slopes, expected, rtol=1e-6, atol=1e-12)


def test_ranks_shares_and_zeros_are_those_of_the_slopes():
    """Sorted and added up by NumPy; weights of pixels without ink never matter."""
    found = in_full(page(), kind="gradient", n_images=N_TRAIN)
    slopes = importance(shelf().first.network, shelf().data.train).slopes
    order, squares = np.argsort(-np.abs(slopes), kind="stable"), slopes**2
    assert [each.dial for each in found.steepest] == order[: len(found.steepest)].tolist()
    assert found.ranks[order].tolist() == list(range(1, len(slopes) + 1))
    assert found.share_of_top == pytest.approx(np.sort(squares)[-130:].sum() / squares.sum(), rel=1e-12)
    assert found.steepest[-1].sum_of_shares == pytest.approx(squares[order[:100]].sum() / squares.sum(), rel=1e-12)
    black = 16 * len(never_lit(shelf().data.train))
    assert (found.n_top, found.n_zero, found.n_zero_black) == (130, np.sum(slopes == 0), black)


def test_the_parts_of_all_layers_are_the_whole():
    """Every dial is in one of them: 12,544 weights, 16 biases, and so on, and all shares together are 1."""
    found = in_full(page(), kind="gradient", n_images=N_TRAIN)
    assert [part.n_dials for part in found.parts] == [12_544, 16, 256, 16, 160, 10]
    assert [(part.layer, part.is_bias) for part in found.parts] == [(k, b) for k in (1, 2, 3) for b in (False, True)]
    assert sum(part.share for part in found.parts) == pytest.approx(1, rel=1e-12)
    assert sum(part.n_zero for part in found.parts) == found.n_zero


@pytest.mark.parametrize(("dial", "step"), [(300, 0.05), (12_995, -0.5), (12_600, 3.0)])
def test_a_nudge_is_the_library_s(in_parts, dial, step):
    """Predicted, measured and their ratio."""
    found = in_full(page(), kind="nudge", n_images=N_TRAIN, dial=dial, step=step)
    expected = nudge(shelf().first.network, shelf().data.train, np.array([dial]), np.array([step]))
    assert (found.before, found.predicted) == pytest.approx((expected.cost, expected.predicted), rel=1e-9)
    assert found.measured == pytest.approx(expected.measured, rel=1e-9)
    assert found.ratio == pytest.approx(expected.measured / expected.predicted, rel=1e-9)


def test_a_small_step_down_the_gradient_gains_its_squared_length():
    """Learning rate times length squared, by the chain rule; a thousandth of it to 1 %."""
    session = page()
    length = in_full(session, kind="gradient", n_images=N_TRAIN).length
    found = in_full(session, kind="nudge", n_images=N_TRAIN, dial=topic.WHOLE, step=0.001)
    assert found.predicted == pytest.approx(-0.001 * length**2, rel=1e-9)
    assert found.measured == pytest.approx(found.predicted, rel=0.01)
    assert found.after == pytest.approx(found.before + found.measured, rel=1e-12)


def test_a_dial_without_slope_predicts_nothing_and_changes_nothing():
    """The weight of a pixel that is black in all training images; there is no ratio of 0 to 0."""
    dial = int(never_lit(shelf().data.train)[0])
    found = in_full(page(), kind="nudge", n_images=N_TRAIN, dial=dial, step=1.0)
    assert (found.slope, found.predicted, found.measured, found.ratio) == (0, 0, 0, None)


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ({"kind": "gradient", "n_images": 0}, "n_images is 0, expected 1 to 400"),
        ({"kind": "gradient", "n_images": 401}, "n_images is 401, expected 1 to 400"),
        ({"kind": "nudge", "n_images": 400, "dial": 13_002, "step": 1.0}, "there is no dial 13002, expected 0 to"),
        ({"kind": "nudge", "n_images": 400, "dial": -2, "step": 1.0}, "there is no dial -2"),
        ({"kind": "nudge", "n_images": 400, "dial": 0, "step": 1e7}, r"the step is 1e\+07, expected -1,000,000 to"),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_sentence(question, message):
    """Images, dials and steps that are not there."""
    with pytest.raises(ValueRangeError, match=message):
        ask(page(), **question)
