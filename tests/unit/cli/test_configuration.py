"""The configuration file: precedence, and what is refused."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perceptible.cli.configuration import read_configuration
from perceptible.errors import PerceptibleError

BAD = [
    ("epochs = [", 3, "is no TOML"),
    ("[train]\nepoch = 3", 2, "option in [train] of the configuration file 'epoch' is not known"),
    ("[trian]\nepochs = 3", 2, "Did you mean 'train'?"),
    ("[train]\nepochs = 'three'", 2, "'three' is not a valid integer"),
    ("[train]\nepochs = {a = {b = 1}}", 2, "a table 'a' inside 2 others"),
    ("[train]\nepochs = 1.5", 2, "'1.5' is not a valid integer"),
    ("[train]\nepochs = [1, 2]", 2, "'1,2' is not a valid integer"),
    ("[train]\nepochs = true", 2, "'True' is not a valid integer"),
    ("[train]\nseed = 1979-05-27", 2, "expected a number, a text, true or false"),
    ("train = 3", 2, "expected a table [train]"),
    ("quiet = {a = 1}", 2, "expected a value and no table"),
]


def show(perceptible, *arguments, **options):
    """Return what `config show train` says of the epochs."""
    result = perceptible("config", "show", "train", "--json", *arguments, **options)
    assert result.exit_code == 0, result.stderr
    return next(option for option in json.loads(result.stdout)["options"] if option["option"] == "epochs")


def test_the_file_is_found_in_the_current_folder(perceptible, tmp_path):
    """A project keeps its options beside its runs."""
    (tmp_path / "perceptible.toml").write_text("[train]\nepochs = 7\n", encoding="utf-8")
    found = show(perceptible)
    assert (found["value"], found["origin"]) == (7, "file")


def test_the_environment_goes_before_the_file(perceptible, tmp_path):
    """A job can change what a project says."""
    (tmp_path / "perceptible.toml").write_text("[train]\nepochs = 7\n", encoding="utf-8")
    found = show(perceptible, env={"PERCEPTIBLE_TRAIN_EPOCHS": "9"})
    assert (found["value"], found["origin"]) == (9, "environment")


def test_without_either_the_default_holds(perceptible):
    """None: the recipe's."""
    found = show(perceptible)
    assert (found["value"], found["origin"]) == (None, "default")


def test_the_command_line_goes_before_all(perceptible, tmp_path, tiny):
    """What is typed is meant."""
    (tmp_path / "perceptible.toml").write_text("[train]\nepochs = 7\nhidden = [4, 3]\n", encoding="utf-8")
    options = ("--data", tiny, "--epochs", 1, "--json")
    result = perceptible("train", *options, env={"PERCEPTIBLE_TRAIN_EPOCHS": "9"})
    found = json.loads(result.stdout)
    assert found["epochs"] == 1
    assert found["sizes"] == [784, 4, 3, 10]


def test_another_file_can_be_named(perceptible, tmp_path):
    """For a set of options a question."""
    (tmp_path / "fast.toml").write_text("json = true\n[train]\nbatch-size = 100\n", encoding="utf-8")
    result = perceptible("--config", "fast.toml", "config", "show", "train")
    options = {option["option"]: option["value"] for option in json.loads(result.stdout)["options"]}
    assert options["batch-size"] == 100


@pytest.mark.parametrize(("text", "code", "said"), BAD)
def test_a_bad_file_is_refused_in_one_line(text, code, said, perceptible, tmp_path):
    """With the file, what is wrong in it and what to do."""
    (tmp_path / "perceptible.toml").write_text(text, encoding="utf-8")
    result = perceptible("train", "--data", "synthetic")
    assert result.exit_code == code
    assert said in result.stderr
    assert result.stderr.startswith("error: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("text", ["a = " + "[" * 10_000, "[" + ".".join("a" * 10_000) + "]", "a = " + "{a=" * 10_000])
def test_deep_nesting_is_refused(text, perceptible, tmp_path):
    """Neither a recursion without end nor a crash."""
    (tmp_path / "perceptible.toml").write_text(text, encoding="utf-8")
    result = perceptible("recipes")
    assert result.exit_code in {2, 3}
    assert "perceptible.toml" in result.stderr
    assert "[train]" in result.stderr


def test_a_file_that_does_not_exist_is_refused(perceptible):
    """One that is named must be there."""
    result = perceptible("--config", "nowhere.toml", "recipes")
    assert result.exit_code == 3
    assert "nowhere.toml cannot be read: No such file or directory." in result.stderr


def test_a_file_without_end_is_refused(tmp_path):
    """It is read no further than a megabyte."""
    path = tmp_path / "large.toml"
    path.write_text("#" * 1_000_001, encoding="utf-8")
    with pytest.raises(PerceptibleError, match="more than 1,000,000 bytes"):
        read_configuration(path)


@given(content=st.binary(max_size=80) | st.text(alphabet='[]{}=",.\n ab1', max_size=80).map(str.encode))
def test_whatever_is_in_the_file_only_our_errors_come_out(content, tmp_path_factory):
    """A file from elsewhere cannot break the program."""
    path = tmp_path_factory.mktemp("any") / "perceptible.toml"
    path.write_bytes(content)
    with contextlib.suppress(PerceptibleError):
        assert isinstance(read_configuration(path), dict)
