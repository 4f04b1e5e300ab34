"""Paths: the same start, three ways down: all images a step, a mini-batch a step, one image a step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from perceptible.arrays import FloatArray, frozen
from perceptible.data.dataset import Dataset
from perceptible.errors import SettingsError
from perceptible.insight.directions import principal_directions
from perceptible.insight.landscape import cost_at
from perceptible.network import Network
from perceptible.rng import Rng, seed_from
from perceptible.training import Settings, train
from perceptible.training.recording import Recording

__all__ = ["Path", "Paths", "descent_paths", "plane_steps"]

FEW = 3
# On 1,000 digits each gets down with these: the fewer images a step looks at, the less far it may trust them.
FULL_RATE, MINI_RATE, SINGLE_RATE = 5.0, 1.5, 0.05
MINI_BATCH = 100
MARGIN = 0.15  # of a plane around the paths


@dataclass(frozen=True, eq=False)
class Path:
    """One way down.

    Parameters
    ----------
    name : str
        "full batch", "mini-batches of 100" or "single examples".
    settings : Settings
        How it was trained.
    recording : Recording
        All dials on the way.
    costs : float64 array of shape (n_moments,)
        The average cost over all training images at each moment of the recording, measured afterward.
    seed : int
        That decided the order of the images.
    """

    name: str
    settings: Settings
    recording: Recording
    costs: FloatArray
    seed: int

    @property
    def n_images(self) -> list[int]:
        """Return how many images had been looked at by each moment: what a step costs to compute."""
        return [step * self.settings.batch_size for step in self.recording.steps]

    @property
    def detour(self) -> float:
        """Return how much longer the recorded way is than the straight line from its start to its end, at least 1."""
        dials = np.asarray(self.recording.dials, np.float64)
        straight = float(np.linalg.norm(dials[-1] - dials[0]))
        return float(np.linalg.norm(np.diff(dials, axis=0), axis=1).sum()) / straight if straight else 1.0


@dataclass(frozen=True, eq=False)
class Paths:
    """Several ways down from one start; `descent_paths` makes it.

    Parameters
    ----------
    start : Network
        Where all of them begin.
    paths : tuple of Path
        The largest batch first.
    n_train : int
        How many training images there are.
    """

    start: Network
    paths: tuple[Path, ...]
    n_train: int

    @cached_property
    def plane(self) -> tuple[FloatArray, FloatArray]:
        """Return the two directions in which all paths together move most, and the share of movement in each.

        See `principal_directions`; the plane goes through the start.
        """
        middle = np.asarray(self.start.parameters.to_vector(), np.float64)
        points = np.concatenate([path.recording.dials for path in self.paths])
        return principal_directions(np.concatenate([points, middle[None]]))


def descent_paths(
    network: Network,
    data: Dataset,
    *,
    learning_rates: float | Mapping[int, float] | None = None,
    batch_sizes: tuple[int, ...] | None = None,
    epochs: int = 3,
    n_moments: int = 60,
    rng: Rng = None,
) -> Paths:
    """Descend from one start with batches of several sizes, each over the same number of images.

    Parameters
    ----------
    network : Network
        The start.
    data : Dataset
        Its training images; to see full batches get somewhere, take a few thousand: ``data.first(1000)``.
    learning_rates : float or mapping from int to float, optional
        One for all, or one for each batch size; without it 5 for full batches, 1.5 for mini-batches and 0.05 for
        single examples, with which each gets down.
    batch_sizes : tuple of int, optional
        Without it all training images, 100, and 1.
    epochs : int, optional
        How often each image is looked at, by each of them.
    n_moments : int, optional
        About how many moments of each to keep, at least 3.
    rng : None, int or numpy.random.Generator, optional
        Decides the order of the images; the same for all.

    Returns
    -------
    Paths
        A path for each batch size.

    Raises
    ------
    SettingsError
        If there are no batch sizes, a learning rate is missing, or a setting is out of range.
    DtypeError, ShapeError
        As `train`.

    Examples
    --------
    >>> import perceptible as pc
    >>> digits = pc.load_data("synthetic", n_train=200, n_test=50)
    >>> start = pc.Network.random((784, 16, 16, 10), rng=0)
    >>> paths = descent_paths(start, digits, epochs=3, rng=0)
    >>> [(path.name, path.recording.steps[-1]) for path in paths.paths]
    [('full batch', 3), ('mini-batches of 100', 6), ('single examples', 600)]
    """
    n_train = len(data.train)
    sizes = batch_sizes or tuple(dict.fromkeys((n_train, min(MINI_BATCH, n_train), 1)))
    rates = _rates(learning_rates, sizes, n_train)
    lacking = [size for size in sizes if size not in rates]
    if lacking or n_moments < FEW:
        msg = (
            f"n_moments is {n_moments} and learning_rates lack batch sizes {lacking}, expected at least {FEW} moments "
            "and a learning rate for each batch size. Change them."
        )
        raise SettingsError(msg)
    settings = Settings(epochs=epochs)
    seed = seed_from(rng)
    each = [replace(settings, batch_size=size, learning_rate=rates[size]) for size in sizes]
    paths = tuple(_descend(network, data, one, n_moments, seed) for one in each)
    return Paths(network, paths, n_train)


def plane_steps(points: FloatArray, n_points: int) -> tuple[FloatArray, FloatArray]:
    """Return where to measure a plane so that all points lie on it, with a margin around them.

    Parameters
    ----------
    points : float array of shape (n, 2)
        How far each lies to the right and up.
    n_points : int
        Columns and rows of the plane.

    Returns
    -------
    two float64 arrays of shape (n_points,)
        Places to the right, and up, at equal distances.

    Examples
    --------
    >>> across, up = plane_steps(np.array([[0.0, 0.0], [1.0, 2.0]]), 2)
    >>> across.round(6).tolist(), up.round(6).tolist()
    ([-0.15, 1.15], [-0.3, 2.3])
    """
    low, high = points.min(axis=0), points.max(axis=0)
    room = np.where(high > low, MARGIN * (high - low), 1.0)
    across, up = (np.linspace(low[k] - room[k], high[k] + room[k], n_points) for k in (0, 1))
    return across, up


def _descend(network: Network, data: Dataset, settings: Settings, n_moments: int, seed: int) -> Path:
    """Train once, recording."""
    size = settings.batch_size
    n_steps = settings.epochs * -(-len(data.train) // size)
    every = max(1, n_steps // n_moments)
    recording = Recording(every=every)
    for _ in recording.record(train(network, data, settings, rng=seed, every=every)):
        pass
    costs = [cost_at(network, moment.dials, data.train) for moment in recording.moments]
    return Path(_name(size, len(data.train)), settings, recording, frozen(np.array(costs)), seed)


def _rates(given: float | Mapping[int, float] | None, sizes: tuple[int, ...], n_train: int) -> Mapping[int, float]:
    """Return the learning rate of each batch size."""
    if isinstance(given, Mapping):
        return given
    if given is not None:
        return dict.fromkeys(sizes, given)
    return {size: FULL_RATE if size >= n_train else SINGLE_RATE if size == 1 else MINI_RATE for size in sizes}


def _name(size: int, n_train: int) -> str:
    """Say in words how many images a step looks at."""
    if size >= n_train:
        return "full batch"
    return "single examples" if size == 1 else f"mini-batches of {size}"
