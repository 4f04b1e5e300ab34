"""Jobs and their names."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from hashlib import sha256

import numpy as np
import pytest
from tests.children import python

from perceptible.errors import DtypeError
from perceptible.sweeps import Job, job_id, jobs
from perceptible.training import Settings, recipe_named

JOB = Job(recipe=recipe_named("lesson"), seed=0, data="tiny", fingerprint="0123", n_train=25)


@dataclass(frozen=True)
class Question:
    """A job of another kind."""

    words: str
    numbers: tuple[int, ...] = ()


def test_the_name_is_the_hash_of_kind_and_content():
    """Written out by hand, so that it stays what it is: finished jobs of old folders are found by it."""
    text = '{"content":{"numbers":[1,2],"words":"why"},"kind":"Question"}'
    assert job_id(Question("why", (1, 2))) == sha256(text.encode()).hexdigest()[:16]


def test_another_process_gives_the_same_names(small):
    """Python's own hashes of texts differ from process to process."""
    program = (
        "from tests.tiny import dataset; from perceptible.sweeps import Sweep, jobs;"
        "sweep = Sweep(dataset(), axes={'epochs': (1, 2), 'hidden': ((3,), (4, 2))}, seeds=(0, 1, 2));"
        "print(*[job.id for job in jobs(sweep)])"
    )
    with python("-c", program) as other:
        names = other.communicate()[0].decode().split()
    assert names == [job.id for job in jobs(small)]
    assert other.returncode == 0


@pytest.mark.parametrize(
    "other",
    [
        replace(JOB, seed=1),
        replace(JOB, data="other"),
        replace(JOB, fingerprint="4567"),
        replace(JOB, n_train=24),
        replace(JOB, recipe=replace(JOB.recipe, hidden=(16, 17))),
        replace(JOB, recipe=replace(JOB.recipe, settings=Settings(learning_rate=1.5000000000000002))),
    ],
)
def test_whatever_changes_the_training_changes_the_name(other):
    """Even the last bit of a learning rate, and the data behind a name."""
    assert other.id != JOB.id


def test_what_changes_nothing_does_not_change_the_name():
    """The summary of a recipe is for people; a NumPy seed is the same seed."""
    assert replace(JOB, recipe=replace(JOB.recipe, summary="Other words.")).id == JOB.id
    assert replace(JOB, seed=np.int64(0)).id == JOB.id


def test_a_job_can_be_written_as_json():
    """It stands beside its result."""
    assert json.loads(json.dumps(JOB.as_dict()))["settings"]["learning_rate"] == 1.5


def test_every_axis_has_a_value():
    """Tables show it."""
    values = {"recipe": "lesson", "data": "tiny", "n_train": 25, "hidden": (16, 16), "cost": "squared-error"}
    more = {"learning_rate": 1.5, "patience": None, "shift": 0.0, "smoothness": 4.0, "augmentation": None}
    assert {name: JOB.value_of(name) for name in values | more} == values | more


@pytest.mark.parametrize("wrong", [3, "job", Question, {"words": "why"}])
def test_what_is_no_dataclass_is_no_job(wrong):
    """The message says how to make it one."""
    with pytest.raises(DtypeError, match=r"expected a frozen dataclass\. Put what the work needs into one"):
        job_id(wrong)


def test_a_job_of_things_that_json_has_no_word_for_is_refused():
    """Such a thing has no name that is the same tomorrow."""
    with pytest.raises(DtypeError, match="a job holds a object, expected numbers, texts"):
        job_id(Question(object()))
