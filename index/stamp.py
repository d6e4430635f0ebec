"""The stamp beside the index: which folder is live, and which version of us wrote it.

    <path>/CURRENT.json     the stamp; replaced in one step
    <path>/LOCK             held by the one writer
    <path>/g-<random>/      one Whoosh index; a rebuild writes a second one beside it and moves the stamp

Whoosh's postings are pickles: whoever can write them can run code in our process. So nothing is opened
that does not carry our stamp. (That guards against mistakes, not against somebody who can write here.)
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

from index.errors import IndexMissing, IndexOutdated, IndexUnknown
from index.fold import fingerprint
from index.schema import SCHEMA_VERSION

NAME: Final = "CURRENT.json"
LOCK: Final = "LOCK"
_FORMAT: Final = "wengao-index"
_FOLDER: Final = re.compile(r"g-[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an index was made by; `folder` is the live generation's name inside the index path."""

    folder: str
    format: str
    schema: int
    fold: str
    whoosh: str

    @classmethod
    def of_this_version(cls, folder: str) -> Stamp:
        """Make the stamp that this installation writes."""
        return cls(folder, _FORMAT, SCHEMA_VERSION, fingerprint(), version("Whoosh-Reloaded"))


def new_folder_name() -> str:
    """Make a fresh name for a generation's folder."""
    return f"g-{os.urandom(8).hex()}"


def is_generation(name: str) -> bool:
    """Tell whether a name inside the index path is that of a generation's folder."""
    return _FOLDER.fullmatch(name) is not None


def read_stamp(path: Path) -> Stamp:
    """Read the stamp of the index at `path`.

    Raises IndexMissing where nothing is, IndexUnknown for a folder that is not ours, IndexOutdated for an
    index that another version made.
    """
    try:
        row = json.loads((path / NAME).read_text("utf-8"))
    except FileNotFoundError:
        check_is_ours(path)
        raise IndexMissing(f"There is no index at {path}.", "Run `wengao reindex`.") from None
    except (OSError, ValueError) as error:
        raise _unknown(path, f"its {NAME} cannot be read ({error})") from error
    if not isinstance(row, dict) or row.get("format") != _FORMAT:
        raise _unknown(path, f"its {NAME} is not one of wengao")
    folder = row.get("folder")
    if not isinstance(folder, str) or not is_generation(folder):
        raise _unknown(path, f"its {NAME} names no folder of an index")
    stamp = Stamp.of_this_version(folder)
    if row != asdict(stamp):
        made = {key: row.get(key) for key in ("schema", "fold", "whoosh")}
        raise IndexOutdated(
            f"The index at {path} was made by another version ({made}).", "Run `wengao reindex`."
        )
    return stamp


def stamped_folder(path: Path) -> str | None:
    """Name the folder that the stamp points to, whatever version wrote it; None without a readable stamp."""
    try:
        row = json.loads((path / NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return row.get("folder") if isinstance(row, dict) else None


def check_is_ours(path: Path) -> None:
    """Raise IndexUnknown unless `path` is absent, empty, or holds only what a writer of ours left."""
    if path.exists() and not path.is_dir():
        raise _unknown(path, "it is a file")
    names = [] if not path.exists() else [entry.name for entry in path.iterdir()]
    strange = [name for name in names if name not in (LOCK, NAME) and not is_generation(name)]
    if strange and NAME not in names:
        raise _unknown(path, f"it holds {strange[0]!r} and no {NAME}")


def write_stamp(path: Path, stamp: Stamp) -> None:
    """Make `stamp` the one that counts, in one step."""
    draft = path / f"{stamp.folder}" / NAME
    with draft.open("w", encoding="utf-8") as file:
        json.dump(asdict(stamp), file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path / NAME)


def _unknown(path: Path, why: str) -> IndexUnknown:
    return IndexUnknown(
        f"{path} is not opened as an index: {why}.",
        "Give another folder as WENGAO_INDEX_URL, or empty this one if nothing in it is needed.",
    )
