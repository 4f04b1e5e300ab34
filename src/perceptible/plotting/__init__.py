"""Figures of all of it: digits, weights, neurons, networks, curves, confusion and mistakes, in light and dark."""

from perceptible.plotting.confusion import draw_confusion
from perceptible.plotting.curves import draw_curves
from perceptible.plotting.digits import draw_digits, draw_pixels
from perceptible.plotting.growth import draw_growth
from perceptible.plotting.misleading import draw_misleading
from perceptible.plotting.mistakes import draw_mistakes
from perceptible.plotting.network import draw_network
from perceptible.plotting.neuron import draw_neuron
from perceptible.plotting.saving import FORMATS, render, save_figure
from perceptible.plotting.side_by_side import draw_side_by_side
from perceptible.plotting.theme import THEMES
from perceptible.plotting.timings import draw_timings
from perceptible.plotting.weights import draw_weights

__all__ = [
    "FORMATS",
    "THEMES",
    "draw_confusion",
    "draw_curves",
    "draw_digits",
    "draw_growth",
    "draw_misleading",
    "draw_mistakes",
    "draw_network",
    "draw_neuron",
    "draw_pixels",
    "draw_side_by_side",
    "draw_timings",
    "draw_weights",
    "render",
    "save_figure",
]
