"""Jobs for the pool's tests; a module, so that spawned processes can import them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable


def make_doer() -> Callable[[tuple[str, float]], object]:
    """Builds a function that does what its job says; remembers how many jobs its process did."""
    done = 0

    def do(job: tuple[str, float]) -> object:
        nonlocal done
        done += 1
        what, value = job
        match what:
            case "double":
                return value * 2
            case "count":
                return (os.getpid(), done)
            case "sleep":
                time.sleep(value)
            case "die":
                os.kill(os.getpid(), signal.SIGKILL)
            case "raise":
                raise ValueError("this page is odd")
            case "fill":
                return len(bytearray(int(value)))
        return what

    return do
