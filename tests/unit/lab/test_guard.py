"""The guard of the lab: one row for each way in which somebody else could knock."""

import asyncio

import pytest
from starlette.responses import PlainTextResponse

from perceptible.lab.guard import HEADERS, Guard, failure, new_token

PORT = 8123
TOKEN = "the-right-key"
OURS = ("host", f"127.0.0.1:{PORT}")
COOKIE = ("cookie", f"perceptible-{PORT}={TOKEN}")
ORIGIN = ("origin", f"http://127.0.0.1:{PORT}")


def knock(*headers, path="/", query="", kind="http", method="GET"):
    """Send one request through a guard, and return the messages of its answer."""
    answer = []
    scope = {
        "type": kind,
        "method": method,
        "scheme": "ws" if kind == "websocket" else "http",
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers],
        "extensions": {"websocket.http.response": {}},
    }

    async def receive():
        return {"type": "http.request"}

    async def send(message):
        answer.append(message)

    guard = Guard(PlainTextResponse("inside"), port=PORT, token=TOKEN)
    asyncio.run(guard(scope, receive, send))
    return answer


def status(answer):
    """Return the status of an answer."""
    return answer[0]["status"]


def test_the_cookie_opens_every_path():
    """A browser that was let in once needs nothing more."""
    assert status(knock(OURS, COOKIE)) == 200
    assert status(knock(OURS, COOKIE, ORIGIN, path="/api/info", method="POST")) == 200
    assert status(knock(("host", f"localhost:{PORT}"), COOKIE)) == 200


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        pytest.param([("host", "evil.example")], 400, id="foreign host"),
        pytest.param([("host", f"127.0.0.1.evil.example:{PORT}")], 400, id="host that begins like ours"),
        pytest.param([("host", f"127.0.0.1:{PORT + 1}")], 400, id="another port"),
        pytest.param([("host", "127.0.0.1")], 400, id="no port"),
        pytest.param([], 400, id="no host"),
        pytest.param([OURS, OURS], 400, id="two hosts"),
        pytest.param([OURS, ("host", "evil.example")], 400, id="ours and a foreign host"),
        pytest.param([OURS, ("origin", "http://evil.example")], 403, id="foreign origin"),
        pytest.param([OURS, ("origin", "null")], 403, id="origin null"),
        pytest.param([OURS, ("origin", f"https://127.0.0.1:{PORT}")], 403, id="https on the same host"),
        pytest.param([OURS, ORIGIN, ("origin", "http://evil.example")], 403, id="ours and a foreign origin"),
    ],
)
def test_a_key_does_not_help_on_a_foreign_page(headers, expected):
    """Other sites can make the browser send requests, and names can be bent to point here."""
    assert status(knock(*headers, COOKIE)) == expected
    assert status(knock(*headers, query=f"token={TOKEN}")) == expected


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param([OURS], id="no cookie"),
        pytest.param([OURS, ("cookie", f"perceptible-{PORT}=wrong")], id="wrong cookie"),
        pytest.param([OURS, ("cookie", f"perceptible-{PORT}=\u00e9")], id="cookie beyond ASCII"),
        pytest.param([OURS, ("cookie", f"perceptible-{PORT + 1}={TOKEN}")], id="cookie of another port"),
    ],
)
def test_nobody_comes_in_without_the_key(headers):
    """Other users of this machine can reach the port too."""
    assert status(knock(*headers)) == 401
    assert status(knock(*headers, query="token=wrong")) == 401
    assert status(knock(*headers, path="/api/info", query=f"token={TOKEN}")) == 401


def test_a_target_for_proxies_is_refused():
    """An absolute target names a host of its own, which no other check would see."""
    assert status(knock(OURS, COOKIE, path="http://evil.example/")) == 400


def test_the_key_in_the_address_becomes_a_cookie():
    """The key leaves the address bar, and neither scripts nor other sites can use the cookie."""
    start = knock(OURS, query=f"token={TOKEN}")[0]
    headers = dict(start["headers"])
    assert (start["status"], headers[b"location"]) == (303, b"/")
    assert headers[b"set-cookie"].decode() == f"perceptible-{PORT}={TOKEN}; HttpOnly; Path=/; SameSite=strict"


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param([OURS], id="neither origin nor key"),
        pytest.param([OURS, COOKIE], id="no origin"),
        pytest.param([OURS, ORIGIN], id="no key"),
        pytest.param([OURS, COOKIE, ("origin", "http://evil.example")], id="foreign origin"),
        pytest.param([("host", "evil.example"), COOKIE, ORIGIN], id="foreign host"),
    ],
)
def test_a_web_socket_is_refused_before_it_is_accepted(headers):
    """Browsers let any page open a web socket to anywhere, and ask nobody."""
    answer = knock(*headers, kind="websocket", query=f"token={TOKEN}")
    assert answer[0]["type"] == "websocket.http.response.start"
    assert status(answer) in {400, 401, 403}


@pytest.mark.parametrize("headers", [[OURS, COOKIE], [OURS], [("host", "evil.example")]])
def test_every_answer_keeps_the_page_to_itself(headers):
    """Refusals are pages too."""
    sent = {name.decode(): value.decode() for name, value in knock(*headers)[0]["headers"]}
    assert {name.lower(): value for name, value in HEADERS.items()}.items() <= sent.items()
    assert "'unsafe" not in HEADERS["Content-Security-Policy"]


def test_a_refusal_says_what_to_do():
    """A person who opens the plain address sees this text."""
    body = knock(OURS)[1]["body"]
    assert body == failure(401, "this browser has no key: open the address that `perceptible lab` printed").body


def test_tokens_are_never_the_same():
    """A key that can be guessed is none: 32 bytes are 43 characters of base 64."""
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert {len(token) for token in tokens} == {43}
