"""The connection of a page: what it asks is answered in order, and nothing that it sends ends the server."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Any

import anyio
from anyio.abc import TaskGroup
from starlette.websockets import WebSocket, WebSocketDisconnect

from perceptible.errors import FormatError, PerceptibleError
from perceptible.lab.messages import Envelope, decode, topic_of
from perceptible.lab.session import Session, Shelf
from perceptible.lab.wire import encode

__all__ = ["MALFORMED", "page_socket"]

MALFORMED = 1008
MOST_WAITING = 8  # answers that take long, for one page; more of them have to wait their turn
LONGEST_WAIT = 1.0  # seconds that an answer waits for something new
LOOK_AGAIN = 0.004  # seconds: a quarter of what a screen needs for a picture
LONGEST_REASON = 120  # bytes; the protocol has room for 123
log = logging.getLogger("perceptible")


def page_socket(shelf: Shelf) -> Callable[[WebSocket], Awaitable[None]]:
    """Return the endpoint that gives each page that connects a session of its own.

    Parameters
    ----------
    shelf : Shelf
        What all pages share.

    Returns
    -------
    callable
        What Starlette calls for each connection. A message that is none of ours closes the connection with 1008; an
        ask that fails is answered with a sentence.
    """
    long_work = anyio.CapacityLimiter(1)  # of all pages together, so that dials stay quick

    async def endpoint(socket: WebSocket) -> None:
        await socket.accept()
        await _Page(socket, Session(shelf), long_work).answer_all()

    return endpoint


class _Page:
    """One connection: what is asked is answered in order, but for what takes long, which is answered beside it."""

    def __init__(self, socket: WebSocket, session: Session, long_work: anyio.CapacityLimiter) -> None:
        self._socket = socket
        self._session = session
        self._long_work = long_work
        self._n_waiting = 0
        self._sending = anyio.Lock()

    async def answer_all(self) -> None:
        """Answer until the page goes, or says what no page of ours says."""
        async with anyio.create_task_group() as group:
            reason = ""
            try:
                while True:
                    await self._answer_next(group)
            except WebSocketDisconnect:
                pass
            except FormatError as error:
                reason = str(error)
            finally:
                self._session.leave()
            group.cancel_scope.cancel()
        if reason:
            await _close(self._socket, reason)

    async def _answer_next(self, group: TaskGroup) -> None:
        """Answer what is asked next."""
        envelope = decode(await _text(self._socket))
        topic = topic_of(envelope.ask)
        if topic.is_due is not None and self._n_waiting < MOST_WAITING:
            self._n_waiting += 1
            group.start_soon(self._answer_when_due, envelope, partial(topic.is_due, self._session, envelope.ask))
        elif topic.is_long and self._n_waiting < MOST_WAITING:
            self._n_waiting += 1
            group.start_soon(self._answer_beside, envelope)
        else:
            await self._send(await anyio.to_thread.run_sync(_answer_in_turn, self._session, envelope))

    async def _answer_when_due(self, envelope: Envelope, is_due: Callable[[], bool]) -> None:
        """Answer as soon as there is something new to say, or after a while."""
        with anyio.move_on_after(LONGEST_WAIT):
            while not is_due():  # noqa: ASYNC110  # what is waited for happens in a thread, thousands of times a second
                await anyio.sleep(LOOK_AGAIN)
        answer = await anyio.to_thread.run_sync(_answer, self._session, envelope)
        self._n_waiting -= 1
        with suppress(WebSocketDisconnect):
            await self._send(answer)

    async def _answer_beside(self, envelope: Envelope) -> None:
        """Answer what takes long."""
        work = partial(_answer, self._session, envelope)
        answer = await anyio.to_thread.run_sync(work, limiter=self._long_work, abandon_on_cancel=True)
        self._n_waiting -= 1
        with suppress(WebSocketDisconnect):  # who reads the socket finds out, too
            await self._send(answer)

    async def _send(self, answer: bytes) -> None:
        """Send one answer at a time."""
        async with self._sending:
            await self._socket.send_bytes(answer)


async def _text(socket: WebSocket) -> str:
    """Wait for the next message; the page sends only text."""
    message = await socket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1000))
    text = message.get("text")
    if not isinstance(text, str):
        msg = "the message is binary, expected text. Reload the page."
        raise FormatError(msg)
    return text


def _answer_in_turn(session: Session, envelope: Envelope) -> bytes:
    """Answer with the dials that the page was given last, where they are being trained."""
    session.follow()
    return _answer(session, envelope)


def _answer(session: Session, envelope: Envelope) -> bytes:
    """Answer an ask; what goes wrong is an answer too."""
    return encode({"id": envelope.id, **_outcome(session, envelope.ask)})


def _outcome(session: Session, ask: object) -> dict[str, Any]:
    """Return what came of an ask."""
    try:
        return {"answer": topic_of(ask).respond(session, ask)}
    except PerceptibleError as error:
        return {"error": str(error)}
    except Exception:
        log.exception("an ask of the page failed: %s", type(ask).__name__)
        return {"error": "The server made a mistake: its terminal says which."}


async def _close(socket: WebSocket, reason: str) -> None:
    """Close the connection of a page that says what no page of ours says."""
    log.warning("a page was cut off: %s", reason)
    with suppress(RuntimeError):  # it has gone meanwhile
        await socket.close(MALFORMED, reason.encode()[:LONGEST_REASON].decode(errors="ignore"))
