"""Files of ours taken apart, changed, and put together again."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path


def taken_apart(path: Path) -> tuple[dict[str, dict[str, object]], bytes]:
    """Return the header and the numbers of a safetensors file."""
    whole = path.read_bytes()
    end = 8 + int.from_bytes(whole[:8], "little")
    return json.loads(whole[8:end]), whole[end:]


def put_together(path: Path, header: object, numbers: bytes) -> None:
    """Write a safetensors file with this header, whatever it says, but for a checksum: that of the numbers."""
    words = header.get("__metadata__") if isinstance(header, dict) else None
    if isinstance(words, dict) and "sha256" in words:
        words["sha256"] = hashlib.sha256(numbers).hexdigest()
    text = json.dumps(header).encode("ascii")
    path.write_bytes(len(text).to_bytes(8, "little") + text + numbers)


def with_word(path: Path, name: str, value: object) -> None:
    """Change a word of the metadata; None removes it."""
    header, numbers = taken_apart(path)
    header["__metadata__"].pop(name, None)
    if value is not None:
        header["__metadata__"][name] = value
    put_together(path, header, numbers)


def with_value(path: Path, word: str, place: str, value: object) -> None:
    """Change one value in the JSON of a word, at a place such as "tally.cost"; `...` removes it."""
    header, numbers = taken_apart(path)
    values = json.loads(header["__metadata__"][word])
    *groups, name = place.split(".")
    group = values
    for each in groups:
        group = group[each]
    group.pop(name, None)
    if value is not ...:
        group[name] = value
    header["__metadata__"][word] = json.dumps(values)
    put_together(path, header, numbers)


def with_entry(path: Path, array: str, **changes: object) -> None:
    """Change what the header says of an array."""
    header, numbers = taken_apart(path)
    header[array] = {**header.get(array, {}), **changes}
    put_together(path, header, numbers)
