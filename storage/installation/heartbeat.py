"""When the program last ran, and whether the database takes what is written."""

from datetime import datetime

from sqlalchemy.orm import Session

from storage.installation import settings

_RUNNING, _TRIED = "running", "written"


def last(session: Session) -> datetime | None:
    """Return when a running program was last seen; None where none has run yet."""
    kept = settings.get(session, _RUNNING)
    return None if kept is None else datetime.fromisoformat(kept["at"])


def beat(session: Session, now: datetime) -> None:
    """Note that the program runs, in a row that is written and committed, so that it shows too whether the disk takes
    it."""
    settings.put(session, _RUNNING, {"at": now.isoformat()})


def try_to_write(session: Session, now: datetime) -> None:
    """Try to write, for who only wants to know whether the database can be written."""
    settings.put(session, _TRIED, {"at": now.isoformat()})
