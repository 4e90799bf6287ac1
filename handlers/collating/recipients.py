"""One tap sends a finished file to the plan's recipients who have an address here, and says who had none."""

import re
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain import rights
from domain.finding import meant
from domain.finding.meant import Called
from domain.messaging.messages import lines_of
from domain.text import fold
from handlers.conversation.made_files import attached_of, key_of, send_on
from handlers.conversation.notices import words_for
from handlers.conversation.talk import Choice, Talk
from handlers.display import listing
from handlers.words import dates
from storage.people.contacts import CALLED
from storage.people.people import holders, reachable_address
from storage.tables import Address, Export, Organisation, Plan, Requirement, Unit, UnitClass, UnitMembership
from storage.units.unit_changes import former_names

MOST_NAMES = 20
_ARCHIVE = "luu"  # `Lưu`, `Lưu: VT`: a copy for the file, and nobody to be told
_LEADERS = ("unit_leader", *CALLED)
_REMARK = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class FoundRecipient:
    """A line of `Nơi nhận` with the people it means, as far as they can be reached here."""

    line: str
    people: dict[int, Address]


def confirm(talk: Talk, export_id: int) -> None:
    """Names who would get it and who has no address."""
    export = _export_or_stop(talk, export_id)
    found = recipients(talk.session, export, talk)
    words = talk.words
    reached = [one for one in found if one.people]
    missed = [one.line for one in found if not one.people]
    people = {person for one in reached for person in one.people}
    lines = []
    if reached:
        names = listing.joined(words, [one.line for one in reached], MOST_NAMES)
        lines.append(words("recipients.confirm", name=export.name, n=len(people), names=names))
    else:
        lines.append(words("recipients.nobody"))
    if missed:
        lines.append(words("recipients.missed", names=listing.joined(words, missed, MOST_NAMES)))
    go = Choice(words.plain("button.send_to", n=len(people)), "collate.send", {"export_id": export_id})
    leave = Choice(words.plain("button.leave"), "leave")
    talk.say(lines_of(lines), [[go, leave]] if reached else [])


def send(talk: Talk, export_id: int) -> None:
    """The file to each of them, once."""
    export = _export_or_stop(talk, export_id)
    found = recipients(talk.session, export, talk)
    people: dict[int, Address] = {}
    for one in found:
        people.update(one.people)
    for person_id, address in people.items():
        words = words_for(talk.session, person_id)
        title = _title(talk, export)
        attached = attached_of(talk.context.files, export, talk.now)
        body = words("recipients.letter", who=talk.person.name, title=title)
        send_on(talk.session, address, body, attached, talk.now, f"{key_of(export)}:to:{person_id}")
    sent, missed = [one.line for one in found if one.people], [one.line for one in found if not one.people]
    talk.record(
        export.organisation_id, "collation.sent", f"export:{export_id}", name=export.name, to=sent, missed=missed
    )
    words = talk.words
    lines = [words("recipients.sent", n=len(people), names=listing.joined(words, sent, MOST_NAMES))]
    if missed:
        lines.append(words("recipients.missed", names=listing.joined(words, missed, MOST_NAMES)))
    talk.show(lines_of(lines))


def recipients(session: Session, export: Export, talk: Talk) -> list[FoundRecipient]:
    """Each line of the plan's `Nơi nhận`: a unit's name or code, or a class of units; else nobody here."""
    lines: list[str] = session.get_one(Plan, export.plan_ids[0]).recipients
    today = talk.now.astimezone(ZoneInfo(session.get_one(Organisation, export.organisation_id).timezone)).date()
    known = _known(session, export.organisation_id, today)
    named = [(line, _units_of(line, known)) for line in lines if not fold(line).startswith(_ARCHIVE)]
    everybody = {unit for _, found in named for unit in found}
    held = holders(session, export.organisation_id, everybody, (), talk.now)
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
    """The unit or class of which the line is the code or name; what stands in brackets is a remark. Where it may be
    more than one, nobody: a file once sent to a neighbour cannot be taken back."""
    found = meant.whole(known, line) or meant.whole(known, _REMARK.sub(" ", line))
    return found[0] if len(found) == 1 else frozenset()


def _export_or_stop(talk: Talk, export_id: int) -> Export:
    export = talk.session.get(Export, export_id)
    if export is None or not all(rights.may_follow(talk.person, plan) for plan in export.plan_ids):
        talk.stop("collate.not_yours")
    if export.what != "collation" or export.state != "ready" or export.name is None:
        talk.stop("recipients.gone")
    return export


def _title(talk: Talk, export: Export) -> str:
    requirement = talk.session.get_one(Requirement, export.args["requirement_id"])
    return dates.report_title(talk.words, requirement.title, requirement.period_type, export.args["period_key"])
