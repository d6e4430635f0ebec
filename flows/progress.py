"""Telling a person at the terminal how far the work is: pages done, pages per second, time left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text


class Report(Protocol):
    """Where long work says how far it is."""

    def begin(self, what: str, total: int, unit: str) -> None:
        """A new stretch of work of `total` units begins; it replaces the one before."""
        ...

    def advance(self, count: int = 1) -> None:
        """`count` more units are done."""
        ...


class Silent:
    """Says nothing: for tests, `--json`, and output that is not a terminal."""

    def begin(self, what: str, total: int, unit: str) -> None:
        """Nothing."""

    def advance(self, count: int = 1) -> None:
        """Nothing."""


class _Speed(ProgressColumn):
    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.1f} {task.fields['unit']}/s" if speed else "", style="cyan")


class _Bar:
    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task: TaskID | None = progress.add_task("starting 启动", total=None, unit="")

    def begin(self, what: str, total: int, unit: str) -> None:
        if self._task is not None:
            self._progress.remove_task(self._task)
        self._task = self._progress.add_task(what, total=total, unit=unit)

    def advance(self, count: int = 1) -> None:
        if self._task is not None:
            self._progress.advance(self._task, count)


@contextmanager
def on_terminal(console: Console) -> Iterator[Report]:
    """A progress bar on `console` while the block lasts; nothing when it is not a terminal."""
    if not console.is_terminal:
        yield Silent()
        return
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        _Speed(),
        TextColumn("elapsed"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    ) as progress:
        yield _Bar(progress)


_current: ContextVar[Report | None] = ContextVar("report", default=None)


def current_report() -> Report:
    """The report of whoever runs the flow in this process; silent when nobody listens (a worker at night)."""
    return _current.get() or Silent()


@contextmanager
def reporting_to(report: Report) -> Iterator[None]:
    """Make `report` the current one while the block lasts.

    A context variable and not a parameter: parameters of a flow are recorded, and must be plain values.
    """
    token = _current.set(report)
    try:
        yield
    finally:
        _current.reset(token)
