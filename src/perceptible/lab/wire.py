"""Messages on the wire: text for what people could read, and behind it the arrays as they lie in memory.

The page sends ``{"id": 7, "ask": {"kind": "score", ...}}`` as text. It is answered with one binary message: four bytes
that tell the length of the text (little-endian), the text ``{"id": 7, "answer": {...}}``, and the arrays. In the text,
``{"$array": ["float32", start, length]}`` stands for an array: where it begins, in bytes behind the text padded to a
multiple of four, and how many numbers it has. What failed is ``{"id": 7, "error": "a sentence"}``; what nobody asked
for has the id 0.
"""

from __future__ import annotations

import json
import math
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["encode"]

LENGTH_BYTES = 4
ALIGNMENT = 4


def encode(message: dict[str, Any]) -> bytes:
    r"""Write a message with dataclasses and arrays in it.

    Parameters
    ----------
    message : dict
        Values may be dataclasses, sequences, mappings, arrays of float32 or uint8, numbers, texts and None. A number
        that is not finite becomes null.

    Returns
    -------
    bytes
        The length of the text, the text, the arrays.

    Examples
    --------
    >>> encode({"id": 1, "answer": np.array([1, 2], np.uint8)})[4:]
    b'{"id":1,"answer":{"$array":["uint8",0,2]}}  \x01\x02\x00\x00'
    """
    arrays: list[bytes] = []
    plain = _plain(message, arrays)
    text = json.dumps(plain, separators=(",", ":"), allow_nan=False).encode()
    text = _padded(text, b" ", before=LENGTH_BYTES)
    return b"".join([len(text).to_bytes(LENGTH_BYTES, "little"), text, *arrays])


def _plain(value: Any, arrays: list[bytes]) -> Any:  # noqa: ANN401  # whatever JSON can hold
    """Return what JSON can hold, and move arrays behind it."""
    if isinstance(value, np.ndarray):
        return {"$array": _moved(value, arrays)}
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name), arrays) for field in fields(value)}
    if isinstance(value, dict):
        return {name: _plain(item, arrays) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item, arrays) for item in value]
    if isinstance(value, np.generic):
        return _plain(value.item(), arrays)
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _moved(array: NDArray[np.generic], arrays: list[bytes]) -> list[str | int]:
    """Put an array behind the text; return its kind, its place and its length."""
    place = sum(map(len, arrays))
    kind = "uint8" if array.dtype == np.uint8 else "float32"
    little = np.dtype(kind).newbyteorder("<")
    arrays.append(_padded(array.astype(little).tobytes(), b"\0"))
    return [kind, place, array.size]


def _padded(data: bytes, filling: bytes, *, before: int = 0) -> bytes:
    """Fill up to a multiple of four bytes, as float32 arrays in the browser want."""
    return data + filling * (-(len(data) + before) % ALIGNMENT)
