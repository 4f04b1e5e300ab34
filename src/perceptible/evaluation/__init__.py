"""How well does it read? Accuracy, cost, confusion, calibration, mistakes, and networks compared."""

from perceptible.evaluation.answers import answers
from perceptible.evaluation.calibration import Calibration, ReliabilityBin, calibrate
from perceptible.evaluation.changes import CHANGES, Change, changed_splits
from perceptible.evaluation.comparison import Comparison, compare, compare_answers, mcnemar
from perceptible.evaluation.finding import ORDERS, find_images
from perceptible.evaluation.intervals import Interval, paired_interval, wilson_interval
from perceptible.evaluation.mistakes import DisputedLabel, Mistake, disputed_labels, mistakes_in
from perceptible.evaluation.scores import ClassScore, Evaluation, accuracies, evaluate
from perceptible.evaluation.separation import Separation, auroc, refusal_threshold, separate
from perceptible.evaluation.side_by_side import Pair, Portrait, SideBySide, side_by_side

__all__ = [
    "CHANGES",
    "ORDERS",
    "Calibration",
    "Change",
    "ClassScore",
    "Comparison",
    "DisputedLabel",
    "Evaluation",
    "Interval",
    "Mistake",
    "Pair",
    "Portrait",
    "ReliabilityBin",
    "Separation",
    "SideBySide",
    "accuracies",
    "answers",
    "auroc",
    "calibrate",
    "changed_splits",
    "compare",
    "compare_answers",
    "disputed_labels",
    "evaluate",
    "find_images",
    "mcnemar",
    "mistakes_in",
    "paired_interval",
    "refusal_threshold",
    "separate",
    "wilson_interval",
    "side_by_side",
]
