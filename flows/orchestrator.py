"""Prefect settled in: its state in our home, nothing sent anywhere, a server of its own on loopback.

Prefect can start such a server by itself, but leaves it behind when the command is killed, and waits for it
doing nothing. This one goes with its parent (`flows.prefect_server`) and comes up while Prefect is imported.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flows.errors import ServerFailed
from flows.settings import Settings

START_SECONDS = 120.0

QUIET = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",  # the command tells what went wrong itself, once
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "DO_NOT_TRACK": "1",
}
"""What a command wants of Prefect. What the user sets wins."""


@dataclass(frozen=True, slots=True)
class Orchestrator:
    """A Prefect server that runs elsewhere (`server` None), or one that is coming up on loopback."""

    url: str
    server: subprocess.Popen[bytes] | None = None

    def wait(self) -> None:
        """Return when the server answers. Raises ServerFailed."""
        deadline = time.monotonic() + START_SECONDS
        while self.server is not None and not _answers(self.url):
            if self.server.poll() is not None or time.monotonic() > deadline:
                raise ServerFailed(
                    f"The Prefect server for this command did not come up at {self.url}.",
                    "Look at the messages above; `prefect` in the home can be deleted, it holds only the history.",
                )
            time.sleep(0.05)


@contextmanager
def orchestrated(settings: Settings) -> Iterator[Orchestrator]:
    """Set Prefect's environment, before the first ``import prefect`` of the process, and start its server.

    With ``PREFECT_API_URL`` in the environment no server is started. Call `wait` before the first flow.
    """
    settings.prefect_home.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("PREFECT_HOME", str(settings.prefect_home))
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    given = os.environ.get("PREFECT_API_URL")
    if given:
        yield Orchestrator(given)
        return
    port = _free_port()
    url = f"http://127.0.0.1:{port}/api"
    server = subprocess.Popen(
        [sys.executable, "-m", "flows.prefect_server", str(port), str(os.getpid())],
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr.fileno(),
        start_new_session=True,  # Ctrl-C is for the command: the server must outlive the flow that it records
    )
    os.environ["PREFECT_API_URL"] = url
    try:
        yield Orchestrator(url, server)
    finally:
        del os.environ["PREFECT_API_URL"]
        server.terminate()
        try:
            server.wait(5)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
