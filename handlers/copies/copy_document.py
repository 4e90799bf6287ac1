"""A report's copy as Word, in the organisation's style: what was handed in, ready to be signed by its unit."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from docx.document import Document

from handlers.copies.report_copy import CopiedGroup, CopiedTask, ReportCopy
from handlers.papers import bases, filling, page_layout, paper_tables, report_pages
from handlers.papers.body_parts import Chapter, ChapterPart
from handlers.papers.documents import Described
from handlers.papers.page_layout import Layout
from handlers.words import Words

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def file_name(copy: ReportCopy) -> str:
    """Return the file's name: the report's number, as a name of a file."""
    return f"{copy.number.replace('/', ' ')}.docx"


def write(path: Path, words: Words, copy: ReportCopy, now: datetime) -> None:
    """Write the file."""
    about = copy.about
    described = Described(f"{copy.title}, {copy.unit}", copy.unit, words.language, now)
    source = report_pages.template(about.document_style, words, copy.unit, described, _no_annexes)
    filling.write(path, source, content(words, copy), {field.unit for field in about.fields})


def _no_annexes(document: Document, layout: Layout) -> None:
    paper_tables.below(document)


def content(words: Words, copy: ReportCopy) -> Mapping[str, Any]:
    """Return what the template names."""
    about, word = copy.about, words.plain
    title = copy.title[:1].lower() + copy.title[1:]
    plan = bases.plan_named(words, about)
    return {
        "organisation_in_capitals": about.organisation.upper(),
        "issuer_in_capitals": copy.unit.upper(),
        "issuer_code": copy.unit_code,
        "place": about.place or page_layout.DOTS,
        "date": page_layout.official_date(words, copy.sent_at),
        "subject": word("copy.subject", title=title, plan=about.plan),
        "provisional": "\n".join([f"({copy.sent})", *copy.became]),
        "basis_lines": [],
        "opening": word("copy.opening", plan=plan, unit=copy.unit, title=title, to=about.issuer),
        "chapters": [one.fields() for one in _chapters(words, copy)],
        "closing": word("copy.closing", title=title, unit=copy.unit),
        "signer": page_layout.signature(words, {}, about.document_style),
        "recipients": page_layout.recipients([word("copy.archive", code=copy.unit_code)], about.issuer),
    }


def _chapters(words: Words, copy: ReportCopy) -> Iterator[Chapter]:
    if copy.nothing:
        yield Chapter(words.plain("copy.results"), [ChapterPart("paragraph", copy.nothing)])
    for at, group in enumerate(copy.groups):
        yield Chapter(_title(words, copy, at, group), [part for task in group.tasks for part in _task(words, task)])


def _title(words: Words, copy: ReportCopy, at: int, group: CopiedGroup) -> str:
    alone = len(copy.groups) == 1 and not group.title
    title = group.title or words.plain("copy.results" if alone else "document.other_tasks")
    numbered = len(copy.groups) > 1 and at < len(_ROMAN)
    return f"{_ROMAN[at]}. {title}" if numbered else title


def _task(words: Words, task: CopiedTask) -> Iterator[ChapterPart]:
    yield ChapterPart("heading", f"{task.code}. {task.title}")
    yield from (ChapterPart("item", f"{said.rstrip(' .')}.") for said in task.said)
    if task.files:
        files = "; ".join(file.called for file in task.files)
        yield ChapterPart("item", words.plain("copy.files", files=files))
