"""Mailboxes of the file that are somebody else's already."""

from collections.abc import Iterator

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from domain.finding import spelling
from storage import mailboxes
from storage.reading import in_parts
from storage.setup.document import PersonEntry, SetupFile
from storage.setup.fields import cut
from storage.setup.source import Finding
from storage.tables import Address, ExpectedPerson, Person, Position, Unit

Seat = tuple[str, str, str]


def taken(session: Session, organisation_id: int | None, file: SetupFile) -> Iterator[Finding]:
    """Of those that are new in the file, the ones that somebody in office reads under another name and keeps."""
    given = [(number, entry) for number, entry in enumerate(file.people or []) if entry.email is not None]
    listed = _listed(session, organisation_id) if given else {}
    new = [(number, entry) for number, entry in given if entry.email and listed.get(_key(entry)) != entry.email]
    owners = _owners(session, sorted({entry.email or "" for _, entry in new}))
    moved = {listed[_key(entry)] for _, entry in given if _key(entry) in listed and listed[_key(entry)] != entry.email}
    for number, entry in new:
        owner = owners.get(entry.email or "")
        if (
            owner is None
            or entry.email in moved
            or (owner[0], spelling.key(owner[1])) == (organisation_id, spelling.key(entry.name))
        ):
            continue
        whose = owner[1] if owner[0] == organisation_id else "người ở cơ quan khác"
        yield (
            ("people", number, "email"),
            f"{cut(entry.email or '')} đang là hộp thư của {whose}; cần hộp thư khác, hoặc ghi bỏ ở dòng của người ấy",
        )


def _key(entry: PersonEntry) -> Seat:
    return entry.unit, entry.role, spelling.key(entry.name)


def _listed(session: Session, organisation_id: int | None) -> dict[Seat, str]:
    rows = session.execute(
        select(Unit.code, ExpectedPerson.role, ExpectedPerson.name, ExpectedPerson.mailbox)
        .join(Unit, Unit.id == ExpectedPerson.unit_id)
        .where(ExpectedPerson.organisation_id == organisation_id, ExpectedPerson.mailbox.is_not(None))
    )
    return {(code, role, spelling.key(name)): mailbox for code, role, name, mailbox in rows if mailbox is not None}


def _owners(session: Session, wanted: list[str]) -> dict[str, tuple[int, str]]:
    """Mailbox -> organisation and name of whoever has it and holds a position."""
    in_office = exists().where(Position.person_id == Person.id, Position.until.is_(None))
    found: dict[str, tuple[int, str]] = {}
    for some in in_parts(wanted):
        rows = session.execute(
            select(Address.chat_id, Person.organisation_id, Person.name)
            .join(Person, Person.id == Address.person_id)
            .where(
                Address.channel == mailboxes.CHANNEL,
                Address.account == mailboxes.ACCOUNT,
                Address.chat_id.in_(some),
                in_office,
            )
        )
        found |= {mailbox: (organisation, name) for mailbox, organisation, name in rows}
    return found
