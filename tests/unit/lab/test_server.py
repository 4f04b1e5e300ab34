"""The real server in a process of its own, reached through real sockets."""

import asyncio
import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time

import psutil
import pytest
from tests.tiny import dataset, network
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from perceptible.errors import BusyError
from perceptible.lab.server import serve
from perceptible.lab.session import Shelf, Shown

N_VISITS, AT_ONCE = 200, 10
HANDSHAKE = ("Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
PROGRAM = """
import functools, pathlib, sys
from perceptible.lab import server
from tests.tiny import dataset, network
from perceptible.lab.session import Shelf, Shown
server.create_app = functools.partial(server.create_app, page=pathlib.Path(sys.argv[1]))
shelf = Shelf(dataset(), Shown("tiny", network(), {}, "pc.load('tiny')"))
server.serve(shelf, open_browser=False, on_ready=lambda address: print(address, flush=True))
"""
TINY = Shelf(dataset(), Shown("tiny", network(), {}, ""))


@contextlib.contextmanager
def running(page, state=None):
    """Start the server with a page of one line; give its process, port and key."""
    (page / "index.html").write_text("<title>perceptible</title>", encoding="utf-8")
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PERCEPTIBLE_STATE": str(state or page / "state"),
    }
    command = [sys.executable, "-c", PROGRAM, str(page)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, env=environment, **pipes) as process:
        try:
            found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\?token=(.+)\n", process.stdout.readline())
            yield process, int(found[1]), found[2]
        finally:  # else a test that fails would wait for it forever
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
            ["GET /api/socket HTTP/1.1", "Host: {host}", "Connection: Upgrade", "Upgrade: websocket", *HANDSHAKE],
            "403",
            id="web socket without origin",
        ),
        pytest.param(
            [
                "GET /api/socket HTTP/1.1",
                "Host: {host}",
                "Origin: http://{host}",
                "Connection: Upgrade",
                "Upgrade: websocket",
                *HANDSHAKE,
            ],
            "401",
            id="web socket without key",
        ),
        pytest.param(
            [
                "GET /api/socket HTTP/1.1",
                "Host: {host}",
                "Origin: http://evil.example",
                "Cookie: {cookie}",
                "Connection: Upgrade",
                "Upgrade: websocket",
                *HANDSHAKE,
            ],
            "403",
            id="web socket of a foreign page",
        ),
    ],
)
def test_knocks_that_the_server_itself_must_refuse(server, lines, expected):
    """What a client library would not send, an attacker does."""
    _, port, token = server
    ours = {"{host}": f"127.0.0.1:{port}", "{cookie}": f"perceptible-{port}={token}"}
    for mark, words in ours.items():
        lines = [line.replace(mark, words) for line in lines]
    answer = ask(port, *lines)
    assert answer.split()[:2] == ["HTTP/1.1", expected]


def test_a_port_that_is_taken_is_named(server):
    """The remedy is to let the server choose."""
    _, port, _ = server
    with pytest.raises(BusyError, match=rf"port {port} .* cannot be used .*Leave the port out"):
        serve(TINY, port=port, open_browser=False)


def test_an_interrupt_ends_the_server_at_once(tmp_path):
    """Ctrl-C in the terminal is how people leave, and the caller sees it as any other interrupt."""
    with running(tmp_path) as (process, port, _):
        assert ask(port, "GET / HTTP/1.1").startswith("HTTP/1.1 400")  # it runs
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=5) == -signal.SIGINT


def test_port_and_key_are_those_of_last_time(tmp_path):
    """A page that is open finds the lab again after a restart."""
    with running(tmp_path) as first:
        first[0].send_signal(signal.SIGINT)
        first[0].wait(timeout=5)
    with running(tmp_path) as second:
        assert second[1:] == first[1:]


def test_where_the_port_is_taken_another_one_serves(tmp_path):
    """Two labs at once, or another program on the port: the second lab opens anyway, with a place of its own."""
    with running(tmp_path) as first, running(tmp_path) as second:
        assert second[1] != first[1]
        assert ask(second[1], "GET / HTTP/1.1").startswith("HTTP/1.1 400")


async def _talk(server, *messages):
    """Send messages through a real web socket, and return the answers, or how it was closed."""
    _, port, token = server
    headers = {"Cookie": f"perceptible-{port}={token}"}
    origin = f"http://127.0.0.1:{port}"
    answers = []
    async with connect(f"ws://127.0.0.1:{port}/api/socket", origin=origin, additional_headers=headers) as client:
        try:
            for message in messages:
                await client.send(message)
                answers.append(await asyncio.wait_for(client.recv(), 10))
        except ConnectionClosed as closed:
            answers.append(closed.rcvd.code if closed.rcvd else None)
    return answers


def test_two_mebibytes_are_no_message(server):
    """The connection is closed with 1009, and the next one is served."""
    assert asyncio.run(_talk(server, "x" * 2 * 1024 * 1024)) == [1009]
    answers = asyncio.run(_talk(server, '{"id": 1, "ask": {"kind": "score"}}'))
    assert b'"n_images":9' in answers[0]


def test_the_last_message_may_be_half_a_mebibyte(server):
    """All dials of the largest network that the lab makes by itself fit into a message."""
    ask_all = {"kind": "turn", "indices": list(range(48)), "values": [0.123456789] * 48}
    padded = json.dumps({"id": 1, "ask": ask_all}) + " " * 500_000
    answers = asyncio.run(_talk(server, padded))
    assert b'"revision":1' in answers[0]


def test_many_visits_leave_nothing_behind(server):
    """Open files are as many as before, and threads no more than were ever of use at once."""

    async def visits(n):
        for _ in range(n // AT_ONCE):
            await asyncio.gather(*(_talk(server, '{"id": 1, "ask": {"kind": "score"}}') for _ in range(AT_ONCE)))

    asyncio.run(visits(AT_ONCE))
    n_threads, n_files = _belongings(server[0].pid)
    asyncio.run(visits(N_VISITS))
    threads_then, files_then = _belongings(server[0].pid)
    assert files_then == n_files
    assert threads_then <= n_threads + AT_ONCE


def _belongings(pid):
    """Count threads and open files of a process, once what was closed is gone."""
    process = psutil.Process(pid)
    counts = []
    for _ in range(50):
        counts.append((process.num_threads(), process.num_fds()))
        if counts[-5:] == [counts[-1]] * 5:
            break
        time.sleep(0.05)
    return counts[-1]
