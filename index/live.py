"""The view of the newest commit, for all threads; old ones are closed when their last search is done."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from index.segments import Segment, latest_commit, open_segments
from index.stamp import read_stamp
from index.view import View

_TRIES: Final = 20  # a writer may delete a file between our listing and our opening it
_PAUSE: Final = 0.05  # seconds between tries


class LiveView:
    """Opens the index at `path`, again whenever a writer has committed. Raises as `read_stamp` does."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._state: tuple[str, int] | None = None
        self._view: View | None = None
        self._users: dict[Segment, int] = {}
        with self.view():
            pass

    @contextmanager
    def view(self) -> Iterator[View]:
        """Give the newest view; its files stay open until the block ends."""
        with self._lock:
            view = self._newest()
            self._hold(view)
        try:
            yield view
        finally:
            with self._lock:
                self._release(view)

    def close(self) -> None:
        """Let go of the files, those of running searches when they end."""
        with self._lock:
            if self._view is not None:
                self._release(self._view)
            self._view = self._state = None

    def _newest(self) -> View:
        for left in reversed(range(_TRIES)):
            try:
                return self._newest_now()
            except FileNotFoundError:
                if not left:
                    raise
            time.sleep(_PAUSE)
        raise AssertionError("the last try returns or raises")

    def _newest_now(self) -> View:
        folder = read_stamp(self._path).folder
        state = folder, latest_commit(self._path / folder)
        if self._view is not None and state == self._state:
            return self._view
        known = {} if self._view is None else {segment.id: segment for segment in self._view.segments}
        segments = open_segments(self._path / folder, known)
        view = View(segments)
        self._hold(view)
        if self._view is not None:
            self._release(self._view)
        self._view, self._state = view, state
        return view

    def _hold(self, view: View) -> None:
        for segment in view.segments:
            self._users[segment] = self._users.get(segment, 0) + 1

    def _release(self, view: View) -> None:
        for segment in view.segments:
            self._users[segment] -= 1
            if not self._users[segment]:
                del self._users[segment]
                segment.close()
