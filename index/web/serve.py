"""Running the application: a uvicorn server that says clearly when it cannot start."""

from __future__ import annotations

import errno
import socket

import uvicorn
from fastapi import FastAPI

from index.errors import AddressUnusable


def serve(app: FastAPI, host: str = "127.0.0.1", port: int = 8765) -> None:
    """Serve until interrupted (Ctrl-C, SIGTERM), then finish the requests under way.

    Raises AddressUnusable when the port is taken or not ours to take, or `host` is no address of this machine.
    """
    run(app, listen(host, port))


def run(app: FastAPI, listener: socket.socket) -> None:
    """Serve on a socket of `listen` until interrupted, then close it."""
    try:
        config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=10)
        uvicorn.Server(config).run(sockets=[listener])
    finally:
        listener.close()


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on `host` (name or address, IPv4 or IPv6) and `port` (0: any free one)."""
    if not 0 <= port <= 65_535:  # the resolver would silently take the remainder
        raise AddressUnusable(f"{port} is not a port.", "Ports are numbers up to 65535: --port 8765.")
    try:
        places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (socket.gaierror, UnicodeError) as error:
        raise AddressUnusable(
            f"{host!r} is not an address of this machine ({error}).", "Use 127.0.0.1, or 0.0.0.0 for all."
        ) from error
    family, kind, protocol, _, address = places[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise _unusable(error, host, port) from error
    return listener


def _unusable(error: OSError, host: str, port: int) -> AddressUnusable:
    if error.errno == errno.EADDRINUSE:
        return AddressUnusable(
            f"Port {port} on {host} is taken: another server runs there, perhaps wengao itself.",
            f"Stop it, or choose another one: --port {port + 1}.",
        )
    if error.errno == errno.EACCES:
        return AddressUnusable(
            f"Port {port} may not be used by this user.", "Choose one above 1023: --port 8765."
        )
    if error.errno == errno.EADDRNOTAVAIL:
        return AddressUnusable(
            f"{host} is not an address of this machine.", "Use --host 127.0.0.1, or 0.0.0.0 for all."
        )
    return AddressUnusable(f"Nothing can listen on {host} port {port}: {error}.", "Choose another --port.")
