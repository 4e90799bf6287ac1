"""Codes as typed in the shell: which organisation, unit or role is meant, or which are near."""

import difflib
from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.language import say
from bot.starting.expected_failures import CommandFailure
from domain.finding import meant, spelling
from domain.finding.meant import Called
from domain.rights import Role
from storage.tables import Organisation, Requirement, Unit, UnitClass
from storage.units.unit_changes import FormerNames, former_names

Coded = TypeVar("Coded", Organisation, Unit, UnitClass)

NONE = FormerNames({})
NEAR = 5  # how many codes are offered


def organisation(session: Session, code: str | None) -> Organisation:
    """Return the organisation of this code, or the only one there is. Raise CommandFailure where none is meant for
    certain."""
    found = session.scalars(select(Organisation).order_by(Organisation.code)).all()
    if not found:
        raise CommandFailure(say("shell.org.none"))
    if code is not None:
        return _by_code(found, code, "organisation")
    if len(found) > 1:
        raise CommandFailure(say("shell.org.several"), *_listed(found))
    return found[0]


def unit(session: Session, organisation_id: int, code: str) -> Unit:
    """Return the unit of this code, or of the whole of its name or of one that it had before. Raise CommandFailure
    otherwise."""
    query = select(Unit).where(Unit.organisation_id == organisation_id).order_by(Unit.code)
    found = session.scalars(query).all()
    return _by_code(found, code, "unit", former_names(session, [one.id for one in found]))


def unit_class(session: Session, organisation_id: int, code: str) -> UnitClass:
    query = select(UnitClass).where(UnitClass.organisation_id == organisation_id).order_by(UnitClass.code)
    return _by_code(session.scalars(query).all(), code, "unit_class")


def role(code: str) -> Role:
    roles = [str(role) for role in Role]
    if code.lower() not in roles:
        raise CommandFailure(say("shell.role.unknown", said=code, roles=", ".join(roles)))
    return Role(code.lower())


def requirement(session: Session, organisation_id: int, code: str) -> Requirement:
    query = select(Requirement).where(Requirement.organisation_id == organisation_id).order_by(Requirement.code)
    found = session.scalars(query).all()
    match = meant.whole([(one, Called(one.code, one.title)) for one in found], code)
    if len(match) != 1:
        lines = [f"  {one.code}: {one.title}" for one in match or found]
        raise CommandFailure(
            _not_one(match, "requirement", code) if match else say("shell.code.no_report", said=code), *lines
        )
    return match[0]


def _by_code(found: Sequence[Coded], code: str, what: str, former: FormerNames = NONE) -> Coded:
    """Return the one row that is meant. Nobody can be asked here, so only a whole name is taken. Raise CommandFailure
    otherwise."""
    called = [(row, Called(row.code, row.name, former.names(row.id))) for row in found]
    match = meant.whole(called, code)
    if len(match) != 1:
        near = match or nearest(found, code)
        raise CommandFailure(_not_one(match, what, code), *_listed(near))
    return match[0]


def _not_one(match: Sequence[object], what: str, typed: str) -> str:
    """Return the sentence that says that a code is unknown, or that several have it. `what` is an organisation, a unit,
    a unit_class or a requirement."""
    if match:
        return say("shell.code.several", said=typed, n=len(match), things=say(f"shell.things.{what}"))
    return say("shell.code.unknown", said=typed, thing=say(f"shell.thing.{what}"))


def nearest(found: Sequence[Coded], code: str) -> list[Coded]:
    """Return those whose code or name is most like what was typed, marks and case aside."""
    wanted = spelling.bare(code)

    def likeness(row: Coded) -> float:
        ways = (spelling.bare(row.code), spelling.bare(row.name))
        closest = max(difflib.SequenceMatcher(None, wanted, way).ratio() for way in ways)
        return closest + (wanted in ways[1])

    return sorted(found, key=likeness, reverse=True)[:NEAR]


def _listed(found: Sequence[Organisation] | Sequence[Unit] | Sequence[UnitClass]) -> list[str]:
    return [f"  {row.code}: {row.shown if isinstance(row, Unit) else row.name}" for row in found]
