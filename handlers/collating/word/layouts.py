"""The built-in Word templates: state documents by Decree 30/2020/NĐ-CP, appendix I; Party documents by guidance
36-HD/VPTW of 2018 with Regulation 399-QĐ/TW of 2026. They are built here and filled by `letter`; an organisation may
put its own in their place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import BytesIO

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell

from domain.forms.statuses import STATUSES
from handlers.collating.word import word_parts as parts
from handlers.display import documents
from handlers.words import Words

FONT = "Times New Roman"
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


def template(style: str, words: Words, issuer: str = "", now: datetime | None = None) -> bytes:
    """Return the template of a style (`state` or `party`) as a .docx file; for one issuer with the rule under its name
    as long as it should be. `now`: since when the file itself is there."""
    layout = PARTY if style == "party" else STATE
    document = _page(layout)
    if style == "party":
        _party_head(document, words, layout)
    else:
        _state_head(document, words, layout, issuer)
    _title(document, words, layout, ruled=style != "party")
    _body(document, words, layout)
    _foot(document, words, layout, underlined=style == "party")
    written = BytesIO()
    if now is not None:
        documents.describe(document, words.plain("letter.report"), "Đôn Đốc", words.language, now)
    document.save(written)
    return written.getvalue()


def _page(layout: Layout) -> Document:
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
    return document


def _state_head(document: Document, words: Words, layout: Layout, issuer: str) -> None:
    left, right = _two(document, layout)
    parts.centred(left, "{{ organisation_in_capitals }}", 12)
    parts.centred(left, "{{ issuer_in_capitals }}", 12, bold=True)
    room = layout.head[0] - 2 * parts.CELL_MARGIN
    line = parts.longest_line(issuer.upper(), 12, room) if issuer else room / 2
    parts.rule(left, layout.head[0], line * _ISSUERS_RULE)
    parts.centred(left, words.plain("letter.state.number"), 13)
    country, motto = words.plain("letter.state.country"), words.plain("letter.state.motto")
    parts.centred(right, country, 12, bold=True)
    parts.centred(right, motto, 13, bold=True)
    parts.rule(right, layout.head[1], parts.width(motto, 13))
    parts.centred(right, words.plain("letter.dated"), 13, italic=True)


def _party_head(document: Document, words: Words, layout: Layout) -> None:
    left, right = _two(document, layout)
    parts.centred(left, "{{ organisation_in_capitals }}", 14)
    parts.centred(left, "{{ issuer_in_capitals }}", 14, bold=True)
    parts.centred(left, "*", 14)
    parts.centred(left, words.plain("letter.party.number"), 14)
    party = words.plain("letter.party.party")
    parts.centred(right, party, 15, bold=True)
    parts.rule(right, layout.head[1], parts.width(party, 15))
    parts.centred(right, words.plain("letter.dated"), 14, italic=True)


def _two(document: Document, layout: Layout) -> Sequence[_Cell]:
    table = document.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    parts.widths(table, layout.head)
    left, right = table.rows[0].cells
    return left, right


def _title(document: Document, words: Words, layout: Layout, *, ruled: bool) -> None:
    gap = document.add_paragraph()
    gap.paragraph_format.space_after = Pt(0)
    for text in (words.plain("letter.report"), "{{ subject }}"):
        size = layout.title if text == words.plain("letter.report") else layout.body
        line = parts.line(document.add_paragraph(), text, size, bold=True)
        line.paragraph_format.space_after = Pt(0)
    if ruled:
        parts.ruled(document.add_paragraph(), layout.width, layout.width / 4)
    for text in ("{%p if provisional %}", "{{ provisional }}", "{%p endif %}"):
        parts.line(document.add_paragraph(), text, layout.body, italic=True).paragraph_format.space_before = Pt(6)


def _body(document: Document, words: Words, layout: Layout) -> None:
    """Write the parts of the report, each from the template's own words."""
    word = words.plain
    parts.body(document, word("letter.intro")).paragraph_format.space_before = Pt(6)
    parts.heading(document, word("letter.part.standing"))
    _each(document, "line in standing", lambda: parts.body(document, "{{ line }}"))
    parts.heading(document, word("letter.part.tasks"))
    _tasks(document, words, layout)
    _tagged(document, "if has_indicators", "endif", lambda: parts.heading(document, word("letter.part.indicators")))
    _each(document, "task in tasks if task.indicators", lambda: _indicators(document, words, layout))
    _each(document, "task in tasks if task.results", lambda: _said(document, "results"))
    for part in ("obstacles", "recommendations"):
        parts.heading(document, word(f"letter.part.{part}"))
        _tagged(document, f"if not {part}", "endif", partial(parts.body, document, word(f"letter.no_{part}")))
        _each(document, f"task in {part}", lambda: _said(document, "lines"))
    _tagged(document, "if carried", "endif", lambda: parts.heading(document, word("letter.part.carried")))
    _each(document, "line in carried", lambda: parts.item(document, "- {{ line }}."))
    _tagged(document, "if since", "endif", lambda: parts.heading(document, word("letter.part.since")))
    _each(document, "line in since", lambda: parts.item(document, "- {{ line }}."))


_REMARK = "- {{ line.text }} ({{ line.source }}){% if line.answer %}; {{ line.answer }}{% endif %}."


def _said(document: Document, lines: str) -> None:
    """Write a task, and under it what each unit said, with its report."""
    parts.heading(document, "{{ task.code }}. {{ task.title }}")
    _each(document, f"line in task.{lines}", lambda: parts.item(document, _REMARK))


def _each(document: Document, of: str, write: Callable[[], object]) -> None:
    _tagged(document, f"for {of}", "endfor", write)


def _tagged(document: Document, begin: str, end: str, write: Callable[[], object]) -> None:
    """Write paragraphs between two tags, whose own paragraphs vanish."""
    parts.body(document, f"{{%p {begin} %}}")
    write()
    parts.body(document, f"{{%p {end} %}}")


_WHOLE = 165
_BESIDE = (("mean", 17), ("before", 17))
_OF_STATUSES = tuple((one.column, one.width) for one in STATUSES)
COLUMNS = (
    ("code", 14),
    ("title", _WHOLE - 14 - sum(width for _, width in (*_OF_STATUSES, *_BESIDE))),
    *_OF_STATUSES,
    *_BESIDE,
)


INDICATORS = (("name", 42), ("value", 49), ("target", 22), ("share", 16), ("units", 16), ("before", 20))


def _tasks(document: Document, words: Words, layout: Layout) -> None:
    _table(document, words, layout, "task in tasks", "task", "letter.column", COLUMNS, ("title",))


def _indicators(document: Document, words: Words, layout: Layout) -> None:
    """Write a task's own fields: one row each."""
    parts.heading(document, "{{ task.code }}. {{ task.title }}")
    _table(document, words, layout, "one in task.indicators", "one", "letter.indicator", INDICATORS, ("name", "value"))


def _table(
    document: Document,
    words: Words,
    layout: Layout,
    of: str,
    one: str,
    headings: str,
    columns: Sequence[tuple[str, int]],
    left: Sequence[str],
) -> None:
    """Write a row for each, as wide as the text; the columns of names and sentences are set to the left."""
    table = document.add_table(rows=4, cols=len(columns))
    table.style = document.styles["Table Grid"]
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    whole = sum(width for _, width in columns)
    parts.widths(table, [width * layout.width / whole for _, width in columns])
    head, begin, line, end = table.rows
    parts.marked(head, "tblHeader")  # shown again on each page
    parts.marked(line, "cantSplit")
    for cell, (name, _) in zip(head.cells, columns, strict=True):
        parts.line(cell.paragraphs[0], words.plain(f"{headings}.{name}"), 12, bold=True)
    parts.line(begin.cells[0].paragraphs[0], f"{{%tr for {of} %}}", 12)
    for cell, (name, _) in zip(line.cells, columns, strict=True):
        written = parts.line(cell.paragraphs[0], f"{{{{ {one}.{name} }}}}", 12)
        if name in left:
            written.alignment = WD_ALIGN_PARAGRAPH.LEFT
    parts.line(end.cells[0].paragraphs[0], "{%tr endfor %}", 12)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _foot(document: Document, words: Words, layout: Layout, *, underlined: bool) -> None:
    left, right = _two(document, layout)
    head = left.paragraphs[0]
    run = parts.plain(head).add_run(words.plain("letter.recipients"))
    run.font.size = Pt(layout.recipients_head)
    run.bold, run.italic, run.underline = not underlined, not underlined, underlined
    for tag in ("{%p for recipient in recipients %}", "- {{ recipient }}", "{%p endfor %}"):
        line = parts.plain(left.add_paragraph())
        line.add_run(tag).font.size = Pt(layout.recipients)
    parts.line(
        right.paragraphs[0],
        words.plain("letter.party.signed" if underlined else "letter.state.signed"),
        layout.body,
        bold=True,
    )
