"""What page and server say to each other: asks and answers are frozen dataclasses, whose shapes are checked here.

An ask names its kind in `kind`, a constant; the browser's types are generated from these classes (`typescript.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from perceptible.lab.session import Session

__all__ = ["Ask", "Bytes", "Floats", "Topic"]

# Numbers in answers travel as they are in memory, behind the text: see wire.py.
Floats: TypeAlias = NDArray[np.float32]
Bytes: TypeAlias = NDArray[np.uint8]
Ask: TypeAlias = Any  # a frozen dataclass of one of the topics


@dataclass(frozen=True)
class Topic:
    """What may be asked, and who answers.

    Parameters
    ----------
    ask : type
        The frozen dataclass of the ask, with its name in the field `kind`.
    answer : type
        The frozen dataclass of the answer.
    respond : callable
        Is given the page's session and the ask, and returns the answer. It runs in a thread of its own, one at a time
        for each page.
    is_long : bool, optional
        Whether it may take seconds and only reads what all pages share: it is then answered beside what the page asks
        after it, and whenever it is done.
    is_due : callable, optional
        Is given session and ask: whether there is something to answer with already. The answer waits for that, a
        second at most, and beside what the page asks after it; it only reads.
    """

    ask: type
    answer: type
    respond: Callable[[Session, Ask], Any]
    is_long: bool = False
    is_due: Callable[[Session, Ask], bool] | None = None
