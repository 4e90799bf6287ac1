"""The leader's page as Word: one A4 for each plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

from docx.document import Document
from docx.shared import Mm, Pt
from sqlalchemy.orm import Session

from handlers.briefs import brief_text, plan_brief
from handlers.briefs.plan_brief import PlanBrief
from handlers.papers import documents, page_layout
from handlers.papers import word_parts as parts
from handlers.words import Words, dates
from storage.tables import Organisation

SIZE, SMALL = 13, 11  # points
ROOM = 2000
"""Letters that a page holds in the larger size; with the most that every section tells it holds them in the smaller."""


@dataclass(frozen=True, slots=True)
class BriefDocument:
    """The pages of these plans, read and still to be written."""

    words: Words
    briefs: Sequence[PlanBrief]
    organisation: str
    style: str  # state | party
    zone: ZoneInfo
    now: datetime

    @classmethod
    def read(cls, session: Session, words: Words, organisation_id: int, plan_ids: Sequence[int], now: datetime) -> Self:
        """Read what there is to tell; a plan of which there is nothing has no page."""
        of = session.get_one(Organisation, organisation_id)
        told = [one for one in plan_brief.gather(session, plan_ids, now) if one.is_worth_telling]
        return cls(words, told, of.name, of.document_style, ZoneInfo(of.timezone), now)

    @property
    def name(self) -> str:
        """Return the file's name: `tinh-hinh 2026-11-30.docx`."""
        return f"{self.words.plain('brief.file')} {self.now.astimezone(self.zone):%Y-%m-%d}.docx"

    def write(self, path: Path, templates: Path | None = None) -> None:
        """Write a page for each plan, each on a sheet of its own."""
        words = self.words
        told = [(brief, brief_text.sections(words, brief, self.now)) for brief in self.briefs]
        longest = max((sum(len(line) for one in sections for line in one.lines) for _, sections in told), default=0)
        size = SIZE if longest <= ROOM else SMALL
        document = page_layout.page(page_layout.layout_of(self.style))
        for name in ("Normal", "Heading 1"):
            document.styles[name].font.size = Pt(size)
        as_of = words.plain("brief.as_of", at=dates.clocked(words, self.now, self.zone))
        for at, (brief, sections) in enumerate(told):
            first = parts.line(document.add_paragraph(), self.organisation.upper(), size)
            first.paragraph_format.page_break_before = at > 0
            _page(document, words, [brief.title, as_of], sections, size)
        title = words.plain("brief.document", plan="; ".join(brief.title for brief in self.briefs))
        documents.describe(document, documents.Described(title, self.organisation, words.language, self.now))
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
