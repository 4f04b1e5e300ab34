"""Each challenge is solved here as a person could solve it, by turning dials, and is not solved before."""

import numpy as np
import pytest

import perceptible as pc
from perceptible.errors import UnknownNameError
from perceptible.insight import CHALLENGES, Attempt, edge_picture, judge_attempt, silent_neurons

TURNS = {}


def turns(name):
    """Keep a function that solves the challenge of this name by turning dials in place."""

    def keep(function):
        TURNS[name] = function
        return function

    return keep


@turns("edge-detector")
def paint_an_edge(weights, biases, attempt):
    """Paint the edge with a brush of 1, and set the bias between block and stroke."""
    weights[0][0] = edge_picture().ravel()
    biases[0][0] = -12


@turns("zero-or-one")
def look_into_the_middle(weights, biases, attempt):
    """Paint the middle positive, where a 1 has ink, and two spots beside it negative, where a 0 has."""
    picture = np.zeros((28, 28))
    picture[11:17, 12:16] = 1
    picture[11:17, 6:10] = picture[11:17, 18:22] = -1
    weights[0][0] = picture.ravel()
    biases[0][0] = -4


@turns("smaller-network")
def knock_out_the_least(weights, biases, attempt):
    """Knock out the four neurons whose silence costs the fewest images, one after the other."""
    for _ in range(4):
        choices = [(layer, neuron) for layer in (1, 2) for neuron in range(16) if weights[layer][:, neuron].any()]
        best = max(choices, key=lambda place: _n_correct_without(weights, biases, attempt, *place))
        weights[best[0]][:, best[1]] = 0


@turns("near-miss")
def raise_a_bias(weights, biases, attempt):
    """Raise the bias of the right output by so little that the image is just read."""
    image = min(attempt.before.mistakes, key=lambda mistake: (mistake.margin, mistake.index))
    outputs = attempt.before.outputs[image.index].astype(float)
    missing = np.log(outputs / (1 - outputs)).max() - np.log(outputs / (1 - outputs))[image.label]
    biases[-1][image.label] += missing + 0.01


@turns("say-nothing")
def lower_a_bias(weights, biases, attempt):
    """Lower the bias of the output that is brightest for no ink, until it is dark."""
    network = attempt.network
    for _ in range(100):
        blank = network.with_parameters(network.parameters.from_vector(_vector(weights, biases))).outputs(
            np.zeros((1, 784), np.float32)
        )[0]
        if blank.max() < 0.1:
            return
        biases[-1][blank.argmax()] -= 0.1


def _vector(weights, biases):
    """Put dials into one row."""
    return np.concatenate([part.ravel() for pair in zip(weights, biases, strict=True) for part in pair])


def _n_correct_without(weights, biases, attempt, layer, neuron):
    """Count what is read when a neuron says nothing, on a tenth of the images."""
    column = weights[layer][:, neuron].copy()
    weights[layer][:, neuron] = 0
    network = attempt.network.with_parameters(attempt.network.parameters.from_vector(_vector(weights, biases)))
    images = attempt.data.test.take(np.arange(0, len(attempt.data.test), 10))
    n_correct = pc.evaluate(network, images).n_correct
    weights[layer][:, neuron] = column
    return n_correct


@pytest.fixture(scope="module", params=["lesson", "plain"])
def start(request, mnist):
    """Begin with a network of the package."""
    network = pc.pretrained(request.param)
    before = pc.evaluate(network, mnist.test)
    return Attempt(network, mnist, before, before, 1, 0)


@pytest.mark.parametrize("name", CHALLENGES)
def test_every_challenge_can_be_solved_by_hand(start, name):
    """It is not solved at the beginning, and it is after the turns above."""
    first = judge_attempt(name, start)
    weights, biases = [W.copy() for W in start.network.weights], [b.copy() for b in start.network.biases]
    TURNS[name](weights, biases, start)
    network = start.network.with_parameters(start.network.parameters.from_vector(_vector(weights, biases)))
    now = pc.evaluate(network, start.data.test)
    last = judge_attempt(name, Attempt(network, start.data, now, start.before, 1, 0))
    assert (first.solved, last.solved) == (False, True), last.sentence
    assert 0 <= first.score < last.score <= 1


def test_no_neuron_of_the_package_solves_a_challenge_by_itself(start):
    """Otherwise choosing one would be enough."""
    places = [Attempt(start.network, start.data, start.now, start.before, 1, neuron) for neuron in range(16)]
    solved = {name for name in CHALLENGES for place in places if judge_attempt(name, place).solved}
    assert solved == set()


@pytest.mark.parametrize("name", ["edge-detector", "zero-or-one"])
def test_only_the_first_layer_looks_at_pixels(start, name):
    """An output that tells 0 from 1 would be no work of the hand."""
    verdict = judge_attempt(name, Attempt(start.network, start.data, start.now, start.before, 3, 0))
    assert (verdict.score, verdict.solved) == (0, False)
    assert "first hidden layer" in verdict.sentence


def test_a_network_that_reads_too_little_has_no_score(start):
    """Knocking out everything is no solution."""
    quiet = start.network.with_parameters(start.network.parameters.map(np.zeros_like))
    verdict = judge_attempt(
        "smaller-network", Attempt(quiet, start.data, pc.evaluate(quiet, start.data.test), start.before, 1, 0)
    )
    assert sum(map(len, silent_neurons(quiet))) == 32
    assert (verdict.score, verdict.solved) == (0, False)
    assert "below the 90%" in verdict.sentence


def test_unknown_challenges_are_named(start):
    """With those that there are."""
    with pytest.raises(UnknownNameError, match="challenge 'edges' is not known, expected one of: edge-detector"):
        judge_attempt("edges", start)
