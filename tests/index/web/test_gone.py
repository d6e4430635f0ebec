"""The address of a notice that vanished says so, and where to look: for programs and for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from archive import Archive
from archive.notice_records import Notice
from archive.notices import issue_notices, replace_notices


@pytest.fixture
def merged(archive: Archive) -> Iterator[tuple[Notice, Notice]]:
    """Two notices of which the second became a part of the first; afterwards all is as it was."""
    with archive.write() as connection:
        first, second, *rest = issue_notices(connection, "i1")
        whole = replace(
            first,
            pages=(first.pages[0], second.pages[1]),
            text=f"{first.text}\n{second.title}\n{second.text}",
        )
        replace_notices(connection, "i1", [whole, *rest], [], "cut again")
    yield first, second
    with archive.write() as connection:
        replace_notices(connection, "i1", [first, second, *rest], [], "as it was")


def test_programs_get_410_and_the_heir(client: TestClient, merged: tuple[Notice, Notice]) -> None:
    first, second = merged
    for path in (f"/{second.id}", f"/{second.id}/standing", f"/{first.id}/compared-with/{second.id}"):
        answer = client.get(f"/api/v1/notices{path}")
        assert answer.status_code == 410, path
        body = answer.json()
        assert body["type"] == "/docs#problem-gone"
        assert body["continued_by"] == first.id
        assert second.title in body["detail"]
    assert client.get(f"/api/v1/notices/{first.id}").status_code == 200


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_people_get_a_page_with_a_link(
    client: TestClient, merged: tuple[Notice, Notice], language: str
) -> None:
    first, second = merged
    answer = client.get(f"/{language}/notices/{second.id}")
    assert answer.status_code == 410
    assert f'href="/{language}/notices/{first.id}"' in answer.text
    assert answer.headers["content-language"].lower() == language


def test_an_id_that_comes_back_answers_again(
    archive: Archive, client: TestClient, merged: tuple[Notice, Notice]
) -> None:
    first, second = merged
    with archive.write() as connection:
        _, *rest = issue_notices(connection, "i1")
        replace_notices(connection, "i1", [first, second, *rest], [], "and once more")
    assert client.get(f"/api/v1/notices/{second.id}").json()["title"] == second.title


def test_what_never_was_is_still_not_held(client: TestClient) -> None:
    assert client.get("/api/v1/notices/i1n99").status_code == 404
