"""Own digits are read as well as test digits: test images traced into pen strokes, drawn again and read."""

import numpy as np
import pytest
from tests.tracing import trace

import perceptible as pc
from perceptible.checkpoints.shipped import PRETRAINED
from perceptible.data import prepare_strokes

N_IMAGES = 1000


@pytest.mark.slow
@pytest.mark.skipif("robust" not in PRETRAINED, reason="the network robust is not in this package")
def test_drawings_are_read_nearly_as_well_as_the_images_they_follow(mnist):
    """Within 3 points of its accuracy on the originals."""
    network, originals = pc.pretrained("robust"), mnist.test.take(np.arange(N_IMAGES))
    drawn = np.array([prepare_strokes(trace(pixels)).inputs for pixels in originals.inputs])
    accuracy = (network.predict(originals.inputs) == originals.labels).mean()
    again = (network.predict(drawn) == originals.labels).mean()
    assert again > accuracy - 0.03


def test_a_traced_line_is_where_it_was_drawn():
    """One stroke of five pixels a side of its corner, up to half a pixel; its ends lie within the ink."""
    corner = np.array([[6.0, 6.0], [22.0, 6.0], [22.0, 20.0]])
    image = prepare_strokes([corner]).inputs
    strokes = trace(image)
    rows, columns = np.nonzero(image.reshape(28, 28) > 0.5)
    assert len(strokes) == 1
    assert np.abs(strokes[0].min(axis=0) - [columns.min(), rows.min()]).max() < 2
    assert np.abs(strokes[0].max(axis=0) - [columns.max(), rows.max()]).max() < 2
