"""What compiled code must never be given."""

import numpy as np
import pytest

from perceptible.errors import ShapeError, ValueRangeError
from perceptible.kernels.checks import check_dials, check_images, check_inputs, check_moments, check_rates
from perceptible.kernels.images import LitImages
from perceptible.network import Network

LAYERS = Network.random((4, 3, 2), rng=0).layers


def dark_images(n, *, n_inputs=4, label=0):
    """Return images without a lit input."""
    nothing = np.zeros(0, np.uint8)
    return LitImages(
        np.zeros(n + 1, np.int64), nothing.astype(np.uint16), nothing, np.full(n, label, np.int32), n_inputs
    )


def test_dials_of_another_network_are_refused():
    """For example the moments of an optimizer that stepped another one."""
    other = Network.random((4, 5, 2), rng=0).parameters
    with pytest.raises(ShapeError, match=r"\[\(5, 4\), \(2, 5\)\], expected \[\(3, 4\), \(2, 3\)\].*Keep to one"):
        check_dials(LAYERS, (Network.random((4, 3, 2), rng=1).parameters, other))


@pytest.mark.parametrize(("n_found", "n_needed"), [(0, 2), (1, 0)])
def test_another_number_of_moments_is_refused(n_found, n_needed):
    """Adam without its averages would follow an address that is none."""
    with pytest.raises(ShapeError, match=f"{n_found} moments, expected {n_needed}. Begin with the optimizer's own"):
        check_moments(n_found, n_needed)


@pytest.mark.parametrize(("n_rates", "n_images", "batch_size"), [(2, 7, 3), (4, 7, 3), (1, 0, 3), (0, 7, 3)])
def test_another_number_of_rates_than_steps_is_refused(n_rates, n_images, batch_size):
    """Seven images in threes are three steps, no image none."""
    with pytest.raises(ShapeError, match=f"{n_rates} learning rates for {n_images} images.*as many rates as steps"):
        check_rates(n_rates, n_images, batch_size)


@pytest.mark.parametrize("batch_size", [0, -3, 2**31])
def test_mini_batches_of_an_impossible_size_are_refused(batch_size):
    """Of size 0 they would never end."""
    with pytest.raises(ShapeError, match=f"mini-batches of {batch_size}, expected one for each mini-batch of 1 to 214"):
        check_rates(1, 7, batch_size)


@pytest.mark.parametrize(("order", "said"), [([0, 3], "from image 0 to 3"), ([2, -1], "from image -1 to 2")])
def test_images_that_are_not_there_are_refused(order, said):
    """Numbers counted from the end are Python's, not the kernel's."""
    with pytest.raises(ValueRangeError, match=f"{said}, expected 0 to 2. Take an order of these very images"):
        check_images(LAYERS, dark_images(3), np.array(order))


def test_a_label_without_an_output_is_refused():
    """Labels 0 and 1 have an output, 2 has none."""
    check_images(LAYERS, dark_images(3, label=1), np.array([0, 1, 2]))
    with pytest.raises(ValueRangeError, match=r"a label is 2, expected at most 1.*an output for each class"):
        check_images(LAYERS, dark_images(3, label=2), np.array([0]))


def test_images_of_another_size_are_refused():
    """Position 4 would be the row of the biases."""
    with pytest.raises(ShapeError, match=r"images have 5 inputs, expected 4.*Use the data"):
        check_inputs(LAYERS, dark_images(1, n_inputs=5))


def test_no_images_and_no_steps_are_fine():
    """The last chunk of an epoch may be empty."""
    check_rates(0, 0, 10)
    check_images(LAYERS, dark_images(0), np.zeros(0, np.int64))
