"""Blobs under their SHA-256, on any file system fsspec knows. A blob is written once and never changed."""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import fsspec
from fsspec.implementations.local import LocalFileSystem

from archive.errors import FixityMismatch, NotHeld, StoreUnusable

CHUNK = 1 << 20

_SHA256 = re.compile(r"[0-9a-f]{64}")


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, lower-case hex, read in pieces of 1 MiB. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class Store:
    """Content-addressed blobs: ``ab/cd/abcd…`` below the root.

    `url` is a folder or an fsspec URL; raises StoreUnusable when it is of no known kind. Writing is atomic:
    a blob is written below ``incoming/`` and then renamed, so that a killed writer leaves no half blob under
    its name. What lies in ``incoming/`` for longer than a hand-in takes may be deleted.
    """

    def __init__(self, url: str) -> None:
        try:
            self._fs, self._root = fsspec.core.url_to_fs(url)
        except (ImportError, ValueError) as error:
            raise StoreUnusable(
                f"The store {url} cannot be opened: {error}.",
                "Check WENGAO_STORE_URL: a folder, or a URL that fsspec has the driver for.",
            ) from error
        self._local = isinstance(self._fs, LocalFileSystem)

    def _where(self, sha256: str) -> str:
        if not _SHA256.fullmatch(sha256):
            raise _not_held(sha256)
        return f"{self._root}/{sha256[:2]}/{sha256[2:4]}/{sha256}"

    def holds(self, sha256: str) -> bool:
        """Whether the blob is here (its bytes are not looked at)."""
        return _SHA256.fullmatch(sha256) is not None and bool(self._fs.exists(self._where(sha256)))

    def put_file(self, path: Path, sha256: str) -> None:
        """Keep a file's bytes. Raises FixityMismatch when they are no longer those of `sha256`.

        The bytes are hashed as they are copied: a file that changes while it is taken in is noticed.
        A damaged blob of that name is replaced.
        """
        if not self._intact(sha256):
            with path.open("rb") as source:
                self._write(source, sha256, str(path))

    def put(self, data: bytes) -> str:
        """Keep `data`; its SHA-256. A damaged blob of that name is replaced."""
        sha256 = hashlib.sha256(data).hexdigest()
        if not self._intact(sha256):
            self._write(io.BytesIO(data), sha256, "a derivative")
        return sha256

    def _intact(self, sha256: str) -> bool:
        if not self.holds(sha256):
            return False
        with self._fs.open(self._where(sha256), "rb") as stream:
            return _digest(stream) == sha256

    def _write(self, source: BinaryIO, sha256: str, name: str) -> None:
        target = self._where(sha256)
        # Threads, and machines on one shared disk, may write the same blob: each to a file of its own.
        part = f"{self._root}/incoming/{uuid.uuid4().hex}"
        for file in (part, target):
            self._fs.makedirs(file.rsplit("/", 1)[0], exist_ok=True)
        digest = hashlib.sha256()
        try:
            with self._fs.open(part, "wb") as out:
                while chunk := source.read(CHUNK):
                    digest.update(chunk)
                    out.write(chunk)
                if self._local:
                    out.flush()
                    os.fsync(out.fileno())
            if digest.hexdigest() != sha256:
                raise FixityMismatch(
                    f"{name} changed while it was being taken in.",
                    "Wait until the scanner or the copy has finished and run the command again.",
                )
            if self._local:
                os.replace(part, target)
            else:
                self._fs.mv(part, target)
        finally:
            if self._fs.exists(part):
                self._fs.rm(part)

    def get(self, sha256: str) -> bytes:
        """The blob's bytes, checked. Raises NotHeld, FixityMismatch."""
        try:
            data = bytes(self._fs.cat_file(self._where(sha256)))
        except FileNotFoundError as error:
            raise _not_held(sha256) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise FixityMismatch(
                f"Blob {sha256} no longer has the bytes it was stored with.",
                "Restore it from a backup or take the file in again.",
            )
        return data

    @contextmanager
    def local_path(self, sha256: str) -> Iterator[Path]:
        """The blob as a file that may be read while the block lasts; copied only when the store is remote."""
        if not self.holds(sha256):
            raise _not_held(sha256)
        where = self._where(sha256)
        if self._local:
            yield Path(where)
            return
        folder = Path(tempfile.mkdtemp(prefix="wengao-"))
        try:
            self._fs.get_file(where, str(folder / sha256))
            yield folder / sha256
        finally:
            shutil.rmtree(folder)


def _digest(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _not_held(sha256: str) -> NotHeld:
    return NotHeld(
        f"Blob {sha256} is not in the store.", "Check WENGAO_STORE_URL, or take the file in again."
    )
