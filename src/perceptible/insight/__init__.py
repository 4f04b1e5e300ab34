"""What did it learn? Neurons taken apart, and what reads digits without hidden layers, to hold it against."""

from perceptible.insight.baselines import BASELINES, Baseline, MeanImages, NearestNeighbor, Reader, Rules, baseline
from perceptible.insight.breakdown import Breakdown, Line, break_down
from perceptible.insight.challenges import CHALLENGES, Attempt, Challenge, Verdict, judge_attempt
from perceptible.insight.contributions import Contributions, contributions, layer_contributions
from perceptible.insight.detectors import (
    EdgeMatch,
    edge_picture,
    match_edge,
    silent_neurons,
    stroke_pictures,
    tell_apart,
)
from perceptible.insight.distances import MisleadingPair, misleading_pairs, nearest, pixel_distance
from perceptible.insight.edges import Against, PictureMeasures, measure_pictures, spatial_autocorrelation
from perceptible.insight.extremes import Extremes, extremes, neuron_activations
from perceptible.insight.firing import fires_for, mean_activations
from perceptible.insight.ink import Ink, measure_ink
from perceptible.insight.loops import LayerTiming, sums_by_loops, sums_by_matrix, time_layer
from perceptible.insight.neighbors import Neighbors, neighbors
from perceptible.insight.never_trained import never_lit
from perceptible.insight.readings import Reading, read_with
from perceptible.insight.response import Response, response
from perceptible.insight.rules import RULES, Rule, read_by_rules, rule_for

__all__ = [
    "BASELINES",
    "CHALLENGES",
    "RULES",
    "Against",
    "Attempt",
    "Baseline",
    "Breakdown",
    "Challenge",
    "Contributions",
    "EdgeMatch",
    "Extremes",
    "Ink",
    "LayerTiming",
    "Line",
    "MeanImages",
    "MisleadingPair",
    "NearestNeighbor",
    "Neighbors",
    "PictureMeasures",
    "Reader",
    "Reading",
    "Response",
    "Rule",
    "Rules",
    "Verdict",
    "baseline",
    "break_down",
    "contributions",
    "edge_picture",
    "extremes",
    "fires_for",
    "judge_attempt",
    "layer_contributions",
    "match_edge",
    "mean_activations",
    "measure_ink",
    "measure_pictures",
    "misleading_pairs",
    "nearest",
    "neighbors",
    "neuron_activations",
    "never_lit",
    "pixel_distance",
    "read_by_rules",
    "read_with",
    "response",
    "rule_for",
    "silent_neurons",
    "spatial_autocorrelation",
    "stroke_pictures",
    "sums_by_loops",
    "sums_by_matrix",
    "tell_apart",
    "time_layer",
]
