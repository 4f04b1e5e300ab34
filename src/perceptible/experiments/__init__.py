"""The lesson's questions, each answered by an experiment: jobs that can be done anywhere, and what they come to."""

from collections.abc import Mapping

from perceptible.experiments import (
    arpit,
    capacity,
    claims,
    depth,
    drawing,
    hope,
    influence,
    knock_out,
    memory,
    minima,
    morph,
    noise,
    remedies,
    shift,
)
from perceptible.experiments.experiment import SIZES, Experiment, Result, Table, question_settings
from perceptible.experiments.spread import Over, over_seeds

__all__ = ["EXPERIMENTS", "SIZES", "Experiment", "Over", "Result", "Table", "over_seeds", "question_settings"]

MODULES = (
    hope,
    noise,
    drawing,
    memory,
    capacity,
    arpit,
    minima,
    remedies,
    depth,
    influence,
    knock_out,
    shift,
    morph,
    claims,
)
EXPERIMENTS: Mapping[str, Experiment] = {module.EXPERIMENT.name: module.EXPERIMENT for module in MODULES}
"""Every experiment by its name, in the order of the lesson's questions."""
