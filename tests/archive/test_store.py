"""The store: what goes in comes out, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import fsspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import FixityMismatch, NotHeld, StoreUnusable
from archive.store import CHUNK, Store, sha256_of

NOWHERE = "0" * 64

PUT_FILE = """
import sys
from pathlib import Path
from archive.store import Store
store = Store(sys.argv[1])
print("ready", flush=True)
"""


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> list[Store]:
    """A local and a remote store."""
    return [Store(str(tmp_path_factory.mktemp("store"))), Store("memory://wengao-test-stores")]


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@settings(deadline=None, derandomize=True)
@given(st.binary(max_size=2000))
def test_what_is_put_is_got_back(stores: list[Store], data: bytes) -> None:
    for store in stores:
        sha256 = store.put(data)
        assert sha256 == hashlib.sha256(data).hexdigest()
        assert store.holds(sha256)
        assert store.get(sha256) == data
        with store.local_path(sha256) as path:
            assert path.read_bytes() == data


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK + 7])
def test_a_file_is_kept_whatever_its_size(stores: list[Store], tmp_path: Path, size: int) -> None:
    scan = tmp_path / "scan.tif"
    scan.write_bytes(bytes(range(251)) * (size // 251) + bytes(size % 251))
    sha256 = sha256_of(scan)
    for store in stores:
        store.put_file(scan, sha256)
        assert store.get(sha256) == scan.read_bytes()
        store.put_file(scan, sha256)
        assert store.get(sha256) == scan.read_bytes()


def test_a_blob_lies_under_its_name_and_nothing_else_is_left(tmp_path: Path) -> None:
    sha256 = Store(str(tmp_path)).put("海關".encode())
    assert files_below(tmp_path) == [tmp_path / sha256[:2] / sha256[2:4] / sha256]


def test_a_local_blob_is_read_where_it_lies(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    sha256 = store.put(b"x")
    with store.local_path(sha256) as path:
        assert path == tmp_path / sha256[:2] / sha256[2:4] / sha256
    assert path.exists()


def test_a_remote_blob_is_copied_and_the_copy_goes_away() -> None:
    store = Store("memory://wengao-test-copy")
    sha256 = store.put(b"x" * 100)
    with store.local_path(sha256) as path:
        assert path.read_bytes() == b"x" * 100
    assert not path.parent.exists()
    names = fsspec.filesystem("memory").find("/wengao-test-copy")
    assert names == [f"/wengao-test-copy/{sha256[:2]}/{sha256[2:4]}/{sha256}"]


def test_a_file_that_changed_since_it_was_hashed_is_refused(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "store"))
    scan = tmp_path / "scan.tif"
    scan.write_bytes(b"half of the scan")
    sha256 = sha256_of(scan)
    scan.write_bytes(b"half of the scan, and the other half")
    with pytest.raises(FixityMismatch, match=r"scan\.tif changed .* run the command again"):
        store.put_file(scan, sha256)
    assert not store.holds(sha256)
    assert files_below(tmp_path / "store") == []


@pytest.mark.parametrize("kind", ["file", "memory"])
def test_a_flipped_bit_is_noticed_and_putting_the_blob_again_repairs_it(tmp_path: Path, kind: str) -> None:
    root = f"{tmp_path}/flipped"
    store = Store(f"{kind}://{root}")
    sha256 = store.put(b"a reading")
    file_system = fsspec.filesystem(kind)
    [name] = file_system.find(root)
    file_system.pipe_file(name, b"b reading")
    with pytest.raises(FixityMismatch, match=sha256):
        store.get(sha256)
    assert store.put(b"a reading") == sha256
    assert store.get(sha256) == b"a reading"


def test_a_damaged_master_is_replaced_when_the_file_is_taken_in_again(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "store"))
    scan = tmp_path / "scan.tif"
    scan.write_bytes(b"a good scan")
    sha256 = sha256_of(scan)
    store.put_file(scan, sha256)
    with store.local_path(sha256) as path:
        path.write_bytes(b"a bad scan")
    store.put_file(scan, sha256)
    assert store.get(sha256) == b"a good scan"


def test_what_is_not_here_is_not_held(stores: list[Store]) -> None:
    for store in stores:
        assert not store.holds(NOWHERE)
        with pytest.raises(NotHeld, match=NOWHERE):
            store.get(NOWHERE)
        with pytest.raises(NotHeld, match=NOWHERE), store.local_path(NOWHERE):
            pass


@pytest.mark.parametrize("name", ["../../../../etc/passwd", "", "x", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_only_a_sha256_leads_into_the_store(stores: list[Store], name: str) -> None:
    for store in stores:
        assert not store.holds(name)
        with pytest.raises(NotHeld):
            store.get(name)
        with pytest.raises(NotHeld), store.local_path(name):
            pass


@pytest.mark.parametrize("url", ["nothing-that-fsspec-knows://bucket", "gs-but-not://x"])
def test_a_store_of_an_unknown_kind_is_refused_with_a_remedy(url: str) -> None:
    with pytest.raises(StoreUnusable, match="WENGAO_STORE_URL"):
        Store(url)


def test_a_writer_killed_in_the_middle_leaves_no_blob(tmp_path: Path) -> None:
    """The child reads a pipe that stalls after 3 of 4 MiB, and is killed there with kill -9."""
    root, pipe = tmp_path / "store", tmp_path / "scan.tif"
    data = os.urandom(4 * CHUNK)
    sha256 = hashlib.sha256(data).hexdigest()
    os.mkfifo(pipe)
    script = PUT_FILE + "store.put_file(Path(sys.argv[2]), sys.argv[3])"
    child = subprocess.Popen(
        [sys.executable, "-c", script, str(root), str(pipe), sha256], stdout=subprocess.DEVNULL
    )
    with pipe.open("wb") as stalled:
        stalled.write(data[: 3 * CHUNK])
        stalled.flush()
        deadline = time.monotonic() + 20
        while sum(path.stat().st_size for path in files_below(root)) < 2 * CHUNK:
            assert time.monotonic() < deadline
            assert child.poll() is None
            time.sleep(0.005)
        child.send_signal(signal.SIGKILL)
        assert child.wait() == -signal.SIGKILL
    store = Store(str(root))
    assert not store.holds(sha256)
    assert [path.parent.name for path in files_below(root)] == ["incoming"]
    assert store.put(data) == sha256
    assert store.get(sha256) == data


def test_two_processes_put_the_same_file(tmp_path: Path, run_together: Callable[..., list[str]]) -> None:
    scan, root = tmp_path / "scan.tif", tmp_path / "store"
    scan.write_bytes(os.urandom(3 * CHUNK))
    sha256 = sha256_of(scan)
    script = PUT_FILE + "input()\nstore.put_file(Path(sys.argv[2]), sys.argv[3])"
    run_together(script, 2, str(root), str(scan), sha256)
    assert [path.name for path in files_below(root)] == [sha256]
    assert Store(str(root)).get(sha256) == scan.read_bytes()


def test_threads_put_the_same_blob(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    for turn in range(5):
        data = bytes([turn]) * (2 * CHUNK)
        together = threading.Barrier(4)

        def put(data: bytes = data, together: threading.Barrier = together) -> str:
            together.wait()
            return store.put(data)

        with ThreadPoolExecutor(4) as threads:
            names = {future.result() for future in [threads.submit(put) for _ in range(4)]}
        assert names == {hashlib.sha256(data).hexdigest()}
        assert store.get(names.pop()) == data
    assert len(files_below(tmp_path)) == 5
