"""Which unit somebody means who typed a part of its name, or its code."""

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol, TypeVar

from sqlalchemy.orm import Session

from domain.text import fold
from storage import unit_changes
from storage.tables import Unit


class Named(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=Named)


def matching(units: Iterable[N], typed: str) -> list[N]:
    """The unit of that code or whole name, else all whose name has the words typed; marks and case aside."""
    wanted = fold(typed)
    if not wanted:
        return []
    units = list(units)
    exact = [unit for unit in units if wanted in (fold(unit.code), fold(unit.name))]
    return exact or [unit for unit in units if wanted in fold(unit.name)]


def matching_ever(session: Session, units: Collection[Unit], typed: str) -> list[Unit]:
    """Like `matching`; those that only went by the name typed before they were renamed are found too, after the others:
    people go on saying the old one."""
    called = {unit.id: [fold(name) for name in names] for unit, names in _former(session, units)}
    wanted = fold(typed)
    found = matching(units, typed)
    if not wanted or (found and wanted in (fold(found[0].code), fold(found[0].name))):
        return found
    exact = [unit for unit in units if wanted in called.get(unit.id, ())]
    if exact:
        return exact
    return [*found, *(unit for unit in units if unit not in found and _has(called, unit.id, wanted))]


def _has(called: Mapping[int, Collection[str]], unit_id: int, wanted: str) -> bool:
    return any(wanted in name for name in called.get(unit_id, ()))


def _former(session: Session, units: Collection[Unit]) -> Iterable[tuple[Unit, list[str]]]:
    by_id = {unit.id: unit for unit in units}
    former = unit_changes.former_names(session, by_id).renamings
    return ((by_id[id], [one.old_name for one in changes if one.old_name]) for id, changes in former.items())
