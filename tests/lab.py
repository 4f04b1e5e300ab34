"""A page of the lab without a browser: a shelf with few digits and a network that has learned them, and its asks."""

from __future__ import annotations

import json
from functools import cache

import numpy as np

import perceptible as pc
from perceptible.lab.messages import decode, topic_of
from perceptible.lab.session import Session, Shelf, Shown

N_TRAIN, N_TEST = 400, 200
DATA_CODE = f"pc.load_data('synthetic', n_train={N_TRAIN}, n_test={N_TEST})"
SETTINGS = pc.Settings(epochs=40, learning_rate=1.0, batch_size=10)
NETWORK_CODE = f"pc.fit({DATA_CODE}, settings=pc.Settings(epochs=40, learning_rate=1.0, batch_size=10), rng=0).network"


@cache
def shelf() -> Shelf:
    """Return what all pages of the tests share."""
    data = pc.load_data("synthetic", n_train=N_TRAIN, n_test=N_TEST)
    network = pc.fit(data, settings=SETTINGS, rng=0).network
    return Shelf(data, Shown("first", network, {}, NETWORK_CODE), DATA_CODE)


def page() -> Session:
    """Return a new page."""
    return Session(shelf())


def ask(session: Session, **question: object) -> object:
    """Ask as the page does, through the decoding of messages, and return the answer before it is encoded."""
    envelope = decode(json.dumps({"id": 1, "ask": question}))
    return topic_of(envelope.ask).respond(session, envelope.ask)


def pixels(index: int = 0) -> list[float]:
    """Return the pixels of a test image, as the page sends them."""
    return shelf().data.test.inputs[index].tolist()


def run(code: str) -> dict[str, object]:
    """Run a program as a person would who copied it, and return its names."""
    names: dict[str, object] = {}
    with np.errstate(over="ignore"):
        exec(compile(code, "copied from the page", "exec"), names)
    return names
