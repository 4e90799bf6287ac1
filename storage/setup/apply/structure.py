"""The organisation itself, its classes of units, and its units, put as the file says."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from storage.setup.apply.apply_context import Loading
from storage.setup.apply.rows import put, relate
from storage.setup.apply.unit_changes import renamed_codes
from storage.setup.schema.models import OrganisationEntry, SignerEntry, UnitEntry
from storage.tables import Organisation, Unit, UnitClass, UnitMembership

_ATTRIBUTES = ("name", "timezone", "document_style", "address_form", "digest_at", "place", "abbreviation")
_FOR_DOCUMENTS = {"short_name": "short_name", "abbreviation": "abbreviation", "protocol_order": "order"}
"""What documents need of a unit, by the keys of a file."""


def organisation_with(session: Session, code: str) -> Organisation | None:
    """Return the organisation, locked, so that two loadings for one organisation come one after the other; None for
    none."""
    return session.scalar(select(Organisation).where(Organisation.code == code).with_for_update())


def put_organisation(session: Session, present: Organisation | None, entry: OrganisationEntry) -> Organisation:
    given = {name: getattr(entry, name) for name in _ATTRIBUTES if present is None or entry.gives(name)}
    if present is None or entry.gives("signer"):
        given["signer"] = signing(entry.signer)
    row = put(session, present, Organisation, {"code": entry.code}, **given)
    session.flush()
    return row


def signing(entry: SignerEntry | None) -> dict[str, Any] | None:
    """Return who signs as it is kept; None for nobody."""
    return (entry.model_dump(exclude_none=True) or None) if entry is not None else None


def put_units(loading: Loading) -> None:
    """Put classes, then units with the classes they are in."""
    owned = {"organisation_id": loading.organisation_id}
    for entry in loading.file.unit_classes or []:
        present = loading.classes.get(entry.code)
        identity = {**owned, "code": entry.code}
        loading.classes[entry.code] = put(loading.session, present, UnitClass, identity, name=entry.name)
    loading.session.flush()
    units = loading.file.units or []
    _put_unit_rows(loading, units)
    told = [unit for unit in units if unit.gives("classes")]
    wanted = [(loading.units[u.code].id, loading.classes[code].id) for u in told for code in u.classes or []]
    relate(
        loading.session,
        UnitMembership,
        ("unit_id", "class_id"),
        loading.organisation_id,
        wanted,
        [loading.units[unit.code].id for unit in told],
    )


def _put_unit_rows(loading: Loading, units: Sequence[UnitEntry]) -> None:
    """Put the units. New ones go in one statement, as there may be thousands: SQLite would take them one by one to tell
    their ids."""
    settled_later = renamed_codes(loading)
    new = [
        {"organisation_id": loading.organisation_id, "code": unit.code, "name": unit.name}
        | {column: getattr(unit, key) for column, key in _FOR_DOCUMENTS.items()}
        | ({"short_name": None} if unit.code in settled_later else {})
        for unit in units
        if unit.code not in loading.units
    ]
    if new:
        loading.session.execute(insert(Unit), new)
        query = select(Unit).where(Unit.organisation_id == loading.organisation_id)
        loading.units = {row.code: row for row in loading.session.scalars(query)}
    for unit in units:
        row = loading.units[unit.code]
        if row.name != unit.name and unit.code not in settled_later:
            row.name = unit.name
        for column, key in _FOR_DOCUMENTS.items():
            if column == "short_name" and unit.code in settled_later:
                continue
            if unit.gives(key) and getattr(row, column) != getattr(unit, key):
                setattr(row, column, getattr(unit, key))
    loading.session.flush()
