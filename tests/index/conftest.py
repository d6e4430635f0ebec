"""Notices drawn by the tests themselves, and an index of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from index.record import Indexable, SourceText
from index.search import Search, open_search
from index.write import open_writer


def make_notice(id_: str = "n1", text: str = "", **fields: object) -> Indexable:
    """A notice with the given text; everything else plain, unless given."""
    given: dict[str, object] = {
        "id": id_,
        "title": "",
        "doc_number": "",
        "doc_number_printed": "",
        "kind": "公告",
        "issuers": ("海关总署",),
        "series": "海关总署文告",
        "date": date(2019, 11, 5),
        "text": text,
        "attachments": (),
        "issue_id": "i1",
        "revision": "1",
    }
    return Indexable(**(given | fields))


class Catalogue:
    """Stands for the catalogue: the source texts of notices, by id; counts what is asked for."""

    def __init__(self) -> None:
        self.notices: dict[str, Indexable] = {}
        self.asked: list[str] = []

    def texts(self, ids: Sequence[str]) -> Mapping[str, SourceText]:
        self.asked += ids
        held = [self.notices[id_] for id_ in ids if id_ in self.notices]
        return {n.id: SourceText(n.title, n.doc_number, n.text, n.attachments) for n in held}


class Shelf:
    """An index in a folder, and the catalogue behind it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.catalogue = Catalogue()
        self._opened: list[Search] = []

    def put(self, *notices: Indexable) -> None:
        with open_writer(self.path) as writer:
            for notice in notices:
                writer.put(notice)
                self.catalogue.notices[notice.id] = notice

    def remove(self, *ids: str) -> None:
        with open_writer(self.path) as writer:
            for id_ in ids:
                assert writer.remove(id_)
                del self.catalogue.notices[id_]

    def open(self) -> Search:
        search = open_search(self.path, self.catalogue.texts)
        self._opened.append(search)
        return search

    def close(self) -> None:
        for search in self._opened:
            search.close()


@pytest.fixture
def shelf(tmp_path: Path) -> Iterable[Shelf]:
    made = Shelf(tmp_path / "index")
    yield made
    made.close()


@pytest.fixture
def shelf_at() -> Iterable[Callable[[Path], Shelf]]:
    made: list[Shelf] = []

    def at(path: Path) -> Shelf:
        made.append(Shelf(path))
        return made[-1]

    yield at
    for one in made:
        one.close()


@pytest.fixture
def notice() -> Callable[..., Indexable]:
    return make_notice
