"""The small things that a Word template is built of: lines, rules, marks, widths."""

import unicodedata
from collections.abc import Sequence

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from domain.text import spelt

CELL_MARGIN = 1.9  # mm, at the left and right of a cell's text
_BORDERS_BEFORE = (
    "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct",
    "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
    "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment",
    "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip
"""What stands after a paragraph's borders (ECMA-376, CT_PPr): Word refuses a file in which the order is another."""
_BOLD = {  # thousandths of an em: how wide Times New Roman's bold letters are
    **dict.fromkeys("ijlIJ'", 333), **dict.fromkeys("fst-()", 389), **dict.fromkeys("cerz", 444),
    **dict.fromkeys("agovxy0123456789", 500), **dict.fromkeys("bdhknpquS", 556), **dict.fromkeys("FP", 611),
    **dict.fromkeys("BELTZ", 667), **dict.fromkeys("ACDNRUVXYw", 722), **dict.fromkeys("GHKOQ", 778),
    **dict.fromkeys("mM&", 944), **dict.fromkeys(" .,;:", 250), "W": 1000, "đ": 556, "Đ": 722,
}  # fmt: skip
_NARROW = {"i": 278, "l": 278, "I": 389, "J": 500, "f": 333, "t": 333, "-": 333, "(": 333, ")": 333, "m": 833, "'": 278}


def body(document: Document, text: str) -> Paragraph:
    """Return a paragraph of the body."""
    paragraph: Paragraph = document.add_paragraph(text)
    return paragraph


def item(document: Document, text: str) -> None:
    """Write an item, not justified: report numbers do not break, and would tear the words before them apart."""
    body(document, text).alignment = WD_ALIGN_PARAGRAPH.LEFT


def heading_style(document: Document, name: str, font: str, size: float, first_line: float) -> None:
    """Give a style of headings the look of the body, bold: black, no larger, and never alone at the foot of a page."""
    style = document.styles[name]
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for attribute in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[attribute]  # else the theme's font goes before
    for slot in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(slot), font)
    style.font.size, style.font.bold, style.font.italic = Pt(size), True, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.keep_with_next = Pt(6), Pt(6), True
    shape.first_line_indent = Mm(first_line)


def plain(paragraph: Paragraph) -> Paragraph:
    shape = paragraph.paragraph_format
    shape.first_line_indent, shape.space_after, shape.line_spacing = Mm(0), Pt(0), 1.0
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    return paragraph


def line(paragraph: Paragraph, text: str, size: float, *, bold: bool = False, italic: bool = False) -> Paragraph:
    """Write one centred line."""
    plain(paragraph).alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    mark, height = OxmlElement("w:rPr"), OxmlElement("w:sz")  # an empty line is as high as its mark
    height.set(qn("w:val"), str(round(size * 2)))
    mark.append(height)
    paragraph._p.get_or_add_pPr().append(mark)
    return paragraph


def centred(cell: _Cell, text: str, size: float, *, bold: bool = False, italic: bool = False) -> None:
    line(_next(cell), text, size, bold=bold, italic=italic)


def _next(cell: _Cell) -> Paragraph:
    """Return the cell's empty first paragraph, or another."""
    first: Paragraph = cell.paragraphs[0]
    if len(cell.paragraphs) == 1 and not first.runs:
        return first
    added: Paragraph = cell.add_paragraph()
    return added


def rule(cell: _Cell, cell_width: float, width: float) -> None:
    ruled(_next(cell), cell_width - 2 * CELL_MARGIN, width)


def ruled(paragraph: Paragraph, room: float, width: float) -> None:
    """Draw a rule of that width in the middle; lengths in mm."""
    line(paragraph, " ", 2)
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm(max(0.0, (room - width) / 2))
    shape.space_after, shape.line_spacing = Pt(4), Pt(2)
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *_BORDERS_BEFORE)


def width(text: str, size: float) -> float:
    """Return the width of a bold line, in mm."""
    letters = "".join(one for one in spelt("NFD", text) if not unicodedata.combining(one))
    thousandths = sum(_NARROW.get(letter) or _BOLD.get(letter, 722) for letter in letters)
    return thousandths / 1000 * size * 25.4 / 72


def longest_line(text: str, size: float, room: float) -> float:
    """Return the longest line of a bold text that is broken into lines where it has more than the room, in mm."""
    longest = line = 0.0
    for word in text.split():
        step = width(word, size)
        line = line + width(" ", size) + step if line and line + width(" ", size) + step <= room else step
        longest = max(longest, line)
    return min(longest, room)


def widths(table: Table, widths: Sequence[float]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)  # readers differ in which of the two they look at
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def marked(row: _Row, mark: str) -> None:
    """Mark a row without a value, which says yes in every edition of the standard; `true` is not in all of them."""
    row._tr.get_or_add_trPr().append(OxmlElement(f"w:{mark}"))


def field(paragraph: Paragraph, code: str) -> None:
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, code), ("end", None)):
        element = OxmlElement("w:instrText" if kind is None else "w:fldChar")
        if kind is None:
            element.text = text
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)
