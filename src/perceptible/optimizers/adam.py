"""Adam: each dial gets a step size of its own, from how its slope has varied."""

from __future__ import annotations

from dataclasses import dataclass

from perceptible.arrays import namespace
from perceptible.network.parameters import Parameters
from perceptible.optimizers.descent import OptimizerState

__all__ = ["Adam"]


@dataclass(frozen=True)
class Adam:
    r"""Adam, and with `decouples_decay` AdamW.

    Parameters
    ----------
    momentum : float
        How much of the average gradient is kept from step to step, in [0, 1); beta1 in the paper.
    second_momentum : float
        The same for the average squared gradient; beta2 in the paper.
    epsilon : float
        Keeps the division from exploding; in cost per unit of parameter.
    decouples_decay : bool
        Weight decay shrinks the weights by itself (AdamW) instead of joining the gradient.

    Notes
    -----
    .. math::

        m \leftarrow \beta_1 m + (1 - \beta_1) g, \quad v \leftarrow \beta_2 v + (1 - \beta_2) g^2, \quad
        \Delta w = -\eta \frac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \epsilon}

    Sources: Kingma and Ba (2015), algorithm 1; Loshchilov and Hutter (2019), algorithm 2.

    Examples
    --------
    >>> import numpy as np
    >>> gradient = Parameters((np.array([[100.0]]),), (np.array([-0.1]),))
    >>> step, _ = Adam().update(gradient, Adam().init(gradient), learning_rate=0.001)
    >>> step.to_vector().round(6)  # the first step has the same size for every dial
    array([-0.001,  0.001])
    """

    momentum: float = 0.9
    second_momentum: float = 0.999
    epsilon: float = 1e-8
    decouples_decay: bool = False

    def init(self, parameters: Parameters) -> OptimizerState:
        """Return the state before the first step: both averages at 0."""
        zeros = parameters.map(lambda p: namespace(p).zeros_like(p))
        return OptimizerState((zeros, zeros))

    def update(
        self, gradient: Parameters, state: OptimizerState, learning_rate: float
    ) -> tuple[Parameters, OptimizerState]:
        """Return the step, and the new averages."""
        beta1, beta2, n_steps = self.momentum, self.second_momentum, state.n_steps + 1
        mean = state.moments[0].map(lambda m, g: beta1 * m + (1 - beta1) * g, gradient)
        square = state.moments[1].map(lambda v, g: beta2 * v + (1 - beta2) * (g * g), gradient)
        # both averages start at 0 and are too small at first; dividing makes up for it
        rate, root = learning_rate / (1 - beta1**n_steps), (1 - beta2**n_steps) ** 0.5
        step = mean.map(lambda m, v: -rate * m / (namespace(v).sqrt(v) / root + self.epsilon), square)
        return step, OptimizerState((mean, square), n_steps)
