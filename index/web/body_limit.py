"""How much a client may send. Plain ASGI: a body is turned away before it fills the memory, key or no key."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index.web.problems import TOO_LARGE, Trouble, problem_response

LARGEST_BODY = 16 * 1024 * 1024
"""Bytes: the longest text that a correction can have, each character of it written as ``\\\\uXXXX``, fits."""


class BodyLimit:
    """ASGI middleware: answers 413 to a request that announces more than `most` bytes.

    One that does not announce its length is cut off at as many; the route then answers that it cannot be read.
    """

    def __init__(self, app: ASGIApp, most: int = LARGEST_BODY) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if announced.isdigit() and int(announced) > self._most:
            trouble = Trouble(TOO_LARGE, f"No more than {self._most:,} bytes can be sent.")
            await problem_response(trouble, scope["path"])(scope, receive, send)
            return
        got = 0

        async def receive_on() -> Message:
            nonlocal got
            message = await receive()
            got += len(message.get("body", b""))
            if got > self._most:
                raise HTTPException(TOO_LARGE.status)
            return message

        await self._app(scope, receive_on, send)
