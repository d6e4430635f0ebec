"""What is found in the folders that are handed in, and what is passed over."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from archive.errors import ArchiveError
from archive.intake.survey import Survey, survey


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode("utf-8", "surrogateescape"))


def names(found: Survey) -> list[str]:
    return [file.name for file in found.files]


def skipped(found: Survey) -> dict[str, str]:
    return {item.name: item.reason for item in found.skipped}


def test_a_folder_is_walked_and_its_files_named_from_it(tmp_path: Path) -> None:
    put(tmp_path, "b/page10.tif", "b/page2.tif", "a.pdf")
    found = survey([tmp_path])
    assert names(found) == ["a.pdf", "b/page2.tif", "b/page10.tif"]
    assert all(file.path == file.root / file.name for file in found.files)
    assert found.files[1].size == len("b/page2.tif")


def test_several_folders_are_named_from_the_folder_above_them(tmp_path: Path) -> None:
    put(tmp_path, "one/1.tif", "two/deep/1.tif")
    assert names(survey([tmp_path / "two", tmp_path / "one"])) == ["one/1.tif", "two/deep/1.tif"]


def test_a_file_given_itself_is_taken_whatever_its_name(tmp_path: Path) -> None:
    put(tmp_path, ".hidden.tif", "other.tif")
    assert names(survey([tmp_path / ".hidden.tif"])) == [".hidden.tif"]


def test_what_is_given_twice_is_listed_once(tmp_path: Path) -> None:
    put(tmp_path, "a/1.tif", "a/2.tif")
    given = [tmp_path / "a" / "1.tif", tmp_path / "a", tmp_path / "a" / ".." / "a", tmp_path]
    assert names(survey(given)) == ["a/1.tif", "a/2.tif"]


def test_furniture_is_passed_over_and_said_so(tmp_path: Path) -> None:
    put(
        tmp_path, "1.tif", ".DS_Store", "Thumbs.db", "desktop.ini", "@eaDir/1.tif", "manifest.csv", "~$a.docx"
    )
    found = survey([tmp_path])
    assert names(found) == ["1.tif"]
    assert set(skipped(found)) == {
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "@eaDir",
        "manifest.csv",
        "~$a.docx",
    }
    assert all(skipped(found).values())


def test_links_do_not_lead_out_of_the_folder_or_in_circles(tmp_path: Path) -> None:
    put(tmp_path, "secret.tif", "in/1.tif", "in/sub/2.tif")
    (tmp_path / "in/circle").symlink_to(tmp_path / "in")
    (tmp_path / "in/out.tif").symlink_to(tmp_path / "secret.tif")
    (tmp_path / "in/again.tif").symlink_to(tmp_path / "in/1.tif")
    (tmp_path / "in/nowhere.tif").symlink_to(tmp_path / "gone.tif")
    (tmp_path / "in/self.tif").symlink_to(tmp_path / "in/self.tif")
    found = survey([tmp_path / "in"])
    assert names(found) == ["1.tif", "sub/2.tif"]
    assert set(skipped(found)) == {"circle", "out.tif", "again.tif", "nowhere.tif", "self.tif"}
    assert "outside" in skipped(found)["out.tif"]


def test_a_link_to_a_file_that_is_not_listed_otherwise_is_taken(tmp_path: Path) -> None:
    """As in repositories of git-annex, where every file is a link into a hidden folder."""
    put(tmp_path, ".annex/key1")
    (tmp_path / "1.tif").symlink_to(".annex/key1")
    (tmp_path / "2.tif").symlink_to(".annex/key1")
    found = survey([tmp_path])
    assert len(found.files) == 1
    assert found.files[0].size == len(".annex/key1")
    assert ".annex" in skipped(found)


def test_a_link_given_itself_is_followed(tmp_path: Path) -> None:
    put(tmp_path, "far/away/1.tif")
    (tmp_path / "near").symlink_to(tmp_path / "far/away")
    assert names(survey([tmp_path / "near"])) == ["1.tif"]


def test_pipes_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.tif")
    found = survey([tmp_path])
    assert names(found) == []
    assert "pipe" in skipped(found)["pipe.tif"]


def test_unreadable_folders_are_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "open/1.tif", "closed/2.tif")
    real = os.scandir

    def scandir(path: Path) -> object:  # root, who runs tests in containers, may open any folder
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = survey([tmp_path])
    assert names(found) == ["open/1.tif"]
    (closed,) = found.closed
    assert (closed.name, "Permission denied" in closed.reason) == ("closed", True)


def test_hostile_names_become_harmless_text(tmp_path: Path) -> None:
    put(tmp_path, "a\nb.tif", "..\\..\\x.tif", os.fsdecode(b"\xff\xfe.tif"))
    found = survey([tmp_path])
    assert sorted(names(found)) == sorted(["a%0Ab.tif", "..%5C..%5Cx.tif", "%FF%FE.tif"])
    assert all(file.path.exists() for file in found.files)


def test_a_path_that_does_not_exist_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"gone: [Tt]here is no such") as caught:
        survey([tmp_path, tmp_path / "gone"])
    assert caught.value.remedy


def test_nothing_given_is_nothing_found() -> None:
    assert survey([]) == Survey((), ())
