"""Pages of documents: state documents by Decree 30/2020/NĐ-CP, appendix I; Party documents by guidance 36-HD/VPTW of
2018 with Regulation 399-QĐ/TW of 2026. Head, recipients and signature are the same on each of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell

from domain.finding import spelling
from handlers.papers import documents
from handlers.papers import word_parts as parts
from handlers.words import Words

FONT = "Times New Roman"
DOTS = "………"
"""Where somebody is still to write."""
_TO_SIGN = 4  # empty lines between who signs and the name: some 25 mm
_NOBODY = ("{%p if not recipients %}", f"- {DOTS};", "{%p endif %}")
_ISSUERS_RULE = 0.4  # of the line over it: a third to a half (Decree 30/2020)


@dataclass(frozen=True, slots=True)
class Layout:
    """Margins in mm, sizes in points."""

    top: int
    bottom: int
    left: int
    right: int
    body: int
    title: int
    first_line: float  # mm
    recipients_head: int
    recipients: int
    head: tuple[int, int]  # mm, the two columns over the title

    @property
    def width(self) -> int:
        """Return the width of the text, in mm."""
        return 210 - self.left - self.right


STATE = Layout(20, 20, 30, 15, body=14, title=14, first_line=12.7, recipients_head=12, recipients=11, head=(67, 98))
PARTY = Layout(20, 20, 30, 20, body=14, title=16, first_line=12.7, recipients_head=14, recipients=12, head=(76, 84))


def layout_of(style: str) -> Layout:
    """Return the measures of a style, `state` or `party`."""
    return PARTY if style == "party" else STATE


def page(layout: Layout) -> Document:
    """Return an empty document with that page, its number above, and headings as the text."""
    document = documents.empty()
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(layout.top), Mm(layout.bottom)
    section.left_margin, section.right_margin = Mm(layout.left), Mm(layout.right)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True  # no number on the first page
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    parts.field(number, "PAGE")
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(layout.body)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    shape = normal.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(0), Pt(6), 1.1
    shape.alignment, shape.first_line_indent = WD_ALIGN_PARAGRAPH.JUSTIFY, Mm(layout.first_line)
    for name in ("Heading 1", "Heading 2"):
        parts.heading_style(document, name, FONT, layout.body, layout.first_line)
    return document


def head(document: Document, words: Words, style: str, issuer: str, *, number: str, about: str = "") -> None:
    """Write who writes, the state's or the Party's name, number and day. `issuer`: by whose name the rule is measured,
    as the template has a tag there. `about`: of a letter, what stands below its number."""
    layout = layout_of(style)
    if style == "party":
        below = _party_head(document, words, layout, number)
    else:
        below = _state_head(document, words, layout, issuer, number)
    if about:
        parts.centred(below, about, 12)


def _state_head(document: Document, words: Words, layout: Layout, issuer: str, number: str) -> _Cell:
    left, right, below, dated = _head(document, layout)
    parts.centred(left, "{{ organisation_in_capitals }}", 12)
    parts.centred(left, "{{ issuer_in_capitals }}", 12, bold=True)
    room = layout.head[0] - 2 * parts.CELL_MARGIN
    line = parts.longest_line(issuer.upper(), 12, room) if issuer else room / 2
    parts.rule(left, layout.head[0], line * _ISSUERS_RULE)
    country, motto = words.plain("document.state.country"), words.plain("document.state.motto")
    parts.centred(right, country, 12, bold=True)
    parts.centred(right, motto, 13, bold=True)
    parts.rule(right, layout.head[1], parts.width(motto, 13))
    parts.centred(below, number, 13)
    parts.centred(dated, words.plain("document.dated"), 13, italic=True)
    return below


def _party_head(document: Document, words: Words, layout: Layout, number: str) -> _Cell:
    left, right, below, dated = _head(document, layout)
    parts.centred(left, "{{ organisation_in_capitals }}", 14)
    parts.centred(left, "{{ issuer_in_capitals }}", 14, bold=True)
    parts.centred(left, "*", 14)
    party = words.plain("document.party.party")
    parts.centred(right, party, 15, bold=True)
    parts.rule(right, layout.head[1], parts.width(party, 15))
    parts.centred(below, number, 14)
    parts.centred(dated, words.plain("document.dated"), 14, italic=True)
    return below


def _head(document: Document, layout: Layout) -> Sequence[_Cell]:
    """Return the four cells of the head: who writes and in what state, and under them, on one line whatever the length
    of the names above, number and day."""
    table = _columns(document, layout, 2)
    return [*table.rows[0].cells, *table.rows[1].cells]


def _columns(document: Document, layout: Layout, rows: int) -> Table:
    table: Table = document.add_table(rows=rows, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    parts.widths(table, layout.head)
    return table


def foot(document: Document, words: Words, style: str) -> None:
    """Write the recipients and the signature: one row, which no page tears apart, with room to sign."""
    layout, is_party = layout_of(style), style == "party"
    table = _columns(document, layout, 1)
    parts.marked(table.rows[0], "cantSplit")
    left, right = table.rows[0].cells
    head = left.paragraphs[0]
    run = parts.plain(head).add_run(words.plain("document.recipients"))
    run.font.size = Pt(layout.recipients_head)
    run.bold, run.italic, run.underline = not is_party, not is_party, is_party
    for tag in ("{%p for recipient in recipients %}", "- {{ recipient }}", "{%p endfor %}", *_NOBODY):
        line = parts.plain(left.add_paragraph())
        line.add_run(tag).font.size = Pt(layout.recipients)
    for tag in ("{%p for line in signer.authority %}", "{{ line }}", "{%p endfor %}"):
        parts.centred(right, tag, layout.body, bold=True)
    parts.centred(right, "{{ signer.position }}", layout.body, bold=not is_party)
    for _ in range(_TO_SIGN):
        parts.line(right.add_paragraph(), "", layout.body)
    parts.line(right.add_paragraph(), "{{ signer.name }}", layout.body, bold=True)


def official_date(words: Words, moment: datetime) -> str:
    """Write a day as `ngày 05 tháng 01 năm 2026`: days below 10 and months 1 and 2 with a zero (Decree 30/2020,
    appendix I)."""
    month = f"{moment.month:02}" if moment.month < 3 else str(moment.month)
    return words.plain("document.date", day=f"{moment.day:02}", month=month, year=moment.year)


def recipients(given: Iterable[str], first: str = "") -> list[str]:
    """Return each recipient once, with a semicolon, the last with a full stop; `first` before the others."""
    lines = [line for one in (first, *given) if (line := one.strip().rstrip(";.").rstrip())]
    once: dict[str, str] = {}
    for line in lines:
        once.setdefault(spelling.key(line) or line, line)
    return [f"{one}{'.' if at == len(once) else ';'}" for at, one in enumerate(once.values(), 1)]


def signature(words: Words, signer: Mapping[str, Any], style: str) -> dict[str, Any]:
    """Return the lines of the signature; dotted where the setup names nobody."""
    authority: Sequence[str] = signer.get("authority") or ()
    position = str(signer.get("position") or "")
    if not authority and not position:
        authority, position = [words.plain(f"document.{style}.signed")], ""
    name = signer.get("name") or DOTS * 3
    return {"authority": [line.upper() for line in authority], "position": position.upper(), "name": name}
