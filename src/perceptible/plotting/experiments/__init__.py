"""The figures of the experiments: for each by name, what draws its result."""

from collections.abc import Callable, Mapping

from matplotlib.figure import Figure

from perceptible.plotting.experiments.arpit import draw_arpit
from perceptible.plotting.experiments.capacity import draw_capacity
from perceptible.plotting.experiments.claims import draw_claims
from perceptible.plotting.experiments.depth import draw_depth
from perceptible.plotting.experiments.drawing import draw_drawing
from perceptible.plotting.experiments.hope import draw_hope
from perceptible.plotting.experiments.influence import draw_influence
from perceptible.plotting.experiments.knock_out import draw_knock_out
from perceptible.plotting.experiments.memory import draw_memory
from perceptible.plotting.experiments.minima import draw_minima
from perceptible.plotting.experiments.morph import draw_morph
from perceptible.plotting.experiments.noise import draw_noise
from perceptible.plotting.experiments.remedies import draw_remedies
from perceptible.plotting.experiments.shift import draw_shift

__all__ = ["FIGURES", "Draws"]

Draws = Callable[..., Mapping[str, Figure]]
"""From a result, with `source` and `theme` by name, to figures by the names of their files."""

FIGURES: Mapping[str, Draws] = {
    "hope": draw_hope,
    "remedies": draw_remedies,
    "noise": draw_noise,
    "memory": draw_memory,
    "capacity": draw_capacity,
    "drawing": draw_drawing,
    "depth": draw_depth,
    "influence": draw_influence,
    "arpit": draw_arpit,
    "minima": draw_minima,
    "knock-out": draw_knock_out,
    "shift": draw_shift,
    "morph": draw_morph,
    "claims": draw_claims,
}
