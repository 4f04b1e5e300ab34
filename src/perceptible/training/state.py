"""The state of a training: all that is needed to go on from here, bit for bit."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from perceptible.arrays import FloatArray, frozen
from perceptible.network import Network, Parameters
from perceptible.optimizers import OptimizerState, optimizer_named
from perceptible.rng import Rng, seed_from
from perceptible.training.history import History
from perceptible.training.settings import Settings

__all__ = ["Best", "Tally", "TrainingState", "begin"]


@dataclass(frozen=True)
class Tally:
    """What the mini-batches of the current epoch added up to.

    Parameters
    ----------
    cost : float
        Sum of the costs of the images seen.
    n_correct, n_seen : int
        Images answered right, and images seen.
    """

    cost: float = 0.0
    n_correct: int = 0
    n_seen: int = 0

    def plus(self, costs: FloatArray, n_correct: int) -> Tally:
        """Return the tally with more images in it.

        Their costs are added one after the other, so that the sum does not depend on how many come at a time.
        """
        total = np.cumsum(np.append(self.cost, costs), dtype=np.float64)[-1]
        return Tally(float(total), self.n_correct + n_correct, self.n_seen + len(costs))

    @property
    def mean_cost(self) -> float:
        """Return the average cost of the images seen, NaN before the first."""
        return self.cost / self.n_seen if self.n_seen else float("nan")

    @property
    def accuracy(self) -> float:
        """Return the share of the images seen that were answered right, NaN before the first."""
        return self.n_correct / self.n_seen if self.n_seen else float("nan")


@dataclass(frozen=True, eq=False)
class Best:
    """The epoch with the lowest validation cost so far.

    Parameters
    ----------
    epoch : int
        Epochs finished then.
    cost : float
        The validation cost.
    parameters : Parameters
        The dials then.
    """

    epoch: int
    cost: float
    parameters: Parameters


@dataclass(frozen=True, eq=False)
class TrainingState:
    """Where a training stands, between two steps.

    Parameters
    ----------
    start : Network
        The network before the first step; it gives layers and cost.
    parameters : Parameters
        The dials now.
    optimizer : OptimizerState
        What the optimizer remembers.
    average : Parameters or None
        The averaged dials, where settings ask for them.
    seed : int
        From which the order of the images and their random changes are derived.
    step, epoch, position : int
        Steps made, epochs finished, and mini-batches done of the epoch under way.
    tally : Tally
        Cost and accuracy of the epoch under way.
    history : History
        What was measured after each epoch.
    best : Best or None
        The best epoch by validation cost, where settings ask for early stopping.
    reason : str or None
        Why training has ended: "all epochs", "early stopping" or "diverged"; None while it goes on.
    """

    start: Network
    parameters: Parameters
    optimizer: OptimizerState
    average: Parameters | None
    seed: int
    step: int = 0
    epoch: int = 0
    position: int = 0
    tally: Tally = field(default_factory=Tally)
    history: History = field(default_factory=History)
    best: Best | None = None
    reason: str | None = None

    def __post_init__(self) -> None:
        """Mark the arrays read-only: whoever watches a training cannot disturb it."""
        for parameters in (self.parameters, self.average, *self.optimizer.moments):
            if parameters is not None:
                parameters.map(frozen)

    def __repr__(self) -> str:
        """Describe where the training stands in one line."""
        ended = f", ended by: {self.reason}" if self.reason else ""
        return f"<TrainingState step {self.step:,}, epoch {self.epoch}, seed {self.seed}{ended}>"

    @property
    def network(self) -> Network:
        """Return the trained network as it is now: the best epoch's, else the averaged one, else the last."""
        if self.best is not None and self.reason is not None:
            return self.start.with_parameters(self.best.parameters)
        return self.start.with_parameters(self.current)

    @property
    def current(self) -> Parameters:
        """Return the dials that are measured: the averaged ones where there are such."""
        return self.parameters if self.average is None else self.average


def begin(network: Network, settings: Settings, rng: Rng = None) -> TrainingState:
    """Return the state before the first step.

    Parameters
    ----------
    network : Network
        Where training starts.
    settings : Settings
        How to train.
    rng : None, int or numpy.random.Generator, optional
        The seed of the whole training is drawn from it.

    Returns
    -------
    TrainingState
        At step 0.

    Examples
    --------
    >>> begin(Network.random((2, 1), rng=0), Settings(), rng=0).step
    0
    """
    parameters = network.parameters
    optimizer = optimizer_named(settings.optimizer).init(parameters)
    average = parameters if settings.average else None
    return TrainingState(network, parameters, optimizer, average, seed_from(rng))
