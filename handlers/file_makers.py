"""Files that are made on request, one function for each kind: what it reads, and how it is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from domain.messaging.messages import Text, lines_of
from domain.plan_reviews.review_spans import ReviewSpan
from handlers.briefs import brief_text
from handlers.collating import summary
from handlers.collating.gathering import Gathered, gather
from handlers.collating.summary_buttons import after_file, rows_of, to_write
from handlers.collating.word.left_blank import left_blank, not_set_up, unwritten
from handlers.collating.word.own_templates import own_template
from handlers.conversation.made_files import Made, MadeEvent, message
from handlers.conversation.talk import Choice, Rows
from handlers.copies import report_copy
from handlers.plan_reviews import review_buttons, review_files, review_left_blank, review_summary
from handlers.plan_reviews.gathered_review import gather as gather_review
from handlers.words import Words
from storage.collating import about as collated
from storage.collating import rates
from storage.following import overdue
from storage.following.nudges import LETTER_WRITTEN
from storage.following.urged_so_far import times, urgings
from storage.reporting import duties, reports
from storage.tables import Export, Person


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was read; `write` makes the file of it, with the folder of own templates, and needs the database no more."""

    name: str
    body: Text
    rows: Rows
    write: Callable[[Path, Path | None], None]
    noted: Sequence[MadeEvent] = ()


def _collation(session: Session, words: Words, export: Export, now: datetime) -> Prepared | Made:
    args = export.args
    gathered = gather(
        session, args["requirement_id"], args["period_key"], now, frozen=args["frozen"], for_excel=export.kind == "xlsx"
    )
    assert gathered is not None
    if export.kind == "text":
        return Made("", None, summary.summary(words, gathered), rows_of(words, gathered))
    name = _name(gathered, export.kind)
    lines = [words("export.done", title=summary.title(words, gathered)), *summary.standing(words, gathered)]
    rows = after_file(words, gathered, export.id)
    if export.kind == "docx" and (left := left_blank(words, gathered)):
        lines.append(words("export.left_blank", left=", ".join(left)))
        rows += to_write(words, gathered) if unwritten(gathered) and not gathered.is_frozen else []

    def write(path: Path, templates: Path | None) -> None:
        # A tenth of a second and 9 MB, where nobody may ever ask.
        from handlers.collating.sheets import workbook
        from handlers.collating.word import report_document

        if export.kind == "xlsx":
            workbook.write(path, words, gathered)
        else:
            report_document.write(path, words, gathered, own_template(templates, gathered.about.organisation_code))

    return Prepared(name, lines_of(lines), rows, write)


def _name(gathered: Gathered, kind: str) -> str:
    """Return the file's name, `KHCN-QUY 2026-Q4.xlsx`; what is asked for once has no period."""
    about = gathered.about
    period = "" if about.period_key == "once" else f" {about.period_key}"
    return f"{about.requirement_code}{period}.{kind}"


def _progress(session: Session, words: Words, export: Export, now: datetime) -> Prepared:
    args = export.args
    gathered = gather(session, args["requirement_id"], args["period_key"], now)
    assert gathered is not None
    past = rates.rates(session, args["requirement_id"])
    page = args.get("page", 0)
    name = _name(gathered, "png" if not page else f"{page + 1}.png")

    def write(path: Path, templates: Path | None) -> None:
        from handlers.collating import picture

        picture.write(path, words, gathered, past, page)

    return Prepared(name, words("progress.picture", title=summary.title(words, gathered)), [], write)


def _plan_review(session: Session, words: Words, export: Export, now: datetime) -> Prepared | Made:
    args = export.args
    gathered = gather_review(session, args["plan_id"], ReviewSpan.of(args["span"]), now, frozen=args["frozen"])
    assert gathered is not None
    if export.kind == "text":
        return Made("", None, review_summary.summary(words, gathered), review_buttons.rows_of(words, gathered))
    title = review_summary.title_of(words, gathered)
    lines = [words("export.done", title=title), *review_summary.standing(words, gathered)]
    rows: list[list[Choice]] = []
    if export.kind == "docx" and (left := review_left_blank.left_blank(words, gathered)):
        lines.append(words("export.left_blank", left=", ".join(left)))
        is_open = review_left_blank.unwritten(gathered) and not gathered.is_frozen
        rows = [[review_buttons.narratives_choice(words, gathered)]] if is_open else []

    def write(path: Path, templates: Path | None) -> None:
        review_files.write(export.kind, path, words, gathered)

    return Prepared(review_files.file_name(gathered, export.kind), lines_of(lines), rows, write)


def _list(session: Session, words: Words, export: Export, now: datetime) -> Prepared:
    from handlers.following import listed

    rows = listed.rows(session, export.plan_ids, export.args, now)
    which = export.args["list"]
    name = f"{words.plain(f'list.name.{which}')}.xlsx"

    def write(path: Path, templates: Path | None) -> None:
        from handlers.following import sheet

        sheet.write(path, words, rows, now)

    return Prepared(name, words(f"list.done.{which}", n=len(rows)), [], write)


def _urgings(session: Session, words: Words, export: Export, now: datetime) -> Prepared:
    from handlers.following import urged

    duty = duties.duty(session, export.args["obligation_id"])
    assert duty is not None
    found = urgings(session, [duty.id])

    def write(path: Path, templates: Path | None) -> None:
        urged.write(path, words, duty, found, now)

    often = times(found).get(duty.id, 0)
    return Prepared(urged.file_name(words, duty), words("urged.done", unit=duty.unit_name, n=often), [], write)


def _letter(session: Session, words: Words, export: Export, now: datetime) -> Prepared | Made:
    wanted = set(export.args["obligation_ids"])
    late = [row for row in overdue.overdue(session, export.plan_ids, now) if row.obligation_id in wanted]
    if not late:
        return Made("", None, words("letter.nobody_now"), [])
    asked = late[0].asked
    today = now.astimezone(asked.zone).date()
    about = collated.about(session, asked.requirement_id, asked.period_key, today)
    assert about is not None
    places = overdue.protocol_places(session, [row.unit_id for row in late])
    rows = sorted(overdue.described(session, late, now), key=lambda row: places[row.unit_id])
    urged = [one for one in urgings(session, [row.obligation_id for row in rows]) if one.step != LETTER_WRITTEN]
    person = session.get_one(Person, export.person_id).name
    until = datetime.fromisoformat(export.args["until"])

    def write(path: Path, templates: Path | None) -> None:
        from handlers.letters import urging_letter

        urging_letter.write(path, words, about, rows, urged, until, person, now)

    name = f"{words.plain('letter.file')} {about.plan_code}.docx"
    lines: list[Text] = [words("letter.done", plan=about.plan, n=len({row.unit_id for row in rows}))]
    if left := not_set_up(words, about):
        lines.append(words("export.left_blank", left=", ".join(left)))
    detail = {"until": until.isoformat()}
    noted = [MadeEvent(LETTER_WRITTEN, f"obligation:{row.obligation_id}", detail) for row in rows]
    return Prepared(name, lines_of(lines), [], write, noted)


def _brief(session: Session, words: Words, export: Export, now: datetime) -> Prepared | Made:
    from handlers.briefs.brief_document import BriefDocument

    read = BriefDocument.read(session, words, export.organisation_id, export.plan_ids, now)
    if not read.briefs:
        return message(brief_text.chat_text(words, (), now, read.zone))
    return Prepared(read.name, words("brief.done", n=len(read.briefs)), [], read.write)


def _copy(session: Session, words: Words, export: Export, now: datetime) -> Prepared:
    from handlers.copies import copy_document

    found = reports.revision(session, export.args["report_id"])
    assert found is not None
    copy = report_copy.read(session, words, found)

    def write(path: Path, templates: Path | None) -> None:
        copy_document.write(path, words, copy, now)

    return Prepared(copy_document.file_name(copy), words("copy.done", number=copy.number, unit=copy.unit), [], write)


MAKERS: Mapping[str, Callable[[Session, Words, Export, datetime], Prepared | Made]] = {
    "collation": _collation,
    "plan_review": _plan_review,
    "progress": _progress,
    "list": _list,
    "urgings": _urgings,
    "letter": _letter,
    "brief": _brief,
    "copy": _copy,
}
