"""What did it learn? Neurons taken apart, and what reads digits without hidden layers, to hold it against."""

# Loaded at once: many a module has the name of its function, and would hide it if that were loaded late.
from perceptible.insight.ascent import CAREFUL, PLAIN, Climb, Climbed, Goal, class_goal, climb, neuron_goal
from perceptible.insight.averages import Apart, apart, gradient_over
from perceptible.insight.baselines import BASELINES, Baseline, MeanImages, NearestNeighbor, Reader, Rules, baseline
from perceptible.insight.blends import BLENDS, Blend, blend, way_between
from perceptible.insight.breakdown import Breakdown, Line, break_down
from perceptible.insight.chains import Chain, Factor, delta_factors, output_factors
from perceptible.insight.challenges import CHALLENGES, Attempt, Challenge, Verdict, judge_attempt
from perceptible.insight.contributions import Contributions, contributions, layer_contributions
from perceptible.insight.critical import Search, critical_samples
from perceptible.insight.cuts import Cut, dial_cut, path_cut, random_cut, steepest_cut
from perceptible.insight.detectors import (
    EdgeMatch,
    edge_picture,
    match_edge,
    silent_neurons,
    stroke_pictures,
    tell_apart,
)
from perceptible.insight.directions import (
    Projection,
    dial_direction,
    downhill,
    principal_directions,
    project,
    random_direction,
)
from perceptible.insight.disputed import KnownDisputes, known_disputes
from perceptible.insight.distances import MisleadingPair, misleading_pairs, nearest, pixel_distance
from perceptible.insight.edges import Against, PictureMeasures, best_matches, measure_pictures, spatial_autocorrelation
from perceptible.insight.extremes import Extremes, extremes, neuron_activations
from perceptible.insight.firing import fires_for, mean_activations
from perceptible.insight.flat_places import FlatPlace, flat_places
from perceptible.insight.formulas import FUNCTIONS, Formula, parse_formula
from perceptible.insight.importance import Importance, Place, Ranked, importance, place_of, share_of_top
from perceptible.insight.influence import Influence, gradient_products, influence
from perceptible.insight.ink import Ink, measure_ink
from perceptible.insight.knock_out import HOLDS, KnockOut, Part, connections_of, knock_out, neurons_of
from perceptible.insight.landscape import Slice, coarse_to_fine, cost_along, cost_at, cost_over
from perceptible.insight.loops import LayerTiming, sums_by_loops, sums_by_matrix, time_layer
from perceptible.insight.matched_neurons import distance_between, matched_to, permuted
from perceptible.insight.morph import Flip, Morph, morph
from perceptible.insight.neighbors import Neighbors, neighbors
from perceptible.insight.never_trained import never_lit
from perceptible.insight.nudge import Nudge, nudge, small_turn
from perceptible.insight.paths import Path, Paths, descent_paths
from perceptible.insight.race import MOST_RUNNERS, Race, Runner, race
from perceptible.insight.readings import Reading, read_with
from perceptible.insight.response import Response, response
from perceptible.insight.robustness import SWEEPS, Robustness, changed_by, robustness
from perceptible.insight.rolling import Roll, roll
from perceptible.insight.rules import RULES, Rule, read_by_rules, rule_for
from perceptible.insight.saturation import saturated, slopes_by_layer
from perceptible.insight.shuffled import random_labels, shuffle_labels, with_labels
from perceptible.insight.smaller import smaller_images
from perceptible.insight.staircase import (
    DialCurve,
    Stairs,
    cost_along_dial,
    find_dial,
    jumps_along_dial,
    roll_dial,
    stairs_along_dial,
    with_steps,
)
from perceptible.insight.step_noise import StepNoise, step_noise
from perceptible.insight.templates import edge_templates, loop_templates
from perceptible.insight.unrolled import Unrolled, gini, loss_sensitivity
from perceptible.insight.wishes import ExamplesTable, Ways, Wishes, examples_table, wishes
from perceptible.insight.written_places import polynomial_of, written_places

__all__ = [
    "Against",
    "Apart",
    "Attempt",
    "BASELINES",
    "BLENDS",
    "Baseline",
    "Blend",
    "Breakdown",
    "CAREFUL",
    "CHALLENGES",
    "Chain",
    "Challenge",
    "Climb",
    "Climbed",
    "Contributions",
    "Cut",
    "DialCurve",
    "EdgeMatch",
    "ExamplesTable",
    "Extremes",
    "FUNCTIONS",
    "Factor",
    "FlatPlace",
    "Flip",
    "Formula",
    "Goal",
    "HOLDS",
    "Importance",
    "Influence",
    "Ink",
    "KnockOut",
    "KnownDisputes",
    "LayerTiming",
    "Line",
    "MOST_RUNNERS",
    "MeanImages",
    "MisleadingPair",
    "Morph",
    "NearestNeighbor",
    "Neighbors",
    "Nudge",
    "PLAIN",
    "Part",
    "Path",
    "Paths",
    "PictureMeasures",
    "Place",
    "Projection",
    "RULES",
    "Race",
    "Ranked",
    "Reader",
    "Reading",
    "Response",
    "Robustness",
    "Roll",
    "Rule",
    "Rules",
    "Runner",
    "SWEEPS",
    "Search",
    "Slice",
    "Stairs",
    "StepNoise",
    "Unrolled",
    "Verdict",
    "Ways",
    "Wishes",
    "apart",
    "baseline",
    "best_matches",
    "blend",
    "break_down",
    "changed_by",
    "class_goal",
    "climb",
    "coarse_to_fine",
    "connections_of",
    "contributions",
    "cost_along",
    "cost_along_dial",
    "cost_at",
    "cost_over",
    "critical_samples",
    "delta_factors",
    "descent_paths",
    "dial_cut",
    "dial_direction",
    "distance_between",
    "downhill",
    "edge_picture",
    "edge_templates",
    "examples_table",
    "extremes",
    "find_dial",
    "fires_for",
    "flat_places",
    "gini",
    "gradient_over",
    "gradient_products",
    "importance",
    "influence",
    "judge_attempt",
    "jumps_along_dial",
    "knock_out",
    "known_disputes",
    "layer_contributions",
    "loop_templates",
    "loss_sensitivity",
    "match_edge",
    "matched_to",
    "mean_activations",
    "measure_ink",
    "measure_pictures",
    "misleading_pairs",
    "morph",
    "nearest",
    "neighbors",
    "neuron_activations",
    "neuron_goal",
    "neurons_of",
    "never_lit",
    "nudge",
    "output_factors",
    "parse_formula",
    "path_cut",
    "permuted",
    "pixel_distance",
    "place_of",
    "polynomial_of",
    "principal_directions",
    "project",
    "race",
    "random_cut",
    "random_direction",
    "random_labels",
    "read_by_rules",
    "read_with",
    "response",
    "robustness",
    "roll",
    "roll_dial",
    "rule_for",
    "saturated",
    "share_of_top",
    "shuffle_labels",
    "silent_neurons",
    "slopes_by_layer",
    "small_turn",
    "smaller_images",
    "spatial_autocorrelation",
    "stairs_along_dial",
    "steepest_cut",
    "step_noise",
    "stroke_pictures",
    "sums_by_loops",
    "sums_by_matrix",
    "tell_apart",
    "time_layer",
    "way_between",
    "wishes",
    "with_labels",
    "with_steps",
    "written_places",
]
