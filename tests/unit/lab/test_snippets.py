"""Every program that the page offers, copied and run: its result is what the page shows."""

import numpy as np
import pytest
from tests.lab import NETWORK_CODE, ask, page, pixels, run, shelf

from perceptible.errors import SettingsError, ShapeError, ValueRangeError
from perceptible.insight import contributions
from perceptible.lab.descending import Descending
from perceptible.lab.racing import Racing
from perceptible.lab.snippets import PANELS
from perceptible.lab.snippets.program import MOST_FILES

TEST = {"kind": "test", "index": 3}
STROKES = [[4.0, 4.5, 20.0, 4.0, 8.0, 24.0], [7.0, 14.0, 17.0, 13.0]]
DRAWN = {"kind": "drawing", "strokes": STROKES, "thickness": 2.35, "prepared": True}
BROWSE = {
    "kind": "browse",
    "split": "train",
    "label": None,
    "guess": 3,
    "wrong": False,
    "order": "cost",
    "start": 1,
    "count": 4,
}
CHANGES = {
    "kind": "transform",
    "pixels": [],
    "shift_right": 1.5,
    "shift_down": -1,
    "degrees": 10,
    "scale": 0.9,
    "thicken": 0.3,
    "invert": True,
    "noise": 0.2,
    "seed": 5,
}
RETRAIN = {"kind": "retrain", "epochs": 1, "learning_rate": 0.5, "batch_size": 20, "seed": 3}


@pytest.fixture
def turned():
    """Open a page, and turn two dials of it: a weight of hidden 1 and the bias of output 3."""
    session = page()
    ask(session, kind="turn", indices=[300, 12_995], values=[2.5, -0.1])
    return session


def shown(session, panel, **options):
    """Run the program of a panel."""
    options = {"image": TEST, "layer": 1, "neuron": 2, **options}
    return run(ask(session, kind="python", panel=panel, **options).code)


def test_every_panel_has_a_test_here():
    """A new panel is not forgotten."""
    tested = {name.removeprefix("test_the_panel_").replace("_", "-") for name in globals() if "test_the_panel_" in name}
    assert tested == {*PANELS, "transform", "robustness", "morph"}


@pytest.mark.parametrize("image", [TEST, DRAWN, DRAWN | {"prepared": False}, {"kind": "pixels", "pixels": pixels(3)}])
def test_the_panel_answer(turned, image):
    """Outputs, choice and margin, whatever the image comes from."""
    names = shown(turned, "answer", image=image)
    expected = turned.network.outputs(names["image"][None])[0]
    np.testing.assert_array_equal(names["outputs"], expected)
    assert names["answer"] == expected.argmax()


def test_the_panel_forward(turned):
    """Every layer's sums and activations."""
    trace = turned.network.forward(shelf().data.test.inputs[3:4])
    found = shown(turned, "forward")["trace"]
    for mine, theirs in zip(found.pre_activations, trace.pre_activations, strict=True):
        np.testing.assert_array_equal(mine, theirs)


def test_the_panel_neuron(turned):
    """The sum of the panel is the sum of the program."""
    answer = ask(turned, kind="contributions", pixels=pixels(3), layer=1, neuron=2, n_terms=10, decimals=2)
    names = shown(turned, "neuron")
    assert names["parts"].z == answer.z
    assert (names["found"].a, names["found"].slope) == (answer.a, answer.slope)


def test_the_panel_contributions(turned):
    """Line by line, to the last figure."""
    options = {"layer": 2, "neuron": 5, "n_terms": 3, "decimals": 4}
    answer = ask(turned, kind="contributions", pixels=pixels(3), **options)
    names = shown(turned, "contributions", **options)
    found = [(line.kind, line.indices, str(line.figure)) for line in names["sum_of_lines"].lines]
    assert found == [(line.kind, line.indices, line.figure) for line in answer.lines]


@pytest.mark.parametrize("layer", [1, 3])
def test_the_panel_weights(turned, layer):
    """The terms are those that `contributions` adds up, rounded to float32."""
    names = shown(turned, "weights", layer=layer)
    parts = contributions(turned.network, names["image"], layer=layer, neuron=2)
    np.testing.assert_array_equal(names["weights"], parts.weights)
    np.testing.assert_allclose(names["terms"], parts.terms, rtol=1e-6)


def test_the_panel_matrix(turned):
    """W a + b, squashed, is the next column."""
    names = shown(turned, "matrix", layer=2)
    trace = turned.network.forward(shelf().data.test.inputs[3:4])
    np.testing.assert_allclose(names["a"], trace.activations[2][0], rtol=1e-5)


def test_the_panel_score(turned):
    """Accuracy, cost and changed answers."""
    answer = ask(turned, kind="score")
    names = shown(turned, "score")
    assert (names["now"].n_correct, names["now"].cost) == (answer.n_correct, answer.cost)
    assert (names["then"].n_correct, names["then"].cost) == (answer.n_correct_before, answer.cost_before)
    assert names["changed"].tolist() == list(answer.changed)


def test_the_panel_dials(turned):
    """All of them, and which were turned."""
    names = shown(turned, "dials")
    np.testing.assert_array_equal(names["row"], turned.dials)
    assert names["turned"].tolist() == [300, 12_995]


def test_the_panel_browse(turned):
    """The same images in the same order."""
    names = shown(turned, "browse", browse=BROWSE)
    answer = ask(turned, **BROWSE)
    assert len(names["found"]) == answer.n_found
    assert names["found"][1:5].tolist() == list(answer.indices)


def test_the_panel_prepare():
    """The steps from strokes to pixels, with the page's own numbers."""
    names = shown(page(), "prepare", image=DRAWN)
    assert list(names["prepared"].pictures) == ["box", "centered"]
    np.testing.assert_array_equal(names["prepared"].inputs, names["image"])


def test_the_panel_transform():
    """What the sliders made of the image."""
    names = shown(page(), "transform", transform=CHANGES)
    answer = ask(page(), **(CHANGES | {"pixels": pixels(3)}))
    np.testing.assert_array_equal(names["changed"], answer.pixels)


def test_the_panel_extremes(turned):
    """The images that fire a neuron most and least."""
    answer = ask(turned, kind="extremes", layer=2, neuron=2, count=5)
    found = shown(turned, "extremes", layer=2, count=5)["found"]
    assert found.most.tolist() == [image.index for image in answer.most]
    assert (found.mean, found.saturated) == (answer.mean, answer.saturated)


def test_the_panel_never_trained():
    """Which pixels no training image lights."""
    assert shown(page(), "never-trained")["pixels"].tolist() == list(ask(page(), kind="never-trained").pixels)


def test_the_panel_timing():
    """Two times are never the same, but loops are slower by far."""
    timing = shown(page(), "timing")["timing"]
    assert timing.loops_seconds > 3 * timing.matrix_seconds


@pytest.mark.parametrize("challenge", ["edge-detector", "smaller-network", "near-miss"])
def test_the_panel_challenge(turned, challenge):
    """The verdict of the page."""
    answer = ask(turned, kind="challenge", name=challenge, layer=1, neuron=2)
    verdict = shown(turned, "challenge", challenge=challenge)["verdict"]
    assert (verdict.score, verdict.sentence) == (answer.score, answer.sentence)


def test_the_panel_digits():
    """The nearest images."""
    answer = ask(page(), kind="distances", index=7, count=3)
    found = shown(page(), "digits", index=7, count=3)["found"]
    assert found.own_distances.tolist() == [each.distance for each in answer.own]


def test_the_panel_baselines(capsys):
    """The last row that is printed is the last of the table."""
    last = ask(page(), kind="baselines").rows[-1]
    shown(page(), "baselines")
    assert capsys.readouterr().out.splitlines()[-1] == f"{last.name} {last.n_correct} of {last.n_images}"


def test_the_panel_retrain(turned):
    """The program trains the network to the very same dials."""
    names = shown(turned, "retrain", retrain=RETRAIN)
    answer = ask(turned, **RETRAIN)
    np.testing.assert_array_equal(names["trained"].parameters.to_vector(), answer.dials)


def test_the_panel_wishes(turned):
    """What each output should be, and its wish."""
    names = shown(turned, "wishes", label=4)
    found = ask(turned, kind="backprop", pixels=pixels(3), label=4)
    assert tuple(names["told"].of_outputs.tolist()) == found.layers[-1].wishes
    assert names["told"].cost == found.cost


def test_the_panel_ways(turned):
    """The bias, the weights, and the activations before."""
    names = shown(turned, "ways", label=4, layer=3)
    found = ask(turned, kind="backprop-chain", pixels=pixels(3), label=4, layer=3, neuron=2)
    assert names["ways"].bias == -found.bias_slope
    np.testing.assert_allclose(names["ways"].weights, [-slope for slope in found.slopes], rtol=1e-14)
    assert tuple(names["ways"].activations.tolist()) == found.wishes_before


def test_the_panel_passed(turned):
    """Cell by cell."""
    names = shown(turned, "passed", label=4)
    found = ask(turned, kind="passed-back", pixels=pixels(3), label=4, layer=1)
    assert tuple(names["passed"].ravel().tolist()) == found.values


@pytest.mark.parametrize("previous", [None, 300])
def test_the_panel_chain(turned, previous):
    """The product is the slope of the weight, or of the bias."""
    names = shown(turned, "chain", label=4, previous=previous)
    found = ask(turned, kind="backprop-chain", pixels=pixels(3), label=4, layer=1, neuron=2)
    assert names["chain"].product == (found.bias_slope if previous is None else found.slopes[previous])


def test_the_panel_examples(turned):
    """The dial of the bias, on average; and how far that is from all."""
    names = shown(turned, "examples", index=398, count=6, layer=2)
    table = ask(turned, kind="examples-table", start=398, count=6, layer=2, neuron=2)
    assert (names["dial_of_bias"], names["table"].average[names["dial_of_bias"]]) == (
        table.dials[0].index, table.dials[0].average
    )  # fmt: skip


def test_the_panel_functions(turned):
    """784 -> 10, 13,002 -> 1, 13,002 -> 13,002."""
    names = shown(turned, "functions")
    found = ask(turned, kind="gradient", n_images=len(shelf().data.train))
    assert (names["image"].size, names["outputs"].size, names["slopes"].size) == (784, 10, 13_002)
    assert names["cost"] == pytest.approx(found.cost, rel=1e-5)  # float32
    np.testing.assert_allclose(names["slopes"], found.slopes, atol=1e-6)


def test_the_panel_gradient(turned):
    """The slopes of the page, of as many images as were asked."""
    question = {"kind": "gradient", "n_images": 150}
    names, found = shown(turned, "gradient", gradient=question), ask(turned, **question)
    np.testing.assert_array_equal(names["found"].slopes.astype(np.float32), found.slopes)
    assert names["found"].length == found.length


def test_the_panel_ranked(turned):
    """The same dials in the same order."""
    names = shown(turned, "ranked")
    found = ask(turned, kind="gradient", n_images=len(shelf().data.train))
    expected = [(each.dial, each.slope) for each in found.steepest[:8]]
    assert [(each.place.dial, each.slope) for each in names["found"].top(8)] == expected


@pytest.mark.parametrize("dial", [300, -1])
def test_the_panel_nudge(turned, dial):
    """Predicted and measured, of one dial and of all."""
    question = {"kind": "nudge", "n_images": 200, "dial": dial, "step": 0.25}
    names, found = shown(turned, "nudge", nudge=question), ask(turned, **question)
    assert (names["found"].predicted, names["found"].measured) == (found.predicted, found.measured)


LANDSCAPE = {"kind": "landscape", "of": "dial", "dial": 300, "split": "test", "n_images": 150, "seed": 2}


def test_the_panel_slice(turned):
    """The curve along a dial, and its slope."""
    cut = ask(turned, **LANDSCAPE)
    names = shown(turned, "slice", landscape=LANDSCAPE)
    assert (names["cut"].low, names["cut"].high) == cut.low + cut.high
    assert names["line"].costs[100] == cut.cost
    assert names["slopes"][300] == pytest.approx(cut.slope)


@pytest.mark.parametrize("of", ["gradient", "random"])
def test_the_panel_plane(turned, of):
    """The cost over a plane: its middle, and a corner."""
    asked = LANDSCAPE | {"of": of, "dial": None}
    cut = ask(turned, **asked)
    names = shown(turned, "plane", landscape=asked)
    corner = ask(turned, kind="landscape-costs", number=cut.number, x=[cut.low[0]], y=[cut.low[1]]).costs[0]
    assert (names["costs"][16, 16], names["costs"][0, 0]) == (cut.cost, corner)


@pytest.mark.parametrize("shuffled", [0.0, 0.5])
def test_the_plane_of_a_path_comes_from_training_again(shuffled):
    """The program goes the same way, and finds the same plane."""
    session = page()
    ask(
        session,
        kind="train-start",
        recipe="lesson",
        epochs=1,
        batch_size=10,
        learning_rate=1.0,
        optimizer="descent",
        schedule="constant",
        augmentation="none",
        n_train=400,
        shuffled=shuffled,
        seed=0,
    )
    ask(session, kind="train-control", action="step-epoch", speed=None, n_rows=0)
    session.trainer.wait_until_idle(20)
    session.follow()
    asked = LANDSCAPE | {"of": "path", "dial": None}
    cut = ask(session, **asked)
    names = shown(session, "plane", landscape=asked)
    np.testing.assert_allclose(names["path"][-1], cut.dials)
    np.testing.assert_allclose(np.abs(names["cut"].low), np.abs(cut.low), rtol=0.1)
    session.close()


@pytest.mark.parametrize("panel", ["answer", "score", "challenge"])
def test_many_turned_dials_come_from_a_file(state, panel):
    """Nobody wants to read 13,002 lines; the same dials are saved once."""
    session = page()
    ask(session, kind="turn", indices=list(range(500)), values=[0.25] * 500)
    names = [shown(session, panel) for _ in range(2)][-1]
    np.testing.assert_array_equal(names["network"].parameters.to_vector(), session.dials)
    assert len(list((state / "snippets").iterdir())) == 1


@pytest.mark.parametrize("name", ["lesson", "by hand"])
def test_networks_of_the_package_are_named_not_saved(state, name):
    """Their Python runs on any machine, turned dials and all."""
    session = page()
    ask(session, kind="open", name=name)
    ask(session, kind="turn", indices=[7], values=[0.1])
    names = shown(session, "answer")
    np.testing.assert_array_equal(names["network"].parameters.to_vector(), session.dials)
    assert not state.exists()


def test_old_files_of_turned_dials_are_forgotten(state):
    """Whoever paints for hours does not fill a disk."""
    session = page()
    for value in range(MOST_FILES + 3):
        ask(session, kind="turn", indices=list(range(50)), values=[float(value)] * 50)
        ask(session, kind="python", panel="answer", image=TEST, layer=1, neuron=0)
    assert len(list((state / "snippets").iterdir())) == MOST_FILES


NEED_DETAILS = {"prepare", "retrain", "race", "paths", "rolling", "staircase", "knock-out", "robustness", "morph"}


def test_programs_are_short():
    """Without turned dials and listed pixels, a program fits into the panel."""
    questions = ({"kind": "python", "panel": panel, "image": TEST, "layer": 1, "neuron": 0} for panel in PANELS)
    codes = [ask(page(), **question).code for question in questions if question["panel"] not in NEED_DETAILS]
    assert max(code.count("\n") for code in codes) <= 16
    lines = [line for code in codes for line in code.split("\n") if NETWORK_CODE not in line]
    assert max(map(len, lines)) <= 120


@pytest.mark.parametrize(
    ("question", "error", "message"),
    [
        ({"panel": "prepare"}, SettingsError, "kind 'test', expected a drawing. Draw a digit first"),
        ({"panel": "transform"}, SettingsError, "no transform, expected what the sliders"),
        ({"panel": "retrain"}, SettingsError, "no retrain, expected epochs"),
        ({"panel": "race"}, SettingsError, "no race, expected its runners and settings"),
        ({"panel": "paths"}, SettingsError, "no paths, expected a start, images"),
        ({"panel": "answer", "image": {"kind": "test", "index": 999}}, ValueRangeError, "no image 999, .*0 to 199"),
        ({"panel": "answer", "image": DRAWN | {"strokes": [[1, 2, 3]]}}, ShapeError, "has 3 numbers, expected x and y"),
        ({"panel": "answer", "image": DRAWN | {"strokes": []}}, ShapeError, "0 strokes, expected at least one"),
        ({"panel": "answer", "image": {"kind": "pixels", "pixels": [0.5]}}, ShapeError, r"\(1, 1\), expected"),
    ],
)
def test_what_cannot_be_written_is_said(question, error, message):
    """The panel shows the sentence instead."""
    with pytest.raises(error, match=message):
        ask(page(), kind="python", **({"image": TEST, "layer": 1, "neuron": 0} | question))


RUNNER = {"hidden": [16], "activation": "tanh", "start": "scaled", "optimizer": "momentum", "batch_size": 20}
RACE = {
    "kind": "race-start",
    "entries": [RUNNER | {"name": "slow", "learning_rate": 0.01}, RUNNER | {"name": "quick", "learning_rate": 0.1}],
    "cost": "cross-entropy",
    "epochs": 2,
    "n_train": 200,
    "seed": 4,
    "n_seeds": 2,
}
PATHS = {"kind": "paths", "start": "fresh", "seed": 4, "n_train": 200, "epochs": 2, "rates": [4.0, 1.5, 0.1]}


def test_the_panel_race():
    """The same runners from the same seeds: every figure of the page."""
    session = page()
    ask(session, **RACE)
    session.employed(Racing).wait(20)
    frame, found = ask(session, kind="race-frame", since=0), shown(session, "race", race=RACE)["found"]
    assert [runner.median for runner in frame.runners] == [runner.median for runner in found.runners]
    assert frame.margin == found.margin


@pytest.mark.parametrize("start", ["fresh", "own"])
def test_the_panel_paths(turned, start):
    """The same costs on the way, and the same plane."""
    asked = PATHS | {"start": start}
    ask(turned, **asked)
    turned.employed(Descending).wait(60)
    frame, names = ask(turned, kind="paths-frame", since=0), shown(turned, "paths", paths=asked)
    for mine, theirs in zip(frame.paths, names["found"].paths, strict=True):
        np.testing.assert_array_equal(mine.costs, np.float32(theirs.costs))
    assert frame.share == names["shares"].sum()


def test_the_panel_rolling(turned):
    """The ball ends where the page has it."""
    given = {"kind": "roll", "formula": "x**2 + y", "starts": [[1.0, 2.0]], "learning_rate": 0.1, "n_steps": 4}
    (ball,) = ask(turned, **given).balls
    names = shown(turned, "rolling", roll=given)
    assert names["found"].points.ravel().tolist() == list(ball.points)
    with pytest.raises(SettingsError, match="no roll"):
        shown(turned, "rolling")


def test_the_panel_staircase(turned):
    """With steps the program's dial is stuck where the page's is."""
    given = {"kind": "staircase", "layer": 1, "neuron": 2, "source": -1, "n_images": 5}
    given |= {"learning_rate": 1.0, "n_steps": 2}
    found = ask(turned, **given)
    names = shown(turned, "staircase", staircase=given)
    assert (names["dial"], names["way"].costs.tolist()) == (found.dial, list(found.step_costs))
    with pytest.raises(SettingsError, match="no staircase"):
        shown(turned, "staircase")


KNOCK_OUT = {"kind": "knock-out", "of": "neurons", "layer": 2, "hold": "mean", "start": 0, "count": 64}
ROBUSTNESS = {"kind": "robustness", "sweep": "rotation", "amount": 20.0, "n_images": 50}
MORPH = {"kind": "morph", "pixels": [], "index": 8, "by": "shapes"}


def test_the_panel_knock_out(turned):
    """What is read without each neuron."""
    parts = ask(turned, **KNOCK_OUT).parts
    found = shown(turned, "knock-out", knock_out=KNOCK_OUT)["found"]
    assert found.right.sum(axis=1).tolist() == [part.n_correct for part in parts]


def test_the_panel_robustness(turned):
    """The whole curve; the page's point is on it."""
    point = ask(turned, **ROBUSTNESS)
    found = shown(turned, "robustness", robustness=ROBUSTNESS)["found"]
    assert found.accuracies[found.amounts.index(20.0)] == pytest.approx(point.n_correct / 50)


def test_the_panel_morph(turned):
    """The same flips."""
    answer = ask(turned, **MORPH | {"pixels": pixels(3)})
    found = shown(turned, "morph", morph=MORPH)["found"]
    assert [flip.share for flip in found.flips] == [turn.share for turn in answer.flips]


@pytest.mark.parametrize("panel", ["knock-out", "robustness", "morph"])
def test_a_panel_without_its_ask_is_refused(turned, panel):
    """Its program cannot be written."""
    with pytest.raises(SettingsError, match=r"the ask has no .*, expected what the panel asked"):
        shown(turned, panel)
