"""How far to step: gradient descent, momentum, Adam; learning-rate schedules and averaged weights."""

from dataclasses import replace

from perceptible.errors import find_named
from perceptible.optimizers.adam import Adam
from perceptible.optimizers.averaging import follow
from perceptible.optimizers.descent import Descent, Momentum, Optimizer, OptimizerState
from perceptible.optimizers.schedules import SCHEDULES, schedule_named

__all__ = [
    "OPTIMIZERS",
    "SCHEDULES",
    "Adam",
    "Descent",
    "Momentum",
    "Optimizer",
    "OptimizerState",
    "follow",
    "optimizer_named",
    "schedule_named",
]

OPTIMIZERS: dict[str, Descent | Momentum | Adam] = {
    "descent": Descent(),
    "momentum": Momentum(),
    "nesterov": Momentum(nesterov=True),
    "adam": Adam(),
    "adamw": Adam(decouples_decay=True),
}


def optimizer_named(name: str, *, momentum: float = 0.9, second_momentum: float = 0.999) -> Optimizer:
    """Return the optimizer that has this name, with these options where it takes them.

    Parameters
    ----------
    name : str
        One of the keys of `OPTIMIZERS`.
    momentum : float, optional
        For momentum, nesterov, adam and adamw, in [0, 1).
    second_momentum : float, optional
        For adam and adamw, in [0, 1).

    Returns
    -------
    Optimizer
        A frozen value with `init` and `update`.

    Raises
    ------
    UnknownNameError
        If there is none of this name.

    Examples
    --------
    >>> optimizer_named("momentum", momentum=0.5)
    Momentum(momentum=0.5, nesterov=False)
    """
    optimizer = find_named(OPTIMIZERS, name, "optimizer")
    if isinstance(optimizer, Adam):
        return replace(optimizer, momentum=momentum, second_momentum=second_momentum)
    if isinstance(optimizer, Momentum):
        return replace(optimizer, momentum=momentum)
    return optimizer
