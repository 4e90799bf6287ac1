"""Coming in by a one-time code, in any channel; and what a stranger is told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from domain.finding.entry_link import code_of_link, is_link_alone
from domain.forms import form
from domain.messaging.channels import MOST_PEOPLE, ONE_CHAT
from domain.messaging.messages import Incoming, Text, lines_of
from domain.reports.successions import exists
from domain.rights import Actor
from domain.text import fold, nfc, vietnamese_key
from handlers.conversation import commands
from handlers.conversation.acting import Context
from handlers.conversation.talk import Choice, Talk
from handlers.display.duty_lines import lateness
from handlers.reminding.newcomers import remind_newcomer
from handlers.words import Words, dates
from storage.audit import audit
from storage.deciding import duty_decisions
from storage.erasing import blanking, typed_codes
from storage.messages import shared_bots
from storage.people import actors, addresses, invitations, people
from storage.reporting import duties
from storage.tables import Address, Invitation, Organisation, Person, Plan, Position, Unit

Reason = Literal["wrong", "used", "expired", "closed", "other_person", "ended"]


@dataclass(frozen=True, slots=True)
class Joined:
    person_id: int
    address_id: int  # may be an earlier address of the same person on a channel that has one for each
    again: bool  # the same person used the same code in the same chat before


@dataclass(frozen=True, slots=True)
class RefusedCode:
    reason: Reason


def redeem(
    session: Session, *, code: str, address: Address, user_name: str, now: datetime, context: Context
) -> Joined | RefusedCode:
    """Uses a code up for this chat and greets there; a refusal is returned and said by the caller."""
    if address.closed_until is not None and address.closed_until > now:
        return RefusedCode("closed")
    invitation = invitations.find(session, code)
    reason = _refusal(session, invitation, address, now)
    if invitation is None or reason is not None:
        return RefusedCode(_count_wrong(address, reason or "wrong", now))
    again = invitation.used_at is not None
    person = _person(session, invitation, address, user_name)
    home = (address.channel in ONE_CHAT and addresses.of_person(session, person.id, address.channel)) or address
    _settle(session, invitation, person, home, now)
    _greet(session, context, home, now)
    return Joined(person.id, home.id, again)


def _refusal(session: Session, invitation: Invitation | None, address: Address, now: datetime) -> Reason | None:
    if invitation is None:
        return "wrong"
    if invitation.used_at is not None:
        mine = address.person_id is not None and invitation.used_by == address.person_id
        return None if mine else "used"
    if invitation.expires_at <= now:
        return "expired"
    if _has_ended(session, invitation.unit_id, now):
        return "ended"
    if address.person_id and invitation.person_id and address.person_id != invitation.person_id:
        return "other_person"
    return None


def _has_ended(session: Session, unit_id: int, now: datetime) -> bool:
    unit = session.get_one(Unit, unit_id)
    zone = ZoneInfo(session.get_one(Organisation, unit.organisation_id).timezone)
    return not exists(unit.ended_on, now.astimezone(zone).date())


def _count_wrong(address: Address, reason: Reason, now: datetime) -> Reason:
    """Five wrong codes from one chat close the door there for an hour."""
    if reason in ("other_person", "ended"):
        return reason
    address.wrong_codes += 1
    if address.wrong_codes < invitations.WRONG_TRIES:
        return reason
    address.wrong_codes, address.closed_until = 0, now + invitations.CLOSED_FOR
    return "closed"


def _person(session: Session, invitation: Invitation, address: Address, user_name: str) -> Person:
    known = invitation.used_by or invitation.person_id or address.person_id
    if known is not None:
        return session.get_one(Person, known)
    name = invitation.name or _one_line(user_name)[:100] or session.get_one(Unit, invitation.unit_id).name
    person = Person(
        organisation_id=invitation.organisation_id,
        name=name,
        language=address.language or "vi",
    )
    session.add(person)
    session.flush()
    return person


def _one_line(name: str) -> str:
    """As others will read it: without line breaks, and nothing that cannot be seen or turns the reading round."""
    return " ".join(nfc(name).split())


def _settle(session: Session, invitation: Invitation, person: Person, address: Address, now: datetime) -> None:
    joins = invitation.mailbox is not None and not people.in_chats(session, {person.id})
    address.person_id = person.id
    address.organisation_id = address.organisation_id or invitation.organisation_id
    address.wrong_codes, address.closed_until = 0, None
    if invitation.used_at is not None:
        return
    invitation.used_at, invitation.used_by = now, person.id
    blanking.blank_invitation(session, invitation.id, now)
    if invitation.person_id is not None and invitation.person_id == invitation.created_by:
        if joins:  # by the link of a reminder, for which the administration knew the mailbox
            _record(session, invitation, person, address, now, "person.joined")
        return  # their own link to one more channel: it gives back no position that has ended meanwhile
    held = actors.actor(session, person.id, now).held
    if not any(h.unit_id == invitation.unit_id and h.role == invitation.role for h in held):
        session.add(
            Position(
                organisation_id=invitation.organisation_id,
                person_id=person.id,
                unit_id=invitation.unit_id,
                role=invitation.role,
                # It was meant from then on; and a clock that is ahead just now keeps nobody out once it is put right.
                since=min(now, invitation.created_at),
            )
        )
    session.flush()
    _replace(session, invitation, person, address, now)
    _record(session, invitation, person, address, now, "person.joined")


def _record(
    session: Session, invitation: Invitation, person: Person, address: Address, now: datetime, action: str, **more: Any
) -> None:
    audit.record(
        session,
        organisation_id=invitation.organisation_id,
        at=now,
        action=action,
        subject=f"unit:{invitation.unit_id}",
        person_id=person.id,
        channel=address.channel,
        role=invitation.role,
        **more,
    )


def _replace(session: Session, invitation: Invitation, person: Person, address: Address, now: datetime) -> None:
    """Whoever is replaced leaves the position now; what the unit owes, its draft and its reports stay with the unit."""
    replaced = invitation.replaces
    if replaced is None or replaced == person.id:
        return
    if people.leave(session, replaced, invitation.unit_id, invitation.role, now):
        _record(session, invitation, person, address, now, "person.replaced", replaced=replaced)


def _greet(session: Session, context: Context, address: Address, now: datetime) -> None:
    assert address.person_id is not None
    person = session.get_one(Person, address.person_id)
    organisation = session.get_one(Organisation, person.organisation_id)
    incoming = Incoming("text", address.channel, address.account, address.chat_id, address.chat_id, "", now)
    actor = actors.actor(session, person.id, now)
    words = Words(person.language, organisation.address_form, context.calendar.official_years)
    greet(Talk(session, context, now, actor, organisation, words, incoming, address))
    remind_newcomer(session, person.id, now, context)


def greet(talk: Talk) -> None:
    """Who the person is here, the nearest report, and what this channel is not for."""
    actor, words = talk.person, talk.words
    lines: list[Text] = [words("hello", name=actor.name)]
    seats = [(talk.session.get_one(Unit, held.unit_id).name, held.role) for held in actor.held]
    lines += [words(f"hello.{role}", unit=unit) for unit, role in sorted(seats, key=lambda one: vietnamese_key(one[0]))]
    lines += [
        words("hello.plan", title=talk.session.get_one(Plan, plan_id).title) for plan_id in sorted(actor.plan_ids)
    ]
    nearest = next(iter(duties.owed_by(talk.session, actor.reporting_units)), None)
    if nearest is not None:
        title = dates.report_title(words, nearest.title, nearest.period_type, nearest.period_key)
        moved = duty_decisions.moved_into(talk.session, [nearest.id]).get(nearest.id)
        late = lateness(words, nearest, moved, talk.now)
        due = dates.moment(words, nearest.due_at, nearest.zone)
        lines.append(words("hello.late" if late else "hello.nearest", title=title, due=due, late=late))
    lines.append(words("hello.secret"))
    talk.menu(*commands.menu_for(actor, words))
    talk.say(lines_of(lines), [_first_steps(actor, words)])


def _first_steps(actor: Actor, words: Words) -> list[Choice]:
    choices = []
    if actor.is_reporter:
        choices.append(Choice(words.plain("button.duties"), "duties"))
    if actor.is_coordinator:
        choices.append(Choice(words.plain("button.overdue"), "overdue"))
    return [*choices, Choice(words.plain("button.help"), "help")]


def is_joining(talk: Talk, text: str) -> bool:
    """`/start CODE`, `bắt đầu CODE`, a code alone, or a link with one."""
    if _of_link(text):
        return True
    if invitations.looks_like_code(text):
        return not _answers_a_question(talk) or invitations.find(talk.session, text) is not None
    words = fold(text).split()
    if words[:2] == ["bat", "dau"] and talk.actor is not None and len(words) > 2:
        return invitations.looks_like_code(words[2].upper())
    return words[:1] in (["/start"], ["start"]) or words[:2] == ["bat", "dau"]


def _of_link(text: str) -> str | None:
    return code_of_link(text, invitations.looks_like_code) if is_link_alone(text) else None


def _answers_a_question(talk: Talk) -> bool:
    """Where words were asked for, a document's code such as `24KHCN26` is an answer, and no wrong invitation."""
    return talk.actor is not None and (talk.address.focus or {}).get("ask") in (*form.TEXT_FIELDS, "task", "own")


def code_in(text: str) -> str:
    if code := _of_link(text):
        return code
    words = text.split()
    skipped = 0 if invitations.looks_like_code(text) else 2 if fold(" ".join(words[:2])) == "bat dau" else 1
    return "".join(words[skipped:])


def start(talk: Talk, code: str) -> None:
    """`/start`, with a code or without."""
    if not code:
        if talk.actor is None:
            greet_stranger(talk)
        else:
            greet(talk)
        return
    if talk.address.is_group:
        typed_codes.hide(talk.session, talk.incoming, code)
        talk.stop("join.in_group")
    if talk.address.channel in MOST_PEOPLE and talk.address.person_id is None:
        _find_room(talk, code)
    outcome = redeem(
        talk.session,
        code=code,
        address=talk.address,
        user_name=talk.incoming.user_name,
        now=talk.now,
        context=talk.context,
    )
    if outcome != RefusedCode("wrong"):  # one that opens nothing is no secret, and may be edited into one that does
        typed_codes.hide(talk.session, talk.incoming, code)
    if isinstance(outcome, RefusedCode):
        talk.note(talk.words(f"join.{outcome.reason}"))


def _find_room(talk: Talk, code: str) -> None:
    """Sends whoever comes to a bot without room to one that has some; the code stays good."""
    here = talk.address
    if shared_bots.people(talk.session, here.channel, here.account, but=here.id) < MOST_PEOPLE[here.channel]:
        return
    typed_codes.hide(talk.session, talk.incoming, code)
    bot, channel = shared_bots.with_room(talk.session, here.channel), talk.words.plain(f"channel.{here.channel}")
    if bot is None:
        talk.stop("join.bots_full", channel=channel)
    link = f": {bot.link}" if bot.link else ""
    talk.stop("join.bot_full", channel=channel, name=bot.shown, link=link)


def greet_stranger(talk: Talk) -> None:
    """Someone who has not joined learns how to, and nothing else."""
    talk.menu(*commands.menu_for(None, talk.words))
    talk.note(talk.words("stranger"))
