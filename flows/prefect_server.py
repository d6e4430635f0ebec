"""``python -m flows.prefect_server PORT PARENT``: a Prefect server on loopback that ends with its parent.

The same application as ``prefect server start``, without scheduler and web page. Settings come from the
environment that `flows.orchestrator` made.
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Serve until the parent is gone or tells us to stop."""
    from flows.parent import leave_with  # noqa: PLC0415 - before anything that takes time

    port, parent = int(sys.argv[1]), int(sys.argv[2])
    leave_with(parent)
    # What Prefect itself sets for a server that lives as long as one command.
    os.environ["PREFECT__SERVER_EPHEMERAL"] = "1"
    os.environ["PREFECT__SERVER_FINAL"] = "1"
    import uvicorn  # noqa: PLC0415
    from prefect.server.api.server import create_app  # noqa: PLC0415

    uvicorn.run(create_app(), host="127.0.0.1", port=port, log_level="error", lifespan="on")


if __name__ == "__main__":
    main()
