"""Pictures that were dropped on the page."""

import base64

import numpy as np
import pytest
from starlette.testclient import TestClient
from tests.lab import shelf

import perceptible as pc
from perceptible.lab.routes import create_app


@pytest.fixture
def post(tmp_path):
    """Return a function that sends a picture as the page does."""
    (tmp_path / "index.html").write_text("<title>perceptible</title>", encoding="utf-8")
    app = create_app(shelf(), port=8123, token="key", page=tmp_path)
    client = TestClient(app, base_url="http://127.0.0.1:8123", headers={"cookie": "perceptible-8123=key"})
    return lambda body: client.post("/api/picture", content=body)


def portable(rows):
    """Write an image as the bytes of a PGM file."""
    height, width = rows.shape
    return f"P5 {width} {height} 255\n".encode() + rows.astype(np.uint8).tobytes()


def test_a_picture_is_prepared_step_by_step(post):
    """As `prepare_picture` does it, the steps as bytes."""
    sheet = np.full((60, 40), 230)
    sheet[10:50, 18:22] = 40
    answer = post(portable(sheet)).json()
    prepared = pc.prepare_picture(portable(sheet))
    np.testing.assert_array_equal(np.float32(answer["pixels"]), prepared.inputs)
    assert [step["name"] for step in answer["steps"]] == ["gray", "paper", "ink", "box", "centered"]
    assert base64.b64decode(answer["steps"][0]["pixels"])[:3] == bytes([230, 230, 230])
    assert answer["ink_color"] == "dark"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "picture"),
        (b"no picture at all", "picture"),
        (portable(np.full((40, 40), 255)), "has no ink"),
        (portable(np.zeros((40, 40)))[:500], "picture"),
        (b"P5 100000 100000 255\n", "picture"),
    ],
)
def test_what_is_no_picture_is_said_in_a_sentence(post, body, message):
    """With a status that is not of success."""
    response = post(body)
    assert response.status_code == 422
    assert message in response.json()["error"]["message"]
