"""Penalties on weight pictures: training that also pulls them toward smooth ones, or toward few weights."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.data.dataset import Dataset
from perceptible.errors import DivergedError, SettingsError, ShapeError
from perceptible.kernels.threads import one_thread
from perceptible.network import Dense, Network, Parameters
from perceptible.rng import Rng
from perceptible.training import Settings, begin
from perceptible.training.checks import check_start
from perceptible.training.fast import can_compile, compiled_steps
from perceptible.training.loop import plain_steps
from perceptible.training.task import prepare

__all__ = ["Penalty", "train_penalized"]

# The pull is made once in so many steps, for all of them: short beside the time in which weights change.
STEPS_AT_ONCE = 10
# Eight neighbors' worth of difference flow at most; beyond a quarter of that a checkerboard would grow.
LONGEST_FLOW = 0.25


@dataclass(frozen=True, kw_only=True)
class Penalty:
    r"""What is added to the cost for the weights of the first layer.

    Parameters
    ----------
    smooth : float
        Times half the sum of squared differences between the weights of neighboring pixels.
    sparse : float
        Times the sum of the weights' sizes.

    Raises
    ------
    SettingsError
        If one is negative, infinite or no number.

    Notes
    -----
    .. math:: \frac{\lambda}{2} \sum_j \sum_{(i,k)} (w_{ji} - w_{jk})^2 + \mu \sum_{ji} |w_{ji}|

    over the pairs of pixels that lie side by side or above one another.
    """

    smooth: float = 0.0
    sparse: float = 0.0

    def __post_init__(self) -> None:
        """Check both numbers."""
        for name, value in vars(self).items():
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < float("inf"):
                msg = f"{name} is {value!r}, expected a number of at least 0. Change {name}."
                raise SettingsError(msg)

    def cost(self, weights: FloatArray, image_shape: tuple[int, int]) -> float:
        """Return what is added to the cost for weights of shape (n_neurons, n_pixels).

        Examples
        --------
        >>> picture = np.array([[0.0, 1.0, 1.0, 3.0]])  # rows 0 1 and 1 3: differences of 1, 2, 1 and 2
        >>> Penalty(smooth=2.0).cost(picture, (2, 2)), Penalty(sparse=1.0).cost(picture, (2, 2))
        (10.0, 5.0)
        """
        grids = weights.reshape(-1, *image_shape)
        squares = sum(float((np.diff(grids, axis=axis) ** 2).sum()) for axis in (1, 2))
        return self.smooth / 2 * squares + self.sparse * float(np.abs(weights).sum())

    def pull(self, weights: FloatArray, image_shape: tuple[int, int], step: float) -> FloatArray:
        """Return the weights after a step against the penalty's slope; those that would cross 0 stop there."""
        grids = weights.reshape(-1, *image_shape)
        flow = np.zeros_like(grids)
        for axis in (1, 2):
            differences = np.diff(grids, axis=axis)
            ahead, behind = [slice(None)] * 3, [slice(None)] * 3
            ahead[axis], behind[axis] = slice(None, -1), slice(1, None)
            flow[tuple(ahead)] += differences
            flow[tuple(behind)] -= differences
        moved = weights + (step * self.smooth) * flow.reshape(weights.shape)
        pulled: FloatArray = np.sign(moved) * np.maximum(np.abs(moved) - step * self.sparse, 0)
        return pulled.astype(weights.dtype)


def train_penalized(
    network: Network, data: Dataset, settings: Settings, penalty: Penalty, *, rng: Rng = None
) -> Network:
    """Train a network as `train` does, with a penalty on the weight pictures of its first layer.

    Parameters
    ----------
    network : Network
        Where training starts; its first layer is dense.
    data : Dataset
        Images of a known shape.
    settings : Settings
        How to train. Nothing is validated, so that patience and validation have no effect but on the order.
    penalty : Penalty
        What is added to the cost. The pull is apart from the optimizer's step, as weight decay is in adamw.
    rng : None, int or numpy.random.Generator, optional
        Decides the order of the images, as in `train`.

    Returns
    -------
    Network
        The last one, or the averaged one where the settings ask for it.

    Raises
    ------
    ShapeError
        If the images have no shape, or the first layer is not dense.
    SettingsError
        If the pull of one step would be so strong that smoothing overshoots.
    DivergedError
        If a weight is no longer a number.

    Examples
    --------
    >>> import perceptible as pc
    >>> digits = pc.load_data("synthetic", n_train=200, n_test=50)
    >>> start = Network.random((784, 16, 16, 10), rng=0)
    >>> smooth = train_penalized(start, digits, Settings(epochs=1), Penalty(smooth=0.001), rng=0)
    >>> smooth.sizes
    (784, 16, 16, 10)
    """
    check_start(network, data, settings, None)
    shape = _shape_of(network, data)
    _check_flow(settings, penalty)
    state = begin(network, settings, rng)
    task = prepare(data, settings, state.seed)
    make_steps = compiled_steps if can_compile(state) else plain_steps
    with one_thread(), np.errstate(over="ignore", invalid="ignore"):
        for epoch in range(settings.epochs):
            order = task.order(state)
            for position in range(0, task.steps_per_epoch, STEPS_AT_ONCE):
                n_steps = min(STEPS_AT_ONCE, task.steps_per_epoch - position)
                step = sum(task.learning_rates(state.step, n_steps))
                state, _, _ = make_steps(task, order, state, n_steps)
                first, *rest = state.parameters.weights
                pulled = penalty.pull(first, shape, step)
                state = replace(state, parameters=Parameters((pulled, *rest), state.parameters.biases))
            if not np.isfinite(state.parameters.to_vector()).all():
                msg = f"a weight stopped being a number in epoch {epoch + 1}, expected finite ones. Lower the rate."
                raise DivergedError(msg, state)
            state = replace(state, epoch=epoch + 1, position=0)
    return network.with_parameters(state.average or state.parameters)


def _shape_of(network: Network, data: Dataset) -> tuple[int, int]:
    """Return height and width of the images."""
    if data.image_shape is None:
        msg = f"{data.name} has no image shape, expected height and width. Only pictures have neighboring pixels."
        raise ShapeError(msg)
    if not isinstance(network.layers[0], Dense):
        msg = f"the first layer is of kind {network.layers[0].kind!r}, expected 'dense'. Penalize a dense one."
        raise ShapeError(msg)
    return data.image_shape


def _check_flow(settings: Settings, penalty: Penalty) -> None:
    """Refuse a pull so strong that smoothing would overshoot."""
    flow = settings.learning_rate * STEPS_AT_ONCE * penalty.smooth
    if flow > LONGEST_FLOW:
        most = LONGEST_FLOW / (settings.learning_rate * STEPS_AT_ONCE)
        msg = (
            f"smooth is {penalty.smooth:g} with a learning rate of {settings.learning_rate:g}, expected at most "
            f"{most:.3g}: smoothing would overshoot. Lower one of them."
        )
        raise SettingsError(msg)
