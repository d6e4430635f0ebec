"""Processes that end with their parent, even when that one is killed and cannot say goodbye."""

from __future__ import annotations

import os
import threading
import time

CHECK_SECONDS = 1.0


def leave_with(parent: int) -> None:
    """Watch the parent process (its pid) from a thread; when it is gone, end this process at once."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(CHECK_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, name="leave-with-parent", daemon=True).start()
