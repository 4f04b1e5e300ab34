"""What did it learn? One neuron taken apart: the terms of its weighted sum, and its answer to any other sum."""

from perceptible.insight.breakdown import Breakdown, Line, break_down
from perceptible.insight.contributions import Contributions, contributions, layer_contributions
from perceptible.insight.response import Response, response

__all__ = [
    "Breakdown",
    "Contributions",
    "Line",
    "Response",
    "break_down",
    "contributions",
    "layer_contributions",
    "response",
]
