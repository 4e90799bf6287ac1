"""Codes that live on: official codes of communes mostly stay with the unit that comes out of a merger or split.

Units are told apart by the code, and the old one keeps its reports for good. So where a change names a code both before
and after, the code goes on with the new unit, and the old one has it with its last day behind: `24943-20260630`.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.messaging.sentences import Sentence, sentence
from domain.reports.successions import ChangeKind
from storage.setup.apply.unit_changes import StoredChange, known
from storage.setup.schema.models import ChangeEntry, SetupFile, UnitEntry
from storage.tables import Organisation, Unit, UnitClass, UnitMembership

_LAST_DAY = re.compile(r"-[12]\d{7}\Z")


def passed_on(
    session: Session, organisation: Organisation | None, file: SetupFile, now: datetime
) -> tuple[SetupFile, list[Sentence]]:
    """Return the file with the old units under codes of their own, and what is to be told; what bears the code in the
    database gets the other one."""
    entries = file.unit_changes or []
    if not any(map(_kept, entries)):
        return file, []
    zone = ZoneInfo(organisation.timezone if organisation else file.organisation.timezone)
    today = now.astimezone(zone).date()
    present = known(session, organisation.id) if organisation else []
    rows = _rows(session, organisation)
    told: list[Sentence] = []
    for number, entry in sorted(enumerate(entries), key=lambda one: one[1].date):
        for code in _kept(entry):
            before = _known_as(code, entry, present, entries)
            old = before or f"{code}-{entry.date - timedelta(days=1):%Y%m%d}"
            if before is None:
                file = _begun(session, file, rows.get(code), code, old)
                told.append(sentence("setup.code.passed_on", code=code, day=f"{entry.date:%d/%m/%Y}", old=old))
            file = _with_change(file, number, code, old)
            if entry.date > today:
                file = _with_people(file, code, old)
    session.flush()
    return file, told


def _kept(entry: ChangeEntry) -> list[str]:
    if entry.kind == ChangeKind.RENAME:
        return []
    return [code for code in entry.before if code in (entry.after or ())]


def _rows(session: Session, organisation: Organisation | None) -> dict[str, Unit]:
    if organisation is None:
        return {}
    return {row.code: row for row in session.scalars(select(Unit).where(Unit.organisation_id == organisation.id))}


def _known_as(code: str, entry: ChangeEntry, present: list[StoredChange], entries: Sequence[ChangeEntry]) -> str | None:
    """Return the old unit's code, where the change was loaded before; perhaps with a day that the file corrects. None
    otherwise."""
    alike = [one for one in present if set(map(_without_day, one.before)) == set(map(_without_day, entry.before))]
    of_others = {one.date for one in entries if one is not entry}
    same = [one for one in alike if one.row.day == entry.date] or [one for one in alike if one.row.day not in of_others]
    return next((unit for one in same for unit in one.before if is_former(unit, code)), None)


def _without_day(code: str) -> str:
    return _LAST_DAY.sub("", code)


def is_former(unit: str, code: str) -> bool:
    """Say whether that is the code of a unit that had `code` until its last day."""
    return unit.startswith(code) and _LAST_DAY.fullmatch(unit[len(code) :]) is not None


def _begun(session: Session, file: SetupFile, row: Unit | None, code: str, old: str) -> SetupFile:
    """Return the file with two units in place of one: the one that there is becomes the old one."""
    units = list(file.units or [])
    written = next((unit for unit in units if unit.code == code), None)
    if row is not None:
        row.code = old
        if written is None:
            units.append(UnitEntry(code=code, name=row.name, classes=_classes(session, row)))
    elif written is not None:
        units.append(written.model_copy(update={"code": old}))
    return file.model_copy(update={"units": units})


def _classes(session: Session, row: Unit) -> list[str]:
    query = select(UnitClass.code).join(UnitMembership, UnitMembership.class_id == UnitClass.id)
    return list(session.scalars(query.where(UnitMembership.unit_id == row.id).order_by(UnitClass.code)))


def _with_change(file: SetupFile, number: int, code: str, old: str) -> SetupFile:
    """Return the file where what ended in this change is the old unit, and so is what came out of an earlier one under
    the code."""
    entries = list(file.unit_changes or [])
    day = entries[number].date
    for at, entry in enumerate(entries):
        if at == number:
            changed = {"before": [old if unit == code else unit for unit in entry.before]}
        elif entry.date < day and entry.after and code in entry.after:
            changed = {"after": [old if unit == code else unit for unit in entry.after]}
        else:
            continue
        entries[at] = entry.model_copy(update=changed)
    return file.model_copy(update={"unit_changes": entries})


def _with_people(file: SetupFile, code: str, old: str) -> SetupFile:
    """Return the file with the people of this code in the old unit: until that day they are its people."""
    if file.people is None:
        return file
    people = [one.model_copy(update={"unit": old}) if one.unit == code else one for one in file.people]
    return file.model_copy(update={"people": people})


def all_of(code: str, units: dict[str, Unit]) -> Iterator[Unit]:
    """Yield the unit of this code and those that had it before."""
    yield units[code]
    yield from (row for key, row in units.items() if row.ended_on is not None and is_former(key, code))
