"""What a training ran on: the same versions on the same kind of processor give the same bits."""

from __future__ import annotations

import os
import platform

import numpy as np
import safetensors

from perceptible import __version__
from perceptible.kernels import blas_names, step_maker

__all__ = ["environment_record"]


def environment_record() -> dict[str, object]:
    """Return the versions and the machine on which the bits of a result depend.

    Returns
    -------
    dict
        Versions of perceptible, Python, NumPy and safetensors; BLAS with the kernels chosen for this processor;
        what makes the steps;
        system, machine and number of processors. No name of the machine or of its user.

    Examples
    --------
    >>> environment_record()["numpy"] == np.__version__
    True
    """
    return {
        "perceptible": __version__,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "safetensors": safetensors.__version__,
        "blas": blas_names(),
        "steps": step_maker(),
        "system": f"{platform.system()} {platform.release()}",
        "machine": platform.machine(),
        "processors": os.cpu_count(),
    }
