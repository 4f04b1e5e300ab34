"""The curve of a training as it goes on: few enough points to draw, evenly spaced, however long it becomes."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MOST_POINTS", "Course", "Point"]

MOST_POINTS = 400


@dataclass(frozen=True)
class Point:
    """Average cost and accuracy of the images between a point of the curve and the one before."""

    step: int
    cost: float
    accuracy: float


class Course:
    """Points of a curve; where they become too many, neighbors become their average."""

    def __init__(self) -> None:
        self._points: list[Point] = []
        self._spacing = 0

    @property
    def points(self) -> list[Point]:
        """Return the points; the list is replaced, never changed."""
        return self._points

    def add(self, step: int, cost: float, accuracy: float) -> None:
        """Add what was measured since the last point."""
        points, new = self._points, Point(step, cost, accuracy)
        begun = points[-2].step if len(points) > 1 else 0
        if points and points[-1].step - begun < self._spacing:
            self._points = [*points[:-1], _joined(begun, points[-1], new)]
            return
        self._points = [*points, new]
        if len(self._points) > MOST_POINTS:
            self._halve()

    def drop_after(self, step: int) -> None:
        """Forget what came after a step."""
        self._points = [point for point in self._points if point.step <= step]

    def _halve(self) -> None:
        """Join each two neighbors."""
        halved, begun = [], 0
        for first, second in zip(self._points[::2], self._points[1::2], strict=False):
            halved.append(_joined(begun, first, second))
            begun = second.step
        self._spacing = max(2 * self._spacing, 2 * begun // MOST_POINTS)
        self._points = halved + self._points[2 * len(halved) :]


def _joined(begun: int, first: Point, second: Point) -> Point:
    """Return two neighbors as one, each with the weight of its steps."""
    share = (second.step - first.step) / max(1, second.step - begun)
    cost = first.cost + share * (second.cost - first.cost)
    return Point(second.step, cost, first.accuracy + share * (second.accuracy - first.accuracy))
