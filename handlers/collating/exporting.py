"""What becomes of an export: the file is made, kept, and sent to the chat where it was asked for."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from domain.messages import Attached, Card, Outgoing, Text, lines_of
from handlers.collating import summary
from handlers.collating.gathering import Gathered, gather
from handlers.collating.links import FileLinks
from handlers.collating.own_templates import BadTemplate, own_template
from handlers.collating.shown import after_file, rows_of
from handlers.reminding import words_for
from handlers.talk import Rows, card_of
from handlers.words import Words
from storage import exports, outbox
from storage.database import Database
from storage.outbox import Lane
from storage.tables import Address, Export


@dataclass(frozen=True, slots=True)
class Made:
    """`content` None: there is no file, only a message."""

    name: str
    content: bytes | None
    body: Text
    rows: Rows
    reason: str | None = None  # why it could not be made


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes what was asked for, and queues it for the chat where it was."""

    database: Database
    links: FileLinks
    templates: Path | None

    def make(self, export: Export, now: datetime) -> Made:
        """Takes seconds for thousands of units, and writes nothing into the database."""
        with self.database.reading() as session:
            words = words_for(session, export.person_id)
            gathered = gather(session, export.requirement_id, export.period_key, now, frozen=export.frozen)
        assert gathered is not None
        if export.kind == "text":
            return Made("", None, summary.summary(words, gathered), rows_of(words, gathered))
        name = f"{gathered.about.requirement_code} {gathered.about.period_key}.{export.kind}"
        with TemporaryDirectory(prefix="dondoc-") as folder:
            path = Path(folder) / "file"
            try:
                self._write(path, export.kind, words, gathered)
            except BadTemplate as bad:
                return Made("", None, _trouble(words, bad), [], "template")
            content = path.read_bytes()
        lines = [words("export.done", title=summary.title(words, gathered)), *summary.standing(words, gathered)]
        return Made(name, content, lines_of(lines), after_file(words, gathered, export.id))

    def _write(self, path: Path, kind: str, words: Words, gathered: Gathered) -> None:
        # A tenth of a second and 9 MB, where nobody may ever ask.
        from handlers.collating import letter, workbook

        if kind == "xlsx":
            workbook.write(path, words, gathered)
        else:
            letter.write(path, words, gathered, own_template(self.templates, gathered.about.organisation_code))

    def keep(self, session: Session, export: Export, made: Made, now: datetime) -> None:
        """The file with the message that brings it, in one transaction."""
        attached = None
        if made.content is None:
            exports.close(session, export.id, "failed" if made.reason else "ready", made.reason)
        else:
            exports.keep(session, export.id, made.name, made.content)
            attached = Attached(export.id, made.name, len(made.content), self.links.link(export.id, now))
        _queue(session, export, made.body, made.rows, attached, now)

    def could_not(self, session: Session, export: Export, reason: str, now: datetime) -> None:
        """It is tried again a few times; then whoever asked is told."""
        if export.attempts < exports.MOST_ATTEMPTS:
            exports.release(session, export.id)
            return
        exports.close(session, export.id, "failed", reason)
        _queue(session, export, words_for(session, export.person_id)("export.failed"), [], None, now)


def _queue(session: Session, export: Export, body: Text, rows: Rows, attached: Attached | None, now: datetime) -> None:
    """Into the chat where it was asked for, once."""
    address = session.get_one(Address, export.address_id)
    card = card_of(session, address, body, rows, now)
    if card.rows:
        address.choices = [[button.label, button.key] for row in card.rows for button in row if button.key]
    _send(session, address, card, attached, now, f"export:{export.id}")


def _send(
    session: Session, address: Address, card: Card, attached: Attached | None, now: datetime, dedupe_key: str
) -> None:
    outbox.add(
        session,
        channel=address.channel,
        account=address.account,
        chat_id=address.chat_id,
        outgoing=Outgoing("file" if attached else "say", card, file=attached),
        lane=Lane.REPLY,
        now=now,
        organisation_id=address.organisation_id,
        dedupe_key=dedupe_key,
    )


def _trouble(words: Words, bad: BadTemplate) -> Text:
    if bad.unknown:
        return words("export.unknown_fields", unknown=", ".join(bad.unknown), known=", ".join(bad.known))
    return words("export.bad_template", reason=bad.reason)


def attached_of(links: FileLinks, export: Export, now: datetime) -> Attached:
    """A file that is ready."""
    assert export.name is not None
    assert export.size is not None
    return Attached(export.id, export.name, export.size, links.link(export.id, now))


def send_on(session: Session, address: Address, body: Text, attached: Attached, now: datetime, dedupe_key: str) -> None:
    """The same file to another person, once."""
    _send(session, address, Card(body), attached, now, dedupe_key)
