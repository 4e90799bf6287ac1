"""`Gia hạn chung`: one later day for all units that have not handed in; who has a later one of their own keeps it."""

from datetime import datetime
from typing import Any

from domain.messaging.messages import Text, lines_of
from handlers.conversation.notices import tell
from handlers.conversation.talk import Choice, Rows, Talk, in_rows
from handlers.display.queued_digests import settle
from handlers.extending.terms import moment_or_stop, remarks, wanted_of, wish_or_stop
from handlers.words import Words, dates
from storage.deciding import extensions
from storage.following import overdue
from storage.following.overdue import RequirementPeriod
from storage.people.contacts import CALLED
from storage.people.people import holders


def show(talk: Talk) -> None:
    """Of which report?"""
    found = [asked for asked in _current(talk) if asked.submitted < asked.expected]
    if not found:
        talk.stop("general.none")
    choices = [
        Choice(f"{n}. {_title(talk.words, asked)}", "general.of", _args(asked)) for n, asked in enumerate(found, 1)
    ]
    talk.say(talk.words("general.which"), in_rows(choices, 1))


def of(talk: Talk, requirement_id: int, period_key: str) -> None:
    """Until when?"""
    asked = _asked_or_stop(talk, requirement_id, period_key)
    focus = {"ask": "general", "requirement_id": requirement_id, "period_key": period_key}
    talk.say(talk.words("general.until", **_about(talk.words, asked)), focus=focus)


def typed_day(talk: Talk, text: str) -> None:
    """An answer to the question `{"ask": "general", "requirement_id": …, "period_key": …}`: read back."""
    focus = talk.address.focus or {}
    asked = _asked_or_stop(talk, focus["requirement_id"], focus["period_key"])
    wish = wish_or_stop(talk, asked, text)
    wanted = wanted_of(wish)
    moment = moment_or_stop(talk, asked, wanted)
    words = talk.words
    concerned = len(
        extensions.general(talk.session, talk.person.plan_ids, focus["requirement_id"], focus["period_key"], moment)
    )
    others = asked.expected - asked.submitted - concerned
    until = dates.moment(words, moment, asked.zone)
    lines = remarks(words, asked, wanted, moment)
    lines += [words("general.understood", **_about(words, asked), until=until, n=concerned)]
    if others:
        lines.append(words("general.keep", n=others))
    go = Choice(words.plain("button.general", n=concerned), "general.do", {**_args(asked), "day": wanted})
    talk.say(lines_of([*lines, words("right?")]), [[go, Choice(words.plain("button.leave"), "extension.leave")]])


def do(talk: Talk, requirement_id: int, period_key: str, day: str) -> None:
    """Moves the due moment of those whose own is sooner, and tells them."""
    asked = _asked_or_stop(talk, requirement_id, period_key)
    moment = moment_or_stop(talk, asked, day)
    found = extensions.general(talk.session, talk.person.plan_ids, requirement_id, period_key, moment)
    for obligation in found:
        was, obligation.due_at, obligation.next_check_at = obligation.due_at, moment, talk.now
        dated = {"was": was.isoformat(), "until": moment.isoformat()}
        talk.record(obligation.organisation_id, "extension.general", f"obligation:{obligation.id}", **dated)
    talk.session.flush()
    for waiting in extensions.waiting(talk.session, [obligation.id for obligation in found]).values():
        if waiting.wanted_at <= moment:
            extensions.lapse(talk.session, waiting.obligation_id, talk.now)
    for obligation in found:
        settle(talk.session, obligation.id, talk.now)
    told = _tell(talk, asked, {obligation.unit_id for obligation in found}, moment)
    until = dates.moment(talk.words, moment, asked.zone)
    body = talk.words("general.done", **_about(talk.words, asked), until=until, n=len(found), told=told)
    talk.show(body)


def _tell(talk: Talk, asked: RequirementPeriod, unit_ids: set[int], moment: datetime) -> int:
    """How many people heard of it."""
    if not unit_ids:
        return 0
    organisation = overdue.organisation_of(talk.session, asked.plan_id)
    held = holders(talk.session, organisation, unit_ids, (), talk.now)
    people = {person for unit in unit_ids for person in held.holding(CALLED, unit, 0)}

    def said(words: Words) -> tuple[Text, Rows]:
        until = dates.moment(words, moment, asked.zone)
        duties = Choice(words.plain("button.duties"), "duties")
        return words("general.told", **_about(words, asked), until=until), [[duties]]

    return len(tell(talk.session, people, said, talk.now))


def _current(talk: Talk) -> list[RequirementPeriod]:
    return overdue.current(talk.session, talk.person.plan_ids, talk.now) if talk.person.plan_ids else []


def _asked_or_stop(talk: Talk, requirement_id: int, period_key: str) -> RequirementPeriod:
    found = overdue.asked(talk.session, talk.person.plan_ids, requirement_id, period_key)
    if found is None:
        talk.stop("extension.not_yours")
    return found


def _args(asked: RequirementPeriod) -> dict[str, Any]:
    return {"requirement_id": asked.requirement_id, "period_key": asked.period_key}


def _title(words: Words, asked: RequirementPeriod) -> str:
    return dates.report_title(words, asked.title, asked.period_type, asked.period_key)


def _about(words: Words, asked: RequirementPeriod) -> dict[str, str]:
    return {"title": _title(words, asked), "due": dates.moment(words, asked.due_at, asked.zone)}
