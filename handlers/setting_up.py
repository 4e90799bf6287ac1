"""The setup as an Excel file that an admin sends: what it would change is shown first, and written when confirmed.

A file of thousands of units takes seconds, so both are done beside the handling of messages, as files are made.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime

from domain.messages import Text, lines_of
from domain.workdays import WorkCalendar
from handlers.files.made import Made, message
from handlers.reminding import words_for
from handlers.talk import Choice, Talk
from handlers.words import Words
from storage import actors, attachments, exports
from storage.attachments import TO_PLACE
from storage.database import Database
from storage.setup import Applied, SetupDocument, SetupProblems, apply_setup, read_setup
from storage.setup.known import known_codes
from storage.setup.workbook import is_setup
from storage.tables import Attachment, Export, Organisation

WHAT = "setup"
KINDS = frozenset({"xlsx", "xls", "ods"})
MOST_LINES = 30  # of each kind of change
MOST_PROBLEMS = 40


def may(talk: Talk) -> bool:
    return talk.organisation is not None and talk.person.administers(talk.organisation.id)


def is_one(talk: Talk, row: Attachment) -> bool:
    """Whether this is a setup and no report: a table of somebody who does not report can be nothing else."""
    if row.kind not in KINDS or not may(talk):
        return False
    return not talk.person.is_reporter or is_setup(attachments.content(talk.session, row.id) or b"")


def preview(talk: Talk, row: Attachment) -> None:
    _ask(talk, row.id, None)
    talk.note(talk.words("setup.reading", name=row.name))


def apply(talk: Talk, a: int, h: str) -> None:
    """`Ghi vào hệ thống`; `h` stands for the changes that were shown."""
    _kept_or_stop(talk, a)
    _ask(talk, a, h)
    talk.show(talk.words("setup.writing"))


def drop(talk: Talk, a: int) -> None:
    row = _kept_or_stop(talk, a)
    attachments.drop(talk.session, [a])
    talk.show(talk.words("setup.dropped", name=row.name))


def _kept_or_stop(talk: Talk, a: int) -> Attachment:
    if not may(talk):
        talk.stop("setup.not_admin")
    rows = [row for row in attachments.of_chat(talk.session, talk.address.id, [a]) if row.state in TO_PLACE]
    if not rows:
        talk.stop("setup.gone")
    return rows[0]


def _ask(talk: Talk, a: int, h: str | None) -> None:
    assert talk.organisation is not None
    exports.ask(
        talk.session,
        organisation_id=talk.organisation.id,
        person_id=talk.person.person_id,
        address_id=talk.address.id,
        what=WHAT,
        kind="text",
        args={"a": a, "h": h},
        plan_ids=(),
        now=talk.now,
    )


def make(database: Database, calendar: WorkCalendar, export: Export, now: datetime) -> Made:
    """Reads the file without keeping anybody waiting, then tries the changes; all are taken back unless they are
    those that were confirmed."""
    attachment_id, confirmed = export.args["a"], export.args["h"]
    with database.reading() as session:
        words = words_for(session, export.person_id)
        if not actors.actor(session, export.person_id, now).administers(export.organisation_id):
            return message(words("setup.not_admin"), reason="rights")
        row, content = session.get(Attachment, attachment_id), attachments.content(session, attachment_id)
        code = session.get_one(Organisation, export.organisation_id).code
        if row is None or content is None:
            return message(words("setup.gone"), reason="gone")
        try:
            document = read_setup(content, lambda code: known_codes(session, code))
        except SetupProblems as error:
            return message(_problems(words, row.name, error), reason="problems")
    if document.file.organisation.code != code:
        said = words("setup.of_another", name=row.name, other=document.file.organisation.code, own=code)
        return message(said, reason="organisation")
    return _tried(database, calendar, export, now, words, row.name, document, confirmed)


def _tried(
    database: Database,
    calendar: WorkCalendar,
    export: Export,
    now: datetime,
    words: Words,
    name: str,
    document: SetupDocument,
    confirmed: str | None,
) -> Made:
    with database.transaction() as session:
        try:
            applied = apply_setup(session, document, now, calendar, person_id=export.person_id)
        except SetupProblems as error:
            session.rollback()
            return message(_problems(words, name, error), reason="problems")
        mark = _mark(applied.lines)
        if confirmed is not None and confirmed == mark:
            row = session.get(Attachment, export.args["a"], with_for_update=True, populate_existing=True)
            if row is None or row.state not in TO_PLACE:  # left out, or written, while the file was read
                session.rollback()
                return message(words("setup.gone"), reason="gone")
            attachments.drop(session, [export.args["a"]])
            return message(
                lines_of([words("setup.written", n=len(applied.lines), name=name), *_changes(words, applied)])
            )
        session.rollback()
    if not applied.lines:
        return message(words("setup.nothing", name=name, untouched=_untouched(applied)))
    return _preview(words, name, applied, export.args["a"], mark, again=confirmed is not None)


def _mark(lines: Sequence[str]) -> str:
    """Stands for these changes: what was confirmed is done, or nothing is."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _preview(words: Words, name: str, applied: Applied, a: int, mark: str, *, again: bool) -> Made:
    lines = [words("setup.changed_meanwhile")] if again else []
    lines.append(words("setup.preview", name=name))
    lines += _changes(words, applied)
    lines += [words("setup.untouched", untouched=_untouched(applied)), words("setup.confirm")]
    write = Choice(words.plain("button.setup_write"), "setup.apply", {"a": a, "h": mark})
    return message(lines_of(lines), [[write, Choice(words.plain("button.drop"), "setup.drop", {"a": a})]])


def _changes(words: Words, applied: Applied) -> Iterator[Text]:
    for sign, title in (("+", "created"), ("~", "changed"), ("-", "removed")):
        yield from _listed(words, f"setup.{title}", [line for line in applied.lines if line.startswith(sign)])


def _listed(words: Words, title: str, found: Sequence[str]) -> Iterator[Text]:
    if not found:
        return
    yield words(title, n=len(found))
    yield from (words("setup.line", line=line[2:]) for line in found[:MOST_LINES])
    if len(found) > MOST_LINES:
        yield words("setup.more", n=len(found) - MOST_LINES)


def _untouched(applied: Applied) -> str:
    return ", ".join(f"{n} {thing}" for thing, n in applied.untouched.items()) or "0"


def _problems(words: Words, name: str, error: SetupProblems) -> Text:
    found = error.problems
    lines = [words("setup.problems", name=name, n=len(found))]
    lines += [words("setup.line", line=str(problem)) for problem in found[:MOST_PROBLEMS]]
    if len(found) > MOST_PROBLEMS:
        lines.append(words("setup.more", n=len(found) - MOST_PROBLEMS))
    return lines_of([*lines, words("setup.mend")])
