"""`wengao inspect`: a picture of what was read from a page."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from archive.errors import Refused
from flows.cli.options import HomeOption, JsonOption, out, plain, reading_archive
from flows.cli.output import told, whole

if TYPE_CHECKING:
    from PIL import Image

    from archive import Archive
    from archive.reading_types import Reading
    from archive.records import Page

FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
LISTED = 5
"""Lines that are printed as the least sure ones."""


def inspect(
    page: Annotated[str, typer.Argument(help="Page id, as i7p12; `wengao export pages` lists them.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="PNG, JPEG or WebP file; default: i7p12.png in this folder."),
    ] = None,
    width: Annotated[
        int,
        typer.Option("--width", min=200, max=6000, help="Pixels across the page in the picture, at most."),
    ] = 1600,
    characters: Annotated[
        bool, typer.Option("--characters", help="Mark each character, coloured by its own confidence.")
    ] = False,
    text: Annotated[
        bool, typer.Option("--text", help="Set the text as it was read beside the page.")
    ] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Draw over a page what was read from it.

    Lines by confidence, reading order, roles, tables, seals, print that was missed.
    """
    path = output or Path(f"{page}.png")
    if path.suffix.lower() not in FORMATS:
        raise typer.BadParameter("the name must end in .png, .jpg or .webp.", param_hint="--output")
    from archive.picture import draw_reading, find_font  # noqa: PLC0415 - Pillow is not needed by other commands

    with reading_archive(home) as (settings, archive):
        held, reading = _find(archive, page)
        image = _image(archive, held, settings.max_pixels)
    font = find_font()
    caption = f"{held.id}   {held.source_name}" + (f"   frame {held.frame + 1}" if held.frame else "")
    picture = draw_reading(
        image, reading, width=width, characters=characters, text=text, caption=caption, font=font
    )
    _save(picture, path)
    if as_json:
        sys.stdout.write(json.dumps(_as_json(held, reading, path), ensure_ascii=False, indent=2) + "\n")
    else:
        _print(held, reading, path)
        if text and font is None:
            out.print(
                "[yellow]no Chinese font found 未找到中文字体[/yellow]: install fonts-noto-cjk for the text"
            )


def _find(archive: Archive, page_id: str) -> tuple[Page, Reading]:
    from archive.holdings import get_page  # noqa: PLC0415
    from archive.readings import current_reading, load_reading  # noqa: PLC0415

    with archive.read() as connection:
        page = get_page(connection, page_id)
        derivative = current_reading(connection, page_id)
    return page, load_reading(archive.store, derivative)


def _image(archive: Archive, page: Page, max_pixels: int) -> Image.Image:
    from PIL import Image  # noqa: PLC0415

    from archive.intake.limits import Limits  # noqa: PLC0415
    from archive.intake.raster import raster  # noqa: PLC0415

    try:
        with archive.store.local_path(page.sha256) as path:
            return Image.fromarray(
                raster(path, page.media_type, page.frame, Limits(max_pixels=max_pixels)).pixels
            )
    except Refused as error:
        name = f"Page {page.id} ({page.source_name})"
        raise type(error)(f"{name}: {error.reason}", error.remedy) from error


def _save(picture: Image.Image, path: Path) -> None:
    with told(path), whole(path) as stream:
        picture.save(stream, FORMATS[path.suffix.lower()], optimize=True)


def _as_json(page: Page, reading: Reading, path: Path) -> dict[str, Any]:
    """The reading without positions of single characters; `number` is that in the picture, from 1."""
    lines = [
        {
            "number": number,
            "text": line.text,
            "box": list(line.box),
            "confidence": line.confidence,
            "role": line.role,
            "direction": line.direction,
            "turn": line.turn,
            "block": line.block,
            "doubts": [plain(doubt) for doubt in line.doubts],
        }
        for number, line in enumerate(reading.lines, start=1)
    ]
    return {
        "page": page.id,
        "source_name": page.source_name,
        "frame": page.frame,
        "picture": str(path),
        "width": reading.width,
        "height": reading.height,
        "direction": reading.direction,
        "dpi": reading.dpi or None,
        "engine": f"{reading.step.tool} {reading.step.version}",
        "confidence": reading.confidence,
        "expected_error": reading.expected_error,
        "lines": lines,
        **{
            name: plain(getattr(reading, name))
            for name in ("leaves", "tables", "seals", "pictures", "missed", "remarks")
        },
    }


def _print(page: Page, reading: Reading, path: Path) -> None:
    table = Table.grid(padding=(0, 2))
    rows = [
        ("page 页", f"{page.id}   {page.source_name}"),
        ("lines 行", f"{len(reading.lines)}"),
        ("confidence 置信度", f"{reading.confidence:.2%}"),
        *(
            [("expected error 预计错误率", f"{reading.expected_error:.2%}")]
            if reading.expected_error is not None
            else []
        ),
        *([("print not read 未识别", f"{len(reading.missed)}")] if reading.missed else []),
        ("picture 图", str(path)),
    ]
    for name, value in rows:
        table.add_row(name, escape(value))
    out.print(table)
    unsure = sorted(enumerate(reading.lines, start=1), key=lambda item: item[1].confidence)[:LISTED]
    if unsure:
        out.print("least sure 置信度最低的行")
    for number, line in unsure:
        out.print(f"  [bold]{number:>4}[/bold]  {line.confidence:.1%}  {escape(line.text)}", soft_wrap=True)
    for remark in reading.remarks:
        out.print(f"  [dim]{escape(remark)}[/dim]", soft_wrap=True)


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(inspect)
