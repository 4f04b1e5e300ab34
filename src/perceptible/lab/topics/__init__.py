"""What a page may ask, a module for each subject; each has its asks, its answers, and `TOPICS`, which joins them."""

from perceptible.lab.topics import challenges, code, cost, digits, images, live, networks, neurons, score, training

__all__ = ["MODULES"]

MODULES = (networks, score, images, neurons, digits, challenges, training, live, cost, code)
