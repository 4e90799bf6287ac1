"""Applies a setup file to its organisation: what is new is added, what differs is changed, what is not told stays."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.calendar.workdays import WorkCalendar
from domain.messaging.sentences import Filling, Sentence
from storage.audit.audit import record
from storage.plans.plans import look_again
from storage.reporting.obligations import open_due_periods, refresh_open_obligations
from storage.setup.apply.apply_context import Loading, begin
from storage.setup.apply.codes_kept import passed_on
from storage.setup.apply.coming import coming
from storage.setup.apply.known import known_codes
from storage.setup.apply.people import put_people
from storage.setup.apply.plans import put_plans, put_policies
from storage.setup.apply.references import check_references
from storage.setup.apply.requirement_parts import relate_requirements
from storage.setup.apply.requirements import put_requirements
from storage.setup.apply.structure import organisation_with, put_organisation, put_units
from storage.setup.apply.unit_changes import put_changes
from storage.setup.diff.difference import SetupChange, State, differences, untouched
from storage.setup.diff.snapshot import snapshot
from storage.setup.noting import notes
from storage.setup.schema.reading import SetupDocument, read_setup
from storage.tables import Organisation, ReminderPolicy, Requirement
from storage.units import units

_STEPS = (put_units, put_changes, put_people, put_policies, put_plans, put_requirements, relate_requirements)


@dataclass(frozen=True, slots=True)
class Applied:
    """`lines`: the changes; `untouched`: how many of each kind of thing stayed as it was;
    `notes`: what to look at before it is written, how the file was read among it; `dues`: when the reports are due next
    whose time is new, one line each."""

    lines: list[SetupChange]
    untouched: Mapping[str, int]
    notes: Sequence[Filling] = ()
    dues: Sequence[Sentence] = ()


def load_setup(
    session: Session, text: str | bytes, now: datetime, calendar: WorkCalendar, *, person_id: int | None = None
) -> list[SetupChange]:
    """Read a file and apply it. Raise SetupProblems with all that is wrong, unknown codes among it."""
    document = read_setup(text, lambda code: known_codes(session, code))
    return apply_setup(session, document, now, calendar, person_id=person_id).lines


def apply_setup(
    session: Session, document: SetupDocument, now: datetime, calendar: WorkCalendar, *, person_id: int | None = None
) -> Applied:
    """Bring the organisation to what the file says, and return the changes.

    Nothing is removed because a file leaves it out; a list that is given (the classes of a unit, the tasks of a
    requirement) replaces the one there was. Expected reports of the periods that are open are made, and due moments
    follow a changed rule. A file that changes nothing gives no lines and writes nothing.
    All is in the caller's transaction: to see only what would change, roll it back. Raise SetupProblems.
    """
    entry = document.file.organisation
    present = organisation_with(session, entry.code)
    before: State = snapshot(session, present.id, calendar) if present else {}
    file, carried = passed_on(session, present, document.file, now)
    document = replace(document, file=file)
    check_references(session, document, now)
    timing_before = _timing(session, present.id) if present else {}
    organisation = put_organisation(session, present, entry)
    loading = begin(session, document.file, now, organisation)
    noted = notes.before(loading)
    for step in _STEPS:
        step(loading)
    units.tell_apart(session, organisation.id, now.astimezone(ZoneInfo(organisation.timezone)).date())
    after = snapshot(session, organisation.id, calendar)
    told = [*document.source.notices, *carried, *notes.after(loading, noted, before, after)]
    if not differences(before, after):
        return Applied([], untouched(before, after), told)
    _renew_obligations(loading, timing_before, calendar)
    after = snapshot(session, organisation.id, calendar)
    lines = differences(before, after)
    _record(loading, lines, person_id)
    timing = _timing(session, organisation.id)
    new = [id for id, when in timing.items() if timing_before.get(id) != when]
    return Applied(lines, untouched(before, after), told, coming(session, organisation.id, new, now, calendar))


def _renew_obligations(loading: Loading, timing_before: dict[int, Any], calendar: WorkCalendar) -> None:
    """Move what is owed already where its time changed, and make what is newly owed."""
    session, id = loading.session, loading.organisation_id
    timing = _timing(session, id)
    changed = {key for key, before in timing_before.items() if timing[key] != before}
    if changed:
        refresh_open_obligations(session, id, changed, loading.now, calendar)
    for requirement in loading.requirements.values():
        if not _is_over(requirement, loading.now) or requirement.id in changed or requirement.id not in timing_before:
            look_again(requirement, loading.now)
    session.flush()
    open_due_periods(session, id, loading.now, calendar)


def _is_over(requirement: Requirement, now: datetime) -> bool:
    """Say whether it was asked once and has been due: a unit that joins then owes only the periods still open, so not
    this."""
    return requirement.once_due_at is not None and requirement.once_due_at <= now


def _timing(session: Session, organisation_id: int) -> dict[int, tuple[Any, ...]]:
    """Return all that the due and reminding moments of each requirement depend on."""
    rows = session.execute(
        select(
            Requirement.id,
            Requirement.period_type,
            Requirement.data_window,
            Requirement.due_rule,
            Requirement.once_opens_at,
            Requirement.once_due_at,
            Organisation.timezone,
            ReminderPolicy.id,
            ReminderPolicy.quiet_from,
            ReminderPolicy.quiet_to,
            ReminderPolicy.working_days_only,
            ReminderPolicy.steps,
        )
        .join(Organisation, Organisation.id == Requirement.organisation_id)
        .outerjoin(ReminderPolicy, ReminderPolicy.id == Requirement.policy_id)
        .where(Requirement.organisation_id == organisation_id)
    )
    return {row[0]: tuple(row[1:]) for row in rows}


def _record(loading: Loading, lines: list[SetupChange], person_id: int | None) -> None:
    counts = Counter(line.sign for line in lines)
    record(
        loading.session,
        organisation_id=loading.organisation_id,
        at=loading.now,
        action="setup.loaded",
        subject=f"organisation:{loading.organisation_id}",
        person_id=person_id,
        added=counts["+"],
        changed=counts["~"],
        removed=counts["-"],
    )
