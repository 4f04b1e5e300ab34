"""Labels in dispute: those that the package knows of, for the data that were measured and no others."""

import json
from dataclasses import replace
from importlib.resources import files

import numpy as np
from tests.lab import ask, page, shelf

import perceptible as pc
from perceptible.evaluation import DisputedLabel
from perceptible.insight import disputed as module
from perceptible.insight.disputed import KnownDisputes, known_disputes
from perceptible.lab.session import Session
from perceptible.training import recipe_named

FOUND = (DisputedLabel(3, 5, 6), DisputedLabel(7, 1, 7))


def known(data):
    """Return what would be known of these data."""
    return KnownDisputes(FOUND, "tuned", (0, 1, 2), (190, 195, 193), len(data.test), data.fingerprint)


def document():
    """Return what the package carries."""
    return json.loads(files("perceptible.insight").joinpath("disputed.json").read_text(encoding="utf-8"))


def test_other_data_have_no_known_disputes():
    """Numbers of MNIST say nothing of other images, nor of a part of MNIST."""
    assert known_disputes(shelf().data) is None
    assert known_disputes(replace(shelf().data, fingerprint=document()["fingerprint"])) is None  # too few images
    assert ask(page(), kind="disputed").n_networks == 0


def test_what_is_carried_says_where_it_comes_from():
    """Ten networks of one recipe, all of them good readers; labels and answers differ, in the order of the images."""
    told = document()
    assert (told["recipe"], told["seeds"], told["data"]) == ("tuned", list(range(10)), "mnist")
    assert told["settings"] == json.loads(json.dumps(recipe_named("tuned").settings.as_dict(), default=vars))
    assert min(told["n_correct"]) > 9850
    places = [each["index"] for each in told["found"]]
    assert places == sorted(set(places))
    assert all(each["label"] != each["answer"] and 0 <= each["index"] < 10_000 for each in told["found"])


def test_the_package_s_own_tuned_network_contradicts_each_of_them(mnist):
    """It is the first of the ten, kept in half precision: it answers as they do."""
    found = known_disputes(mnist)
    answers = pc.pretrained("tuned").predict(mnist.test.inputs[[each.index for each in found.found]])
    agree = np.mean(answers == [each.answer for each in found.found])
    assert agree >= 0.95
    assert [int(mnist.test.labels[each.index]) for each in found.found] == [each.label for each in found.found]


def test_the_page_hears_what_its_own_network_says_of_them(monkeypatch):
    """Labels, answers of the ten, and the answer and confidence of the network on the page."""
    monkeypatch.setattr(module, "_carried", lambda: known(shelf().data))
    session = Session(shelf())
    told = ask(session, kind="disputed")
    outputs = session.network.outputs(shelf().data.test.inputs[[3, 7]])
    assert (told.n_networks, told.lowest, told.highest, told.indices, told.theirs) == (3, 190, 195, (3, 7), (6, 7))
    assert told.guesses == tuple(outputs.argmax(axis=1).tolist())
    np.testing.assert_allclose(told.confidences, outputs.max(axis=1), rtol=1e-5)
    assert told.pixels.size == 2 * 784
