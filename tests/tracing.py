"""From an image of a digit back to pen strokes: ink is thinned to lines one pixel wide, which a pen then follows."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

FINER = 4  # times as many pixels across, so that lines are smooth
INK = 0.4  # of full ink
SHORTEST = 1.6  # pixels: shorter lines that end nowhere come from the thinning
SMOOTHING = 7  # points
STEP = 5  # points: one in so many is kept, every 1.25 pixels

Point = tuple[int, int]
Graph = dict[Point, set[Point]]


def trace(pixels: np.ndarray) -> list[np.ndarray]:
    """Return strokes, each of shape (n_points, 2), x and y in pixels, that go along the ink of a square image."""
    side = round(len(pixels) ** 0.5)
    ink = _finer(pixels.reshape(side, side)) > INK * float(pixels.max())
    strokes = [_smooth(np.array(path, np.float64)) for path in _paths(_graph(_thinned(ink)))]
    strokes = [(stroke[:, ::-1] + 0.5) / FINER for stroke in strokes]
    long = [stroke for stroke in strokes if _length(stroke) >= SHORTEST]
    return long or [max(strokes, key=_length)]


def _finer(image: np.ndarray) -> np.ndarray:
    """Interpolate between the middles of the pixels."""
    side = len(image)
    middles = np.arange(side) + 0.5
    wanted = (np.arange(side * FINER) + 0.5) / FINER
    rows = np.array([np.interp(wanted, middles, row) for row in image])
    return np.array([np.interp(wanted, middles, column) for column in rows.T]).T


def _thinned(ink: np.ndarray) -> np.ndarray:
    """Take ink off both sides by turns, never the last of a line (T. Y. Zhang and C. Y. Suen, CACM 27, 236, 1984)."""
    ink = np.pad(ink, 1)
    while True:
        before = ink.copy()
        for turn in (0, 1):
            ink &= ~_removable(ink, turn)
        if (ink == before).all():
            return ink[1:-1, 1:-1]


def _removable(ink: np.ndarray, turn: int) -> np.ndarray:
    """Mark the pixels that may go: on an edge, with two to six neighbors in one row."""
    moves = ((-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1))  # from the one above, clockwise
    around = np.array([np.roll(ink, (-down, -right), (0, 1)) for down, right in moves])
    count = around.sum(axis=0)
    begins = (~around & np.roll(around, -1, axis=0)).sum(axis=0)
    above, right, below, left = around[0::2]
    if turn == 0:
        edge = ~(above & right & below) & ~(right & below & left)
    else:
        edge = ~(above & right & left) & ~(above & below & left)
    return ink & (count >= 2) & (count <= 6) & (begins == 1) & edge


def _graph(lines: np.ndarray) -> Graph:
    """Join each pixel of the lines with its neighbors, and those at corners only where no way leads around."""
    points = {(int(row), int(column)) for row, column in np.argwhere(lines)}
    graph: Graph = {point: set() for point in points}
    for row, column in points:
        for down, right in ((0, 1), (1, 0), (1, 1), (1, -1)):
            other = (row + down, column + right)
            around = {(row + down, column), (row, column + right)} - {other, (row, column)}
            if other in points and not around & points:
                graph[row, column].add(other)
                graph[other].add((row, column))
    return graph


def _paths(graph: Graph) -> list[list[Point]]:
    """Walk every line once: from ends first, then from crossings, then around what is closed."""
    used: dict[Point, set[Point]] = defaultdict(set)
    paths = [[point] for point, others in graph.items() if not others]
    for start in sorted(graph, key=lambda point: (len(graph[point]) != 1, len(graph[point]) == 2, point)):
        while graph[start] - used[start]:
            paths.append(_walk(graph, used, start))
    return paths


def _walk(graph: Graph, used: dict[Point, set[Point]], start: Point) -> list[Point]:
    """Go on as straight as possible until no line is left."""
    path = [start]
    while ways := graph[path[-1]] - used[path[-1]]:
        here, behind = np.array(path[-1]), np.array(path[-min(len(path), 2 * FINER)])
        after = max(sorted(ways), key=lambda point: float((np.array(point) - here) @ (here - behind)))
        used[path[-1]].add(after)
        used[after].add(path[-1])
        path.append(after)
    return path


def _smooth(path: np.ndarray) -> np.ndarray:
    """Average along the path; its ends stay."""
    if len(path) < SMOOTHING:
        return path
    half = SMOOTHING // 2
    padded = np.pad(path, ((half, half), (0, 0)), mode="edge")
    middle = np.array([padded[place : place + SMOOTHING].mean(axis=0) for place in range(len(path))])
    middle[0], middle[-1] = path[0], path[-1]
    return np.concatenate([middle[:-1:STEP], middle[-1:]])


def _length(stroke: np.ndarray) -> float:
    """Return how far the pen goes."""
    return float(np.hypot(*np.diff(stroke, axis=0).T).sum())
