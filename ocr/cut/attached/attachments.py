"""An attachment's lines into label, title, text, clauses and table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ocr.cut.attached.attachment_runs import AttachmentRun
from ocr.cut.attached.attachment_titles import title_rows
from ocr.cut.attached.table_joins import JoinedTable, joined
from ocr.cut.attached.table_parts import table_parts
from ocr.cut.paragraphs import paragraphs
from ocr.cut.traced import Traced, join
from ocr.grammar.attachment_heads import attachment_head
from ocr.grammar.clauses import Clause, find_clauses
from ocr.page import PageText
from ocr.section import Attachment


@dataclass(frozen=True, slots=True)
class AttachmentReading:
    """An attachment with the print of its title, its text and each cell of its table (``()`` when it has none).

    `left_out` is print that stands in none of them, with the rule that says why: heads of a table printed again
    (``head-printed-again``), 续表 (``goes-on``); and the rest of a row that a page parted (``row-goes-on``), which is
    in its cell.
    """

    attachment: Attachment
    title: Traced
    text: Traced
    cells: tuple[tuple[Traced, ...], ...]
    left_out: tuple[tuple[str, Traced], ...] = ()

    @property
    def printed(self) -> str:
        """Title, text and cells, a line each: what numbers are looked for in."""
        cells = (cell.text for row in self.cells for cell in row)
        return "\n".join((self.attachment.title, self.text.text, *cells))


def read_attachment(run: AttachmentRun, number: int, pages: Sequence[PageText] = ()) -> AttachmentReading:
    """The attachment on the lines of `run`, whose tables in `pages` tell rows and columns of cells.

    `number` is its place among those of its notice, from 1: it names the clauses (``att_1__art_5``) where no number is
    printed. Its label (附件1) is not part of the title, nor are the cells of its table part of the text.
    """
    rows = run.rows
    head = None if rows[0].cell else attachment_head(rows[0].text)
    titles, at = title_rows(rows)
    title = join(titles)
    text = paragraphs([row for row in rows[at:] if not row.cell])
    table = joined(list(table_parts([row for row in rows[at:] if row.cell], pages)))
    if not title.text:
        title, table = _title_in_table(table)
    cells = tuple(table.rows)
    attachment = Attachment(
        title=title.text,
        text=text.text,
        pages=(rows[0].page, max(row.page for row in rows)),
        table=tuple(tuple(cell.text for cell in row) for row in cells) or None,
        label=head.label if head else "",
        clauses=_clauses(text.text, (head.number if head else 0) or number),
        head_rows=table.heads,
        merged=tuple(table.merged),
    )
    return AttachmentReading(attachment, title, text, cells, _left_out(run, table))


def _title_in_table(table: JoinedTable) -> tuple[Traced, JoinedTable]:
    """A title that the layout took for the first row of its table: alone in its row, over rows of several cells."""
    filled = [[cell for cell in row if cell.text] for row in table.rows[:2]]
    if len(table.rows) < 3 or len(filled[0]) != 1 or len(filled[1]) < 2 or filled[0][0].text[0].isdigit():
        return Traced(), table
    return filled[0][0], replace(
        table,
        rows=table.rows[1:],
        heads=max(0, table.heads - 1),
        merged=[(row - 1, column, down, across) for row, column, down, across in table.merged if row > 0],
    )


def _clauses(text: str, number: int) -> tuple[Clause, ...]:
    """The clauses of an attachment: their anchors begin with it, so that they are unique in the notice."""
    return tuple(replace(clause, anchor=f"att_{number}__{clause.anchor}") for clause in find_clauses(text))


def _left_out(run: AttachmentRun, table: JoinedTable) -> tuple[tuple[str, Traced], ...]:
    return (
        *(("goes-on", row.traced) for row in run.again),
        *(("head-printed-again", join(row, " ")) for row in table.dropped),
        *(("row-goes-on", join((cell for cell in row if cell.text), " ")) for row in table.broken),
    )
