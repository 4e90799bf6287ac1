"""`/donvi CODE`: one unit's people, what it owes, how it has done, what is in its way, and what can be done."""

from datetime import timedelta

from domain.messaging.messages import Text, lines_of
from domain.reports.states import EXPECTED, State, is_overdue
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.display import obstacle_text as obstacle_texts
from handlers.display import unit_change_text as changed
from handlers.display.answers import rate
from handlers.naming import asked_for
from handlers.words import dates
from storage.deciding import duty_decisions, excuses, obstacles
from storage.following import unit_records
from storage.people import actors
from storage.people.contacts import Contact, contacts_of
from storage.reporting.duties import Duty
from storage.tables import Unit
from storage.units import unit_changes, units

RECENT = timedelta(days=60)
MOST_OBSTACLES = 5


def command(talk: Talk, rest: str = "") -> None:
    """Show a unit (`/donvi PYT`, `/donvi y tế`); alone ask which."""
    if not talk.person.plan_ids:
        talk.stop("follow.no_plan")
    if not rest:
        talk.say(talk.words("unit.which"), focus={"ask": "unit"})
        return
    followed = units.listed(talk.session, actors.units_followed(talk.session, talk.person.plan_ids), ())
    found, _ = asked_for.one_or_stop(talk, followed, rest, "unit", _args)
    show(talk, found.id)


def _args(unit: Unit) -> dict[str, int]:
    return {"unit_id": unit.id}


def typed(talk: Talk, text: str) -> None:
    """Take an answer to the question `{"ask": "unit"}`."""
    command(talk, text)


def show(talk: Talk, unit_id: int) -> None:
    unit = talk.session.get(Unit, unit_id)
    if unit is None or unit_id not in actors.units_followed(talk.session, talk.person.plan_ids):
        talk.stop("unit.not_yours")
    words, plans = talk.words, talk.person.plan_ids
    lines: list[Text] = [words("unit.title", name=unit.shown, code=unit.code)]
    lines += _over_time(talk, unit)
    contacts = contacts_of(talk.session, [(unit.organisation_id, unit_id)], talk.now).get(unit_id, ())
    lines += [_contact(talk, contact) for contact in contacts] or [words("unit.nobody")]
    owed = unit_records.current(talk.session, unit_id, plans, talk.now - RECENT)
    reasons = excuses.reasons(talk.session, [duty.id for duty in owed])
    for number, duty in enumerate(owed, 1):
        reason = changed.why_excused(words, talk.session, duty.id, reasons[duty.id]) if duty.id in reasons else ""
        lines.append(_duty(talk, number, duty, reason))
    record = unit_records.record(talk.session, unit_id, plans, talk.now)
    lines.append(
        words(
            "unit.record",
            due=record.due,
            came_in=record.came_in,
            on_time=record.on_time,
            rate=rate(words, record.on_time, record.due),
            originally=rate(words, record.on_time_originally, record.due),
        )
    )
    entries = obstacles.entries(talk.session, units=[unit_id], plans=(), since=talk.now)
    still = [one for one in entries if one.is_open and one.obstacle.plan_id in plans]
    if still:
        lines.append(words("unit.obstacles", n=len(still)))
        lines += [obstacle_texts.line(words, one) for one in still[:MOST_OBSTACLES]]
    talk.say(lines_of(lines), _rows(talk, unit, owed))


def _over_time(talk: Talk, unit: Unit) -> list[Text]:
    """Return what the unit was called, what it came from, what became of it."""
    words, session = talk.words, talk.session
    lines = [
        words("unit.called", day=f"{change.day:%d/%m/%Y}", old=change.old_name)
        for change in unit_changes.renamings(session, [unit.id])
    ]
    lines += [
        words("unit.came_from", change=changed.sentence(words, session, change))
        for change in (unit_changes.beginnings(session, unit.id) if unit.began_on else ())
    ]
    ending = unit_changes.ending(session, unit.id) if unit.ended_on else None
    if ending is not None:
        lines.append(words("unit.ended", change=changed.sentence(words, session, ending)))
    return lines


def _contact(talk: Talk, contact: Contact) -> Text:
    channel = talk.words.plain(f"channel.{contact.channel}") if contact.channel else ""
    name = "invite.contact" if contact.channel else "invite.contact_lost"
    return talk.words(name, name=contact.name, role=talk.words.plain(f"role.{contact.role}"), channel=channel)


def _duty(talk: Talk, number: int, duty: Duty, reason: str) -> Text:
    words = talk.words
    late = dates.late_by(words, duty.due_at, talk.now, duty.zone) if duty.state in EXPECTED else None
    state = duty_decisions.shown_state(talk.session, duty)
    return words(
        "unit.duty",
        n=number,
        title=dates.report_title(words, duty.title, duty.period_key),
        due=dates.moment(words, duty.due_at, duty.zone),
        state=late or words.plain(f"state.{state}"),
        more=words.plain("unit.reason", reason=reason) if reason else "",
    )


def _rows(talk: Talk, unit: Unit, owed: list[Duty]) -> list[list[Choice]]:
    word = talk.words.plain
    several = len(owed) > 1
    choices = []
    for number, duty in enumerate(owed, 1):
        mark = f" {number}" if several else ""
        if duty.state in EXPECTED:
            choices.append(Choice(f"{word('button.excuse')}{mark}", "excuse", {"obligation_id": duty.id}))
        elif duty_decisions.shown_state(talk.session, duty) == "moved":
            continue
        elif duty.state is State.EXCUSED:
            choices.append(Choice(f"{word('button.excuse_lift')}{mark}", "excuse.lift", {"obligation_id": duty.id}))
        else:
            choices.append(Choice(f"{word('button.read_it')}{mark}", "review", {"obligation_id": duty.id}))
    asked = [
        Choice(f"{word('button.urged')}{f' {n}' if several else ''}", "urged.show", {"obligation_id": duty.id})
        for n, duty in enumerate(owed, 1)
    ]
    late = any(is_overdue(duty.state, duty.due_at, talk.now) for duty in owed)
    row = [Choice(word("button.nudge_unit"), "nudge.some", {"units": [unit.id]})] if late else []
    ending = unit_changes.ending(talk.session, unit.id) if unit.ended_on else None
    if ending is None or ending.done_at is None:
        row.append(Choice(word("button.invite"), "invite.roles", {"unit": unit.id}))
    elif duty_decisions.undecided(talk.session, [unit.id], talk.person.plan_ids):
        row.append(Choice(word("button.one_by_one"), "reorganised", {"change_id": ending.id}))
    return [*in_rows(choices, 3), row, *in_rows(asked, 3)]
