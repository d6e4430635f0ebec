"""Files of pages and notices put where the user wants them: a folder, a ZIP file, one text file, standard output."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from archive.export_files import PageFile
from archive.formats.plain import PAGE_BREAK
from archive.notice_files import NoticeFile
from flows.cli.output import told, whole

_TIME = (1980, 1, 1, 0, 0, 0)
"""In ZIP files, so that equal readings give equal bytes: the earliest time ZIP knows."""


def put_files(files: Iterable[PageFile | NoticeFile], output: Path) -> None:
    """Each as a file of its own: below the folder `output`, or inside it if its name ends in ``.zip``.

    Raises OutputUnusable.
    """
    with told(output):
        if output.suffix.lower() == ".zip":
            with whole(output) as stream, zipfile.ZipFile(stream, "w") as archive:
                for file in files:
                    if file.data is not None:
                        entry = zipfile.ZipInfo(file.name, _TIME)
                        entry.external_attr = 0o644 << 16
                        archive.writestr(entry, file.data, zipfile.ZIP_DEFLATED)
            return
        for file in files:
            if file.data is not None:
                path = output / file.name
                path.parent.mkdir(parents=True, exist_ok=True)
                with whole(path) as stream:
                    stream.write(file.data)


def put_text(files: Iterable[PageFile], output: Path | None) -> None:
    """All pages in one file, or on standard output: after each a form feed, after one not read it alone.

    Raises OutputUnusable.
    """
    if output is None:
        _write_text(files, sys.stdout.buffer.write)
        sys.stdout.buffer.flush()
        return
    with told(output), whole(output) as stream:
        _write_text(files, stream.write)


def _write_text(files: Iterable[PageFile], write: Callable[[bytes], object]) -> None:
    for file in files:
        write((file.data or b"") + PAGE_BREAK.encode())
