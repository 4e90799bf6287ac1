"""A progress bar for what goes through many rows, where somebody sits before it."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from bot.language import say
from storage.backup import Stage

MANY = 20_000  # rows: fewer are done before one has read the bar


class Bars:
    """One bar for each stage, of rows."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._bar: TaskID | None = None

    def begins(self, stage: Stage, rows: int) -> None:
        self._bar = self._progress.add_task(say(f"shell.stage.{stage}"), total=rows) if rows >= MANY else None

    def advances(self, rows: int) -> None:
        if self._bar is not None:
            self._progress.advance(self._bar, rows)


@contextmanager
def watched(console: Console | None = None) -> Iterator[Bars]:
    """Yield bars on stderr, gone in the end; none where stderr is no terminal."""
    console = console or Console(stderr=True)
    columns = (
        TextColumn("{task.description:<14}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield Bars(progress)
