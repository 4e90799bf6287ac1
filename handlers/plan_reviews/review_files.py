"""The files of a plan's review, by their kinds: whatever is listed here is offered in the chat and written by the
shell."""

from collections.abc import Callable, Mapping
from pathlib import Path
from pkgutil import resolve_name

from handlers.plan_reviews.gathered_review import GatheredReview
from handlers.words import Words

Writer = Callable[[Path, Words, GatheredReview], None]
WRITERS: Mapping[str, str] = {
    "xlsx": "handlers.plan_reviews.review_sheets.review_workbook:write",
    "docx": "handlers.plan_reviews.word.review_document:write",
}
"""Writers are named as text and loaded when they are wanted: nobody may ever ask."""
BUTTONS: Mapping[str, str] = {"xlsx": "button.excel", "docx": "button.word"}


def write(kind: str, path: Path, words: Words, gathered: GatheredReview) -> None:
    """Write the review into a file of that kind."""
    writer: Writer = resolve_name(WRITERS[kind])
    writer(path, words, gathered)


def file_name(gathered: GatheredReview, kind: str) -> str:
    """Return the file's name: `KHCN 2026-Q1 2026-Q3.xlsx`; of the whole plan without periods."""
    subject, span = gathered.subject, gathered.span
    return f"{' '.join(filter(None, (subject.plan_code, span.first, span.last)))}.{kind}"
