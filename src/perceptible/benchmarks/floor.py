"""The floor: what one core of this machine does at best, measured by a few lines of C beside the cases.

It counts what cannot be left out when only lit pixels are visited. Each image is read once in its compact form, a
position of 16 bits and a value of 8 for each lit pixel; each lit pixel is a multiply-add with its row of weights on the
way forward and another on the way back; each weight of the later layers is three. Cost, sigmoid and all that is around
them are free.
"""

from __future__ import annotations

import ctypes
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from perceptible.arrays import FloatArray
from perceptible.benchmarks.cases import Case, Material, Run, Skipped, timed
from perceptible.kernels.build import compiler
from perceptible.training import Recipe

__all__ = ["LANES", "Lit", "floor_cases", "n_vector_steps"]

SOURCE = Path(__file__).with_name("floor.c")
OPTIONS = ("-O3", "-march=native", "-Wno-psabi", "-fPIC", "-shared")
LANES = 16
STRIDE = 512  # bytes that the C code reads at a time


@dataclass(frozen=True, eq=False)
class Lit:
    """The lit pixels of images: those of image i are at places starts[i] to starts[i + 1]."""

    starts: NDArray[np.int64]
    positions: NDArray[np.uint16]
    values: NDArray[np.uint8]

    @classmethod
    def of(cls, inputs: FloatArray) -> Lit:
        """Find the lit pixels."""
        is_lit = inputs > 0
        starts = np.append(0, np.cumsum(is_lit.sum(axis=1, dtype=np.int64)))
        return cls(starts, np.nonzero(is_lit)[1].astype(np.uint16), np.rint(255 * inputs[is_lit]).astype(np.uint8))

    @property
    def bytes(self) -> NDArray[np.uint8]:
        """Return all that has to be read, filled up to whole strides."""
        together = np.concatenate([self.positions.view(np.uint8), self.values])
        return np.append(together, np.zeros(-len(together) % STRIDE, np.uint8))


Work = Callable[[ctypes.CDLL, Lit, Recipe, Material], Callable[[], object]]


def floor_cases(recipe: Recipe) -> tuple[Case, ...]:
    """Return the parts of the floor under an epoch."""
    words = {
        "floor-reading": ("floor: reading the lit pixels once", _reading),
        "floor-arithmetic": ("floor: the multiply-adds alone, in registers", _arithmetic),
        "floor-first-layer": ("floor: the first layer alone, forward and back", _first_layer),
    }
    return tuple(Case(name, text, partial(_floor, name, work, recipe)) for name, (text, work) in words.items())


def n_vector_steps(lit: Lit, recipe: Recipe, n_classes: int) -> int:
    """Return how many multiply-adds of 16 floats an epoch needs at least.

    Examples
    --------
    >>> from perceptible.training import recipe_named
    >>> n_vector_steps(Lit.of(np.array([[0.0, 1.0, 0.5]])), recipe_named("lesson"), 10)  # 2 x 2 + 3 x 16 + 3 x 16
    100
    """
    vectors = [-(-n // LANES) for n in (*recipe.hidden, n_classes)]
    later = 3 * sum(n_before * n for n_before, n in zip(recipe.hidden, vectors[1:], strict=True))
    n_images, n_lit = len(lit.starts) - 1, len(lit.positions)
    return 2 * n_lit * vectors[0] + n_images * later


def _floor(name: str, work: Work, recipe: Recipe, material: Material) -> Run | Skipped:
    """Compile the C code for this very processor, and prepare one part of the floor."""
    command = compiler()
    if not command:
        return Skipped("there is no C compiler (CC names one)")
    path = material.scratch / f"{name}.library"
    done = subprocess.run(  # noqa: S603  # the compiler, which is the user's own choice
        [*command, *OPTIONS, str(SOURCE), "-o", str(path)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        return Skipped(f"{command[0]} failed: {done.stderr.strip()[-200:]}")
    return timed(work(ctypes.CDLL(str(path)), Lit.of(material.data.train.inputs), recipe, material))


def _reading(library: ctypes.CDLL, lit: Lit, _recipe: Recipe, _material: Material) -> Callable[[], object]:
    """Read positions and values of all images."""
    held = lit.bytes
    return lambda: library.read_all(ctypes.c_void_p(held.ctypes.data), ctypes.c_size_t(len(held)))


def _arithmetic(library: ctypes.CDLL, lit: Lit, recipe: Recipe, material: Material) -> Callable[[], object]:
    """Make as many multiply-adds as an epoch needs."""
    n = n_vector_steps(lit, recipe, material.data.n_classes)
    library.multiply_and_add.restype = ctypes.c_float
    return lambda: library.multiply_and_add(ctypes.c_size_t(n), ctypes.c_float(0.5), ctypes.c_float(1.0))


def _first_layer(library: ctypes.CDLL, lit: Lit, recipe: Recipe, material: Material) -> Callable[[], object]:
    """Visit the rows of weights of all lit pixels, forward and back."""
    width = -(-recipe.hidden[0] // LANES) * LANES
    weights = np.full((material.data.n_inputs, width), 1e-3, np.float32)
    places = [ctypes.c_void_p(array.ctypes.data) for array in (lit.starts, lit.positions, lit.values)]
    numbers = ctypes.c_int64(len(lit.starts) - 1), ctypes.c_int64(width)

    def visit() -> FloatArray:
        library.first_layer(*places, *numbers, ctypes.c_void_p(weights.ctypes.data))
        return weights

    # The arrays behind `places` live as long as what is returned.
    return lambda: (visit(), lit)
