"""Tables of documents: a template's rows with their tags, headings on every page, no row over a page's half."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.table import _Row

from domain.collation.told_once import pieces
from handlers.papers import word_parts as parts

IN_A_MILLIMETRE = 8  # characters for each of a column's width: so a row is no taller than half of a page across
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """`width`: in mm, or as a share of the page's. `left`: names and sentences, which are not centred."""

    name: str
    width: float
    left: bool = False


@dataclass(frozen=True, slots=True)
class PaperTable:
    """`heads`: rows of the kind `head` go over the whole width, with what stands in that column. `has_totals`: rows of
    the kind `total` are bold."""

    name: str
    columns: tuple[PaperColumn, ...]
    heads: str = ""
    has_totals: bool = False

    def within(self, width: float) -> "PaperTable":
        """Return it as wide as that, in mm."""
        whole = sum(column.width for column in self.columns)
        columns = (PaperColumn(one.name, width * one.width / whole, one.left) for one in self.columns)
        return PaperTable(self.name, tuple(columns), self.heads, self.has_totals)


def cut(table: PaperTable, row: Row) -> Iterator[Row]:
    """Yield a row, and below it what of its cells has no room in it; what goes over the whole width has room."""
    if row.get("kind") == "head" and table.heads:
        yield row
        return
    told = {one.name: pieces(row[one.name], round(one.width * IN_A_MILLIMETRE)) for one in table.columns}
    kind = {} if "kind" in told or "kind" not in row else {"kind": row["kind"]}
    for at in range(max(map(len, told.values()))):
        yield {name: found[at] if at < len(found) else "" for name, found in told.items()} | kind


def write(document: Document, table: PaperTable, rows: str, heading: Callable[[str], str], size: float) -> None:
    """Write a template's table: the headings, and between the tags of a loop over `rows` the row of each kind."""
    lines: list[str | Callable[[_Row], None]] = [f"{{%tr for row in {rows} %}}"]
    if table.heads:
        lines += ["{%tr if row.kind == 'head' %}", partial(_whole_row, name=table.heads, size=size)]
    if table.has_totals:
        lines += ["{%tr elif row.kind == 'total' %}", partial(_line, columns=table.columns, size=size, bold=True)]
    lines += ["{%tr else %}"] if table.heads else []
    lines.append(partial(_line, columns=table.columns, size=size))
    lines += [*(["{%tr endif %}"] if table.heads else []), "{%tr endfor %}"]
    written = document.add_table(rows=1 + len(lines), cols=len(table.columns))
    written.style = document.styles["Table Grid"]
    written.alignment = WD_TABLE_ALIGNMENT.CENTER
    parts.widths(written, [column.width for column in table.columns])
    head, *others = written.rows
    parts.marked(head, "cantSplit")
    parts.marked(head, "tblHeader")  # shown again on each page
    for cell, column in zip(head.cells, table.columns, strict=True):
        parts.line(cell.paragraphs[0], heading(column.name), size, bold=True)
    for one, line in zip(others, lines, strict=True):
        if isinstance(line, str):
            parts.line(one.cells[0].paragraphs[0], line, size)
        else:
            line(one)


def below(document: Document) -> None:
    """Write the paragraph that a section's last table needs: no taller, or a full page would be followed by an empty
    one."""
    parts.line(document.add_paragraph(), "", 1).paragraph_format.line_spacing = Pt(1)


def _whole_row(row: _Row, name: str, size: float) -> None:
    parts.marked(row, "cantSplit")
    whole = row.cells[0].merge(row.cells[-1])
    head = parts.line(whole.paragraphs[0], f"{{{{ row.{name} }}}}", size, bold=True)
    head.alignment = WD_ALIGN_PARAGRAPH.LEFT
    head.paragraph_format.keep_with_next = True


def _line(row: _Row, columns: Sequence[PaperColumn], size: float, *, bold: bool = False) -> None:
    parts.marked(row, "cantSplit")
    for cell, column in zip(row.cells, columns, strict=True):
        written = parts.line(cell.paragraphs[0], f"{{{{ row.{column.name} }}}}", size, bold=bold)
        if column.left:
            written.alignment = WD_ALIGN_PARAGRAPH.LEFT
