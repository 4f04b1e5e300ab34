import pytest
from tests.trainings import KINDS, tiny_data, tiny_training
from tests.unit.checkpoints.tampering import with_entry, with_value

import perceptible as pc
from perceptible.checkpoints import load_state, save_state
from perceptible.errors import FormatError

SETTINGS = KINDS["everything"]
WRONG = [
    ("seed", -1, "seed is -1, expected a whole number"),
    ("seed", 2**63, "seed is 9223372036854775808, expected"),
    ("seed", 1.5, "seed is 1.5"),
    ("step", True, "step is True"),
    ("step", ..., "step is missing"),
    ("step", 2**53, "step is"),
    ("epoch", "1", "epoch is '1'"),
    ("position", None, "position is None"),
    ("tally", [], r"tally is \[\], expected an object"),
    ("tally.cost", "0", "tally.cost is '0', expected a number"),
    ("tally.n_seen", -1, "tally.n_seen is -1"),
    ("has_average", 1, "has_average is 1, expected true or false"),
    ("has_average", False, "there is an array 'average.layers.1"),
    ("best", ..., "best is missing"),
    ("best", None, "there is an array 'best.layers.1"),
    ("best.cost", 1, "best.cost is 1, expected a number"),
    ("optimizer.n_moments", 1, "there is an array 'moments.2.layers.1"),
    ("optimizer.n_moments", 3, "there is no array 'moments.3.layers.1"),
    ("optimizer.n_moments", 10**12, "n_moments is 1000000000000"),
    ("reason", 5, "reason is 5, expected a text"),
    ("history.n_rows", 0, r"'history.values' has shape \[2, 9\], expected \[0, 9\]"),
    ("history.n_rows", 2**52, "'history.values' has shape"),
    ("history.columns", ["epoch"], "'history.values' has shape"),
    ("history.columns", [*"abcdefghi"], r"other columns .*unknown: \['a', .*missing: \['epoch'"),
    ("history.columns", ["epoch"] * 9, "its history has other columns"),
    ("settings", 5, "settings is 5, expected an object"),
    ("settings.epochs", -1, "its settings make no sense: epochs is -1, expected a whole number of at least 0"),
    ("settings.learning_rate", "fast", "its settings make no sense: learning_rate is 'fast'"),
    ("settings.optimizer", ["adam"], "its settings make no sense"),
    ("settings.optimizer", "Adam", "its settings make no sense: optimizer 'Adam' is not known"),
    ("settings.colour", "red", "its settings make no sense: setting 'colour' is not known"),
    ("settings.augmentation", {"colour": 1}, "its settings make no sense"),
    ("settings.augmentation", {"shift": "far"}, "its settings make no sense"),
    ("settings.augmentation", 5, "its settings make no sense"),
    ("data.name", None, "data.name is None, expected a text"),
    ("data.n_train", -5, "data.n_train is -5"),
]


@pytest.fixture
def path(tmp_path):
    """Return a file with a training that has two epochs, a best one, an average and two moments."""
    state = next(e.state for e in tiny_training(SETTINGS) if e.state.epoch == 2 and e.state.position == 3)
    save_state(state, tmp_path / "run", settings=SETTINGS, data=tiny_data())
    return tmp_path / "run"


@pytest.mark.parametrize(("place", "value", "message"), WRONG, ids=[f"{p}={str(v)[:12]}" for p, v, _ in WRONG])
def test_a_value_of_another_kind_is_refused_by_name(path, place, value, message):
    """Nothing of a file reaches a training unchecked, and nothing but FormatError comes out."""
    with_value(path, "training", place, value)
    with pytest.raises(FormatError, match=rf"run is damaged: .*{message}.*Use another copy"):
        load_state(path)


def test_a_history_of_other_numbers_is_refused(path):
    """8 bytes of float64 are not 4 of float32."""
    with_entry(path, "history.values", dtype="F32")
    with pytest.raises(FormatError, match=r"run is not a whole safetensors file|its history holds float32"):
        load_state(path)


def test_what_was_written_about_a_file_must_be_text(path):
    """It is printed, and half a character cannot be."""
    for value in (5, None, "\ud800"):
        with_value(path, "about", "seconds", value)
        with pytest.raises(FormatError, match=r"about.seconds is .*, expected a text"):
            pc.checkpoints.about(path)
