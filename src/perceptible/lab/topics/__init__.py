"""What a page may ask, a module for each subject; each has its asks, its answers, and `TOPICS`, which joins them.

Where asks and answers are many, they stand in a module beside it: `live_shapes` for `live`, `race_shapes` for `race`.
"""

from perceptible.lab.topics import (
    backprop,
    backprop_examples,
    challenges,
    code,
    cost,
    datasets,
    descent,
    digits,
    disputed,
    gradient,
    images,
    knock_out,
    landscape,
    live,
    morph,
    networks,
    neurons,
    parts,
    paths,
    questions,
    race,
    recipes,
    score,
    shift,
    staircase,
    training,
)

__all__ = ["MODULES"]

MODULES = (
    networks,
    datasets,
    score,
    images,
    neurons,
    digits,
    challenges,
    training,
    recipes,
    live,
    parts,
    cost,
    disputed,
    descent,
    staircase,
    landscape,
    gradient,
    backprop,
    backprop_examples,
    race,
    paths,
    questions,
    knock_out,
    shift,
    morph,
    code,
)
