"""Mirrors on the internet: asked over http and https only, never by a redirect to anything else."""

from __future__ import annotations

import http.client
import queue
import threading
import urllib.error
import urllib.request
from collections.abc import Generator
from typing import IO

from perceptible.data.catalog import KnownFile

__all__ = ["FailedError", "is_served", "pieces"]

HEADERS = {"User-Agent": "perceptible", "Accept-Encoding": "identity"}
PIECE = 2**16
BUSY = {408, 425, 429}  # of the answers below 500, those that may be different next time
NETWORK_ERRORS = (OSError, http.client.HTTPException, ValueError)


class FailedError(Exception):
    """One attempt at one mirror failed; finally, where another attempt would fail the same way."""

    def __init__(self, what: str, *, is_final: bool = False) -> None:
        super().__init__(what)
        self.is_final = is_final


def pieces(url: str, timeout: float) -> Generator[tuple[bytes, int], None, None]:
    """Yield what an address answers, piece by piece, each with the size of the whole.

    Parameters
    ----------
    url : str
        An http or https address.
    timeout : float
        Seconds of silence after which the mirror is given up.

    Yields
    ------
    tuple of bytes and int
        A piece, and how many bytes were promised in all (0: nothing was promised).

    Raises
    ------
    FailedError
        If there is no answer, another one than the file, or less than promised.
    """
    try:
        with _open(url, timeout) as response:
            n_expected = response.length or 0
            while piece := response.read1(PIECE):
                yield piece, n_expected
            if response.length:
                what = f"cut short, {response.length} of {n_expected} bytes missing"
                raise FailedError(what)
    except urllib.error.HTTPError as error:
        error.close()
        is_final = error.code < 500 and error.code not in BUSY
        what = f"status {error.code} {error.reason}"
        raise FailedError(what, is_final=is_final) from None
    except NETWORK_ERRORS as error:
        what = f"no answer ({error})"
        raise FailedError(what) from None


def is_served(file: KnownFile, mirrors: tuple[str, ...], *, within: float) -> bool:
    """Tell whether a mirror answers that it has a file, within some seconds.

    Where there is no network, looking up a name can hang for longer than any time limit of a connection. So a
    thread asks, which is left behind if it does not come back in time.
    """
    answers: queue.SimpleQueue[bool] = queue.SimpleQueue()
    asking = (file, mirrors, within / max(1, len(mirrors)), answers)
    threading.Thread(target=_ask, args=asking, daemon=True).start()
    try:
        return answers.get(timeout=within)
    except queue.Empty:
        return False


class _HttpOnly(urllib.request.HTTPRedirectHandler):
    """Follow redirects to http and https, and to nothing else."""

    def redirect_request(  # noqa: PLR0917  # the signature of the standard library
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Return the request that follows, or refuse it."""
        _check_scheme(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _open(url: str, timeout: float, method: str = "GET") -> http.client.HTTPResponse:
    """Ask an address; raise one of `NETWORK_ERRORS` where it does not answer."""
    _check_scheme(url)
    request = urllib.request.Request(url, headers=HEADERS, method=method)  # noqa: S310  # the scheme was checked
    response: http.client.HTTPResponse = urllib.request.build_opener(_HttpOnly).open(request, timeout=timeout)
    return response


def _check_scheme(url: str) -> None:
    """Refuse every address that is not http or https."""
    scheme = url.partition(":")[0].lower()
    if scheme not in {"http", "https"}:
        what = f"it leads to {url}, and only http and https are followed"
        raise FailedError(what, is_final=True)


def _ask(file: KnownFile, mirrors: tuple[str, ...], timeout: float, answers: queue.SimpleQueue[bool]) -> None:
    """Ask mirrors in turn until one has the file, and put the answer into a queue."""
    for mirror in mirrors:
        try:
            _open(mirror + file.name, timeout, "HEAD").close()
        except (FailedError, *NETWORK_ERRORS):
            continue
        answers.put(True)
        return
    answers.put(False)
