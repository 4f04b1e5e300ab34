"""The figures of the experiments: for each by name, what draws its result."""

from collections.abc import Callable, Mapping

from matplotlib.figure import Figure

from perceptible.plotting.experiments.capacity import draw_capacity
from perceptible.plotting.experiments.memory import draw_memory
from perceptible.plotting.experiments.noise import draw_noise

__all__ = ["FIGURES", "Draws"]

Draws = Callable[..., Mapping[str, Figure]]
"""From a result, with `source` and `theme` by name, to figures by the names of their files."""

FIGURES: Mapping[str, Draws] = {
    "noise": draw_noise,
    "memory": draw_memory,
    "capacity": draw_capacity,
}
