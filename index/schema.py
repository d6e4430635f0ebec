"""The Whoosh schema: what is looked up, and the one record a notice leaves in the index.

Texts themselves are not kept here; they live in the catalogue.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.formats import Existence

from index.analysis import terms
from index.fold import fold
from index.numbers import find_numbers, number_key
from index.record import Indexable

SCHEMA_VERSION: Final = 2
"""Raise it when the schema, the analysis, the keys of numbers or the record change: indexes then rebuild."""

TEXT_FIELDS: Final = ("title", "number", "body", "attachments")
OWN_NUMBER: Final = "own_number"
CITED_NUMBER: Final = "cited_number"
ID: Final = "id"
RECORD: Final = "record"


class Terms(FieldType):  # type: ignore[misc]
    """A field whose terms come ready made, as a mapping of term to count; see `index.inverting`."""

    def __init__(self, *, unique: bool = False) -> None:
        # Existence keeps no payload with a posting; the count travels as its weight.
        super().__init__(format=Existence(), analyzer=None, scorable=False, unique=unique)


def schema() -> Schema:
    """Build the schema."""
    texts = {name: Terms() for name in TEXT_FIELDS}
    return Schema(
        **texts,
        **{
            OWN_NUMBER: Terms(),
            CITED_NUMBER: Terms(),
            ID: Terms(unique=True),
            RECORD: COLUMN(VarBytesColumn()),
        },
    )


@dataclass(frozen=True, slots=True)
class Record:
    """What the index keeps of a notice beside its terms. `day` is a proleptic ordinal, 0 for no date.

    `lengths` are tokens in each of TEXT_FIELDS, in their order.
    """

    id: str
    revision: str
    kind: str
    issuers: tuple[str, ...]
    series: str
    issue_id: str
    day: int
    lengths: tuple[int, int, int, int]

    def dump(self) -> bytes:
        """Write the record as bytes of JSON."""
        row = (
            self.id,
            self.revision,
            self.kind,
            self.issuers,
            self.series,
            self.issue_id,
            self.day,
            self.lengths,
        )
        return json.dumps(row, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def load_records(dumped: Iterable[bytes]) -> list[Record]:
    """Read records back, in order."""
    rows = json.loads(b"[" + b",".join(dumped) + b"]")
    return [
        Record(id_, revision, kind, tuple(issuers), series, issue_id, day, tuple(lengths))
        for id_, revision, kind, issuers, series, issue_id, day, lengths in rows
    ]


def analyse(notice: Indexable) -> tuple[dict[str, Mapping[str, int]], Record]:
    """Turn a notice into the terms of each field, and its record."""
    title, number, body = fold(notice.title), fold(notice.doc_number), fold(notice.text)
    attachments = fold("\n".join(notice.attachments))
    counted = [terms(text) for text in (title, number, body, attachments)]
    own = {number_key(printed) for printed in (notice.doc_number, notice.doc_number_printed) if printed}
    cited = {key.term() for text in (title, body, attachments) for _, _, key in find_numbers(text)}
    lengths = [length for _, length in counted]
    record = Record(
        id=notice.id,
        revision=notice.revision,
        kind=notice.kind,
        issuers=notice.issuers,
        series=notice.series,
        issue_id=notice.issue_id,
        day=0 if notice.date is None else notice.date.toordinal(),
        lengths=(lengths[0], lengths[1], lengths[2], lengths[3]),
    )
    fields: dict[str, Mapping[str, int]] = {
        **{name: counts for name, (counts, _) in zip(TEXT_FIELDS, counted, strict=True)},
        OWN_NUMBER: {key.term(): 1 for key in own if key is not None},
        CITED_NUMBER: dict.fromkeys(cited, 1),
        ID: {notice.id: 1},
    }
    return fields, record
