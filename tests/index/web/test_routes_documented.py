"""docs/reference.md names every route of the API with its parameters, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.testclient import TestClient

REFERENCE = Path(__file__).parents[3] / "docs" / "reference.md"


def test_the_reference_has_every_route_and_parameter(client: TestClient) -> None:
    told = {}
    for line in REFERENCE.read_text(encoding="utf-8").splitlines():
        if row := re.match(r"\| `(/api/[^`]*)` \| .* \|(.*)\|$", line):
            told[row[1]] = set(re.findall(r"`([^`]+)`", row[2]))
    real = {}
    for path, methods in client.get("/openapi.json").json()["paths"].items():
        parameters = [item for operation in methods.values() for item in operation.get("parameters", [])]
        real[path] = {item["name"] for item in parameters if item["in"] == "query"}
    assert told == real
