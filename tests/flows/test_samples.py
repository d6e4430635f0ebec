"""The bundled samples through the real stages and a real engine, against their truth."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from archive import Archive, open_archive
from archive.export import export_notices, export_pages
from archive.intake.limits import Limits
from archive.intake.manifest import read_manifest
from archive.intake.survey import survey
from flows.cut_issues import cut_issues
from flows.pool import Pool
from flows.progress import Silent
from flows.read_pages import enrol, owner_name, read_chunk
from flows.take_in import take_in
from flows.update_index import update_index
from flows.work import Job, Outcome, Worker, reading_step
from index.request import Request
from index.search import Search, open_search
from index.web.texts import catalogue_texts

pytestmark = pytest.mark.engine

SAMPLES = Path(__file__).parents[2] / "samples"
CHOSEN = ("born-digital", "english-png")


@dataclass(frozen=True, slots=True)
class Done:
    archive: Archive
    search: Search


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Done]:
    home = tmp_path_factory.mktemp("home")
    archive = open_archive(f"sqlite:///{home / 'catalogue.sqlite'}", str(home / "store"))
    found = survey([SAMPLES / "issues" / "born-digital.pdf", SAMPLES / "issues" / "english-png"])
    manifest = read_manifest(SAMPLES / "issues" / "manifest.csv")
    plan = reading_step("rapidocr")
    with Pool[Job, Outcome](
        Worker("rapidocr", str(home / "store"), Limits()), workers=2, seconds=120
    ) as pool:
        take_in(archive, found, manifest, pool, Silent(), "samples")
        assert enrol(archive, plan) == len(list(export_pages(archive)))
        read_chunk(archive, plan.key, owner_name(), pool, Silent())
    cut_issues(archive, Silent(), plan.key)
    update_index(archive, home / "index", Silent())
    search = open_search(home / "index", catalogue_texts(archive))
    yield Done(archive, search)
    search.close()
    archive.close()


def truth(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SAMPLES / "truth" / f"{name}.json").read_text(encoding="utf-8"))
    return found


def notices(done: Done, name: str) -> list[dict[str, Any]]:
    series = truth(name)["series"], truth(name)["number"]
    rows = export_notices(done.archive)
    return [row for row in rows if (row["series"], row["issue"]["number"]) == series]


@pytest.mark.parametrize("name", CHOSEN)
def test_every_notice_is_found_with_its_number_and_date(done: Done, name: str) -> None:
    real = [(row["doc_number"], row["date"]) for row in truth(name)["notices"]]
    assert sorted((row["doc_number"], row["date"]) for row in notices(done, name)) == sorted(real)


@pytest.mark.parametrize("name", CHOSEN)
def test_every_title_can_be_found(done: Done, name: str) -> None:
    for row in truth(name)["notices"]:
        if row["title"]:
            answer = done.search.search(Request(q=f'"{row["title"]}"'))
            assert row["doc_number"] in {hit.doc_number for hit in answer.items}, row["title"]


def test_the_text_layer_was_used_where_it_is_good_and_the_engine_elsewhere(done: Done) -> None:
    tools = {
        row["source_name"].rsplit(".", 1)[-1]: row["engine"].split()[0] for row in export_pages(done.archive)
    }
    assert tools["png"] == "rapidocr"
    assert tools["pdf"] == "pdfplumber"


def test_nothing_is_done_twice(done: Done) -> None:
    plan = reading_step("rapidocr")
    assert enrol(done.archive, plan) == 0
    assert cut_issues(done.archive, Silent(), plan.key).issues == 0
