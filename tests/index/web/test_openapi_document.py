"""The OpenAPI document and the page made from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from index.web.problems import KINDS

ROUTES = {
    "/api/v1/missing",
    "/api/v1/discrepancies",
    "/api/v1/search",
    "/api/v1/notices/{notice_id}",
    "/api/v1/notices/{notice_id}/standing",
    "/api/v1/notices/{notice_id}/compared-with/{other_id}",
    "/api/v1/notices/{notice_id}/akn",
    "/api/v1/notices/{notice_id}/gbt33480",
    "/api/v1/notices/{notice_id}/attachments/{number}/table",
    "/api/v1/notices/{notice_id}/corrections",
    "/api/v1/corrections/{correction_id}/undo",
    "/api/v1/issues",
    "/api/v1/issues/{issue_id}",
    "/api/v1/pages/{page_id}",
    "/api/v1/pages/{page_id}/image",
    "/api/v1/coverage",
    "/api/v1/health",
}
ASKED = {
    "/api/v1/search": "/api/v1/search?q=%E5%85%AC%E5%91%8A",
    "/api/v1/notices/{notice_id}": "/api/v1/notices/i1n1?q=%E5%85%AC%E5%91%8A",
    "/api/v1/notices/{notice_id}/standing": "/api/v1/notices/i1n1/standing?on=2004-01-01",
    "/api/v1/notices/{notice_id}/compared-with/{other_id}": "/api/v1/notices/i1n1/compared-with/i1n2",
    "/api/v1/notices/{notice_id}/corrections": "/api/v1/notices/i1n1/corrections",
    "/api/v1/issues": "/api/v1/issues",
    "/api/v1/issues/{issue_id}": "/api/v1/issues/i1",
    "/api/v1/pages/{page_id}": "/api/v1/pages/i1p1",
    "/api/v1/coverage": "/api/v1/coverage",
    "/api/v1/health": "/api/v1/health",
}


def document(client: TestClient) -> dict[str, Any]:
    answer = client.get("/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for item in value.values():
            yield from references(item)
    elif isinstance(value, list):
        for item in value:
            yield from references(item)


def test_it_has_every_route_and_no_other(client: TestClient) -> None:
    assert set(document(client)["paths"]) == ROUTES


def test_every_reference_leads_somewhere(client: TestClient) -> None:
    found = document(client)
    schemas = found["components"]["schemas"]
    for reference in references(found):
        assert reference.removeprefix("#/components/schemas/") in schemas, reference
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)


def test_every_error_is_a_problem_and_never_a_422(client: TestClient) -> None:
    for path, methods in document(client)["paths"].items():
        for operation in methods.values():
            assert "422" not in operation["responses"]
            assert "application/problem+json" in operation["responses"]["default"]["content"], path


def test_every_parameter_is_explained(client: TestClient) -> None:
    for path, methods in document(client)["paths"].items():
        for parameter in [item for operation in methods.values() for item in operation.get("parameters", [])]:
            assert parameter.get("description"), (path, parameter["name"])


def test_the_answers_are_what_it_says(client: TestClient) -> None:
    found = document(client)
    for path, address in ASKED.items():
        response = found["paths"][path]["get"]["responses"]["200"]
        schema = {**response["content"]["application/json"]["schema"], "components": found["components"]}
        Draft202012Validator(schema).validate(client.get(address).json())
    problem = {"$ref": "#/components/schemas/Problem", "components": found["components"]}
    Draft202012Validator(problem).validate(client.get("/api/v1/search?from=x").json())


def test_the_page_shows_every_route_model_and_problem(client: TestClient) -> None:
    page = client.get("/docs").text
    for path in ROUTES:
        assert f"<code>{path}</code>" in page
    for name in document(client)["components"]["schemas"]:
        assert f'id="model-{name}"' in page
    for kind in KINDS:
        assert f'id="problem-{kind.name}"' in page
    for target in re.findall(r'href="#([^"]+)"', page):
        assert f'id="{target}"' in page, target
