"""Other data on the page: what there is, and what follows a choice."""

import pytest
from tests.lab import ask, page, shelf

import perceptible as pc
from perceptible.errors import DataError, UnknownNameError


def test_the_data_of_the_package_can_be_chosen_anywhere():
    """The synthetic digits need no file."""
    found = ask(page(), kind="datasets")
    assert found.now == "synthetic"
    assert {"mnist", "fashion-mnist", "synthetic"} <= {choice.name for choice in found.choices}


def test_what_the_lab_was_opened_with_is_never_lost():
    """Chosen again, it is the same data, though another set has its name."""
    session = page()
    assert ask(session, kind="use-data", name="synthetic").n_train == len(shelf().data.train)
    assert session.data is shelf().data


def test_other_data_are_looked_at_with_the_first_network(mnist):
    """MNIST with the trained network of the package, which reads it as the library says."""
    session = page()
    found = ask(session, kind="use-data", name="mnist")
    assert (found.data_name, found.n_test, found.first) == ("mnist", 10_000, "plain")
    assert ask(session, kind="score").n_correct == pc.evaluate(pc.pretrained("plain"), mnist.test).n_correct
    assert ask(session, kind="use-data", name="synthetic").n_test == len(shelf().data.test)


@pytest.mark.parametrize(("name", "error"), [("nonsense", UnknownNameError), ("kmnist", DataError)])
def test_data_that_are_not_there_change_nothing(monkeypatch, tmp_path, name, error):
    """One sentence; the page goes on with what it has."""
    monkeypatch.setenv("PERCEPTIBLE_DATA", str(tmp_path))
    monkeypatch.setenv("PERCEPTIBLE_CACHE", str(tmp_path))
    session = page()
    with pytest.raises(error):
        ask(session, kind="use-data", name=name)
    assert session.data is shelf().data
