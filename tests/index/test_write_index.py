import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import IndexBusy, IndexMissing, IndexOutdated, IndexUnknown
from index.request import Request
from index.search import open_search
from index.stamp import NAME
from index.write import indexed_revisions, open_writer

ROOT = Path(__file__).resolve().parents[2]


def found(search, q: str = "") -> list[str]:
    return sorted(hit.id for hit in search.search(Request(q, size=100)).items)


def test_put_replace_remove(shelf, notice: Callable) -> None:
    shelf.put(notice("a", "关税"), notice("b", "税则"))
    search = shelf.open()
    assert found(search, "关税") == ["a"]
    shelf.put(notice("a", "商品", revision="2"))
    assert found(search, "关税") == []
    assert found(search, "商品") == ["a"]
    shelf.remove("b")
    assert found(search) == ["a"]
    assert indexed_revisions(shelf.path) == {"a": "2"}


def test_the_last_of_several_puts_in_one_session_counts(shelf, notice: Callable) -> None:
    shelf.put(notice("a", "关税"))
    shelf.put(notice("a", "税则"), notice("a", "商品"), notice("a", "归类", revision="9"))
    search = shelf.open()
    assert found(search) == ["a"]
    assert search.search(Request()).total == 1
    assert [found(search, q) for q in ("关税", "税则", "商品", "归类")] == [[], [], [], ["a"]]
    assert indexed_revisions(shelf.path) == {"a": "9"}


def test_put_then_remove_in_one_session_leaves_nothing(shelf, notice: Callable) -> None:
    shelf.put(notice("a", "关税"))
    with open_writer(shelf.path) as writer:
        writer.put(notice("a", "税则"))
        writer.put(notice("b", "税则"))
        assert writer.remove("a")
        assert not writer.remove("a")
        assert not writer.remove("unheard")
    assert set(indexed_revisions(shelf.path)) == {"b"}


def test_many_small_commits_are_merged_and_stay_right(shelf, notice: Callable) -> None:
    # Whoosh merges small segments from the fifth on; a merge renumbers notices and drops removed ones.
    search = None
    for n in range(14):
        shelf.put(
            notice(f"n{n:02}", f"关税 {'海关' * n} no{n}"), notice("same", f"现行 no{n}", revision=str(n))
        )
        search = search or shelf.open()
        assert found(search, "关税") == [f"n{k:02}" for k in range(n + 1)]
        assert found(search, f"no{n}") == sorted([f"n{n:02}", "same"])
    assert indexed_revisions(shelf.path)["same"] == "13"
    assert found(search, "现行") == ["same"]
    folder = next(shelf.path.glob("g-*"))
    assert len(list(folder.glob("*.pst"))) < 14


def test_an_error_in_the_session_drops_all_of_it(shelf, notice: Callable) -> None:
    shelf.put(notice("a", "关税"))

    def fail_half_way() -> None:
        with open_writer(shelf.path) as writer:
            writer.put(notice("b", "关税"))
            writer.remove("a")
            raise KeyError("the catalogue went away")

    with pytest.raises(KeyError):
        fail_half_way()
    assert set(indexed_revisions(shelf.path)) == {"a"}
    shelf.put(notice("c", "关税"))
    assert set(indexed_revisions(shelf.path)) == {"a", "c"}


def test_a_second_writer_is_told_to_wait(shelf, notice: Callable) -> None:
    with open_writer(shelf.path) as writer:
        writer.put(notice("a"))
        with pytest.raises(IndexBusy, match="Wait until it has finished"), open_writer(shelf.path):
            pytest.fail("two writers at once")
    assert set(indexed_revisions(shelf.path)) == {"a"}


WRITE_FOR_EVER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2] + "/tests/index")
from conftest import make_notice
from index.write import open_writer
n = 0
while True:
    with open_writer(Path(sys.argv[1])) as writer:
        for k in range(int(sys.argv[3])):
            writer.put(make_notice(f"k{n}-{k}", "关税税则" * 40 + str(n)))
    n += 1
    print(n, flush=True)
"""


@pytest.mark.parametrize(("size", "delay"), [(3, 0.004), (3, 0.011), (40, 0.03), (400, 0.2)])
def test_a_killed_writer_leaves_the_last_good_commit(
    shelf,
    notice: Callable,
    size: int,
    delay: float,
) -> None:
    shelf.put(notice("before", "关税"))
    command = [sys.executable, "-W", "ignore", "-c", WRITE_FOR_EVER, str(shelf.path), str(ROOT), str(size)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as writer:
        assert writer.stdout is not None
        committed = int(writer.stdout.readline())
        time.sleep(delay)
        os.kill(writer.pid, signal.SIGKILL)
        committed = max([committed, *(int(line) for line in writer.stdout if line.strip().isdigit())])
    assert writer.returncode == -signal.SIGKILL
    revisions = indexed_revisions(shelf.path)
    sessions = {id_.partition("-")[0] for id_ in revisions if id_ != "before"}
    assert "before" in revisions
    # Every session that reported is there whole; the one that was cut off is there whole or not at all.
    assert len(revisions) == 1 + size * len(sessions)
    assert len(sessions) in (committed, committed + 1)
    shelf.put(notice("after", "关税"))
    assert set(indexed_revisions(shelf.path)) == {*revisions, "after"}
    assert search_ids(shelf, "before after") == ["after", "before"]


def search_ids(shelf, ids: str) -> list[str]:
    hits = shelf.open().search(Request("关税 -关税税则", size=100)).items
    return sorted(hit.id for hit in hits if hit.id in ids.split())


def test_a_killed_rebuild_leaves_the_live_index(shelf, notice: Callable) -> None:
    shelf.put(notice("a", "关税"))
    search = shelf.open()

    def fail_half_way() -> None:
        with open_writer(shelf.path, rebuild=True) as writer:
            writer.put(notice("b", "税则"))
            raise KeyError

    with pytest.raises(KeyError):
        fail_half_way()
    assert found(search) == ["a"]
    assert set(indexed_revisions(shelf.path)) == {"a"}


def test_a_rebuild_takes_the_place_of_the_live_index_at_once(shelf, notice: Callable) -> None:
    shelf.put(notice("a", "关税"), notice("old", "关税"))
    search = shelf.open()
    with open_writer(shelf.path, rebuild=True) as writer:
        writer.put(notice("a", "关税"))
        assert found(search) == ["a", "old"]
    assert found(search) == ["a"]
    assert len(list(shelf.path.glob("g-*"))) == 1


@pytest.mark.parametrize("key", ["schema", "fold", "whoosh"])
def test_an_index_of_another_version_is_not_opened_but_rebuilt(shelf, notice: Callable, key: str) -> None:
    shelf.put(notice("a", "关税"))
    stamp = json.loads((shelf.path / NAME).read_text())
    (shelf.path / NAME).write_text(json.dumps(stamp | {key: "other"}))
    with pytest.raises(IndexOutdated, match="wengao reindex"):
        shelf.open()
    assert indexed_revisions(shelf.path) == {}
    shelf.put(notice("b", "关税"))
    assert found(shelf.open()) == ["b"]
    assert len(list(shelf.path.glob("g-*"))) == 1


def test_no_index_of_unknown_origin_is_opened(shelf, tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="wengao reindex"):
        shelf.open()
    assert indexed_revisions(shelf.path) == {}
    strange = tmp_path / "strange"
    strange.mkdir()
    (strange / "_MAIN_1.toc").write_bytes(b"cos\nsystem\n(S'touch /tmp/owned'\ntR.")
    for use in (
        lambda: open_search(strange, shelf.catalogue.texts),
        lambda: open_writer(strange).__enter__(),
    ):
        with pytest.raises(IndexUnknown, match="WENGAO_INDEX_URL"):
            use()
    assert [entry.name for entry in strange.iterdir()] == ["_MAIN_1.toc"]


@pytest.mark.parametrize(
    "stamp",
    ["", "[]", "{}", '{"format": "wengao-index"}', '{"format": "wengao-index", "folder": "../../etc"}'],
)
def test_a_stamp_that_is_not_ours_is_refused(shelf, stamp: str) -> None:
    shelf.path.mkdir()
    (shelf.path / NAME).write_text(stamp)
    with pytest.raises(IndexUnknown):
        shelf.open()


def test_searches_of_many_threads_while_a_writer_commits(shelf, notice: Callable) -> None:
    shelf.put(*(notice(f"n{n}", f"进出口货物收发货人 第{n}批") for n in range(30)))
    search = shelf.open()
    done = threading.Event()
    wrong: list[object] = []

    def ask() -> None:
        while not done.is_set():
            answer = search.search(Request("货物收发货人 -撤回", size=100))
            ids = [hit.id for hit in answer.items]
            if answer.total != len(ids) or len(set(ids)) != len(ids) or answer.total < 30:
                wrong.append(answer)

    def guarded() -> None:
        try:
            ask()
        except Exception as error:  # noqa: BLE001 - whatever it is, the test has to see it
            wrong.append(error)

    threads = [threading.Thread(target=guarded) for _ in range(4)]
    for thread in threads:
        thread.start()
    for n in range(12):
        shelf.put(notice(f"m{n}", "进出口货物收发货人"), notice("n1", f"进出口货物收发货人 {n}"))
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert search.search(Request("货物收发货人")).total == 42
