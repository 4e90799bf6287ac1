"""What becomes of the reports that an ended unit still owes: they move to a successor, stay, or are excused.

Nothing moves by itself. A report that moves is excused from the old unit, with the reason that says where it went, and
expected from the new one; what was handed in stays where it is.
"""

from collections.abc import Sequence
from typing import Any, NoReturn

from domain import rights
from domain.messaging.messages import Text, lines_of, text_of
from domain.reports.states import EXPECTED, State, moved
from domain.reports.successions import Decision
from handlers.conversation.dialogs import confirmation
from handlers.conversation.paging import LINES
from handlers.conversation.talk import Answer, Choice, Talk, in_rows
from handlers.display import unit_change_text
from handlers.display.queued_digests import settle
from handlers.display.unit_change_text import MOST_CHOICES, living
from handlers.succession.decision_buttons import ways, ways_of
from handlers.succession.units_told import reached, tell_units
from handlers.words import dates
from storage.deciding import duty_decisions, excuses, extensions
from storage.reporting import duties, obligations
from storage.reporting.duties import Duty
from storage.tables import Unit, UnitChange
from storage.units import unit_changes


def command(talk: Talk, rest: str = "") -> None:
    """`/sapxep`: changes that leave something to be decided."""
    if not talk.person.plan_ids:
        talk.stop("follow.no_plan")
    organisation = talk.organisation
    assert organisation is not None
    found: list[tuple[UnitChange, int]] = []
    for change in unit_changes.followed(talk.session, organisation.id):
        old, _ = unit_changes.parts(talk.session, change.id)
        owed = duty_decisions.undecided(talk.session, [unit.id for unit in old], talk.person.plan_ids)
        if owed:
            found.append((change, len(owed)))
    if not found:
        talk.stop("change.nothing")
    lines: list[Text] = [talk.words("change.title", n=sum(n for _, n in found))]
    for number, (change, n) in enumerate(found[:LINES], 1):
        sentence = unit_change_text.sentence(talk.words, talk.session, change)
        lines.append(text_of(f"{number}. ", sentence, " ", talk.words.plain("change.open", n=n)))
    choices = [
        Choice(talk.words.plain("button.handle", n=number), "reorganised", {"change_id": change.id})
        for number, (change, _) in enumerate(found[:LINES], 1)
    ]
    talk.say(lines_of(lines), in_rows(choices, 5))


def show(talk: Talk, change_id: int) -> None:
    """The reports still to be decided on, one by one and all together."""
    change, owed = _open_or_stop(talk, change_id)
    words = talk.words
    lines = [unit_change_text.sentence(words, talk.session, change), words("change.open", n=len(owed))]
    choices = []
    for number, duty in enumerate(owed[:MOST_CHOICES], 1):
        lines.append(text_of(f"{number}. ", _line(talk, duty)))
        choices.append(Choice(words.plain("button.handle", n=number), "reorganised.one", {"obligation_id": duty.id}))
    talk.show(lines_of(lines), [*in_rows(choices, 5), *ways(words, talk.session, change, owed)[:-1]])


def _line(talk: Talk, duty: Duty) -> Text:
    drafted = duties.drafted(talk.session, [duty.id]).get(duty.id, 0)
    draft = talk.words.plain("change.draft", n=drafted) if drafted else ""
    due = dates.moment(talk.words, duty.due_at, duty.zone)
    return talk.words("change.duty", due=due, draft=draft, **unit_change_text.about(talk.words, duty))


def one(talk: Talk, obligation_id: int) -> None:
    """One report with the ways to decide on it."""
    duty = _duty_or_stop(talk, obligation_id)
    new = living(talk.session, duty.organisation_id, [duty.unit_id])
    if not new:
        talk.stop("change.not_ended", unit=duty.unit_name)
    talk.show(
        _line(talk, duty),
        [[choice] for choice in ways_of(talk.words, new, "reorganised.decide", {"obligation_id": obligation_id})],
    )


def decide(talk: Talk, obligation_id: int, decision: str, to: Sequence[int] = ()) -> None:
    """Of one report."""
    duty = _duty_or_stop(talk, obligation_id)
    _carry_out(talk, [duty], Decision(decision), to)


def confirm_all(talk: Talk, change_id: int, decision: str, to: Sequence[int] = ()) -> None:
    """`Tôi hiểu là …`; nothing changes before it is confirmed."""
    _, owed = _open_or_stop(talk, change_id)
    words = talk.words
    names = unit_change_text.listed(words, [talk.session.get_one(Unit, id).name for id in to])
    lines = [words(f"change.understood.{decision}", n=len(owed), to=names)]
    lines += [text_of("• ", _line(talk, duty)) for duty in owed[:MOST_CHOICES]]
    if len(owed) > MOST_CHOICES:
        lines.append(words("change.more", n=len(owed) - MOST_CHOICES))
    go = Choice(
        words.plain("button.decide_all", n=len(owed)),
        "reorganised.do_all",
        {"change_id": change_id, "decision": decision, "to": list(to)},
    )
    talk.show(*confirmation(words, lines, go))


def do_all(talk: Talk, change_id: int, decision: str, to: Sequence[int] = ()) -> None:
    _, owed = _open_or_stop(talk, change_id)
    _carry_out(talk, owed, Decision(decision), to)


def _open_or_stop(talk: Talk, change_id: int) -> tuple[UnitChange, list[Duty]]:
    """What is still to be decided of it by this person; where nothing is, what was decided is said."""
    change = talk.session.get(UnitChange, change_id)
    if change is None or not talk.person.plan_ids:
        talk.stop("change.not_yours")
    old, _ = unit_changes.parts(talk.session, change.id)
    owed = duty_decisions.undecided(talk.session, [unit.id for unit in old], talk.person.plan_ids)
    if not owed:
        talk.stop("change.all_decided")
    return change, owed


def _duty_or_stop(talk: Talk, obligation_id: int) -> Duty:
    """Still expected, and this person's to decide on; else what happened is said."""
    duty = duties.duty(talk.session, obligation_id)
    if duty is None or not rights.may_follow(talk.person, duty.plan_id):
        talk.stop("change.not_yours")
    if duty.state not in EXPECTED:
        _already(talk, duty)
    return duty


def _already(talk: Talk, duty: Duty) -> NoReturn:
    state = talk.words.plain(f"state.{duty.state}")
    said = unit_change_text.decided(talk.words, talk.session, duty)
    if said is None:
        talk.stop("excuse.settled", **unit_change_text.about(talk.words, duty), state=state)
    raise Answer(said)


def _carry_out(talk: Talk, owed: Sequence[Duty], decision: Decision, to: Sequence[int]) -> None:
    """Each is locked and looked at again: of two who press at once the second is told what happened."""
    done, own = [], 0
    for duty in sorted(owed, key=lambda duty: duty.id):
        targets = _targets_or_stop(talk, duty, to) if decision is Decision.MOVED else []
        units = {duty.unit_id, *(unit.id for unit in targets)}
        if not all(rights.may_decide(talk.person, unit, duty.plan_id) for unit in units):
            own += 1
            continue
        if _decide(talk, duty, decision, targets):
            done.append(duty)
    words = talk.words
    if not done:
        if own:
            talk.stop("excuse.own")
        if len(owed) == 1 and (fresh := duties.duty(talk.session, owed[0].id)) is not None:
            _already(talk, fresh)
        talk.stop("change.all_decided")
    new = [talk.session.get_one(Unit, id) for id in to]
    tell_units(talk, done, decision, new)
    lines = [
        words(f"change.done.{decision}", n=len(done), to=unit_change_text.listed(words, unit_change_text.names(new)))
    ]
    lines += [text_of("• ", _line(talk, duty)) for duty in sorted(done, key=duties.order)[:MOST_CHOICES]]
    lost = [unit for unit in new if not reached(talk, unit)]
    lines += [words("change.nobody", unit=unit.shown) for unit in lost]
    invite = [
        [Choice(words.plain("button.invite_unit", unit=unit.shown), "invite.roles", {"unit": unit.id})] for unit in lost
    ]
    talk.show(lines_of(lines), invite)


def _targets_or_stop(talk: Talk, duty: Duty, to: Sequence[int]) -> list[Unit]:
    """Looked at now: those that come after this unit, and no others."""
    new = {unit.id: unit for unit in living(talk.session, duty.organisation_id, [duty.unit_id])}
    if not to or not set(to) <= new.keys():
        talk.stop("change.not_ended", unit=duty.unit_name)
    return [new[id] for id in to]


def _decide(talk: Talk, duty: Duty, decision: Decision, targets: Sequence[Unit]) -> bool:
    """Whether it was still to be decided."""
    session = talk.session
    obligation = extensions.obligation_locked(session, duty.id)
    known = {row.decision for row, _, _ in duty_decisions.of(session, duty.id)}
    change = unit_changes.ending(session, duty.unit_id)
    if obligation.state not in EXPECTED or decision in known or change is None:
        return False
    who: dict[str, Any] = {"person_id": talk.person.person_id, "channel": talk.address.channel, "now": talk.now}
    now_in = [obligations.copy_to(session, obligation, unit.id, talk.now) for unit in targets] or [duty.id]
    for id in now_in:
        duty_decisions.add(session, obligation, decision, id, basis=change.basis, **who)
    why = talk.words.plain(
        f"change.reason.{decision}",
        to=unit_change_text.listed(talk.words, unit_change_text.names(targets)),
        basis=unit_change_text.basis(talk.words, change.basis),
    )
    if decision is not Decision.KEPT:
        obligation.state = str(moved(State(obligation.state), State.EXCUSED))
        obligation.next_check_at = None
        excuses.add(session, obligation, why, **who)
        settle(session, duty.id, talk.now)
        extensions.lapse(session, duty.id, talk.now)
    session.flush()
    talk.record(
        duty.organisation_id,
        f"duty.{decision}",
        f"obligation:{duty.id}",
        reason=why,
        basis=change.basis,
        now_in=now_in,
    )
    return True
