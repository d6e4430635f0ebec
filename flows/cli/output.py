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


def not_in_the_way(output: Path, overwrite: bool) -> None:
    """Refuses what is there already: a file, or a folder that is not empty. Raises OutputUnusable."""
    if overwrite:
        return
    with told(output):
        taken = any(output.iterdir()) if output.is_dir() else output.exists()
    if taken:
        raise OutputUnusable(
            f"{output} is there already.", "Choose another place with --output, or say --overwrite."
        )


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
