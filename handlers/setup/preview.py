"""Trying a setup that an admin sent: what it would change, or every mistake in it; done only where that was confirmed.

Apart from the chat's side of it (`handlers.setup.upload`), as what reads Excel takes a quarter of a second to load.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime

from domain.calendar.workdays import WorkCalendar
from domain.messaging.messages import Text, lines_of
from domain.messaging.sentences import Filling, names_in
from handlers.conversation.made_files import Made, message
from handlers.conversation.notices import words_for
from handlers.conversation.talk import Choice
from handlers.setup.wording import counted, problem_lines
from handlers.words import Words
from handlers.words.sentences import in_words
from storage.db.database import Database
from storage.people import actors
from storage.reporting import attachments
from storage.reporting.attachments import TO_PLACE
from storage.setup import Applied, SetupDocument, SetupProblems, apply_setup, read_setup
from storage.setup.apply.known import known_codes
from storage.setup.diff.difference import TARGET, SetupChange
from storage.tables import Attachment, Export, Organisation

MOST_LINES = 30  # of each kind of change
MOST_TARGETS = 100  # …
MOST_PROBLEMS = 40


def make(database: Database, calendar: WorkCalendar, export: Export, now: datetime) -> Made:
    """Read the file without keeping anybody waiting, then try the changes; all are taken back unless they are those
    that were confirmed."""
    attachment_id, confirmed = export.args["attachment_id"], export.args["confirmed"]
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
            row = session.get(Attachment, export.args["attachment_id"], with_for_update=True, populate_existing=True)
            if row is None or row.state not in TO_PLACE:  # left out, or written, while the file was read
                session.rollback()
                return message(words("setup.gone"), reason="gone")
            attachments.drop(session, [export.args["attachment_id"]])
            return message(
                lines_of(
                    [
                        words("setup.written", n=len(applied.lines), name=name),
                        *_changes(words, applied),
                        *_told(words, applied),
                    ]
                )
            )
        session.rollback()
    if not applied.lines:
        return message(words("setup.nothing", name=name, untouched=counted(words, applied)))
    return _preview(words, name, applied, export.args["attachment_id"], mark, again=confirmed is not None)


def _mark(lines: Sequence[SetupChange]) -> str:
    """Return a mark that stands for these changes: what was confirmed is done, or nothing is."""
    return hashlib.sha256("\n".join(map(repr, lines)).encode()).hexdigest()[:16]


def _preview(words: Words, name: str, applied: Applied, attachment_id: int, mark: str, *, again: bool) -> Made:
    lines = [words("setup.changed_meanwhile")] if again else []
    lines.append(words("setup.preview", name=name))
    lines += _changes(words, applied)
    lines += _told(words, applied)
    lines += [words("setup.untouched", untouched=counted(words, applied)), words("setup.confirm")]
    write = Choice(
        words.plain("button.setup_write"), "setup.apply", {"attachment_id": attachment_id, "confirmed": mark}
    )
    return message(
        lines_of(lines), [[write, Choice(words.plain("button.drop"), "setup.drop", {"attachment_id": attachment_id})]]
    )


def _changes(words: Words, applied: Applied) -> Iterator[Text]:
    for sign, title in (("+", "created"), ("~", "changed"), ("-", "removed")):
        yield from _listed(words, f"setup.{title}", [line for line in applied.lines if line.sign == sign])


def _told(words: Words, applied: Applied) -> Iterator[Text]:
    """Yield when the reports are due, and how the file was read."""
    yield from _section(words, "setup.dues", applied.dues, MOST_LINES)
    yield from (words("setup.note", note=in_words(words, note)) for note in applied.notes[:MOST_LINES])


def _listed(words: Words, title: str, found: Sequence[SetupChange]) -> Iterator[Text]:
    """Yield the changes, with all amounts that units are to reach: a wrong one is seen nowhere else before it
    counts."""
    first = [line for line in found if f"setup.fact.{TARGET}" in names_in(line.told)][:MOST_TARGETS]
    others = [line for line in found if line not in set(first)]
    yield from _section(words, title, [line.told for line in (*first, *others)], max(MOST_LINES, len(first)))


def _section(words: Words, title: str, found: Sequence[Filling], most: int) -> Iterator[Text]:
    if not found:
        return
    yield words(title, n=len(found))
    yield from (words("setup.line", line=in_words(words, line)) for line in found[:most])
    if len(found) > most:
        yield words("setup.more", n=len(found) - most)


def _problems(words: Words, name: str, error: SetupProblems) -> Text:
    found = error.problems
    lines = [words("setup.problems", name=name, n=len(found))]
    lines += [words("setup.line", line=line) for line in problem_lines(words, found[:MOST_PROBLEMS])]
    if len(found) > MOST_PROBLEMS:
        lines.append(words("setup.more", n=len(found) - MOST_PROBLEMS))
    return lines_of([*lines, words("setup.mend")])
