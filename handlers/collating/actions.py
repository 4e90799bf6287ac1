"""A collation as a file, asked for, sent on; and freezing what counts in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain import rights
from domain.finding import meant
from domain.finding.meant import Called
from domain.text import fold
from handlers.collating import notices
from handlers.conversation.acting import Acting, Reason, Refusal
from storage.collating import about as collated
from storage.collating import freezing, revisions
from storage.following import overdue
from storage.following.overdue import RequirementPeriod
from storage.people.contacts import CALLED
from storage.people.people import holders, reachable_address
from storage.tables import Address, Export, Organisation, Plan, Unit, UnitClass, UnitMembership
from storage.units.unit_changes import former_names

_ARCHIVE = "luu"  # `Lưu`, `Lưu: VT`: a copy for the file, and nobody to be told
_LEADERS = ("unit_leader", *CALLED)
UNITS_ON_PICTURE, MOST_PICTURES = 40, 6  # as many as a telephone shows in letters that can be read
_REMARK = re.compile(r"\([^()]*\)")


class CannotCollate(Reason):
    NOT_YOUR_PLAN = "collate.not_yours"
    FILE_GONE = "recipients.gone"


@dataclass(frozen=True, slots=True)
class FoundRecipient:
    """A line of `Nơi nhận` with the people it means, as far as they can be reached here."""

    line: str
    people: dict[int, Address]


@dataclass(frozen=True, slots=True)
class SentOn:
    """Lines of `Nơi nhận` to which the file went, and those that mean nobody who can be reached."""

    people: int
    sent: Sequence[str]
    missed: Sequence[str]


def asked_of_units(acting: Acting, requirement_id: int, period_key: str) -> RequirementPeriod:
    """Return a report asked of several units, on a plan that this person follows."""
    found = overdue.asked(acting.session, acting.person.plan_ids, requirement_id, period_key)
    if found is None:
        raise Refusal(CannotCollate.NOT_YOUR_PLAN)
    return found


def freeze(acting: Acting, requirement_id: int, period_key: str) -> RequirementPeriod:
    """Keep which revision of each report counts; it stays, also when it is frozen again later."""
    found = asked_of_units(acting, requirement_id, period_key)
    about = collated.about(acting.session, requirement_id, period_key)
    assert about is not None
    owed = revisions.owed(acting.session, requirement_id, period_key)
    person_id = acting.person.person_id
    frozen = freezing.freeze(acting.session, about, owed, person_id=person_id, channel=acting.channel, now=acting.now)
    detail = {"period": period_key, "frozen": frozen.id, "reports": len(owed)}
    acting.record(about.organisation_id, "collation.frozen", f"requirement:{requirement_id}", **detail)
    return found


def ask_for_file(
    acting: Acting, requirement_id: int, period_key: str, kind: str, to: int, *, frozen: bool = False
) -> RequirementPeriod:
    """Have the collation written beside everything else, as Excel, Word or text, and brought to the chat `to` (the id
    of its address). Asked twice before it is there, it is made once."""
    found = asked_of_units(acting, requirement_id, period_key)
    _ask(acting, found, to, "collation", kind, {"frozen": frozen})
    return found


def ask_for_picture(acting: Acting, requirement_id: int, period_key: str, to: int) -> RequirementPeriod:
    """Have the progress drawn, in as many pictures as its units need, and brought to the chat `to`."""
    found = asked_of_units(acting, requirement_id, period_key)
    for page in range(picture_pages(revisions.how_many(acting.session, requirement_id, period_key))):
        _ask(acting, found, to, "progress", "png", {"page": page} if page else {})
    return found


def picture_pages(units: int) -> int:
    """Return how many pictures so many units take; of very many not all are drawn."""
    return min(max(1, -(-units // UNITS_ON_PICTURE)), MOST_PICTURES)


def _ask(acting: Acting, asked: RequirementPeriod, to: int, what: str, kind: str, more: Mapping[str, Any]) -> None:
    acting.have_made(
        what,
        kind,
        to,
        {"requirement_id": asked.requirement_id, "period_key": asked.period_key, **more},
        organisation_id=overdue.organisation_of(acting.session, asked.plan_id),
        plan_ids=[asked.plan_id],
    )


def made_file(acting: Acting, export_id: int) -> Export:
    """Return the finished file of a collation, on plans that this person follows."""
    export = acting.session.get(Export, export_id)
    if export is None or not all(rights.may_follow(acting.person, plan) for plan in export.plan_ids):
        raise Refusal(CannotCollate.NOT_YOUR_PLAN)
    if export.what != "collation" or export.state != "ready" or export.name is None:
        raise Refusal(CannotCollate.FILE_GONE)
    return export


def send_on(acting: Acting, export_id: int) -> SentOn:
    """Send the file to each recipient, once."""
    export = made_file(acting, export_id)
    found = recipients(acting, export)
    addresses: dict[int, Address] = {}
    for one in found:
        addresses.update(one.people)
    notices.file_sent(acting, export, addresses)
    sent, missed = [one.line for one in found if one.people], [one.line for one in found if not one.people]
    detail = {"name": export.name, "to": sent, "missed": missed}
    acting.record(export.organisation_id, "collation.sent", f"export:{export_id}", **detail)
    return SentOn(len(addresses), sent, missed)


def recipients(acting: Acting, export: Export) -> list[FoundRecipient]:
    """Return each line of the plan's `Nơi nhận`: a unit's name or code, or a class of units; else nobody here."""
    session = acting.session
    lines: list[str] = session.get_one(Plan, export.plan_ids[0]).recipients
    today = acting.now.astimezone(ZoneInfo(session.get_one(Organisation, export.organisation_id).timezone)).date()
    known = _known(session, export.organisation_id, today)
    named = [(line, _units_of(line, known)) for line in lines if not fold(line).startswith(_ARCHIVE)]
    everybody = {unit for _, found in named for unit in found}
    held = holders(session, export.organisation_id, everybody, (), acting.now)
    people_of = {unit: set(held.holding(_LEADERS, unit, 0)) for unit in everybody}
    addresses = reachable_address(session, sorted({p for people in people_of.values() for p in people}))
    return [
        FoundRecipient(line, {p: addresses[p] for unit in found for p in sorted(people_of[unit]) if p in addresses})
        for line, found in named
    ]


Known = list[tuple[frozenset[int], Called]]
"""Units that still exist, and classes of them, with what each is called."""


def _known(session: Session, organisation_id: int, today: date) -> Known:
    there_still = or_(Unit.ended_on.is_(None), Unit.ended_on > today)
    units = session.execute(
        select(Unit.id, Unit.code, Unit.name).where(Unit.organisation_id == organisation_id, there_still)
    ).all()
    living = {id for id, _, _ in units}
    former = former_names(session, living)
    members: dict[tuple[str, str], set[int]] = {}
    for unit, code, name in session.execute(
        select(UnitMembership.unit_id, UnitClass.code, UnitClass.name)
        .join(UnitClass, UnitClass.id == UnitMembership.class_id)
        .where(UnitMembership.organisation_id == organisation_id)
    ):
        members.setdefault((code, name), set()).update({unit} & living)
    return [
        *((frozenset([id]), Called(code, name, former.names(id))) for id, code, name in units),
        *((frozenset(found), Called(code, name)) for (code, name), found in members.items()),
    ]


def _units_of(line: str, known: Known) -> frozenset[int]:
    """Return the unit or class of which the line is the code or name; what stands in brackets is a remark. Where it may
    be more than one, nobody: a file once sent to a neighbour cannot be taken back."""
    found = meant.whole(known, line) or meant.whole(known, _REMARK.sub(" ", line))
    return found[0] if len(found) == 1 else frozenset()
