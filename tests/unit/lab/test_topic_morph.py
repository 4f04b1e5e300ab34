"""The page's image turned into a test image, as the page asks, held against the library."""

import numpy as np
import pytest
from tests.lab import ask, page, pixels, shelf

from perceptible.errors import PerceptibleError
from perceptible.insight.morph import morph

ASK = {"kind": "morph", "pixels": pixels(3), "index": 8, "by": "pixels"}


@pytest.mark.parametrize("by", ["pixels", "shapes"])
def test_images_outputs_and_flips_are_the_library_s(by):
    """At 51 places; the last image is the test image itself."""
    session, inputs = page(), shelf().data.test.inputs
    found, wanted = ask(session, **ASK | {"by": by}), morph(session.network, inputs[3], inputs[8], by=by, n_steps=50)
    np.testing.assert_array_equal(found.images.reshape(51, 784), wanted.images)
    np.testing.assert_allclose(found.outputs.reshape(51, 10), wanted.outputs, rtol=1e-6)
    np.testing.assert_allclose(found.images[-784:], inputs[8], atol=1e-6)
    assert [(turn.share, turn.before, turn.after) for turn in found.flips] == [
        (flip.share, flip.before, flip.after) for flip in wanted.flips
    ]
    assert found.label == shelf().data.test.labels[8]


def test_the_neurons_of_the_last_hidden_layer_add_up_to_the_change():
    """For every flip; hidden layers only."""
    found = ask(page(), **ASK)
    assert found.n_flips == len(found.flips) > 0
    for turn in found.flips:
        assert [len(added) for added in turn.contributions] == [16, 16]
        assert sum(turn.contributions[-1]) == pytest.approx(turn.change, abs=1e-9)


@pytest.mark.parametrize("wrong", [{"index": 10**6}, {"index": -1}, {"pixels": [0.0] * 5}, {"pixels": [5.0] * 784}])
def test_images_that_are_not_there_are_refused(wrong):
    """In one sentence that says what to do."""
    with pytest.raises(PerceptibleError, match="expected"):
        ask(page(), **ASK | wrong)
