"""What a page may ask, a module for each subject; each has its asks, its answers, and `TOPICS`, which joins them."""

from perceptible.lab.topics import (
    backprop,
    challenges,
    code,
    cost,
    descent,
    digits,
    gradient,
    images,
    landscape,
    live,
    networks,
    neurons,
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
    cost,
    descent,
    landscape,
    gradient,
    backprop,
    race,
    code,
)
