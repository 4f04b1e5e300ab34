"""Your own pictures and drawings come out as MNIST's images are."""

import dataclasses

import numpy as np
import pytest
from tests.oracles.photographs import photograph

import perceptible as pc
from perceptible.data.handwriting import digit_strokes
from perceptible.data.prepare import prepare_picture, prepare_strokes
from perceptible.errors import FormatError, SettingsError, ValueRangeError


def enlarged(image, factor=10):
    """Return an image of 784 inputs as bytes, each pixel so many times as wide and high."""
    return np.kron(np.rint(image.reshape(28, 28) * 255).astype(np.uint8), np.ones((factor, factor), np.uint8))


def apart(inputs, others):
    """Return the mean difference; a center of mass between two pixels may tip the whole digit by one, either way."""
    image, other = inputs.reshape(28, 28), others.reshape(28, 28)
    moves = [(dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    return min(np.abs(np.roll(image, move, axis=(0, 1)) - other).mean() for move in moves)


def test_an_upright_line_is_boxed_and_centered():
    """By hand: 40 x 4 pixels of ink become 20 x 2, in rows 4 to 23, two columns at 13.5 or 14.5 side by side."""
    sheet = np.full((60, 50), 230, np.uint8)
    sheet[10:50, 18:22] = 30
    prepared = prepare_picture(sheet, clean=False)
    lit = np.argwhere(prepared.pictures["centered"] > 0.5)
    assert prepared.pictures["box"].shape == (20, 2)
    assert (lit[:, 0].min(), lit[:, 0].max()) == (4, 23)
    assert np.ptp(lit[:, 1]) == 1


def test_an_image_of_mnist_comes_back(mnist):
    """It was prepared already: with every correction switched off, nothing is left to do but to stretch gray levels."""
    for image in mnist.test.inputs[:20]:
        again = prepare_picture(image.reshape(28, 28), even_light=False, clean=False, thicken=False)
        assert np.abs(again.inputs - image).mean() < 0.02


def test_an_enlarged_image_of_mnist_comes_back(mnist):
    """Ten times as large, with all corrections: on average within 0.025 of the original, which has a mean of 0.13."""
    images = mnist.test.inputs[:50]
    again = np.array([prepare_picture(enlarged(image)).inputs for image in images])
    assert np.abs(again - images).mean() < 0.025


def test_a_negative_is_prepared_alike(synthetic):
    """Dark on light or light on dark: found, and then the same but for rounding."""
    for image in synthetic.test.inputs[:10]:
        light, dark = prepare_picture(enlarged(image)), prepare_picture(255 - enlarged(image))
        assert (light.ink_color, dark.ink_color) == ("light", "dark")
        np.testing.assert_allclose(light.inputs, dark.inputs, atol=0.02)


def test_a_picture_may_be_cut_close(synthetic):
    """Without any margin most pixels may be ink; the paper is still found, unless a 1 is ink all over."""
    for image in synthetic.test.inputs[synthetic.test.labels != 1][:20]:
        picture = enlarged(image, 4)
        rows, columns = (np.flatnonzero(picture.any(axis=axis)) for axis in (1, 0))
        close = picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        assert apart(prepare_picture(255 - close).inputs, image) < 0.06


def test_thin_pens_are_thickened():
    """A ballpoint's line of 2 in 200 pixels would be less than a pixel thick: a pale gray that no network has seen."""
    sheet = np.full((240, 240), 255, np.uint8)
    sheet[20:220, 119:121] = 0
    thin, thick = (prepare_picture(sheet, thicken=choice).pictures["box"] for choice in (False, True))
    assert thin.sum() / 20 < 0.8
    assert thick.sum() / 20 == pytest.approx(1.6, abs=0.3)


def test_every_step_can_be_shown():
    """The names that the lab shows, in order; read-only."""
    sheet = np.full((60, 50), 230, np.uint8)
    sheet[10:50, 18:22] = 30
    prepared = prepare_picture(sheet)
    assert list(prepared.pictures) == ["gray", "paper", "ink", "box", "centered"]
    assert not prepared.inputs.flags.writeable
    np.testing.assert_array_equal(prepared.inputs, prepared.pictures["centered"].astype(np.float32).ravel())


def test_what_is_prepared_stays():
    """A result is frozen, its steps too."""
    prepared = prepare_strokes([np.array([[0.0, 0.0], [0.0, 1.0]])])
    with pytest.raises(dataclasses.FrozenInstanceError):
        prepared.inputs = np.zeros(784)
    with pytest.raises(TypeError):
        prepared.pictures["box"] = np.zeros((20, 20))


@pytest.mark.parametrize("size", [(300, 400), (28, 28), (1, 1), (1, 500), (3, 2)])
@pytest.mark.parametrize("value", [0, 128, 255])
def test_a_blank_sheet_is_refused(size, value):
    """There is nothing to read, and the message says what to do."""
    with pytest.raises(FormatError, match=r"picture has no ink: nothing stands out.*Write larger or darker"):
        prepare_picture(np.full(size, value, np.uint8))


def test_an_unknown_color_is_refused():
    """With the three there are."""
    with pytest.raises(SettingsError, match="color is 'blue', expected 'auto', 'dark' or 'light'"):
        prepare_picture(np.zeros((5, 5)), color="blue")


@pytest.mark.parametrize("digit", range(10))
def test_a_drawing_and_its_picture_are_prepared_alike(digit):
    """Drawn at 20 times the size with a pen in proportion, and photographed: within a few gray levels on average."""
    strokes = digit_strokes(digit)
    drawn = prepare_strokes(strokes)
    picture = prepare_picture(1 - np.kron(drawn.pictures["centered"], np.ones((10, 10))))
    assert apart(picture.inputs, drawn.inputs) < 0.03


def test_the_units_of_a_drawing_do_not_matter():
    """Millimeters, pixels of a tablet, from any corner."""
    strokes = digit_strokes(5, "hat apart")
    moved = [stroke * 250 + [100, -40] for stroke in strokes]
    np.testing.assert_allclose(prepare_strokes(moved).inputs, prepare_strokes(strokes).inputs, atol=1e-6)


def test_a_dot_is_a_drawing():
    """A tap leaves one round dot of the pen's thickness: π (2.35 / 2)² = 4.3 pixels."""
    assert prepare_strokes([np.array([[5.0, 5.0]])]).inputs.sum() == pytest.approx(4.3, abs=0.5)


@pytest.mark.parametrize("thickness", [0, 11, float("nan"), "thick"])
def test_a_pen_of_no_thickness_is_refused(thickness):
    """With the range and MNIST's own."""
    with pytest.raises(ValueRangeError, match=r"thickness is .*, expected 0.5 to 10 pixels. Leave it out for 2.35"):
        prepare_strokes([np.zeros((1, 2))], thickness=thickness)


@pytest.mark.slow
def test_photographs_are_read_as_their_originals_are(mnist):
    """Of 100 photographs of test digits at least 90: uneven light, noise, tilt, off-center."""
    result = pc.fit(mnist, recipe="lesson", settings=pc.Settings(epochs=3, batch_size=10, learning_rate=1.5), rng=0)
    chosen = mnist.test.inputs[:100]
    seen = [
        prepare_picture(photograph(image.reshape(28, 28), np.random.default_rng(n))) for n, image in enumerate(chosen)
    ]
    read = result.network.predict(np.array([prepared.inputs for prepared in seen]))
    assert (read == result.network.predict(chosen)).sum() >= 90
