"""The browser's types are those of the server's messages."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from perceptible.lab import typescript
from perceptible.lab.messages import all_topics
from perceptible.lab.shapes import Floats, Topic

WRITTEN = Path(__file__).parents[3] / "web" / "src" / "messages.ts"
REMEDY = "run: python -m perceptible.lab.typescript > web/src/messages.ts"


@dataclass(frozen=True)
class SampleAsk:
    """Ask for a sample."""

    kind: Literal["sample-two"]
    names: tuple[str | None, ...]
    size: int = 3


@dataclass(frozen=True)
class Sample:
    """A sample."""

    numbers: Floats
    pair: tuple[int, float]


def test_the_written_types_are_those_of_the_messages():
    """A message that was changed here alone would fail in somebody's browser."""
    assert WRITTEN.read_text(encoding="utf-8") == typescript.typescript(), REMEDY


def test_every_kind_of_field_is_written(monkeypatch):
    """Optional fields, arrays, tuples, constants, and kinds with a hyphen."""
    monkeypatch.setattr(typescript, "all_topics", lambda: (Topic(SampleAsk, Sample, print),))
    text = typescript.typescript()
    assert (
        '  readonly kind: "sample-two";\n  readonly names: readonly (string | null)[];\n  readonly size?: number;'
        in text
    )
    assert "  readonly numbers: Float32Array;\n  readonly pair: readonly [number, number];" in text
    assert '  readonly "sample-two": Sample;' in text


def test_two_messages_of_one_name_are_refused(monkeypatch):
    """The browser has one space of names for all of them."""
    other = type("Sample", (), {"__annotations__": {"size": int}})
    topics = (Topic(SampleAsk, Sample, print), Topic(SampleAsk, dataclass(frozen=True)(other), print))
    monkeypatch.setattr(typescript, "all_topics", lambda: topics)
    with pytest.raises(TypeError, match="two messages are called Sample: rename one"):
        typescript.typescript()


def test_no_two_asks_have_the_same_kind():
    """The kind alone decides who answers."""
    kinds = [topic.ask.__annotations__["kind"] for topic in all_topics()]
    assert len(set(kinds)) == len(kinds)
