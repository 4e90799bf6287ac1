"""Annexes of documents: pages across, numbered, each only where it has rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from handlers.papers import paper_tables
from handlers.papers import word_parts as parts
from handlers.papers.paper_tables import PaperTable, Row
from handlers.words import Words

_SIZE = 11
_MARGIN = 20  # mm
WIDTH = 297 - 2 * _MARGIN
_NUMBERS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


@dataclass(frozen=True, slots=True)
class Annex:
    """`name`: of its table. `number`: I, II, …"""

    name: str
    number: str
    title: str
    rows: Sequence[Row]

    def fields(self) -> dict[str, Any]:
        return {"number": self.number, "title": self.title, "rows": self.rows}


def numbered(
    words: Words, family: str, tables_of: Sequence[PaperTable], written: Mapping[str, Iterable[Row]]
) -> dict[str, Annex]:
    """Return the annexes that have rows, by name, numbered in their order; `family`: where their titles are."""
    rows = {
        table.name: [part for row in written[table.name] for part in paper_tables.cut(table, row)]
        for table in tables_of
    }
    there = [table.name for table in tables_of if rows[table.name]]
    return {
        name: Annex(name, _NUMBERS[at], words.plain(f"{family}.annex.{name}"), rows[name])
        for at, name in enumerate(there)
    }


def write(document: Document, words: Words, style: str, size: float, family: str, of: Sequence[PaperTable]) -> None:
    """Write a template's annexes in a section of pages across."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    ends = parts.line(document.paragraphs[-1], "", 1)  # the paragraph that ends the body: it has room on a full page
    ends.paragraph_format.line_spacing = Pt(1)
    properties = ends._p.get_or_add_pPr()
    properties.append(properties.find(qn("w:sectPr")))  # which stands behind what else is said of the paragraph
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.different_first_page_header_footer = False
    for at, table in enumerate(of):
        parts.body(document, f"{{%p if annexes.{table.name} %}}")
        _head(document, words, table, style, size, breaks=at > 0)
        _table(document, words, family, table)
        parts.body(document, "{%p endif %}")


def _table(document: Document, words: Words, family: str, table: PaperTable) -> None:
    paper_tables.write(
        document,
        table,
        f"annexes.{table.name}.rows",
        lambda name: words.plain(f"{family}.column.{table.name}.{name}"),
        _SIZE,
    )
    paper_tables.below(document)


def _head(document: Document, words: Words, table: PaperTable, style: str, size: float, *, breaks: bool) -> None:
    title = document.add_paragraph(words.plain("document.annex", number=f"{{{{ annexes.{table.name}.number }}}}"))
    title.style = document.styles["Heading 1"]
    title.alignment, title.paragraph_format.first_line_indent = WD_ALIGN_PARAGRAPH.CENTER, Mm(0)
    title.paragraph_format.page_break_before = breaks
    named, annexed = f"{{{{ annexes.{table.name}.title }}}}", words.plain(f"document.{style}.annexed")
    for text, bold in ((named, True), (annexed, False)):
        line = parts.line(document.add_paragraph(), text, size, bold=bold, italic=not bold)
        line.paragraph_format.keep_with_next = True
        line.paragraph_format.space_after = Pt(0 if bold else 6)
