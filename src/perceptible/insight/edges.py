"""Are weight pictures edges, loops, or smooth? Measures, each beside what the same weights give when shuffled."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray, check_floats, frozen
from perceptible.errors import SettingsError, ShapeError
from perceptible.insight.template_matching import Mask, autocorrelation, matches
from perceptible.insight.templates import edge_templates, loop_templates
from perceptible.rng import Rng, as_generator

__all__ = ["Against", "PictureMeasures", "best_matches", "measure_pictures", "spatial_autocorrelation"]


@dataclass(frozen=True, eq=False)
class Against:
    """A measure of some pictures, and of what chance makes of them: their pixels shuffled, for example.

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
    smooth_edges, smooth_loops : Against
        Edges and loops once more, not beside the shuffled pictures but beside random ones that are as smooth: of the
        same spectrum, with waves of random phase. Any smooth picture looks more like an edge than shuffled pixels do.
    """

    edges: Against
    loops: Against
    smoothness: Against
    smooth_edges: Against
    smooth_loops: Against


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
    mask, generator = _mask(pictures.shape, seen), as_generator(rng)
    shuffled = _shuffled(values, mask, n_shuffles, generator)
    alike = _as_smooth(values, mask, image_shape, n_shuffles, generator)
    every = np.concatenate([values[None].astype(np.float32), shuffled, alike])  # together, so that filters are cut once
    edges = matches(every, mask, edge_templates(image_shape), either_sign=True)
    loops = matches(every, mask, loop_templates(image_shape), either_sign=False)
    smoothness = autocorrelation(every[: 1 + n_shuffles], mask, image_shape)
    return PictureMeasures(
        edges=_against(edges, slice(1, 1 + n_shuffles)),
        loops=_against(loops, slice(1, 1 + n_shuffles)),
        smoothness=_against(smoothness, slice(1, None)),
        smooth_edges=_against(edges, slice(1 + n_shuffles, None)),
        smooth_loops=_against(loops, slice(1 + n_shuffles, None)),
    )


def best_matches(pictures: FloatArray, image_shape: tuple[int, int], *, seen: Mask | None = None) -> FloatArray:
    """Return how well each picture is matched by its best edge, (n_pictures,); see `measure_pictures`.

    Examples
    --------
    >>> best_matches(edge_templates((9, 9))[:2], (9, 9)).round(3)
    array([1., 1.])
    """
    values, mask = _centered(pictures, image_shape, seen), _mask(pictures.shape, seen)
    return frozen(matches(values[None], mask, edge_templates(image_shape), either_sign=True)[0])


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
    return frozen(autocorrelation(values[None], mask, image_shape)[0])


def _against(found: FloatArray, by_chance: slice) -> Against:
    """Return the first row beside some of the others."""
    return Against(frozen(found[0].copy()), frozen(found[by_chance].copy()))


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


def _as_smooth(
    values: FloatArray, mask: Mask, image_shape: tuple[int, int], n_sets: int, rng: np.random.Generator
) -> FloatArray:
    """Return random pictures of the same spectra, cut to the pixels that are seen, (n_sets, n_pictures, n_pixels)."""
    sizes = np.abs(np.fft.rfft2(values.reshape(-1, *image_shape)))
    noise = np.fft.rfft2(rng.standard_normal((n_sets, len(values), *image_shape)))
    waves = np.fft.irfft2(sizes * noise / np.maximum(np.abs(noise), np.finfo(np.float64).tiny), s=image_shape)
    cut = np.where(mask, waves.reshape(n_sets, *values.shape), 0.0)
    means = cut.sum(axis=2, keepdims=True) / np.maximum(mask.sum(axis=1)[:, None], 1)
    centered: FloatArray = np.where(mask, cut - means, 0.0).astype(np.float32)
    return centered
