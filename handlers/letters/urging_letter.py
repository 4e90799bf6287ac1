"""The letter as Word, in the organisation's style: to whom, what is late, until when it is wanted, who checks; behind
it how each report was urged so far."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from handlers.display.urged_text import channels, outcome, what
from handlers.papers import bases, documents, filling, page_layout, paper_tables, table_text
from handlers.papers import word_parts as parts
from handlers.papers.documents import Described
from handlers.papers.paper_tables import PaperColumn, PaperTable
from handlers.words import Words, dates
from storage.collating.about import CollationSubject
from storage.following.overdue import FollowedDuty
from storage.following.urged_so_far import Urging

MOST_NAMED = 12  # units over the letter; of more it says that they are listed in it
SIZE = 12
TABLES = (
    PaperTable(
        "late",
        (
            PaperColumn("number", 15), PaperColumn("unit", 54, left=True), PaperColumn("report", 44, left=True),
            PaperColumn("due", 34, left=True), PaperColumn("urged", 18),
        ),
    ),
    PaperTable(
        "urged",
        (
            PaperColumn("unit", 50, left=True), PaperColumn("at", 28, left=True), PaperColumn("what", 35, left=True),
            PaperColumn("to", 30, left=True), PaperColumn("outcome", 22, left=True),
        ),
    ),
)  # fmt: skip


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
    subject = words.plain("letter.subject", plan=about.plan)
    described = Described(subject, about.organisation, words.language, now)
    source = _template(about.document_style, words, about.issuer, len(_units(rows)), described)
    filling.write(path, source, content(words, about, rows, urged, until, person, now))


def _units(rows: Sequence[FollowedDuty]) -> list[str]:
    return [*{row.unit_id: row.unit_name for row in rows}.values()]


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
    to_one = "_one" if len(units) == 1 else ""
    told = {"plan": bases.plan_named(words, about), "issuer": about.issuer, "n": len(units), "unit": units[0]}
    return {
        "organisation_in_capitals": about.organisation.upper(),
        "issuer_in_capitals": about.issuer.upper(),
        "issuer_code": about.issuer_code,
        "place": about.place or page_layout.DOTS,
        "date": page_layout.official_date(words, now.astimezone(zone)),
        "units": units if to_one else [f"{unit}{'.' if at == len(units) else ';'}" for at, unit in enumerate(units, 1)],
        "opening": word(f"letter.opening{to_one}", at=dates.clocked(words, now, zone), **told),
        "late": [_late(words, row, at, now) for at, row in enumerate(rows, 1)],
        "demand": word(f"letter.demand{to_one}", until=dates.moment(words, until, zone), **told),
        "checks": word(f"letter.checks{to_one}", person=person, **told),
        "signer": page_layout.signature(words, about.signer, about.document_style),
        "recipients": page_layout.recipients(about.recipients, word("letter.as_above")),
        "urged": list(_urged(words, about, rows, urged)),
    }


def _late(words: Words, row: FollowedDuty, number: int, now: datetime) -> Mapping[str, str]:
    zone = row.asked.zone
    returned = words.plain("letter.returned") if row.returned else ""
    late = dates.late_by(words, row.due_at, now, zone) or ""
    return {
        "number": str(number),
        "unit": row.unit_name,
        "report": dates.report_title(words, row.asked.title, row.asked.period_key),
        "due": f"{table_text.due(words, row.due_at, zone)}, {late}{returned}",
        "urged": words.plain("letter.times", n=row.reminded) if row.reminded else "",
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
            "at": table_text.moment(one.at, about.zone),
            "what": what(words, one),
            "to": ", ".join([*one.to, *([by] if by else [])]),
            "outcome": outcome(words, one),
        }


def _template(style: str, words: Words, issuer: str, units: int, described: Described) -> bytes:
    layout = page_layout.layout_of(style)
    document = page_layout.page(layout)
    about = words.plain("letter.about_line")
    page_layout.head(document, words, style, issuer, number=words.plain(f"letter.{style}.number"), about=about)
    _address(document, words, units)
    parts.body(document, "{{ opening }}")
    _table(document, words, layout.width, TABLES[0])
    parts.body(document, "{{ demand }}")
    last = parts.body(document, "{{ checks }}")
    last.paragraph_format.keep_with_next = True
    page_layout.foot(document, words, style)
    parts.body(document, "{%p if urged %}")
    head = parts.line(document.add_paragraph(), words.plain("letter.urged_so_far"), layout.body, bold=True)
    head.paragraph_format.page_break_before = True
    _table(document, words, layout.width, TABLES[1])
    parts.body(document, "{%p endif %}")
    documents.describe(document, described)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _table(document: Document, words: Words, width: float, table: PaperTable) -> None:
    def heading(name: str) -> str:
        return words.plain(f"letter.column.{table.name}.{name}")

    paper_tables.write(document, table.within(width), table.name, heading, SIZE)
    parts.line(document.add_paragraph(), "", 6)


def _address(document: Document, words: Words, units: int) -> None:
    """Write to whom it goes: one on the line itself, each of several, or where there are many, those of the list."""
    to = "letter.to_listed" if units > MOST_NAMED else "letter.to" if units > 1 else "letter.to_one"
    line = parts.body(document, words.plain(to))
    line.alignment, line.paragraph_format.space_before = WD_ALIGN_PARAGRAPH.CENTER, Mm(5)
    line.paragraph_format.first_line_indent = Mm(0)
    if 1 < units <= MOST_NAMED:
        for tag in ("{%p for unit in units %}", "- {{ unit }}", "{%p endfor %}"):
            item = parts.body(document, tag)
            item.paragraph_format.first_line_indent, item.paragraph_format.left_indent = Mm(0), Mm(55)
            item.alignment = WD_ALIGN_PARAGRAPH.LEFT
