"""Taking in: nothing lost, nothing twice, what cannot be used is said once and not tried again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from archive import Archive, open_archive
from archive.holdings import get_issue, issue_pages, list_issues
from archive.intake.limits import Limits
from archive.intake.manifest import read_manifest
from archive.intake.survey import survey
from flows.pool import Pool
from flows.progress import Silent
from flows.take_in import TakenIn, manifest_beside, take_in
from flows.work import Job, Outcome, Worker
from flows_support.scans import draw_scan


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store")


@pytest.fixture(scope="module")
def pool(store: Path) -> Iterator[Pool[Job, Outcome]]:
    worker = Worker("null", str(store), Limits(max_pixels=10_000_000))
    with Pool[Job, Outcome](worker, workers=1, seconds=60) as opened:
        yield opened


@pytest.fixture
def archive(store: Path, tmp_path: Path) -> Iterator[Archive]:
    opened = open_archive(f"sqlite:///{tmp_path / 'home' / 'catalogue.sqlite'}", str(store))
    yield opened
    opened.close()


def hand_in(archive: Archive, pool: Pool[Job, Outcome], *paths: Path) -> TakenIn:
    beside = manifest_beside(paths)
    manifest = read_manifest(beside) if beside else None
    return take_in(archive, survey(paths), manifest, pool, Silent(), "test")


def outcomes(taken: TakenIn) -> dict[str, str]:
    return {file.name.rsplit("/", 1)[-1]: file.code or file.status for file in taken.files}


def test_a_folder_is_an_issue_with_its_pages_in_natural_order(
    archive: Archive, pool: Pool[Job, Outcome], tmp_path: Path
) -> None:
    for number in (10, 2, 1):
        draw_scan(tmp_path / "scans" / f"page{number}.png", f"order {number}")
    taken = hand_in(archive, pool, tmp_path / "scans")
    assert taken.pages_added == 3
    with archive.read() as connection:
        (issue,) = list_issues(connection)
        names = [page.source_name.rsplit("/", 1)[-1] for page in issue_pages(connection, issue.id)]
    assert issue.title == "scans"
    assert names == ["page1.png", "page2.png", "page10.png"]


def test_the_master_is_kept_as_it_came(archive: Archive, pool: Pool[Job, Outcome], tmp_path: Path) -> None:
    path = draw_scan(tmp_path / "scans" / "a.tif", "master")
    hand_in(archive, pool, tmp_path / "scans")
    with archive.read() as connection:
        (page,) = issue_pages(connection, "i1")
    assert archive.store.get(page.sha256) == path.read_bytes()


def test_the_same_file_twice_is_noticed(archive: Archive, pool: Pool[Job, Outcome], tmp_path: Path) -> None:
    first = draw_scan(tmp_path / "scans" / "a.png", "twice")
    (tmp_path / "scans" / "copy of a.png").write_bytes(first.read_bytes())
    taken = hand_in(archive, pool, tmp_path / "scans")
    assert outcomes(taken) == {"a.png": "kept", "copy of a.png": "duplicate"}
    assert taken.with_status("duplicate")[0].duplicate_of.endswith("a.png")
    again = hand_in(archive, pool, tmp_path / "scans")
    assert set(outcomes(again).values()) == {"duplicate"}
    assert again.pages_added == 0


def test_scans_added_later_join_their_issue_in_their_place(
    archive: Archive, pool: Pool[Job, Outcome], tmp_path: Path
) -> None:
    draw_scan(tmp_path / "scans" / "1.png", "later 1")
    draw_scan(tmp_path / "scans" / "3.png", "later 3")
    hand_in(archive, pool, tmp_path / "scans")
    draw_scan(tmp_path / "scans" / "2.png", "later 2")
    hand_in(archive, pool, tmp_path / "scans")
    with archive.read() as connection:
        assert len(list_issues(connection)) == 1
        pages = issue_pages(connection, "i1")
    assert [page.source_name.rsplit("/", 1)[-1] for page in pages] == ["1.png", "2.png", "3.png"]
    assert [page.sequence for page in pages] == [1, 2, 3]
    assert len({page.id for page in pages}) == 3


def test_a_multi_page_file_is_an_issue(archive: Archive, pool: Pool[Job, Outcome], tmp_path: Path) -> None:
    pages = [Image.new("L", (200, 300), shade) for shade in (200, 210, 220)]
    (tmp_path / "scans").mkdir()
    pages[0].save(tmp_path / "scans" / "no7.tif", save_all=True, append_images=pages[1:])
    hand_in(archive, pool, tmp_path / "scans")
    with archive.read() as connection:
        assert get_issue(connection, "i1").title == "no7"
        assert [page.frame for page in issue_pages(connection, "i1")] == [0, 1, 2]


def test_bad_files_are_listed_with_a_remedy_and_good_ones_come_out(
    archive: Archive, pool: Pool[Job, Outcome], tmp_path: Path
) -> None:
    folder = tmp_path / "scans"
    good = draw_scan(folder / "good.png", "good among bad")
    (folder / "empty.tif").write_bytes(b"")
    (folder / "letter.pdf").write_text("Dear archivist, this is no PDF.\n" * 20)
    (folder / "cut.png").write_bytes(good.read_bytes()[:-40])
    taken = hand_in(archive, pool, folder)
    assert outcomes(taken) == {
        "good.png": "kept",
        "empty.tif": "empty",
        "letter.pdf": "unsupported",
        "cut.png": "damaged",
    }
    for file in taken.with_status("failed"):
        assert file.reason.endswith(".")
        assert file.remedy.endswith(".")


def test_what_cannot_succeed_is_not_tried_again(
    archive: Archive, pool: Pool[Job, Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans" / "letter.pdf").write_text("This is no PDF either.\n" * 20)
    first = hand_in(archive, pool, tmp_path / "scans")
    jobs: list[Job] = []
    monkeypatch.setattr(pool, "submit", jobs.append)
    again = hand_in(archive, pool, tmp_path / "scans")
    assert jobs == []
    assert outcomes(again) == outcomes(first) == {"letter.pdf": "unsupported"}


def test_a_manifest_describes_issues_also_when_it_comes_later(
    archive: Archive, pool: Pool[Job, Outcome], tmp_path: Path
) -> None:
    draw_scan(tmp_path / "scans" / "no3" / "1.png", "manifest 1")
    hand_in(archive, pool, tmp_path / "scans")
    (tmp_path / "scans" / "manifest.csv").write_text(
        "path,series,issue_number,date,archival_no\nno3,海关总署文告,2003年第3期,2003-03-10,G1-2003-03\n",
        encoding="utf-8",
    )
    hand_in(archive, pool, tmp_path / "scans")
    with archive.read() as connection:
        (issue,) = list_issues(connection)
    assert (issue.series, issue.number, str(issue.date), issue.archival_no) == (
        "海关总署文告",
        "2003年第3期",
        "2003-03-10",
        "G1-2003-03",
    )
    draw_scan(tmp_path / "scans" / "no3" / "2.png", "manifest 2")
    again = hand_in(archive, pool, tmp_path / "scans")
    assert again.issue_ids == (issue.id,), "a scan that comes after the manifest joins the issue it describes"


def test_a_folder_name_does_not_replace_a_title_that_was_told(
    archive: Archive, pool: Pool[Job, Outcome], tmp_path: Path
) -> None:
    draw_scan(tmp_path / "scans" / "1.png", "title 1")
    (tmp_path / "scans" / "manifest.csv").write_text("path,title\n.,第三期\n", encoding="utf-8")
    hand_in(archive, pool, tmp_path / "scans")
    (tmp_path / "scans" / "manifest.csv").unlink()
    draw_scan(tmp_path / "scans" / "2.png", "title 2")
    hand_in(archive, pool, tmp_path / "scans")
    with archive.read() as connection:
        (issue,) = list_issues(connection)
    assert issue.title == "第三期"


def test_a_master_that_the_store_lost_is_put_back(
    archive: Archive, pool: Pool[Job, Outcome], tmp_path: Path
) -> None:
    path = draw_scan(tmp_path / "scans" / "1.png", "lost and found")
    hand_in(archive, pool, tmp_path / "scans")
    with archive.read() as connection:
        (page,) = issue_pages(connection, "i1")
    with archive.store.local_path(page.sha256) as blob:
        blob.unlink()
    hand_in(archive, pool, tmp_path / "scans")
    assert archive.store.get(page.sha256) == path.read_bytes()


def test_copies_of_a_broken_file_are_broken_too(
    archive: Archive, pool: Pool[Job, Outcome], tmp_path: Path
) -> None:
    good = draw_scan(tmp_path / "whole" / "1.png", "broken copies").read_bytes()
    (tmp_path / "scans").mkdir()
    for name in ("1.png", "2.png"):
        (tmp_path / "scans" / name).write_bytes(good[:-30])
    assert outcomes(hand_in(archive, pool, tmp_path / "scans")) == {"1.png": "damaged", "2.png": "damaged"}


def test_pages_stand_in_order_whichever_folder_was_named(
    archive: Archive, pool: Pool[Job, Outcome], tmp_path: Path
) -> None:
    for number in (1, 2, 3):
        draw_scan(tmp_path / "s" / "1987-03" / f"{number}.png", f"root {number}")
    hand_in(archive, pool, tmp_path / "s")
    draw_scan(tmp_path / "s" / "1987-03" / "4.png", "root 4")
    hand_in(archive, pool, tmp_path / "s" / "1987-03")
    with archive.read() as connection:
        (issue,) = list_issues(connection)
        pages = issue_pages(connection, issue.id)
    assert [page.source_name.rsplit("/", 1)[-1] for page in pages] == ["1.png", "2.png", "3.png", "4.png"]


def test_names_that_look_alike_when_written_down_are_two_files(
    archive: Archive, pool: Pool[Job, Outcome], tmp_path: Path
) -> None:
    for name in (b"a\xff.png", b"a\\xff.png"):
        path = Path(os.fsdecode(os.fsencode(tmp_path / "scans") + b"/" + name))
        draw_scan(path.with_name("made.png"), repr(name)).rename(path)
    assert hand_in(archive, pool, tmp_path / "scans").pages_added == 2


def test_a_damaged_master_is_mended_by_handing_it_in_again(
    archive: Archive, pool: Pool[Job, Outcome], tmp_path: Path
) -> None:
    path = draw_scan(tmp_path / "scans" / "1.png", "damaged master")
    hand_in(archive, pool, tmp_path / "scans")
    with archive.read() as connection:
        (page,) = issue_pages(connection, "i1")
    with archive.store.local_path(page.sha256) as blob:
        blob.chmod(0o644)
        blob.write_bytes(b"bit rot")
    hand_in(archive, pool, tmp_path / "scans")
    assert archive.store.get(page.sha256) == path.read_bytes()
