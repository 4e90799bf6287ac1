"""The overdue list for the shell: in the words of the chat, and as data."""

import json
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.language import shell_words
from bot.shell import naming
from domain.calendar.deadlines import due_day, lateness
from domain.messaging.messages import plain
from handlers.conversation.paging import whole
from handlers.following.texts import overdue_text
from storage.following.overdue import FollowedDuty, described, distinct_units, overdue_of_organisation
from storage.tables import Obligation


def in_words(session: Session, org: str | None, years: frozenset[int]) -> str:
    """Return the list as a coordinator reads it in a chat, without pages. `years`: those whose calendar is official."""
    organisation = naming.organisation(session, org)
    now = datetime.now(UTC)
    rows = described(session, overdue_of_organisation(session, organisation.id, now), now)
    words = shell_words(organisation.address_form, years)
    return plain(overdue_text(words, rows, whole(rows), now))


def in_json(session: Session, org: str | None, years: frozenset[int]) -> str:
    """Return the list as JSON: `{"units": …, "items": […]}`. Moments are ISO 8601 with the organisation's offset."""
    organisation = naming.organisation(session, org)
    now = datetime.now(UTC)
    rows = described(session, overdue_of_organisation(session, organisation.id, now), now)
    states = _states(session, [row.obligation_id for row in rows])
    items = [as_data(row, states[row.obligation_id], now, years) for row in rows]
    return json.dumps({"units": distinct_units(rows), "items": items}, ensure_ascii=False, indent=2)


def as_data(row: FollowedDuty, state: str, now: datetime, years: frozenset[int]) -> dict[str, Any]:
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
        "provisional": due_day(row.due_at, zone).year not in years,
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
