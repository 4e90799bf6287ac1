"""Changes of units, put as the file says: what was renamed, merged or split, when, by which document.

A merger or split is known by the units that it ends, as each ends once; a renaming by the unit and its new name. So a
file that is loaded again corrects its day and document.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.messaging.sentences import sentence
from domain.reports.successions import ChangeKind, Succession, flaws
from storage.setup.apply.apply_context import Loading
from storage.setup.apply.rows import relate
from storage.setup.schema.labels import day as day_words
from storage.setup.schema.models import ChangeEntry, SetupFile
from storage.setup.text.problems import Path
from storage.setup.text.yaml_source import Finding
from storage.setup.values.quoting import cut
from storage.tables import Unit, UnitChange, UnitSuccession
from storage.units import unit_changes

Identity = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredChange:
    """A change as the database has it, by the codes of its units."""

    row: UnitChange
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def identity(self) -> Identity:
        return _identity(self.row.kind, self.before, self.row.new_name)


def _identity(kind: str, before: Iterable[str], name: str | None) -> Identity:
    return (kind, *sorted(before), name or "") if kind == ChangeKind.RENAME else ("ended", *sorted(before))


def _identity_of(entry: ChangeEntry) -> Identity:
    return _identity(entry.kind, entry.before, entry.name)


def known(session: Session, organisation_id: int) -> list[StoredChange]:
    """Return the changes that were loaded before, by their day."""
    codes = dict(session.execute(select(Unit.id, Unit.code).where(Unit.organisation_id == organisation_id)).all())
    before, after = defaultdict[int, dict[str, None]](dict), defaultdict[int, dict[str, None]](dict)
    for row in session.scalars(
        select(UnitSuccession).where(UnitSuccession.organisation_id == organisation_id).order_by(UnitSuccession.id)
    ):
        before[row.change_id][codes[row.from_unit_id]] = None
        after[row.change_id][codes[row.to_unit_id]] = None
    rows = session.scalars(
        select(UnitChange).where(UnitChange.organisation_id == organisation_id).order_by(UnitChange.day, UnitChange.id)
    )
    return [
        StoredChange(row, (codes[row.unit_id],) if row.unit_id else tuple(before[row.id]), tuple(after[row.id]))
        for row in rows
    ]


def misfits(session: Session, organisation_id: int | None, file: SetupFile) -> Iterator[Finding]:
    """Yield what does not go together, within the file and with what was loaded before."""
    entries = list(file.unit_changes or [])
    present = known(session, organisation_id) if organisation_id else []
    given = {_identity_of(entry) for entry in entries}
    kept = [one for one in present if one.identity not in given]
    yield from _broken_successions(entries, kept)
    yield from _broken_names(session, organisation_id, file, kept)


def _broken_successions(entries: list[ChangeEntry], kept: list[StoredChange]) -> Iterator[Finding]:
    paths: list[Path] = []
    told: list[Succession] = []
    for one in kept:
        if one.row.kind != ChangeKind.RENAME:
            paths.append(())
            told.append(Succession(one.row.day, one.before, one.after))
    for number, entry in enumerate(entries):
        if entry.kind != ChangeKind.RENAME:
            paths.append(("unit_changes", number))
            told.append(Succession(entry.date, tuple(entry.before), tuple(entry.after or ())))
    for flaw in flaws(told):
        at = paths[flaw.number] or paths[flaw.other]
        if not at:
            continue
        other, unit = told[flaw.other], flaw.units[0]
        if flaw.what == "twice":
            where = ("before", told[flaw.number].before.index(unit))
            yield (*at, *where), sentence("setup.change.ended_already", unit=unit, day=day_words(other.day))
        elif flaw.what == "circle":
            yield (*at, "after"), sentence("setup.change.circle", units=" → ".join(flaw.units))
        else:
            begins, ends = sorted((told[flaw.number], other), key=lambda one: unit in one.before)
            first, last = day_words(begins.day), day_words(ends.day)
            yield (*at, "date"), sentence("setup.change.ends_before_it_begins", unit=unit, first=first, last=last)


def _broken_names(
    session: Session, organisation_id: int | None, file: SetupFile, kept: list[StoredChange]
) -> Iterator[Finding]:
    names = unit_changes.present_names(session, organisation_id) if organisation_id else {}
    given = {unit.code: unit.name for unit in file.units or []}
    days = {(one.before[0], one.row.day) for one in kept if one.row.kind == ChangeKind.RENAME}
    present = {_identity("rename", one.before, one.row.new_name) for one in kept}
    seen = set[Identity]()
    for number, entry in enumerate(file.unit_changes or []):
        if entry.kind != ChangeKind.RENAME:
            continue
        unit, path = entry.before[0], ("unit_changes", number)
        if (unit, entry.date) in days or _identity_of(entry) in seen:
            yield path, sentence("setup.change.renamed_already", unit=unit, day=day_words(entry.date))
        days.add((unit, entry.date))
        seen.add(_identity_of(entry))
        was = entry.old_name or names.get(unit, given.get(unit))
        is_there = organisation_id is not None and _is_known(session, organisation_id, unit, entry.name)
        if was == entry.name and not is_there and _identity_of(entry) not in present:
            yield (*path, "old_name"), sentence("setup.missing.old_name", unit=unit, name=cut(entry.name or ""))


def _is_known(session: Session, organisation_id: int, unit: str, name: str | None) -> bool:
    query = (
        select(UnitChange.id)
        .join(Unit, Unit.id == UnitChange.unit_id)
        .where(Unit.organisation_id == organisation_id, Unit.code == unit, UnitChange.new_name == name)
    )
    return session.scalar(query.limit(1)) is not None


def put_changes(loading: Loading) -> None:
    """Put the changes, then what follows from those whose day has come, then names that the file corrects."""
    session, id = loading.session, loading.organisation_id
    entries = loading.file.unit_changes or []
    if entries:
        present = {one.identity: one.row for one in known(session, id)}
        rows = [(_put(loading, entry, present.get(_identity_of(entry))), entry) for entry in entries]
        session.flush()
        _relate(loading, rows)
        session.flush()
        _bound(loading)
    today = loading.now.astimezone(ZoneInfo(loading.organisation.timezone)).date()
    unit_changes.take_effect(session, id, today, loading.now)
    _correct_names(loading, today)
    session.flush()


def _put(loading: Loading, entry: ChangeEntry, row: UnitChange | None) -> UnitChange:
    basis = {
        "number": entry.basis.number,
        "date": entry.basis.date.isoformat() if entry.basis.date else None,
        "issuer": entry.basis.issuer,
    }
    renames = entry.kind == ChangeKind.RENAME
    if row is None:
        unit = loading.units[entry.before[0]] if renames else None
        row = UnitChange(
            organisation_id=loading.organisation_id,
            kind=entry.kind,
            day=entry.date,
            basis=basis,
            unit_id=unit.id if unit else None,
            old_name=(entry.old_name or unit.name) if unit else None,
            new_name=entry.name,
        )
        loading.session.add(row)
        if unit and unit.name == entry.name:  # it is called so in the file already, and perhaps not yet in life
            unit.name = row.old_name or unit.name
        return row
    wanted: dict[str, Any] = {"kind": entry.kind, "day": entry.date, "basis": basis}
    if renames and entry.old_name:
        wanted["old_name"] = entry.old_name
    for name, value in wanted.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    return row


def _relate(loading: Loading, rows: list[tuple[UnitChange, ChangeEntry]]) -> None:
    wanted = [
        (row.id, loading.units[old].id, loading.units[new].id)
        for row, entry in rows
        for old in entry.before
        for new in entry.after or ()
    ]
    relate(
        loading.session,
        UnitSuccession,
        ("change_id", "from_unit_id", "to_unit_id"),
        loading.organisation_id,
        wanted,
        [row.id for row, _ in rows],
    )


def _bound(loading: Loading) -> None:
    """Set from when and until when there are the units, by all changes."""
    began, ended = dict[str, date](), dict[str, date]()
    for one in known(loading.session, loading.organisation_id):
        if one.row.kind != ChangeKind.RENAME:
            ended.update(dict.fromkeys(one.before, one.row.day))
            for code in one.after:
                began.setdefault(code, one.row.day)
    for code, unit in loading.units.items():
        if unit.began_on != began.get(code):
            unit.began_on = began.get(code)
        if unit.ended_on != ended.get(code):
            unit.ended_on = ended.get(code)


def _correct_names(loading: Loading, today: date) -> None:
    """Correct names of today by those under `units`, but for a name of another time; short names go
    with them."""
    renamed = _renamings(loading)
    for entry in loading.file.units or []:
        row, changes = loading.units[entry.code], renamed.get(entry.code)
        if changes is None:
            continue
        now = next((one.new_name for one in reversed(changes) if one.day <= today), changes[0].old_name)
        of_other_times = {name for one in changes for name in (one.old_name, one.new_name)} - {now}
        if entry.name in of_other_times:
            continue
        if row.name != entry.name:
            row.name = entry.name
        if entry.gives("short_name") and row.short_name != entry.short_name:
            row.short_name = entry.short_name


def _renamings(loading: Loading) -> Mapping[str, list[UnitChange]]:
    found = defaultdict[str, list[UnitChange]](list)
    for one in known(loading.session, loading.organisation_id):
        if one.row.kind == ChangeKind.RENAME:
            found[one.before[0]].append(one.row)
    return found


def renamed_codes(loading: Loading) -> frozenset[str]:
    """Return the codes of units whose names, with their short ones, are settled by `put_changes`."""
    given = {entry.before[0] for entry in loading.file.unit_changes or [] if entry.kind == ChangeKind.RENAME}
    return frozenset(given | _renamings(loading).keys())
