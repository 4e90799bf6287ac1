"""Doors that wrong codes close for a while: one per visitor, and a wider one per network address.

A browser can throw its cookie away, so the network address counts too; many people of one office share an
address, so it may be wrong more often.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage.db.upsert import insert_once
from storage.installation import settings
from storage.people.invitations import CLOSED_FOR
from storage.tables import Setting

REMEMBERED_FOR = timedelta(hours=1)  # how long a wrong try counts after the last one

_PREFIX = "webdoor:"
_INSERT = insert_once(Setting, "name")


@dataclass(frozen=True, slots=True)
class Door:
    wrong: int
    last: datetime
    closed_until: datetime | None

    def standing(self, now: datetime) -> "Door":
        """Return the door as it stands now: what is long ago is forgiven."""
        if self.closed_until is not None and self.closed_until > now:
            return self
        forgiven = self.closed_until is not None or self.last <= now - REMEMBERED_FOR
        return Door(0 if forgiven else self.wrong, self.last, None)

    def knocked(self, limit: int, now: datetime) -> "Door":
        """Return the door after one more wrong code."""
        wrong = self.wrong + 1
        return Door(wrong, now, now + CLOSED_FOR if wrong >= limit else None)


def closed_until(session: Session, names: Collection[str], now: datetime) -> datetime | None:
    """Return until when the first door on the way stays closed; None when all are open."""
    closed = [door.closed_until for door in _doors(session, names, now).values() if door.closed_until]
    return max(closed, default=None)


def wrong_code(session: Session, limits: Mapping[str, int], now: datetime) -> int:
    """Count one wrong code at each door {name: wrong codes that close it}; return how many tries are left."""
    _make(session, limits, now)
    left = []
    for name, door in _doors(session, limits, now).items():
        knocked = door.knocked(limits[name], now)
        settings.put(session, _PREFIX + name, _value(knocked))
        left.append(limits[name] - knocked.wrong)
    return max(min(left), 0)


def forget(session: Session, name: str) -> None:
    """Forget earlier slips: a right code was given."""
    session.execute(delete(Setting).where(Setting.name == _PREFIX + name))


def forget_old(session: Session, now: datetime) -> int:
    """Take away doors that stand open and forgotten; return how many."""
    rows = session.scalars(select(Setting).where(Setting.name.startswith(_PREFIX, autoescape=True)))
    old = [row for row in rows if _door(row).standing(now).wrong == 0]
    for row in old:
        session.delete(row)
    session.flush()
    return len(old)


def _doors(session: Session, names: Collection[str], now: datetime) -> dict[str, Door]:
    wanted = sorted(_PREFIX + name for name in names)  # in one order, so that two tries cannot lock each other
    rows = session.scalars(select(Setting).where(Setting.name.in_(wanted)).order_by(Setting.name).with_for_update())
    return {row.name.removeprefix(_PREFIX): _door(row).standing(now) for row in rows}


def _make(session: Session, names: Collection[str], now: datetime) -> None:
    # Made first and locked after, so that two first tries at once are both counted.
    rows = [{"name": _PREFIX + name, "value": _value(Door(0, now, None))} for name in sorted(names)]
    session.connection().execute(_INSERT.on(session), rows)


def _door(row: Setting) -> Door:
    until = row.value["closed_until"]
    return Door(row.value["wrong"], datetime.fromisoformat(row.value["last"]), until and datetime.fromisoformat(until))


def _value(door: Door) -> dict[str, int | str | None]:
    until = door.closed_until
    return {"wrong": door.wrong, "last": door.last.isoformat(), "closed_until": until.isoformat() if until else None}
