"""Coming in by a one-time code, in any channel; and what a stranger is told."""

from datetime import datetime

from sqlalchemy.orm import Session

from domain.finding.entry_link import code_of_link, is_link_alone
from domain.forms import form
from domain.messaging.channels import MOST_PEOPLE
from domain.messaging.messages import Incoming, Text, lines_of
from domain.rights import Actor
from domain.text import fold, vietnamese_key
from handlers.conversation import commands
from handlers.conversation.acting import Context
from handlers.conversation.talk import Choice, Talk
from handlers.display.duty_lines import lateness
from handlers.inviting import notices
from handlers.inviting.redeeming import Joined, RefusedCode, use
from handlers.reminding.newcomers import remind_newcomer
from handlers.words import Words, dates
from storage.deciding import duty_decisions
from storage.erasing import typed_codes
from storage.messages import shared_bots
from storage.people import actors, invitations
from storage.reporting import duties
from storage.tables import Address, Organisation, Person, Plan, Unit


def redeem(
    session: Session, *, code: str, address: Address, user_name: str, now: datetime, context: Context
) -> Joined | RefusedCode:
    """Use a code up for this chat and greet there; a refusal is returned and said by the caller."""
    outcome = use(session, code, address, user_name, now)
    if isinstance(outcome, Joined):
        _greet(session, context, session.get_one(Address, outcome.address_id), now)
        if outcome.replaced is not None:
            notices.replaced(session, outcome.replaced, now)
    return outcome


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
    """Tell the person who they are here, the nearest report, and what this channel is not for."""
    actor, words = talk.person, talk.words
    lines: list[Text] = [words("hello", name=actor.name)]
    seats = [(talk.session.get_one(Unit, held.unit_id).name, held.role) for held in actor.held]
    lines += [words(f"hello.{role}", unit=unit) for unit, role in sorted(seats, key=lambda one: vietnamese_key(one[0]))]
    lines += [
        words("hello.plan", title=talk.session.get_one(Plan, plan_id).title) for plan_id in sorted(actor.plan_ids)
    ]
    nearest = next(iter(duties.owed_by(talk.session, actor.reporting_units)), None)
    if nearest is not None:
        title = dates.report_title(words, nearest.title, nearest.period_key)
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
    """Say whether the text joins: `/start CODE`, `bắt đầu CODE`, a code alone, or a link with one."""
    if _of_link(text):
        return True
    if invitations.looks_like_code(text):
        return not _answers_a_question(talk) or invitations.find(talk.session, text) is not None
    words = fold(text).split()
    if talk.actor is not None and (words[:1] == ["start"] or words[:2] == ["bat", "dau"]) and code_in(text):
        return invitations.looks_like_code(code_in(text).upper())  # `start over`, `bắt đầu lại` are none
    return words[:1] in (["/start"], ["start"]) or words[:2] == ["bat", "dau"]


def _of_link(text: str) -> str | None:
    return code_of_link(text, invitations.looks_like_code) if is_link_alone(text) else None


def _answers_a_question(talk: Talk) -> bool:
    """Say whether words were asked for: a document's code such as `24KHCN26` is an answer then, and no wrong
    invitation."""
    return talk.actor is not None and (talk.address.focus or {}).get("ask") in (*form.TEXT_FIELDS, "task", "own")


def code_in(text: str) -> str:
    if code := _of_link(text):
        return code
    words = text.split()
    skipped = 0 if invitations.looks_like_code(text) else 2 if fold(" ".join(words[:2])) == "bat dau" else 1
    return "".join(words[skipped:])


def start(talk: Talk, code: str) -> None:
    """Greet, or with a code let the person in (`/start`)."""
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
    """Send whoever comes to a bot without room to one that has some; the code stays good."""
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
    """Tell someone who has not joined how to, and nothing else."""
    talk.menu(*commands.menu_for(None, talk.words))
    talk.note(talk.words("stranger"))
