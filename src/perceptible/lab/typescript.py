"""The browser's types, made from asks and answers: python -m perceptible.lab.typescript prints web/src/messages.ts."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import numpy as np

from perceptible.lab.messages import all_topics

__all__ = ["typescript"]

HEAD = "// Made from the server's asks and answers by: python -m perceptible.lab.typescript > web/src/messages.ts\n"
PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", NoneType: "null"}


def typescript() -> str:
    """Return the types of everything that page and server say to each other, as a module of TypeScript.

    Examples
    --------
    >>> 'readonly kind: "score";' in typescript()
    True
    """
    topics = all_topics()
    classes: dict[str, type] = {}
    for topic in topics:
        _collect(topic.ask, classes)
        _collect(topic.answer, classes)
    asks = " |\n  ".join(topic.ask.__name__ for topic in topics)
    answers = "".join(f'  readonly "{_kind(topic.ask)}": {topic.answer.__name__};\n' for topic in topics)
    interfaces = "\n".join(_interface(kind) for kind in classes.values())
    return (
        f"{HEAD}\n{interfaces}\nexport type Ask =\n  {asks};\n\n"
        f"/** What answers an ask of each kind. */\nexport interface Answers {{\n{answers}}}\n"
    )


def _collect(kind: type, classes: dict[str, type]) -> None:
    """Add a dataclass, after those that its fields hold."""
    if kind.__name__ in classes:
        if classes[kind.__name__] is not kind:
            msg = f"two messages are called {kind.__name__}: rename one"
            raise TypeError(msg)
        return
    for hint in get_type_hints(kind).values():
        for inner in _dataclasses_in(hint):
            _collect(inner, classes)
    classes[kind.__name__] = kind


def _dataclasses_in(hint: Any) -> Iterator[type]:  # noqa: ANN401  # any type
    """Yield the dataclasses that a type speaks of."""
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
    for inner in get_args(hint):
        yield from _dataclasses_in(inner)


def _interface(kind: type) -> str:
    """Write a dataclass as an interface."""
    hints = get_type_hints(kind)
    lines = "".join(
        f"  readonly {field.name}{'' if field.default is MISSING else '?'}: {_written(hints[field.name])};\n"
        for field in fields(kind)
    )
    sentence = (kind.__doc__ or "").strip().split("\n", maxsplit=1)[0]
    return f"/** {sentence} */\nexport interface {kind.__name__} {{\n{lines}}}\n"


def _written(hint: Any) -> str:  # noqa: ANN401  # any type
    """Write a type in TypeScript."""
    origin, inner = get_origin(hint), get_args(hint)
    if hint in PLAIN:
        return PLAIN[hint]
    if isinstance(hint, type) and is_dataclass(hint):
        return hint.__name__
    if origin is Literal:
        return " | ".join(f'"{value}"' if isinstance(value, str) else str(value) for value in inner)
    if origin in {Union, UnionType}:
        return " | ".join(map(_written, inner))
    if origin in {tuple, Mapping, np.ndarray}:
        return _collection(origin, inner)
    msg = f"there is no TypeScript for {hint}"
    raise TypeError(msg)


def _collection(origin: Any, inner: tuple[Any, ...]) -> str:  # noqa: ANN401  # any type
    """Write a tuple, a mapping from names, or an array."""
    if origin is tuple:
        return _tuple(inner)
    if origin is Mapping:
        return f"Readonly<Record<string, {_written(inner[1])}>>"
    return "Uint8Array" if np.uint8 in get_args(inner[1]) else "Float32Array"


def _tuple(inner: tuple[Any, ...]) -> str:
    """Write a tuple: of any length where it ends with an ellipsis."""
    if inner[-1] is Ellipsis:
        written = _written(inner[0])
        return f"readonly ({written})[]" if " " in written else f"readonly {written}[]"
    return f"readonly [{', '.join(map(_written, inner))}]"


def _kind(ask: type) -> str:
    """Return the constant by which an ask is known."""
    return str(get_args(get_type_hints(ask)["kind"])[0])


if __name__ == "__main__":
    sys.stdout.write(typescript())
