"""What a page may ask, a module for each subject; each has its asks, its answers, and `TOPICS`, which joins them."""

from perceptible.lab.topics import (
    backprop,
    backprop_examples,
    challenges,
    code,
    cost,
    descent,
    digits,
    disputed,
    gradient,
    images,
    landscape,
    live,
    networks,
    neurons,
    parts,
    paths,
    questions,
    race,
    score,
    training,
)

__all__ = ["MODULES"]

MODULES = (
    networks,
    score,
    images,
    neurons,
    digits,
    challenges,
    training,
    live,
    parts,
    cost,
    disputed,
    descent,
    landscape,
    gradient,
    backprop,
    backprop_examples,
    race,
    paths,
    questions,
    code,
)
