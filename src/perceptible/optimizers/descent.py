"""Gradient descent: step against the gradient; and with momentum, roll."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from perceptible.arrays import namespace
from perceptible.network.parameters import Parameters

__all__ = ["Descent", "Momentum", "Optimizer", "OptimizerState"]


@dataclass(frozen=True, eq=False, slots=True)
class OptimizerState:
    """What an optimizer remembers from step to step.

    Parameters
    ----------
    moments : tuple of Parameters
        Averages of past gradients: none for descent, one for momentum, two for Adam.
    n_steps : int
        How many steps have been made.
    """

    moments: tuple[Parameters, ...] = ()
    n_steps: int = 0


class Optimizer(Protocol):
    """What every optimizer can do; states go in, new states come out."""

    @property
    def decouples_decay(self) -> bool:
        """Tell whether weight decay shrinks the weights by itself instead of joining the gradient."""
        ...

    def init(self, parameters: Parameters) -> OptimizerState:
        """Return the state before the first step."""
        ...

    def update(
        self, gradient: Parameters, state: OptimizerState, learning_rate: float
    ) -> tuple[Parameters, OptimizerState]:
        """Return what to add to the parameters, and the next state."""
        ...


@dataclass(frozen=True)
class Descent:
    r"""Plain gradient descent: each dial moves against its slope, the further the steeper it is.

    The learning rate says how far. Too small a one takes for ever; too large a one steps over the valley.

    Notes
    -----
    .. math:: \Delta w = -\eta \, \frac{\partial C}{\partial w}

    Source: 3Blue1Brown (2017), Neural networks, chapter 2.

    Examples
    --------
    >>> import numpy as np
    >>> gradient = Parameters((np.array([[2.0]]),), (np.array([-1.0]),))
    >>> step, _ = Descent().update(gradient, Descent().init(gradient), learning_rate=0.5)
    >>> step.to_vector()
    array([-1. ,  0.5])
    """

    decouples_decay = False

    def init(self, parameters: Parameters) -> OptimizerState:  # noqa: ARG002  # nothing to remember
        """Return the state before the first step: nothing to remember."""
        return OptimizerState()

    def update(
        self, gradient: Parameters, state: OptimizerState, learning_rate: float
    ) -> tuple[Parameters, OptimizerState]:
        """Return the step against the gradient, and the next state."""
        return gradient.map(lambda g: -learning_rate * g), OptimizerState((), state.n_steps + 1)


@dataclass(frozen=True)
class Momentum:
    r"""Gradient descent with momentum: a ball that rolls.

    Parameters
    ----------
    momentum : float
        The share of its speed that the ball keeps from step to step, in [0, 1).
    nesterov : bool
        Look at the slope a step ahead.

    Notes
    -----
    .. math:: v \leftarrow \mu v + g, \qquad \Delta w = -\eta v

    and with Nesterov's look-ahead :math:`\Delta w = -\eta (g + \mu v)`.
    Sources: Polyak (1964); Nesterov (1983); in this form Sutskever et al. (2013).

    Examples
    --------
    >>> import numpy as np
    >>> ones = Parameters((np.ones((1, 1)),), (np.ones(1),))
    >>> step, state = Momentum(0.5).update(ones, Momentum(0.5).init(ones), learning_rate=1.0)
    >>> step, state = Momentum(0.5).update(ones, state, learning_rate=1.0)
    >>> step.to_vector()  # the ball moves at 1 + 0.5 * 1
    array([-1.5, -1.5])
    """

    momentum: float = 0.9
    nesterov: bool = False
    decouples_decay = False

    def init(self, parameters: Parameters) -> OptimizerState:
        """Return the state before the first step: a ball at rest."""
        return OptimizerState((parameters.map(lambda p: namespace(p).zeros_like(p)),))

    def update(
        self, gradient: Parameters, state: OptimizerState, learning_rate: float
    ) -> tuple[Parameters, OptimizerState]:
        """Return the step of the ball, and its new speed."""
        velocity = state.moments[0].map(lambda v, g: self.momentum * v + g, gradient)
        ahead = velocity.map(lambda v, g: g + self.momentum * v, gradient) if self.nesterov else velocity
        return ahead.map(lambda v: -learning_rate * v), OptimizerState((velocity,), state.n_steps + 1)
