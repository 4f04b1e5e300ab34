"""Parameters as the kernel keeps them: one row for each input, the neurons side by side, padded to whole blocks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from perceptible.arrays import frozen
from perceptible.kernels.library import BLOCK, aligned
from perceptible.network import Parameters

__all__ = ["pack", "unpack", "width_of"]


def width_of(n_neurons: int) -> int:
    """Return the number of columns that a layer of this many neurons takes."""
    return -(-n_neurons // BLOCK) * BLOCK


def pack(parameters: Parameters) -> NDArray[np.float32]:
    """Return the dials as the kernel keeps them: of each layer its weights, turned, then a row of biases."""
    shapes = [(W.shape[1] + 1, width_of(W.shape[0])) for W in parameters.weights]
    dials = aligned(sum(n_rows * width for n_rows, width in shapes))
    for block, W, b in zip(_blocks(dials, shapes), parameters.weights, parameters.biases, strict=True):
        block[:-1, : len(b)] = W.T
        block[-1, : len(b)] = b
    return dials


def unpack(dials: NDArray[np.float32], like: Parameters) -> Parameters:
    """Return copies of the dials as weights and biases; undoes `pack`."""
    shapes = [(W.shape[1] + 1, width_of(W.shape[0])) for W in like.weights]
    blocks = _blocks(dials, shapes)
    n_neurons = [len(b) for b in like.biases]
    weights = tuple(frozen(block[:-1, :n].T.copy()) for block, n in zip(blocks, n_neurons, strict=True))
    biases = tuple(frozen(block[-1, :n].copy()) for block, n in zip(blocks, n_neurons, strict=True))
    return Parameters(weights, biases)


def _blocks(dials: NDArray[np.float32], shapes: list[tuple[int, int]]) -> list[NDArray[np.float32]]:
    """Return the matrix of each layer as a view."""
    ends = np.cumsum([n_rows * width for n_rows, width in shapes])
    return [dials[end - n * width : end].reshape(n, width) for end, (n, width) in zip(ends, shapes, strict=True)]
