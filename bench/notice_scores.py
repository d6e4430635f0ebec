"""A cut against the truth of its issue: which notices were found, and which of their fields are right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bench.failures import Failure
from bench.matching import ReadLine, errors_by_line, print_under
from bench.rates import NONE, Errors, errors, flat
from bench.shares import NONE_SEEN, Share
from draw.truth import IssueTruth, NoticeTruth
from ocr.line import FURNITURE
from ocr.page import PageText
from ocr.section import Cut, Section

Place = tuple[int, int]
"""Page of the issue and line of the truth, both from 0."""


@dataclass(slots=True)
class Scores:
    """Sums over issues. `found`: right of all true ones, `cut`: right of all that were cut; F1 follows."""

    found: Share = NONE_SEEN
    cut: Share = NONE_SEEN
    fields: dict[str, Share] = field(default_factory=dict)
    titles: Errors = NONE
    bodies: Errors = NONE
    reading: Errors = NONE
    wrong: list[Failure] = field(default_factory=list)

    @property
    def f1(self) -> float | None:
        total = self.found.total + self.cut.total
        return 2 * self.found.right / total if total else None

    def add(self, other: Scores) -> None:
        self.found += other.found
        self.cut += other.cut
        for name, share in other.fields.items():
            self.fields[name] = self.fields.get(name, NONE_SEEN) + share
        self.titles += other.titles
        self.bodies += other.bodies
        self.reading += other.reading
        self.wrong += other.wrong


def scores_of(issue: IssueTruth, pages: Sequence[PageText], cut: Cut) -> Scores:
    """How well `cut`, made of the readings `pages`, has the notices of `issue`."""
    scores = Scores()
    under = [print_under(truth, lines_of(page)) for truth, page in zip(issue.pages, pages, strict=True)]
    true_lines = [_true_lines(issue, number) for number in range(len(issue.notices))]
    cut_lines = [_cut_lines(section, under) for section in cut.sections]
    partner = _partners(true_lines, cut_lines)
    right = 0
    for number, notice in enumerate(issue.notices):
        name = f"{issue.style} {issue.seed} level {issue.level}, {notice.doc_number or notice.title}"
        at = partner.get(number)
        if at is None:
            scores.wrong.append(Failure(name, "not found", 10))
        elif not _same_ends(true_lines[number], cut_lines[at]):
            scores.wrong.append(Failure(name, "begins or ends elsewhere", 3))
        else:
            right += 1
        _fields(scores, name, notice, cut.sections[at] if at is not None else None)
        _texts(scores, name, notice, cut.sections[at] if at is not None else None, issue.style == "english")
    scores.found = Share(right, len(issue.notices))
    scores.cut = Share(right, len(cut.sections))
    for truth, page in zip(issue.pages, pages, strict=True):
        scores.reading += errors_by_line(truth, lines_of(page), issue.style == "english")
    return scores


def lines_of(page: PageText) -> list[ReadLine]:
    """The lines of a reading, as `bench.matching` takes them."""
    return [ReadLine(line.text, line.box) for line in page.lines]


def _true_lines(issue: IssueTruth, notice: int) -> list[Place]:
    return [
        (page, index)
        for page, truth in enumerate(issue.pages)
        for index, line in enumerate(truth.lines)
        if line.notice == notice and line.role not in FURNITURE
    ]


def _cut_lines(section: Section, under: Sequence[Mapping[int, int]]) -> list[Place]:
    """The print that the fields of a section were read from, in order."""
    places = {
        (span.page, under[span.page][span.line]) for span in section.spans if span.line in under[span.page]
    }
    return sorted(places)


def _partners(true: Sequence[Sequence[Place]], cut: Sequence[Sequence[Place]]) -> dict[int, int]:
    """For each true notice the section that shares most lines with it; a section is given once."""
    ranked = sorted(
        ((len(set(a) & set(b)), t, c) for t, a in enumerate(true) for c, b in enumerate(cut)), reverse=True
    )
    found: dict[int, int] = {}
    for shared, t, c in ranked:
        if shared and t not in found and c not in found.values():
            found[t] = c
    return found


def _same_ends(true: Sequence[Place], cut: Sequence[Place]) -> bool:
    return bool(true and cut) and (min(true), max(true)) == (min(cut), max(cut))


def _fields(scores: Scores, name: str, notice: NoticeTruth, section: Section | None) -> None:
    def compare(what: str, wanted: object, got: object) -> None:
        same = section is not None and wanted == got
        scores.fields[what] = scores.fields.get(what, NONE_SEEN) + Share(int(same), 1)
        if section is not None and not same:
            scores.wrong.append(Failure(name, f"{what} {_told(wanted)} → {_told(got)}", 1))

    def day(value: object) -> str | None:
        return None if value is None else str(value)

    compare("doc_number", notice.doc_number, section.doc_number if section else None)
    compare("issuers", frozenset(notice.issuers), frozenset(section.issuers if section else ()))
    compare("date", notice.date, day(section.date) if section else None)
    compare("effective date", notice.effective_date, day(section.effective_date) if section else None)
    compare("attachments", len(notice.attachments), len(section.attachments) if section else None)
    cells = [row for item in notice.attachments for row in item.table or ()]
    got = [row for item in (section.attachments if section else ()) for row in item.table or ()]
    wanted = Counter((r, c, cell) for r, row in enumerate(cells) for c, cell in enumerate(row))
    placed = Counter((r, c, cell) for r, row in enumerate(got) for c, cell in enumerate(row))
    scores.fields["table cells"] = scores.fields.get("table cells", NONE_SEEN) + Share(
        (wanted & placed).total(), wanted.total()
    )
    _sets(scores, "cited numbers", notice.cites, section.cites if section else ())
    _sets(
        scores,
        "relations",
        [(r.kind, r.target, r.scope) for r in notice.relations],
        [(r.kind, r.target, r.scope) for r in section.relations] if section else (),
    )


def _sets(scores: Scores, what: str, wanted: Iterable[object], got: Iterable[object]) -> None:
    true, told = set(wanted), set(got)
    for suffix, total in (("precision", told), ("recall", true)):
        key = f"{what}, {suffix}"
        scores.fields[key] = scores.fields.get(key, NONE_SEEN) + Share(len(true & told), len(total))


def _texts(scores: Scores, name: str, notice: NoticeTruth, section: Section | None, latin: bool) -> None:
    def compare(wanted: str, got: str) -> Errors:
        return errors(flat(wanted.split("\n"), latin), flat(got.split("\n"), latin))

    title = compare(notice.title, section.title if section else "")
    scores.titles += title
    scores.bodies += compare(notice.text, section.text if section else "")
    if section is not None and title.edits:
        harm = min(1.0, title.edits / max(1, title.characters))
        scores.wrong.append(Failure(name, f"title {notice.title} → {section.title or '–'}", harm))


def _told(value: object) -> str:
    if isinstance(value, frozenset):
        return "、".join(sorted(value)) or "–"
    return "–" if value in (None, "") else str(value)
