"""Settings: what may be chosen, what is refused, and what survives JSON."""

import json
from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.data.augmentation import Augmentation
from perceptible.errors import SettingsError, UnknownNameError
from perceptible.optimizers import OPTIMIZERS, SCHEDULES
from perceptible.training import Settings

FRACTIONS = st.floats(0, 1, exclude_max=True)


@st.composite
def any_settings(draw):
    """Draw settings that hold together."""
    validation = draw(FRACTIONS)
    patience = draw(st.none() | st.integers(1, 50)) if validation else None
    changes = draw(st.none() | st.builds(Augmentation, shift=st.floats(0, 3), rotate=st.floats(0, 20)))
    return Settings(
        epochs=draw(st.integers(0, 1000)),
        batch_size=draw(st.integers(1, 10_000)),
        learning_rate=draw(st.floats(0, 1e6)),
        optimizer=draw(st.sampled_from(sorted(OPTIMIZERS))),
        momentum=draw(FRACTIONS),
        schedule=draw(st.sampled_from(sorted(SCHEDULES))),
        weight_decay=draw(st.floats(0, 10)),
        average=draw(FRACTIONS),
        validation=validation,
        patience=patience,
        augmentation=changes,
    )


def test_the_defaults_are_the_lessons():
    """30 epochs of mini-batches of 10, learning rate 3.0 on half the cost, which is 1.5 on all of it."""
    lesson = Settings()
    assert (lesson.epochs, lesson.batch_size, lesson.learning_rate) == (30, 10, 1.5)
    assert (lesson.optimizer, lesson.schedule) == ("descent", "constant")
    assert not any((lesson.weight_decay, lesson.average, lesson.validation, lesson.patience, lesson.augmentation))


@given(settings=any_settings())
def test_settings_survive_json(settings):
    """A checkpoint holds them as text, and a training goes on with the same."""
    assert Settings.from_dict(json.loads(json.dumps(settings.as_dict()))) == settings


def test_what_is_missing_has_its_default():
    """Files of an older version may lack a setting."""
    assert Settings.from_dict({"epochs": 3}) == Settings(epochs=3)


def test_numbers_of_numpy_become_pythons():
    """A float64 scalar would turn the float32 weights that it meets into float64, and JSON knows neither."""
    settings = Settings(
        epochs=np.int64(3), batch_size=np.int32(5), learning_rate=np.float64(0.5), average=np.float32(0.5)
    )
    assert settings == Settings(epochs=3, batch_size=5, learning_rate=0.5, average=0.5)
    assert {type(settings.epochs), type(settings.batch_size)} == {int}
    assert {type(settings.learning_rate), type(settings.average)} == {float}


def test_whole_numbers_become_floats_where_floats_are_meant():
    """Settings that are equal are the same text in a file."""
    assert repr(Settings(learning_rate=1, weight_decay=0)) == repr(Settings(learning_rate=1.0, weight_decay=0.0))


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("epochs", -1, "a whole number of at least 0"),
        ("epochs", 2.0, "a whole number of at least 0"),
        ("epochs", "3", "a whole number of at least 0"),
        ("epochs", True, "a whole number of at least 0"),
        ("batch_size", 0, "a whole number of at least 1"),
        ("batch_size", None, "a whole number of at least 1"),
        ("learning_rate", -0.1, "a number of at least 0"),
        ("learning_rate", float("nan"), "a number of at least 0"),
        ("learning_rate", float("inf"), "a number of at least 0"),
        ("learning_rate", "fast", "a number of at least 0"),
        ("learning_rate", True, "a number of at least 0"),
        ("learning_rate", 10**400, "a number of at least 0"),
        ("weight_decay", -1e-9, "a number of at least 0"),
        ("momentum", 1.0, "a number from 0 to below 1"),
        ("momentum", -0.1, "a number from 0 to below 1"),
        ("second_momentum", 1, "a number from 0 to below 1"),
        ("average", 1.5, "a number from 0 to below 1"),
        ("average", float("nan"), "a number from 0 to below 1"),
        ("validation", 1.0, "a number from 0 to below 1"),
        ("validation", [0.1], "a number from 0 to below 1"),
        ("patience", 0, "a whole number of at least 1"),
        ("patience", 1.5, "a whole number of at least 1"),
    ],
)
def test_a_value_outside_its_range_is_refused(name, value, expected):
    """With the name, the value and what would do."""
    with pytest.raises(SettingsError) as caught:
        Settings(**{name: value})
    assert str(caught.value) == f"{name} is {value!r}, expected {expected}. Change {name}."


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("optimizer", "adm", r"optimizer 'adm' is not known.*Did you mean 'adam'\?"),
        ("optimizer", [], r"optimizer \[\] is not known, expected one of: descent"),
        ("schedule", "one_cycle", r"schedule 'one_cycle' is not known.*Did you mean 'one-cycle'\?"),
        ("schedule", None, r"schedule None is not known, expected one of: constant"),
    ],
)
def test_an_unknown_name_is_refused_with_a_suggestion(name, value, message):
    """A slip of the finger gets the name that was meant."""
    with pytest.raises(UnknownNameError, match=message):
        Settings(**{name: value})


def test_patience_needs_images_to_judge_by():
    """The test images must not decide when to stop."""
    with pytest.raises(SettingsError, match=r"patience is 3 but validation is 0, expected images.*Set validation=0\.1"):
        Settings(patience=3)


@pytest.mark.parametrize("changes", ["yes", {"shift": 1}, 2])
def test_changes_that_are_no_augmentation_are_refused(changes):
    """They would fail only at the first mini-batch."""
    with pytest.raises(SettingsError, match=r"augmentation is .*, expected an Augmentation or None\. Write .*shift=1"):
        Settings(augmentation=changes)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"epoch": 3}, r"setting 'epoch' is not known.*Did you mean 'epochs'\?"),
        ({"augmentation": {"shif": 1}}, r"change of an augmentation 'shif' is not known.*Did you mean 'shift'\?"),
    ],
)
def test_a_setting_of_another_name_is_refused(values, message):
    """What is misspelt in a file must not be passed over in silence."""
    with pytest.raises(UnknownNameError, match=message):
        Settings.from_dict(values)


def test_settings_are_frozen():
    """A training that has begun keeps what it began with."""
    with pytest.raises(FrozenInstanceError, match="epochs"):
        Settings().epochs = 3
