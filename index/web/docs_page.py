"""``/docs``: the OpenAPI document as a page that needs no script and nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from index.web.problems import KINDS
from index.web.render import Pages

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """A parameter of a route."""

    name: str
    place: str
    description: str
    example: str | None


@dataclass(frozen=True, slots=True)
class Route:
    """A route; `model` names the schema of its answer, empty when that is no JSON; `sent` what it takes."""

    id: str
    path: str
    method: str
    sent: tuple[TypeName, ...]
    summary: str
    description: str
    parameters: tuple[ParameterRow, ...]
    model: str
    media_type: str


@dataclass(frozen=True, slots=True)
class TypeName:
    """A type in words; `model` when it has a paragraph of its own."""

    text: str
    model: str = ""


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field of an answer."""

    name: str
    types: tuple[TypeName, ...]
    description: str
    example: str | None


@dataclass(frozen=True, slots=True)
class Model:
    """An answer, or a part of one."""

    name: str
    description: str
    fields: tuple[FieldRow, ...]


def docs_page(app: FastAPI, pages: Pages) -> HTMLResponse:
    """The page."""
    document = app.openapi()
    html = pages.render(
        "docs.html",
        description=document["info"]["description"],
        routes=[
            _route(path, method, operation)
            for path, methods in document["paths"].items()
            for method, operation in methods.items()
        ],
        models=[_model(name, schema) for name, schema in sorted(document["components"]["schemas"].items())],
        problems=KINDS,
    )
    return HTMLResponse(html, headers={"Content-Language": "en"})


def _route(path: str, method: str, operation: Mapping[str, Any]) -> Route:
    content = next(
        answer["content"] for status, answer in operation["responses"].items() if status.startswith("2")
    )
    sent = operation.get("requestBody", {}).get("content", {}).get(JSON, {}).get("schema", {})
    media_type = next(iter(content))
    answer = content.get(JSON, {}).get("schema", {})
    return Route(
        id=str(operation["operationId"]),
        path=path,
        method=method.upper(),
        sent=tuple(_types(sent)) if sent else (),
        summary=operation["summary"],
        description=operation.get("description", ""),
        parameters=tuple(
            ParameterRow(
                parameter["name"],
                parameter["in"],
                parameter.get("description", ""),
                _example(parameter["schema"], parameter),
            )
            for parameter in operation.get("parameters", ())
        ),
        model=_name(answer["$ref"]) if "$ref" in answer else "",
        media_type=media_type,
    )


def _model(name: str, schema: Mapping[str, Any]) -> Model:
    return Model(
        name,
        schema.get("description", ""),
        tuple(
            FieldRow(field, tuple(_types(value)), value.get("description", ""), _example(value))
            for field, value in schema.get("properties", {}).items()
        ),
    )


def _types(schema: Mapping[str, Any]) -> list[TypeName]:
    if options := schema.get("anyOf") or schema.get("oneOf"):
        return [name for option in options for name in _types(option)]
    if "$ref" in schema:
        return [TypeName(_name(schema["$ref"]), _name(schema["$ref"]))]
    if schema.get("type") == "array":
        return [TypeName(f"list of {item.text}", item.model) for item in _types(schema.get("items", {}))]
    return [TypeName(str(schema.get("format") or schema.get("type") or "any"))]


def _example(*places: Mapping[str, Any]) -> str | None:
    for place in places:
        examples = place.get("examples")
        if isinstance(examples, list) and examples and examples[0] not in (None, [], ""):
            first = examples[0]
            return ", ".join(map(str, first)) if isinstance(first, list) else str(first)
    return None


def _name(reference: str) -> str:
    return reference.rsplit("/", 1)[-1]
