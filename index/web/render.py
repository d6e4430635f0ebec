"""Templates: how a page for people is made from values. Everything is escaped unless it is markup itself."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from index.web.i18n import Language
from index.web.images import WIDTHS

HERE = Path(__file__).parent
STATIC = HERE / "static"


@cache
def asset(name: str) -> str:
    """The address of a file in ``static/``, with its content's hash so that it may be cached for good."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


class Pages:
    """Renders templates for one site. `languages` by code, as `index.web.i18n.load_languages` gives them."""

    def __init__(self, languages: Mapping[str, Language], title: str, version: str) -> None:
        self.languages = languages
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["code"] = code_spans
        self._environment.globals.update(
            site=title, version=version, languages=languages, asset=asset, widths=WIDTHS
        )

    def render(self, template: str, **values: Any) -> str:
        """The template as text."""
        return self._environment.get_template(template).render(**values)

    def page(
        self,
        request: Request,
        language: str,
        template: str,
        *,
        section: str = "",
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **values: Any,
    ) -> HTMLResponse:
        """A page in one language. `section` is the part of the site that its navigation shows as current."""
        chosen = self.languages[language]
        html = self.render(
            template,
            language=chosen,
            _=chosen.gettext,
            ngettext=chosen.ngettext,
            section=section,
            in_language=lambda code: in_language(request, code),
            **values,
        )
        return HTMLResponse(
            html, status_code=status, headers={"Content-Language": chosen.tag, **(headers or {})}
        )


def code_spans(text: str) -> Markup:
    """Text with `code` between backticks as HTML; everything else escaped."""
    pieces = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(piece) if place % 2 else escape(piece)
        for place, piece in enumerate(pieces)
    )


def in_language(request: Request, code: str) -> str:
    """The address of the same page in another language."""
    path = request.url.path.split("/", 2)
    rest = quote(path[2] if len(path) > 2 else "")
    query = request.url.query
    return f"/{code}/{rest}" + (f"?{query}" if query else "")
