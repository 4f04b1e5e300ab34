"""What a training of a page learns from: so many of the images, with as many labels shuffled as one wants."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from perceptible.data.dataset import Dataset
from perceptible.errors import SettingsError
from perceptible.insight.shuffled import shuffle_labels

__all__ = ["Lessons"]


@dataclass(frozen=True)
class Lessons:
    """Which of the training images are learned from, and how many of them by a wrong name.

    Parameters
    ----------
    n_train : int
        The first so many.
    shuffled : float
        Share of these whose labels are shuffled among them, from 0 to 1. Test images keep theirs.
    seed : int
        Of the training. The next one shuffles, so that the network does not begin with the same random numbers.

    Raises
    ------
    SettingsError
        If the share is outside its range.
    """

    n_train: int
    shuffled: float = 0.0
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse a share that is none."""
        if not 0 <= self.shuffled <= 1:
            msg = f"the share of shuffled labels is {self.shuffled:g}, expected 0 to 1. Write 1 to shuffle all of them."
            raise SettingsError(msg)

    def of(self, data: Dataset) -> Dataset:
        """Return the data that are learned from."""
        some = data.first(self.n_train)
        if not self.shuffled:
            return some
        return replace(some, train=shuffle_labels(some.train, self.shuffled, rng=self.seed + 1))

    def code(self, data: Dataset) -> Iterator[str]:
        """Return the Python that makes `data` the same."""
        if self.n_train < len(data.train):
            yield f"data = data.first({self.n_train})"
        if self.shuffled:
            yield f"data = replace(data, train=shuffle_labels(data.train, {self.shuffled!r}, rng={self.seed + 1}))"

    def imports(self) -> Iterator[str]:
        """Return what the code needs besides."""
        if self.shuffled:
            yield "from dataclasses import replace"
            yield "from perceptible.insight.shuffled import shuffle_labels"
