"""What a page may ask, a module for each subject; each has its asks, its answers, and `TOPICS`, which joins them."""

from perceptible.lab.topics import challenges, code, digits, images, networks, neurons, score, training

__all__ = ["MODULES"]

MODULES = (networks, score, images, neurons, digits, challenges, training, code)
