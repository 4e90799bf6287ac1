"""Classes of units: who belongs to which."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.finding import meant
from domain.finding.meant import Called
from domain.text import vietnamese_key
from storage.db.chunks import in_parts
from storage.tables import UnitClass, UnitMembership

_LEADS = ("các", "khối", "nhóm", "những", "mấy")
"""Before the name of a class, each may be said for another: `khối trường học` for Các trường học."""


def called(code: str, name: str) -> Called:
    """Return by what a class goes."""
    first, _, rest = name.partition(" ")
    plain = rest if first.casefold() in _LEADS and rest else name
    return Called(code, name, tuple(f"{lead} {plain}" for lead in _LEADS))


def members(session: Session, organisation_ids: Collection[int], wanted: str) -> set[int]:
    """Return the units of the class of that code or name; none where there is no such class."""
    classes = session.execute(
        select(UnitClass.id, UnitClass.code, UnitClass.name).where(UnitClass.organisation_id.in_(organisation_ids))
    )
    found = meant.whole([(id, called(code, name)) for id, code, name in classes], wanted)
    if not found:
        return set()
    rows = select(UnitMembership.unit_id).where(
        UnitMembership.organisation_id.in_(organisation_ids), UnitMembership.class_id.in_(found)
    )
    return set(session.scalars(rows))


def of_organisations(session: Session, organisation_ids: Collection[int]) -> list[tuple[str, str, set[int]]]:
    """Return (code, name, ids of units) of each class."""
    found: dict[tuple[str, str], set[int]] = {}
    rows = session.execute(
        select(UnitClass.code, UnitClass.name, UnitMembership.unit_id)
        .join(UnitMembership, UnitMembership.class_id == UnitClass.id)
        .where(UnitClass.organisation_id.in_(organisation_ids), UnitMembership.organisation_id.in_(organisation_ids))
        .order_by(UnitClass.id)
    )
    for code, name, unit_id in rows:
        found.setdefault((code, name), set()).add(unit_id)
    return [(code, name, members) for (code, name), members in found.items()]


def names(session: Session, unit_ids: Collection[int]) -> list[str]:
    """Return the classes to which some of these units belong."""
    found: dict[str, None] = {}
    for some in in_parts(sorted(unit_ids)):
        rows = session.scalars(
            select(UnitClass.name)
            .join(UnitMembership, UnitMembership.class_id == UnitClass.id)
            .where(
                UnitMembership.organisation_id == UnitClass.organisation_id,
                UnitMembership.unit_id.in_(some),
            )
            .distinct()
        )
        found.update(dict.fromkeys(rows))
    return sorted(found, key=vietnamese_key)
