"""The code in an invitation by mail, which is made when the letter goes out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from domain.messaging.messages import Text
from domain.rights import Role
from handlers.inviting.issuing import make_invitation
from handlers.inviting.ways import by_shared_bots
from handlers.words import Words, dates
from storage.installation.settings import telegram_usernames
from storage.people import mail_invitations, mailboxes, to_invite
from storage.tables import ExpectedPerson, Organisation


@dataclass(frozen=True, slots=True)
class Code:
    """`link` opens the web chat; `ways` are the other ways, and the code itself."""

    link: str
    ways: Sequence[Text]
    invitation_id: int


def code_for(session: Session, expected_id: int, mailbox: str, words: Words, start: str, now: datetime) -> Code | None:
    """Return a fresh code for somebody on the list, in place of an earlier one; None for who has joined, or reads
    another mailbox now."""
    row = session.get(ExpectedPerson, expected_id)
    address = mailboxes.found(session, mailbox)
    if row is None or row.person_id is None or address is None or address.person_id != row.person_id:
        return None
    if mail_invitations.in_chat(session, row.person_id):
        return None
    issued = make_invitation(
        session,
        organisation_id=row.organisation_id,
        unit_id=row.unit_id,
        role=Role(row.role),
        name=row.name,
        person_id=row.person_id,
        now=now,
        mailbox=mailbox,
        channel="email",
    )
    to_invite.note_invited(session, row.id, issued.id, now)
    zone = ZoneInfo(session.get_one(Organisation, row.organisation_id).timezone)
    ways = _ways(session, words, issued.code, dates.clocked(words, issued.expires_at, zone))
    return Code(f"{start}/vao/{issued.code}", ways, issued.id)


def _ways(session: Session, words: Words, code: str, until: str) -> list[Text]:
    telegram = [
        words("invited.telegram", link=f"https://t.me/{name}?start={code}") for name in telegram_usernames(session)[:1]
    ]
    return [*by_shared_bots(session, words, code), *telegram, words("invited.code", code=code, until=until)]
