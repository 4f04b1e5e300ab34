"""The asks that the server understands, checked to the last field before anything acts on them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from types import ModuleType
from typing import TYPE_CHECKING, Any

from perceptible.errors import FormatError
from perceptible.lab import topics
from perceptible.lab.shapes import Ask, Topic

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

__all__ = ["Envelope", "all_topics", "decode", "topic_of"]

LONGEST_COMPLAINT = 200


@dataclass(frozen=True)
class Envelope:
    """An ask, and the number by which the page knows its answer.

    Parameters
    ----------
    id : int
        At least 1.
    ask : dataclass
        One of the asks of the topics.
    """

    id: int
    ask: Ask


def all_topics() -> tuple[Topic, ...]:
    """Return everything that may be asked, in the order of the modules in topics/."""
    modules: tuple[ModuleType, ...] = topics.MODULES
    return tuple(topic for module in modules for topic in module.TOPICS)


def topic_of(ask: Ask) -> Topic:
    """Return the topic of an ask that was decoded."""
    return _by_ask()[type(ask)]


def decode(text: str) -> Envelope:
    """Read what the page sent.

    Parameters
    ----------
    text : str
        JSON.

    Returns
    -------
    Envelope
        The ask and its number.

    Raises
    ------
    FormatError
        If it is no JSON, lacks a field, or has a value of another kind; the sentence says where.

    Examples
    --------
    >>> decode('{"id": 1, "ask": {"kind": "score"}}').id
    1
    """
    from pydantic import ValidationError  # here, so that nobody waits for it who sends no message

    try:
        message: Any = _model().model_validate_json(text)
    except (ValidationError, RecursionError) as error:
        msg = f"the message is none that the lab knows: {_complaint(error)}. Reload the page."
        raise FormatError(msg) from None
    return Envelope(message.id, message.ask)


@cache
def _model() -> type[BaseModel]:
    """Return what checks a message: made once, when the first arrives."""
    from pydantic import ConfigDict, Field, create_model

    asks = reduce(or_, (topic.ask for topic in all_topics()))
    fields: dict[str, Any] = {"id": (int, Field(ge=1)), "ask": (asks, Field(discriminator="kind"))}
    config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)
    return create_model("Message", __config__=config, **fields)


@cache
def _by_ask() -> dict[type, Topic]:
    """Return the topic of each ask."""
    return {topic.ask: topic for topic in all_topics()}


def _complaint(error: ValidationError | RecursionError) -> str:
    """Say what the first thing wrong is, and where."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(map(str, first["loc"])) or "it"
    return f"{place}: {first['msg']}"[:LONGEST_COMPLAINT]
