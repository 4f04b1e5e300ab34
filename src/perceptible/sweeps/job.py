"""Jobs: each is one piece of work, frozen, with a name made of what it holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass
from functools import cached_property
from hashlib import sha256
from typing import Protocol, runtime_checkable

from perceptible.data.augmentation import Augmentation
from perceptible.errors import DtypeError
from perceptible.sweeps.plain import as_plain
from perceptible.training import Recipe

__all__ = ["Describes", "Job", "content_of", "job_id"]

LENGTH = 16  # 64 bits: among a million jobs, two of one name are as likely as 1 in 37 million


@runtime_checkable
class Describes(Protocol):
    """A job that says itself what its name is made of."""

    def as_dict(self) -> Mapping[str, object]:
        """Return plain values that JSON can hold."""
        ...


@dataclass(frozen=True, kw_only=True)
class Job:
    """One training of a sweep: all that decides what comes out.

    Parameters
    ----------
    recipe : Recipe
        The network to start from, and how to train it.
    seed : int
        Decides the random start and the order of the images, as `rng` of `fit`.
    data : str
        What the data are called.
    fingerprint : str
        What they are: SHA-256 over inputs and labels.
    n_train : int
        How many training images, the first ones.

    Examples
    --------
    >>> from perceptible.training import recipe_named
    >>> job = Job(recipe=recipe_named("lesson"), seed=3, data="mnist", fingerprint="1e35", n_train=60_000)
    >>> job.value_of("learning_rate"), job.value_of("hidden")
    (1.5, (16, 16))
    """

    recipe: Recipe
    seed: int
    data: str
    fingerprint: str
    n_train: int

    @cached_property
    def id(self) -> str:
        """Return the name: the same for the same training, whatever the sweep it belongs to."""
        return job_id(self)

    def as_dict(self) -> dict[str, object]:
        """Return all of it as plain values; the recipe's summary, which changes nothing, is left out."""
        recipe = {name: value for name, value in vars(self.recipe).items() if name not in {"summary", "settings"}}
        return {
            **recipe,
            "settings": self.recipe.settings.as_dict(),
            "seed": self.seed,
            "data": self.data,
            "fingerprint": self.fingerprint,
            "n_train": self.n_train,
        }

    def value_of(self, axis: str) -> object:
        """Return the value that the job has on an axis of `AXES`."""
        settings = self.recipe.settings
        if axis == "recipe":
            return self.recipe.name
        for place in (self, self.recipe, settings):
            if hasattr(place, axis):
                return getattr(place, axis)
        return getattr(settings.augmentation or Augmentation(), axis)


def job_id(job: object) -> str:
    """Return the name of a job: a hash of its kind and of what it holds.

    Parameters
    ----------
    job : frozen dataclass
        Of values that JSON can hold; or any object with a method `as_dict` that returns such.

    Returns
    -------
    str
        16 hexadecimal digits, the same on every machine and in every process.

    Raises
    ------
    DtypeError
        If it is neither, or holds something else.

    Examples
    --------
    >>> from perceptible.training import Settings
    >>> job_id(Settings()) == job_id(Settings()) != job_id(Settings(epochs=3))
    True
    """
    content = {"kind": type(job).__name__, "content": content_of(job)}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return sha256(text.encode("ascii")).hexdigest()[:LENGTH]


def content_of(job: object) -> object:
    """Return what a job holds, as plain values that JSON can hold."""
    if isinstance(job, Describes):
        return as_plain(job.as_dict(), "a job")
    if is_dataclass(job) and not isinstance(job, type):
        return as_plain(job, "a job")
    msg = (
        f"a job is a {type(job).__name__}, expected a frozen dataclass. "
        "Put what the work needs into one, or give it a method as_dict."
    )
    raise DtypeError(msg)
