"""Files that commands write: whole or not at all, and errors that name the file and the remedy.

What is being written bears ``.part`` until it is whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from flows.errors import OutputUnusable


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write `path` into; it takes its place when the block ends well, and is gone otherwise."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(path)
    except OSError as error:
        if error.filename == str(part):
            error.filename = str(path)
        raise
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def told(output: Path) -> Iterator[None]:
    """Tells what the system has against writing `output`, or a file below it. Raises OutputUnusable."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        place = error.filename or output
        reason = f"{place} cannot be written: {error.strerror or error}."
        raise OutputUnusable(reason, "Choose another place with --output.") from error
