"""The overdue list for the shell: in the words of the chat, and as data."""

import json
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.shell import naming
from domain.deadlines import lateness
from domain.messages import plain
from handlers.following.texts import overdue_text
from handlers.words import Words
from storage.following import Awaited, distinct_units, overdue_of_organisation
from storage.settings import official_until
from storage.tables import Obligation


def in_words(session: Session, org: str | None) -> str:
    """As a coordinator reads it in a chat, without pages."""
    organisation = naming.organisation(session, org)
    now = datetime.now(UTC)
    rows = overdue_of_organisation(session, organisation.id, now)
    words = Words(address_form=organisation.address_form, official_until=official_until(session))
    return plain(overdue_text(words, rows, now))


def in_json(session: Session, org: str | None) -> str:
    """`{"units": …, "items": […]}`. Moments are ISO 8601 with the organisation's offset."""
    organisation = naming.organisation(session, org)
    now = datetime.now(UTC)
    rows = overdue_of_organisation(session, organisation.id, now)
    states = _states(session, [row.obligation_id for row in rows])
    items = [as_data(row, states[row.obligation_id], now) for row in rows]
    return json.dumps({"units": distinct_units(rows), "items": items}, ensure_ascii=False, indent=2)


def as_data(row: Awaited, state: str, now: datetime) -> dict[str, Any]:
    zone = row.asked.zone
    late = lateness(row.due_at, now, zone)
    return {
        "unit": row.unit_code,
        "unit_name": row.unit_name,
        "plan": row.asked.plan_code,
        "requirement": row.asked.requirement_code,
        "title": row.asked.title,
        "period": row.asked.period_key,
        "due": row.due_at.astimezone(zone).isoformat(),
        "original_due": row.asked.due_at.astimezone(zone).isoformat(),
        "days_late": late.days if late else 0,
        "state": state,
        "tasks": row.tasks,
        "drafted": row.drafted,
        "reminded": row.reminded,
        "focal_points": [
            {"name": contact.name, "role": str(contact.role), "channel": contact.channel} for contact in row.contacts
        ],
    }


def _states(session: Session, obligation_ids: Collection[int]) -> dict[int, str]:
    query = select(Obligation.id, Obligation.state).where(Obligation.id.in_(obligation_ids))
    return dict(session.execute(query).all())
