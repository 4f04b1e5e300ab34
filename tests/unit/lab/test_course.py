"""The curve of a training: few points, evenly spaced, none forgotten."""

import pytest

from perceptible.lab.course import MOST_POINTS, Course


def test_a_long_curve_keeps_its_ends_and_its_average():
    """Points become averages of their neighbors, so that the area under the curve stays."""
    course = Course()
    for step in range(1, 10_001):
        course.add(step, float(step), 0.5)
    points = course.points
    assert len(points) <= MOST_POINTS
    assert points[-1].step == 10_000
    area = sum(b.cost * (b.step - a) for a, b in zip([0, *(p.step for p in points)], points, strict=False))
    assert area == pytest.approx(10_000 * 10_001 / 2)


def test_going_back_forgets_what_came_after():
    """A training that branches off has the curve of its own past."""
    course = Course()
    for step in (1, 2, 3):
        course.add(step, 1.0, 0.5)
    course.drop_after(2)
    assert [point.step for point in course.points] == [1, 2]
