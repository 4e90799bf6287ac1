"""The annexes of the built-in Word templates: pages across, numbered, each table with its headings on every page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import _Row

from handlers.papers import word_parts as parts
from handlers.words import Words

_SIZE = 11
_MARGIN = 20  # mm
WIDTH = 297 - 2 * _MARGIN


@dataclass(frozen=True, slots=True)
class AnnexColumn:
    """`width`: in mm. `left`: names and sentences, which are not centred."""

    name: str
    width: int
    left: bool = False


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """`heads`: rows of the kind `head` go over the whole width, with what stands in that column. `has_totals`: rows of
    the kind `total` are bold."""

    name: str
    columns: tuple[AnnexColumn, ...]
    heads: str = ""
    has_totals: bool = False


ANNEXES = (
    AnnexTable(
        "units",
        (
            AnnexColumn("number", 12), AnnexColumn("unit", 62, left=True), AnnexColumn("standing", 30),
            AnnexColumn("due", 32), AnnexColumn("sent", 32), AnnexColumn("person", 37, left=True),
            AnnexColumn("report", 52, left=True),
        ),
    ),
    AnnexTable(
        "indicators",
        (
            AnnexColumn("number", 12), AnnexColumn("name", 92, left=True), AnnexColumn("measure", 27),
            AnnexColumn("target", 32), AnnexColumn("value", 34), AnnexColumn("share", 26), AnnexColumn("before", 34),
        ),
        heads="name",
        has_totals=True,
    ),
    AnnexTable(
        "documents",
        (
            AnnexColumn("number", 12), AnnexColumn("unit", 60, left=True), AnnexColumn("document", 80, left=True),
            AnnexColumn("task", 65, left=True), AnnexColumn("report", 40, left=True),
        ),
    ),
    AnnexTable(
        "obstacles",
        (
            AnnexColumn("number", 12), AnnexColumn("unit", 38, left=True), AnnexColumn("task", 42, left=True),
            AnnexColumn("kind", 22), AnnexColumn("text", 66, left=True), AnnexColumn("answer", 42, left=True),
            AnnexColumn("report", 35, left=True),
        ),
    ),
    AnnexTable(
        "results",
        (
            AnnexColumn("unit", 55, left=True), AnnexColumn("standing", 40), AnnexColumn("text", 110, left=True),
            AnnexColumn("report", 52, left=True),
        ),
        heads="unit",
    ),
)  # fmt: skip
"""In their order."""


def write(document: Document, words: Words, style: str, size: float) -> None:
    """Write the annexes in a section of pages across; each only where it has rows."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.different_first_page_header_footer = False
    for at, table in enumerate(ANNEXES):
        parts.body(document, f"{{%p if annexes.{table.name} %}}")
        _head(document, words, table, style, size, breaks=at > 0)
        _table(document, words, table)
        parts.body(document, "{%p endif %}")
    parts.body(document, "{%p if since %}")
    parts.body(document, words.plain("document.since")).runs[0].bold = True
    parts.body(document, "{%p for line in since %}")
    parts.item(document, "- {{ line }}.")
    parts.body(document, "{%p endfor %}")
    parts.body(document, "{%p endif %}")


def _head(document: Document, words: Words, table: AnnexTable, style: str, size: float, *, breaks: bool) -> None:
    title = document.add_paragraph(words.plain("document.annex", number=f"{{{{ annexes.{table.name}.number }}}}"))
    title.style = document.styles["Heading 1"]
    title.alignment, title.paragraph_format.first_line_indent = WD_ALIGN_PARAGRAPH.CENTER, Mm(0)
    title.paragraph_format.page_break_before = breaks
    named, annexed = f"{{{{ annexes.{table.name}.title }}}}", words.plain(f"document.{style}.annexed")
    for text, bold in ((named, True), (annexed, False)):
        line = parts.line(document.add_paragraph(), text, size, bold=bold, italic=not bold)
        line.paragraph_format.keep_with_next = True
        line.paragraph_format.space_after = Pt(0 if bold else 6)


def _table(document: Document, words: Words, annex: AnnexTable) -> None:
    """Write the template's rows: the headings, and between the tags of a loop the row of each kind."""
    rows: list[str | Callable[[_Row], None]] = [f"{{%tr for row in annexes.{annex.name}.rows %}}"]
    if annex.heads:
        rows += ["{%tr if row.kind == 'head' %}", partial(_whole_row, name=annex.heads)]
    if annex.has_totals:
        rows += ["{%tr elif row.kind == 'total' %}", partial(_line, columns=annex.columns, bold=True)]
    rows += ["{%tr else %}"] if annex.heads else []
    rows.append(partial(_line, columns=annex.columns))
    rows += [*(["{%tr endif %}"] if annex.heads else []), "{%tr endfor %}"]
    table = document.add_table(rows=1 + len(rows), cols=len(annex.columns))
    table.style = document.styles["Table Grid"]
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    parts.widths(table, [column.width for column in annex.columns])
    head, *others = table.rows
    parts.marked(head, "cantSplit")
    parts.marked(head, "tblHeader")  # shown again on each page
    for cell, column in zip(head.cells, annex.columns, strict=True):
        parts.line(cell.paragraphs[0], words.plain(f"document.column.{annex.name}.{column.name}"), _SIZE, bold=True)
    for one, written in zip(others, rows, strict=True):
        if isinstance(written, str):
            parts.line(one.cells[0].paragraphs[0], written, _SIZE)
        else:
            written(one)
    below = parts.line(document.add_paragraph(), "", 1)  # no taller, or a full page would be followed by an empty one
    below.paragraph_format.line_spacing = Pt(1)


def _whole_row(row: _Row, name: str) -> None:
    parts.marked(row, "cantSplit")
    whole = row.cells[0].merge(row.cells[-1])
    head = parts.line(whole.paragraphs[0], f"{{{{ row.{name} }}}}", _SIZE, bold=True)
    head.alignment = WD_ALIGN_PARAGRAPH.LEFT
    head.paragraph_format.keep_with_next = True


def _line(row: _Row, columns: Sequence[AnnexColumn], *, bold: bool = False) -> None:
    parts.marked(row, "cantSplit")
    for cell, column in zip(row.cells, columns, strict=True):
        written = parts.line(cell.paragraphs[0], f"{{{{ row.{column.name} }}}}", _SIZE, bold=bold)
        if column.left:
            written.alignment = WD_ALIGN_PARAGRAPH.LEFT
