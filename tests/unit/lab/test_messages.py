"""Decoding: whatever somebody sends is one of our asks, or our own error."""

import contextlib
import json
from typing import get_args, get_type_hints

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perceptible.errors import FormatError
from perceptible.lab.messages import all_topics, decode

MANY = 3 * settings.default.max_examples
N_MUTATED = 5_000
PLACES = {"layer": 1, "neuron": 0}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=4,
)


@given(text=st.text() | st.binary().map(lambda data: data.decode("latin-1")))
@settings(max_examples=MANY)
def test_any_text_is_an_ask_or_refused(text):
    """Nothing but our own error comes out of decoding."""
    with pytest.raises(FormatError, match=r"Reload the page\.$"):
        decode(text)


def test_messages_with_a_few_wrong_characters_are_refused_or_decoded():
    """Thousands of damaged messages: each is an ask, or our own error."""
    rng = np.random.default_rng(0)
    whole = [{"kind": "turn", "indices": [1, 2], "values": [0.5, -1e-3]}, {"kind": "extremes", **PLACES, "count": 3}]
    texts = [np.array(list(json.dumps({"id": 7, "ask": question}))) for question in whole]
    for number in range(N_MUTATED):
        damaged = texts[number % 2].copy()
        places = rng.integers(len(damaged), size=rng.integers(1, 4))
        damaged[places] = rng.choice(list('{}[]",:0129eE.-x \\\0'), len(places))
        with contextlib.suppress(FormatError):
            assert decode("".join(damaged)).id >= 1


@st.composite
def asks_of_any_values(draw):
    """Return an ask whose fields have our names, and values of any kind."""
    topic = draw(st.sampled_from(all_topics()))
    names = [name for name in topic.ask.__dataclass_fields__ if name != "kind"]
    kind = get_args(get_type_hints(topic.ask)["kind"])[0]
    return {"kind": kind, **{name: draw(json_values) for name in names}}


@given(question=asks_of_any_values(), number=st.integers() | json_values)
@settings(max_examples=MANY)
def test_asks_with_wrong_values_are_refused_or_decoded(question, number):
    """A field too few, too many or of another kind is a reason, never a traceback."""
    try:
        envelope = decode(json.dumps({"id": number, "ask": question}))
    except FormatError:
        return
    assert envelope.ask.kind == question["kind"]
