"""What becomes of the reports that an ended unit still owes: they move to a successor, stay, or are excused; and its
drafts, taken over by a successor.

Nothing moves by itself. A report that moves is excused from the old unit, and expected from the new one; what was
handed in stays where it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain import rights
from domain.reports.states import EXPECTED, State, moved
from domain.reports.successions import Decision
from handlers.conversation.acting import Acting, ClockTime, ListOfNames, Phrase, Reason, Refusal
from handlers.display.queued_digests import settle
from handlers.succession import notices
from storage.deciding import duty_decisions, excuses, extensions
from storage.people.contacts import contacts_of
from storage.reporting import attachments, drafts, duties, obligations
from storage.reporting.attachments import FilePlace
from storage.reporting.duties import Duty
from storage.tables import Unit, UnitChange
from storage.units import unit_changes
from storage.units.units import living


class CannotDecide(Reason):
    NOT_YOUR_PLAN = "change.not_yours"
    YOUR_OWN = "excuse.own"
    NOT_ENDED = "change.not_ended"
    ALL_DECIDED = "change.all_decided"
    SETTLED = "excuse.settled"
    MOVED_ALREADY = "decided.moved"
    KEPT_ALREADY = "decided.kept"
    EXCUSED_ALREADY = "decided.excused"


class CannotTakeOver(Reason):
    NOT_YOURS = "report.not_yours"


@dataclass(frozen=True, slots=True)
class DutiesDecided:
    """`successors`: the units that report now; `unreached`: those of them in which nobody can be written to."""

    duties: Sequence[Duty]
    successors: Sequence[Unit]
    unreached: Sequence[Unit]


@dataclass(frozen=True, slots=True)
class TakenOver:
    """`tasks`: of how many the old words were taken."""

    duty: Duty
    tasks: int


def to_decide(acting: Acting, obligation_id: int) -> Duty:
    """Return a report that is still expected, and on a plan that this person follows."""
    duty = duties.duty(acting.session, obligation_id)
    if duty is None or not rights.may_follow(acting.person, duty.plan_id):
        raise Refusal(CannotDecide.NOT_YOUR_PLAN)
    if duty.state not in EXPECTED:
        raise _settled(acting, duty)
    return duty


def undecided(acting: Acting, change_id: int) -> tuple[UnitChange, list[Duty]]:
    """Return a change, and what is still to be decided of it by this person."""
    change = acting.session.get(UnitChange, change_id)
    if change is None or not acting.person.plan_ids:
        raise Refusal(CannotDecide.NOT_YOUR_PLAN)
    old, _ = unit_changes.parts(acting.session, change.id)
    owed = duty_decisions.undecided(acting.session, [unit.id for unit in old], acting.person.plan_ids)
    if not owed:
        raise Refusal(CannotDecide.ALL_DECIDED)
    return change, owed


def successors(acting: Acting, duty: Duty) -> list[Unit]:
    """Return which units stand in the place of the one that owes the report now."""
    found = living(acting.session, duty.organisation_id, [duty.unit_id])
    if not found:
        raise Refusal(CannotDecide.NOT_ENDED, unit=duty.unit_name)
    return found


def decide(acting: Acting, obligation_id: int, decision: Decision, to: Sequence[int] = ()) -> DutiesDecided:
    """Decide on one report; `to`: units that it moves to."""
    return _decide_on(acting, [to_decide(acting, obligation_id)], decision, to)


def decide_all(acting: Acting, change_id: int, decision: Decision, to: Sequence[int] = ()) -> DutiesDecided:
    """Decide on all that a change has left undecided."""
    return _decide_on(acting, undecided(acting, change_id)[1], decision, to)


def taken_from(acting: Acting, obligation_id: int, new_obligation_id: int) -> tuple[Duty, Duty]:
    """Return a report as it was owed and as it is owed now, for the people of both units and those who follow it."""
    old, new = duties.duty(acting.session, obligation_id), duties.duty(acting.session, new_obligation_id)
    rows = duty_decisions.of(acting.session, obligation_id)
    if old is None or new is None or not any(row.now_in == new_obligation_id for row, _, _ in rows):
        raise Refusal(CannotTakeOver.NOT_YOURS)
    if not any(rights.may_see(acting.person, one.unit_id, one.plan_id) for one in (old, new)):
        raise Refusal(CannotTakeOver.NOT_YOURS)
    return old, new


def take_over(acting: Acting, obligation_id: int, new_obligation_id: int) -> TakenOver:
    """Put the old unit's draft into the new one's, as the words of who takes them over; what is said there stays."""
    old, new = taken_from(acting, obligation_id, new_obligation_id)
    if not rights.may_report(acting.person, new.unit_id) or new.state not in EXPECTED:
        raise Refusal(CannotTakeOver.NOT_YOURS)
    theirs = drafts.read(acting.session, obligation_id, old.unit_id).said
    mine = drafts.read(acting.session, new_obligation_id, new.unit_id)
    own = {"organisation_id": new.organisation_id, "obligation_id": new_obligation_id, "unit_id": new.unit_id}
    draft = mine.draft or drafts.begin(acting.session, **own, now=acting.now)
    taken = [task for task in theirs if task not in mine.said]
    for task in taken:
        said = _with_files_of_its_own(acting, theirs[task].answers, FilePlace(new_obligation_id, new.unit_id, task))
        drafts.put(acting.session, draft, task, said, person_id=acting.person.person_id, now=acting.now)
    return TakenOver(new, len(taken))


def _with_files_of_its_own(acting: Acting, answers: Mapping[str, Any], place: FilePlace) -> Mapping[str, Any]:
    """Return the answers with copies of their files: those of the old unit open for its people only."""
    if "files" not in answers:
        return answers
    copies = [(file, attachments.copy(acting.session, file["id"], place)) for file in answers["files"]]
    return {**answers, "files": [{**file, "id": new} for file, new in copies if new is not None]}


def _decide_on(acting: Acting, owed: Sequence[Duty], decision: Decision, to: Sequence[int]) -> DutiesDecided:
    """Decide on each report, locked and looked at again: of two who decide at once the second is told what happened."""
    in_order = sorted(owed, key=lambda duty: duty.id)
    # All before the first: where one cannot move there, none does.
    targets = {duty.id: _targets(acting, duty, to) if decision is Decision.MOVED else [] for duty in in_order}
    allowed = [duty for duty in in_order if _may_decide(acting, duty, targets[duty.id])]
    done = [duty for duty in allowed if _decide(acting, duty, decision, targets[duty.id])]
    if not done:
        raise _nothing_done(acting, owed, some_are_own=len(allowed) < len(owed))
    new = [acting.session.get_one(Unit, id) for id in to]
    notices.decided(acting, done, decision, new)
    return DutiesDecided(done, new, [unit for unit in new if not _is_reached(acting, unit)])


def _may_decide(acting: Acting, duty: Duty, targets: Sequence[Unit]) -> bool:
    units = {duty.unit_id, *(unit.id for unit in targets)}
    return all(rights.may_decide(acting.person, unit, duty.plan_id) for unit in units)


def _targets(acting: Acting, duty: Duty, to: Sequence[int]) -> list[Unit]:
    """Return the units that the report moves to, looked at now: those that come after its unit, and no others."""
    new = {unit.id: unit for unit in living(acting.session, duty.organisation_id, [duty.unit_id])}
    if not to or not set(to) <= new.keys():
        raise Refusal(CannotDecide.NOT_ENDED, unit=duty.unit_name)
    return [new[id] for id in to]


def _decide(acting: Acting, duty: Duty, decision: Decision, targets: Sequence[Unit]) -> bool:
    """Decide on one report; return False where it was not to be decided any more."""
    session = acting.session
    obligation = extensions.obligation_locked(session, duty.id)
    known = {row.decision for row, _, _ in duty_decisions.of(session, duty.id)}
    change = unit_changes.ending(session, duty.unit_id)
    if obligation.state not in EXPECTED or decision in known or change is None:
        return False
    who: dict[str, Any] = {"person_id": acting.person.person_id, "channel": acting.channel, "now": acting.now}
    now_in = [obligations.copy_to(session, obligation, unit.id, acting.now) for unit in targets] or [duty.id]
    for id in now_in:
        duty_decisions.add(session, obligation, decision, id, basis=change.basis, **who)
    if decision is not Decision.KEPT:
        obligation.state = str(moved(State(obligation.state), State.EXCUSED))
        obligation.next_check_at = None
        excuses.add(session, obligation, decision, **who)
        settle(session, duty.id, acting.now)
        extensions.lapse(session, duty.id, acting.now)
    session.flush()
    acting.record(
        duty.organisation_id,
        f"duty.{decision}",
        f"obligation:{duty.id}",
        to=[unit.shown for unit in targets],
        basis=change.basis,
        now_in=now_in,
    )
    return True


def _nothing_done(acting: Acting, owed: Sequence[Duty], *, some_are_own: bool) -> Refusal:
    if some_are_own:
        return Refusal(CannotDecide.YOUR_OWN)
    if len(owed) == 1 and (fresh := duties.duty(acting.session, owed[0].id)) is not None:
        return _settled(acting, fresh)
    return Refusal(CannotDecide.ALL_DECIDED)


def _settled(acting: Acting, duty: Duty) -> Refusal:
    """Return what was decided on the report last, by whom and when; else how it stands."""
    found = duty_decisions.of(acting.session, duty.id)
    if not found:
        return Refusal(
            CannotDecide.SETTLED, duty=duty, state=Phrase(f"state.{duty_decisions.shown_state(acting.session, duty)}")
        )
    last, person, _ = found[0]
    units = {unit for one, _, unit in found if one.decision == Decision.MOVED}
    at = ClockTime(last.at, duty.zone)
    return Refusal(
        CannotDecide(f"decided.{last.decision}"), duty=duty, who=person, at=at, to=ListOfNames(sorted(units))
    )


def _is_reached(acting: Acting, unit: Unit) -> bool:
    found = contacts_of(acting.session, [(unit.organisation_id, unit.id)], acting.now).get(unit.id, ())
    return any(contact.channel for contact in found)
