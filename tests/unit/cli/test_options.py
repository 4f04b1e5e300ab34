"""Options made of dataclasses."""

from __future__ import annotations

from dataclasses import dataclass, fields

import click
import pytest
from click.testing import CliRunner

from perceptible.cli.options import Name, Numbers, descriptions, field_options
from perceptible.data import Augmentation
from perceptible.errors import SettingsError, UnknownNameError
from perceptible.training import Settings


@dataclass(frozen=True)
class Dish:
    """What to cook.

    Parameters
    ----------
    name, cook : str
        What it is called, one of `DISHES`.
    n_guests : int
        How many
        will come.
    salt : float
        In grams.

    Raises
    ------
    ValueError
        Never.
    """

    name: str = "soup"
    cook: str = "Ada"
    n_guests: int = 4
    salt: float = 1.0


def test_descriptions_come_from_the_docstring():
    """So that help and reference say the same."""
    assert descriptions(Dish) == {
        "name": "What it is called, one of `DISHES`.",
        "cook": "What it is called, one of `DISHES`.",
        "n_guests": "How many will come.",
        "salt": "In grams.",
    }


@pytest.mark.parametrize("described", [Settings, Augmentation])
def test_every_field_is_described(described):
    """An option without help is a riddle."""
    found = descriptions(described)
    assert all(found.get(field.name) for field in fields(described))


def test_each_field_becomes_an_option_of_its_type():
    """Named as the field, with hyphens; None where not given."""
    seen = {}

    @click.command()
    @field_options(Dish, section="Dish", names={"name": ["soup", "stew"]}, leave_out=["cook"])
    def cook(**values):
        seen.update(values)

    CliRunner().invoke(cook, ["--n-guests", "3", "--name", "stew"], catch_exceptions=False)
    assert seen == {"n_guests": 3, "name": "stew", "salt": None}


def test_help_leaves_out_what_only_code_needs():
    """The names stand beside the option; `DISHES` means nothing to a cook."""
    command = click.command()(field_options(Dish, section="Dish", names={"name": ["soup", "stew"]})(lambda: None))
    text = CliRunner().invoke(command, ["--help"]).stdout
    assert "--name [soup|stew]" in text
    assert "What it is called." in text
    assert "DISHES" not in text


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("16,16", (16, 16)), ("100", (100,)), ("none", ()), ("", ()), (" 3, 4 ", (3, 4))],
)
def test_numbers_are_separated_by_commas(text, numbers):
    """As layers are written on paper."""
    assert Numbers().convert(text, None, None) == numbers


@pytest.mark.parametrize("text", ["16,", "0", "-3", "1.5", "sixteen", "16;16", "²"])
def test_other_than_whole_numbers_above_0_are_refused(text):
    """With the value and how to write it."""
    with pytest.raises(SettingsError, match=r"expected whole numbers above 0\. Separate them by commas"):
        Numbers().convert(text, None, None)


def test_an_unknown_name_is_refused_with_the_close_one():
    """By our own message, which knows the family."""
    with pytest.raises(UnknownNameError, match=r"optimizer 'adm' is not known.*Did you mean 'adam'"):
        Name("optimizer", ["adam", "descent"]).convert("adm", None, None)
