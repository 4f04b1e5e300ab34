"""Matching: the best cosine of pictures with any of many filters, and how alike neighboring pixels are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from perceptible.arrays import FloatArray

__all__ = ["Mask", "autocorrelation", "matches"]

# A filter counts at a place where at least this share of its square lies on pixels that the neuron sees.
LEAST_SEEN = 0.5
AT_ONCE = 4_096  # pictures matched in one product: 400 MB for 28 x 28 pixels would be too much
Mask = NDArray[np.bool_]


def matches(values: FloatArray, mask: Mask, templates: FloatArray, *, either_sign: bool) -> FloatArray:
    """Return the best cosine with a template for each of (n_sets, n_pictures, n_pixels) pictures."""
    found = np.zeros(values.shape[:2])
    kinds, kind_of = np.unique(mask, axis=0, return_inverse=True)
    for kind, seen in enumerate(kinds):
        if not seen.any():
            continue
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


def autocorrelation(values: FloatArray, mask: Mask, image_shape: tuple[int, int]) -> FloatArray:
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
