"""What the lab's server answers, and what it does not."""

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from tests.lab import shelf

from perceptible.errors import DataError
from perceptible.lab.routes import LARGEST_BODY, create_app

PORT = 8123
TOKEN = "the-right-key"
ADDRESS = f"http://127.0.0.1:{PORT}"


@pytest.fixture
def page(tmp_path):
    """Make a folder like that of the built page, with a secret beside it."""
    folder = tmp_path / "static"
    folder.mkdir()
    (folder / "index.html").write_text("<title>perceptible</title>", encoding="utf-8")
    (folder / "app.js").write_text("export {};", encoding="utf-8")
    (folder / "sources.sha256").write_text("not for the browser", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    return folder


@pytest.fixture
def client(page):
    """Open the lab as its own browser does."""
    app = create_app(shelf(), port=PORT, token=TOKEN, page=page)
    client = TestClient(app, base_url=ADDRESS, raise_server_exceptions=False)
    assert client.get(f"/?token={TOKEN}").status_code == 200
    return client


def test_the_page_and_its_files_are_served(client):
    """Browsers refuse a script whose type is not that of a script."""
    assert client.get("/").headers["content-type"] == "text/html; charset=utf-8"
    assert client.get("/app.js").text == "export {};"
    assert client.get("/app.js").headers["content-type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/%00",
        "/app.js%00.html",
        "/sources.sha256",
        "/index.html/",
        "/api",
        "/api/info",
        "/static/app.js",
    ],
)
def test_nothing_else_can_be_asked_for(client, path):
    """The files are listed when the server starts, so that no path can lead out of them."""
    response = client.get(path)
    assert response.status_code == 404
    assert response.json()["error"]["status"] == 404


def test_files_are_only_read_and_pictures_only_sent(client):
    """Whatever else somebody tries is refused in the one shape of failures."""
    assert client.post("/app.js").json()["error"]["message"] == "POST /app.js: method not allowed"
    assert client.get("/api/picture").status_code == 405


def test_a_range_of_a_thousand_parts_is_answered_with_the_whole(client):
    """Ranges have been used to keep servers busy."""
    ranges = ",".join(f"{start}-{start}" for start in range(3000))
    response = client.get("/app.js", headers={"range": f"bytes={ranges}"})
    assert (response.status_code, response.text) == (200, "export {};")


def test_a_web_socket_where_there_is_none_is_closed(client):
    """Even the page's own browser gets no connection that nothing answers."""
    headers = {"origin": ADDRESS}
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/socket", headers=headers):
        pass


def test_our_own_mistakes_are_answered_in_the_same_shape(client, page, caplog):
    """A page that waits for JSON gets JSON, and the log has the reason, once."""
    (page / "app.js").unlink()
    response = client.get("/app.js")
    assert response.json() == {
        "error": {"status": 500, "message": "the server made a mistake: its terminal says which"}
    }
    assert response.headers["x-content-type-options"] == "nosniff"
    assert [record.getMessage() for record in caplog.records if record.name == "perceptible"] == ["GET /app.js failed"]


def test_a_page_that_was_not_built_is_named(tmp_path):
    """Who installed without the page learns how to get it."""
    with pytest.raises(DataError, match=r"expected index\.html there.*without PERCEPTIBLE_SKIP_WEB"):
        create_app(shelf(), port=PORT, token=TOKEN, page=tmp_path)


def test_a_body_that_is_too_long_is_refused(client):
    """A picture of one digit needs no 2 MiB."""
    response = client.post("/api/picture", content=b"x" * (LARGEST_BODY + 1))
    assert response.status_code == 413
