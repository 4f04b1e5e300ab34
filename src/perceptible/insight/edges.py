"""Are weight pictures edges, loops, or smooth? Measures, each beside what the same weights give when shuffled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from perceptible.arrays import FloatArray, check_floats, frozen
from perceptible.errors import SettingsError, ShapeError
from perceptible.insight.templates import edge_templates, loop_templates
from perceptible.rng import Rng, as_generator

__all__ = ["Against", "PictureMeasures", "best_matches", "measure_pictures", "spatial_autocorrelation"]

# A filter counts at a place where at least this share of its square lies on pixels that the neuron sees.
LEAST_SEEN = 0.5
AT_ONCE = 4_096  # pictures matched in one product: 400 MB for 28 x 28 pixels would be too much
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Against:
    """A measure of some pictures, and of the same pictures with their pixels shuffled.

    Parameters
    ----------
    values : float64 array of shape (n_pictures,)
        What was measured.
    null : float64 array of shape (n_shuffles, n_pictures)
        The same after each shuffle.
    """

    values: FloatArray
    null: FloatArray

    @property
    def mean(self) -> float:
        """Return the average over the pictures."""
        return float(self.values.mean())

    @property
    def null_mean(self) -> float:
        """Return the average over the pictures and their shuffles."""
        return float(self.null.mean())

    @property
    def z(self) -> float:
        """Return how many standard deviations of the shuffles' averages the average is above their mean.

        0 where no shuffle changes anything.
        """
        averages = self.null.mean(axis=1)
        spread = float(averages.std(ddof=1))
        return (self.mean - float(averages.mean())) / spread if spread > 0 else 0.0

    @property
    def p(self) -> float:
        """Return the share of shuffles whose average is as large, counting the unshuffled as one of them."""
        as_large = int((self.null.mean(axis=1) >= self.mean).sum())
        return (1 + as_large) / (1 + len(self.null))

    @property
    def each_p(self) -> FloatArray:
        """Return the same for each picture by itself, (n_pictures,)."""
        share: FloatArray = (1 + (self.null >= self.values).sum(axis=0)) / (1 + len(self.null))
        return share


@dataclass(frozen=True, eq=False)
class PictureMeasures:
    """What was measured of the weight pictures of a layer.

    Parameters
    ----------
    edges : Against
        The best match with an edge or a line of any angle, at any place: 1 for a picture that is one.
    loops : Against
        The best match with a ring of any size, at any place.
    smoothness : Against
        Spatial autocorrelation: near 1 where neighboring pixels have equal weights, near 0 where they have nothing to
        do with each other.
    """

    edges: Against
    loops: Against
    smoothness: Against


def measure_pictures(
    pictures: FloatArray,
    image_shape: tuple[int, int],
    *,
    seen: Mask | None = None,
    n_shuffles: int = 99,
    rng: Rng = None,
) -> PictureMeasures:
    r"""Measure how far weight pictures are edges, loops, and smooth, beside the same weights in any other order.

    Parameters
    ----------
    pictures : float array of shape (n_pictures, n_pixels)
        The weights of the first layer, a row for each neuron.
    image_shape : tuple of int
        Height and width.
    seen : bool array of shape (n_pixels,) or (n_pictures, n_pixels), optional
        Which pixels count: those that are ever lit, or that the neuron looks at. Only these are measured, and shuffled
        among themselves.
    n_shuffles : int, optional
        How often; with 99 the smallest share that can come out is 0.01.
    rng : None, int or numpy.random.Generator, optional
        Shuffles.

    Returns
    -------
    PictureMeasures
        Edges, loops and smoothness.

    Raises
    ------
    ShapeError
        If the pictures are not of this shape, or `seen` is not.
    SettingsError
        If `n_shuffles` is below 2.

    Notes
    -----
    Of each picture the mean is taken away. A match is the largest of :math:`|\cos|` of the angle between picture and
    filter over the pixels that are seen; for rings the largest cosine, since a ring that inhibits finds no loop.

    Examples
    --------
    >>> stripe = np.zeros((1, 784))
    >>> stripe[0, 280:336] = 1  # two rows of 28
    >>> found = measure_pictures(stripe, (28, 28), rng=0)
    >>> bool(found.edges.z > 10), found.smoothness.p
    (True, 0.01)
    """
    values = _centered(pictures, image_shape, seen)
    if n_shuffles < 2:
        msg = f"n_shuffles is {n_shuffles!r}, expected a whole number of at least 2. Leave it out for 99."
        raise SettingsError(msg)
    mask = _mask(pictures.shape, seen)
    shuffled = _shuffled(values, mask, n_shuffles, as_generator(rng))
    banks = edge_templates(image_shape), loop_templates(image_shape)
    rules: tuple[Callable[[FloatArray], FloatArray], ...] = (
        lambda some: _matches(some, mask, banks[0], either_sign=True),
        lambda some: _matches(some, mask, banks[1], either_sign=False),
        lambda some: _autocorrelation(some, mask, image_shape),
    )
    return PictureMeasures(*(Against(frozen(rule(values[None])[0]), frozen(rule(shuffled))) for rule in rules))


def best_matches(pictures: FloatArray, image_shape: tuple[int, int], *, seen: Mask | None = None) -> FloatArray:
    """Return how well each picture is matched by its best edge, (n_pictures,); see `measure_pictures`.

    Examples
    --------
    >>> best_matches(edge_templates((9, 9))[:2], (9, 9)).round(3)
    array([1., 1.])
    """
    values, mask = _centered(pictures, image_shape, seen), _mask(pictures.shape, seen)
    return frozen(_matches(values[None], mask, edge_templates(image_shape), either_sign=True)[0])


def spatial_autocorrelation(
    pictures: FloatArray, image_shape: tuple[int, int], *, seen: Mask | None = None
) -> FloatArray:
    r"""Return how alike the weights of neighboring pixels are: Moran's I of each picture, (n_pictures,).

    Notes
    -----
    .. math:: I = \frac{n}{m} \frac{\sum_{(i,j)} (w_i - \bar w)(w_j - \bar w)}{\sum_i (w_i - \bar w)^2}

    over the m pairs of pixels that lie side by side or above one another. Shuffled weights give -1 / (n - 1) on
    average.
    Source: Moran (1950), Notes on continuous stochastic phenomena.

    Examples
    --------
    >>> board = (np.indices((4, 4)).sum(axis=0) % 2.0).reshape(1, 16)  # every neighbor is of the other color
    >>> spatial_autocorrelation(board, (4, 4))
    array([-1.])
    """
    values, mask = _centered(pictures, image_shape, seen), _mask(pictures.shape, seen)
    return frozen(_autocorrelation(values[None], mask, image_shape)[0])


def _centered(pictures: FloatArray, image_shape: tuple[int, int], seen: Mask | None) -> FloatArray:
    """Return the pictures less their mean over the pixels that are seen, and 0 elsewhere; in float64."""
    check_floats(pictures, "pictures")
    n_pixels = image_shape[0] * image_shape[1]
    if pictures.ndim != 2 or pictures.shape[1] != n_pixels or 0 in pictures.shape:
        msg = (
            f"pictures have shape {pictures.shape}, expected (n_pictures, {n_pixels}) for {image_shape[0]} x "
            f"{image_shape[1]} pixels. Give the weights of a layer that reads the image: network.weights[0]."
        )
        raise ShapeError(msg)
    if seen is not None and (seen.shape not in {(n_pixels,), pictures.shape} or seen.dtype != bool):
        msg = (
            f"seen holds {seen.dtype} in shape {seen.shape}, expected true or false in shape ({n_pixels},) or "
            f"{pictures.shape}. Say of each pixel whether it counts."
        )
        raise ShapeError(msg)
    mask = _mask(pictures.shape, seen)
    n_seen = np.maximum(mask.sum(axis=1, keepdims=True), 1)
    values = np.where(mask, pictures, 0.0)
    centered: FloatArray = np.where(mask, values - values.sum(axis=1, keepdims=True) / n_seen, 0.0)
    return centered


def _mask(shape: tuple[int, ...], seen: Mask | None) -> Mask:
    """Return for every picture which pixels are seen."""
    return np.broadcast_to(True if seen is None else seen, shape)


def _shuffled(values: FloatArray, mask: Mask, n_shuffles: int, rng: np.random.Generator) -> FloatArray:
    """Return the pictures with the pixels that are seen in another order, (n_shuffles, n_pictures, n_pixels)."""
    shuffled = np.zeros((n_shuffles, *values.shape), np.float32)
    for number, (row, seen) in enumerate(zip(values, mask, strict=True)):
        rows = np.broadcast_to(row[seen].astype(np.float32), (n_shuffles, int(seen.sum())))
        shuffled[:, number, seen] = rng.permuted(rows, axis=1)
    return shuffled


def _matches(values: FloatArray, mask: Mask, templates: FloatArray, *, either_sign: bool) -> FloatArray:
    """Return the best cosine with a template for each of (n_sets, n_pictures, n_pixels) pictures."""
    found = np.zeros(values.shape[:2])
    kinds, kind_of = np.unique(mask, axis=0, return_inverse=True)
    for kind, seen in enumerate(kinds):
        bank = _on(templates, seen)
        chosen = np.flatnonzero(kind_of.reshape(-1) == kind)
        if not len(bank):
            continue
        some = values[:, chosen][..., seen].reshape(-1, int(seen.sum())).astype(np.float32)
        best = np.concatenate(
            [
                _best(some[start : start + AT_ONCE], bank, either_sign=either_sign)
                for start in range(0, len(some), AT_ONCE)
            ]
        )
        found[:, chosen] = best.reshape(len(values), len(chosen))
    return found


def _on(templates: FloatArray, seen: Mask) -> FloatArray:
    """Return the templates on the pixels that are seen, of mean 0 and length 1; without those that are mostly not."""
    there = templates[:, seen]
    whole = there[(there**2).sum(axis=1) >= LEAST_SEEN]
    centered = whole - whole.mean(axis=1, keepdims=True)
    lengths = np.linalg.norm(centered, axis=1, keepdims=True)
    kept = lengths[:, 0] > np.sqrt(LEAST_SEEN) / 2
    scaled: FloatArray = (centered[kept] / lengths[kept]).astype(np.float32)
    return scaled


def _best(rows: FloatArray, bank: FloatArray, *, either_sign: bool) -> FloatArray:
    """Return the largest cosine between each row and any template; 0 for a row of zeros."""
    lengths = np.linalg.norm(rows, axis=1)
    best = np.full(len(rows), -np.inf, np.float32)
    for start in range(0, len(bank), AT_ONCE):
        products = rows @ bank[start : start + AT_ONCE].T
        np.maximum(best, np.abs(products).max(axis=1) if either_sign else products.max(axis=1), out=best)
    cosines: FloatArray = np.divide(best, lengths, out=np.zeros(len(rows)), where=lengths > 0)
    return cosines


def _autocorrelation(values: FloatArray, mask: Mask, image_shape: tuple[int, int]) -> FloatArray:
    """Return Moran's I of each of (n_sets, n_pictures, n_pixels) pictures of mean 0; 0 for one of zeros."""
    grids, seen = values.reshape(*values.shape[:2], *image_shape), mask.reshape(-1, *image_shape)
    products = (grids[..., 1:, :] * grids[..., :-1, :]).sum(axis=(2, 3), dtype=np.float64)
    products += (grids[..., 1:] * grids[..., :-1]).sum(axis=(2, 3), dtype=np.float64)
    pairs = (seen[:, 1:] & seen[:, :-1]).sum(axis=(1, 2)) + (seen[..., 1:] & seen[..., :-1]).sum(axis=(1, 2))
    squares = (grids * grids).sum(axis=(2, 3), dtype=np.float64)
    n_seen = mask.sum(axis=1)
    weighed = pairs * squares
    index: FloatArray = np.divide(n_seen * products, weighed, out=np.zeros_like(squares), where=weighed > 0)
    return index
