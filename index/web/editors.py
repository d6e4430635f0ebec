"""Who may correct over the network: people with a key, given to them by whoever runs the archive."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import Request

from index.web.problems import FORBIDDEN, UNAUTHORISED, Trouble


@dataclass(frozen=True, slots=True)
class Editors:
    """`keys` gives each editor's key by the name that their corrections bear. Empty: the network changes nothing."""

    keys: Mapping[str, str] = field(default_factory=dict)

    def name_of(self, request: Request) -> str:
        """The editor whose key the request bears (``Authorization: Bearer KEY``). Raises Trouble."""
        if not self.keys:
            raise Trouble(
                FORBIDDEN,
                "This server takes no corrections.",
                "Give editors a key with WENGAO_EDITORS, or use `wengao correct`.",
            )
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        # Every key is compared, in constant time: how long an answer takes tells nothing.
        names = [
            name
            for name, key in self.keys.items()
            if hmac.compare_digest(key.encode(), given.strip().encode())
        ]
        if scheme.lower() != "bearer" or not names:
            raise Trouble(
                UNAUTHORISED,
                "Corrections need the key of an editor.",
                "Send it as Authorization: Bearer KEY.",
                headers={"WWW-Authenticate": 'Bearer realm="wengao"'},
            )
        return names[0]
