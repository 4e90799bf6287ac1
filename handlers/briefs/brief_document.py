"""The leader's page as Word: one A4 for each plan."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from docx.document import Document
from docx.shared import Mm, Pt

from handlers.briefs import brief_text
from handlers.briefs.plan_brief import PlanBrief
from handlers.papers import documents, page_layout
from handlers.papers import word_parts as parts
from handlers.words import Words, dates

SIZE, SMALL = 13, 11  # points
ROOM = 2000
"""Letters that a page holds in the larger size; with the most that every section tells it holds them in the smaller."""


def write(
    path: Path, words: Words, briefs: Sequence[PlanBrief], organisation: str, style: str, now: datetime, zone: ZoneInfo
) -> None:
    """Write a page for each plan, each on a sheet of its own."""
    told = [(brief, brief_text.sections(words, brief, now)) for brief in briefs]
    longest = max((sum(len(line) for one in sections for line in one.lines) for _, sections in told), default=0)
    size = SIZE if longest <= ROOM else SMALL
    document = page_layout.page(page_layout.layout_of(style))
    for name in ("Normal", "Heading 1"):
        document.styles[name].font.size = Pt(size)
    as_of = words.plain("brief.as_of", at=dates.clocked(words, now, zone))
    for at, (brief, sections) in enumerate(told):
        first = parts.line(document.add_paragraph(), organisation.upper(), size)
        first.paragraph_format.page_break_before = at > 0
        _page(document, words, [brief.title, as_of], sections, size)
    title = words.plain("brief.document", plan="; ".join(brief.title for brief in briefs))
    documents.describe(document, title, organisation, words.language, now)
    document.save(str(path))


def _page(
    document: Document, words: Words, head: Sequence[str], sections: Sequence[brief_text.BriefSection], size: int
) -> None:
    title, as_of = head
    parts.line(document.add_paragraph(), words.plain("brief.document_title"), size + 1, bold=True)
    parts.line(document.add_paragraph(), title, size, bold=True)
    parts.line(document.add_paragraph(), as_of, size, italic=True).paragraph_format.space_after = Pt(8)
    for section in sections:
        heading = document.add_paragraph(section.heading, style="Heading 1")
        heading.paragraph_format.first_line_indent = Mm(0)
        for said in section.lines:
            shape = parts.body(document, f"- {said}").paragraph_format
            shape.first_line_indent, shape.left_indent, shape.space_after = Mm(-4), Mm(4), Pt(3)
            shape.line_spacing = 1.0
