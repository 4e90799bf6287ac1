"""The letter as Word, in the organisation's style: to whom, what is late, until when it is wanted, who checks; behind
it how each report was urged so far."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from domain.moments.due_writing import day_and_clock
from handlers.display.urged_text import channels, outcome, what
from handlers.papers import documents, page_layout
from handlers.papers import word_parts as parts
from handlers.words import Words, dates
from storage.collating.about import CollationSubject
from storage.following.overdue import FollowedDuty
from storage.following.urged_so_far import Urging

MOST_NAMED = 12  # units over the letter; of more it says that they are listed in it
SIZE = 12
LATE = (("number", 15), ("unit", 54), ("report", 44), ("due", 34), ("urged", 18))
URGED = (("unit", 50), ("at", 28), ("what", 35), ("to", 30), ("outcome", 22))
"""Columns of its tables, with their share of the width."""


def write(
    path: Path,
    words: Words,
    about: CollationSubject,
    rows: Sequence[FollowedDuty],
    urged: Sequence[Urging],
    until: datetime,
    person: str,
    now: datetime,
) -> None:
    """Write the letter on what is late on one plan. `rows`: in the order in which documents list units. `urged`: how
    each was urged so far. `person`: who asked for it, and is asked."""
    is_short = len(_units(rows)) <= MOST_NAMED
    template = DocxTemplate(BytesIO(_template(about.document_style, words, about.issuer, named=is_short)))
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    template.render(content(words, about, rows, urged, until, person, now), environment)
    subject = words.plain("letter.subject", plan=about.plan)
    documents.describe(template.docx, subject, about.organisation, words.language, now)
    template.save(str(path))


def _units(rows: Sequence[FollowedDuty]) -> list[str]:
    return list(dict.fromkeys(row.unit_name for row in rows))


def content(
    words: Words,
    about: CollationSubject,
    rows: Sequence[FollowedDuty],
    urged: Sequence[Urging],
    until: datetime,
    person: str,
    now: datetime,
) -> Mapping[str, Any]:
    """Return what the template names."""
    word, zone = words.plain, about.zone
    units = _units(rows)
    number = f"{about.plan_number}" if about.plan_number else ""
    plan = word("document.plan_named", plan=about.plan, named=number) if number else about.plan
    return {
        "organisation_in_capitals": about.organisation.upper(),
        "issuer_in_capitals": about.issuer.upper(),
        "issuer_code": about.issuer_code,
        "place": about.place or page_layout.DOTS,
        "date": page_layout.official_date(words, now.astimezone(zone)),
        "units": [f"{unit}{'.' if at == len(units) else ';'}" for at, unit in enumerate(units, 1)],
        "opening": word(
            "letter.opening", plan=plan, at=dates.clocked(words, now, zone), issuer=about.issuer, n=len(units)
        ),
        "late": [_late(words, row, at, now) for at, row in enumerate(rows, 1)],
        "demand": word("letter.demand", until=dates.moment(words, until, zone)),
        "checks": word("letter.checks", issuer=about.issuer, person=person),
        "signer": page_layout.signature(words, about.signer, about.document_style),
        "recipients": _ended([word("letter.as_above"), *about.recipients]),
        "urged": list(_urged(words, about, rows, urged)),
    }


def _ended(recipients: Sequence[str]) -> list[str]:
    return [f"{one}{'.' if at == len(recipients) else ';'}" for at, one in enumerate(recipients, 1)]


def _late(words: Words, row: FollowedDuty, number: int, now: datetime) -> Mapping[str, str]:
    zone = row.asked.zone
    day, clock = day_and_clock(row.due_at, zone)
    returned = words.plain("letter.returned") if row.returned else ""
    late = dates.late_by(words, row.due_at, now, zone) or ""
    return {
        "number": str(number),
        "unit": row.unit_name,
        "report": dates.report_title(words, row.asked.title, row.asked.period_key),
        "due": f"{clock} {day:%d/%m/%Y}{dates.provisional(words, day)}, {late}{returned}",
        "urged": words.plain("letter.times", n=row.reminded),
    }


def _urged(
    words: Words, about: CollationSubject, rows: Sequence[FollowedDuty], urged: Sequence[Urging]
) -> Iterator[Mapping[str, str]]:
    names = {row.obligation_id: row.unit_name for row in rows}
    places = {row.obligation_id: at for at, row in enumerate(rows)}
    for one in sorted(urged, key=lambda one: (places[one.obligation_id], one.at)):
        by = channels(words, one)
        yield {
            "unit": names[one.obligation_id],
            "at": f"{one.at.astimezone(about.zone):%H:%M %d/%m/%Y}",
            "what": what(words, one),
            "to": ", ".join([*one.to, *([by] if by else [])]),
            "outcome": outcome(words, one),
        }


def _template(style: str, words: Words, issuer: str, *, named: bool) -> bytes:
    layout = page_layout.layout_of(style)
    document = page_layout.page(layout)
    about = words.plain("letter.about_line")
    page_layout.head(document, words, style, issuer, number=words.plain(f"letter.{style}.number"), about=about)
    _address(document, words, named=named)
    parts.body(document, "{{ opening }}")
    _table(document, words, layout.width, "late", LATE)
    parts.body(document, "{{ demand }}")
    last = parts.body(document, "{{ checks }}")
    last.paragraph_format.keep_with_next = True
    page_layout.foot(document, words, style)
    parts.body(document, "{%p if urged %}")
    head = parts.line(document.add_paragraph(), words.plain("letter.urged_so_far"), layout.body, bold=True)
    head.paragraph_format.page_break_before = True
    _table(document, words, layout.width, "urged", URGED)
    parts.body(document, "{%p endif %}")
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _address(document: Document, words: Words, *, named: bool) -> None:
    """Write to whom it goes: each unit, or where there are many, those of the list."""
    line = parts.body(document, words.plain("letter.to" if named else "letter.to_listed"))
    line.alignment, line.paragraph_format.space_before = WD_ALIGN_PARAGRAPH.CENTER, Mm(5)
    line.paragraph_format.first_line_indent = Mm(0)
    if named:
        for tag in ("{%p for unit in units %}", "- {{ unit }}", "{%p endfor %}"):
            item = parts.body(document, tag)
            item.paragraph_format.first_line_indent, item.paragraph_format.left_indent = Mm(0), Mm(55)
            item.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _table(document: Document, words: Words, width: float, of: str, columns: Sequence[tuple[str, int]]) -> None:
    table = document.add_table(rows=4, cols=len(columns))
    table.style, table.alignment = document.styles["Table Grid"], WD_TABLE_ALIGNMENT.CENTER
    whole = sum(share for _, share in columns)
    parts.widths(table, [width * share / whole for _, share in columns])
    head, begin, line, end = table.rows
    parts.marked(head, "cantSplit")
    parts.marked(head, "tblHeader")
    parts.marked(line, "cantSplit")
    parts.line(begin.cells[0].paragraphs[0], f"{{%tr for row in {of} %}}", SIZE)
    parts.line(end.cells[0].paragraphs[0], "{%tr endfor %}", SIZE)
    for top, cell, (name, _) in zip(head.cells, line.cells, columns, strict=True):
        parts.line(top.paragraphs[0], words.plain(f"letter.column.{of}.{name}"), SIZE, bold=True)
        written = parts.line(cell.paragraphs[0], f"{{{{ row.{name} }}}}", SIZE)
        written.alignment = WD_ALIGN_PARAGRAPH.CENTER if name in ("number", "urged") else WD_ALIGN_PARAGRAPH.LEFT
    parts.line(document.add_paragraph(), "", 6)
