"""Starting the server, and what is said when it cannot start."""

from __future__ import annotations

import socket
import threading

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from index.web.serve import AddressUnusable, listen, run


def test_it_answers_on_the_port_it_was_given(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    servers: list[uvicorn.Server] = []
    made = uvicorn.Server.__init__

    def remember(server: uvicorn.Server, config: uvicorn.Config) -> None:
        servers.append(server)
        made(server, config)

    monkeypatch.setattr(uvicorn.Server, "__init__", remember)
    listener = listen("127.0.0.1", 0)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    thread = threading.Thread(target=run, args=(app, listener), daemon=True)
    thread.start()
    answer = httpx.get(f"{address}/api/v1/health", timeout=10)
    assert answer.json()["status"] == "ok"
    assert "server" not in answer.headers
    servers[0].should_exit = True
    thread.join(15)
    assert not thread.is_alive()


def test_a_port_that_is_taken_is_named_with_a_remedy() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(AddressUnusable, match=rf"Port {port} on 127.0.0.1 is taken.*--port {port + 1}"):
            listen("127.0.0.1", port)


@pytest.mark.parametrize("host", ["no.such.host.invalid", "203.0.113.1", "a" * 300])
def test_a_host_that_is_not_ours_is_named(host: str) -> None:
    with pytest.raises(AddressUnusable, match="not an address of this machine"):
        listen(host, 0)


def test_a_port_that_is_none_is_refused() -> None:
    with pytest.raises(AddressUnusable):
        listen("127.0.0.1", 99_999)
