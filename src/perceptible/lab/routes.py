"""What the server answers: the files of the page, and what the page asks for."""

from __future__ import annotations

import logging
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp

from perceptible.errors import DataError
from perceptible.lab.guard import Guard, failure
from perceptible.lab.picture import picture
from perceptible.lab.session import Shelf
from perceptible.lab.socket import page_socket

__all__ = ["PAGE", "create_app"]

PAGE = Path(__file__).parent / "static"
LARGEST_BODY = 2 * 1024 * 1024
MEDIA_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
}
log = logging.getLogger("perceptible")


def create_app(shelf: Shelf, *, port: int, token: str, page: Path = PAGE) -> ASGIApp:
    """Make the server's application, behind its guard.

    Parameters
    ----------
    shelf : Shelf
        The data, and the network to begin with.
    port : int
        Where the server listens.
    token : str
        The key of the browser that may come in.
    page : Path, optional
        The folder of the built page.

    Returns
    -------
    ASGI application
        What uvicorn serves.

    Raises
    ------
    DataError
        If the page was not built.
    """
    if not (page / "index.html").is_file():
        msg = (
            f"the lab's page is not in {page}, expected index.html there: it was left out when perceptible was "
            "installed. Install perceptible again without PERCEPTIBLE_SKIP_WEB."
        )
        raise DataError(msg)
    files = sorted(path for path in page.iterdir() if path.suffix in MEDIA_TYPES)
    routes = [
        WebSocketRoute("/api/socket", page_socket(shelf)),
        Route("/api/picture", picture, methods=["POST"]),
        *(_route_of(path) for path in files),
    ]
    handlers = {HTTPException: _known_failure, Exception: _unknown_failure}
    app = Starlette(routes=routes, exception_handlers=handlers, max_body_size=LARGEST_BODY)
    return Guard(app, port=port, token=token)


def _route_of(path: Path) -> Route:
    """Return the route of one file of the page; no other file can be asked for."""

    def endpoint(_request: Request) -> Response:
        return Response(path.read_bytes(), media_type=MEDIA_TYPES[path.suffix])

    return Route("/" if path.name == "index.html" else f"/{path.name}", endpoint)


def _known_failure(request: Request, error: Exception) -> Response:
    """Answer a request that is not as it should be."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = error.detail if isinstance(error, HTTPException) else ""
    return failure(status, f"{request.method} {request.url.path}: {detail.lower()}")


def _unknown_failure(request: Request, error: Exception) -> Response:
    """Answer a request that found a mistake of ours; the log has its traceback."""
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return failure(500, "the server made a mistake: its terminal says which")
