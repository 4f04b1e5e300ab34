"""The connection of a page, without a network: what is asked in order, out of order, or by somebody hostile."""

import json
import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from tests.lab import ask, page, pixels, shelf

from perceptible.lab.messages import all_topics
from perceptible.lab.routes import create_app
from perceptible.lab.shapes import Topic
from perceptible.lab.socket import MALFORMED

PORT, TOKEN = 8123, "the-right-key"
ADDRESS = f"http://127.0.0.1:{PORT}"
SCORE = {"kind": "score"}
MANY = 3 * settings.default.max_examples
HOSTILE = [
    "",
    "score",
    "{",
    "[]",
    "null",
    '{"id": 1}',
    '{"id": 0, "ask": {"kind": "score"}}',
    '{"id": -1, "ask": {"kind": "score"}}',
    '{"id": "1", "ask": {"kind": "score"}}',
    '{"id": 1.5, "ask": {"kind": "score"}}',
    '{"id": 1, "ask": {"kind": "__class__"}}',
    '{"id": 1, "ask": {"kind": "turn", "indices": [1]}}',
    '{"id": 1, "ask": {"kind": "turn", "indices": [1], "values": [NaN]}}',
    '{"id": 1, "ask": {"kind": "turn", "indices": [1], "values": [1e999]}}',
    '{"id": 1, "ask": {"kind": "turn", "indices": [true], "values": [1]}}',
    '{"id": 1, "ask": {"kind": "score", "network": "mine"}}',
    '{"id": 1, "ask": {"kind": "score"}, "as": "root"}',
    '{"id": 1, "ask": {"kind": "open", "name": 7}}',
    "[" * 100_000,
    '{"id":1,"ask":' * 50_000,
    '{"id": 1, "ask": {"kind": "\\ud800"}}',
]


numbers = st.integers(-3, 20) | st.integers() | st.just(10**30)
names = st.sampled_from(["first", "lesson", "..", "", "a/b", "x" * 99, "by hand"]) | st.text(max_size=9)
floats = st.floats(allow_nan=False, allow_infinity=False)
images = st.just(pixels()) | st.lists(floats, max_size=5) | st.just([1e300] * 784)
WELL_FORMED = st.one_of(
    st.builds(lambda name: {"kind": "open", "name": name}, names),
    st.builds(
        lambda hidden, kind, seed: {
            "kind": "random",
            "hidden": hidden,
            "activation": kind,
            "output": kind,
            "cost": kind,
            "start": kind,
            "seed": seed,
        },
        st.lists(numbers, max_size=3),
        names,
        numbers,
    ),
    st.builds(lambda name: {"kind": "keep", "name": name}, names.filter(lambda name: not name.strip().isalnum())),
    st.builds(
        lambda indices, values: {"kind": "turn", "indices": indices, "values": values},
        st.lists(numbers, max_size=3),
        st.lists(floats, max_size=3),
    ),
    st.builds(
        lambda label, guess, start, count, order: {
            "kind": "browse",
            "split": "test",
            "label": label,
            "guess": guess,
            "wrong": False,
            "order": order,
            "start": start,
            "count": count,
        },
        *([numbers] * 4),
        st.sampled_from(["index", "confident", "unsure", "cost"]),
    ),
    st.builds(lambda index: {"kind": "test-image", "index": index}, numbers),
    st.builds(
        lambda image, amounts, seed: {
            "kind": "transform",
            "pixels": image,
            "shift_right": amounts[0],
            "shift_down": amounts[1],
            "degrees": amounts[2],
            "scale": amounts[3],
            "thicken": amounts[4],
            "invert": True,
            "noise": amounts[5],
            "seed": seed,
        },
        images,
        st.lists(floats, min_size=6, max_size=6),
        numbers,
    ),
    st.builds(
        lambda image, place: {"kind": "contributions", "pixels": image, **dict(zip(PLACE, place, strict=True))},
        images,
        st.lists(numbers, min_size=4, max_size=4),
    ),
    st.builds(
        lambda layer, neuron, count: {"kind": "extremes", "layer": layer, "neuron": neuron, "count": count},
        *([numbers] * 3),
    ),
    st.builds(lambda layer: {"kind": "timing", "layer": layer}, numbers),
    st.builds(lambda index, count: {"kind": "distances", "index": index, "count": count}, numbers, numbers),
    st.builds(lambda label, count: {"kind": "misleading", "label": label, "count": count}, numbers, numbers),
    st.builds(
        lambda name, layer, neuron: {"kind": "challenge", "name": name, "layer": layer, "neuron": neuron},
        names | st.sampled_from(["edge-detector", "zero-or-one", "near-miss"]),
        numbers,
        numbers,
    ),
    st.builds(
        lambda epochs, rate, size, seed: {
            "kind": "retrain",
            "epochs": epochs,
            "learning_rate": rate,
            "batch_size": size,
            "seed": seed,
        },
        st.sampled_from([-1, 0, 1, 6, 10**9]),
        floats,
        numbers,
        numbers,
    ),
    st.builds(
        lambda panel, place, image: {"kind": "python", "panel": panel, "image": image, "layer": place, "neuron": place},
        st.sampled_from(["answer", "prepare", "transform", "challenge", "browse"]),
        numbers,
        st.sampled_from([{"kind": "test", "index": 10**30}, {"kind": "pixels", "pixels": []}])
        | st.builds(
            lambda stroke: {"kind": "drawing", "strokes": [stroke], "thickness": 1e300, "prepared": True},
            st.lists(floats, max_size=3),
        ),
    ),
)
PLACE = ("layer", "neuron", "n_terms", "decimals")


@pytest.fixture
def client(tmp_path):
    """Open the lab as its own browser does."""
    (tmp_path / "index.html").write_text("<title>perceptible</title>", encoding="utf-8")
    return TestClient(create_app(shelf(), port=PORT, token=TOKEN, page=tmp_path))


def connect(client):
    """Open a web socket as the page does."""
    headers = {"origin": ADDRESS, "cookie": f"perceptible-{PORT}={TOKEN}"}
    return client.websocket_connect(f"ws://127.0.0.1:{PORT}/api/socket", headers=headers)


def answer_to(socket, number, question):
    """Ask one thing and return the text of the answer."""
    socket.send_text(json.dumps({"id": number, "ask": question}))
    return text_of(socket.receive_bytes())


def text_of(message):
    """Read the text before the arrays of a message."""
    length = int.from_bytes(message[:4], "little")
    return json.loads(message[4 : 4 + length])


def test_a_conversation(client):
    """A page greets, turns a dial, and asks for the score: each answer has the number of its ask."""
    with connect(client) as socket:
        hello = answer_to(socket, 1, {"kind": "hello"})
        turned = answer_to(socket, 2, {"kind": "turn", "indices": [12_995], "values": [9.0]})
        score = answer_to(socket, 3, SCORE)
    assert (hello["id"], hello["answer"]["first"]) == (1, "first")
    assert turned["answer"] == score["answer"]
    assert turned["answer"]["revision"] == 1


@pytest.mark.parametrize("message", HOSTILE)
def test_what_no_page_of_ours_says_closes_the_connection(client, message):
    """With 1008 and a reason; the server lives and serves the next page."""
    with connect(client) as socket:
        socket.send_text(message)
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_bytes()
    assert closed.value.code == MALFORMED
    assert 0 < len(closed.value.reason.encode()) <= 123
    with connect(client) as socket:
        assert answer_to(socket, 1, SCORE)["answer"]["n_images"] == 200


def test_binary_messages_are_none(client):
    """The page sends only text."""
    with connect(client) as socket:
        socket.send_bytes(b'{"id": 1, "ask": {"kind": "score"}}')
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_bytes()
    assert (closed.value.code, closed.value.reason[:21]) == (MALFORMED, "the message is binary")


def test_well_formed_asks_are_answered_or_refused_in_a_sentence(client, caplog):
    """Impossible values, in any order, on one connection: no ask finds a mistake of the server's."""
    with connect(client) as socket:

        @given(question=WELL_FORMED)
        @settings(max_examples=MANY)
        def ask_anything(question):
            answer = answer_to(socket, 5, question)
            assert answer["id"] == 5
            assert set(answer) in ({"id", "answer"}, {"id", "error"})

        ask_anything()
    assert [record.getMessage() for record in caplog.records if record.name == "perceptible"] == []


def test_two_pages_have_networks_of_their_own(client):
    """What one turns, the other does not see."""
    turn = {"kind": "turn", "indices": list(range(12_992, 13_002)), "values": [50.0] + [-50.0] * 9}
    with connect(client) as one, connect(client) as other:
        answer_to(one, 1, turn)
        mine, theirs = answer_to(one, 2, SCORE)["answer"], answer_to(other, 2, SCORE)["answer"]
    assert (mine["revision"], theirs["revision"]) == (1, 0)
    assert mine["n_correct"] < theirs["n_correct"] == theirs["n_correct_before"]


def test_a_failure_of_ours_is_logged_and_said(client, caplog, monkeypatch):
    """The page is told that it was not its fault; the connection goes on."""
    broken = next(Topic(topic.ask, topic.answer, _fail) for topic in all_topics() if topic.ask.__name__ == "ScoreAsk")
    monkeypatch.setattr("perceptible.lab.socket.topic_of", lambda _question: broken)
    with connect(client) as socket:
        for number in (1, 2):
            assert answer_to(socket, number, SCORE)["error"] == "The server made a mistake: its terminal says which."
    assert "division by zero" in caplog.text


def _fail(session, question):
    """Be broken."""
    return 1 / 0


def test_what_takes_long_is_answered_beside_the_rest(client, monkeypatch):
    """A dial that is turned while the baselines are measured is answered first."""
    gate = threading.Event()
    shown = page()

    def slow(session, question):
        gate.wait(10)
        return ask(shown, kind="challenges")

    known = {topic.ask.__name__: topic for topic in all_topics()}
    slow_topic = Topic(known["BaselinesAsk"].ask, known["BaselinesAsk"].answer, slow, is_long=True)
    known["BaselinesAsk"] = slow_topic
    monkeypatch.setattr("perceptible.lab.socket.topic_of", lambda question: known[type(question).__name__])
    with connect(client) as socket:
        socket.send_text(json.dumps({"id": 1, "ask": {"kind": "baselines"}}))
        assert answer_to(socket, 2, SCORE)["id"] == 2
        gate.set()
        assert text_of(socket.receive_bytes())["id"] == 1


def test_arrays_lie_behind_the_text(client):
    """The dials of a network come as float32, as they are in memory."""
    with connect(client) as socket:
        socket.send_text(json.dumps({"id": 1, "ask": {"kind": "open", "name": "first"}}))
        message = socket.receive_bytes()
    kind, start, length = text_of(message)["answer"]["dials"]["$array"]
    behind = message[4 + int.from_bytes(message[:4], "little") :]
    dials = np.frombuffer(behind, "<f4", length, start)
    assert kind == "float32"
    np.testing.assert_array_equal(dials, shelf().first.network.parameters.to_vector())
