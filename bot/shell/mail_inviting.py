"""`dondoc invite --mail`: who would get a letter, and the letters queued for the running program to send."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from bot.channels.mail.channel import LIMITS
from bot.language import say
from bot.shell import naming
from handlers.inviting import notices
from storage.audit import audit
from storage.db import notify
from storage.db.database import Database
from storage.people import mail_invitations
from storage.people.mail_invitations import Invitee, Round
from storage.people.to_invite import Wanted
from storage.tables import Organisation

AT_ONCE = 200  # letters in one transaction
NAMED = 20


def round_now(database: Database, org: str | None, class_code: str | None, again: bool, now: datetime) -> Round:
    """Return who would get a letter now. Raise CommandFailure for an unknown code."""
    return database.do(_round, org, class_code, now if again else None, now)


def _round(session: Session, org: str | None, class_code: str | None, before: datetime | None, now: datetime) -> Round:
    organisation = naming.organisation(session, org)
    class_id = naming.unit_class(session, organisation.id, class_code).id if class_code else None
    return mail_invitations.round_of(session, organisation.id, now, class_id=class_id, before=before)


def told(found: Round) -> list[str]:
    """Return what is shown before anybody is asked whether to send."""
    first = "shell.invite.letters_to" if found.ready else "shell.invite.letters_to_nobody"
    lines = [say(first, n=len(found.ready))]
    lines += [f"  {_named(one.seats[0])} · {one.mailbox}" for one in found.ready[:NAMED]]
    if len(found.ready) > NAMED:
        lines.append(say("shell.invite.and_others", n=len(found.ready) - NAMED))
    if found.recent:
        lines.append(say("shell.invite.recent", n=len(found.recent)))
    if found.without:
        lines.append(say("shell.invite.without", n=len(found.without)))
        lines += [f"  {_named(one)}" for one in found.without[:NAMED]]
    if len(found.without) > NAMED:
        lines.append(say("shell.invite.and_others", n=len(found.without) - NAMED))
    return lines


def _named(one: Wanted) -> str:
    return f"{one.unit} · {one.name} · {say(f'role.{one.role}')}"


def queue(database: Database, org: str | None, found: Round, again: bool, now: datetime) -> Iterator[int]:
    """Queue the letters, a few in each transaction, so that the program can go on; yield how many so far."""
    queued = 0
    for start in range(0, len(found.ready), AT_ONCE):
        queued += database.do(_queue, org, found.ready[start : start + AT_ONCE], now if again else None, now)
        yield queued


def _queue(session: Session, org: str | None, some: Sequence[Invitee], before: datetime | None, now: datetime) -> int:
    organisation: Organisation = naming.organisation(session, org)
    queued = notices.letters(session, organisation, some, now, before)
    if queued:
        audit.record(
            session,
            organisation_id=organisation.id,
            at=now,
            action="invitations.mailed",
            subject=f"organisation:{organisation.id}",
            person_id=None,
            count=queued,
        )
        notify.tell(session, notify.OUTBOX)
    return queued


def lasts(letters: int) -> str:
    """Return how long sending takes, in words."""
    assert LIMITS.per_second is not None
    seconds = letters / LIMITS.per_second
    return say("shell.invite.minutes", n=round(seconds / 60)) if seconds >= 60 else say("shell.invite.below_a_minute")


def moment() -> datetime:
    return datetime.now(UTC)
