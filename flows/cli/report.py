"""What a run did, printed for an archivist: what came in, what failed and why, what to do next."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import typer
from rich.markup import escape
from rich.padding import Padding

from flows.cli.chinese import in_chinese
from flows.cli.options import out, plain

if TYPE_CHECKING:  # Prefect takes seconds to import, and must not be before it is settled in
    from archive.ledger import PageFailure
    from archive.records import SourceFile
    from flows.pipeline import Ingested, Processed


def print_ingested(result: Ingested) -> None:
    """The report of `wengao ingest`."""
    taken = result.taken
    kept, duplicate, failed = (taken.with_status(name) for name in ("kept", "duplicate", "failed"))
    out.print(f"[bold]Batch {taken.batch_id} 批次[/bold]")
    out.print(
        f"  files 文件      {len(taken.files)}: {len(kept)} taken in 收入, "
        f"{len(duplicate)} already held 已有, {len(failed)} failed 失败"
    )
    out.print(f"  pages 页        {taken.pages_added} new 新增")
    for file in duplicate[:5]:
        out.print(f"  [dim]already held 已有: {escape(file.name)} = {escape(file.duplicate_of)}[/dim]")
    if len(duplicate) > 5:
        out.print(f"  [dim]… and {len(duplicate) - 5} more 等 (see --json)[/dim]")
    if result.manifest:
        out.print(f"  manifest 清单   {escape(result.manifest)}", soft_wrap=True)
    for skipped in result.skipped:
        if skipped.name == result.manifest.rsplit("/", 1)[-1]:
            continue
        out.print(f"  [dim]passed over 跳过: {escape(skipped.name)} ({escape(skipped.reason)})[/dim]")
    for path in result.unmatched:
        out.print(f"  [yellow]manifest row matches nothing 清单中无对应文件: {escape(path)}[/yellow]")
    print_file_failures(failed)
    print_processed(result.processed)


def tell_processed(result: Processed, *, as_json: bool) -> None:
    """The report of a command that reads, cuts and indexes. Raises `typer.Exit` (1) when pages failed."""
    if as_json:
        sys.stdout.write(json.dumps(plain(result), ensure_ascii=False, indent=2) + "\n")
    else:
        print_processed(result)
    if result.failures:
        raise typer.Exit(1)


def print_processed(result: Processed) -> None:
    """The report of `wengao process`, and the second half of that of `wengao ingest`."""
    speed = result.pages_read / result.reading_seconds * 60 if result.pages_read else 0.0
    pace = f" in {result.reading_seconds:.0f} s 秒 ({speed:.0f} pages/min 页/分)" if speed else ""
    out.print(f"  read 识别       {result.pages_read} pages 页{pace}")
    out.print(f"  notices 文告    {result.cut.notices} in {result.cut.issues} issues cut 期切分")
    out.print(f"  index 索引      {result.index.written} written 写入, {result.index.removed} removed 移除")
    if result.pages_elsewhere:
        out.print("  [yellow]run `wengao process` when it has ended 待其结束后运行 wengao process[/yellow]")
        out.print(
            f"  [yellow]{result.pages_elsewhere} pages are being read by another process 页正由其他进程处理[/yellow]"
        )
    print_page_failures(result.failures)


def print_file_failures(failed: tuple[SourceFile, ...] | list[SourceFile]) -> None:
    """Files that could not be taken in, each with reason and remedy."""
    if failed:
        out.print(f"[red]Files not taken in 未收入的文件 ({len(failed)})[/red]")
    for file in failed:
        _print_trouble(file.name, file.reason, file.remedy, file.code)


def print_page_failures(failures: tuple[PageFailure, ...] | list[PageFailure]) -> None:
    """Pages that could not be read, each with reason and remedy."""
    if failures:
        out.print(f"[red]Pages not read 未能识别的页 ({len(failures)})[/red]")
    for page in failures:
        name = f"{page.source_name}, frame {page.frame + 1} ({page.page_id})"
        _print_trouble(name, page.reason, page.remedy, page.code)


def _print_trouble(name: str, reason: str, remedy: str, code: str) -> None:
    out.print(f"  [bold]{escape(name)}[/bold]", soft_wrap=True)
    out.print(Padding(escape(f"{reason[:1].upper()}{reason[1:]} {remedy}"), (0, 0, 0, 4)))
    out.print(Padding(f"[dim]{escape(in_chinese(code))}[/dim]", (0, 0, 0, 4)))
