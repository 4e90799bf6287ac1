"""What becomes of an export: the file is made, kept, and sent to the chat where it was asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from domain.calendar.workdays import WorkCalendar
from domain.messaging.messages import Attached, Outgoing, Text, lines_of
from domain.plan_reviews.review_spans import ReviewSpan
from handlers.briefs import brief_text
from handlers.collating import summary
from handlers.collating.gathering import Gathered, gather
from handlers.collating.summary_buttons import after_file, rows_of, to_write
from handlers.collating.word.left_blank import left_blank, not_set_up, unwritten
from handlers.collating.word.own_templates import BadTemplate, own_template, told
from handlers.conversation.made_files import Made, MadeEvent, key_of, may_have, message, send
from handlers.conversation.notices import words_for
from handlers.conversation.signed_links import FileLinks
from handlers.conversation.talk import Choice, Rows, card_of, offer
from handlers.plan_reviews import review_buttons, review_files, review_left_blank, review_summary
from handlers.plan_reviews.gathered_review import gather as gather_review
from handlers.setup import upload
from handlers.words import Words
from storage.audit import audit
from storage.collating import about as collated
from storage.collating import rates
from storage.db.database import Database
from storage.following import overdue
from storage.following.nudges import LETTER_WRITTEN
from storage.following.urged_so_far import times, urgings
from storage.messages import exports
from storage.people import actors
from storage.reporting import duties
from storage.tables import Address, Export, Person

LARGE = 300
"""From so many units on a file takes longer to make (half a second) than a process takes to start."""


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


MAKERS: Mapping[str, Callable[[Session, Words, Export, datetime], Prepared | Made]] = {
    "collation": _collation,
    "plan_review": _plan_review,
    "progress": _progress,
    "list": _list,
    "urgings": _urgings,
    "letter": _letter,
    "brief": _brief,
}


def make(database: Database, templates: Path | None, export: Export, now: datetime) -> Made:
    """Make the file from what stands in the database, which is only read."""
    with database.reading() as session:
        words = words_for(session, export.person_id)
        if not _may_have(session, export, now):
            return message(words("export.not_yours"))
        prepared = MAKERS[export.what](session, words, export, now)
    if isinstance(prepared, Made):
        return prepared
    with TemporaryDirectory(prefix="dondoc-") as folder:
        path = Path(folder) / "file"
        try:
            prepared.write(path, templates)
        except BadTemplate as bad:
            return Made("", None, _trouble(words, bad), [], "template")
        content = path.read_bytes()
    return Made(prepared.name, content, prepared.body, prepared.rows, noted=prepared.noted)


def _may_have(session: Session, export: Export, now: datetime) -> bool:
    """Say whether whoever asked for it still follows what it is about: rights may end between asking and the file."""
    person = actors.actor(session, export.person_id, now)
    return may_have(person, export.what, export.plan_ids)


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes what was asked for, and queues it for the chat where it was."""

    database: Database
    links: FileLinks
    templates: Path | None
    calendar: WorkCalendar

    def make(self, export: Export, now: datetime) -> Made:
        """Make what was asked for: this takes seconds for thousands of units, and but for a setup writes nothing into
        the database."""
        if export.what == upload.WHAT:
            from handlers.setup import preview

            return preview.make(self.database, self.calendar, export, now)
        return make(self.database, self.templates, export, now)

    def is_large(self, session: Session, export: Export) -> bool:
        """Say whether making it would keep others waiting; what writes into the database is made here in any case."""
        return export.what != upload.WHAT and exports.has_units(session, export.organisation_id, LARGE)

    def keep(self, session: Session, export: Export, made: Made, now: datetime) -> None:
        """Keep what was made, and queue the message that brings it, in one transaction; nothing of it where whoever
        asked may not have it any more."""
        attached = None
        if made.content is not None and not _may_have(session, export, now):
            made = message(words_for(session, export.person_id)("export.not_yours"))
        if made.content is None:
            exports.close(session, export.id, "failed" if made.reason else "ready", made.reason)
        else:
            exports.keep(session, export.id, made.name, made.content)
            attached = Attached(export.id, made.name, len(made.content), self.links.link(export.id, now))
        channel = _queue(session, export, made.body, made.rows, attached, now)
        for one in made.noted:
            audit.record(
                session,
                organisation_id=export.organisation_id,
                at=now,
                action=one.action,
                subject=one.subject,
                person_id=export.person_id,
                channel=channel,
                **one.detail,
            )

    def could_not(self, session: Session, export: Export, reason: str, now: datetime) -> None:
        """Let the file be tried again, a few times in all; after the last one tell whoever asked."""
        if export.attempts < exports.MOST_ATTEMPTS:
            exports.release(session, export.id)
            return
        exports.close(session, export.id, "failed", reason)
        _queue(session, export, words_for(session, export.person_id)("export.failed"), [], None, now)


def _queue(session: Session, export: Export, body: Text, rows: Rows, attached: Attached | None, now: datetime) -> str:
    """Queue the message for the chat where the file was asked for, once; return by which channel."""
    address = session.get_one(Address, export.address_id)
    card = card_of(session, address, body, rows, now)
    if card.rows:
        offer(address, card, now, beside=True)
    by = export.person_id if address.is_group else None
    outgoing = Outgoing("file" if attached else "say", card, file=attached, by=by, topic=address.topic or "")
    send(session, address, outgoing, now, key_of(export))
    return address.channel


def _trouble(words: Words, bad: BadTemplate) -> Text:
    if bad.unknown:
        return words("export.unknown_fields", unknown=", ".join(bad.unknown), known=", ".join(bad.known))
    return words("export.bad_template", reason="; ".join(told(words, bad)))
