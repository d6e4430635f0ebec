"""The OpenAPI document: what FastAPI finds out by itself, and what it cannot know."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from index.web.models import InvalidParameter, Problem

DESCRIPTION = (
    "Search the notices of the gazettes held here, and read each one with the image of its page. "
    "Everything is read with GET or HEAD, needs no key, and is UTF-8 JSON unless it says otherwise; corrections are "
    "sent with POST by editors, who have a key (Authorization: Bearer KEY). "
    "Dates are ISO 8601. Offsets count Unicode code points. Boxes are [x0, y0, x1, y1], half-open, in pixels "
    "of the master image set upright, origin top left. Fields may be added, never renamed."
)


def describe(app: FastAPI) -> None:
    """Complete the OpenAPI document of `app`."""
    app.description = DESCRIPTION
    made = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = made()
            schemas = document.setdefault("components", {}).setdefault("schemas", {})
            for model in (Problem, InvalidParameter):
                schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
                schema.pop("$defs", None)
                schemas[model.__name__] = schema
            # Errors are problem details (see `problems`), never FastAPI's own shape.
            for name in ("HTTPValidationError", "ValidationError"):
                schemas.pop(name, None)
            for path in document["paths"].values():
                for operation in path.values():
                    operation["responses"].pop("422", None)
        return app.openapi_schema or {}

    app.openapi = openapi  # type: ignore[method-assign]
