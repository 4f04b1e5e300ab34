"""The kinds of layers: dense ones, those with local fields, and those with shared weights."""

from __future__ import annotations

from typing import TypeAlias

from perceptible.network.layers import Dense
from perceptible.network.local import Local
from perceptible.network.shared import Shared

__all__ = ["LAYERS", "Layer"]

Layer: TypeAlias = Dense | Local | Shared

LAYERS: dict[str, type[Dense | Local | Shared]] = {"dense": Dense, "local": Local, "shared": Shared}
"""Every kind of layer by its name."""
