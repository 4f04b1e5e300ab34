"""Laws that every experiment keeps, whatever it asks."""

from __future__ import annotations

import pickle
import re
from dataclasses import is_dataclass

import pytest
from tests import tiny

from perceptible.errors import SettingsError, UnknownNameError
from perceptible.experiments import EXPERIMENTS, SIZES, Table, question_settings
from perceptible.plotting.experiments import FIGURES
from perceptible.sweeps.job import job_id
from perceptible.sweeps.questions import pieces

DATA = tiny.dataset(n_inputs=64, image_shape=(8, 8))
EVERY = pytest.mark.parametrize("experiment", EXPERIMENTS.values(), ids=EXPERIMENTS)


@EVERY
@pytest.mark.parametrize("size", SIZES)
def test_pieces_can_be_told_apart_and_sent(experiment, size):
    """Each has a name of its own in a folder, and goes to other processes as it is."""
    found = pieces(experiment, question_settings(experiment, size, seeds=(3, 0)), DATA)
    assert len({job_id(piece) for piece in found}) == len(found) > 0
    assert all(is_dataclass(piece.job) and pickle.loads(pickle.dumps(piece)) == piece for piece in found[:5])  # our own


@EVERY
def test_as_many_seeds_are_promised_as_there_are(experiment):
    """What `--list` says of a size is what it does."""
    for size in SIZES:
        promised = re.search(r"(\d+) seeds?\b", experiment.takes[size])
        assert promised is None or int(promised[1]) == len(question_settings(experiment, size).seeds)


@EVERY
def test_its_work_can_be_named_from_another_process(experiment):
    """A function of a module, and a figure that is drawn of what comes out."""
    assert pickle.loads(pickle.dumps(experiment.run)) is experiment.run  # our own
    assert experiment.name in FIGURES
    assert experiment.question.endswith((".", "?"))


@pytest.mark.parametrize("seeds", [(), (1, 1), (0, -1)])
def test_seeds_are_each_once_and_not_negative(seeds):
    """Else a seed would count twice, or there would be nothing to count."""
    with pytest.raises(SettingsError, match=r"expected whole numbers of at least 0, each once\. Write 0-4\."):
        question_settings(EXPERIMENTS["noise"], "quick", seeds=seeds)


def test_a_size_that_there_is_not_is_refused():
    """With those that there are."""
    with pytest.raises(UnknownNameError, match=r"size 'huge' is not known, expected one of: quick, standard, full"):
        question_settings(EXPERIMENTS["noise"], "huge")


def test_a_row_of_another_length_is_refused():
    """A table that has lost a cell would shift all that follows."""
    with pytest.raises(SettingsError, match=r"'t' has a row of 1 cells, expected 2\. Fill it with None"):
        Table("t", ("a", "b"), ((1, 2), (1,)))
