"""Which unit somebody means who typed a part of its name, or its code."""

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol, TypeVar

from sqlalchemy.orm import Session

from domain.text import fold
from storage import unit_changes


class Named(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...


class Unit(Named, Protocol):
    @property
    def id(self) -> int: ...


N = TypeVar("N", bound=Named)
U = TypeVar("U", bound=Unit)


def matching(units: Iterable[N], typed: str) -> list[N]:
    """The unit of that code or whole name, else all whose name has the words typed; marks and case aside."""
    wanted = fold(typed)
    if not wanted:
        return []
    units = list(units)
    exact = [unit for unit in units if wanted in (fold(unit.code), fold(unit.name))]
    return exact or [unit for unit in units if wanted in fold(unit.name)]


def matching_ever(session: Session, units: Collection[U], typed: str) -> list[U]:
    """Like `matching`; those that only went by the name typed before they were renamed are found too, after the others:
    people go on saying the old one."""
    called = _once_called(session, [unit.id for unit in units])
    wanted = fold(typed)
    found = matching(units, typed)
    if not wanted or (found and wanted in (fold(found[0].code), fold(found[0].name))):
        return found
    exact = [unit for unit in units if wanted in called.get(unit.id, ())]
    if exact:
        return exact
    return [*found, *(unit for unit in units if unit not in found and _has(called, unit.id, wanted))]


def once_called(session: Session, unit_ids: Collection[int], wanted: str) -> set[int]:
    """Those of the units whose name had these folded words before they were renamed."""
    called = _once_called(session, unit_ids)
    return {unit_id for unit_id in called if _has(called, unit_id, wanted)}


def _has(called: Mapping[int, Collection[str]], unit_id: int, wanted: str) -> bool:
    return any(wanted in name for name in called.get(unit_id, ()))


def _once_called(session: Session, unit_ids: Collection[int]) -> dict[int, list[str]]:
    former = unit_changes.former_names(session, unit_ids).renamings
    return {id: [fold(one.old_name) for one in changes if one.old_name] for id, changes in former.items()}
