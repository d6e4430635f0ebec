"""Pages sorted into issues."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from archive.errors import Damaged
from archive.intake.frames import Frame, Probe
from archive.intake.group import IssuePlan, group
from archive.intake.manifest import Manifest, read_manifest
from archive.intake.survey import FoundFile
from archive.records import IssueDescription

ROOT = Path("/scans")


def found(name: str, pages: int = 1, trouble: Damaged | None = None) -> tuple[FoundFile, Probe]:
    frames = tuple(Frame(index, 10, 10, None, trouble=trouble) for index in range(pages))
    return FoundFile(ROOT / name, ROOT, name, 1), Probe("image/tiff", "00", 1, frames)


def outline(plans: tuple[IssuePlan, ...]) -> dict[str, list[str]]:
    return {
        (plan.description.title or plan.called): [
            f"{file.name}#{frame.index}" for file, _, frame in plan.pages
        ]
        for plan in plans
    }


def manifest(tmp_path: Path, text: str) -> Manifest:
    (tmp_path / "manifest.csv").write_text(text)
    return read_manifest(tmp_path / "manifest.csv")


def test_folders_and_files_of_several_pages_are_issues() -> None:
    plans = group(
        [
            found("b/10.tif"),
            found("b/2.tif"),
            found("b/whole.pdf", 3),
            found("b/sub/1.tif"),
            found("one.pdf"),
        ],
        None,
    )
    assert outline(plans) == {
        "b": ["b/2.tif#0", "b/10.tif#0"],
        "sub": ["b/sub/1.tif#0"],
        "whole": ["b/whole.pdf#0", "b/whole.pdf#1", "b/whole.pdf#2"],
        "scans": ["one.pdf#0"],
    }


def test_issues_come_in_natural_order() -> None:
    plans = group([found(f"issue{number}/1.tif") for number in (10, 9, 1)], None)
    assert [(plan.description.title or plan.called) for plan in plans] == ["issue1", "issue9", "issue10"]


def test_the_key_stays_when_scans_are_added_and_whatever_the_batch(tmp_path: Path) -> None:
    (first,) = group([found("b/1.tif")], None)
    (later,) = group([found("b/1.tif"), found("b/2.tif")], None)
    alone = FoundFile(ROOT / "b/2.tif", ROOT / "b", "2.tif", 1)
    (by_itself,) = group([(alone, found("b/2.tif")[1])], None)
    assert first.key == later.key == by_itself.key
    (other,) = group([found("c/1.tif")], None)
    assert other.key != first.key


def test_pages_with_trouble_keep_their_place() -> None:
    (plan,) = group(
        [found("b/1.tif"), found("b/2.tif", trouble=Damaged("It is cut.", "Scan.")), found("b/3.tif")], None
    )
    assert [frame.trouble is None for _, _, frame in plan.pages] == [True, False, True]


def test_the_manifest_describes_and_joins(tmp_path: Path) -> None:
    told = manifest(
        tmp_path,
        "path,series,number,date,title\n"
        "a,文告,4,2005-04-10,\n"
        "b.pdf,文告,4,2005-04-10,\n"
        "c,文告,5,2005-05-10,五月号\n"
        "d,,,,只有题名\n",
    )
    plans = group(
        [found("a/1.tif"), found("b.pdf", 2), found("c/1.tif"), found("d/1.tif"), found("e/1.tif")], told
    )
    assert outline(plans) == {
        "a": ["a/1.tif#0", "b.pdf#0", "b.pdf#1"],
        "五月号": ["c/1.tif#0"],
        "只有题名": ["d/1.tif#0"],
        "e": ["e/1.tif#0"],
    }
    assert plans[0].description == IssueDescription("文告", "", "4", date(2005, 4, 10))
    assert plans[0].called == "a"
    assert len({plan.key for plan in plans}) == 4
    assert plans[4 - 1].key == group([found("e/1.tif")], None)[0].key


def test_files_beside_the_manifest_are_looked_up_from_it(tmp_path: Path) -> None:
    told = manifest(tmp_path, "path,title\nvol1/inner,found\n")
    path = tmp_path.resolve() / "vol1/inner/1.tif"
    file = FoundFile(path, path.parent, "1.tif", 1)  # the batch was given as vol1/inner
    (plan,) = group([(file, found("1.tif")[1])], told)
    assert (plan.description.title or plan.called) == "found"
    assert told.name_of(file) == "vol1/inner/1.tif"
