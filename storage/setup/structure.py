"""The organisation itself, its classes of units, and its units, put as the file says."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.setup.document import OrganisationEntry
from storage.setup.loading import Loading
from storage.setup.rows import put, relate
from storage.tables import Organisation, Unit, UnitClass, UnitMembership

_ATTRIBUTES = ("name", "timezone", "document_style", "address_form", "digest_at")


def organisation_with(session: Session, code: str) -> Organisation | None:
    """Locked, so that two loadings for one organisation come one after the other."""
    return session.scalar(select(Organisation).where(Organisation.code == code).with_for_update())


def put_organisation(session: Session, present: Organisation | None, entry: OrganisationEntry) -> Organisation:
    given = {name: getattr(entry, name) for name in _ATTRIBUTES if present is None or entry.gives(name)}
    row = put(session, present, Organisation, {"code": entry.code}, **given)
    session.flush()
    return row


def put_units(loading: Loading) -> None:
    """Classes, then units with the classes they are in."""
    owned = {"organisation_id": loading.organisation_id}
    for entry in loading.file.unit_classes or []:
        present = loading.classes.get(entry.code)
        identity = {**owned, "code": entry.code}
        loading.classes[entry.code] = put(loading.session, present, UnitClass, identity, name=entry.name)
    units = loading.file.units or []
    for unit in units:
        identity = {**owned, "code": unit.code}
        loading.units[unit.code] = put(loading.session, loading.units.get(unit.code), Unit, identity, name=unit.name)
    loading.session.flush()
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
