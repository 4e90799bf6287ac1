"""Invitations on paper: a card for each person or unit with a code, a QR of it and what to do, eight to a page."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import segno
from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell

from handlers.inviting.issuing import InvitationCard
from handlers.papers import documents
from handlers.words import Words

COLUMNS, ROWS = 2, 4
_PAGE, _MARGIN = (Cm(21.0), Cm(29.7)), Cm(1.0)  # A4
_CARD = (Cm(9.5), Cm(6.8))
_FONT = "Times New Roman"
_QR = Cm(3.2)  # a link of 60 letters is read from a telephone's distance
_SMALL_QR = Cm(2.7)  # where a line more is to fit into the card


def sheet(words: Words, organisation: str, cards: Sequence[InvitationCard], now: datetime) -> bytes:
    """Return a .docx to be printed and cut."""
    document = documents.empty()
    section = document.sections[0]
    section.page_width, section.page_height = _PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    document.styles["Normal"].font.name = _FONT
    document.styles["Normal"].element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    for page in _pages(cards):
        _page(document, words, organisation, page)
    documents.describe(document, documents.Described(words.plain("sheet_of_codes"), organisation, words.language, now))
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _pages(cards: Sequence[InvitationCard]) -> Iterator[Sequence[InvitationCard]]:
    size = COLUMNS * ROWS
    for start in range(0, len(cards), size):
        yield cards[start : start + size]


def _page(document: Document, words: Words, organisation: str, cards: Sequence[InvitationCard]) -> None:
    """Add a page, which is a table: between two tables Word puts a paragraph, which is made too small to be seen."""
    if document.tables:
        gap = document.add_paragraph()
        gap.paragraph_format.line_spacing = Pt(1)
    rows = -(-len(cards) // COLUMNS)
    table = document.add_table(rows, COLUMNS)
    table.autofit = False
    table.style = "Table Grid"
    for number, row in enumerate(table.rows):
        row.height, row.height_rule = _CARD[1], WD_ROW_HEIGHT_RULE.EXACTLY
        _keep_whole(row)
        for column, cell in enumerate(row.cells):
            cell.width = _CARD[0]
            place = number * COLUMNS + column
            if place < len(cards):
                _card(cell, words, organisation, cards[place])


def _keep_whole(row: Any) -> None:
    """Keep the end of a page from tearing a card apart."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _card(cell: _Cell, words: Words, organisation: str, card: InvitationCard) -> None:
    word = words.plain
    first = cell.paragraphs[0]
    _say(first, organisation, size=9)
    _say(cell.add_paragraph(), card.unit, size=13, bold=True)
    whom = f"{card.name} · {card.role}" if card.name else card.role
    _say(cell.add_paragraph(), whom, size=11)
    picture = cell.add_paragraph()
    picture.alignment = WD_ALIGN_PARAGRAPH.CENTER
    picture.paragraph_format.space_before = Pt(2)
    picture.add_run().add_picture(
        _qr(card.links[0] if card.links else card.code), width=_SMALL_QR if card.also else _QR
    )
    code = cell.add_paragraph()
    code.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _say(code, word("sheet_of_codes.code", code=card.code), size=12, bold=True)
    for link in card.links:
        _say(cell.add_paragraph(), link, size=8)
    if card.also:
        _say(cell.add_paragraph(), card.also, size=9)
    _say(cell.add_paragraph(), word("sheet_of_codes.how", until=f"{card.until:%H:%M %d/%m/%Y}"), size=9)


def _say(paragraph: Any, text: str, *, size: float, bold: bool = False) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold


def _qr(text: str) -> BytesIO:
    """Return a QR code of level M as a PNG: still read with a fold or a stain over a seventh of it (ISO/IEC 18004)."""
    content = BytesIO()
    segno.make(text, error="m", micro=False).save(content, kind="png", scale=8, border=2)
    content.seek(0)
    return content
