"""The real server in a process of its own, reached through real sockets."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys

import pytest

from perceptible.errors import BusyError
from perceptible.lab.server import serve
from perceptible.network import Network

HANDSHAKE = ("Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
PROGRAM = """
import functools, pathlib, sys
from perceptible.lab import server
from perceptible.network import Network
server.create_app = functools.partial(server.create_app, page=pathlib.Path(sys.argv[1]))
network = Network.random((784, 16, 16, 10), rng=0)
server.serve(network, open_browser=False, on_ready=lambda address: print(address, flush=True))
"""


@contextlib.contextmanager
def running(page):
    """Start the server with a page of one line; give its process, port and key."""
    (page / "index.html").write_text("<title>perceptible</title>", encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", PROGRAM, str(page)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, env=environment, **pipes) as process:
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\?token=(.+)\n", process.stdout.readline())
        yield process, int(found[1]), found[2]
        process.kill()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Start one server for all tests here but the last."""
    with running(tmp_path_factory.mktemp("static")) as started:
        yield started


def ask(port, *lines):
    """Send these lines as they are, and return the first line of the answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        return connection.makefile("rb").readline().decode().strip()


def test_the_key_opens_the_page(server):
    """The address that is printed works as it stands."""
    _, port, token = server
    host = f"Host: 127.0.0.1:{port}"
    assert ask(port, f"GET /?token={token} HTTP/1.1", host) == "HTTP/1.1 303 See Other"
    assert ask(port, "GET / HTTP/1.1", host, f"Cookie: perceptible-{port}={token}") == "HTTP/1.1 200 OK"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["GET / HTTP/1.1", "Host: {host}"], "401", id="no key"),
        pytest.param(["GET / HTTP/1.1", "Host: evil.example"], "400", id="foreign host"),
        pytest.param(["GET / HTTP/1.1"], "400", id="no host"),
        pytest.param(["GET / HTTP/1.1", "Host: {host}", "Host: evil.example"], "400", id="two hosts"),
        pytest.param(["GET http://{host}/ HTTP/1.1", "Host: {host}"], "400", id="target for proxies"),
        pytest.param(["GET / HTTP/1.1", "Host: {host}", "X: " + 200_000 * "x"], "400", id="200 kB of headers"),
        pytest.param(["\x16\x03\x01 \x00 garbage"], "400", id="garbage"),
        pytest.param(
            ["GET /socket HTTP/1.1", "Host: {host}", "Connection: Upgrade", "Upgrade: websocket", *HANDSHAKE],
            "403",
            id="web socket without origin",
        ),
    ],
)
def test_knocks_that_the_server_itself_must_refuse(server, lines, expected):
    """What a client library would not send, an attacker does."""
    _, port, _ = server
    answer = ask(port, *(line.replace("{host}", f"127.0.0.1:{port}") for line in lines))
    assert answer.split()[:2] == ["HTTP/1.1", expected]


def test_a_port_that_is_taken_is_named(server):
    """The remedy is to let the server choose."""
    _, port, _ = server
    with pytest.raises(BusyError, match=rf"port {port} .* cannot be used .*Leave the port out"):
        serve(Network.random((2, 1), rng=0), port=port, open_browser=False)


def test_an_interrupt_ends_the_server_at_once(tmp_path):
    """Ctrl-C in the terminal is how people leave, and the caller sees it as any other interrupt."""
    with running(tmp_path) as (process, port, _):
        assert ask(port, "GET / HTTP/1.1").startswith("HTTP/1.1 400")  # it runs
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=5) == -signal.SIGINT
