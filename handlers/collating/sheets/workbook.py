"""The collation as Excel: an overview, by task, by unit, what is in the way, the raw entries, what came later, and a
sheet that explains the others."""

from pathlib import Path
from typing import TypeVar

from handlers.collating import summary
from handlers.collating.gathering import Gathered
from handlers.collating.sheets import (
    attached,
    by_task,
    by_unit,
    explained,
    narrative_sheet,
    over_year,
    overview,
    own_fields,
    raw,
    remarks,
    since,
    units_by_task,
)
from handlers.display.excel.book import Book
from handlers.words import Words
from storage.collating.revisions import Progress

LOOK_EVERY = 500  # rows
Listed = TypeVar("Listed")


def write(path: Path, words: Words, gathered: Gathered, progress: Progress | None = None) -> None:
    """Write the file; `progress` counts rows of units and of entries."""
    rows = _CountedWriter(gathered, progress)
    with Book(path, gathered.about.zone, words) as book:
        about = gathered.about
        standing = " ".join("".join(span.text for span in line) for line in summary.standing(words, gathered))
        book.describe(summary.title(words, gathered), about.organisation, gathered.now, about.plan, standing)
        overview.sheet(book, words, gathered)
        by_task.sheet(book, words, gathered)
        units_by_task.sheet(book, words, gathered)
        by_unit.sheet(book, words, gathered, rows)
        own_fields.sheets(book, words, gathered)
        over_year.sheet(book, words, gathered)
        remarks.sheet(book, words, gathered)
        narrative_sheet.sheet(book, words, gathered)
        raw.sheet(book, words, gathered, rows)
        attached.sheet(book, words, gathered)
        if gathered.freezing is not None:
            since.sheet(book, words, gathered)
        explained.sheet(book, words)


class _CountedWriter:
    """Counts what has been written."""

    def __init__(self, gathered: Gathered, progress: Progress | None) -> None:
        owed = gathered.collation.owed
        self._all = len(owed) + sum(len(one.sent.said) for one in owed if one.sent and one.is_in)
        self._done = 0
        self._progress = progress

    def __call__(self, listed: Listed) -> Listed:
        self._done += 1
        if self._progress is not None and (self._done % LOOK_EVERY == 0 or self._done == self._all):
            self._progress(self._done, self._all)
        return listed
