"""The same step, fast: compiled code that visits only the lit inputs, the choice between it and NumPy, threads."""

from perceptible.kernels.images import LitImages, find_lit, find_lit_bytes, lit_images
from perceptible.kernels.library import compiled, step_maker
from perceptible.kernels.steps import Memory, Outcome, Rules, can_run, last_pre_activations, make_steps
from perceptible.kernels.threads import blas_names, one_thread
from perceptible.kernels.warp import Table, changed_images

__all__ = [
    "LitImages",
    "Memory",
    "Outcome",
    "Rules",
    "Table",
    "blas_names",
    "can_run",
    "changed_images",
    "compiled",
    "find_lit",
    "find_lit_bytes",
    "last_pre_activations",
    "lit_images",
    "make_steps",
    "one_thread",
    "step_maker",
]
