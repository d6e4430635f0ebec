"""Which files a hand-in consists of: folders walked, furniture of file systems left out."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.errors import ArchiveError
from archive.intake.names import natural_key, safe_name

MANIFEST_NAME = "manifest.csv"

_FURNITURE = {
    "thumbs.db": "a thumbnail cache of Windows",
    "ehthumbs.db": "a thumbnail cache of Windows",
    "desktop.ini": "folder settings of Windows",
    "$recycle.bin": "a recycle bin of Windows",
    "system volume information": "a system folder of Windows",
    "@eadir": "thumbnails of a Synology NAS",
    "__macosx": "metadata of macOS",
    "icon\r": "a folder icon of macOS",
    "lost+found": "a system folder of Linux",
    MANIFEST_NAME: "a manifest, not a page",
}


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may hold pages.

    `path` is absolute; `root` the absolute folder that the batch is counted from; `name` the path from
    `root` to the file, "/"-separated, made harmless by `archive.intake.names.safe_name`; `size` in bytes.
    """

    path: Path
    root: Path
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was passed over. `name` as in `FoundFile`; `reason` is an English phrase."""

    path: Path
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found, what was passed over, and folders that cannot be opened, in natural order of names."""

    files: tuple[FoundFile, ...]
    skipped: tuple[Skipped, ...]
    closed: tuple[Skipped, ...] = ()


def survey(paths: Sequence[Path]) -> Survey:
    """Find the files in `paths`, which are files or folders (walked to the bottom).

    Names are counted from the deepest folder that holds everything given: the folder itself when one
    folder is given, the folder a file lies in when one file is given. Hidden entries, thumbnails and other
    furniture of file systems, manifests, devices and pipes, and folders that cannot be opened are
    skipped and listed. A file given itself is always taken, whatever its name. Links to folders are not
    followed inside a folder, so loops end; a link to a file counts only if the file lies below the folder
    given and is not listed already. What is given twice, or lies within a folder that is also given, is
    listed once.

    Raises ArchiveError when a path does not exist or cannot be reached.
    """
    given = [_absolute(path) for path in paths]
    if not given:
        return Survey((), ())
    tops = [path if path.is_dir() else path.parent for path in given]
    root = Path(os.path.commonpath(tops))
    walk = _Walk(root)
    for path in given:
        if path.is_dir():
            walk.folder(path)
        else:
            walk.file(path)
    walk.links()
    return Survey(
        tuple(sorted(walk.files.values(), key=lambda found: natural_key(found.name))),
        tuple(sorted(walk.skipped.values(), key=lambda skipped: natural_key(skipped.name))),
        tuple(sorted(walk.closed.values(), key=lambda folder: natural_key(folder.name))),
    )


def _absolute(path: Path) -> Path:
    try:
        return path.resolve(strict=True)
    except FileNotFoundError:
        reason, remedy = (
            "there is no such file or folder.",
            "Check the spelling, and that the disk is mounted.",
        )
    except RuntimeError:  # Python 3.11 and 3.12 raise this for a link that leads to itself
        reason, remedy = "it is a link that leads to itself.", "Give the file or folder it was meant for."
    except OSError as error:
        reason = f"it cannot be reached ({error.strerror})."
        remedy = "Check the permissions of the folders above it."
    raise ArchiveError(f"{safe_name(str(path)) if path.is_absolute() else path!s}: {reason}", remedy)


class _Walk:
    """Collects as it goes; `files` and `skipped` are keyed by real path, so nothing is listed twice."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._links: list[tuple[Path, Path]] = []
        self._walked: set[Path] = set()
        self.files: dict[Path, FoundFile] = {}
        self.skipped: dict[Path, Skipped] = {}
        self.closed: dict[Path, Skipped] = {}

    def folder(self, top: Path) -> None:
        pending = [top]
        while pending:
            folder = pending.pop()
            if folder in self._walked:
                continue
            self._walked.add(folder)
            for entry in self._entries(folder):
                path = Path(entry.path)
                reason = _furniture(entry.name)
                if reason:
                    self._skip(path, reason)
                elif entry.is_symlink():
                    self._links.append((path, top))
                elif entry.is_dir(follow_symlinks=False):
                    pending.append(path)
                else:
                    self.file(path)

    def file(self, path: Path) -> None:
        """Take the file at `path`, which is real (no link), unless it is listed already."""
        try:
            status = path.stat()
        except OSError as error:  # vanished, or its folder may be listed but not entered
            self._skip(path, f"it cannot be reached ({error.strerror})")
            return
        if stat.S_ISREG(status.st_mode):
            self.files[path] = FoundFile(path, self._root, self._name(path), status.st_size)
            self.skipped.pop(path, None)
        else:
            self._skip(path, "a device, pipe or socket")

    def links(self) -> None:
        """Settle the links met on the way, now that it is known which real files are listed."""
        for path, top in self._links:
            try:
                target = path.resolve(strict=True)
            except (OSError, RuntimeError):
                self._skip(path, "a link that leads nowhere")
                continue
            if target.is_dir():
                self._skip(path, "a link to a folder; give that folder itself if it belongs to the batch")
            elif not target.is_relative_to(top):
                self._skip(path, "a link to a file outside the folder given")
            elif target in self.files:
                self._skip(path, f"a link to {self.files[target].name}")
            else:
                self.files[target] = FoundFile(path, self._root, self._name(path), target.stat().st_size)

    def _entries(self, folder: Path) -> Iterator[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as entries:
                yield from entries
        except OSError as error:
            reason = f"a folder that cannot be opened ({error.strerror})"
            self.closed[folder] = Skipped(folder, self._name(folder), reason)

    def _skip(self, path: Path, reason: str) -> None:
        if path not in self.files:
            self.skipped[path] = Skipped(path, self._name(path), reason)

    def _name(self, path: Path) -> str:
        return safe_name(path.relative_to(self._root).as_posix())


def _furniture(name: str) -> str | None:
    """Why an entry called `name` is no page whatever it holds; None if it may be one."""
    known = _FURNITURE.get(name.casefold())
    if known:
        return known
    # A name that only looks like a way out of the folder ("..\\x.png" from another system) is a page's name.
    if name.startswith(".") and not name.startswith(".."):
        return "hidden"
    if name.startswith("~$"):
        return "a lock file of an office program"
    return None
