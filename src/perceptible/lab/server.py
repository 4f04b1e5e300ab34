"""The server: it listens on this machine alone, and says where."""

from __future__ import annotations

import socket
import threading
import webbrowser
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp

from perceptible.errors import BusyError
from perceptible.lab.address import Address, keep_address, last_address
from perceptible.lab.routes import create_app
from perceptible.lab.session import Shelf

__all__ = ["serve"]

HOST = "127.0.0.1"
LARGEST_MESSAGE = 1024 * 1024
SECONDS_TO_CLOSE = 2


def serve(
    shelf: Shelf,
    *,
    port: int | None = None,
    open_browser: bool = True,
    on_ready: Callable[[str], None] = lambda _address: None,
) -> None:
    """Serve the lab until the process is interrupted.

    Parameters
    ----------
    shelf : Shelf
        The data, and the network to begin with.
    port : int, optional
        Where to listen; 0 takes any free port. Without it the port of last time, or a free one where that is taken.
    open_browser : bool, optional
        Whether to open the page in the user's browser.
    on_ready : callable, optional
        Is given the address of the page, with its key, once the server listens.

    Raises
    ------
    BusyError
        If the port is taken or may not be used.
    DataError
        If the page was not built.

    Notes
    -----
    It listens on 127.0.0.1, never on the network. SIGINT and SIGTERM end it; they are raised again afterwards.
    """
    last = last_address()
    with _listen_again(last.port) if port is None else _listen(port) as listener:
        port = listener.getsockname()[1]
        keep_address(Address(port, last.token))
        app = create_app(shelf, port=port, token=last.token)
        address = f"http://{HOST}:{port}/?token={last.token}"
        on_ready(address)
        if open_browser:
            # Some browsers of the terminal only return when they are closed.
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        uvicorn.Server(_configuration(app)).run(sockets=[listener])


def _listen_again(port: int) -> socket.socket:
    """Listen where the lab did before, or on a free port where another program does now."""
    try:
        return _listen(port)
    except BusyError:
        return _listen(0)


def _listen(port: int) -> socket.socket:
    """Return a socket that listens on this machine alone."""
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        msg = (
            f"port {port} of {HOST} cannot be used ({error.strerror}), expected a free one. "
            "Leave the port out, and a free one is taken."
        )
        raise BusyError(msg) from None


def _configuration(app: ASGIApp) -> uvicorn.Config:
    """Return how uvicorn serves: quiet, without proxies, with small messages."""
    return uvicorn.Config(
        app,
        access_log=False,
        log_config=None,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=SECONDS_TO_CLOSE,
        ws="websockets-sansio",
        ws_max_size=LARGEST_MESSAGE,
        ws_per_message_deflate=False,
    )
