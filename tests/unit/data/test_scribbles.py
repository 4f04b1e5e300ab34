"""Drawings that are no digit: even strokes, a pen that varies, and every shape now and then."""

import numpy as np

from perceptible.data.scribbles import draw_scribbles, draw_shapes


def test_scribbles_are_longer_than_any_digit():
    """Through at least seven random points: about twice the ink of MNIST's digits, which have 102 pixels of it."""
    ink = draw_scribbles(300, np.random.default_rng(0)).sum(axis=1)
    assert 130 < np.median(ink) < 240


def test_scribbles_have_no_gaps():
    """Between two dots of a curve the ink must not break: hardly any image has more than one piece."""
    images = draw_scribbles(40, np.random.default_rng(0)).reshape(-1, 28, 28) > 0.2
    assert np.mean([pieces(image) == 1 for image in images]) > 0.9


def test_shapes_have_about_as_much_ink_as_digits():
    """MNIST's have 102 pixels of it on average; otherwise a network could tell them apart by their ink alone."""
    ink = draw_shapes(500, np.random.default_rng(0)).sum(axis=1)
    assert 60 < np.median(ink) < 140
    assert ink.min() > 3


def pieces(image):
    """Count connected pieces, one flood after the other, corner to corner included."""
    left, count = {tuple(place) for place in np.argwhere(image)}, 0
    while left:
        count, edge = count + 1, [left.pop()]
        while edge:
            row, column = edge.pop()
            near = {(row + down, column + across) for down in (-1, 0, 1) for across in (-1, 0, 1)} & left
            left -= near
            edge += near
    return count
