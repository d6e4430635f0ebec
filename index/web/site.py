"""Everything the routes work with, opened once and handed to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from archive import Archive
from index.search import Search
from index.web.editors import Editors
from index.web.i18n import Language
from index.web.images import PageImages
from index.web.opened import Readings
from index.web.standings import KeptStandings


@dataclass(frozen=True, slots=True)
class Site:
    """`title` stands in every page's head; `public_url` (no slash at its end) begins permanent links.

    Without a `public_url` they begin with the address the reader used. `editors` may correct; what they corrected is
    put into the index in the folder `index` (None: by the next run).
    """

    archive: Archive
    search: Search
    readings: Readings
    standings: KeptStandings
    images: PageImages
    languages: Mapping[str, Language]
    title: str
    version: str
    public_url: str = ""
    editors: Editors = field(default_factory=Editors)
    index: Path | None = None
