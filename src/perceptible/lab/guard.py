"""The guard at the door of the server: only the browser that was given the key comes in.

Other pages that are open in that browser, other users of this machine and names that were bent to point here
stay outside: every request needs our own host and origin, and the key.
"""

from __future__ import annotations

import secrets

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["HEADERS", "Guard", "failure", "new_token"]

TOKEN_BYTES = 32
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def new_token() -> str:
    """Return a new key: 32 random bytes as text that fits into an address.

    Examples
    --------
    >>> len(new_token())
    43
    """
    return secrets.token_urlsafe(TOKEN_BYTES)


def failure(status: int, message: str) -> JSONResponse:
    """Return the one shape in which the server says that something failed.

    Examples
    --------
    >>> failure(404, "there is nothing here").body
    b'{"error":{"status":404,"message":"there is nothing here"}}'
    """
    return JSONResponse({"error": {"status": status, "message": message}}, status_code=status)


class Guard:
    """The ASGI application in front of the server's own.

    The first address that is opened carries the key, ``/?token=...``; it is answered with a cookie that no script
    can read and no other site can send, and with the page's plain address.

    Parameters
    ----------
    app : ASGI application
        What is guarded.
    port : int
        The port on which the server listens, part of every host and origin that is let in.
    token : str
        The key, from `new_token`.
    """

    def __init__(self, app: ASGIApp, *, port: int, token: str) -> None:
        self._app = app
        self._token = token.encode()
        self._cookie = f"perceptible-{port}"
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}
        self._origins = {f"http://{host}" for host in self._hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is refused, and pass on the rest."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        if scope["type"] == "http":
            send = _with_headers(send)
        answer = self._answer(HTTPConnection(scope)) or self._app
        await answer(scope, receive, send)

    def _answer(self, request: HTTPConnection) -> Response | None:
        """Return the refusal of a request, or the way in; None where it may pass."""
        if not request.scope["path"].startswith("/"):  # "GET http://elsewhere/ HTTP/1.1" is for proxies
            return failure(400, "this server is no proxy: ask for a path that begins with /")
        hosts, origins = request.headers.getlist("host"), request.headers.getlist("origin")
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return failure(400, f"the host is {', '.join(hosts) or 'missing'}, expected 127.0.0.1 with this port")
        if not self._origins.issuperset(origins):
            return failure(403, f"the page at {', '.join(origins)} may not use this server")
        if request.scope["type"] == "websocket" and len(origins) != 1:
            return failure(403, "the connection has no origin, expected that of the page of this server")
        return self._without_key(request)

    def _without_key(self, request: HTTPConnection) -> Response | None:
        """Return the cookie for the key in the address, or the refusal of a request that has neither."""
        opening = request.scope["type"] == "http" and request.scope["method"] == "GET" and request.url.path == "/"
        if opening and self._fits(request.query_params.get("token")):
            response = RedirectResponse("/", status_code=303)
            response.set_cookie(self._cookie, self._token.decode(), httponly=True, samesite="strict")
            return response
        if self._fits(request.cookies.get(self._cookie)):
            return None
        return failure(401, "this browser has no key: open the address that `perceptible lab` printed")

    def _fits(self, key: str | None) -> bool:
        """Compare a key in a time that tells nothing about it."""
        return key is not None and secrets.compare_digest(key.encode(), self._token)


def _with_headers(send: Send) -> Send:
    """Add the headers that keep the page to itself to whatever is answered."""

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(HEADERS)
        await send(message)

    return send_with_headers
