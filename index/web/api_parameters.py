"""Parameters of the JSON interface: what each route knows, and what it says to the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Path, Request
from fastapi.routing import APIRoute

from index.web.problems import INVALID_REQUEST, MEDIA_TYPE, UNKNOWN_PARAMETER, Trouble
from index.web.query import Invalid, clean

NoticeId = Annotated[str, Path(description="Id of a notice.", examples=["i7n3"])]
IssueId = Annotated[str, Path(description="Id of an issue.", examples=["i7"])]
PageId = Annotated[str, Path(description="Id of a page.", examples=["i7p12"])]

MEANINGS = {
    400: "A parameter is wrong or unknown.",
    401: "The key of an editor is needed.",
    403: "This server takes no corrections.",
    404: "Not held here.",
    410: "No longer a notice of its own.",
    503: "Not available just now.",
}


def only_known(request: Request) -> None:
    """Refuses a request with a parameter that its route does not have. Raises Trouble."""
    route = request.scope["route"]
    known = (
        [parameter.alias for parameter in route.dependant.query_params] if isinstance(route, APIRoute) else []
    )
    unknown = [clean(name)[:100] for name in request.query_params if name not in known]
    if unknown:
        raise Trouble(
            UNKNOWN_PARAMETER,
            f"{request.url.path} has no parameter {unknown[0]!r}.",
            f"Leave it out, or use one of: {', '.join(known)}." if known else "Leave it out.",
            errors=[(name, "Is not known here.") for name in unknown[:20]],
            allowed=known,
        )


def refuse(faults: Sequence[Invalid]) -> None:
    """Raises Trouble when there are any faults."""
    if faults:
        raise faulty(faults)


def faulty(faults: Sequence[Invalid]) -> Trouble:
    """What to raise for parameters that cannot be used."""
    return Trouble(
        INVALID_REQUEST,
        " ".join(f"{fault.name}: {fault.reason}" for fault in faults),
        "Correct the parameters named in errors; /docs has an example of each.",
        errors=[(fault.name, fault.reason) for fault in faults],
    )


def whole_number(name: str, text: str, most: int) -> int:
    """`text` as a number from 1 to `most`. Raises Trouble."""
    if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= most):
        raise faulty([Invalid(name, f"Is a number from 1 to {most}.")])
    return int(text)


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route may answer besides 200, for OpenAPI."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    found: dict[int | str, dict[str, Any]] = {
        status: {"description": MEANINGS[status], "content": content} for status in (400, *statuses)
    }
    found["default"] = {"description": "Any other problem.", "content": content}
    return found
