"""What becomes of an export: the file is made, kept, and sent to the chat where it was asked for."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from domain.calendar.workdays import WorkCalendar
from domain.messaging.messages import Attached, Outgoing, Text
from handlers.collating.word.own_templates import BadTemplate, told
from handlers.conversation.made_files import Made, key_of, may_have, message, send
from handlers.conversation.notices import words_for
from handlers.conversation.signed_links import FileLinks
from handlers.conversation.talk import Rows, card_of, offer
from handlers.file_makers import MAKERS
from handlers.setup import upload
from handlers.words import Words
from storage.audit import audit
from storage.db.database import Database
from storage.messages import exports
from storage.tables import Address, Export

LARGE = 300
"""From so many units on a file takes longer to make (half a second) than a process takes to start."""


def make(database: Database, templates: Path | None, export: Export, now: datetime) -> Made:
    """Make the file from what stands in the database, which is only read."""
    with database.reading() as session:
        words = words_for(session, export.person_id)
        if not may_have(session, export, now):
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
        if made.content is not None and not may_have(session, export, now):
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
