"""Settling Prefect in before it is imported: its state belongs into our home, and nothing leaves the machine."""

from __future__ import annotations

import os

from flows.settings import Settings

QUIET = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_TELEMETRY_ENABLED": "false",
    "DO_NOT_TRACK": "1",
}
"""What a command wants of the server that it starts for itself on loopback. What the user sets wins."""


def settle_in(settings: Settings) -> None:
    """Set Prefect's environment; to be called before the first ``import prefect`` of the process.

    Without ``PREFECT_API_URL`` a flow starts its own server on loopback, with its database in our home.
    """
    settings.prefect_home.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("PREFECT_HOME", str(settings.prefect_home))
    if "PREFECT_API_URL" not in os.environ:
        for name, value in QUIET.items():
            os.environ.setdefault(name, value)
