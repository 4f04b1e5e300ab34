"""Walls of images: what can be drawn on one."""

from __future__ import annotations

import numpy as np

from perceptible.data.dataset import Split
from perceptible.errors import MismatchError, ShapeError
from perceptible.evaluation import Evaluation
from perceptible.plotting.pictures import picture_shape

__all__ = ["check_evaluated", "image_shape"]


def image_shape(split: Split) -> tuple[int, int]:
    """Return height and width of the images of a split."""
    n_inputs = int(split.inputs.shape[1])
    shape = picture_shape(n_inputs)
    if shape is None:
        msg = (
            f"the split has {n_inputs} inputs a sample, expected a square image such as 784 = 28 x 28. "
            "Only images can be drawn as a wall."
        )
        raise ShapeError(msg)
    return shape


def check_evaluated(evaluation: Evaluation, split: Split) -> None:
    """Refuse an evaluation of other images: each would be drawn with the answer to another one."""
    if not np.array_equal(evaluation.labels, split.labels):
        msg = (
            f"the evaluation is of {evaluation.n_images:,} images whose labels are not those of the split's "
            f"{len(split):,} images. Give the split that was evaluated."
        )
        raise MismatchError(msg)
