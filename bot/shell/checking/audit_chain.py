"""What `dondoc check` says of the audit log."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.language import say
from storage.audit import audit_chain
from storage.tables import Organisation

SHOWN = 10


def flaws_told(session: Session) -> list[str]:
    """Return one line for each flaw, the first of them."""
    found = list(audit_chain.flaws(session, datetime.now(UTC)))
    lines = [f"{one.organisation}: {say(f'shell.check.audit.{one.what}', number=one.number)}" for one in found[:SHOWN]]
    return [*lines, say("shell.check.audit.more", n=len(found) - SHOWN)] if len(found) > SHOWN else lines


def heads(session: Session) -> Iterator[str]:
    """Yield `HOAMAI: 120 entries, last hash 3f2a…`; noted elsewhere it proves the log up to there."""
    for id, code in session.execute(select(Organisation.id, Organisation.code).order_by(Organisation.id)):
        number, link = audit_chain.head(session, id)
        yield say("shell.check.audit.head", code=code, n=number, link=link[:16])
