"""The standings of all notices, made anew only when an issue was cut again."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from archive import Archive
from archive.formats.akn_known import NOTHING_KNOWN, Known, known
from archive.statements import Statement, all_statements, statements_version
from index.standing import Standings, act_of


class KeptStandings:
    """Standings and statements of the archive's present notices, for all threads."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lock = threading.Lock()
        self._version = ""
        self._standings = Standings(())
        self._statements: Mapping[str, Statement] = {}
        self._known: tuple[str, Known] = ("", NOTHING_KNOWN)

    def present(self) -> tuple[Standings, Mapping[str, Statement]]:
        """Those of now; statements by notice id."""
        with self._archive.read() as connection:
            version = statements_version(connection)
            with self._lock:
                if version != self._version:
                    found = {statement.id: statement for statement in all_statements(connection)}
                    self._standings = Standings(act_of(statement) for statement in found.values())
                    self._statements, self._version = found, version
                return self._standings, self._statements

    def known(self) -> Known:
        """What the present notices say of each other, for the formats that tell it."""
        _, statements = self.present()
        with self._lock:
            if self._known[0] != self._version:
                self._known = (self._version, known(statements.values()))
            return self._known[1]
