"""Errors as problem details (RFC 9457) for programs. People get the same on a page, see `index.web.pages`.

`type` is a reference to the paragraph of ``/docs`` that explains the problem; it is the stable,
machine-readable name. `detail` and `remedy` are sentences for the person at the other end. Nothing of an
unexpected error (paths, queries, stack) leaves the server: it is logged, and the client gets `INTERNAL`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from fastapi.responses import JSONResponse

from index.web.models import InvalidParameter, Problem

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A kind of problem: its stable `name`, the `status` it comes with, its `title` for people."""

    name: str
    status: HTTPStatus
    title: str
    meaning: str


NOT_HELD = ProblemKind(
    "not-held", HTTPStatus.NOT_FOUND, "Not held here", "There is no such issue, page or notice."
)
GONE = ProblemKind(
    "gone",
    HTTPStatus.GONE,
    "No longer a notice of its own",
    "There was such a notice, but it was not found again when its issue was cut anew. Its id is given to no other; "
    "`continued_by` names the notice that holds its text now, if one does. Should it come back, so does its id.",
)
NO_IMAGE = ProblemKind(
    "no-image",
    HTTPStatus.NOT_FOUND,
    "No image can be shown",
    "The page is held, but its master file cannot be turned into an image.",
)
NO_ROUTE = ProblemKind(
    "no-route",
    HTTPStatus.NOT_FOUND,
    "No such address",
    "The address is not one of those listed on this page.",
)
INVALID_REQUEST = ProblemKind(
    "invalid-request",
    HTTPStatus.BAD_REQUEST,
    "The request cannot be answered as it stands",
    "A parameter has a value that is not allowed; `errors` names each one.",
)
UNKNOWN_PARAMETER = ProblemKind(
    "unknown-parameter",
    HTTPStatus.BAD_REQUEST,
    "Unknown parameter",
    "A parameter is misspelt or not offered yet; `allowed` lists those that are. Nothing is ignored silently.",
)
METHOD_NOT_ALLOWED = ProblemKind(
    "method-not-allowed",
    HTTPStatus.METHOD_NOT_ALLOWED,
    "Method not allowed",
    "Everything is read with GET or HEAD; corrections are sent with POST.",
)
TOO_LARGE = ProblemKind(
    "too-large",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "Too much was sent",
    "What was sent is larger than any correction can be.",
)
UNAUTHORISED = ProblemKind(
    "unauthorised",
    HTTPStatus.UNAUTHORIZED,
    "A key is needed",
    "Corrections are made by editors, who have a key for it. Reading needs none.",
)
FORBIDDEN = ProblemKind(
    "forbidden",
    HTTPStatus.FORBIDDEN,
    "Not allowed here",
    "This server takes no corrections over the network.",
)
UNAVAILABLE = ProblemKind(
    "unavailable",
    HTTPStatus.SERVICE_UNAVAILABLE,
    "Not available at the moment",
    "The catalogue or the index does not answer, or too many page images are asked for at once. "
    "Try again in a moment.",
)
INTERNAL = ProblemKind(
    "internal",
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "Internal error",
    "Something went wrong here, not in the request. The operator finds it in the server's log.",
)

KINDS = (
    NOT_HELD,
    GONE,
    NO_IMAGE,
    NO_ROUTE,
    INVALID_REQUEST,
    UNKNOWN_PARAMETER,
    METHOD_NOT_ALLOWED,
    TOO_LARGE,
    UNAUTHORISED,
    FORBIDDEN,
    UNAVAILABLE,
    INTERNAL,
)


@dataclass(eq=False)
class Trouble(Exception):
    """Raised by routes: a problem of a `kind`, told to the client as such."""

    kind: ProblemKind
    detail: str
    remedy: str = ""
    errors: Sequence[tuple[str, str]] = ()
    allowed: Sequence[str] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    continued_by: str = ""

    def __str__(self) -> str:
        return f"{self.kind.title}: {self.detail}"


def problem_response(trouble: Trouble, path: str) -> JSONResponse:
    """`trouble` as ``application/problem+json``; `path` is that of the request."""
    problem = Problem(
        type=f"/docs#problem-{trouble.kind.name}",
        title=trouble.kind.title,
        status=int(trouble.kind.status),
        detail=trouble.detail,
        instance=path,
        remedy=trouble.remedy or None,
        errors=[InvalidParameter(name=name, reason=reason) for name, reason in trouble.errors] or None,
        allowed=list(trouble.allowed) or None,
        continued_by=trouble.continued_by or None,
    )
    return JSONResponse(
        problem.model_dump(exclude_none=True),
        status_code=problem.status,
        headers=dict(trouble.headers),
        media_type=MEDIA_TYPE,
    )
