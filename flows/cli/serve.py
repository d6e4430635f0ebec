"""`wengao serve`: the search page, the notice pages and the API."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.options import HomeOption, err, reading_archive


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on; default: WENGAO_HOST.")] = None,
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="Port to listen on; default: WENGAO_PORT; 0: any free one."),
    ] = None,
    home: HomeOption = None,
) -> None:
    """Serve the search page, notice pages and the API until interrupted (Ctrl-C)."""
    from archive.intake.limits import Limits  # noqa: PLC0415
    from index.search import open_search  # noqa: PLC0415 - the web stack takes a second to import
    from index.web.app import create_app  # noqa: PLC0415
    from index.web.editors import Editors  # noqa: PLC0415
    from index.web.serve import listen, run  # noqa: PLC0415
    from index.web.texts import catalogue_texts  # noqa: PLC0415
    from ocr.grammar.issuers.authorities import authorities_with, names_in_line  # noqa: PLC0415

    with reading_archive(home) as (settings, archive), authorities_with(settings.own_authorities):
        search = open_search(Path(settings.index_url), catalogue_texts(archive), names_in_line)
        app = create_app(
            archive,
            search,
            limits=Limits(max_pixels=settings.max_pixels),
            editors=Editors(settings.editor_keys),
            index=Path(settings.index_url),
        )
        listener = listen(host or settings.host, settings.port if port is None else port)
        bound = listener.getsockname()
        err.print(
            f"wengao 文告: http://{bound[0]}:{bound[1]}/   (Ctrl-C ends it 按 Ctrl-C 结束)", soft_wrap=True
        )
        run(app, listener)


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(serve)
