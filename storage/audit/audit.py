"""Who did what, when, and from which chat. Rows are added and never changed."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from storage.tables import AuditEvent


def record(
    session: Session,
    *,
    organisation_id: int,
    at: datetime,
    action: str,
    subject: str,
    person_id: int | None = None,
    channel: str = "shell",
    **detail: Any,
) -> None:
    session.add(
        AuditEvent(
            organisation_id=organisation_id,
            at=at,
            person_id=person_id,
            channel=channel,
            action=action,
            subject=subject,
            detail=detail,
        )
    )
