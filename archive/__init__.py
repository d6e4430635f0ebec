"""The store of record: what do we hold, is it intact, who made it, what should exist, who may see it.

    Batch ─< SourceFile                 what was handed in, and what became of each file
    Issue ─< Page ── Blob               what we hold; a blob is a master under its SHA-256, never changed
    Page ─< Derivative ── Step          what was made from a page (a reading), by which tool and settings
    Issue ─< Notice                     what was cut from the readings, with regions, fields, evidence
    PageWork                            the ledger: which page still needs which step, who has it leased

`Archive` opens all of it. Text is kept as read; a better reading is a new derivative, never an edit.
"""

from archive.catalogue import Archive, open_archive
from archive.errors import ArchiveError

__all__ = ["Archive", "ArchiveError", "open_archive"]
