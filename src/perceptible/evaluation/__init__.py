"""How well does it read? Accuracy, cost, confusion, calibration, mistakes, and two networks compared."""

from perceptible.evaluation.answers import answers
from perceptible.evaluation.calibration import Calibration, ReliabilityBin, calibrate
from perceptible.evaluation.comparison import Comparison, compare, mcnemar
from perceptible.evaluation.intervals import Interval, paired_interval, wilson_interval
from perceptible.evaluation.mistakes import DisputedLabel, Mistake, disputed_labels, mistakes_in
from perceptible.evaluation.scores import ClassScore, Evaluation, accuracies, evaluate

__all__ = [
    "Calibration",
    "ClassScore",
    "Comparison",
    "DisputedLabel",
    "Evaluation",
    "Interval",
    "Mistake",
    "ReliabilityBin",
    "accuracies",
    "answers",
    "calibrate",
    "compare",
    "disputed_labels",
    "evaluate",
    "mcnemar",
    "mistakes_in",
    "paired_interval",
    "wilson_interval",
]
