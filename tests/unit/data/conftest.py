"""What the tests of this room share: an empty cache, a server on loopback, and made data sets on it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.unit.data.made import Made, Site, made_like, whole

from perceptible.data.catalog import CATALOG


class _QuietServer(ThreadingHTTPServer):
    """A server that takes it calmly when a client hangs up."""

    daemon_threads = True

    def handle_error(self, request, client_address):
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Serve files from loopback."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name that the standard library calls
            server_site.answer(self)

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, *arguments: object) -> None:
            pass

    with _QuietServer(("127.0.0.1", 0), Handler) as server:
        server_site = Site(f"http://127.0.0.1:{server.server_port}/")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server_site
        server.shutdown()
        thread.join()


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give the test an empty cache of its own and no other data, and return the cache folder."""
    monkeypatch.delenv("PERCEPTIBLE_DATA", raising=False)
    monkeypatch.delenv("PERCEPTIBLE_OFFLINE", raising=False)
    monkeypatch.setenv("PERCEPTIBLE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch, site: Site, places: Path) -> Callable[[str], Made]:
    """Return a function that makes a small data set, serves it from loopback, and puts it into the catalog."""

    def make_known(name: str) -> Made:
        made = made_like(CATALOG[name], site.address)
        monkeypatch.setitem(CATALOG, name, made.known)
        for file, data in made.files.items():
            site.serve(file, whole(data))
        return made

    return make_known
