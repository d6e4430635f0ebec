"""What every response carries, and HEAD for every GET. Plain ASGI: nothing is buffered."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SECURITY = {
    # No inline scripts or styles, nothing from elsewhere: the pages work offline and markup that slipped
    # through escaping would still do nothing.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class ResponseHeaders:
    """ASGI middleware: adds `SECURITY` headers, opens the API to other sites' scripts, answers HEAD.

    The API holds nothing that depends on who asks (no cookies, no accounts), so any site may read it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"
        if head:
            scope = {**scope, "method": "GET"}

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                add_headers(MutableHeaders(scope=message), scope["path"])
            elif head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app(scope, receive, send_on)


def add_headers(headers: MutableHeaders, path: str) -> None:
    """Put the headers that every response to `path` has into `headers`; those already there stay."""
    for name, value in SECURITY.items():
        headers.setdefault(name, value)
    if path.startswith("/api/") or path == "/openapi.json":
        headers.setdefault("Access-Control-Allow-Origin", "*")
